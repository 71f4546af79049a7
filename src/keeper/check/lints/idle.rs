//! What changes nothing: readings, overlays, options, terms.

use std::collections::HashMap;

use super::{Context, finding};
use crate::keeper::check::finding::{Finding, Mark};
use crate::keeper::check::walk;
use crate::policy::{Benefit, Condition, FactId, FactKind, Later, Patch, Policy, Test};
use crate::text;

/// Looks at everything that should matter.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    readings(context, out);
    overlays(context, out);
    options(context, out);
    terms(context, out);
    together(context, out);
}

/// What excludes each other under an option that gives both.
fn together(context: &Context<'_>, out: &mut Vec<Finding>) {
    const BOTH: &[&str] = &["都给", "各给", "并得", "叠加", "同时享受", "各算"];
    let policy = context.policy;
    for group in &policy.exclusives {
        let Some((reading, option)) = group.under else { continue };
        let reading = &policy.readings[reading];
        let option = &reading.options[option];
        let label = &option.label.zh;
        if label.contains('不') || !BOTH.iter().any(|word| label.contains(word)) {
            continue;
        }
        let (id, option) = (&reading.id, &option.id);
        let mark = context.locate.entries("exclusive").find_map(|(source, table)| {
            let under = table.get("under")?;
            let chosen = under.get_ref().as_table()?.get(id.as_str())?;
            (chosen.get_ref().as_str() == Some(option))
                .then(|| Mark::new(source, chosen.span(), text!("这个选项", "this option")))
        });
        out.push(
            finding(
                "lint/exclusive",
                mark,
                id,
                text!(
                    "[[exclusive]] 在读法“{id}={option}”（{label}）下只给一项，与它的名称相反",
                    "[[exclusive]] gives one only under \"{id}={option}\", whose label says that both are given"
                ),
                text!("改成只取一项的那个选项。", "Name the option by which one only is given.")),
        );
    }
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
            let mark =
                context.mark("reading", id, &["option", &place, "id"], text!("选项", "the option"));
            out.push(finding(
                "lint/reading-idle",
                mark,
                id,
                text!(
                    "读法“{id}”的选项“{name}”与“{other}”结果一样",
                    "the option \"{name}\" of the reading \"{id}\" does the same as \"{other}\""
                ),
                text!(
                    "在事项里写 under.{id}.{name}，或删去这个选项。",
                    "Write under.{id}.{name} in a benefit, or delete the option."
                ),
            ));
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
            let mark = context.mark("benefit", id, &path, text!("读法", "the reading"));
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
            out.push(finding(
                "lint/overlay-idle",
                mark,
                id,
                what,
                text!(
                    "写成这个读法下真正不同的规则，或删去。",
                    "Write what differs under the reading, or delete it."
                ),
            ));
        }
    }
}

/// Every condition of the policy.
fn conditions(policy: &Policy) -> Vec<&Condition> {
    let mut all: Vec<&Condition> = policy.gates.iter().map(|gate| &gate.when).collect();
    for benefit in &policy.benefits {
        let patches = benefit.overlays.iter().map(|overlay| &overlay.patch);
        let awards = patches.clone().filter_map(|patch| patch.award.as_ref());
        all.extend(
            benefit.when.iter().chain(patches.flat_map(|patch| patch.when.iter().flatten())),
        );
        all.extend(benefit.award.iter().chain(awards).flat_map(walk::conditions));
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
    let all = conditions(policy);
    let negated = all.iter().filter(|condition| matches!(condition.test, Test::Not(_)));
    used.extend(negated.filter_map(|condition| Some((condition.fact?, u128::MAX))));
    for (fact, test) in all.into_iter().flat_map(walk::tests) {
        let Some(fact) = fact else { continue };
        let bits = match test {
            Test::OneOf(bits) | Test::HasAny(bits) => *bits,
            // All options matter, as they do where some are ruled out.
            Test::Empty | Test::NotEmpty | Test::Answered => u128::MAX,
            Test::Yes
            | Test::Not(_)
            | Test::AnyOf(_)
            | Test::AllOf(_)
            | Test::Given { .. }
            | Test::AtLeast(_)
            | Test::Above(_)
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::FirstReaches(_)
            | Test::Compared(..) => 0,
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
            let mark =
                context.mark("fact", name, &["options", &place, "id"], text!("选项", "the option"));
            out.push(finding(
                "lint/option-idle",
                mark,
                name,
                text!(
                    "“{name}”的选项“{option}”没有规则用到",
                    "no rule uses the option \"{option}\" of \"{name}\""
                ),
                text!("在条件里用它，或删去。", "Use it in a condition, or delete it."),
            ));
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
    for term in policy.terms.iter() {
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
