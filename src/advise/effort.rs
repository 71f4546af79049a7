//! What it takes to change an assessment, and advice ranked by it: what is near first, then the
//! easier, then what brings more.

use std::cmp::Reverse;

use crate::assess::{Gap, Missing, Named};
use crate::policy::{Effort, FactKind, Policy};
use crate::profile::{Answers, Value, bits_of};
use crate::quantity::{Money, Ratio};

use super::remedy::{Change, Remedy};

/// What it takes to meet what is missing: as its condition says, its gate or its fact; a figure
/// where there is a distance, else an event.
pub fn of_missing(policy: &Policy, part: &Missing) -> Effort {
    let own = part.condition.as_ref().and_then(|condition| condition.effort);
    let gate = match part.named {
        Named::Gate(gate) => policy.gates[gate.index()].effort,
        Named::Fact(_) => None,
    };
    let fact = part.fact.and_then(|fact| policy.fact(fact).effort);
    let distant = if part.gap.is_some() { Effort::Figure } else { Effort::Event };
    own.or(gate).or(fact).unwrap_or(distant)
}

/// What a change takes: the hardest of the options that it adds, else as its gate or fact says.
fn of_change(policy: &Policy, answers: &Answers, change: &Change) -> Effort {
    let fact = policy.fact(change.fact);
    let gate = policy.gates.iter().find(|gate| gate.when.fact == Some(change.fact));
    let whole = gate.and_then(|gate| gate.effort).or(fact.effort);
    let added = match (&change.set, answers.get(change.fact)) {
        (Value::Set(to), Some(Value::Set(held))) => to & !held,
        (Value::Set(to), _) => *to,
        _ => 0,
    };
    let options = fact.kind.options();
    let hardest =
        bits_of(added).filter_map(|at| options.get(at).and_then(|option| option.effort)).max();
    let number = match fact.kind {
        FactKind::Money { .. }
        | FactKind::MoneyList
        | FactKind::Items(_)
        | FactKind::Percent
        | FactKind::Count => Effort::Figure,
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Set(_)
        | FactKind::Year
        | FactKind::Day => Effort::Event,
    };
    hardest.or(whole).unwrap_or(number)
}

/// Whether a change is a figure within a fifth of what it is to become.
fn is_close(change: &Change) -> bool {
    let fifth = |gap: i128, to: i128| to > 0 && gap.saturating_mul(5) <= to;
    match (change.gap, &change.set) {
        (Some(Gap::Money(gap)), Value::Money(to)) => fifth(gap.fen().into(), to.fen().into()),
        (Some(Gap::Count(gap)), Value::Count(to)) => fifth(gap.into(), i128::from(*to)),
        (Some(Gap::Points(gap)), Value::Percent(to)) => fifth(gap, Ratio::hundredths(to.ratio())),
        _ => false,
    }
}

/// The place of a remedy among others: near figures before all, then by effort, gain and number
/// of changes.
pub fn rank(
    policy: &Policy,
    answers: &Answers,
    remedy: &Remedy,
) -> (bool, Effort, Reverse<Money>, usize) {
    let efforts = remedy.changes.iter().map(|change| of_change(policy, answers, change));
    let near = !remedy.changes.is_empty() && remedy.changes.iter().all(is_close);
    let effort = efforts.max().unwrap_or(Effort::Apply);
    (!near, effort, Reverse(remedy.gain), remedy.changes.len())
}
