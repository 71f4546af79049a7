//! What changes nothing: readings, overlays, options, terms; and what is the same twice.

use std::collections::HashMap;

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::{Context, finding};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{
    Amount, Benefit, Case, Condition, FactId, FactKind, Later, Patch, Policy, Test,
};
use crate::text;

/// Looks at everything that should matter.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    readings(context, out);
    overlays(context, out);
    options(context, out);
    terms(context, out);
    empty(context, out);
    alternatives(context, out);
    labels(context, out);
    examples(context, out);
}

/// What an option of a reading puts in force, as one string to compare.
fn effect(policy: &Policy, reading: usize, option: usize) -> String {
    let mut effect = String::new();
    for (at, benefit) in policy.benefits.iter().enumerate() {
        for overlay in &benefit.overlays {
            if overlay.reading == reading
                && overlay.option == option
                && !same(benefit, &overlay.patch)
            {
                effect.push_str(&format!("{at}{:?}", overlay.patch));
            }
        }
    }
    for (at, group) in policy.exclusives.iter().enumerate() {
        if group.under == Some((reading, option)) {
            effect.push_str(&format!("exclusive{at}"));
        }
    }
    effect
}

/// Whether a patch leaves the benefit as it is.
fn same(benefit: &Benefit, patch: &Patch) -> bool {
    patch.gate.as_ref().is_none_or(|gate| *gate == benefit.gate)
        && patch.when.as_ref().is_none_or(|when| *when == benefit.when)
        && patch.award.as_ref().is_none_or(|award| Some(award) == benefit.award.as_ref())
}

/// Readings and options that change nothing, and defaults that do not come first.
fn readings(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (at, reading) in policy.readings.iter().enumerate() {
        let effects: Vec<String> =
            (0..reading.options.len()).map(|option| effect(policy, at, option)).collect();
        let id = &reading.id;
        if effects.iter().all(String::is_empty) {
            out.push(finding(
                "lint/reading-idle",
                context.locate.find("reading", id, &[]),
                id,
                text!("读法“{id}”不改变任何结果", "the reading \"{id}\" changes nothing"),
                text!(
                    "在事项里写 under.{id}.选项，或在 [[exclusive]] 写 under；确实不用就删去。",
                    "Write under.{id}.OPTION in a benefit, or under in an [[exclusive]]; or delete it."
                ),
            ).marked(context.id_mark("reading", id)));
            continue;
        }
        for (index, option) in reading.options.iter().enumerate() {
            let Some(first) = effects[..index].iter().position(|known| *known == effects[index])
            else {
                continue;
            };
            // Several readings may act together; here only this one is looked at.
            let (name, other) = (&option.id, &reading.options[first].id);
            let place = index.to_string();
            let mark = context
                .locate
                .value("reading", id, &["option", &place, "id"])
                .map(|(source, span)| Mark::new(source, span, text!("选项", "the option")));
            let at = mark.as_ref().map_or_else(
                || context.locate.find("reading", id, &["option", &place]),
                |m| m.place.clone(),
            );
            out.push(
                finding(
                    "lint/reading-idle",
                    at,
                    id,
                    text!(
                        "读法“{id}”的选项“{name}”与“{other}”结果一样",
                        "the option \"{name}\" of the reading \"{id}\" does the same as \"{other}\""
                    ),
                    text!(
                        "在事项里写 under.{id}.{name}，或删去这个选项。",
                        "Write under.{id}.{name} in a benefit, or delete the option."
                    ),
                )
                .marked(mark),
            );
        }
    }
}

/// Overlays equal to what holds anyway.
fn overlays(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        for overlay in &benefit.overlays {
            let reading = &policy.readings[overlay.reading];
            let option = &reading.options[overlay.option];
            let (id, name, chosen) = (&benefit.id, &reading.id, &option.id);
            let patch = &overlay.patch;
            let keys = [
                ("gate", patch.gate.as_ref().is_some_and(|gate| *gate == benefit.gate)),
                ("when", patch.when.as_ref().is_some_and(|when| *when == benefit.when)),
                ("award", patch.award.as_ref().is_some_and(|a| Some(a) == benefit.award.as_ref())),
            ];
            let key = keys.iter().find(|(_, equal)| *equal).map(|(key, _)| *key);
            let default = overlay.option == 0;
            if key.is_none() && !default {
                continue;
            }
            let path = ["under", name.as_str(), chosen.as_str(), key.unwrap_or_default()];
            let mark = context
                .locate
                .value("benefit", id, &path)
                .map(|(source, span)| Mark::new(source, span, text!("读法", "the reading")));
            let place =
                mark.as_ref().map_or_else(|| context.place(benefit, &path), |m| m.place.clone());
            let what = if default {
                text!(
                    "“{id}”为默认的选项“{name}={chosen}”另写了一份，默认的规则就没有用处",
                    "\"{id}\" has an overlay for the default \"{name}={chosen}\", so the rule beside it never counts"
                )
            } else {
                let key = key.unwrap_or_default();
                text!(
                    "“{id}”在读法“{name}={chosen}”下的 {key} 与默认的一样",
                    "{key} of \"{id}\" under the reading \"{name}={chosen}\" is the same as by default"
                )
            };
            out.push(
                finding(
                    "lint/overlay-idle",
                    place,
                    id,
                    what,
                    text!(
                        "写成这个读法下真正不同的规则，或删去。",
                        "Write what differs under the reading, or delete it."
                    ),
                )
                .marked(mark),
            );
        }
    }
}

