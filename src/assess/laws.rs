//! The laws of the engine, over random profiles, readings and completions.

use crate::assess::{Evaluator, Outcome, Program, Status, conflicts};
use crate::policy::{Certainty, Policy, load_embedded};
use crate::profile::Answers;
use crate::quantity::{Money, Truth};
use crate::random::{answers, config, fact_of, readings, seeds, value};
use proptest::prelude::*;
use std::sync::OnceLock;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

fn run(program: &Program, answers: &Answers, year: i32) -> Vec<Outcome> {
    let mut evaluator = Evaluator::new(program);
    evaluator.run(answers, year);
    evaluator.outcomes().to_vec()
}

/// No upper bound is above every bound.
fn bound(at_most: Option<Money>) -> i64 {
    at_most.map_or(i64::MAX, Money::fen)
}

proptest! {
    #![proptest_config(config(3_000))]

    /// The status follows from the conditions, each looked at by itself.
    #[test]
    fn the_reasons_lead_to_the_result(seeds in seeds(70), number in any::<u64>(), base: bool, year in 2024..2032i32) {
        let policy = policy();
        let program = Program::compile(policy, &readings(policy, number));
        let answers = answers(policy, year, &seeds, base);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, year);
        for (id, benefit) in policy.benefits() {
            let truth = program
                .conditions(id)
                .map(|(_, condition)| evaluator.holds(condition))
                .fold(Truth::True, Truth::and);
            let outcome = evaluator.outcomes()[id.index()];
            let missing = evaluator.missing(policy, &answers, id);
            match truth {
                Truth::False => prop_assert_eq!(outcome.status, Status::Ineligible, "{}", &benefit.id),
                Truth::Unknown => prop_assert_eq!(outcome.status, Status::Undetermined, "{}", &benefit.id),
                Truth::True => prop_assert_ne!(outcome.status, Status::Ineligible, "{}", &benefit.id),
            }
            let open = matches!(outcome.status, Status::Ineligible | Status::Undetermined);
            prop_assert_eq!(!missing.is_empty(), open, "{} {:?}", &benefit.id, &missing);
            for (at, entry) in missing.iter().enumerate() {
                prop_assert!(missing[..at].iter().all(|earlier| earlier.named != entry.named));
            }
            if outcome.status != Status::Undetermined {
                prop_assert_eq!(outcome.at_most, Some(outcome.amount), "{}", &benefit.id);
            } else {
                prop_assert_eq!(outcome.amount, Money::ZERO);
            }
        }
    }

    /// One answer more, contradicting nothing, never raises a bound and never turns a status over.
    #[test]
    fn more_knowledge_only_narrows(seeds in seeds(60), more in (any::<u16>(), any::<u64>(), any::<u64>()), number in any::<u64>(), base: bool, year in 2024..2030i32) {
        let policy = policy();
        let program = Program::compile(policy, &readings(policy, number));
        let before = answers(policy, year, &seeds, base);
        let fact = fact_of(policy, more);
        prop_assume!(!before.is_answered(fact) && Some(fact) != policy.already_supported);
        let mut after = before.clone();
        after.set(fact, Some(value(policy, fact, year, more.1, more.2)));
        prop_assume!(conflicts(policy, &before).is_empty() && conflicts(policy, &after).is_empty());
        let pairs = run(&program, &before, year).into_iter().zip(run(&program, &after, year));
        for ((before, after), benefit) in pairs.zip(&policy.benefits) {
            prop_assert!(bound(after.at_most) <= bound(before.at_most), "{}: {:?} -> {:?}", &benefit.id, before, after);
            let settled = |status| matches!(status, Status::Eligible | Status::Superseded);
            match before.status {
                Status::Ineligible => prop_assert_eq!(after.status, Status::Ineligible, "{}", &benefit.id),
                Status::Duplicate => prop_assert_eq!(after.status, Status::Duplicate, "{}", &benefit.id),
                status if settled(status) => prop_assert!(settled(after.status), "{}", &benefit.id),
                _ => {}
            }
        }
    }

    /// The order in which answers come does not matter, nor what was answered before.
    #[test]
    fn order_does_not_matter(seeds in seeds(60), year in 2024..2030i32) {
        let policy = policy();
        let program = Program::compile(policy, &policy.default_readings());
        let straight = answers(policy, year, &seeds, true);
        let mut shuffled = Answers::new(policy);
        for seed in &seeds {
            let fact = fact_of(policy, *seed);
            shuffled.set(fact, Some(value(policy, fact, year, seed.2, seed.1)));
        }
        for (fact, _) in policy.facts().collect::<Vec<_>>().into_iter().rev() {
            shuffled.set(fact, straight.get(fact));
        }
        prop_assert!(straight == shuffled);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&Answers::new(policy), 2030);
        evaluator.run(&shuffled, year);
        prop_assert_eq!(evaluator.outcomes(), &run(&program, &straight, year)[..]);
    }

    /// The totals are the sums of the parts; of an exclusive pair the larger part.
    #[test]
    fn the_whole_is_the_sum_of_its_parts(seeds in seeds(70), number in any::<u64>(), year in 2024..2030i32) {
        let policy = policy();
        let readings = readings(policy, number);
        let program = Program::compile(policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers(policy, year, &seeds, true), year);
        let outcomes = evaluator.outcomes();
        let counted = |id: &str| policy.benefits.iter().position(|b| b.id == id).expect("a benefit");
        let mut amount = 0;
        let mut at_most = 0;
        let mut later = 0;
        let mut discretionary = 0;
        for (benefit, outcome) in policy.benefits.iter().zip(outcomes) {
            if benefit.certainty == Certainty::Discretionary {
                discretionary += outcome.amount.fen();
            } else {
                amount += outcome.amount.fen();
                at_most += outcome.at_most.map_or(0, Money::fen);
                later += outcome.later.fen();
            }
        }
        let pairs = [
            ("r06-pair", 0, "a06-output-growth", "a06-outsourcing-growth"),
            ("r10-both", 1, "a10-hightech", "a10-specialized-sme"),
        ];
        for (reading, option, one, other) in pairs {
            let at = policy.readings.iter().position(|r| r.id == reading).expect("a reading");
            if readings.0[at] == option {
                let (one, other) = (outcomes[counted(one)], outcomes[counted(other)]);
                let smaller = |of: fn(&Outcome) -> i64| of(&one).min(of(&other));
                at_most -= smaller(|o| o.at_most.map_or(0, Money::fen));
                later -= smaller(|o| o.later.fen());
                prop_assert!(one.amount == Money::ZERO || other.amount == Money::ZERO);
            }
        }
        let totals = evaluator.totals();
        prop_assert_eq!(totals.amount.fen(), amount);
        prop_assert_eq!(totals.at_most.fen(), at_most);
        prop_assert_eq!(totals.later.fen(), later);
        prop_assert_eq!(totals.discretionary.fen(), discretionary);
        let unbounded = outcomes.iter().filter(|outcome| outcome.at_most.is_none()).count();
        prop_assert_eq!(totals.unbounded.len(), unbounded);
    }
}
