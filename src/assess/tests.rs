//! Reasons, distances, conflicts and what stays open, each worked out by hand.

mod awards;
mod joint;
mod later;
mod random;
mod readings;
mod reasons;

use std::collections::BTreeSet;

use super::given::{answers, fact, maker, policy};
use super::shown::percent_text;
use super::*;
use crate::policy::source::PackFiles;
use crate::policy::{Condition, FactId, Policy, Readings, Test, load};
use crate::profile::Answers;
use crate::profile::parse::{Raw, parse};
use crate::quantity::{Money, Ratio, Truth};
use crate::text::Lang;
use proptest::prelude::*;

const YEAR: i32 = 2026;

fn wan(wan: i64) -> Money {
    Money::from_fen(wan * 1_000_000)
}

/// Runs the default readings and hands on what they gave.
fn run<T>(policy: &Policy, answers: &Answers, then: impl FnOnce(&Evaluator<'_>) -> T) -> T {
    let program = Program::compile(policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(answers, YEAR);
    then(&evaluator)
}

/// What a benefit lacks, as `name kind gap`.
fn lacks(policy: &Policy, answers: &Answers, benefit: &str) -> Vec<String> {
    let id = policy.benefit_id(benefit).expect("a benefit");
    run(policy, answers, |evaluator| {
        let missing = evaluator.missing(policy, answers, id);
        let name = |named| match named {
            Named::Gate(gate) => policy.gates[gate.index()].id.clone(),
            Named::Fact(fact) => policy.fact(fact).id.clone(),
        };
        let gap = |gap: Option<Gap>| gap.map_or_else(|| "-".to_owned(), Gap::to_plain);
        missing.iter().map(|m| format!("{} {:?} {}", name(m.named), m.kind, gap(m.gap))).collect()
    })
}
