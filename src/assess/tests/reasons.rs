//! What is missing and by how much, figures as told, conflicts, and what a benefit speaks of.

use super::*;

#[test]
fn distances_are_what_is_still_needed() {
    let policy = policy();
    // 300万 more is 200万 short; 3% against 5% is two points short, 5.25% against 5% none.
    let given = maker(&[
        ("industrial_output", Raw::Str("1.03亿元")),
        ("industrial_output_prior", Raw::Str("1亿元")),
        ("industrial_output_record", Raw::Str("1亿元")),
        ("district_output_growth", Raw::Str("5%")),
        ("pilot_years_supported", Raw::Integer(2)),
        ("activities", Raw::List(Vec::new())),
    ]);
    let answers = answers(&policy, &given);
    let lacking = lacks(&policy, &answers, "a06-output-growth");
    let expected = ["output_growth_reaches_district Unmet 2", "output_increase Unmet 2000000.00"];
    assert_eq!(lacking, expected);
    // The record is 1亿, so the next tier is 5亿: 3.97亿 away.
    let lacking = lacks(&policy, &answers, "a06-output-milestone");
    assert_eq!(lacking, ["industrial_output Unmet 397000000.00"]);
    // Two years are used up: no number of years would help.
    let lacking = lacks(&policy, &answers, "a04-pilot-project");
    assert_eq!(lacking, ["activities Unmet -", "pilot_years_supported Unmet -"]);
}

#[test]
fn a_count_lacks_so_many() {
    let files = PackFiles::from_dir("policies/template".as_ref()).expect("the template");
    let policy = load(&files).expect("the template");
    let given = [("in_district", Raw::Bool(true)), ("new_staff", Raw::Integer(13))];
    let answers = answers(&policy, &given);
    assert_eq!(lacks(&policy, &answers, "staff-bonus"), ["new_staff Unmet 7"]);
}

#[test]
fn gates_are_named_as_gates_and_once() {
    let policy = policy();
    let mut given = maker(&[("above_scale", Raw::Bool(false))]);
    given[1].1 = Raw::Bool(false);
    let answers = answers(&policy, &given);
    let lacking = lacks(&policy, &answers, "a05-industry-first-listed");
    assert_eq!(lacking, ["gate-library Unmet -", "above_scale Unmet -"]);
    // After the term no fact is to blame.
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, 2030);
    let id = policy.benefit_id("a05-industry-first-listed").expect("a benefit");
    let missing = evaluator.missing(&policy, &answers, id);
    let validity = missing.iter().find(|missing| missing.fact.is_none()).expect("the term");
    let Named::Gate(gate) = validity.named else { panic!("{validity:?}") };
    assert_eq!(policy.gates[gate.index()].id, "gate-validity");
    assert_eq!((validity.kind, validity.gap), (Kind::Unmet, None));
}

#[test]
fn what_is_unknown_is_named_by_its_facts() {
    let policy = policy();
    let given = maker(&[("industrial_output", Raw::Str("1.2亿元"))]);
    let answers = answers(&policy, &given);
    let lacking = lacks(&policy, &answers, "a06-output-milestone");
    assert_eq!(lacking, ["industrial_output_record Unknown -"]);
    let nothing = Answers::new(&policy);
    let lacking = lacks(&policy, &nothing, "a06-output-milestone");
    let facts = lacking.iter().filter(|line| line.starts_with("industrial_output")).count();
    assert_eq!(facts, 2, "{lacking:?}");
    // A supported benefit waits for its conditions only, not for its award.
    let given = maker(&[
        ("already_supported", Raw::List(vec![Raw::Str("a06-output-growth")])),
        ("output_growth_reaches_district", Raw::Bool(true)),
    ]);
    let answers = super::given::answers(&policy, &given);
    let lacking = lacks(&policy, &answers, "a06-output-growth");
    assert_eq!(lacking, ["output_increase Unknown -"]);
    run(&policy, &answers, |evaluator| {
        let supported = policy.benefit_id("a06-output-growth").expect("a benefit");
        for (id, _) in policy.benefits() {
            assert_eq!(evaluator.is_supported(id), id == supported);
        }
    });
}

