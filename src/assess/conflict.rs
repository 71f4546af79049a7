//! Answers that disagree with what is computed from other answers.

use crate::policy::{Derivation, FactId, Limit, Policy};
use crate::profile::{Answers, Slot};
use crate::quantity::{Interval, Money};
use crate::text;
use crate::text::Lang;

use super::derive;
use super::items::Figure;
use super::known::{Known, Range};
use super::shown::{interval_text, percent_text};

/// A direct answer that the other answers contradict: the computed value counts, and where only
/// bounds can be computed the answer does.
#[derive(Clone, Copy, Debug)]
pub struct Conflict {
    /// The fact answered.
    pub fact: FactId,
    pub(crate) computed: Computed,
}

/// What other answers say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Computed {
    Value(Slot),
    Bounds(Interval),
}

impl Conflict {
    /// What is computed, as a person reads it; a growth rounded to two decimals.
    pub fn computed(&self, policy: &Policy, lang: Lang) -> String {
        match self.computed {
            Computed::Value(Slot::Bool(true)) => text!("是", "yes").get(lang).to_owned(),
            Computed::Value(Slot::Bool(false)) => text!("否", "no").get(lang).to_owned(),
            Computed::Value(Slot::Count(count)) => count.to_string(),
            Computed::Value(Slot::Day(day)) => day.to_string(),
            Computed::Value(slot @ (Slot::Money(_) | Slot::Fen(_))) => {
                slot.money().map_or_else(String::new, |fen| Money::from_fen(fen).display(lang))
            }
            Computed::Value(Slot::Ratio(ratio)) => percent_text(ratio),
            Computed::Value(
                Slot::Absent
                | Slot::Choice(_)
                | Slot::Set(_)
                | Slot::Year(_)
                | Slot::List { .. }
                | Slot::Items(_),
            ) => String::new(),
            Computed::Bounds(bounds) => {
                interval_text(policy, self.fact, bounds, lang).unwrap_or_default()
            }
        }
    }

    /// Whether the answer itself counts, since only bounds can be computed.
    pub fn answer_counts(&self) -> bool {
        matches!(self.computed, Computed::Bounds(_))
    }
}

/// Every conflict, in the order of the facts.
pub fn conflicts(policy: &Policy, answers: &Answers, year: i32) -> Vec<Conflict> {
    let answered = &answers.slots;
    let ranges = Range::of(policy);
    let figures = Figure::of(policy);
    let mut effective = answered.clone();
    let mut found = Vec::new();
    for (fact, derivation) in derive::in_order(policy) {
        let answer = answered[fact.index()];
        let from = derive::Inputs { slots: &effective, answers, figures: &figures, year };
        let computed = derive::compute(fact, derivation, from);
        if computed.is_absent() {
            found.extend(outside(policy, fact, derivation, answer, &effective, &ranges));
            continue;
        }
        effective[fact.index()] = computed;
        if disagrees(answer, computed) {
            found.push(Conflict { fact, computed: Computed::Value(computed) });
        }
    }
    for (fact, known) in policy.facts() {
        let number = |limit: Limit| match limit {
            Limit::Number(number) => Some(number.raw()),
            Limit::Fact(other) => answered[other.index()].number(),
        };
        let Some(value) = answered[fact.index()].number() else { continue };
        let floor = known.at_least.and_then(number).filter(|floor| value < *floor);
        let ceiling = known.at_most.and_then(number).filter(|ceiling| value > *ceiling);
        if floor.or(ceiling).is_some() {
            // A record below the prior year: the prior year counts.
            let computed = match known.at_least {
                Some(Limit::Fact(of)) if floor.is_some() => Computed::Value(answered[of.index()]),
                Some(_) | None => Computed::Bounds(Interval::between(
                    floor.map(i128::from),
                    ceiling.map(i128::from),
                )),
            };
            found.push(Conflict { fact, computed });
        }
    }
    found.sort_by_key(|conflict| conflict.fact);
    found
}

/// A direct answer outside the bounds that what it would be computed from leaves.
fn outside(
    policy: &Policy,
    fact: FactId,
    derivation: Derivation,
    answer: Slot,
    effective: &[Slot],
    ranges: &[Range],
) -> Option<Conflict> {
    if !policy.fact(fact).narrowed || !matches!(derivation, Derivation::Increase { .. }) {
        return None;
    }
    let bounds = Known { slots: effective, ranges }.bounds_of(fact);
    let outside = !bounds.contains(answer.money()?.into());
    outside.then_some(Conflict { fact, computed: Computed::Bounds(bounds) })
}

fn disagrees(answered: Slot, computed: Slot) -> bool {
    if let (Some(answered), Some(computed)) = (answered.ratio(), computed.ratio()) {
        return answered.differs_by_a_digit(computed);
    }
    let bools = answered.bool().zip(computed.bool()).is_some_and(|(a, b)| a != b);
    let numbers = answered.number().zip(computed.number()).is_some_and(|(a, b)| a != b);
    bools || numbers
}
