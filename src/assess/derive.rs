//! Derived facts: computed where they can be, else as answered.

use crate::policy::{Derivation, FactId, Policy};
use crate::profile::Slot;
use crate::quantity::Ratio;

/// Derivations in an order in which inputs come first.
pub(crate) fn in_order(policy: &Policy) -> Vec<(FactId, Derivation)> {
    let mut waiting: Vec<(FactId, Derivation)> =
        policy.facts().filter_map(|(id, fact)| Some((id, fact.derived?))).collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    // Each round takes those whose inputs are not waiting; a cycle leaves the rest uncomputed.
    loop {
        let blocked: Vec<FactId> = waiting.iter().map(|(id, _)| *id).collect();
        let ready = |(_, derivation): &(FactId, Derivation)| {
            derivation.inputs().iter().all(|input| !blocked.contains(input))
        };
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
        if now.is_empty() {
            return ordered;
        }
        ordered.extend(now);
        waiting = later;
    }
}

/// The computed value, absent where nothing can be computed.
pub(crate) fn compute(derivation: Derivation, slots: &[Slot]) -> Slot {
    let money = |fact: FactId| slots[fact.index()].money();
    let ratio = |fact: FactId| slots[fact.index()].ratio();
    match derivation {
        Derivation::Increase { current, prior } => match (money(current), money(prior)) {
            (Some(current), Some(prior)) => Slot::Money(current - prior),
            _ => Slot::Absent,
        },
        Derivation::Growth { current, prior } => {
            let growth = || {
                let (current, prior) = (i128::from(money(current)?), i128::from(money(prior)?));
                Ratio::new((current - prior) * 100, prior)
            };
            growth().map_or(Slot::Absent, Slot::Ratio)
        }
        Derivation::Compare { left, right, strict } => match (ratio(left), ratio(right)) {
            (Some(left), Some(right)) => {
                Slot::Bool(if strict { left > right } else { left >= right })
            }
            _ => Slot::Absent,
        },
    }
}
