//! Laws over random answers: what is open, and where a shape ends.

use super::awards::staff_award;
use super::*;

fn pack() -> &'static Policy {
    static POLICY: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    POLICY.get_or_init(policy)
}

proptest! {
    #![proptest_config(crate::random::config(1_000))]

    /// What is said to be open without reasons is what the reasons name.
    #[test]
    fn open_facts_are_those_of_the_reasons(
        seeds in crate::random::seeds(60), number in any::<u64>(), base: bool, year in 2024..2031i32,
    ) {
        let policy = pack();
        let program = Program::compile(policy, &crate::random::readings(policy, number));
        let answers = crate::random::answers(policy, year, &seeds, base);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, year);
        for (id, benefit) in policy.benefits() {
            let open = evaluator.open_facts(&answers, id);
            let undetermined = evaluator.outcomes()[id.index()].status == Status::Undetermined;
            let named: BTreeSet<FactId> = evaluator
                .missing(policy, &answers, id)
                .into_iter()
                .filter_map(|missing| missing.fact.filter(|_| undetermined))
                .collect();
            let said: BTreeSet<FactId> =
                open.conditions.iter().chain(&open.award).copied().collect();
            prop_assert_eq!(&said, &named, "{}", &benefit.id);
            let all: Vec<FactId> = open.all().collect();
            prop_assert_eq!(all.len(), open.conditions.len() + open.award.len() + open.later.len());
            // Only what is not known is open, and only if the benefit speaks of it.
            let speaks_of = program.facts_of(id);
            for fact in all {
                prop_assert!(!evaluator.is_known(fact), "{} {}", &benefit.id, &policy.fact(fact).id);
                prop_assert!(speaks_of.contains(&fact), "{} {}", &benefit.id, &policy.fact(fact).id);
            }
        }
    }

    /// The later years add up to what is said of each benefit, and are later.
    #[test]
    fn later_years_add_up(
        seeds in crate::random::seeds(60), number in any::<u64>(), base: bool, year in 2024..2031i32,
        supported in any::<u128>(),
    ) {
        let policy = pack();
        let program = Program::compile(policy, &crate::random::readings(policy, number));
        let mut answers = crate::random::answers(policy, year, &seeds, base);
        let listed = policy.already_supported.expect("a fact of the pack");
        let all = (1u128 << policy.benefits.len()) - 1;
        answers.set(listed, Some(crate::profile::Value::Set(supported & all)));
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, year);
        for (id, benefit) in policy.benefits() {
            let years = evaluator.later_years(&answers, id);
            let sum: i64 = years.iter().map(|later| later.amount.fen()).sum();
            prop_assert_eq!(sum, evaluator.outcomes()[id.index()].later.fen(), "{}", &benefit.id);
            prop_assert!(years.iter().all(|later| later.year > year && later.amount > Money::ZERO));
            prop_assert!(years.is_sorted_by_key(|later| later.year));
        }
    }

    /// What an open fact turns out to be shows in some way; what is neither open nor computed
    /// from it changes nothing.
    #[test]
    fn what_is_not_open_changes_nothing(
        seeds in crate::random::seeds(60), number in any::<u64>(), year in 2024..2031i32,
        tries in prop::collection::vec(any::<(u16, u64, u64)>(), 8),
    ) {
        let policy = pack();
        let program = Program::compile(policy, &crate::random::readings(policy, number));
        let answers = crate::random::answers(policy, year, &seeds, true);
        let mut before = Evaluator::new(&program);
        before.run(&answers, year);
        let mut after = Evaluator::new(&program);
        for seed in tries {
            let fact = crate::random::fact_of(policy, seed);
            if answers.is_answered(fact) || policy.already_supported == Some(fact) {
                continue;
            }
            let mut changed = answers.clone();
            changed.set(fact, Some(crate::random::value(policy, fact, year, seed.1, seed.2)));
            // An increase outside what the year's figures leave stands, and decides anew.
            if conflicts(policy, &changed, year).iter().any(Conflict::answer_counts) {
                continue;
            }
            after.run(&changed, year);
            let reach = policy.dependents(fact);
            for (id, benefit) in policy.benefits() {
                let outcome = before.outcomes()[id.index()];
                let grouped = policy.exclusives.iter().any(|group| group.members.contains(&id));
                let open = before.open_facts(&answers, id);
                if grouped || open.all().any(|fact| reach.contains(&fact)) {
                    continue;
                }
                // An assumption gives way to an answer, and a record to what it is at least.
                let own = program.facts_of(id);
                let assumed = own.iter().any(|own| {
                    let known = policy.fact(*own);
                    reach.contains(own) && before.is_known(*own)
                        || known.assumed.as_ref().is_some_and(|a| a.when.fact == Some(fact))
                        || known.at_least == Some(crate::policy::Limit::Fact(fact))
                });
                if !assumed {
                    let mut now = after.outcomes()[id.index()];
                    if policy.gates.iter().any(|gate| gate.when.fact == Some(fact)) {
                        // A gate that turns out false takes the later years with it.
                        now.later = outcome.later;
                    }
                    prop_assert_eq!(now, outcome, "{} {}", &benefit.id, &policy.fact(fact).id);
                }
            }
        }
    }

    /// Two assessments that differ in one amount and have one shape: between them the shape is
    /// the same, and every amount lies on the line, but for the cut to fen.
    #[test]
    fn one_shape_is_one_line(
        seeds in crate::random::seeds(60), number in any::<u64>(), year in 2024..2030i32,
        which in any::<u16>(), ends in any::<(u64, u64)>(), at in 1..1000i64,
    ) {
        let policy = pack();
        let program = Program::compile(policy, &crate::random::readings(policy, number));
        let answers = crate::random::answers(policy, year, &seeds, true);
        let figures: Vec<FactId> = policy
            .facts()
            .filter(|(_, fact)| matches!(fact.kind, crate::policy::FactKind::Money { .. }))
            .map(|(id, _)| id)
            .collect();
        let fact = figures[usize::from(which) % figures.len()];
        let mut evaluator = Evaluator::new(&program);
        let mut look = |fen: i64| {
            let mut answers = answers.clone();
            answers.set(fact, Some(crate::profile::Value::Money(Money::from_fen(fen))));
            evaluator.run(&answers, year);
            let mut shape = Shape::default();
            evaluator.shape(&answers, &mut shape);
            (shape, evaluator.outcomes().to_vec())
        };
        let end = |n: u64| i64::try_from(n % 60_000_000_000).expect("small");
        let (low, high) = (end(ends.0.min(ends.1)), end(ends.0.max(ends.1)));
        let (low, high) = (low.min(high), low.max(high));
        prop_assume!(high - low >= 1_000);
        let between = low + (high - low) / 1_000 * at;
        let (first, at_low) = look(low);
        let (last, at_high) = look(high);
        if first == last {
            let (middle, at_between) = look(between);
            prop_assert!(middle == first);
            for (at, benefit) in policy.benefits.iter().enumerate() {
                let status = (at_low[at].status, at_between[at].status);
                let fen = |of: &[Outcome]| i128::from(of[at].amount.fen());
                if status == (Status::Eligible, Status::Eligible) && at_high[at].status == status.0 {
                    let (run, rise) = (i128::from(high - low), fen(&at_high) - fen(&at_low));
                    let on_line = rise * i128::from(between - low);
                    let off = (fen(&at_between) - fen(&at_low)) * run - on_line;
                    prop_assert!(off.abs() <= 2 * run, "{}: {} off", &benefit.id, off / run);
                }
            }
        }
    }
}

