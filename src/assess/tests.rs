//! Reasons, distances, conflicts and what stays open, each worked out by hand.

use std::collections::BTreeSet;

use super::bounds::Bounds;
use super::given::{answers, fact, maker, policy};
use super::missing::percent_text;
use super::*;
use crate::policy::source::PackFiles;
use crate::policy::{Condition, FactId, Policy, Test, load};
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
            format!("{id} {} {}", conflict.computed(Lang::Zh), conflict.computed(Lang::En))
        };
        conflicts(&policy, &answers).iter().map(told).collect()
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

/// Intervals: exact where exactly known, open above where one part is.
#[test]
fn intervals() {
    let of = |lo, hi| Bounds { lo, hi };
    let open = of(3, None);
    assert_eq!(of(1, Some(4)).hull(of(2, Some(9))), of(1, Some(9)));
    assert_eq!(of(1, Some(4)).hull(open), of(1, None));
    assert_eq!(of(1, Some(4)).plus(of(2, Some(9))), of(3, Some(13)));
    assert_eq!(open.plus(of(2, Some(9))), of(5, None));
    assert_eq!(of(1, Some(4)).capped(of(2, Some(3))), of(1, Some(3)));
    assert_eq!(open.capped(Bounds::exactly(2)), of(2, Some(2)));
    assert_eq!(Bounds::exactly(2).capped(open), of(2, Some(2)));
    assert_eq!(open.capped(Bounds::UNKNOWN), of(0, None));
    assert_eq!(open.map(|value| value - 1), of(2, None));
    assert_eq!(of(1, Some(2)).map(|value| value * 2), of(2, Some(4)));
}

