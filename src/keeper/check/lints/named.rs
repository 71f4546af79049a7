//! What the quote names is what the rule uses: the options that are asked for, the figures that
//! are paid on, the facts whose words are quoted.

use super::{Context, longest_shared};
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Choice, Condition, FactId, FactKind, Operand, Policy, Test};
use crate::profile::bits_of;
use crate::text;

/// Compares the options, bases and words of gates and benefits with what they quote.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for gate in &policy.gates {
        let quotes = gate.quotes.join("；");
        options(context, ("gate", &gate.id), &["when"], &gate.when, &quotes, true, out);
        facts(context, &gate.id, &gate.when, &quotes, out);
    }
    for benefit in &policy.benefits {
        let quotes = benefit.quotes.join("；");
        for variant in context.variants(benefit) {
            for (at, condition) in variant.when.iter().enumerate() {
                let at = at.to_string();
                let path = variant.path("when", &[&at]);
                let of = ("benefit", benefit.id.as_str());
                options(context, of, &path, condition, &quotes, false, out);
                share(context, benefit, &path, condition, out);
            }
        }
        for condition in benefit.award.iter().flat_map(walk::conditions) {
            let of = ("benefit", benefit.id.as_str());
            options(context, of, &["award"], condition, &quotes, false, out);
        }
        words(context, benefit, out);
        bases(context, benefit, &quotes, out);
    }
}

/// The parts of a label that no other option of the fact has: pairs of characters, of a short
/// label single ones.
fn distinctive(option: &Choice, all: &[Choice]) -> Vec<String> {
    let label = |option: &Choice| -> Vec<char> { option.label.zh.chars().collect() };
    let size = if label(option).len() <= 3 { 1 } else { 2 };
    let parts = |option: &Choice| -> Vec<String> {
        label(option).windows(size).map(|part| part.iter().collect()).collect()
    };
    let others: Vec<String> =
        all.iter().filter(|other| other.id != option.id).flat_map(parts).collect();
    parts(option).into_iter().filter(|part| !others.contains(part)).collect()
}

/// How much of what is an option's own a text has, in per cent.
fn trace(option: &Choice, all: &[Choice], text: &str) -> usize {
    let own = distinctive(option, all);
    let found = own.iter().filter(|part| text.contains(part.as_str())).count();
    if own.is_empty() { 0 } else { found * 100 / own.len() }
}

/// What of a label must be found for the text to speak of it, in per cent.
const SPOKEN: usize = 60;

/// Options that are asked for and not spoken of, where the text speaks of another; of a gate,
/// which quotes exactly what it asks, also those that are spoken of and not asked for.
fn options(
    context: &Context<'_>,
    of: (&str, &str),
    path: &[&str],
    condition: &Condition,
    quotes: &str,
    exact: bool,
    out: &mut Vec<Finding>,
) {
    for (fact, test) in walk::tests(condition) {
        let (Some(fact), Test::OneOf(bits) | Test::HasAny(bits)) = (fact, test) else { continue };
        let fact = context.policy.fact(fact);
        let all = fact.kind.options();
        let is_chosen = |at: usize| at < 128 && bits >> at & 1 == 1;
        let spoken = |at: &usize| trace(&all[*at], all, quotes) >= SPOKEN;
        let silent = bits_of(*bits).filter(|at| *at < all.len()).find(|at| {
            trace(&all[*at], all, quotes) == 0 && !distinctive(&all[*at], all).is_empty()
        });
        let ruled_out =
            |at: &usize| super::negation::ruled_out(quotes, &all[*at].label.zh).is_some();
        let open = (0..all.len()).filter(|at| !is_chosen(*at) && !ruled_out(at));
        let instead = open.into_iter().find(spoken);
        let others = (0..all.len()).filter(|at| is_chosen(*at)).any(|at| spoken(&at));
        let short = silent.is_some_and(|at| all[at].label.zh.chars().count() <= 3);
        let (name, id) = (&fact.id, of.1);
        let what = match (silent, instead) {
            (Some(silent), Some(instead)) => {
                let (is, instead) = (&all[silent].id, &all[instead].id);
                text!(
                    "“{id}”要求“{name}”是“{is}”，引文说的像是“{instead}”",
                    "\"{id}\" asks for \"{is}\" of \"{name}\", the quote seems to speak of \"{instead}\""
                )
            }
            (Some(silent), None) if others && short => {
                let is = &all[silent].id;
                text!(
                    "“{id}”也允许“{name}”是“{is}”，引文没有说它",
                    "\"{id}\" also allows \"{is}\" of \"{name}\", which the quote does not speak of"
                )
            }
            (None, Some(instead)) if exact => {
                let instead = &all[instead].id;
                text!(
                    "“{id}”的引文也说“{instead}”，条件“{name}”没有允许它",
                    "the quote of \"{id}\" speaks of \"{instead}\" too, which the condition on \"{name}\" does not allow"
                )
            }
            _ => continue,
        };
        let remedy = text!(
            "对照引文改选项；确实如此的，写 [[allow]] 并说明理由。",
            "Choose the options that the quote names; if it is meant so, write [[allow]] with the reason."
        );
        out.push(context.at("lint/option", of, path, what, remedy));
    }
}

