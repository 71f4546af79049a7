use super::*;
use crate::policy::load_embedded;
use crate::profile::parse::{Raw, parse};
use crate::quantity::Truth;

const YEAR: i32 = 2026;

fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

/// A manufacturer that meets the gate and makes 1.03亿 after 1亿, with an average of 5%.
fn maker(policy: &Policy, more: &[(&str, Raw<'_>)]) -> Answers {
    let mut answers = Answers::new(policy);
    let base = [
        ("operates_in_fengtai", Raw::Bool(true)),
        ("in_enterprise_library", Raw::Bool(true)),
        ("category", Raw::Str("manufacturer")),
        ("exclusions", Raw::List(Vec::new())),
        ("above_scale", Raw::Bool(true)),
        ("industrial_output", Raw::Str("1.03亿元")),
        ("industrial_output_prior", Raw::Str("1亿元")),
        ("industrial_output_record", Raw::Str("1亿元")),
        ("district_output_growth", Raw::Str("5%")),
        ("industry_output_growth", Raw::Str("4%")),
    ];
    for (id, raw) in base.iter().chain(more) {
        let fact = policy.fact_id(id).unwrap_or_else(|| panic!("{id}"));
        let value = parse(policy.fact(fact), raw).unwrap_or_else(|_| panic!("{id}"));
        answers.set(fact, Some(value));
    }
    answers
}

/// Each remedy as `fact=value when; … gain`.
fn said(policy: &Policy, answers: &Answers, benefit: &str) -> Vec<String> {
    let program = Program::compile(policy, &policy.default_readings());
    let id = policy.benefit_id(benefit).expect("a benefit");
    remedies(policy, &program, answers, YEAR, id).iter().map(|r| line(policy, r)).collect()
}

fn line(policy: &Policy, remedy: &Remedy) -> String {
    let changes: Vec<String> = remedy
        .changes
        .iter()
        .map(|change| {
            let fact = policy.fact(change.fact);
            let value = match &change.set {
                Value::Choice(_) | Value::Set(_) => change.set.option_ids(fact).join("+"),
                other => other.display(fact, crate::text::Lang::Zh),
            };
            format!("{}={value} {:?}", fact.id, change.when)
        })
        .collect();
    format!("{} {}", changes.join("; "), remedy.gain.to_plain())
}

#[test]
fn one_figure_serves_an_increase_and_a_growth() {
    let policy = policy();
    let answers = maker(&policy, &[]);
    // 500万 more and 5% more are both 1.05亿; nothing is beyond 500万 then.
    let expected = ["industrial_output=1.05亿元 NextYear 0.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);
    let answers = maker(&policy, &[("district_output_growth", Raw::Str("8%"))]);
    // 8% is the larger: 1.08亿, 300万 beyond 500万, 1% of it.
    let expected = ["industrial_output=1.08亿元 NextYear 30000.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);
    // Above 8% where it must be exceeded: one fen more; 10万 for it, and 3万 as above.
    let industry = ("industry_output_growth", Raw::Str("8%"));
    let answers = maker(&policy, &[industry, ("above_scale_since", Raw::Integer(2025))]);
    let expected = ["industrial_output=108000000.01元 NextYear 130000.00"];
    assert_eq!(said(&policy, &answers, "a05-industry-growth"), expected);
    let program = Program::compile(&policy, &policy.default_readings());
    let id = policy.benefit_id("a05-industry-growth").expect("a benefit");
    let remedies = remedies(&policy, &program, &answers, YEAR, id);
    assert_eq!(remedies[0].changes[0].gap, Some(Gap::Money(Money::from_fen(500_000_001))));
}

#[test]
fn an_increase_answered_directly_is_set_itself() {
    let policy = policy();
    let mut answers = maker(
        &policy,
        &[
            ("output_increase", Raw::Str("300万元")),
            ("output_growth_reaches_district", Raw::Bool(false)),
            ("output_growth_exceeds_industry", Raw::Bool(true)),
        ],
    );
    for id in ["industrial_output", "industrial_output_prior", "district_output_growth"] {
        answers.set(policy.fact_id(id).expect("a fact"), None);
    }
    let expected =
        ["output_increase=500万元 NextYear; output_growth_reaches_district=是 NextYear 0.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);
    // A growth answered directly is compared with the average: it is raised to it.
    let mut answers = maker(&policy, &[("output_growth", Raw::Str("3%"))]);
    answers.set(policy.fact_id("industrial_output").expect("a fact"), None);
    let expected = ["output_growth=5% NextYear 0.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);
}

#[test]
fn the_library_can_be_joined_now() {
    let policy = policy();
    let output = ("industrial_output", Raw::Str("1.2亿元"));
    let library = ("in_enterprise_library", Raw::Bool(false));
    let answers = maker(&policy, &[output, library]);
    // (2000万 − 500万) × 1%.
    let expected = ["in_enterprise_library=是 Now 150000.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);
    let program = Program::compile(&policy, &policy.default_readings());
    let advice = advice(&policy, &program, &answers, YEAR);
    assert_eq!(line(&policy, &advice[0].1), expected[0]);
    // What joining brings is told once, though it is enough for other benefits too.
    let joins =
        |remedy: &Remedy| line(&policy, remedy).starts_with("in_enterprise_library=是 Now ");
    assert_eq!(advice.iter().filter(|(_, remedy)| joins(remedy)).count(), 1);
    // A change more is told where it brings more.
    let more = advice.iter().filter(|(_, remedy)| remedy.changes.len() > 1);
    assert!(more.clone().count() > 0);
    for (_, remedy) in more {
        let joined = remedy
            .changes
            .iter()
            .any(|change| policy.fact(change.fact).id == "in_enterprise_library");
        assert!(joined && remedy.gain > advice[0].1.gain, "{}", line(&policy, remedy));
    }
}

#[test]
fn a_gain_is_what_the_sum_rises_by_and_a_gap_how_far_it_is() {
    let policy = policy();
    let answers = maker(
        &policy,
        &[
            ("industrial_output", Raw::Str("1.2亿元")),
            ("enterprise_size", Raw::Str("medium")),
            ("key_enterprise", Raw::Bool(false)),
            ("rd_expense", Raw::Str("1000万元")),
            ("rd_expense_prior", Raw::Str("500万元")),
            ("district_rd_growth", Raw::Str("6%")),
            ("pilot_years_supported", Raw::Integer(2)),
        ],
    );
    // 500万 × 1%, beside the 15万 for output that are there already.
    let expected = said(&policy, &answers, "a08-rd-growth");
    assert!(expected.len() == 1 && expected[0].starts_with("key_enterprise=是 "), "{expected:?}");
    assert!(expected[0].ends_with(" 50000.00"), "{expected:?}");
    let program = Program::compile(&policy, &policy.default_readings());
    let gap = |answers: &Answers, benefit: &str, fact: &str| {
        let id = policy.benefit_id(benefit).expect("a benefit");
        let best = remedies(&policy, &program, answers, YEAR, id).remove(0);
        let fact = policy.fact_id(fact).expect("a fact");
        best.changes.iter().find(|change| change.fact == fact).expect("the change").gap
    };
    // One year of support instead of two.
    assert_eq!(gap(&answers, "a04-pilot-project", "pilot_years_supported"), Some(Gap::Count(1)));
    assert_eq!(gap(&answers, "a08-rd-growth", "key_enterprise"), None);
    // From 3% to 5%.
    let mut answers = maker(&policy, &[("output_growth", Raw::Str("3%"))]);
    answers.set(policy.fact_id("industrial_output").expect("a fact"), None);
    assert_eq!(gap(&answers, "a06-output-growth", "output_growth"), Some(Gap::Points(200)));
}

#[test]
fn the_next_tier_that_is_new() {
    let policy = policy();
    let answers = maker(&policy, &[]);
    let first = said(&policy, &answers, "a06-output-milestone");
    assert_eq!(first.len(), 1);
    assert!(first[0].starts_with("industrial_output=5亿元 NextYear "), "{first:?}");
    let all = maker(&policy, &[("industrial_output_record", Raw::Str("10000亿元"))]);
    assert!(said(&policy, &all, "a06-output-milestone").is_empty());
}

#[test]
fn what_can_never_be_comes_last() {
    let policy = policy();
    let answers = maker(
        &policy,
        &[
            ("enterprise_size", Raw::Str("small")),
            ("rd_expense", Raw::Str("1000万元")),
            ("rd_expense_prior", Raw::Str("500万元")),
            ("district_rd_growth", Raw::Str("6%")),
        ],
    );
    let said = said(&policy, &answers, "a08-rd-growth");
    assert!(said.len() == 2 && said.iter().all(|line| line.contains("enterprise_size=")));
    let when = policy.fact(policy.fact_id("enterprise_size").expect("a fact")).possible;
    assert!(said.iter().all(|line| line.contains(&format!("{when:?}"))), "{said:?}");
    // A software house is no manufacturer, and the one option serves the gate as well.
    let other = maker(&policy, &[("category", Raw::Str("other"))]);
    let remedies = self::said(&policy, &other, "a06-output-growth");
    assert_eq!(remedies, ["category=manufacturer Never; industrial_output=1.05亿元 NextYear 0.00"]);
}

#[test]
fn lists_sets_counts_and_years() {
    let policy = policy();
    let answers = maker(
        &policy,
        &[
            ("qualifications", Raw::List(vec![Raw::Str("hightech")])),
            ("recognitions", Raw::List(Vec::new())),
            ("exclusions", Raw::List(vec![Raw::Str("restricted_catalogue")])),
            ("pilot_years_supported", Raw::Integer(2)),
            ("above_scale_since", Raw::Integer(2020)),
            ("solver_contracts", Raw::List(Vec::new())),
        ],
    );
    for (benefit, part) in [
        ("a09-platform", "recognitions=national_platform NextYear"),
        ("a09-platform", "recognitions=municipal_platform NextYear"),
        ("a09-platform", "exclusions= Never"),
        ("a10-little-giant", "qualifications=hightech+little_giant NextYear"),
        ("a04-pilot-project", "pilot_years_supported=1 "),
        ("a05-industry-first-listed", "above_scale_since=2026 Never"),
        ("a19-challenge-solver", "solver_contracts=1元"),
    ] {
        let said = said(&policy, &answers, benefit);
        assert!(said.iter().any(|line| line.contains(part)), "{benefit}: {said:?}");
    }
}

#[test]
fn nothing_for_what_is_eligible_supported_or_over() {
    let policy = policy();
    let answers = maker(&policy, &[("industrial_output", Raw::Str("1.2亿元"))]);
    assert!(said(&policy, &answers, "a06-output-growth").is_empty());
    let supported = Raw::List(vec![Raw::Str("a06-output-growth")]);
    let answers = maker(&policy, &[("already_supported", supported)]);
    assert!(said(&policy, &answers, "a06-output-growth").is_empty());
    let program = Program::compile(&policy, &policy.default_readings());
    let mut over = Evaluator::new(&program);
    over.run(&answers, 2031);
    for (id, _) in policy.benefits() {
        assert!(program.conditions(id).any(|(_, when)| over.holds(when) == Truth::False));
        assert!(remedies(&policy, &program, &answers, 2031, id).is_empty());
    }
}

/// The template with more facts, and one condition of the benefit for new staff.
pub(super) fn template(facts: &[(&str, &str)], when: &str) -> Policy {
    use crate::diagnostic::Source;
    use crate::policy::{load, source::PackFiles};
    let mut files = PackFiles::from_dir("policies/template".as_ref()).expect("the template");
    let fact = |(id, kind): &(&str, &str)| {
        format!(
            "[[fact]]\nid = \"{id}\"\n{kind}\nlabel = {{ zh = \"一\", en = \"One\" }}\n\
        question = {{ zh = \"一\", en = \"One\" }}\nhelp = {{ zh = \"一\", en = \"One\" }}\n\
        who_knows = {{ zh = \"一\", en = \"One\" }}\ntodo = {{ zh = \"一\", en = \"One\" }}\npossible = \"now\"\n"
        )
    };
    let facts: String = facts.iter().map(fact).collect();
    let figures = &mut files.facts[1];
    *figures = Source::new(figures.name.clone(), format!("{}\n{facts}", figures.text));
    let jobs = &mut files.articles[3];
    let old = "when = [{ fact = \"new_staff\", at_least = 1 }]";
    assert_eq!(jobs.text.matches(old).count(), 1);
    let when = format!("when = [{when}]");
    *jobs = Source::new(jobs.name.clone(), jobs.text.replacen(old, &when, 1));
    load(&files).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What is said of the template with one fact more, `elsewhere`, that is tested.
fn elsewhere(kind: &str, test: &str, value: Value) -> Vec<String> {
    let policy = template(&[("elsewhere", kind)], &format!("{{ fact = \"elsewhere\", {test} }}"));
    let mut answers = Answers::new(&policy);
    answers.set(policy.fact_id("in_district").expect("a fact"), Some(Value::Bool(true)));
    answers.set(policy.fact_id("elsewhere").expect("a fact"), Some(value));
    let mut said = said(&policy, &answers, "staff");
    said.sort();
    said
}

#[test]
fn the_answer_that_a_test_of_each_kind_wants() {
    let options = "options = [{ id = \"a\", label = { zh = \"一\", en = \"One\" } }, { id = \"b\", label = { zh = \"二\", en = \"Two\" } }]";
    let set = format!("type = \"set\"\n{options}");
    let choice = format!("type = \"choice\"\n{options}");
    let some = Value::MoneyList(vec![Money::from_fen(100)]);
    let none = Value::MoneyList(Vec::new());
    let money = |yuan: i64| Value::Money(Money::from_fen(yuan * 100));
    for (kind, test, value, wanted) in [
        (set.as_str(), "empty = false", Value::Set(0), &["a", "b"][..]),
        (&set, "empty = true", Value::Set(3), &[""]),
        (&set, "has_any = [\"a\", \"b\"]", Value::Set(0), &["a", "b"]),
        (&set, "has = \"b\"", Value::Set(1), &["a+b"]),
        (&choice, "is = \"b\"", Value::Choice(0), &["b"]),
        ("type = \"money_list\"", "empty = true", some, &["无"]),
        ("type = \"money_list\"", "empty = false", none, &["1元"]),
        ("type = \"bool\"", "answered = true", Value::Bool(true), &[]),
        ("type = \"count\"", "at_least = 1", Value::Count(0), &["1"]),
        ("type = \"count\"", "above = 1", Value::Count(1), &["2"]),
        ("type = \"count\"", "below = 5", Value::Count(7), &["4"]),
        ("type = \"count\"", "equals = 5", Value::Count(7), &["5"]),
        // No count is below 0, none above the largest that an answer may be.
        ("type = \"count\"", "below = 0", Value::Count(7), &[]),
        ("type = \"count\"", "at_least = 1000000000", Value::Count(7), &["1000000000"]),
        ("type = \"count\"", "above = 1000000000", Value::Count(7), &[]),
        ("type = \"count\"", "above = 9223372036854775807", Value::Count(7), &[]),
        ("type = \"money\"", "above = \"1元\"", money(1), &["1.01元"]),
        ("type = \"money\"", "below = \"0元\"", money(1), &[]),
        ("type = \"money\"\nsigned = true", "below = \"0元\"", money(1), &["-0.01元"]),
        ("type = \"money\"", "at_least = \"10000000亿元\"", money(1), &["10000000亿元"]),
        ("type = \"money\"", "above = \"10000000亿元\"", money(1), &[]),
        ("type = \"year\"", "year = [\"Y\", \"Y-1\"]", Value::Year(2020), &["2025", "2026"]),
        ("type = \"year\"", "year = \"Y+74\"", Value::Year(2020), &["2100"]),
        ("type = \"year\"", "year = \"Y+75\"", Value::Year(2020), &[]),
        // An average, and what others support, are not the enterprise's to change.
        ("type = \"count\"\nbenchmark = \"district\"", "at_least = 1", Value::Count(0), &[]),
        ("type = \"set\"\noptions_from = \"benefits\"", "empty = false", Value::Set(0), &[]),
    ] {
        let said = elsewhere(kind, test, value);
        let values: Vec<&str> = said
            .iter()
            .map(|line| line.strip_prefix("elsewhere=").expect(line))
            .map(|line| line.split(" Now").next().expect(line).trim_end_matches('年').trim())
            .collect();
        assert_eq!(values, wanted, "{kind} {test}");
    }
}

/// A growth is raised above an average, but not where it is an average itself.
#[test]
fn an_average_is_not_raised() {
    for (benchmark, wanted) in
        [("", &["left=5.01% Now 0.00"][..]), ("\nbenchmark = \"district\"", &[])]
    {
        let left = format!("type = \"percent\"{benchmark}");
        let above = "type = \"bool\"\nderived = { compare = [\"left\", \">\", \"right\"] }";
        let right = "type = \"percent\"\nbenchmark = \"industry\"";
        let facts = [("left", left.as_str()), ("right", right), ("above", above)];
        let policy = template(&facts, "\"above\"");
        let mut answers = Answers::new(&policy);
        for (id, raw) in
            [("in_district", Raw::Bool(true)), ("left", Raw::Str("5%")), ("right", Raw::Str("5%"))]
        {
            let fact = policy.fact_id(id).expect("a fact");
            answers.set(fact, parse(policy.fact(fact), &raw).ok());
        }
        assert_eq!(said(&policy, &answers, "staff"), wanted);
    }
}

/// 33333333.33元 and 5.2% of it, 1733333.33316元, which is 1733333.34元 in whole fen: above 5.2%.
#[test]
fn a_figure_rounded_up_is_above_already() {
    let policy = policy();
    let mut given = vec![
        ("industrial_output_prior", Raw::Str("33333333.33元")),
        ("industrial_output_record", Raw::Str("33333333.33元")),
        ("industrial_output", Raw::Str("3400万元")),
        ("industry_output_growth", Raw::Str("5.2%")),
        ("above_scale_since", Raw::Integer(2025)),
    ];
    let answers = maker(&policy, &given);
    let first = said(&policy, &answers, "a05-industry-growth");
    assert!(first[0].starts_with("industrial_output=35066666.67元 NextYear "), "{first:?}");
    // 5% of 3000万 is exact, so that one fen more is needed.
    for (id, raw) in &mut given[..2] {
        assert!(id.starts_with("industrial_output_"));
        *raw = Raw::Str("3000万元");
    }
    given[2].1 = Raw::Str("3100万元");
    given[3].1 = Raw::Str("5%");
    let answers = maker(&policy, &given);
    let first = said(&policy, &answers, "a05-industry-growth");
    assert!(first[0].starts_with("industrial_output=31500000.01元 NextYear "), "{first:?}");
}

/// An answer that meets one condition is moved on to meet the next, never back.
#[test]
fn an_answer_is_moved_on_for_a_further_condition() {
    let options = "options = [{ id = \"a\", label = { zh = \"一\", en = \"One\" } }, { id = \"b\", label = { zh = \"二\", en = \"Two\" } }]";
    let set = format!("type = \"set\"\n{options}");
    let [count, money] = ["type = \"count\"", "type = \"money\""];
    let yuan = |yuan: i64| Value::Money(Money::from_fen(yuan * 100));
    for (kind, first, then, value, wanted) in [
        (count, "at_least = 2", "at_least = 5", Value::Count(0), &["elsewhere=5 Now 0.00"][..]),
        (count, "below = 9", "below = 5", Value::Count(20), &["elsewhere=4 Now 0.00"]),
        (count, "at_least = 5", "below = 4", Value::Count(4), &[]),
        (money, "at_least = \"2元\"", "above = \"5元\"", yuan(0), &["elsewhere=5.01元 Now 0.00"]),
        (money, "below = \"9元\"", "below = \"5元\"", yuan(20), &["elsewhere=4.99元 Now 0.00"]),
        (&set, "has = \"a\"", "has = \"b\"", Value::Set(0), &["elsewhere=a+b Now 0.00"]),
        (&set, "empty = true", "has = \"b\"", Value::Set(1), &[]),
    ] {
        let test = format!("{first} }}, {{ fact = \"elsewhere\", {then}");
        assert_eq!(elsewhere(kind, &test, value), wanted, "{kind} {test}");
    }

    // Growth of 1% is 1.01亿, and 500万 more are 1.05亿.
    let policy = policy();
    let output = ("industrial_output", Raw::Str("1.005亿元"));
    let answers = maker(&policy, &[output, ("district_output_growth", Raw::Str("1%"))]);
    let expected = ["industrial_output=1.05亿元 NextYear 0.00"];
    assert_eq!(said(&policy, &answers, "a06-output-growth"), expected);

    // Above 5% and above 8%.
    let compare = |right: &str| {
        format!("type = \"bool\"\nderived = {{ compare = [\"left\", \">\", \"{right}\"] }}")
    };
    let (low, high) = (compare("low"), compare("high"));
    let percent = "type = \"percent\"";
    let facts = [
        ("left", percent),
        ("low", percent),
        ("high", percent),
        ("above_low", &low),
        ("above_high", &high),
    ];
    let policy = template(&facts, "\"above_low\", \"above_high\"");
    let mut answers = Answers::new(&policy);
    for (id, raw) in [
        ("in_district", Raw::Bool(true)),
        ("left", Raw::Str("3%")),
        ("low", Raw::Str("5%")),
        ("high", Raw::Str("8%")),
    ] {
        let fact = policy.fact_id(id).expect("a fact");
        answers.set(fact, parse(policy.fact(fact), &raw).ok());
    }
    assert_eq!(said(&policy, &answers, "staff"), ["left=8.01% Now 0.00"]);
}

/// Of very many ways only so many are compared.
#[test]
fn very_many_ways_are_not_all_tried() {
    let options: String = (0..40)
        .map(|at| format!("{{ id = \"o{at}\", label = {{ zh = \"一\", en = \"One\" }} }},"))
        .collect();
    let kind = format!("type = \"set\"\noptions = [{options}]");
    let facts = [("one", kind.as_str()), ("other", kind.as_str())];
    let when = "{ fact = \"one\", empty = false }, { fact = \"other\", empty = false }";
    let policy = template(&facts, when);
    let mut answers = Answers::new(&policy);
    for id in ["one", "other"] {
        answers.set(policy.fact_id(id).expect("a fact"), Some(Value::Set(0)));
    }
    let program = Program::compile(&policy, &policy.default_readings());
    let staff = policy.benefit_id("staff").expect("a benefit");
    let found = Search::new(&policy, &program, &answers, YEAR, staff).run();
    assert_eq!(found.len(), 200);
}