/// A reading that changes the tiers changes the condition that goes with them.
#[test]
fn another_readings_tiers_are_its_condition() {
    let mut files = PackFiles::from_dir("policies/template".as_ref()).expect("the template");
    let change = |source: &mut crate::diagnostic::Source, find: &str, with: &str| {
        assert_eq!(source.text.matches(find).count(), 1, "{find}");
        let text = source.text.replacen(find, with, 1);
        *source = crate::diagnostic::Source::new(source.name.clone(), text);
    };
    change(
        &mut files.policy,
        "[example_base]",
        "[[reading]]\nid = \"tiers\"\ntitle = { zh = \"一\", en = \"One\" }\n\
        option = [{ id = \"low\", label = { zh = \"低\", en = \"Low\" } }, { id = \"high\", label = { zh = \"高\", en = \"High\" } }]\n\
        [example_base]",
    );
    change(
        &mut files.articles[1],
        "certainty = \"ceiling\"",
        "certainty = \"ceiling\"\nunder.tiers.high.award = { first_reaches = \"revenue\", \
        record = \"revenue_record\", prior = \"revenue_prior\", tiers = [[\"2亿元\", \"70万元\"]] }",
    );
    let policy = load(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let mut high = policy.default_readings();
    high.choose(&policy, "tiers", "high").expect("a reading");
    let id = policy.benefit_id("milestone").expect("a benefit");
    for (revenue, low, under_high) in [
        ("1.5亿元", (Status::Eligible, 20), (Status::Ineligible, 0)),
        ("2亿元", (Status::Eligible, 20), (Status::Eligible, 70)),
    ] {
        let given = [
            ("in_district", Raw::Bool(true)),
            ("revenue", Raw::Str(revenue)),
            ("revenue_record", Raw::Str("6000万元")),
        ];
        let answers = answers(&policy, &given);
        for (readings, expected) in [(policy.default_readings(), low), (high.clone(), under_high)] {
            let program = Program::compile(&policy, &readings);
            let mut evaluator = Evaluator::new(&program);
            evaluator.run(&answers, YEAR);
            let outcome = evaluator.outcomes()[id.index()];
            assert_eq!(
                (outcome.status, outcome.amount),
                (expected.0, wan(expected.1)),
                "{revenue}"
            );
        }
    }
}

/// The template with another award for new staff, and a fact more: an average.
fn staff_award(award: &str) -> Policy {
    use crate::diagnostic::Source;
    let mut files = PackFiles::from_dir("policies/template".as_ref()).expect("the template");
    let old = "award = { each = \"2000元\", of = \"new_staff\", cap = \"20万元\" }";
    let jobs = &mut files.articles[3];
    assert_eq!(jobs.text.matches(old).count(), 1);
    let text = jobs.text.replacen(old, &format!("award = {award}"), 1);
    *jobs = Source::new(jobs.name.clone(), text);
    let average = "[[fact]]\nid = \"average\"\ntype = \"percent\"\nlabel = { zh = \"一\", en = \"One\" }\n\
        question = { zh = \"一\", en = \"One\" }\nhelp = { zh = \"一\", en = \"One\" }\n\
        who_knows = { zh = \"一\", en = \"One\" }\ntodo = { zh = \"一\", en = \"One\" }\npossible = \"never\"\n";
    let who = &mut files.facts[0];
    *who = Source::new(who.name.clone(), format!("{}\n{average}", who.text));
    load(&files).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The facts that an award waits for are those that can still change it.
#[test]
fn an_award_waits_for_what_can_change_it() {
    let open = |award: &str, given: &[(&str, Raw<'_>)]| -> Vec<String> {
        let policy = staff_award(award);
        let answers = answers(&policy, given);
        let id = policy.benefit_id("staff").expect("a benefit");
        run(&policy, &answers, |evaluator| {
            let mut open = evaluator.open_award_facts(&answers, id);
            open.sort_unstable();
            open.dedup();
            open.into_iter().map(|fact| policy.fact(fact).id.clone()).collect()
        })
    };
    let nothing = Raw::Str("0元");
    let yuan = |text| Raw::Str(text);
    let green = "when = { fact = \"purchases\", has = \"green\" }";
    let many = "when = { fact = \"new_staff\", at_least = 9 }";
    let cost = "{ rate = \"1%\", of = \"equipment_cost\" }";
    let growth = "{ rate = \"1%\", of = \"revenue\", beyond = { rate = \"average\", of = \"revenue_prior\" } }";
    assert_eq!(open(growth, &[]), ["average", "revenue", "revenue_prior"]);
    // No growth is taken off where the average is not above 0, or there was nothing before.
    assert_eq!(open(growth, &[("average", Raw::Str("-1%"))]), ["revenue"]);
    assert_eq!(open(growth, &[("average", Raw::Str("0%"))]), ["revenue"]);
    assert_eq!(open(growth, &[("revenue_prior", nothing.clone())]), ["revenue"]);
    let average = [("average", Raw::Str("1%"))];
    assert_eq!(open(growth, &average), ["revenue", "revenue_prior"]);
    // Of nothing nothing is taken off.
    let sum = format!("{{ sum = [{growth}, {cost}] }}");
    assert_eq!(open(&sum, &[("revenue", nothing.clone())]), ["equipment_cost"]);
    let all = ["average", "revenue_prior", "equipment_cost"];
    assert_eq!(open(&sum, &[("revenue", yuan("0.01元"))]), all);
    let less = "{ rate = \"1%\", of = \"revenue\", less = \"revenue_prior\" }";
    let sum = format!("{{ sum = [{less}, {cost}] }}");
    assert_eq!(open(&sum, &[("revenue", nothing.clone())]), ["equipment_cost"]);
    let both = ["revenue_prior", "equipment_cost"];
    assert_eq!(open(&sum, &[("revenue", yuan("0.01元"))]), both);

    // A part waits for its condition only if it can be something.
    let sum = format!("{{ sum = [{{ {green}, rate = \"1%\", of = \"revenue\" }}, {cost}] }}");
    assert_eq!(open(&sum, &[]), ["revenue", "purchases", "equipment_cost"]);
    assert_eq!(open(&sum, &[("revenue", nothing)]), ["equipment_cost"]);
    let some = [("revenue", yuan("1元")), ("equipment_cost", yuan("1元"))];
    assert_eq!(open(&sum, &some), ["purchases"]);
    let none = ("purchases", Raw::List(Vec::new()));
    assert_eq!(open(&sum, std::slice::from_ref(&none)), ["equipment_cost"]);

    // Of cases the first that holds counts, and those before it that may.
    let first = format!(
        "{{ first = [{{ {green}, rate = \"1%\", of = \"revenue\" }}, {{ {many}, rate = \"1%\", of = \"equipment_cost\" }}, \
        {{ rate = \"1%\", of = \"revenue_prior\" }}] }}"
    );
    let all = ["revenue", "revenue_prior", "purchases", "equipment_cost", "new_staff"];
    assert_eq!(open(&first, &[]), all);
    let staff = |count| ("new_staff", Raw::Integer(count));
    assert_eq!(open(&first, &[none.clone(), staff(9)]), ["equipment_cost"]);
    assert_eq!(open(&first, &[none.clone(), staff(8)]), ["revenue_prior"]);
    assert_eq!(open(&first, &[staff(9)]), ["revenue", "purchases", "equipment_cost"]);

    // What is above its ceiling in any case waits for the ceiling only, and the other way round.
    let ceiling = |low: &str, high: &str| {
        format!("{{ first = [{{ {green}, fixed = \"{high}\" }}, {{ fixed = \"{low}\" }}] }}")
    };
    let above = format!(
        "{{ sum = [{{ fixed = \"3万元\" }}, {{ rate = \"1%\", of = \"revenue\" }}], cap = {} }}",
        ceiling("2万元", "3万元")
    );
    assert_eq!(open(&above, &[]), ["purchases"]);
    let across = format!(
        "{{ sum = [{{ fixed = \"3万元\" }}, {{ rate = \"1%\", of = \"revenue\" }}], cap = {} }}",
        ceiling("2万元", "4万元")
    );
    assert_eq!(open(&across, &[]), ["revenue", "purchases"]);
    let staffed = format!(
        "{{ first = [{{ {many}, fixed = \"3万元\" }}, {{ fixed = \"2万元\" }}], cap = {} }}",
        ceiling("3万元", "4万元")
    );
    assert_eq!(open(&staffed, &[]), ["new_staff"]);
    let known = format!(
        "{{ rate = \"10%\", of = \"equipment_cost\", cap = {} }}",
        ceiling("30万元", "40万元")
    );
    assert_eq!(open(&known, &[("equipment_cost", yuan("350万元"))]), ["purchases"]);
    assert!(open(&known, &[("equipment_cost", yuan("300万元"))]).is_empty());
}

/// Rates of different precision in one award: 1000万 × 1% + 200万 × 0.5% is 11万.
#[test]
fn rates_of_different_precision_add_up() {
    let amount = |award: &str, given: &[(&str, Raw<'_>)]| {
        let policy = staff_award(award);
        let base = [("in_district", Raw::Bool(true)), ("new_staff", Raw::Integer(3))];
        let given: Vec<(&str, Raw<'_>)> = base.into_iter().chain(given.iter().cloned()).collect();
        let answers = answers(&policy, &given);
        let id = policy.benefit_id("staff").expect("a benefit");
        run(&policy, &answers, |evaluator| evaluator.outcomes()[id.index()].amount)
    };
    let figures = [
        ("revenue", Raw::Str("1000万元")),
        ("equipment_cost", Raw::Str("200万元")),
        ("revenue_prior", Raw::Str("0.01元")),
    ];
    let one = "{ rate = \"1%\", of = \"revenue\" }";
    let half = "{ rate = \"0.5%\", of = \"equipment_cost\" }";
    assert_eq!(amount(&format!("{{ sum = [{one}, {half}] }}"), &figures), wan(11));
    assert_eq!(amount(&format!("{{ sum = [{half}, {one}] }}"), &figures), wan(11));
    // 1% of 1000万, not above 0.5% of 200万.
    let capped =
        "{ rate = \"1%\", of = \"revenue\", cap = { rate = \"0.5%\", of = \"equipment_cost\" } }";
    assert_eq!(amount(capped, &figures), wan(1));
    let first = format!(
        "{{ first = [{{ when = {{ fact = \"new_staff\", above = 3 }}, fixed = \"1元\" }}, {half}] }}"
    );
    assert_eq!(amount(&first, &figures), wan(1));
    let units = format!(
        "{{ sum = [{{ each = \"1万元\", of = \"new_staff\" }}, {half}, {{ rate = \"1%\", of = \"revenue\", beyond = \"100万元\" }}] }}"
    );
    // 3万 + 1万 + (1000万 − 100万) × 1%.
    assert_eq!(amount(&units, &figures), wan(13));
    // A new tier beside 1% of 200万.
    let tiers = "{ sum = [{ first_reaches = \"revenue\", record = \"revenue_record\", prior = \"revenue_prior\", \
        tiers = [[\"500万元\", \"20万元\"]] }, { rate = \"1%\", of = \"equipment_cost\" }] }";
    let mut with_record = figures.to_vec();
    with_record.push(("revenue_record", Raw::Str("499万元")));
    assert_eq!(amount(tiers, &with_record), wan(22));
    // 200万 × 0.5% − 1 fen, beside which 1% of 1 fen is cut away.
    let less = "{ sum = [{ rate = \"0.5%\", of = \"equipment_cost\", less = \"revenue_prior\" }, { rate = \"1%\", of = \"revenue_record\" }] }";
    let mut with_record = figures.to_vec();
    with_record.push(("revenue_record", Raw::Str("0.01元")));
    assert_eq!(amount(less, &with_record).fen(), wan(1).fen() - 1);
}

/// A condition of tiers speaks of the record, even where another reading gives a fixed sum.
#[test]
fn tiers_speak_of_the_record_without_an_award_of_tiers() {
    use crate::diagnostic::Source;
    let mut files = PackFiles::from_dir("policies/template".as_ref()).expect("the template");
    let reading = "[[reading]]\nid = \"sum\"\ntitle = { zh = \"一\", en = \"One\" }\n\
        option = [{ id = \"tiers\", label = { zh = \"档\", en = \"Tiers\" } }, { id = \"fixed\", label = { zh = \"定\", en = \"Fixed\" } }]\n\
        [example_base]";
    let text = files.policy.text.replacen("[example_base]", reading, 1);
    files.policy = Source::new("policy.toml", text);
    let article = &mut files.articles[1];
    let fixed = "certainty = \"ceiling\"\nunder.sum.fixed.award = \"7万元\"";
    let text = article.text.replacen("certainty = \"ceiling\"", fixed, 1);
    *article = Source::new(article.name.clone(), text);
    let policy = load(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let mut readings = policy.default_readings();
    readings.choose(&policy, "sum", "fixed").expect("a reading");
    let program = Program::compile(&policy, &readings);
    let facts = program.facts_of(policy.benefit_id("milestone").expect("a benefit"));
    let names: Vec<&str> = facts.iter().map(|id| policy.fact(*id).id.as_str()).collect();
    assert_eq!(names, ["in_district", "revenue", "revenue_prior", "revenue_record"]);
}

/// Which of an excluding pair is larger belongs to the shape: 30% of the rent against 10% of the
/// payment of 7000.
#[test]
fn a_shape_ends_where_another_of_a_pair_is_larger() {
    let files = PackFiles::from_dir("tests/packs/second".as_ref()).expect("the second measure");
    let policy = load(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let shape = |rent: &str| {
        let given = [
            ("works_here", Raw::Bool(true)),
            ("sanctions", Raw::List(Vec::new())),
            ("home", Raw::List(vec![Raw::Str("rents"), Raw::Str("owns")])),
            ("monthly_rent", Raw::Str(rent)),
            ("monthly_payment", Raw::Str("7000元")),
        ];
        let answers = answers(&policy, &given);
        run(&policy, &answers, |evaluator| {
            let mut shape = Shape::default();
            evaluator.shape(&answers, &mut shape);
            shape
        })
    };
    assert!(shape("2000元") == shape("2300元"));
    assert!(shape("2300元") != shape("2400元"));
    assert!(shape("2400元") == shape("2500元"));
}

/// The gate conditions that can be met at once are assumed to be met.
#[test]
fn what_would_be_once_in_the_library() {
    let policy = policy();
    let mut given = maker(&[
        ("industrial_output", Raw::Str("1.2亿元")),
        ("industrial_output_prior", Raw::Str("8000万元")),
        ("district_output_growth", Raw::Str("5%")),
    ]);
    let met = answers(&policy, &given);
    given[1].1 = Raw::Bool(false);
    let outside = answers(&policy, &given);
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    assert!(!evaluator.run_prospective(&met, YEAR), "nothing is left to meet");
    evaluator.run(&outside, YEAR);
    assert_eq!(evaluator.totals().amount, Money::ZERO);
    let open: Vec<&str> =
        evaluator.assumable().map(|gate| policy.gates[gate.index()].id.as_str()).collect();
    assert_eq!(open, ["gate-library"]);
    assert!(evaluator.run_prospective(&outside, YEAR));
    let growth = policy.benefit_id("a06-output-growth").expect("a benefit");
    // (1.2亿 − 8000万 − 500万) × 1%.
    assert_eq!(evaluator.outcomes()[growth.index()].amount, wan(35));
    evaluator.run(&met, YEAR);
    assert_eq!(evaluator.assumable().count(), 0);
    for (gate, known) in policy.gates.iter().zip(0u16..) {
        assert_eq!(evaluator.gate(crate::policy::GateId(known)), Truth::True, "{}", gate.id);
    }
    assert_eq!(evaluator.program().readings(), &policy.default_readings());
}

#[test]
fn the_least_an_award_can_be() {
    let policy = policy();
    let floor = |benefit: &str, given: &[(&str, Raw<'_>)]| {
        let answers = answers(&policy, given);
        let id = policy.benefit_id(benefit).expect("a benefit");
        run(&policy, &answers, |evaluator| evaluator.award_floor(&answers, id))
    };
    assert_eq!(floor("a05-industry-first-listed", &[]), wan(10));
    // Of 17万, 16.5万 and 16.5万 the least.
    assert_eq!(floor("a10-little-giant", &[]), Money::from_fen(16_500_000));
    assert_eq!(floor("a06-output-growth", &[]), Money::ZERO);
    let increase = ("output_increase", Raw::Str("1500万元"));
    assert_eq!(floor("a06-output-growth", &[increase]), wan(10));
    assert_eq!(floor("a20-service-package", &[]), Money::ZERO);
    // A tier is sure once both this year's figure and the record are known.
    let figure = ("industrial_output", Raw::Str("1.2亿元"));
    let record = ("industrial_output_record", Raw::Str("9000万元"));
    assert_eq!(floor("a06-output-milestone", std::slice::from_ref(&figure)), Money::ZERO);
    assert_eq!(floor("a06-output-milestone", std::slice::from_ref(&record)), Money::ZERO);
    assert_eq!(floor("a06-output-milestone", &[figure, record]), wan(30));
}

/// What later years wait for, unless a gate condition is false.
#[test]
fn what_later_years_wait_for() {
    let policy = policy();
    let id = policy.benefit_id("a10-little-giant").expect("a benefit");
    let waits = |more: &[(&str, Raw<'_>)], at: Option<Raw<'_>>| {
        let mut given = maker(more);
        given[1].1 = at.unwrap_or(Raw::Bool(true));
        let answers = answers(&policy, &given);
        run(&policy, &answers, |evaluator| {
            let open = evaluator.open_facts(&answers, id).later;
            let names = open.into_iter().map(|fact| policy.fact(fact).id.clone());
            names.collect::<BTreeSet<_>>()
        })
    };
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    let giant = ("qualifications", Raw::List(vec![Raw::Str("little_giant")]));
    let since = ("little_giant_since", Raw::Integer(2025));
    assert_eq!(waits(&[], None), set(&["qualifications", "little_giant_since"]));
    assert_eq!(waits(std::slice::from_ref(&giant), None), set(&["little_giant_since"]));
    assert_eq!(waits(std::slice::from_ref(&since), None), set(&["qualifications"]));
    assert_eq!(waits(&[giant, since], None), set(&[]));
    assert_eq!(waits(&[("qualifications", Raw::List(Vec::new()))], None), set(&[]));
    assert_eq!(waits(&[], Some(Raw::Bool(false))), set(&[]));
}

/// A stage that comes later, and what it is called.
#[test]
fn later_years_say_when_and_which_stage() {
    let policy = policy();
    let sector = &policy.fact(fact(&policy, "pilot_sector")).kind.options()[0].id;
    let given = maker(&[
        ("qualifications", Raw::List(vec![Raw::Str("little_giant")])),
        ("little_giant_since", Raw::Integer(2025)),
        ("activities", Raw::List(vec![Raw::Str("pilot_project")])),
        ("pilot_sector", Raw::Str(sector)),
        ("pilot_years_supported", Raw::Integer(0)),
        ("pilot_investment", Raw::Str("3000万元")),
    ]);
    let answers = answers(&policy, &given);
    let id = |id: &str| policy.benefit_id(id).expect("a benefit");
    run(&policy, &answers, |evaluator| {
        let years = evaluator.later_years(&answers, id("a10-little-giant"));
        let third =
            LaterYear { year: 2027, amount: Money::from_fen(16_500_000), stage: Some((3, 3)) };
        assert_eq!(years, [third]);
        // 20% of 3000万 is 600万: 500万 this year, the other 100万 in the next.
        assert_eq!(evaluator.outcomes()[id("a04-pilot-project").index()].amount, wan(500));
        let years = evaluator.later_years(&answers, id("a04-pilot-project"));
        assert_eq!(years, [LaterYear { year: 2027, amount: wan(100), stage: None }]);
        assert!(evaluator.later_years(&answers, id("a06-output-growth")).is_empty());
    });
    // 20% of 1000万 are 200万: nothing is left for the next year.
    let investment = parse(policy.fact(fact(&policy, "pilot_investment")), &Raw::Str("1000万元"));
    let mut answers = answers;
    answers.set(fact(&policy, "pilot_investment"), Some(investment.expect("an amount")));
    run(&policy, &answers, |evaluator| {
        assert_eq!(evaluator.outcomes()[id("a04-pilot-project").index()].amount, wan(200));
        assert!(evaluator.later_years(&answers, id("a04-pilot-project")).is_empty());
    });
}

/// Of two that exclude each other, the larger part counts: this year, at most, and later.
#[test]
fn of_an_excluding_pair_the_larger_counts() {
    let policy = policy();
    let qualifications = Raw::List(vec![Raw::Str("hightech"), Raw::Str("specialized_sme")]);
    let given = maker(&[
        ("qualifications", qualifications),
        ("hightech_since", Raw::Integer(2025)),
        ("specialized_sme_since", Raw::Integer(2026)),
        ("high_growth", Raw::Bool(true)),
        ("revenue_growth_exceeds_industry", Raw::Bool(true)),
    ]);
    let answers = answers(&policy, &given);
    let mut once = policy.default_readings();
    once.choose(&policy, "r10-both", "once").expect("a reading");
    // 10万 a year for three years: one year of the one and two of the other are left.
    for (readings, amount, later) in [(policy.default_readings(), 20, 30), (once, 10, 20)] {
        let program = Program::compile(&policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, YEAR);
        let totals = evaluator.totals();
        assert_eq!((totals.amount, totals.later), (wan(amount), wan(later)));
    }
}

/// What no amount can be is the nearest that one can.
#[test]
fn amounts_end_where_their_type_ends() {
    let award = |scale| super::node::Award { node: super::node::Node::Const(0), scale };
    for (scaled, scale, fen) in [
        (i128::MAX, 1, i64::MAX),
        (i128::MIN, 1, i64::MIN),
        (i128::from(i64::MAX) * 1_000 + 999, 1_000, i64::MAX),
        (i128::from(i64::MAX) * 10, 100, i64::MAX / 10),
        (1_999, 1_000, 1),
        (-1, 1_000, -1),
    ] {
        assert_eq!(award(scale).truncated(scaled).fen(), fen, "{scaled} / {scale}");
    }
}

#[test]
fn the_names_in_json() {
    let all = [
        Status::Eligible,
        Status::Ineligible,
        Status::Undetermined,
        Status::Duplicate,
        Status::Superseded,
    ];
    let names = ["eligible", "ineligible", "undetermined", "duplicate", "superseded"];
    assert_eq!(all.map(Status::as_str), names);
}

/// Sets and lists are empty or not; a test that meets a fact of another type decides nothing.
#[test]
fn a_condition_looks_at_facts_of_its_type() {
    let policy = policy();
    let given = [
        ("operates_in_fengtai", Raw::Bool(true)),
        ("revenue", Raw::Str("1元")),
        ("exclusions", Raw::List(Vec::new())),
        ("funding", Raw::List(vec![Raw::Str("chip_tapeout")])),
        ("issuer_contracts", Raw::List(vec![Raw::Str("1元")])),
        ("solver_contracts", Raw::List(Vec::new())),
    ];
    let answers = answers(&policy, &given);
    let condition = |id: &str, test| Condition {
        fact: Some(fact(&policy, id)),
        test,
        todo: None,
        who_knows: None,
    };
    run(&policy, &answers, |evaluator| {
        assert_eq!(evaluator.holds(&condition("operates_in_fengtai", Test::Empty)), Truth::Unknown);
        assert_eq!(evaluator.holds(&condition("revenue", Test::Yes)), Truth::Unknown);
        assert_eq!(evaluator.holds(&condition("revenue", Test::Answered)), Truth::True);
        assert_eq!(evaluator.holds(&condition("revenue_prior", Test::Answered)), Truth::Unknown);
        for (id, empty) in [("funding", false), ("exclusions", true)] {
            assert_eq!(evaluator.holds(&condition(id, Test::Empty)), empty.into(), "{id}");
            assert_eq!(evaluator.holds(&condition(id, Test::NotEmpty)), (!empty).into(), "{id}");
        }
        for (id, empty) in [("issuer_contracts", false), ("solver_contracts", true)] {
            assert_eq!(evaluator.holds(&condition(id, Test::Empty)), empty.into(), "{id}");
            assert_eq!(evaluator.holds(&condition(id, Test::NotEmpty)), (!empty).into(), "{id}");
        }
        let none = Condition { fact: None, ..condition("revenue", Test::Yes) };
        assert_eq!(evaluator.holds(&none), Truth::Unknown);
    });
}

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
                        || known.at_least == Some(fact)
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
