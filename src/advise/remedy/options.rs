//! What a single answer would have to be for a condition to hold: one option or several.

use rust_decimal::Decimal;

use crate::assess::{Evaluator, Requirement};
use crate::policy::{
    Comparison, Condition, Derivation, FactId, FactKind, Milestone, Operand, Policy, Test,
    Threshold,
};
use crate::profile::parse::YEARS;
use crate::profile::{Value, bits_of};
use crate::quantity::{Money, Percent, Ratio, Truth};

/// The largest count that a profile may hold.
const MOST: i64 = 1_000_000_000;
/// What stands for an amount that only has to be there: 1 yuan.
const SOME: Money = Money::from_fen(100);

/// One answer to set.
pub(super) type Set = (FactId, Value);

/// Looks at one evaluation for what would turn a false condition over.
pub(super) struct Options<'a> {
    pub policy: &'a Policy,
    pub evaluator: &'a Evaluator<'a>,
}

impl Options<'_> {
    /// The answers, any of which makes a false condition hold.
    pub(super) fn of(&self, requirement: &Requirement) -> Vec<Set> {
        self.of_condition(&requirement.condition)
    }

    fn of_condition(&self, condition: &Condition) -> Vec<Set> {
        if let Test::FirstReaches(milestone) = &condition.test {
            return self.next_tier(milestone).into_iter().collect();
        }
        match &condition.test {
            // Whichever of the alternatives can be met.
            Test::AnyOf(any) => return any.iter().flat_map(|one| self.of_condition(one)).collect(),
            // One after the other: the search looks again once the first is met.
            Test::AllOf(all) | Test::Given { all, .. } => {
                let unmet = all.iter().filter(|one| self.evaluator.holds(one) == Truth::False);
                let ways = unmet.map(|one| self.of_condition(one));
                return ways.min_by_key(Vec::len).unwrap_or_default();
            }
            Test::Not(test) => {
                if let Some(test) = self.negated(condition.fact, test) {
                    return self.of_condition(&Condition { test, ..condition.clone() });
                }
            }
            Test::Yes
            | Test::Answered
            | Test::OneOf(_)
            | Test::HasAny(_)
            | Test::Empty
            | Test::NotEmpty
            | Test::AtLeast(_)
            | Test::Above(_)
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::Compared(..)
            | Test::FirstReaches(_) => {}
        }
        let Some(fact) = condition.fact else { return Vec::new() };
        if let Some(derivation) = self.evaluator.computed(fact) {
            return match (derivation, &condition.test) {
                (Derivation::Compare { left, right, strict }, Test::Yes) => {
                    self.raised_above(left, right, strict).into_iter().collect()
                }
                (_, Test::Compared(is, Operand::Percent(than))) => {
                    let strict = *is == Comparison::Above;
                    let rises = matches!(is, Comparison::AtLeast | Comparison::Above);
                    let way = rises.then(|| self.raised_to(fact, than.ratio(), strict)).flatten();
                    way.into_iter().collect()
                }
                _ => self.by_number(fact, &condition.test).into_iter().collect(),
            };
        }
        if let Some(way) = self.by_bounds(fact, &condition.test) {
            return way.into_iter().collect();
        }
        if !self.may_be_set(fact) {
            return Vec::new();
        }
        self.direct(fact, &condition.test)
    }

    /// Averages, and what other measures support, are not the enterprise's to change.
    fn may_be_set(&self, fact: FactId) -> bool {
        let known = self.policy.fact(fact);
        known.benchmark.is_none() && !known.lists_benefits
    }

    fn direct(&self, fact: FactId, test: &Test) -> Vec<Set> {
        let kind = &self.policy.fact(fact).kind;
        let each = |values: Vec<Value>| values.into_iter().map(|value| (fact, value)).collect();
        let held = self.evaluator.known().slot(fact).set().unwrap_or(0);
        match (test, kind) {
            (Test::Compared(_, Operand::Day { .. }), FactKind::Day) => {
                let condition = Condition::plain(fact, test.clone());
                let day = self.evaluator.nearest_day(&condition);
                each(day.map(Value::Day).into_iter().collect())
            }
            (Test::Compared(is, Operand::Percent(than)), FactKind::Percent) => {
                let rises = matches!(is, Comparison::AtLeast | Comparison::Above);
                let to = percent_from(than.ratio(), *is == Comparison::Above);
                each(to.filter(|_| rises).map(Value::Percent).into_iter().collect())
            }
            (Test::Compared(is, Operand::Year(offset)), FactKind::Year) => {
                let by = match is {
                    Comparison::AtLeast | Comparison::AtMost => 0,
                    Comparison::Above => 1,
                    Comparison::Below => -1,
                };
                let year = self.evaluator.year.saturating_add(offset + by);
                each(
                    Some(year)
                        .filter(|year| YEARS.contains(year))
                        .map(Value::Year)
                        .into_iter()
                        .collect(),
                )
            }
            // What must not be held goes; what must not be so is otherwise.
            (Test::Not(test), FactKind::Set(_)) => {
                let goes = if let Test::HasAny(options) = **test { options } else { 0 };
                each(Some(Value::Set(held & !goes)).into_iter().filter(|_| goes != 0).collect())
            }
            (Test::Not(test), FactKind::Bool) if **test == Test::Yes => {
                each(vec![Value::Bool(false)])
            }
            (Test::Yes, FactKind::Bool) => each(vec![Value::Bool(true)]),
            (Test::OneOf(options), FactKind::Choice(_)) => each(
                bits_of(*options)
                    .filter_map(|at| Some(Value::Choice(u8::try_from(at).ok()?)))
                    .collect(),
            ),
            (Test::HasAny(options), FactKind::Set(_)) => {
                each(bits_of(*options).map(|at| Value::Set(held | 1 << at)).collect())
            }
            (Test::NotEmpty, FactKind::Set(options)) => {
                each((0..options.len()).map(|at| Value::Set(1 << at)).collect())
            }
            (Test::Empty, FactKind::Set(_)) => each(vec![Value::Set(0)]),
            (Test::Empty, FactKind::MoneyList) => each(vec![Value::MoneyList(Vec::new())]),
            (Test::Empty, FactKind::Items(_)) => each(vec![Value::Items(Vec::new())]),
            (Test::NotEmpty, FactKind::MoneyList) => each(vec![Value::MoneyList(vec![SOME])]),
            (Test::YearIn(offsets), FactKind::Year) => each(
                offsets
                    .iter()
                    .map(|offset| self.evaluator.year.saturating_add(*offset))
                    .filter(|year| YEARS.contains(year))
                    .map(Value::Year)
                    .collect(),
            ),
            _ => self.by_number(fact, test).into_iter().collect(),
        }
    }

    /// The opposite of a test, as a test that says it directly; none where there is none.
    fn negated(&self, fact: Option<FactId>, test: &Test) -> Option<Test> {
        let each = |all: &[Condition]| -> Vec<Condition> {
            let not = |one: &Condition| Condition {
                test: Test::Not(Box::new(one.test.clone())),
                ..one.clone()
            };
            all.iter().map(not).collect()
        };
        Some(match test {
            Test::Not(test) => (**test).clone(),
            Test::AnyOf(all) => Test::AllOf(each(all)),
            Test::AllOf(all) | Test::Given { all, .. } => Test::AnyOf(each(all)),
            Test::OneOf(bits) => {
                let options = self.policy.fact(fact?).kind.options().len();
                let all = (0..options).fold(0, |bits, at| bits | 1u128 << at);
                Test::OneOf(all & !bits)
            }
            Test::Empty => Test::NotEmpty,
            Test::NotEmpty => Test::Empty,
            Test::AtLeast(threshold) => Test::Below(*threshold),
            Test::Below(threshold) => Test::AtLeast(*threshold),
            Test::Above(threshold) => Test::Compared(
                Comparison::AtMost,
                match threshold {
                    Threshold::Money(money) => Operand::Money(*money),
                    Threshold::Count(count) => Operand::Count(*count),
                },
            ),
            Test::Compared(is, than) => {
                let is = match is {
                    Comparison::AtLeast => Comparison::Below,
                    Comparison::Above => Comparison::AtMost,
                    Comparison::AtMost => Comparison::Above,
                    Comparison::Below => Comparison::AtLeast,
                };
                Test::Compared(is, *than)
            }
            Test::Yes
            | Test::HasAny(_)
            | Test::Answered
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::FirstReaches(_) => return None,
        })
    }

    /// The nearest number that passes the test.
    fn by_number(&self, fact: FactId, test: &Test) -> Option<Set> {
        self.number(fact, self.nearest(test)?)
    }

    /// The nearest number that passes a test of numbers.
    fn nearest(&self, test: &Test) -> Option<i64> {
        let Test::Compared(is, than) = test else { return test.nearest() };
        let (num, den) = match than {
            Operand::Money(money) => (i128::from(money.fen()), 1),
            Operand::Count(count) => (i128::from(*count), 1),
            Operand::Share { rate, of } => {
                let of = self.evaluator.known().number(*of).point()?;
                (of.checked_mul(rate.num.into())?, i128::from(rate.den))
            }
            Operand::Percent(_) | Operand::Year(_) | Operand::Day { .. } => return None,
        };
        let (down, up) = (num.div_euclid(den), num.checked_add(den - 1)?.div_euclid(den));
        i64::try_from(match is {
            Comparison::AtLeast => up,
            Comparison::Above => down + 1,
            Comparison::AtMost => down,
            Comparison::Below => up - 1,
        })
        .ok()
    }

    /// Brings a figure to a number; an increase by way of this year's figure.
    fn number(&self, fact: FactId, number: i64) -> Option<Set> {
        match self.evaluator.computed(fact) {
            Some(Derivation::Increase { current, prior }) => {
                return self.number(current, number.checked_add(self.evaluator.fen(prior)?)?);
            }
            // The first of the figures that is answered makes up the rest.
            Some(Derivation::Sum { parts }) => {
                let is = self.evaluator.known().number(fact).point()?;
                let short = i128::from(number).checked_sub(is)?;
                return parts.iter().find_map(|part| {
                    let to = self.evaluator.known().number(part).point()?.checked_add(short)?;
                    self.number(part, i64::try_from(to.max(0)).ok()?)
                });
            }
            Some(Derivation::Quotient { over, under }) => {
                let under = i64::try_from(self.evaluator.known().number(under).point()?).ok()?;
                return self.number(over, number.checked_mul(under)?);
            }
            Some(_) => return None,
            None => {}
        }
        if !self.may_be_set(fact) {
            return None;
        }
        let value = match &self.policy.fact(fact).kind {
            FactKind::Money { .. } if number.saturating_abs() <= Money::MAX.fen() => {
                Value::Money(Money::from_fen(number))
            }
            FactKind::Count if (0..=MOST).contains(&number) => Value::Count(number),
            FactKind::Money { .. }
            | FactKind::Count
            | FactKind::Bool
            | FactKind::Choice(_)
            | FactKind::Set(_)
            | FactKind::Percent
            | FactKind::Year
            | FactKind::Day
            | FactKind::MoneyList
            | FactKind::Items(_) => return None,
        };
        value.fits(&self.policy.fact(fact).kind).then_some((fact, value))
    }

    /// Where only one of two figures is known: that figure, so that the bound that fails meets
    /// the threshold. None of what only bounds are known of is answered itself.
    fn by_bounds(&self, fact: FactId, test: &Test) -> Option<Option<Set>> {
        let bounds = self.evaluator.known().narrowed(fact)?;
        let Some(Derivation::Increase { current, prior }) = self.policy.fact(fact).derived else {
            return None;
        };
        let wanted = self.nearest(test)?;
        let fen = |of: FactId| self.evaluator.fen(of).map(i128::from);
        let figure = |of: FactId, by: i128| self.number(of, i64::try_from(by).ok()?);
        let wanted = i128::from(wanted);
        Some(match (fen(current), fen(prior)) {
            (Some(is), None) => figure(current, is.checked_add(wanted - bounds.hi()?)?),
            (None, Some(was)) => figure(prior, was.checked_sub(wanted - bounds.lo()?)?),
            (Some(_), Some(_)) | (None, None) => None,
        })
    }

    /// Raises a growth to an average, or above it where strict.
    fn raised_above(&self, growth: FactId, average: FactId, strict: bool) -> Option<Set> {
        self.raised_to(growth, self.evaluator.ratio(average)?, strict)
    }

    /// Raises a percentage so far, or above where strict.
    fn raised_to(&self, growth: FactId, average: Ratio, strict: bool) -> Option<Set> {
        match self.evaluator.computed(growth) {
            Some(Derivation::Growth { current, prior }) => {
                let prior = i128::from(self.evaluator.fen(prior)?);
                let figure = prior.checked_add(average.percent_of_rounded_up(prior, 1))?;
                let reached = Ratio::new((figure - prior).checked_mul(100)?, prior)?;
                let figure = if strict && reached <= average { figure + 1 } else { figure };
                self.number(current, i64::try_from(figure).ok()?)
            }
            Some(Derivation::Quotient { over, under }) => {
                let under = self.evaluator.known().number(under).point()?;
                let over_then = average.percent_of_rounded_up(under, 1);
                let reached = Ratio::new(over_then.checked_mul(100)?, under)?;
                let then = if strict && reached <= average { over_then + 1 } else { over_then };
                self.number(over, i64::try_from(then).ok()?)
            }
            Some(_) => None,
            None if self.may_be_set(growth) => {
                Some((growth, Value::Percent(percent_from(average, strict)?)))
            }
            None => None,
        }
    }

    /// Raises a figure to the lowest tier that no earlier year is known to have reached.
    fn next_tier(&self, milestone: &Milestone) -> Option<Set> {
        let reached = self.evaluator.fen(milestone.record).max(self.evaluator.fen(milestone.prior));
        let tier = milestone
            .tiers
            .iter()
            .find(|tier| reached.is_none_or(|reached| tier.from.fen() > reached))?;
        self.number(milestone.figure, tier.from.fen())
    }
}