/// A gate on a yes-or-no fact, where another one is what the quote names.
fn facts(
    context: &Context<'_>,
    id: &str,
    condition: &Condition,
    quotes: &str,
    out: &mut Vec<Finding>,
) {
    let (Some(fact), Test::Yes) = (condition.fact, &condition.test) else { return };
    let Some(better) = better(context.policy, fact, quotes, 5) else { return };
    let (is, better) = (&context.policy.fact(fact).id, &context.policy.fact(better).id);
    out.push(context.at(
        "lint/base",
        ("gate", id),
        &["when"],
        text!(
            "“{id}”看的是“{is}”，引文说的像是“{better}”",
            "\"{id}\" looks at \"{is}\", but its quote seems to speak of \"{better}\""
        ),
        text!("改用“{better}”，或核对引文。", "Use \"{better}\", or check the quote."),
    ));
}

/// A fact of the same type whose name the text has much more of: by so many characters, and the
/// name of this one hardly.
fn better(policy: &Policy, is: FactId, text: &str, by: usize) -> Option<FactId> {
    let shared = |id: FactId| {
        let label = &policy.fact(id).label.zh;
        let bare = label.rsplit('}').next().unwrap_or(label).trim_start_matches([' ', '年']);
        longest_shared(bare, text)
    };
    let kind = &policy.fact(is).kind;
    let own = shared(is);
    let alike = |id: &FactId| {
        let other = policy.fact(*id);
        *id != is
            && other.kind == *kind
            && other.derived.is_some() == policy.fact(is).derived.is_some()
            && other.benchmark.is_none()
    };
    let ids = policy.facts().map(|(id, _)| id);
    ids.filter(alike).find(|id| own <= 3 && shared(*id) >= own + by)
}

/// A figure compared with a share of another one than the quote names.
fn share(
    context: &Context<'_>,
    benefit: &Benefit,
    path: &[&str],
    condition: &Condition,
    out: &mut Vec<Finding>,
) {
    let policy = context.policy;
    for (_, test) in walk::tests(condition) {
        let Test::Compared(_, Operand::Share { rate, of }) = test else { continue };
        let said = rate.text();
        let phrase = benefit.quotes.iter().find_map(|quote| {
            let at = quote.find(&said)?;
            let from =
                quote[..at].rfind(['，', '；', '。']).map_or(0, |from| from + '，'.len_utf8());
            Some(&quote[from..at])
        });
        let Some(phrase) = phrase else { continue };
        let shared = |id: FactId| longest_shared(&policy.fact(id).label.zh, phrase);
        let kind = &policy.fact(*of).kind;
        let fact = condition.fact;
        let other = policy.facts().find(|(id, other)| {
            *id != *of
                && Some(*id) != fact
                && other.kind == *kind
                && shared(*id) >= 4
                && shared(*of) < 2
        });
        let Some((_, better)) = other else { continue };
        let (id, is, better) = (&benefit.id, &policy.fact(*of).id, &better.id);
        out.push(context.at(
            "lint/base",
            ("benefit", id),
            path,
            text!(
                "“{id}”的条件按“{is}”的 {said} 算，引文“{phrase}”说的像是“{better}”",
                "a condition of \"{id}\" takes {said} of \"{is}\", the quote “{phrase}” seems to speak of \"{better}\""
            ),
            text!("改用“{better}”，或核对引文。", "Use \"{better}\", or check the quote."),
        ));
    }
}

/// Facts whose words are quoted, and that no rule of the benefit looks at.
fn words(context: &Context<'_>, benefit: &Benefit, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let patches = benefit.overlays.iter().map(|overlay| &overlay.patch);
    let when =
        benefit.when.iter().chain(patches.clone().flat_map(|patch| patch.when.iter().flatten()));
    let awards = benefit.award.iter().chain(patches.filter_map(|patch| patch.award.as_ref()));
    let mut used: Vec<FactId> = when.flat_map(Condition::facts).collect();
    used.extend(awards.flat_map(Amount::facts));
    let gates = benefit.gate.iter().flat_map(|gate| policy.gates[gate.index()].when.facts());
    used.extend(gates);
    let used: Vec<FactId> = used.iter().flat_map(|id| policy.inputs(*id)).collect();
    let default: Vec<FactId> = benefit.when.iter().flat_map(Condition::facts).collect();
    for (fact, said) in &benefit.words {
        let (id, name) = (&benefit.id, &policy.fact(*fact).id);
        if used.contains(fact) || default.contains(fact) {
            continue;
        }
        out.push(context.at(
            "lint/words",
            ("benefit", id),
            &["words", name],
            text!(
                "“{id}”的 words 写有“{name}”（{said}），却没有条件或金额用它",
                "words of \"{id}\" name \"{name}\" ({said}), but no condition or award uses it"
            ),
            text!(
                "在 when 里加上它的条件；不需要就从 words 里删去。",
                "Add its condition to when; if it is not needed, delete it from words."
            ),
        ));
    }
}

