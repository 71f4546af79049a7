//! Derived facts: computed where they can be, else as answered.

use crate::policy::{Anchor, Derivation, FactId, Operands, Policy, Unit};
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
pub(crate) fn compute(derivation: Derivation, slots: &[Slot], year: i32) -> Slot {
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
        Derivation::Sum { parts } => {
            let mut sum = 0i64;
            let mut money = false;
            for part in parts.iter() {
                let slot = slots[part.index()];
                money |= matches!(slot, Slot::Money(_));
                let Some(all) = slot.number().and_then(|number| sum.checked_add(number)) else {
                    return Slot::Absent;
                };
                sum = all;
            }
            if money { Slot::Money(sum) } else { Slot::Count(sum) }
        }
        Derivation::Product { factors, per } => {
            product(factors, per, slots).unwrap_or(Slot::Absent)
        }
        Derivation::Quotient { over, under } => {
            quotient(slots[over.index()], slots[under.index()]).unwrap_or(Slot::Absent)
        }
        Derivation::Elapsed { from, until, unit } => {
            let day = |anchor: Anchor| match anchor {
                Anchor::Fact(fact) => slots[fact.index()].day(),
                Anchor::On(_) | Anchor::InYear { .. } => anchor.day(year),
            };
            let passed = || {
                let (from, until) = (day(from)?, day(until)?);
                Some(Slot::Count(match unit {
                    Unit::Days => i64::from(until.days() - from.days()).max(0),
                    Unit::Months => from.months_until(until).into(),
                    Unit::Years => (from.months_until(until) / 12).into(),
                }))
            };
            passed().unwrap_or(Slot::Absent)
        }
        Derivation::Compare { left, right, strict } => match (ratio(left), ratio(right)) {
            (Some(left), Some(right)) => {
                Slot::Bool(if strict { left > right } else { left >= right })
            }
            _ => Slot::Absent,
        },
    }
}

/// The product of the factors, divided; an amount is cut to the fen.
fn product(factors: Operands, per: i64, slots: &[Slot]) -> Option<Slot> {
    let (mut num, mut den) = (1i128, i128::from(per.max(1)));
    let mut money = false;
    for factor in factors.iter() {
        let slot = slots[factor.index()];
        if let Some(percent) = slot.ratio() {
            num = num.checked_mul(percent.num())?;
            den = den.checked_mul(percent.den())?.checked_mul(100)?;
        } else {
            money |= matches!(slot, Slot::Money(_));
            num = num.checked_mul(slot.number()?.into())?;
        }
    }
    let product = i64::try_from(num.div_euclid(den)).ok()?;
    Some(if money { Slot::Money(product) } else { Slot::Count(product) })
}

/// An amount by a count, or the percentage that one figure is of another of its kind.
fn quotient(over: Slot, under: Slot) -> Option<Slot> {
    let (a, b) = (over.number()?, under.number()?);
    match (over, under) {
        (Slot::Money(_), Slot::Count(_)) => (b > 0).then(|| Slot::Money(a.div_euclid(b))),
        _ => Ratio::new(i128::from(a) * 100, b.into()).map(Slot::Ratio),
    }
}