/// The percentage itself as it was written, or the next one above it, by the last digit but
/// at least by hundredths; what no decimal says exactly is rounded up.
fn percent_from(ratio: Ratio, above: bool) -> Option<Percent> {
    let digits = ratio.den().checked_ilog10()?;
    let written = (10i128.checked_pow(digits)? == ratio.den()).then_some((ratio.num(), digits));
    let zero = Ratio::new(0, 1)?;
    let (mantissa, scale) = written.unwrap_or_else(|| (ratio.hundredths_above(zero), 2));
    let decimal = |mantissa, scale| {
        Percent::from_decimal(Decimal::try_from_i128_with_scale(mantissa, scale).ok()?)
    };
    let at = decimal(mantissa, scale)?;
    if !above || at.ratio() > ratio {
        return Some(at);
    }
    let finer = scale.max(2);
    let mantissa = mantissa.checked_mul(10i128.checked_pow(finer - scale)?)?;
    decimal(mantissa.checked_add(1)?, finer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_percentage() {
        for (written, above, expected) in [
            ("5%", false, "5%"),
            ("5%", true, "5.01%"),
            ("5.2%", true, "5.21%"),
            ("5.234%", true, "5.235%"),
            ("-2%", true, "-1.99%"),
        ] {
            let ratio = Percent::parse(written).expect("a percentage").ratio();
            let next = percent_from(ratio, above).map(|percent| percent.to_string());
            assert_eq!(next.as_deref(), Some(expected), "{written}");
        }
        let third = Ratio::new(100, 3).expect("positive");
        assert_eq!(percent_from(third, true).map(|p| p.to_string()).as_deref(), Some("33.34%"));
        let most = Percent::parse("1000000%").expect("a percentage").ratio();
        assert!(percent_from(most, true).is_none());
    }
}