/// Where a shape ends: at a threshold, a tier, a cap, where nothing is left, and at nothing else.
#[test]
fn a_shape_ends_where_a_rule_turns() {
    let policy = policy();
    let shape = |output: &str, over_average: bool| {
        let given = maker(&[
            ("industrial_output_prior", Raw::Str("8000万元")),
            ("industrial_output_record", Raw::Str("9500万元")),
            ("district_output_growth", Raw::Str("1%")),
            ("industrial_output", Raw::Str(output)),
        ]);
        let answers = answers(&policy, &given);
        let mut readings = policy.default_readings();
        if over_average {
            readings.choose(&policy, "r06-excess", "over_average").expect("a reading");
        }
        let program = Program::compile(&policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, YEAR);
        let mut shape = Shape::default();
        evaluator.shape(&answers, &mut shape);
        shape
    };
    // 500万 more at 8500万; 1亿 is a new tier; 500万 + 2亿 more at 2.85亿 reaches the cap.
    for (before, after, over_average) in [
        ("8499.99万元", "8500万元", false),
        ("9999.99万元", "1亿元", false),
        ("2.8499亿元", "2.8501亿元", false),
        // 1% of 8000万 is 80万, which is exceeded from 8080万 on.
        ("8079.99万元", "8080.01万元", true),
    ] {
        assert!(shape(before, over_average) != shape(after, over_average), "{before} {after}");
    }
    assert!(shape("8501万元", false) == shape("9999万元", false));
    // An average turns at 0: below it nothing is taken off.
    let policy = staff_award(
        "{ rate = \"1%\", of = \"revenue\", beyond = { rate = \"average\", of = \"revenue_prior\" } }",
    );
    let by_average = |average: &str| {
        let given = [
            ("revenue", Raw::Str("100万元")),
            ("revenue_prior", Raw::Str("80万元")),
            ("average", Raw::Str(average)),
        ];
        let answers = answers(&policy, &given);
        run(&policy, &answers, |evaluator| {
            // What the buffer held before does not matter.
            let mut shape = Shape::default();
            evaluator.shape(&answers, &mut shape);
            let once = shape.clone();
            evaluator.shape(&answers, &mut shape);
            assert!(shape == once);
            shape
        })
    };
    assert!(by_average("-2%") == by_average("-1%") && by_average("1%") == by_average("2%"));
    assert!(by_average("-1%") != by_average("1%"));
    assert!(shape("1.0001亿元", false) == shape("2.8499亿元", false));
    assert!(shape("2.8501亿元", false) == shape("4.9999亿元", false));
}
