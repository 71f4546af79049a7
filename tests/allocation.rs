//! Evaluating without reasons allocates nothing once the buffers have grown.

mod support;

use std::alloc::System;

use fengce::assess::{Evaluator, Program};
use fengce::policy::load_embedded;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn the_second_enterprise_costs_no_memory() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let program = Program::compile(&policy, &policy.default_readings());
    let profiles: Vec<_> = (0..200u64)
        .map(|n| {
            let seeds: Vec<_> = (0..60)
                .map(|k: u16| {
                    (k.wrapping_mul(31), n.wrapping_mul(977) + u64::from(k), n ^ u64::from(k))
                })
                .collect();
            support::answers(&policy, 2026, &seeds, n.is_multiple_of(2))
        })
        .collect();
    let mut evaluator = Evaluator::new(&program);
    for answers in &profiles {
        evaluator.run(answers, 2026);
    }
    let region = Region::new(ALLOCATOR);
    for answers in &profiles {
        evaluator.run(answers, 2026);
    }
    let change = region.change();
    assert_eq!((change.allocations, change.reallocations), (0, 0));
    // The measure does count: building one more profile is seen.
    let region = Region::new(ALLOCATOR);
    let more = profiles[0].clone();
    assert!(region.change().allocations > 0);
    drop(more);
}
