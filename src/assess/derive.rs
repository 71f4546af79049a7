//! Derived facts: computed where they can be, else as answered.

use crate::policy::{Anchor, Derivation, FactId, Operands, Policy, Unit};
use crate::profile::{Answers, Slot};
use crate::quantity::Ratio;

use super::items::Figure;

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

/// What facts are computed from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub slots: &'a [Slot],
    pub answers: &'a Answers,
    pub figures: &'a [Option<Figure>],
    pub year: i32,
}

/// The computed value of a fact, absent where nothing can be computed.
pub(crate) fn compute(fact: FactId, derivation: Derivation, from: Inputs<'_>) -> Slot {
    let Inputs { slots, answers, figures, year } = from;
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
        Derivation::Sum { parts } => sum(parts, slots).unwrap_or(Slot::Absent),
        Derivation::Product { factors, per } => {
            product(factors, per, slots).unwrap_or(Slot::Absent)
        }
        Derivation::Quotient { over, under } => {
            quotient(slots[over.index()], slots[under.index()]).unwrap_or(Slot::Absent)
        }
        Derivation::OfItems { of } => match (slots[of.index()], &figures[fact.index()]) {
            (Slot::Items(rows), Some(figure)) => figure.compute(rows, answers, year),
            _ => Slot::Absent,
        },
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

fn sum(parts: Operands, slots: &[Slot]) -> Option<Slot> {
    let (mut num, mut den, mut money) = (0i128, 1i128, false);
    for slot in parts.iter().map(|part| slots[part.index()]) {
        money |= slot.money().is_some();
        let part = exact(slot)?;
        num = num.checked_mul(part.den())?.checked_add(part.num().checked_mul(den)?)?;
        den = den.checked_mul(part.den())?;
    }
    number(num, den, money)
}

/// A number with all of its digits.
fn exact(slot: Slot) -> Option<Ratio> {
    if let Slot::Fen(exact) = slot { Some(exact) } else { Ratio::new(slot.number()?.into(), 1) }
}

/// A number as a slot: an amount keeps what is finer than a fen, a count is cut.
fn number(num: i128, den: i128, money: bool) -> Option<Slot> {
    let whole = i64::try_from(num.div_euclid(den)).ok()?;
    Some(match (money, num.rem_euclid(den)) {
        (true, 0) => Slot::Money(whole),
        (true, _) => Slot::Fen(Ratio::new(num, den)?),
        (false, _) => Slot::Count(whole),
    })
}

/// The product of the factors, divided.
fn product(factors: Operands, per: i64, slots: &[Slot]) -> Option<Slot> {
    let (mut num, mut den) = (1i128, i128::from(per.max(1)));
    let mut money = false;
    for factor in factors.iter() {
        let slot = slots[factor.index()];
        if let Some(percent) = slot.ratio() {
            num = num.checked_mul(percent.num())?;
            den = den.checked_mul(percent.den())?.checked_mul(100)?;
        } else {
            money |= slot.money().is_some();
            let factor = exact(slot)?;
            num = num.checked_mul(factor.num())?;
            den = den.checked_mul(factor.den())?;
        }
    }
    number(num, den, money)
}

/// An amount by a count, or the percentage that one figure is of another of its kind.
fn quotient(over: Slot, under: Slot) -> Option<Slot> {
    let (a, b) = (exact(over)?, exact(under)?);
    if b.num() <= 0 {
        return None;
    }
    let (num, den) = (a.num().checked_mul(b.den())?, a.den().checked_mul(b.num())?);
    match (over.money().is_some(), under.money().is_some()) {
        (true, false) => number(num, den, true),
        _ => Ratio::new(num.checked_mul(100)?, den).map(Slot::Ratio),
    }
}
