//! What a pack says when it is right.

use super::*;

fn wan(wan: i64) -> Money {
    Money::from_fen(wan * 1_000_000)
}

fn plain(fact: FactId, test: Test) -> Condition {
    Condition::plain(fact, test)
}

/// The template with a fact of each other type.
fn with_more_facts() -> PackFiles {
    let fact = |id: &str, kind: &str| {
        format!(
            "[[fact]]\nid = \"{id}\"\n{kind}\nlabel = {{ zh = \"一\", en = \"One\" }}\n\
            question = {{ zh = \"一？\", en = \"One?\" }}\nhelp = {{ zh = \"一\", en = \"One\" }}\n\
            who_knows = {{ zh = \"一\", en = \"One\" }}\ntodo = {{ zh = \"一\", en = \"One\" }}\npossible = \"now\"\n"
        )
    };
    let mut files = template();
    let source = file(&mut files, WHO);
    let text = [
        source.text.to_string(),
        fact("growth_rate", "type = \"percent\"\nderived = { growth = [\"revenue\", \"revenue_prior\"] }\nknown_by = \"enterprise\""),
        fact("average", "type = \"percent\"\nbenchmark = \"industry\"\nknown_by = \"authority\"\nquote = \"第一条\"\nterms = [\"t\"]"),
        fact("above_average", "type = \"bool\"\nderived = { compare = [\"growth_rate\", \">\", \"average\"] }"),
        fact("reaches_average", "type = \"bool\"\nderived = { compare = [\"growth_rate\", \">=\", \"average\"] }"),
        fact("since", "type = \"year\"\ncarry = \"clear\""),
        fact("contracts", "type = \"money_list\"\ncarry = \"keep\""),
        fact("size", "type = \"choice\"\noptions = [{ id = \"small\", label = { zh = \"小\", en = \"Small\" } }, { id = \"big\", label = { zh = \"大\", en = \"Big\" }, help = { zh = \"多\", en = \"More\" }, known_by = \"authority\", quote = \"第二条\" }]"),
        fact("other_support", "type = \"set\"\noptions_from = \"benefits\""),
        fact("spent", "type = \"money\"\ncarry = { from = \"revenue\" }\nassumed = { value = \"0元\", when = { fact = \"new_staff\", equals = 0 } }"),
        fact("best", "type = \"money\"\ncarry = { largest = [\"revenue\", \"revenue_prior\"] }"),
    ]
    .concat();
    *source = Source::new(source.name.clone(), text);
    files
}

