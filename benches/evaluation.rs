//! Evaluation alone, the engine against the same rules written by hand, in one run on one thread.
//!
//! Results are compared before anything is timed. The ratios are those of the fastest of many
//! rounds in which both run in turn, since what disturbs the machine only adds; criterion then
//! gives the times.

mod enterprises;
#[allow(dead_code, reason = "nothing is read or written here")]
mod handwritten;

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, Throughput};
use enterprises::{HANDWRITTEN, Random, YEAR, answers, line, values};
use fengce::assess::{Evaluator, Program, Status};
use fengce::policy::{Fact, FactKind, load_embedded};
use fengce::profile::Answers;
use handwritten::Enterprise;
use rust_decimal::Decimal;

/// Enterprises that are compared.
const COMPARED: u64 = 20_000;
/// Enterprises that are timed.
const TIMED: usize = 1_000;
const ROUNDS: usize = 101;

/// How often the pack is loaded to see what it takes.
const LOADS: usize = 41;

fn main() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    let mut random = Random(1);
    let mut by_hand: Vec<Enterprise> = Vec::new();
    let (mut complete, mut partial): (Vec<Answers>, Vec<Answers>) = (Vec::new(), Vec::new());
    let mut worst: Vec<Answers> = Vec::new();
    let mut eligible = 0;
    for number in 0..COMPARED {
        let values = values(&policy, &mut random);
        let json = line(&policy, number, &values, |fact| HANDWRITTEN.contains(&fact.id.as_str()));
        let enterprise = parsed(&json);
        let all = answers(&policy, &values, |_| true);
        evaluator.run(&all, YEAR);
        eligible += compare(&policy, &evaluator, &enterprise, &json);
        if by_hand.len() < TIMED {
            by_hand.push(enterprise);
            complete.push(all);
            partial.push(answers(&policy, &values, |_| !random.percent(30)));
            worst.push(answers(&policy, &values, |fact| !searched(fact)));
        }
    }
    println!("{COMPARED} enterprises: 13 results each equal, {eligible} of them eligible");

    let mut hand = || {
        for enterprise in &by_hand {
            black_box(handwritten::evaluate(black_box(enterprise), YEAR));
        }
    };
    let mut engine = |answers: &[Answers], together: bool| {
        for answers in answers {
            if together {
                evaluator.run(black_box(answers), YEAR);
            } else {
                evaluator.run_benefits(black_box(answers), YEAR);
            }
            black_box((evaluator.outcomes(), evaluator.totals()));
        }
    };
    let mut rounds = [(); 5].map(|()| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        rounds[0].push(nanoseconds(hand));
        rounds[1].push(nanoseconds(|| engine(&complete, true)));
        rounds[2].push(nanoseconds(|| engine(&partial, false)));
        rounds[3].push(nanoseconds(|| engine(&partial, true)));
        rounds[4].push(nanoseconds(|| engine(&worst, true)));
    }
    let loads = (0..LOADS).map(|_| {
        nanoseconds(|| {
            let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
            black_box(Program::compile(&policy, &policy.default_readings()));
        })
    });
    let load = fastest(loads) / 1e6;
    let [hand_time, complete_time, apart, together, worst_time] = rounds.map(fastest);
    let count = policy.benefits.len();
    let per_benefit = |time: f64| time / hand_time * 13.0 / count as f64;
    println!("hand-written, 13 benefits: {:.0} ns an enterprise", hand_time / TIMED as f64);
    println!("| all {count} benefits ÷ hand-written 13, per benefit | measured | at most |");
    println!("| --- | --- | --- |");
    println!("| complete profiles | {:.2} | 1.2 |", per_benefit(complete_time));
    println!(
        "| 30 % of the answers absent, without the joint total | {:.2} | 1.6 |",
        per_benefit(apart)
    );
    println!("| the same with it | {:.2} | 2.5 |", per_benefit(together));
    println!(
        "| every choice and year unknown, µs an enterprise | {:.1} | 20 |",
        worst_time / TIMED as f64 / 1e3
    );
    println!("| loading and compiling the embedded pack, ms | {load:.2} | 2.5 |");

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("evaluation");
    group.throughput(Throughput::Elements(TIMED as u64));
    group.bench_function("handwritten/complete", |b| b.iter(&mut hand));
    for (name, answers, together) in [
        ("engine/complete", &complete, true),
        ("engine/partial", &partial, false),
        ("engine/partial, joint total", &partial, true),
        ("engine/choices and years unknown", &worst, true),
    ] {
        group.bench_function(name, |b| b.iter(|| engine(answers, together)));
    }
    group.finish();
    let mut group = criterion.benchmark_group("pack");
    group.bench_function("load", |b| b.iter(|| load_embedded().map(|policy| policy.facts.len())));
    group.bench_function("compile", |b| {
        b.iter(|| Program::compile(&policy, &policy.default_readings()));
    });
    group.finish();
    criterion.final_summary();
}

/// Whether the joint total tries the values of a fact that is not known.
fn searched(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Choice(_) | FactKind::Year)
}

fn parsed(json: &str) -> Enterprise {
    #[derive(serde::Deserialize)]
    struct Line {
        answers: Enterprise,
    }
    serde_json::from_str::<Line>(json).unwrap_or_else(|error| panic!("{error}: {json}")).answers
}

/// Panics where the two differ; returns how many are eligible.
fn compare(
    policy: &fengce::policy::Policy,
    evaluator: &Evaluator<'_>,
    enterprise: &Enterprise,
    json: &str,
) -> usize {
    let result = handwritten::evaluate(enterprise, YEAR);
    let mut eligible = 0;
    for (id, hand) in handwritten::IDS.iter().zip(&result.benefits) {
        let at = policy.benefits.iter().position(|benefit| benefit.id == *id);
        let outcome = evaluator.outcomes()[at.unwrap_or_else(|| panic!("no benefit {id}"))];
        let status = match hand.status {
            handwritten::Status::Eligible => Status::Eligible,
            handwritten::Status::Ineligible => Status::Ineligible,
            handwritten::Status::Superseded => Status::Superseded,
        };
        assert_eq!(outcome.status, status, "{id}: {json}");
        assert_eq!(outcome.amount.to_decimal(), hand.amount, "{id}: {json}");
        assert_eq!(outcome.at_most.map(|m| m.to_decimal()), Some(hand.amount), "{id}: {json}");
        assert_eq!(outcome.later.to_decimal(), hand.later, "{id}: {json}");
        eligible += usize::from(hand.amount > Decimal::ZERO);
    }
    eligible
}

fn nanoseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e9
}

/// The fastest round: what disturbs the machine only ever adds.
fn fastest(of: impl IntoIterator<Item = f64>) -> f64 {
    of.into_iter().min_by(f64::total_cmp).unwrap_or(f64::NAN)
}
