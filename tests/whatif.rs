//! What if: the total as a function of one figure, against hand work and against evaluation.

#[path = "support/program.rs"]
mod program;
mod support;

use fengce::advise::whatif::{Course, Question, Sweep, SweepError, sweep, value_of};
use fengce::assess::{Evaluator, Program};
use fengce::policy::{FactKind, Policy, load_embedded};
use fengce::profile::read_path;
use fengce::quantity::Money;
use fengce::text::{Lang, columns};
use proptest::prelude::*;

fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

fn swept(policy: &Policy, file: &str, fact: &str, to: Option<i64>) -> Result<Sweep, SweepError> {
    let path = format!("profiles/{file}.toml");
    let loaded = read_path(policy, path.as_ref()).unwrap_or_else(|faults| panic!("{faults}"));
    let program = Program::compile(policy, &policy.default_readings());
    let question = Question {
        policy,
        program: &program,
        answers: &loaded.profile.answers,
        year: loaded.profile.year,
    };
    sweep(question, policy.fact_id(fact).expect("a fact"), (None, to))
}

fn wan(amount: i64) -> Money {
    Money::from_fen(amount * 1_000_000)
}

/// 8000万 last year, 9500万 at most before: growth counts from 8500万; 1亿 is new (+30万),
/// 5亿 and 10亿 too (+20万, +50万 on top); 200万 for growth is reached at 8000 + 500 + 2亿.
/// 90万 do not depend on output.
#[test]
fn the_robot_makers_output() {
    let policy = policy();
    let sweep = swept(&policy, "robot-maker", "industrial_output", Some(wan(150_000).fen()))
        .expect("moves");
    let points: Vec<(Money, Money, Money, Course)> = sweep
        .points
        .iter()
        .map(|point| (Money::from_fen(point.at), point.step(), point.total, point.then))
        .collect();
    assert_eq!(
        points,
        [
            (wan(8_500), Money::ZERO, wan(90), Course::Rising),
            (wan(10_000), wan(30), wan(135), Course::Rising),
            (wan(28_500), Money::ZERO, wan(320), Course::Flat),
            (wan(50_000), wan(20), wan(340), Course::Flat),
            (wan(100_000), wan(50), wan(390), Course::Flat),
        ]
    );
    assert_eq!(sweep.total_now, wan(155));
    // Between two ends the sum of amounts each cut to fen is told to within a fen each.
    let at_now = sweep.total_at(wan(12_000).fen()).expect("in range");
    assert!((at_now.fen() - wan(155).fen()).abs() <= 1, "{at_now:?}");
}

/// 5万 each, at most 50万: steps for the first ten.
#[test]
fn a_count_moves_by_units() {
    let policy = policy();
    let sweep = swept(&policy, "chain-leader", "landed_enterprises", None).expect("moves");
    for (count, total) in [(0, 150), (1, 155), (9, 195), (10, 200), (12, 200)] {
        assert_eq!(sweep.total_at(count), Some(wan(total)), "{count}");
    }
}

/// 50 % growth reaches an average of 50 %, not one of 50.01 %; 35万 are lost.
#[test]
fn an_average_moves_too() {
    let policy = policy();
    let sweep = swept(&policy, "robot-maker", "district_output_growth", Some(10_000));
    let points = sweep.expect("moves").points;
    let [point] = points.as_slice() else { panic!("{points:?}") };
    assert_eq!((point.at, point.step(), point.total), (5_001, wan(-35), wan(120)));
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let policy = policy();
    let computed = swept(&policy, "robot-maker", "output_increase", None);
    assert!(matches!(computed, Err(SweepError::Computed(_))));
    let yes_or_no = swept(&policy, "robot-maker", "operates_in_fengtai", None);
    assert!(matches!(yes_or_no, Err(SweepError::Kind)));
    let empty = swept(&policy, "robot-maker", "industrial_output", Some(0));
    assert!(matches!(empty, Err(SweepError::Range)));
}

#[test]
fn the_chart_fits_80_columns_in_both_styles() {
    let home = tempfile::tempdir().expect("a folder");
    for lang in ["zh", "en"] {
        for ascii in [&["--ascii"][..], &[]] {
            let mut arguments =
                vec!["whatif", "profiles/robot-maker.toml", "industrial_output", "--lang", lang];
            arguments.extend(ascii);
            let output = program::fengce(home.path(), &arguments, &[]);
            assert_eq!(output.status.code(), Some(0));
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(text.lines().all(|line| columns(line) <= 80), "{text}");
            assert_eq!(text.contains('█'), ascii.is_empty(), "{text}");
        }
    }
    let flat =
        program::fengce(home.path(), &["whatif", "profiles/mostly-unknown.toml", "revenue"], &[]);
    let flat = String::from_utf8(flat.stdout).expect("UTF-8");
    assert!(flat.contains("都是 0 元") && flat.contains("待确认的 29 项没有计入"), "{flat}");
    let bad = program::fengce(
        home.path(),
        &["whatif", "profiles/robot-maker.toml", "industrial_outptu"],
        &[],
    );
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("industrial_output"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Anywhere in the range the function is what evaluation gives, but for a fen a benefit.
    #[test]
    fn the_function_is_what_evaluation_gives(
        seeds in support::seeds(40), which in any::<u16>(), reading in any::<u64>(),
        numbers in prop::collection::vec(any::<u64>(), 12),
    ) {
        let policy = policy();
        let answers = support::answers(&policy, 2026, &seeds, true);
        let program = Program::compile(&policy, &support::readings(&policy, reading));
        let question = Question { policy: &policy, program: &program, answers: &answers, year: 2026 };
        let facts: Vec<_> = policy.facts().filter(|(_, fact)| {
            matches!(fact.kind, FactKind::Money { .. } | FactKind::Percent | FactKind::Count)
        }).map(|(id, _)| id).collect();
        let fact = facts[usize::from(which) % facts.len()];
        let Ok(sweep) = sweep(question, fact, (None, None)) else { return Ok(()) };
        let mut evaluator = Evaluator::new(&program);
        let near = sweep.points.iter().flat_map(|point| [point.at - 1, point.at, point.at + 1]);
        let span = u64::try_from(sweep.to - sweep.from).expect("a range");
        let random = numbers.iter().map(|n| sweep.from + i64::try_from(n % span).expect("small"));
        for number in near.chain(random) {
            let Some(total) = sweep.total_at(number) else { continue };
            let mut moved = answers.clone();
            moved.set(fact, value_of(&policy.fact(fact).kind, number));
            if !evaluator.run_prospective(&moved, 2026) {
                evaluator.run(&moved, 2026);
            }
            let real = evaluator.totals().amount;
            prop_assert!((total.fen() - real.fen()).abs() <= 40, "{} {number}: {total:?} {real:?} {:?}",
                policy.fact(fact).id, policy.fact(fact).label.get(Lang::En));
        }
    }
}
