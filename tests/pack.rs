//! The embedded pack.

use fengce::assess::{Evaluator, Program};
use fengce::policy::load_embedded;
use fengce::profile::Answers;

#[test]
fn loads_and_lists_the_whole_measure() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(policy.benefits.len(), 34);
    assert_eq!(policy.articles.len(), 28);
    assert_eq!(policy.gates.len(), 5);
    assert_eq!(policy.readings.len(), 11);
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&Answers::new(&policy), 2026);
    assert_eq!(evaluator.outcomes().len(), 34);
}