/// Every condition of the policy.
fn conditions(policy: &Policy) -> Vec<&Condition> {
    fn of_amount<'p>(amount: &'p Amount, all: &mut Vec<&'p Condition>) {
        match amount {
            Amount::Sum(parts) => parts.iter().for_each(|part| {
                all.extend(&part.when);
                of_amount(&part.amount, all);
            }),
            Amount::FirstOf(cases) => cases.iter().for_each(|case| {
                all.extend(&case.when);
                of_amount(&case.amount, all);
            }),
            Amount::Capped { amount, cap } => {
                of_amount(amount, all);
                of_amount(cap, all);
            }
            Amount::Fixed(_)
            | Amount::Share { .. }
            | Amount::PerUnit { .. }
            | Amount::ShareOfEach { .. }
            | Amount::Milestone(_)
            | Amount::Stages(_) => {}
        }
    }
    let mut all: Vec<&Condition> = policy.gates.iter().map(|gate| &gate.when).collect();
    for benefit in &policy.benefits {
        all.extend(&benefit.when);
        benefit.award.iter().for_each(|award| of_amount(award, &mut all));
        for overlay in &benefit.overlays {
            all.extend(overlay.patch.when.iter().flatten());
            overlay.patch.award.iter().for_each(|award| of_amount(award, &mut all));
        }
        match &benefit.later {
            Some(Later::Fixed { when, .. } | Later::Stages { when }) => all.extend(when),
            Some(Later::Again(again)) => all.extend(&again.when),
            None => {}
        }
        all.extend(benefit.hints.iter().filter_map(|hint| hint.when.as_ref()));
    }
    all.extend(policy.facts.iter().filter_map(|fact| Some(&fact.assumed.as_ref()?.when)));
    all
}

/// Options of sets that no rule speaks of.
fn options(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let mut used: HashMap<FactId, u128> = HashMap::new();
    for condition in conditions(policy) {
        let Some(fact) = condition.fact else { continue };
        let bits = match condition.test {
            Test::OneOf(bits) | Test::HasAny(bits) => bits,
            Test::Empty | Test::NotEmpty | Test::Answered => u128::MAX,
            Test::Yes
            | Test::AtLeast(_)
            | Test::Above(_)
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::FirstReaches(_) => 0,
        };
        *used.entry(fact).or_default() |= bits;
    }
    for (id, fact) in policy.facts() {
        let FactKind::Set(options) = &fact.kind else { continue };
        let Some(bits) = used.get(&id).copied().filter(|_| !fact.lists_benefits) else { continue };
        // Of two, one may be what the other is set against.
        if options.len() < 3 {
            continue;
        }
        for (at, option) in options.iter().enumerate() {
            if at < 128 && bits & (1 << at) != 0 {
                continue;
            }
            let (name, option) = (&fact.id, &option.id);
            let place = at.to_string();
            let mark = context
                .locate
                .value("fact", name, &["options", &place, "id"])
                .map(|(source, span)| Mark::new(source, span, text!("选项", "the option")));
            let at = mark.as_ref().map_or_else(
                || context.locate.find("fact", name, &["options"]),
                |m| m.place.clone(),
            );
            out.push(
                finding(
                    "lint/option-idle",
                    at,
                    name,
                    text!(
                        "“{name}”的选项“{option}”没有规则用到",
                        "no rule uses the option \"{option}\" of \"{name}\""
                    ),
                    text!("在条件里用它，或删去。", "Use it in a condition, or delete it."),
                )
                .marked(mark),
            );
        }
    }
}

