//! What one enterprise can reach together, where conditions combine several facts and ceilings
//! lie over several benefits: the same as the best of all values of its unknown choices and years.

use std::path::Path;

use super::*;
use crate::policy::FactKind;
use crate::profile::Value;
use crate::random::{config, seeds};

fn county() -> Policy {
    let files = PackFiles::from_dir(Path::new("tests/packs/shelf")).expect("a pack");
    load(&files).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The largest total over every value of the facts that are open.
fn best(program: &Program, answers: &Answers, open: &[(FactId, Vec<Value>)]) -> Money {
    let Some(((fact, values), rest)) = open.split_first() else {
        let mut evaluator = Evaluator::new(program);
        evaluator.run(answers, YEAR);
        return evaluator.totals().at_most;
    };
    let each = values.iter().map(|value| {
        let mut filled = answers.clone();
        filled.set(*fact, Some(value.clone()));
        best(program, &filled, rest)
    });
    each.max().unwrap_or_default()
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn the_total_is_that_of_the_best_values(seeds in seeds(40)) {
        let policy = county();
        let program = Program::compile(&policy, &policy.default_readings());
        let mut answers = crate::random::answers(&policy, YEAR, &seeds, false);
        let gate = fact(&policy, "registered_here");
        answers.set(gate, Some(Value::Bool(true)));
        let mut open = Vec::new();
        for (id, known) in policy.facts() {
            let values: Vec<Value> = match &known.kind {
                FactKind::Choice(options) => (0u8..).take(options.len()).map(Value::Choice).collect(),
                FactKind::Year => [0, 1, 2, 7].map(|before| Value::Year(YEAR - before)).to_vec(),
                _ => continue,
            };
            if !answers.is_answered(id) {
                open.push((id, values));
            }
        }
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, YEAR);
        let totals = evaluator.totals().clone();
        prop_assert_eq!(totals.at_most, best(&program, &answers, &open));
        prop_assert!(totals.amount <= totals.at_most);
        // 同一企业年度合计最高300万元
        prop_assert!(totals.at_most <= wan(300), "{:?}", totals.at_most);
    }
}