#[test]
fn figures_are_told_as_evaluated() {
    let policy = policy();
    let given = maker(&[
        ("industrial_output", Raw::Str("1.1亿元")),
        ("industrial_output_prior", Raw::Str("9000万元")),
        ("district_output_growth", Raw::Str("5.20%")),
        ("pilot_years_supported", Raw::Integer(0)),
        ("rd_growth", Raw::Str("12.50%")),
        ("output_growth", Raw::Str("22.2%")),
        ("key_enterprise", Raw::Bool(true)),
        ("above_scale_since", Raw::Integer(2024)),
    ]);
    let answers = answers(&policy, &given);
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, YEAR);
    let id = |id: &str| fact(&policy, id);
    let shown = |of: &str| evaluator.effective(&policy, &answers, id(of), Lang::Zh);
    for (of, expected) in [
        ("industrial_output", Some("1.1亿元")),
        // Computed: 2000万, and 2000/9000 = 22.22…%.
        ("output_increase", Some("2000万元")),
        ("output_growth", Some("≈22.22%")),
        ("rd_growth", Some("12.5%")),
        ("output_growth_reaches_district", Some("是")),
        // As written where answered and not computed.
        ("district_output_growth", Some("5.20%")),
        ("key_enterprise", Some("是")),
        ("above_scale_since", Some("2024")),
        // Nothing received, since no year was supported.
        ("pilot_support_received", Some("0元")),
        ("revenue", None),
    ] {
        let is = shown(of);
        let is = is.as_deref().map(|text| text.trim_end_matches('年').trim());
        assert_eq!(is, expected, "{of}");
        assert_eq!(evaluator.is_known(id(of)), expected.is_some(), "{of}");
    }
    for (of, computed) in [
        ("output_increase", true),
        ("output_growth_reaches_district", true),
        ("revenue_increase", false),
        ("rd_growth", false),
        ("industrial_output", false),
        ("pilot_support_received", false),
    ] {
        assert_eq!(evaluator.is_computed(id(of)), computed, "{of}");
        assert_eq!(evaluator.computed(id(of)).is_some(), computed, "{of}");
    }
    assert_eq!(evaluator.year(), YEAR);
    assert_eq!(evaluator.fen(id("industrial_output")), Some(wan(11_000).fen()));
    assert_eq!(evaluator.fen(id("revenue")), None);
    assert_eq!(evaluator.fen(id("key_enterprise")), None);
    let ratio = evaluator.ratio(id("district_output_growth")).expect("answered");
    assert_eq!((ratio.num(), ratio.den()), (520, 100));
    assert!(evaluator.ratio(id("industrial_output")).is_none());
}

#[test]
fn percentages_in_text() {
    let text = |num, den| percent_text(Ratio::new(num, den).expect("positive"));
    for (num, den, expected) in [
        (5, 1, "5%"),
        (52, 10, "5.2%"),
        (525, 100, "5.25%"),
        (0, 7, "0%"),
        (-525, 100, "-5.25%"),
        (10, 1, "10%"),
        (100, 3, "≈33.33%"),
        (200, 3, "≈66.67%"),
        (1, 1_000, "≈0%"),
        (-100, 3, "≈-33.33%"),
    ] {
        assert_eq!(text(num, den), expected);
    }
    for (gap, expected) in [
        (Gap::Money(wan(2)), "20000.00"),
        (Gap::Points(0), "0.00"),
        (Gap::Points(1), "0.01"),
        (Gap::Points(250), "2.5"),
        (Gap::Points(1_000), "10"),
        (Gap::Count(3), "3"),
    ] {
        assert_eq!(gap.to_plain(), expected);
    }
}

