//! A threshold, tier or cap without an example at it.

use super::{Context, finding};
use crate::assess::{Evaluator, Program};
use crate::keeper::check::domain::{Domain, value_of};
use crate::keeper::check::examples::prepared;
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Beyond, Condition, FactId, Test, Threshold};
use crate::profile::Answers;
use crate::quantity::Money;
use crate::text;

/// A number at which a benefit turns, and what examples must show of it.
struct Turn {
    fact: FactId,
    at: i64,
    /// Below (-1), at (0), above (1).
    sides: Vec<i64>,
    path: Vec<String>,
}

/// Looks for each number among the values of the benefit's own examples.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (id, benefit) in policy.benefits() {
        let mut shown: Vec<(Vec<(FactId, i64)>, Money)> = Vec::new();
        for example in &benefit.examples {
            let Ok((answers, readings, year)) = prepared(policy, example) else { continue };
            let program = Program::compile(policy, &readings);
            let mut evaluator = Evaluator::new(&program);
            evaluator.run(&answers, year);
            let numbers = policy.facts().filter_map(|(id, _)| {
                let number = evaluator.slots[id.index()].number()?;
                Some((id, number))
            });
            shown.push((numbers.collect(), evaluator.outcomes()[id.index()].amount));
        }
        for turn in turns(benefit) {
            let side = |number: i64| (number - turn.at).signum();
            let values = shown.iter().flat_map(|(values, _)| values);
            let numbers: Vec<i64> =
                values.filter(|(fact, _)| *fact == turn.fact).map(|(_, number)| *number).collect();
            let all = Domain::all(&policy.fact(turn.fact).kind);
            for wanted in &turn.sides {
                let at = turn.at.saturating_add(*wanted);
                let exists = !matches!(all, Domain::Number { lo, hi } if !(lo..=hi).contains(&at));
                if !exists {
                    continue;
                }
                if numbers.iter().any(|number| side(*number) == *wanted) {
                    continue;
                }
                missing(context, benefit, &turn, *wanted, out);
            }
        }
        for cap in benefit.award.iter().flat_map(collect_caps) {
            if !shown.iter().any(|(_, amount)| *amount == cap) {
                let (cap, name) = (cap.to_profile(), &benefit.id);
                out.push(finding(
                    "lint/example-missing",
                    context.place(benefit, &["award", "cap"]),
                    name,
                    text!("“{name}”没有碰到封顶 {cap} 的算例", "\"{name}\" has no example that reaches the cap of {cap}"),
                    text!("照条文手算一个正好碰到封顶的算例，写进 [[benefit.example]]。", "Work out by hand an example that just reaches the cap, as [[benefit.example]]."),
                ));
            }
        }
    }
}

fn missing(
    context: &Context<'_>,
    benefit: &Benefit,
    turn: &Turn,
    wanted: i64,
    out: &mut Vec<Finding>,
) {
    let policy = context.policy;
    let fact = policy.fact(turn.fact);
    let number = |raw: i64| value_of(&fact.kind, raw);
    let side = match wanted {
        0 => text!("正好", "at"),
        -1 => text!("低于", "below"),
        _ => text!("高于", "above"),
    };
    let (zh, en) = (&side.zh, &side.en);
    let (name, id) = (&benefit.id, &fact.id);
    let Some(at) = number(turn.at).map(|at| crate::profile::written(fact, &at)) else { return };
    let at = at.trim_matches('"');
    let mut shows = Answers::new(policy);
    shows.set(turn.fact, number(turn.at.saturating_add(wanted)));
    let path: Vec<&str> = turn.path.iter().map(String::as_str).collect();
    out.push(
        finding(
            "lint/example-missing",
            context.place(benefit, &path),
            name,
            text!(
                "“{name}”没有“{id}”{zh} {at} 的算例",
                "\"{name}\" has no example with \"{id}\" {en} {at}"
            ),
            text!(
                "照条文手算一个，写进 [[benefit.example]]。",
                "Work one out by hand from the text, as [[benefit.example]]."
            ),
        )
        .shown_by(policy, &shows),
    );
}

fn turns(benefit: &Benefit) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (at, condition) in benefit.when.iter().enumerate() {
        let path = vec!["when".to_owned(), at.to_string()];
        turns.extend(turn(condition, path, true));
        if let Test::FirstReaches(milestone) = &condition.test {
            for (at, tier) in milestone.tiers.iter().enumerate() {
                let path = vec!["award".to_owned(), "tiers".to_owned(), at.to_string()];
                let sides = if at == 0 { vec![-1, 0] } else { vec![0] };
                turns.push(Turn { fact: milestone.figure, at: tier.from.fen(), sides, path });
            }
        }
    }
    if let Some(award) = &benefit.award {
        collect(award, &mut turns);
    }
    turns
}

/// The turn of a condition on a number; both sides where it decides eligibility.
fn turn(condition: &Condition, path: Vec<String>, both: bool) -> Option<Turn> {
    let fact = condition.fact?;
    let (Test::AtLeast(threshold) | Test::Below(threshold) | Test::Above(threshold)) =
        &condition.test
    else {
        return None;
    };
    let other = if matches!(condition.test, Test::Above(_)) { 1 } else { -1 };
    // More than nothing is no figure of the text.
    if threshold.raw() == 0 || matches!(threshold, Threshold::Count(1)) {
        return None;
    }
    let sides = if both { vec![other, 0] } else { vec![0] };
    Some(Turn { fact, at: threshold.raw(), sides, path })
}

/// The turns within an award: of its cases and parts, and where a share begins.
fn collect(award: &Amount, turns: &mut Vec<Turn>) {
    walk::amounts(award, &mut vec!["award".to_owned()], &mut |amount, path| {
        for (step, when, _) in walk::children(amount) {
            let mut path = path.to_vec();
            step.extend(&mut path);
            turns.extend(when.and_then(|when| turn(when, path, false)));
        }
        if let Amount::Share { of, beyond: Some(Beyond::Amount(beyond)), .. } = amount {
            let path = path.iter().cloned().chain(["beyond".to_owned()]).collect();
            turns.push(Turn { fact: *of, at: beyond.fen(), sides: vec![0], path });
        }
    });
}

/// The fixed amounts that cap the award.
fn collect_caps(amount: &Amount) -> Vec<Money> {
    let Amount::Capped { cap, .. } = amount else { return Vec::new() };
    let fixed = |amount: &Amount| {
        let Amount::Fixed(money) = amount else { return None };
        Some(*money)
    };
    walk::all(cap).into_iter().filter_map(fixed).collect()
}
