//! What a single answer would have to be for a condition to hold: one option or several.

use rust_decimal::Decimal;

use crate::assess::{Evaluator, Requirement};
use crate::policy::{Condition, Derivation, FactId, FactKind, Milestone, Policy, Test};
use crate::profile::parse::YEARS;
use crate::profile::{Value, bits_of};
use crate::quantity::{Money, Percent, Ratio};

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
        if let Test::AnyOf(any) = &condition.test {
            // Whichever of the alternatives can be met.
            return any.iter().flat_map(|one| self.of_condition(one)).collect();
        }
        let Some(fact) = condition.fact else { return Vec::new() };
        if let Some(derivation) = self.evaluator.computed(fact) {
            return match (derivation, &condition.test) {
                (Derivation::Compare { left, right, strict }, Test::Yes) => {
                    self.raised_above(left, right, strict).into_iter().collect()
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

    /// The nearest number that passes the test.
    fn by_number(&self, fact: FactId, test: &Test) -> Option<Set> {
        self.number(fact, test.nearest()?)
    }

    /// Brings a figure to a number; an increase by way of this year's figure.
    fn number(&self, fact: FactId, number: i64) -> Option<Set> {
        match self.evaluator.computed(fact) {
            Some(Derivation::Increase { current, prior }) => {
                return self.number(current, number.checked_add(self.evaluator.fen(prior)?)?);
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
            | FactKind::MoneyList => return None,
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
        let wanted = test.nearest()?;
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
        let average = self.evaluator.ratio(average)?;
        match self.evaluator.computed(growth) {
            Some(Derivation::Growth { current, prior }) => {
                let prior = i128::from(self.evaluator.fen(prior)?);
                let figure = prior.checked_add(average.percent_of_rounded_up(prior, 1))?;
                let reached = Ratio::new((figure - prior).checked_mul(100)?, prior)?;
                let figure = if strict && reached <= average { figure + 1 } else { figure };
                self.number(current, i64::try_from(figure).ok()?)
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