#[test]
fn facts_say_all_of_it() {
    let policy = good(&with_more_facts());
    let fact = |id: &str| policy.fact(policy.fact_id(id).expect(id));
    let id = |id: &str| policy.fact_id(id).expect("a fact");
    let [revenue, prior] = [id("revenue"), id("revenue_prior")];
    let growth = Derivation::Growth { current: revenue, prior };
    assert_eq!(fact("growth_rate").derived, Some(growth));
    let compared = |strict| {
        Some(Derivation::Compare { left: id("growth_rate"), right: id("average"), strict })
    };
    assert_eq!(fact("above_average").derived, compared(true));
    assert_eq!(fact("reaches_average").derived, compared(false));
    let increase = Derivation::Increase { current: revenue, prior };
    assert_eq!(fact("revenue_increase").derived, Some(increase));
    assert_eq!(growth.inputs(), [revenue, prior]);
    assert_eq!(
        compared(true).map(Derivation::inputs),
        Some(vec![id("growth_rate"), id("average")])
    );
    assert_eq!(fact("average").benchmark, Some(crate::policy::Benchmark::Industry));
    assert!(fact("average").by_authority && !fact("growth_rate").by_authority);
    assert_eq!(fact("average").quote.as_deref(), Some("第一条"));
    assert_eq!(fact("average").terms, ["t"]);
    assert_eq!(fact("since").carry, Carry::Clear);
    assert_eq!(fact("contracts").carry, Carry::Keep);
    assert_eq!(fact("spent").carry, Carry::From(revenue));
    assert_eq!(fact("best").carry, Carry::Largest(vec![revenue, prior]));
    let assumed = fact("spent").assumed.as_ref().expect("an assumption");
    assert_eq!(assumed.value, Money::ZERO);
    assert_eq!(assumed.when, plain(id("new_staff"), Test::Equals(Threshold::Count(0))));
    assert_eq!(fact("revenue_increase").kind, FactKind::Money { signed: true });
    assert_eq!(fact("revenue").kind, FactKind::Money { signed: false });
    assert_eq!(fact("revenue_record").at_least, Some(crate::policy::Limit::Fact(prior)));
    let sizes = fact("size").kind.options();
    assert_eq!(sizes.iter().map(|o| o.id.as_str()).collect::<Vec<_>>(), ["small", "big"]);
    assert!(sizes[1].by_authority && !sizes[0].by_authority);
    assert_eq!(sizes[1].help.en, "More");
    assert_eq!(sizes[1].quote.as_deref(), Some("第二条"));
    assert_eq!(fact("size").kind.option("big"), Some(1));
    assert_eq!(fact("size").kind.option("huge"), None);
    let possible: Vec<Possible> =
        ["new_staff", "revenue", "revenue_prior"].map(|id| fact(id).possible).into();
    assert_eq!(possible, [Possible::Now, Possible::NextYear, Possible::Never]);

    // What lists the benefits has them as its options, by their titles.
    assert_eq!(policy.already_supported, Some(id("other_support")));
    let listed = fact("other_support").kind.options();
    let ids: Vec<&str> = listed.iter().map(|option| option.id.as_str()).collect();
    assert_eq!(ids, ["milestone", "growth", "equipment", "staff", "staff-bonus"]);
    assert_eq!(listed[3].label.en, "New staff");
    assert_eq!(good(&template()).already_supported, None);
}

#[test]
fn conditions_say_what_is_tested() {
    let mut files = with_more_facts();
    let when = r#"when = [
        "in_district", { fact = "size", is = "big" }, { fact = "size", one_of = ["small", "big"] },
        { fact = "purchases", has = "green" }, { fact = "purchases", has_any = ["machines", "green"] },
        { fact = "purchases", empty = true }, { fact = "contracts", empty = false },
        { fact = "average", answered = true }, { fact = "new_staff", above = 2 },
        { fact = "revenue", below = "1万元" }, { fact = "new_staff", equals = 3 },
        { fact = "since", year = "Y" }, { fact = "since", year = ["Y-2", "Y+1"] },
        { valid_through = 2029, todo = { zh = "做", en = "Do" }, who_knows = { zh = "谁", en = "Who" } },
    ]"#;
    change(&mut files, JOBS, "when = [{ fact = \"new_staff\", at_least = 1 }]", when);
    let policy = good(&files);
    let id = |id: &str| policy.fact_id(id).expect("a fact");
    let tests: Vec<Condition> = vec![
        plain(id("in_district"), Test::Yes),
        plain(id("size"), Test::OneOf(0b10)),
        plain(id("size"), Test::OneOf(0b11)),
        plain(id("purchases"), Test::HasAny(0b10)),
        plain(id("purchases"), Test::HasAny(0b11)),
        plain(id("purchases"), Test::Empty),
        plain(id("contracts"), Test::NotEmpty),
        plain(id("average"), Test::Answered),
        plain(id("new_staff"), Test::Above(Threshold::Count(2))),
        plain(id("revenue"), Test::Below(Threshold::Money(wan(1)))),
        plain(id("new_staff"), Test::Equals(Threshold::Count(3))),
        plain(id("since"), Test::YearIn(vec![0])),
        plain(id("since"), Test::YearIn(vec![-2, 1])),
        Condition {
            fact: None,
            test: Test::ValidThrough(2029),
            todo: Some(crate::text::Text::new("做", "Do")),
            who_knows: Some(crate::text::Text::new("谁", "Who")),
            effort: None,
        },
    ];
    let staff = policy.benefit(policy.benefit_id("staff").expect("a benefit"));
    assert_eq!(staff.when, tests);
    // An option named twice counts once.
    let mut files = with_more_facts();
    let when = r#"when = [{ fact = "purchases", has_any = ["green", "green"] }]"#;
    change(&mut files, JOBS, "when = [{ fact = \"new_staff\", at_least = 1 }]", when);
    let policy = good(&files);
    let staff = policy.benefit(policy.benefit_id("staff").expect("a benefit"));
    assert_eq!(staff.when, [plain(id("purchases"), Test::HasAny(0b10))]);
    for bad in ["2025", "Y5", "Y-x", "y"] {
        let mut files = with_more_facts();
        let when = format!("when = [{{ fact = \"since\", year = \"{bad}\" }}]");
        change(&mut files, JOBS, "when = [{ fact = \"new_staff\", at_least = 1 }]", &when);
        let faults = load(&files).expect_err(bad);
        assert_eq!(faults.0[0].code, "toml/type", "{bad}");
    }
}