#[test]
fn answers_that_others_contradict() {
    let policy = policy();
    let told = |more: &[(&str, Raw<'_>)]| -> Vec<String> {
        let figures = [
            ("industrial_output", Raw::Str("1.2亿元")),
            ("industrial_output_prior", Raw::Str("9000万元")),
            ("district_output_growth", Raw::Str("5%")),
        ];
        let given: Vec<(&str, Raw<'_>)> = figures.into_iter().chain(more.iter().cloned()).collect();
        let answers = answers(&policy, &given);
        let told = |conflict: &Conflict| {
            let id = &policy.fact(conflict.fact).id;
            format!(
                "{id} {} {}",
                conflict.computed(&policy, Lang::Zh),
                conflict.computed(&policy, Lang::En)
            )
        };
        conflicts(&policy, &answers, 2026).iter().map(told).collect()
    };
    assert!(told(&[]).is_empty());
    // 1.2亿 − 9000万 = 3000万; 3000/9000 = 33.33…%, so 33% and 33.3% are it and 34.4% is not.
    assert!(told(&[("output_increase", Raw::Str("3000万元"))]).is_empty());
    for near in ["33%", "34%", "33.3%", "33.33%"] {
        assert!(told(&[("output_growth", Raw::Str(near))]).is_empty(), "{near}");
    }
    let wrong = told(&[
        ("output_increase", Raw::Str("3001万元")),
        ("output_growth", Raw::Str("34.4%")),
        ("output_growth_reaches_district", Raw::Bool(false)),
    ]);
    let expected = [
        "output_increase 3000万元 ¥30,000,000",
        "output_growth ≈33.33% ≈33.33%",
        "output_growth_reaches_district 是 yes",
    ];
    assert_eq!(wrong, expected);
    let slow = [
        ("output_growth_exceeds_industry", Raw::Bool(true)),
        ("industry_output_growth", Raw::Str("40%")),
    ];
    assert_eq!(told(&slow), ["output_growth_exceeds_industry 否 no"]);
    // A record below the prior year's figure cannot be; one equal to it can.
    let record = |text| told(&[("industrial_output_record", Raw::Str(text))]);
    assert_eq!(record("8999万元"), ["industrial_output_record 9000万元 ¥90,000,000"]);
    assert!(record("9000万元").is_empty());
}

/// An increase that cannot be computed is bounded by the one figure there is.
#[test]
fn a_direct_increase_outside_its_bounds_stands_and_is_told() {
    let policy = policy();
    let told = |given: &[(&str, Raw<'_>)]| -> Vec<String> {
        let found = conflicts(&policy, &answers(&policy, given), 2026);
        assert!(found.iter().all(Conflict::answer_counts));
        found.iter().map(|conflict| conflict.computed(&policy, Lang::Zh)).collect()
    };
    let figure = ("industrial_output", Raw::Str("400万元"));
    let prior = ("industrial_output_prior", Raw::Str("400万元"));
    let increase = |text| ("output_increase", Raw::Str(text));
    assert!(told(&[figure.clone(), increase("400万元")]).is_empty());
    assert_eq!(told(&[figure.clone(), increase("400.01万元")]), ["至多400万元"]);
    assert!(told(&[prior.clone(), increase("-400万元")]).is_empty());
    assert_eq!(told(&[prior.clone(), increase("-401万元")]), ["至少-400万元"]);
    assert!(told(&[increase("9亿元")]).is_empty());
    // The answer counts: 1% of (600 − 500) = 1.
    let given =
        maker(&[figure, increase("600万元"), ("output_growth_reaches_district", Raw::Bool(true))]);
    run(&policy, &answers(&policy, &given), |evaluator| {
        let growth = policy.benefit_id("a06-output-growth").expect("a benefit");
        let outcome = evaluator.outcomes()[growth.index()];
        assert_eq!((outcome.status, outcome.amount), (Status::Eligible, wan(1)));
    });
}

#[test]
fn what_a_benefit_speaks_of() {
    let policy = policy();
    let names = |policy: &Policy, benefit: &str, readings: &crate::policy::Readings| {
        let program = Program::compile(policy, readings);
        let id = policy.benefit_id(benefit).expect("a benefit");
        let facts = program.facts_of(id);
        facts.into_iter().map(|fact| policy.fact(fact).id.clone()).collect::<BTreeSet<_>>()
    };
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    let gate = ["operates_in_fengtai", "in_enterprise_library", "category", "exclusions"];
    let with_gate = |more: &[&str]| set(&[&gate, more].concat());
    let default = policy.default_readings();
    for (benefit, more) in [
        (
            "a06-output-milestone",
            &["industrial_output", "industrial_output_prior", "industrial_output_record"][..],
        ),
        ("a06-output-growth", &["output_growth_reaches_district", "output_increase"]),
        (
            "a04-pilot-project",
            &[
                "activities",
                "pilot_sector",
                "pilot_years_supported",
                "pilot_investment",
                "pilot_support_received",
            ],
        ),
        (
            "a08-research-project",
            &["funding", "national_research_funding", "municipal_research_funding"],
        ),
        (
            "a10-hightech",
            &["qualifications", "high_growth", "revenue_growth_exceeds_industry", "hightech_since"],
        ),
        // This year's conditions, and those of the next.
        (
            "a05-industry-growth",
            &["above_scale", "above_scale_since", "output_growth_exceeds_industry"],
        ),
    ] {
        assert_eq!(names(&policy, benefit, &default), with_gate(more), "{benefit}");
    }
    let mut average = policy.default_readings();
    average.choose(&policy, "r06-excess", "over_average").expect("a reading");
    let facts = names(&policy, "a06-output-growth", &average);
    let more = [
        "output_growth_reaches_district",
        "output_increase",
        "district_output_growth",
        "industrial_output_prior",
    ];
    assert_eq!(facts, with_gate(&more));
    let issuer = names(&policy, "a19-challenge-issuer", &default);
    assert!(issuer.contains("issuer_contracts") && !issuer.contains("in_enterprise_library"));

    let program = Program::compile(&policy, &default);
    let id = policy.benefit_id("a06-output-milestone").expect("a benefit");
    let milestones: Vec<_> = program.milestones(id).collect();
    let [milestone] = milestones.as_slice() else { panic!("{milestones:?}") };
    assert_eq!(milestone.figure, fact(&policy, "industrial_output"));
    let id = policy.benefit_id("a06-output-growth").expect("a benefit");
    assert_eq!(program.milestones(id).count(), 0);
}
