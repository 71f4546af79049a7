//! Whom the quote speaks of, and whom the rule asks for: the option of a choice that the gate
//! tests (what kind of enterprise it is).

use super::{Context, finding};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{Benefit, Choice, Condition, FactId, FactKind, Test};
use crate::profile::bits_of;
use crate::text;

/// Characters in a row that name a kind of enterprise without doubt.
const NAMES: usize = 5;

/// Compares the choice of every benefit with its quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    // Statistics call manufacturing industry (工业).
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

/// How much of an option's own words a text has: the longest piece that no other option has.
fn named(options: &[Choice], at: usize, text: &str) -> usize {
    let own = [&options[at].label.zh, &options[at].help.zh];
    let other = |piece: &str| {
        options.iter().enumerate().any(|(index, option)| {
            index != at && (option.label.zh.contains(piece) || option.help.zh.contains(piece))
        })
    };
    let text = text.replace("工业企业", "制造业企业").replace("工业规模", "制造业规模");
    own.iter().map(|own| longest(own, &text, &other)).max().unwrap_or(0)
}

/// The longest piece of `own` in `text` for which `other` does not hold, in characters.
fn longest(own: &str, text: &str, other: &dyn Fn(&str) -> bool) -> usize {
    let starts: Vec<usize> = own.char_indices().map(|(at, _)| at).chain([own.len()]).collect();
    let mut best = 0;
    for from in 0..starts.len() {
        for to in (from + best.max(1))..starts.len() {
            let piece = &own[starts[from]..starts[to]];
            if !text.contains(piece) {
                break;
            }
            if piece.contains(['，', '。', '、']) {
                break;
            }
            if !other(piece) {
                best = best.max(to - from);
            }
        }
    }
    best
}

fn compare(context: &Context<'_>, benefit: &Benefit, fact: FactId, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let options = policy.fact(fact).kind.options();
    let text: String = benefit.quotes.join("；");
    let scores: Vec<usize> = (0..options.len()).map(|at| named(options, at, &text)).collect();
    let Some(best) = scores.iter().copied().max() else { return };
    let asked: Option<(usize, &Condition, u128)> =
        benefit.when.iter().enumerate().find_map(|(at, condition)| match condition.test {
            Test::OneOf(bits) if condition.fact == Some(fact) => Some((at, condition, bits)),
            _ => None,
        });
    let top: Vec<usize> = (0..options.len()).filter(|at| scores[*at] == best).collect();
    let [top] = top.as_slice() else { return };
    let label = &options[*top].id;
    let name = &policy.fact(fact).id;
    let id = &benefit.id;
    match asked {
        Some((at, _, bits)) => {
            let chosen = bits_of(bits).map(|bit| scores[usize::from(bit)]).max().unwrap_or(0);
            if best < 3 || chosen + 1 >= best {
                return;
            }
            let at = at.to_string();
            let mark = context
                .locate
                .value("benefit", id, &["when", &at])
                .map(|(source, span)| Mark::new(source, span, text!("条件", "the condition")));
            let place = mark
                .as_ref()
                .map_or_else(|| context.place(benefit, &["when"]), |m| m.place.clone());
            out.push(
                finding(
                    "lint/who",
                    place,
                    id,
                    text!(
                        "“{id}”的引文说的是“{label}”，条件“{name}”要求的是别的",
                        "the quote of \"{id}\" speaks of \"{label}\", but the condition on \"{name}\" asks for another"
                    ),
                    text!("改成“{label}”，或核对引文。", "Change it to \"{label}\", or check the quote."),
                )
                .marked(mark),
            );
        }
        None if best >= NAMES && says_only(&benefit.quotes, options, *top) => {
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
        None => {}
    }
}

/// Whether the quotes name one kind of enterprise as who is supported (对…企业).
fn says_only(quotes: &[String], options: &[Choice], at: usize) -> bool {
    quotes
        .iter()
        .any(|quote| quote.contains("的企业") || quote.contains("企业，") || quote.contains('对'))
        && (0..options.len())
            .filter(|other| *other != at)
            .all(|other| named(options, other, &quotes.join("；")) < NAMES)
}
