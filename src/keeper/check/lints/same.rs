//! What says nothing, and what is the same twice: empty conditions, alternatives, names, examples.

use std::collections::HashMap;

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::{Context, finding};
use crate::keeper::check::finding::{Finding, Mark};
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Case, Condition, FactId, Part, Test};
use crate::text;

/// Looks at conditions, cases, names and examples.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    empty(context, out);
    alternatives(context, out);
    labels(context, out);
    examples(context, out);
}

/// Conditions that ask for nothing.
fn empty(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        let id = &benefit.id;
        if benefit.gate.is_empty() && !policy.gates.is_empty() {
            let what = text!(
                "“{id}”不要求任何共同条件（gate = []）：有效期过了也给",
                "\"{id}\" needs none of the common conditions (gate = []): not even the term"
            );
            let remedy = text!(
                "写上它要的共同条件；全都要的，删去 gate。",
                "Name those it needs; delete gate if it needs all."
            );
            out.push(context.at("lint/when-empty", ("benefit", id), &["gate"], what, remedy));
        }
        if benefit.when.is_empty() {
            let mark = context.mark("benefit", id, &["when"], text!("没有条件", "no conditions"));
            out.push(
                finding(
                    "lint/when-empty",
                    mark,
                    id,
                    text!("“{id}”没有自己的条件：过了门槛的都给", "\"{id}\" has no conditions of its own: whoever passes the gate gets it"),
                    text!("写上引文里的条件；确实人人都给的，写 [[allow]] 并说明理由。", "Write the conditions of the quote; if it is for all, write [[allow]] with the reason.")),
            );
        }
        for (at, condition) in benefit.when.iter().enumerate() {
            let lists = [
                ("year", Test::YearIn(Vec::new())),
                ("one_of", Test::OneOf(0)),
                ("has_any", Test::HasAny(0)),
            ];
            let empty = lists.iter().find(|(_, empty)| condition.test == *empty);
            let Some((key, _)) = empty else { continue };
            let at = at.to_string();
            let mark = context.mark("benefit", id, &["when", &at, key], text!("空的", "empty"));
            out.push(finding(
                "lint/list-empty",
                mark,
                id,
                text!(
                    "“{id}”的条件 {key} = [] 没有一个值：永远不成立",
                    "{key} = [] of \"{id}\" names no value: it never holds"
                ),
                text!(
                    "写上允许的值，例如 year = [\"Y\", \"Y-1\"]。",
                    "Name the values that are allowed, e.g. year = [\"Y\", \"Y-1\"]."
                ),
            ));
        }
    }
}

/// Cases and parts that are the same twice.
fn alternatives(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        for variant in context.variants(benefit) {
            let Some(award) = variant.award else { continue };
            let mut path: Vec<String> =
                variant.path("award", &[]).into_iter().map(str::to_owned).collect();
            walk::amounts(award, &mut path, &mut |amount, path| {
                look(context, benefit, amount, path, out);
            });
        }
    }
}

fn look(
    context: &Context<'_>,
    benefit: &Benefit,
    amount: &Amount,
    path: &[String],
    out: &mut Vec<Finding>,
) {
    let id = &benefit.id;
    let said = match amount {
        Amount::FirstOf(cases) => cases.iter().enumerate().find_map(|(at, case)| {
            let before: &[Case] = &cases[..at];
            let same = |other: &Case| bare(&other.when) == bare(&case.when);
            if case.when.is_some() && before.iter().any(same) {
                Some((
                    "first",
                    at,
                    text!(
                        "“{id}”有两种情形条件相同，后一种永远轮不到",
                        "two cases of \"{id}\" have the same condition; the second never applies"
                    ),
                ))
            } else if before.last().is_some_and(|other| other.amount == case.amount) {
                Some((
                    "first",
                    at,
                    text!(
                        "“{id}”相邻两种情形金额相同",
                        "two neighbouring cases of \"{id}\" give the same"
                    ),
                ))
            } else {
                None
            }
        }),
        Amount::Sum(parts) => parts.iter().enumerate().find_map(|(at, part)| {
            let same = |other: &Part| other.when == part.when && other.amount == part.amount;
            parts[..at].iter().any(same).then(|| {
                ("sum", at, text!("“{id}”有两个加项相同", "two parts of \"{id}\" are the same"))
            })
        }),
        Amount::Larger(all) => all.iter().enumerate().find_map(|(at, one)| {
            all[..at].contains(one).then(|| {
                (
                    "larger",
                    at,
                    text!(
                        "“{id}”取高的几项里有两项相同",
                        "two of those of which \"{id}\" takes the larger are the same"
                    ),
                )
            })
        }),
        Amount::Capped { .. }
        | Amount::Less { .. }
        | Amount::Scaled { .. }
        | Amount::Rounded { .. }
        | Amount::Difference { .. }
        | Amount::Fixed(_)
        | Amount::Share { .. }
        | Amount::PerUnit { .. }
        | Amount::Steps { .. }
        | Amount::EachItem { .. }
        | Amount::OfBenefit { .. }
        | Amount::ShareOfEach { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => None,
    };
    let Some((key, at, what)) = said else { return };
    let at = at.to_string();
    let path: Vec<&str> = path.iter().map(String::as_str).chain([key, at.as_str()]).collect();
    // What packs write in short has no such place: a table may give the same twice.
    let Some((source, value)) = context.locate.exact("benefit", id, &path) else { return };
    let mark = Mark::new(source, value.span(), text!("与前一个相同", "the same as the one before"));
    let remedy = text!(
        "删去一个；本意是别的，改成别的。",
        "Delete one; if something else was meant, write that."
    );
    out.push(finding("lint/alternatives", mark, id, what, remedy));
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
        ("faq", "question"),
    ] {
        let mut seen = HashMap::new();
        for (source, table) in context.locate.entries(kind) {
            if let Some(label) = table.get(key) {
                one_label(source, label, key, &mut seen, out);
            }
            if key == "question" && kind == "fact" {
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
                mark,
                "",
                text!(
                    "两处 {key} 写得一样：“{said}”，用户分不出来",
                    "two {key}s read the same: \"{said}\"; nobody can tell them apart"
                ),
                text!("改其中一个。", "Change one of them."),
            )
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
            out.push(finding(
                "lint/example-doubled",
                mark,
                id,
                text!(
                    "“{id}”有两个算例的已知条件相同",
                    "two examples of \"{id}\" are given the same"
                ),
                text!("删去一个，或改成另一种情形。", "Delete one, or make it another case."),
            ));
        }
    }
}
