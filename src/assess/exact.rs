//! The whole-number amounts of the engine equal the same rules worked out with `rust_decimal`.

use std::sync::OnceLock;

use crate::assess::{Evaluator, Program, Status};
use crate::policy::{
    Amount, Benefit, Beyond, Condition, Derivation, FactId, Milestone, Policy, Rate, Readings,
    Take, load_embedded,
};
use crate::profile::{Answers, Value};
use crate::quantity::Truth;
use crate::random::{config, readings, seeds, value};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

/// Amounts in decimal yuan.
struct Decimals<'a> {
    answers: &'a Answers,
    evaluator: &'a Evaluator<'a>,
    year: i32,
}

impl Decimals<'_> {
    fn number(&self, fact: FactId) -> Decimal {
        if let Some(Derivation::Increase { current, prior }) = policy().fact(fact).derived {
            return self.number(current) - self.number(prior);
        }
        match self.answers.get(fact) {
            Some(Value::Money(money)) => money.to_decimal(),
            Some(Value::Count(count)) => count.into(),
            Some(Value::Percent(percent)) => percent.to_decimal() / Decimal::ONE_HUNDRED,
            other => panic!("{}: {other:?}", policy().fact(fact).id),
        }
    }

    fn holds(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|when| self.evaluator.holds(when) == Truth::True)
    }

    fn amount(&self, amount: &Amount) -> Decimal {
        match amount {
            Amount::Fixed(money) => money.to_decimal(),
            Amount::Share { rate, of, beyond } => {
                let rate = decimal(*rate);
                let base = match beyond {
                    None => self.number(*of),
                    Some(Beyond::Amount(beyond)) => self.number(*of) - beyond.to_decimal(),
                    Some(Beyond::Growth { percent, of: prior }) => {
                        let growth = self.number(*percent).max(Decimal::ZERO);
                        self.number(*of) - growth * self.number(*prior)
                    }
                };
                (base * rate).max(Decimal::ZERO)
            }
            Amount::Less { amount, less } => {
                (self.amount(amount) - self.number(*less)).max(Decimal::ZERO)
            }
            Amount::PerUnit { each, of } => each.to_decimal() * self.number(*of),
            Amount::Larger(all) => {
                all.iter().map(|amount| self.amount(amount)).max().unwrap_or_default()
            }
            Amount::Difference { amount, less } => {
                (self.amount(amount) - self.amount(less)).max(Decimal::ZERO)
            }
            Amount::Rounded { .. }
            | Amount::OfBenefit { .. }
            | Amount::EachItem { .. }
            | Amount::Steps { .. } => {
                panic!("the pack neither rounds nor speaks of another benefit")
            }
            Amount::Scaled { rate, amount } => decimal(*rate) * self.amount(amount),
            Amount::ShareOfEach { rate, of, cap, from } => {
                let Some(Value::MoneyList(list)) = self.answers.get(*of) else { panic!("no list") };
                let share = |item: &crate::quantity::Money| {
                    let share = item.to_decimal() * decimal(*rate);
                    cap.map_or(share, |cap| share.min(cap.to_decimal()))
                };
                let counts =
                    |item: &&crate::quantity::Money| from.is_none_or(|from| **item >= from);
                list.iter().filter(counts).map(share).sum()
            }
            Amount::Sum(parts) => parts
                .iter()
                .filter(|part| self.holds(part.when.as_ref()))
                .map(|part| self.amount(&part.amount))
                .sum(),
            Amount::FirstOf(cases) => cases
                .iter()
                .find(|case| self.holds(case.when.as_ref()))
                .map_or(Decimal::ZERO, |case| self.amount(&case.amount)),
            Amount::Capped { amount, cap } => self.amount(amount).min(self.amount(cap)),
            Amount::Milestone(milestone) => self.milestone(milestone),
            Amount::Stages(stages) => {
                let Some(Value::Year(since)) = self.answers.get(stages.since) else {
                    panic!("no year")
                };
                let stage = usize::try_from(self.year - since).expect("within the stages");
                stages.awards[stage].to_decimal()
            }
        }
    }

    fn milestone(&self, milestone: &Milestone) -> Decimal {
        let figure = self.number(milestone.figure);
        let reached = self.number(milestone.record).max(self.number(milestone.prior));
        let newly = milestone
            .tiers
            .iter()
            .filter(|tier| reached < tier.from.to_decimal() && figure >= tier.from.to_decimal());
        let highest = newly.clone().map(|tier| tier.award.to_decimal()).max();
        match milestone.take {
            Take::Highest => highest.unwrap_or_default(),
            Take::Each => newly.map(|tier| tier.award.to_decimal()).sum(),
            Take::Difference => {
                let old = milestone.tiers.iter().filter(|tier| reached >= tier.from.to_decimal());
                let old = old.map(|tier| tier.award.to_decimal()).max().unwrap_or_default();
                (highest.unwrap_or_default() - old).max(Decimal::ZERO)
            }
        }
    }
}

fn decimal(rate: Rate) -> Decimal {
    Decimal::from(rate.num) / Decimal::from(rate.den)
}

/// The award under the readings in force.
fn award<'b>(benefit: &'b Benefit, readings: &Readings) -> Option<&'b Amount> {
    let in_force = benefit.overlays.iter().rev().filter(|overlay| {
        readings.0[overlay.reading] == overlay.option && overlay.patch.award.is_some()
    });
    in_force.map(|overlay| &overlay.patch.award).next().unwrap_or(&benefit.award).as_ref()
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn amounts_equal_decimals(seeds in seeds(120), number in any::<u64>(), filler in any::<u64>(), year in 2024..2030i32) {
        let policy = policy();
        let readings = readings(policy, number);
        let program = Program::compile(policy, &readings);
        let mut answers = crate::random::answers(policy, year, &seeds, true);
        for (id, _) in policy.facts() {
            if !answers.is_answered(id) {
                let a = filler.rotate_left(u32::from(id.0));
                answers.set(id, Some(value(policy, id, year, a, filler.wrapping_mul(a | 1))));
            }
        }
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, year);
        let decimals = Decimals { answers: &answers, evaluator: &evaluator, year };
        for (benefit, outcome) in policy.benefits.iter().zip(evaluator.outcomes()) {
            if outcome.status == Status::Eligible {
                let exact = award(benefit, &readings).map_or(Decimal::ZERO, |a| decimals.amount(a));
                let cut = exact.round_dp_with_strategy(2, RoundingStrategy::ToZero);
                prop_assert_eq!(outcome.amount.to_decimal(), cut, "{}", &benefit.id);
            }
        }
    }
}
