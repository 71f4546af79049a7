//! Whom the quote speaks of, and whom the rule asks for: the option of a choice that the gate
//! tests (what kind of enterprise it is).

use super::{Context, finding};
use crate::keeper::check::finding::Finding;
use crate::policy::{Benefit, Choice, FactId, FactKind, Test};
use crate::profile::bits_of;
use crate::text;

/// Compares the choice of every benefit with its quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for gate in &policy.gates {
        let (Some(fact), Test::OneOf(_)) = (gate.when.fact, &gate.when.test) else { continue };
        if !matches!(policy.fact(fact).kind, FactKind::Choice(_)) {
            continue;
        }
        for benefit in &policy.benefits {
            compare(context, benefit, fact, out);
        }
    }
}

/// Statistics call manufacturing industry (工业); both are one kind of enterprise.
fn one_word(text: &str) -> String {
    text.replace("工业企业", "制造业企业").replace("工业规模", "制造业规模")
}

/// What an option is: the noun at the end of its label (…的制造业企业).
fn noun(option: &Choice) -> String {
    let label = option.label.zh.trim_end_matches('。');
    one_word(label.rsplit('的').next().unwrap_or(label))
}

/// Whether a text speaks of the option.
fn named(option: &Choice, text: &str) -> bool {
    let noun = noun(option);
    let stem = noun.strip_suffix("企业").unwrap_or(&noun);
    stem.chars().count() >= 2 && text.contains(stem)
}

fn compare(context: &Context<'_>, benefit: &Benefit, fact: FactId, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let options = policy.fact(fact).kind.options();
    let text = one_word(&benefit.quotes.join("；"));
    let spoken: Vec<&Choice> = options.iter().filter(|option| named(option, &text)).collect();
    let asked = benefit.when.iter().enumerate().find_map(|(at, condition)| {
        let Test::OneOf(bits) = condition.test else { return None };
        (condition.fact == Some(fact)).then_some((at, bits))
    });
    let (name, id) = (&policy.fact(fact).id, &benefit.id);
    match asked {
        Some((at, bits)) => {
            let chosen =
                |option: &&Choice| bits_of(bits).any(|bit| options.get(bit) == Some(*option));
            let Some(first) = spoken.first().filter(|_| !spoken.iter().any(chosen)) else { return };
            let label = &first.id;
            let at = at.to_string();
            let mark = context.mark("benefit", id, &["when", &at], text!("条件", "the condition"));
            out.push(
                finding(
                    "lint/who",
                    mark,
                    id,
                    text!(
                        "“{id}”的引文说的是“{label}”，条件“{name}”要求的是别的",
                        "the quote of \"{id}\" speaks of \"{label}\", but the condition on \"{name}\" asks for another"
                    ),
                    text!("改成“{label}”，或核对引文。", "Change it to \"{label}\", or check the quote.")),
            );
        }
        None => {
            let whole = |option: &&&Choice| {
                let noun = noun(option);
                noun.ends_with("企业") && noun.chars().count() >= 4 && text.contains(&noun)
            };
            let [only] = spoken.as_slice() else { return };
            let Some(only) = Some(only).filter(whole) else { return };
            let label = &only.id;
            out.push(finding(
                "lint/who",
                context.place(benefit, &["when"]),
                id,
                text!(
                    "“{id}”的引文只说“{label}”，when 里没有“{name}”的条件",
                    "the quote of \"{id}\" speaks of \"{label}\" only, but when has no condition on \"{name}\""
                ),
                text!(
                    "加 {{ fact = \"{name}\", is = \"{label}\" }}。",
                    "Add {{ fact = \"{name}\", is = \"{label}\" }}."
                ),
            ));
        }
    }
}