#[test]
fn awards_say_how_much() {
    let read = |award: &str| {
        let mut files = with_more_facts();
        let old = "award = { each = \"2000元\", of = \"new_staff\", cap = \"20万元\" }";
        change(&mut files, JOBS, old, &format!("award = {award}"));
        let policy = good(&files);
        let award = policy.benefits[3].award.clone().expect("an award");
        (policy, award)
    };
    let (policy, fixed) = read("\"5万元\"");
    assert_eq!(fixed, Amount::Fixed(wan(5)));
    let id = |id: &str| policy.fact_id(id).expect("a fact");
    let share =
        |num, den, beyond| Amount::Share { rate: Rate { num, den }, of: id("revenue"), beyond };
    let less = |amount| Amount::Less { amount: Box::new(amount), less: id("spent") };
    let staff = |least| Some(plain(id("new_staff"), Test::AtLeast(Threshold::Count(least))));
    let capped = |amount, cap| Amount::Capped { amount: Box::new(amount), cap: Box::new(cap) };
    let milestone = |take| {
        Amount::Milestone(Milestone {
            figure: id("revenue"),
            record: id("revenue_record"),
            prior: id("revenue_prior"),
            tiers: vec![Tier { from: wan(1), award: wan(2) }, Tier { from: wan(3), award: wan(2) }],
            take,
        })
    };
    let tiers = "tiers = [[\"1万元\", \"2万元\"], [\"3万元\", \"2万元\"]]";
    let reaches =
        "first_reaches = \"revenue\", record = \"revenue_record\", prior = \"revenue_prior\"";
    for (written, meant) in [
        ("{ rate = \"1.50%\", of = \"revenue\" }".to_owned(), share(15, 1_000, None)),
        ("{ rate = \"0%\", of = \"revenue\" }".to_owned(), share(0, 100, None)),
        ("{ rate = \"0.000001%\", of = \"revenue\" }".to_owned(), share(1, 100_000_000, None)),
        (
            "{ rate = \"1%\", of = \"revenue\", beyond = \"5万元\" }".to_owned(),
            share(1, 100, Some(Beyond::Amount(wan(5)))),
        ),
        (
            "{ rate = \"1%\", of = \"revenue\", beyond = { rate = \"average\", of = \"revenue_prior\" } }".to_owned(),
            share(1, 100, Some(Beyond::Growth { percent: id("average"), of: id("revenue_prior") })),
        ),
        (
            "{ rate = \"20%\", of = \"revenue\", less = \"spent\" }".to_owned(),
            less(share(20, 100, None)),
        ),
        // A ceiling beside what is taken off comes after it, one within before it.
        (
            "{ rate = \"20%\", of = \"revenue\", less = \"spent\", cap = \"5万元\" }".to_owned(),
            capped(less(share(20, 100, None)), Amount::Fixed(wan(5))),
        ),
        (
            "{ amount = { rate = \"20%\", of = \"revenue\", cap = \"5万元\" }, less = \"spent\" }".to_owned(),
            less(capped(share(20, 100, None), Amount::Fixed(wan(5)))),
        ),
        (
            "{ each = \"5万元\", of = \"new_staff\" }".to_owned(),
            Amount::PerUnit { each: wan(5), of: id("new_staff") },
        ),
        (
            "{ rate = \"30%\", of_each = \"contracts\", cap_each = \"2万元\" }".to_owned(),
            Amount::ShareOfEach { rate: Rate { num: 30, den: 100 }, of: id("contracts"), from: None, cap: Some(wan(2)) },
        ),
        (
            "{ sum = [{ when = { fact = \"new_staff\", at_least = 2 }, fixed = \"1万元\" }, { rate = \"1%\", of = \"revenue\" }], cap = \"3万元\" }".to_owned(),
            capped(
                Amount::Sum(vec![
                    Part { when: staff(2), amount: Amount::Fixed(wan(1)) },
                    Part { when: None, amount: share(1, 100, None) },
                ]),
                Amount::Fixed(wan(3)),
            ),
        ),
        // Of cases only one applies, so one fact may stand in several of them.
        (
            "{ first = [{ when = { fact = \"new_staff\", at_least = 9 }, rate = \"2%\", of = \"revenue\" }, { rate = \"1%\", of = \"revenue\" }] }".to_owned(),
            Amount::FirstOf(vec![
                Case { when: staff(9), amount: share(2, 100, None) },
                Case { when: None, amount: share(1, 100, None) },
            ]),
        ),
        (
            "{ stages = [\"3万元\", \"2万元\"], of = \"since\" }".to_owned(),
            Amount::Stages(Stages { since: id("since"), awards: vec![wan(3), wan(2)] }),
        ),
        (format!("{{ {reaches}, {tiers} }}"), milestone(Take::Highest)),
        (format!("{{ {reaches}, {tiers}, take = \"each\" }}"), milestone(Take::Each)),
        (format!("{{ {reaches}, {tiers}, take = \"difference\" }}"), milestone(Take::Difference)),
    ] {
        assert_eq!(read(&written).1, meant, "{written}");
    }

    // A milestone and a staged award bring the condition that they need.
    let own = |award: &str| {
        let (policy, _) = read(award);
        policy.benefits[3].when[1..].to_vec()
    };
    assert_eq!(own("\"5万元\""), []);
    let stages = own("{ stages = [\"3万元\", \"2万元\"], of = \"since\" }");
    assert_eq!(stages, [plain(id("since"), Test::YearIn(vec![0, -1]))]);
    let Amount::Milestone(reached) = milestone(Take::Each) else { unreachable!() };
    let condition = plain(id("revenue"), Test::FirstReaches(reached));
    assert_eq!(own(&format!("{{ {reaches}, {tiers}, take = \"each\" }}")), [condition]);

    let facts = |award: Amount| -> Vec<String> {
        award.facts().into_iter().map(|fact| policy.fact(fact).id.clone()).collect()
    };
    let growth = Some(Beyond::Growth { percent: id("average"), of: id("revenue_prior") });
    let all = ["revenue", "average", "revenue_prior"];
    assert_eq!(facts(share(1, 100, growth)), all);
    assert_eq!(facts(less(share(1, 100, None))), ["revenue", "spent"]);
    let milestone = facts(milestone(Take::Each));
    assert_eq!(milestone, ["revenue", "revenue_record", "revenue_prior"]);
    let cases = vec![Case { when: staff(1), amount: share(1, 100, None) }];
    assert_eq!(facts(Amount::FirstOf(cases)), ["new_staff", "revenue"]);
    let parts = vec![Part { when: staff(1), amount: share(1, 100, None) }];
    let units = Amount::PerUnit { each: wan(1), of: id("best") };
    assert_eq!(facts(capped(Amount::Sum(parts), units)), ["new_staff", "revenue", "best"]);
    let since = Amount::Stages(Stages { since: id("since"), awards: Vec::new() });
    assert_eq!(facts(since), ["since"]);
    let each = Amount::ShareOfEach {
        rate: Rate { num: 1, den: 100 },
        of: id("contracts"),
        from: None,
        cap: None,
    };
    assert_eq!(facts(each), ["contracts"]);
    assert!(facts(fixed).is_empty());
}

