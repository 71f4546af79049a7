//! Random profiles for the laws: any mix of answered and open facts, around the amounts at
//! which the measure turns.
#![allow(dead_code, reason = "each test uses its part")]

use fengce::policy::{FactId, FactKind, Policy, Readings};
use fengce::profile::{Answers, Value};
use fengce::quantity::{Money, Percent};
use proptest::prelude::*;

/// Amounts at and around thresholds, tiers and caps, in fen.
const AMOUNTS: [i64; 26] = [
    0,
    1,
    4,
    100_000_000,
    99_999_999,
    100_000_001,
    500_000_000,
    499_999_999,
    500_000_001,
    1_000_000_000,
    2_000_000_000,
    1_999_999_999,
    5_000_000_000,
    4_999_999_999,
    8_000_000_000,
    10_000_000_000,
    12_000_000_000,
    25_000_000_000,
    50_000_000_000,
    100_000_000_000,
    200_000_000_000,
    300_000_000_000,
    666_666_667,
    150_000_000_000,
    500_000_000_000,
    100_000_000_000_000_000,
];
const PERCENTS: [&str; 10] =
    ["-50%", "-2%", "0%", "4.99%", "5%", "8%", "20%", "50%", "0.001%", "1000000%"];

/// A value for a fact, chosen by two random numbers.
pub fn value(policy: &Policy, fact: FactId, year: i32, a: u64, b: u64) -> Value {
    of_kind(&policy.fact(fact).kind, year, a, b)
}

fn of_kind(kind: &FactKind, year: i32, a: u64, b: u64) -> Value {
    let money = |n: u64| {
        let base = AMOUNTS[usize::try_from(n % AMOUNTS.len() as u64).expect("small")];
        Money::from_fen(if n.is_multiple_of(3) { base } else { base.min(1_000_000_000_000) })
    };
    match kind {
        FactKind::Bool => Value::Bool(!a.is_multiple_of(4)),
        FactKind::Choice(options) => {
            Value::Choice(u8::try_from(a % options.len() as u64).expect("few options"))
        }
        FactKind::Set(options) => {
            let all = (1u128 << options.len()) - 1;
            match a % 4 {
                0 => Value::Set(0),
                1 => Value::Set(u128::from(b) & all),
                _ => Value::Set(1 << (b % options.len() as u64)),
            }
        }
        FactKind::Money { signed } => {
            let amount = money(a);
            Value::Money(if *signed && b.is_multiple_of(5) {
                Money::from_fen(-amount.fen())
            } else {
                amount
            })
        }
        FactKind::Percent => {
            let text = PERCENTS[usize::try_from(a % PERCENTS.len() as u64).expect("small")];
            Value::Percent(Percent::parse(text).expect("a percentage"))
        }
        FactKind::Count => Value::Count(i64::try_from(a % 12).expect("small")),
        FactKind::Day => {
            Value::Day(fengce::quantity::Day::from_days(i32::try_from(a % 30_000).expect("small")))
        }
        FactKind::Year => Value::Year(year - i32::try_from(a % 5).expect("small") + 1),
        FactKind::Items(fields) => {
            let item = |n: u64| -> Vec<Option<Value>> {
                let turned = (0u32..).zip(fields).map(|(at, field)| {
                    let a = b.rotate_left(7 * at + 13).wrapping_mul(n * 2 + 1);
                    (!a.is_multiple_of(9)).then(|| of_kind(&field.kind, year, a, a.rotate_left(29)))
                });
                turned.collect()
            };
            Value::Items((0..a % 4).map(item).collect())
        }
        FactKind::MoneyList => {
            Value::MoneyList((0..a % 4).map(|n| money(b.wrapping_add(n))).collect())
        }
    }
}

/// One answer: the fact (modulo their number) and what chooses its value.
pub type Seed = (u16, u64, u64);

/// So many cases, unless `PROPTEST_CASES` says otherwise.
pub fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        max_global_rejects: 100_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any number of seeds.
pub fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((any::<u16>(), any::<u64>(), any::<u64>()), 0..most)
}

/// The fact that a seed speaks of.
pub fn fact_of(policy: &Policy, seed: Seed) -> FactId {
    FactId(seed.0 % u16::try_from(policy.facts.len()).expect("few facts"))
}

/// Answers from seeds; of several for one fact the first counts. Half of the profiles meet the
/// gate, so that awards are reached.
pub fn answers(policy: &Policy, year: i32, seeds: &[Seed], base: bool) -> Answers {
    let mut answers = Answers::new(policy);
    if base {
        for (key, value) in [
            ("operates_in_fengtai", Value::Bool(true)),
            ("in_enterprise_library", Value::Bool(true)),
            ("exclusions", Value::Set(0)),
        ] {
            answers.set(policy.fact_id(key).expect("a fact of the pack"), Some(value));
        }
    }
    for seed in seeds {
        let fact = fact_of(policy, *seed);
        if !answers.is_answered(fact) {
            answers.set(fact, Some(value(policy, fact, year, seed.1, seed.2)));
        }
    }
    answers
}

/// Any readings.
pub fn readings(policy: &Policy, number: u64) -> Readings {
    let mut readings = policy.default_readings();
    let mut number = number;
    for (at, reading) in policy.readings.iter().enumerate() {
        let options = reading.options.len() as u64;
        readings.0[at] = usize::try_from(number % options).expect("few options");
        number /= options;
    }
    readings
}
