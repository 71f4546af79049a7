//! Readings and years against brute force.

mod support;

use fengce::advise::readings::readings_effect;
use fengce::advise::timeline::timeline;
use fengce::assess::{Evaluator, Program};
use fengce::policy::{Readings, load_embedded};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The later years of the time line add up to what is said of each benefit.
    #[test]
    fn later_years_add_up(seeds in support::seeds(60), reading in any::<u64>()) {
        let policy = load_embedded().expect("the pack");
        let answers = support::answers(&policy, 2026, &seeds, true);
        let readings = support::readings(&policy, reading);
        let program = Program::compile(&policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, 2026);
        let steps = timeline(&policy, &evaluator, &answers);
        for (id, benefit) in policy.benefits() {
            let later = steps.iter().filter(|step| step.benefit == id && step.status.is_none());
            let sum: i64 = later.map(|step| step.amount.fen()).sum();
            prop_assert_eq!(sum, evaluator.outcomes()[id.index()].later.fen(), "{}", benefit.id);
        }
    }

    /// No combination of readings gives a sum outside the range, and its ends are reached.
    #[test]
    fn no_readings_leave_the_range(
        seeds in support::seeds(60), in_force in any::<u64>(),
        others in prop::collection::vec(any::<u64>(), 12),
    ) {
        let policy = load_embedded().expect("the pack");
        let answers = support::answers(&policy, 2026, &seeds, true);
        let readings = support::readings(&policy, in_force);
        let effect = readings_effect(&policy, &readings, &answers, 2026);
        let amount = |readings: &Readings| {
            let program = Program::compile(&policy, readings);
            let mut evaluator = Evaluator::new(&program);
            evaluator.run(&answers, 2026);
            (evaluator.totals().amount, evaluator.totals().at_most)
        };
        for other in others {
            let (sum, at_most) = amount(&support::readings(&policy, other));
            prop_assert!(effect.amount.least <= sum && sum <= effect.amount.most);
            prop_assert!(effect.at_most.least <= at_most && at_most <= effect.at_most.most);
        }
        prop_assert_eq!(amount(&effect.least).0, effect.amount.least);
        prop_assert_eq!(amount(&effect.most).0, effect.amount.most);
    }
}