#[test]
fn benefits_say_what_goes_with_them() {
    let mut files = with_more_facts();
    change(
        &mut files,
        POLICY,
        BASE,
        &format!(
            "{READING}[[exclusive]]\nbenefits = [\"staff\", \"growth\"]\nunder = {{ room = \"tight\" }}\n\
        [[exclusive]]\nbenefits = [\"equipment\", \"staff\"]\n\
        [renamed]\nturnover = \"revenue\"\n[retired]\nsmell = {{ zh = \"无\", en = \"None\" }}\n\
        [[allow]]\nlint = \"lint/x\"\nof = \"growth\"\nreason = {{ zh = \"因\", en = \"Because\" }}\n{BASE}"
        ),
    );
    change(
        &mut files,
        JOBS,
        "when = [{ fact = \"new_staff\", at_least = 1 }]",
        r#"gate = ["gate-validity"]
words = { new_staff = "每新增一名员工" }
evidence = [{ zh = "名册", en = "The register" }]
hints = [{ zh = "一", en = "One" }, { zh = "二", en = "Two", when = "in_district" }]
later = { fixed = "1万元", when = ["in_district"] }
under.room.tight.gate = ["gate-location"]
under.room.wide = { when = ["in_district"], award = { stages = ["1万元"], of = "since" } }
when = []"#,
    );
    change(
        &mut files,
        JOBS,
        "given = { new_staff = 120 }",
        r#"without = ["in_district"]
year = 2028
readings = { room = "tight" }
given = { new_staff = 0x10, average = 1.5, since = 2020-01-01, contracts = ["1元", 2], in_district = true, odd = { a = 1 } }"#,
    );
    change(
        &mut files,
        GROWTH,
        "award = { rate = \"1%\", of = \"revenue_increase\", cap = \"50万元\" }",
        "award = \"1元\"\nlater = { again = 2, when = [] }",
    );
    let policy = good(&files);
    let staff = &policy.benefits[3];
    let since = policy.fact_id("since").expect("a fact");
    let here = plain(policy.fact_id("in_district").expect("a fact"), Test::Yes);
    let benefit = |id: &str| policy.benefit_id(id).expect(id);
    assert_eq!(staff.gate, [GateId(1)]);
    assert_eq!(policy.benefits[0].gate, [GateId(0), GateId(1)]);
    assert_eq!(
        (staff.certainty, policy.benefits[0].certainty),
        (Certainty::Formula, Certainty::Ceiling)
    );
    assert_eq!(
        staff.words,
        [(policy.fact_id("new_staff").expect("a fact"), "每新增一名员工".to_owned())]
    );
    assert_eq!(staff.evidence[0].en, "The register");
    assert_eq!(
        (staff.hints[0].when.clone(), staff.hints[1].when.clone()),
        (None, Some(here.clone()))
    );
    assert_eq!(staff.hints[1].text.en, "Two");
    assert_eq!(staff.later, Some(Later::Fixed { amount: wan(1), when: vec![here.clone()] }));
    let again = crate::policy::Again { times: 2, when: Vec::new() };
    assert_eq!(policy.benefits[1].later, Some(Later::Again(again)));
    assert_eq!(policy.benefits[0].later, None);
    let [tight, wide] = staff.overlays.as_slice() else { panic!("{:?}", staff.overlays) };
    assert_eq!((tight.reading, tight.option), (0, 1));
    assert_eq!(tight.patch.gate, Some(vec![GateId(0)]));
    assert_eq!((&tight.patch.when, &tight.patch.award), (&None, &None));
    assert_eq!((wide.reading, wide.option), (0, 0));
    let stage = plain(since, Test::YearIn(vec![0]));
    assert_eq!(wide.patch.when, Some(vec![here, stage]));
    assert_eq!(wide.patch.award, Some(Amount::Stages(Stages { since, awards: vec![wan(1)] })));

    let example = &staff.examples[2];
    assert_eq!((example.year, staff.examples[1].year), (Some(2028), None));
    assert_eq!(example.without, ["in_district"]);
    assert_eq!(example.readings, [("room".to_owned(), "tight".to_owned())]);
    let given = |key: &str| {
        let (_, value) = example.given.iter().find(|(name, _)| name == key).expect("given");
        value.clone()
    };
    use toml::Value::{Array, Boolean, Integer, String, Table};
    assert_eq!(given("new_staff"), Integer(16));
    // What no fact takes is kept as it was written.
    assert_eq!(given("average"), String("1.5".to_owned()));
    assert_eq!(given("since"), String("2020-01-01".to_owned()));
    assert_eq!(given("contracts"), Array(vec![String("1元".to_owned()), Integer(2)]));
    assert_eq!(given("in_district"), Boolean(true));
    assert_eq!(given("odd"), Table(toml::Table::from_iter([("a".to_owned(), Integer(1))])));
    assert_eq!(example.expect.status, "eligible");
    assert_eq!(example.expect.amount.as_deref(), Some("20万元"));
    let missing = policy.benefits[0].examples[3].expect.missing.as_deref();
    assert_eq!(missing, Some(&["revenue_record".to_owned()][..]));

    let [narrow, always] = policy.exclusives.as_slice() else { panic!("{:?}", policy.exclusives) };
    assert_eq!(narrow.members, [benefit("growth"), benefit("staff")]);
    assert_eq!((narrow.under, always.under), (Some((0, 1)), None));
    assert_eq!(policy.renamed, [("turnover".to_owned(), "revenue".to_owned())]);
    assert_eq!((policy.retired[0].0.as_str(), policy.retired[0].1.en.as_str()), ("smell", "None"));
    assert_eq!(
        (policy.allowed[0].lint.as_str(), policy.allowed[0].of.as_str()),
        ("lint/x", "growth")
    );
    assert_eq!(policy.readings[0].options[1].id, "tight");
    assert_eq!(policy.covered_articles, [1, 2, 3, 4, 5]);
    assert_eq!(policy.effective_from.as_deref(), Some("2026-01-01"));
    assert_eq!(policy.exceptions.len(), 3);
    let undated = good(&changed(POLICY, "\"2026-01-01\"", "\"unknown\""));
    assert_eq!(undated.effective_from, None);
    assert_eq!(undated.notices[0].en, "The amounts are estimated ceilings, not promises.");
}

