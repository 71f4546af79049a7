//! The laws of the engine, over random profiles, readings and completions.

use crate::assess::{Evaluator, Outcome, Program, Status, conflicts};
use crate::policy::{Certainty, FactId, FactKind, Policy, Readings, load_embedded};
use crate::profile::{Answers, Value};
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
        prop_assume!(conflicts(policy, &before, year).is_empty() && conflicts(policy, &after, year).is_empty());
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

    /// The totals are the sums of the parts where every choice and year is known; of benefits
    /// that exclude each other the largest part.
    #[test]
    fn the_whole_is_the_sum_of_its_parts(seeds in seeds(70), number in any::<u64>(), filler in any::<u64>(), year in 2024..2030i32) {
        let policy = policy();
        let readings = readings(policy, number);
        let program = Program::compile(policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        let mut answers = answers(policy, year, &seeds, true);
        for fact in choices_and_years(policy) {
            if !answers.is_answered(fact) {
                let a = filler.rotate_left(u32::from(fact.0));
                answers.set(fact, Some(value(policy, fact, year, a, filler.wrapping_mul(a | 1))));
            }
        }
        evaluator.run(&answers, year);
        let totals = evaluator.totals().clone();
        let outcomes = evaluator.outcomes();
        let counted = |of: &dyn Fn(&Outcome) -> i64| {
            let mut left: Vec<(&str, i64)> = policy
                .benefits
                .iter()
                .zip(outcomes)
                .filter(|(benefit, _)| benefit.certainty != Certainty::Discretionary)
                .map(|(benefit, outcome)| (benefit.id.as_str(), of(outcome)))
                .collect();
            let mut sum = 0;
            for group in groups(policy, &readings) {
                let member = |(id, _): &(&str, i64)| group.contains(id);
                sum += left.iter().filter(|part| member(part)).map(|(_, fen)| *fen).max().unwrap_or(0);
                left.retain(|part| !member(part));
            }
            sum + left.iter().map(|(_, fen)| fen).sum::<i64>()
        };
        prop_assert_eq!(totals.amount.fen(), counted(&|outcome| outcome.amount.fen()));
        prop_assert_eq!(totals.later.fen(), counted(&|outcome| outcome.later.fen()));
        prop_assert_eq!(totals.at_most.fen(), counted(&|outcome| outcome.at_most.map_or(0, Money::fen)));
        for group in groups(policy, &readings) {
            let given = |id: &&&str| {
                let at = policy.benefit_id(id).expect("a benefit");
                outcomes[at.index()].status == Status::Eligible
            };
            prop_assert!(group.iter().filter(given).count() <= 1, "{:?}", group);
        }
        let apart = policy.benefits.iter().zip(outcomes).filter(|(b, _)| b.certainty == Certainty::Discretionary);
        let apart: i64 = apart.map(|(_, outcome)| outcome.amount.fen()).sum();
        prop_assert_eq!(totals.discretionary.fen(), apart);
        let unbounded = outcomes.iter().filter(|outcome| outcome.at_most.is_none()).count();
        prop_assert_eq!(totals.unbounded.len(), unbounded);
    }

    /// An unknown choice or year has one value for all: whatever it is, the total is not above the
    /// bound, and under one value it is the bound. So, one after another, all can be filled in and
    /// the bound be kept.
    #[test]
    fn the_bound_of_the_total_is_reached_by_one_enterprise(seeds in seeds(40), number in any::<u64>(), base: bool, year in 2024..2031i32) {
        let policy = policy();
        let program = Program::compile(policy, &readings(policy, number));
        let mut evaluator = Evaluator::new(&program);
        let mut answers = answers(policy, year, &seeds, base);
        for prospective in [false, true] {
            let mut run = |answers: &Answers| {
                if !prospective || !evaluator.run_prospective(answers, year) {
                    evaluator.run(answers, year);
                }
                // What has no bound now counts for nothing, whatever is filled in.
                (evaluator.totals().at_most, evaluator.totals().unbounded.clone())
            };
            let (bound, unbounded) = run(&answers);
            for fact in choices_and_years(policy) {
                if answers.is_answered(fact) {
                    continue;
                }
                let mut kept = None;
                for value in values(policy, fact, year) {
                    let mut filled = answers.clone();
                    filled.set(fact, Some(value));
                    let (now, still) = run(&filled);
                    if still == unbounded {
                        prop_assert!(now <= bound, "{}: {:?} above {:?}", &policy.fact(fact).id, now, bound);
                        if now == bound {
                            kept = Some(filled);
                        }
                    }
                }
                // A value that bounds what had none is no way to reach the bound of the rest.
                match kept {
                    Some(kept) => answers = kept,
                    None => prop_assert!(!unbounded.is_empty(), "{}", &policy.fact(fact).id),
                }
            }
        }
    }
}

/// The facts of which one value serves all benefits.
fn choices_and_years(policy: &Policy) -> Vec<FactId> {
    let of_kind = |(_, fact): &(FactId, &crate::policy::Fact)| {
        matches!(fact.kind, FactKind::Choice(_) | FactKind::Year)
    };
    policy.facts().filter(of_kind).map(|(id, _)| id).collect()
}

/// Every option, or the years that stages tell apart and another.
fn values(policy: &Policy, fact: FactId, year: i32) -> Vec<Value> {
    match &policy.fact(fact).kind {
        FactKind::Choice(options) => (0u8..).take(options.len()).map(Value::Choice).collect(),
        _ => [0, 1, 2, 7].into_iter().map(|before| Value::Year(year - before)).collect(),
    }
}

/// The groups of benefits that exclude each other, as the measure's page lists them.
fn groups(policy: &Policy, readings: &Readings) -> Vec<Vec<&'static str>> {
    let chosen = |id: &str| {
        let at = policy.readings.iter().position(|reading| reading.id == id).expect("a reading");
        policy.readings[at].options[readings.0[at]].id.as_str()
    };
    let mut groups = Vec::new();
    let (growth, outsourcing) = ("a06-output-growth", "a06-outsourcing-growth");
    if chosen("r06-stack") == "larger" {
        groups.push(vec!["a06-output-milestone", growth, outsourcing]);
        groups.push(vec!["a06-software-milestone", "a06-software-growth"]);
    } else if chosen("r06-pair") == "exclusive" {
        groups.push(vec![growth, outsourcing]);
    }
    let (hightech, sme, giant) = ("a10-hightech", "a10-specialized-sme", "a10-little-giant");
    match (chosen("r10-both"), chosen("r10-upgrade")) {
        ("once", "highest") => groups.push(vec![hightech, sme, giant]),
        ("once", _) => groups.push(vec![hightech, sme]),
        (_, "highest") => groups.push(vec![sme, giant]),
        _ => {}
    }
    groups
}