/// What is paid on: the figure that the quote names, counted where a condition counts it.
fn bases(context: &Context<'_>, benefit: &Benefit, quotes: &str, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let Some(award) = &benefit.award else { return };
    let overlays = benefit.overlays.iter().filter_map(|overlay| overlay.patch.award.as_ref());
    let named: Vec<FactId> = benefit
        .when
        .iter()
        .flat_map(Condition::facts)
        .chain(benefit.words.iter().map(|(fact, _)| *fact))
        .collect();
    let mut told: Vec<FactId> = Vec::new();
    for amount in std::iter::once(award).chain(overlays).flat_map(walk::all) {
        let of = match amount {
            Amount::Share { of, .. }
            | Amount::PerUnit { of, .. }
            | Amount::Steps { of, .. }
            | Amount::EachItem { of, .. }
            | Amount::ShareOfEach { of, .. } => *of,
            Amount::Milestone(milestone) => milestone.figure,
            Amount::Fixed(_)
            | Amount::OfBenefit { .. }
            | Amount::Sum(_)
            | Amount::FirstOf(_)
            | Amount::Larger(_)
            | Amount::Scaled { .. }
            | Amount::Rounded { .. }
            | Amount::Difference { .. }
            | Amount::Capped { .. }
            | Amount::Less { .. }
            | Amount::Stages(_) => continue,
        };
        let kind = &policy.fact(of).kind;
        // What is counted or listed is what the condition counts or lists.
        let counted = matches!(kind, FactKind::Count | FactKind::MoneyList);
        let counts = named.iter().find(|id| policy.fact(**id).kind == *kind);
        let instead = match counts {
            Some(other) if counted && !named.contains(&of) => Some(*other),
            _ => better(policy, of, quotes, 4).filter(|_| !named.contains(&of)),
        };
        let Some(instead) = instead.filter(|_| !told.contains(&of)) else { continue };
        told.push(of);
        let (id, is, instead) = (&benefit.id, &policy.fact(of).id, &policy.fact(instead).id);
        out.push(context.at(
            "lint/base",
            ("benefit", id),
            &["award"],
            text!(
                "“{id}”的 award 按“{is}”算，引文和条件说的像是“{instead}”",
                "the award of \"{id}\" is paid on \"{is}\", the quote and conditions seem to speak of \"{instead}\""
            ),
            text!("改用“{instead}”，或核对引文。", "Use \"{instead}\", or check the quote."),
        ));
    }
    guarded(context, benefit, out);
}

/// Parts of a sum that are for one option and paid on the figure of another.
fn guarded(context: &Context<'_>, benefit: &Benefit, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for variant in context.variants(benefit) {
        let parts: Vec<_> =
            variant.award.into_iter().flat_map(walk::all).flat_map(walk::children).collect();
        let facts: Vec<FactId> = policy.facts().map(|(id, _)| id).collect();
        for (_, when, amount) in &parts {
            let Some(Condition { fact: Some(fact), test: Test::HasAny(bits), .. }) = when else {
                continue;
            };
            let (Amount::PerUnit { of, .. } | Amount::Share { of, .. }) = amount else { continue };
            let options = policy.fact(*fact).kind.options();
            let Some(option) = bits_of(*bits).next().and_then(|at| options.get(at)) else {
                continue;
            };
            let parts = distinctive(option, options);
            let score = |id: FactId| {
                let label = &policy.fact(id).label.zh;
                parts.iter().filter(|part| label.contains(part.as_str())).count()
            };
            let kind = &policy.fact(*of).kind;
            let alike = |id: &&FactId| **id != *of && policy.fact(**id).kind == *kind;
            let Some(better) = facts.iter().filter(alike).max_by_key(|id| score(**id)) else {
                continue;
            };
            if score(*of) > 0 || score(*better) < 2 {
                continue;
            }
            let (id, is, option) = (&benefit.id, &policy.fact(*of).id, &option.id);
            let better = &policy.fact(*better).id;
            out.push(context.at(
                "lint/base",
                ("benefit", id),
                &variant.path("award", &[]),
                text!(
                    "“{id}”里给“{option}”的一项按“{is}”算，它的数是“{better}”",
                    "the part of \"{id}\" for \"{option}\" is paid on \"{is}\"; its figure is \"{better}\""
                ),
                text!("改用“{better}”。", "Use \"{better}\"."),
            ));
        }
    }
}