/// Terms that neither a fact names nor any text speaks of.
fn terms(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let mut all = policy.text.clone();
    for (source, _) in context.locate.documents() {
        if !source.name.ends_with("glossary.toml") {
            all.push_str(&source.text);
        }
    }
    for term in &policy.terms {
        let named = policy.facts.iter().any(|fact| fact.terms.contains(&term.id));
        let spoken = std::iter::once(term.name.zh.as_str())
            .chain(term.aliases.iter().map(String::as_str))
            .any(|name| all.contains(name));
        if named || spoken {
            continue;
        }
        let id = &term.id;
        out.push(
            finding(
                "lint/term-idle",
                context.locate.find("term", id, &[]),
                id,
                text!(
                    "词“{id}”没有事实引用，也没有文字用到",
                    "no fact names the term \"{id}\" and no text uses it"
                ),
                text!(
                    "写进相关事实的 terms，或删去。",
                    "Name it in the terms of a fact, or delete it."
                ),
            )
            .marked(context.id_mark("term", id)),
        );
    }
}

/// Conditions that ask for nothing.
fn empty(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        let id = &benefit.id;
        if benefit.when.is_empty() {
            let mark = context
                .locate
                .value("benefit", id, &["when"])
                .map(|(source, span)| Mark::new(source, span, text!("没有条件", "no conditions")));
            let place = mark
                .as_ref()
                .map_or_else(|| context.place(benefit, &["when"]), |m| m.place.clone());
            out.push(
                finding(
                    "lint/when-empty",
                    place,
                    id,
                    text!("“{id}”没有自己的条件：过了门槛的都给", "\"{id}\" has no conditions of its own: whoever passes the gate gets it"),
                    text!("写上引文里的条件；确实人人都给的，写 [[allow]] 并说明理由。", "Write the conditions of the quote; if it is for all, write [[allow]] with the reason."),
                )
                .marked(mark),
            );
        }
        for (at, condition) in benefit.when.iter().enumerate() {
            let nothing = match &condition.test {
                Test::YearIn(years) => years.is_empty().then_some("year"),
                Test::OneOf(0) => Some("one_of"),
                Test::HasAny(0) => Some("has_any"),
                _ => None,
            };
            let Some(key) = nothing else { continue };
            let at = at.to_string();
            let mark = context
                .locate
                .value("benefit", id, &["when", &at, key])
                .map(|(source, span)| Mark::new(source, span, text!("空的", "empty")));
            let place = mark
                .as_ref()
                .map_or_else(|| context.place(benefit, &["when", &at]), |m| m.place.clone());
            out.push(
                finding(
                    "lint/list-empty",
                    place,
                    id,
                    text!(
                        "“{id}”的条件 {key} = [] 没有一个值：永远不成立",
                        "{key} = [] of \"{id}\" names no value: it never holds"
                    ),
                    text!(
                        "写上允许的值，例如 year = [\"Y\", \"Y-1\"]。",
                        "Name the values that are allowed, e.g. year = [\"Y\", \"Y-1\"]."
                    ),
                )
                .marked(mark),
            );
        }
    }
}

/// Cases and parts that are the same twice.
fn alternatives(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        for variant in context.variants(benefit) {
            let Some(award) = variant.award else { continue };
            let path: Vec<String> =
                variant.path("award", &[]).into_iter().map(str::to_owned).collect();
            look(context, benefit, award, path, out);
        }
    }
}