#[test]
fn a_fact_has_no_more_options_than_a_set_holds() {
    let options = |count: usize| {
        let all: String = (0..count)
            .map(|at| format!("{{ id = \"o{at}\", label = {{ zh = \"一\", en = \"One\" }} }},"))
            .collect();
        let mut files = with_more_facts();
        let source = file(&mut files, WHO);
        let start = source.text.find("options = [{ id = \"small\"").expect("the options");
        let end = start + source.text[start..].find("}]").expect("their end") + 2;
        let text = format!("{}options = [{all}]{}", &source.text[..start], &source.text[end..]);
        *source = Source::new(source.name.clone(), text);
        load(&files)
    };
    let policy = options(128).unwrap_or_else(|faults| panic!("{faults}"));
    let size = policy.fact(policy.fact_id("size").expect("a fact"));
    assert_eq!(size.kind.option("o127"), Some(127));
    assert_eq!(options(129).expect_err("one too many").0[0].code, "pack/options");
}

#[test]
fn terms_are_read() {
    let mut files = template();
    let text = "[[term]]\nid = \"a\"\nname = { zh = \"甲\", en = \"A\" }\naliases = [\"甲方\"]\n\
        definition = { zh = \"义\", en = \"Means\" }\nsource = { zh = \"源\", en = \"From\" }\nrevised = true\n\
        [[term]]\nid = \"b\"\nname = { zh = \"乙\", en = \"B\" }\n\
        definition = { zh = \"义\", en = \"Means\" }\nsource = { zh = \"源\", en = \"From\" }\n";
    files.glossary = Some(Source::new("glossary.toml", text));
    let policy = good(&files);
    let a = policy.term("a").expect("a term");
    assert_eq!((a.name.en.as_str(), a.aliases.as_slice()), ("A", &["甲方".to_owned()][..]));
    assert!(a.revised && !policy.term("b").expect("a term").revised);
    assert!(policy.term("c").is_none());
    files.glossary = Some(Source::new("glossary.toml", text.replace("revised", "revise")));
    let faults = load(&files).expect_err("an unknown key");
    assert_eq!(faults.0[0].code, "toml/unknown-key");
}
