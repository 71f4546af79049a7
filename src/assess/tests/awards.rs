//! What an award comes to, what it waits for, and where amounts end.

use super::*;

/// The template with another award for new staff, and a fact more: an average.
pub(super) fn staff_award(award: &str) -> Policy {
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
        effort: None,
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