fn look(
    context: &Context<'_>,
    benefit: &Benefit,
    amount: &Amount,
    path: Vec<String>,
    out: &mut Vec<Finding>,
) {
    let mut tell = |at: usize, key: &str, what| {
        let at = at.to_string();
        let path: Vec<&str> = path.iter().map(String::as_str).chain([key, at.as_str()]).collect();
        let mark = context.locate.value("benefit", &benefit.id, &path).map(|(source, span)| {
            Mark::new(source, span, text!("与前一个相同", "the same as the one before"))
        });
        let place =
            mark.as_ref().map_or_else(|| context.place(benefit, &path), |m| m.place.clone());
        let remedy = text!(
            "删去一个；本意是别的，改成别的。",
            "Delete one; if something else was meant, write that."
        );
        out.push(finding("lint/alternatives", place, &benefit.id, what, remedy).marked(mark));
    };
    let id = &benefit.id;
    match amount {
        Amount::FirstOf(cases) => {
            for (at, case) in cases.iter().enumerate() {
                let before: &[Case] = &cases[..at];
                if case.when.is_some()
                    && before.iter().any(|other| bare(&other.when) == bare(&case.when))
                {
                    tell(
                        at,
                        "first",
                        text!(
                            "“{id}”有两种情形条件相同，后一种永远轮不到",
                            "two cases of \"{id}\" have the same condition; the second never applies"
                        ),
                    );
                } else if before.last().is_some_and(|other| other.amount == case.amount) {
                    tell(
                        at,
                        "first",
                        text!(
                            "“{id}”相邻两种情形金额相同",
                            "two neighbouring cases of \"{id}\" give the same"
                        ),
                    );
                }
            }
        }
        Amount::Sum(parts) => {
            for (at, part) in parts.iter().enumerate() {
                if parts[..at]
                    .iter()
                    .any(|other| other.when == part.when && other.amount == part.amount)
                {
                    tell(
                        at,
                        "sum",
                        text!("“{id}”有两个加项相同", "two parts of \"{id}\" are the same"),
                    );
                }
            }
        }
        Amount::Capped { amount, cap } => {
            look(context, benefit, amount, path.clone(), out);
            let path = [path, vec!["cap".to_owned()]].concat();
            look(context, benefit, cap, path, out);
        }
        Amount::Fixed(_)
        | Amount::Share { .. }
        | Amount::PerUnit { .. }
        | Amount::ShareOfEach { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => {}
    }
}

/// What a condition tests, without its advice.
fn bare(condition: &Option<Condition>) -> Option<(Option<FactId>, &Test)> {
    condition.as_ref().map(|condition| (condition.fact, &condition.test))
}

/// Two entries of a kind, or two options of one, with the same name.
fn labels(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (kind, key) in [
        ("fact", "label"),
        ("fact", "question"),
        ("benefit", "title"),
        ("gate", "title"),
        ("reading", "title"),
        ("term", "name"),
    ] {
        let mut seen = HashMap::new();
        for (source, table) in context.locate.entries(kind) {
            if let Some(label) = table.get(key) {
                one_label(source, label, key, &mut seen, out);
            }
            if key == "question" {
                continue;
            }
            for options in ["option", "options"] {
                let Some(DeValue::Array(options)) = table.get(options).map(Spanned::get_ref) else {
                    continue;
                };
                let mut seen = HashMap::new();
                for option in options.iter() {
                    if let DeValue::Table(option) = option.get_ref()
                        && let Some(label) = option.get("label")
                    {
                        one_label(source, label, "label", &mut seen, out);
                    }
                }
            }
        }
    }
}

fn one_label(
    source: &crate::diagnostic::Source,
    label: &Spanned<DeValue<'_>>,
    key: &str,
    seen: &mut HashMap<String, Mark>,
    out: &mut Vec<Finding>,
) {
    let DeValue::Table(both) = label.get_ref() else { return };
    for lang in ["zh", "en"] {
        let Some(text) = both.get(lang) else { continue };
        let Some(said) = text.get_ref().as_str().map(str::trim).filter(|said| !said.is_empty())
        else {
            continue;
        };
        let mark = Mark::new(source, text.span(), text!("又一次", "again"));
        let Some(first) = seen.get(said) else {
            seen.insert(said.to_owned(), mark);
            continue;
        };
        let first = Mark { label: text!("第一次", "first"), ..first.clone() };
        out.push(
            finding(
                "lint/label-equal",
                mark.place.clone(),
                "",
                text!(
                    "两处 {key} 写得一样：“{said}”，用户分不出来",
                    "two {key}s read the same: \"{said}\"; nobody can tell them apart"
                ),
                text!("改其中一个。", "Change one of them."),
            )
            .marked(Some(mark))
            .marked(Some(first)),
        );
        return;
    }
}

/// Benefits without examples, and the same example twice.
fn examples(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        let id = &benefit.id;
        if benefit.examples.is_empty() {
            out.push(
                finding(
                    "lint/no-example",
                    context.place(benefit, &[]),
                    id,
                    text!("“{id}”没有算例", "\"{id}\" has no example"),
                    text!("照条文手算几个，写进 [[benefit.example]]：正好、差一点、封顶、不知道。", "Work some out by hand, as [[benefit.example]]: at the threshold, just below, at the cap, not known."),
                )
                .marked(context.id_mark("benefit", id)),
            );
        }
        for (at, example) in benefit.examples.iter().enumerate() {
            let same = |other: &&crate::policy::Example| {
                other.given == example.given
                    && other.without == example.without
                    && other.readings == example.readings
                    && other.year == example.year
            };
            if !benefit.examples[..at].iter().any(|other| same(&other)) {
                continue;
            }
            let mark = context.locate.source(&example.file).map(|source| {
                Mark::new(source, example.span.clone(), text!("与前面的相同", "the same as before"))
            });
            let place =
                mark.as_ref().map_or_else(|| context.place(benefit, &[]), |m| m.place.clone());
            out.push(
                finding(
                    "lint/example-doubled",
                    place,
                    id,
                    text!(
                        "“{id}”有两个算例的已知条件相同",
                        "two examples of \"{id}\" are given the same"
                    ),
                    text!("删去一个，或改成另一种情形。", "Delete one, or make it another case."),
                )
                .marked(mark),
            );
        }
    }
}
