//! Amounts and conditions that combine others, and what of them is refused.

use super::*;
use crate::policy::{Anchor, Comparison, Operand, Rounding};
use crate::quantity::{Day, Period};

fn wan(wan: i64) -> Money {
    Money::from_fen(wan * 1_000_000)
}

const WHEN: &str = "when = [{ fact = \"new_staff\", at_least = 1 }]";
const AWARD: &str = "award = { each = \"2000元\", of = \"new_staff\", cap = \"20万元\" }";

fn award(written: &str) -> Result<Amount, String> {
    match load(&changed(JOBS, AWARD, &format!("award = {written}"))) {
        Ok(policy) => {
            let staff = policy.benefit_id("staff").expect("a benefit");
            Ok(policy.benefit(staff).award.clone().expect("an award"))
        }
        Err(faults) => Err(faults.0[0].code.to_owned()),
    }
}

fn test(written: &str) -> Result<Test, String> {
    match load(&changed(JOBS, WHEN, &format!("when = [{written}]"))) {
        Ok(policy) => {
            let staff = policy.benefit_id("staff").expect("a benefit");
            Ok(policy.benefit(staff).when[0].test.clone())
        }
        Err(faults) => Err(faults.0[0].code.to_owned()),
    }
}

#[test]
fn brackets_are_shares_of_the_parts() {
    let policy = good(&template());
    let of = policy.fact_id("revenue").expect("a fact");
    let share = |num, beyond: Option<Money>| Amount::Share {
        rate: Rate { num, den: 100 },
        of,
        beyond: beyond.map(Beyond::Amount),
    };
    let fifty = Money::from_fen(500_000);
    let parts = vec![
        Part {
            when: None,
            amount: Amount::Capped {
                amount: Box::new(share(100, None)),
                cap: Box::new(Amount::Fixed(fifty)),
            },
        },
        Part { when: None, amount: share(50, Some(fifty)) },
    ];
    let read =
        award("{ brackets = [[\"0元\", \"100%\"], [\"5000元\", \"50%\"]], of = \"revenue\" }");
    assert_eq!(read, Ok(Amount::Sum(parts)));
    for bad in ["[[\"5000元\", \"50%\"], [\"0元\", \"100%\"]]", "[]"] {
        let read = award(&format!("{{ brackets = {bad}, of = \"revenue\" }}"));
        assert_eq!(read, Err("pack/brackets".to_owned()));
    }
}

#[test]
fn a_fact_may_come_often_but_pulls_one_way() {
    assert!(
        award(
            "{ sum = [{ rate = \"1%\", of = \"revenue\" }, { rate = \"2%\", of = \"revenue\" }] }"
        )
        .is_ok()
    );
    assert!(
        award("{ rate = \"1%\", of = \"revenue\", cap = { rate = \"2%\", of = \"revenue\" } }")
            .is_ok()
    );
    for both in [
        "{ rate = \"1%\", of = \"revenue\", less = \"revenue\" }",
        // An increase falls with the prior year's figure.
        "{ sum = [{ rate = \"1%\", of = \"revenue_increase\" }, { rate = \"1%\", of = \"revenue_prior\" }] }",
    ] {
        assert_eq!(award(both), Err("pack/award-both-ways".to_owned()), "{both}");
    }
}

#[test]
fn the_larger_the_smaller_and_a_floor() {
    let fixed = |wan_| Amount::Fixed(wan(wan_));
    assert_eq!(
        award("{ larger = [\"1万元\", \"2万元\"] }"),
        Ok(Amount::Larger(vec![fixed(1), fixed(2)]))
    );
    let smaller = Amount::Capped { amount: Box::new(fixed(1)), cap: Box::new(fixed(2)) };
    assert_eq!(award("{ smaller = [\"1万元\", \"2万元\"] }"), Ok(smaller));
    let floor = award("{ fixed = \"1万元\", floor = \"2万元\" }");
    assert_eq!(floor, Ok(Amount::Larger(vec![fixed(1), fixed(2)])));
    assert_eq!(award("{ larger = [] }"), Err("toml/type".to_owned()));
    let half = award("{ rate = \"50%\", amount = { fixed = \"1万元\" } }");
    assert_eq!(
        half,
        Ok(Amount::Scaled { rate: Rate { num: 50, den: 100 }, amount: Box::new(fixed(1)) })
    );
}

#[test]
fn a_table_has_no_holes() {
    // A choice of its own: the other rules and examples of the template go on with their facts.
    let last = "[[fact]]\nid = \"new_staff\"";
    let size = "[[fact]]\nid = \"size\"\ntype = \"choice\"\nlabel = { zh = \"规模\", en = \"Size\" }\nquestion = { zh = \"规模？\", en = \"Which size?\" }\nhelp = { zh = \"说明。\", en = \"Help.\" }\nwho_knows = { zh = \"财务\", en = \"Finance\" }\ntodo = { zh = \"办理。\", en = \"Do it.\" }\npossible = \"now\"\noptions = [{ id = \"a\", label = { zh = \"甲\", en = \"A\" } }, { id = \"b\", label = { zh = \"乙\", en = \"B\" } }]\n\n";
    let with = |awards: &str| {
        let mut files = changed(FIGURES, last, &format!("{size}{last}"));
        change(
            &mut files,
            JOBS,
            AWARD,
            &format!("award = {{ table = {{ rows = \"size\", awards = {awards} }} }}"),
        );
        load(&files).map(|policy| {
            let staff = policy.benefit_id("staff").expect("a benefit");
            policy.benefit(staff).award.clone()
        })
    };
    let Ok(Some(Amount::FirstOf(cases))) = with("{ b = \"2万元\", a = \"1万元\" }") else {
        panic!("a table")
    };
    assert_eq!(cases.len(), 2);
    assert_eq!(cases[1].when.as_ref().map(|when| &when.test), Some(&Test::OneOf(2)));
    assert_eq!(cases[1].amount, Amount::Fixed(wan(2)));
    let code = |awards: &str| with(awards).expect_err(awards).0[0].code;
    assert_eq!(code("{ a = \"1万元\" }"), "pack/table-hole");
    assert_eq!(code("{ a = \"1万元\", b = \"1万元\", c = \"1万元\" }"), "pack/unknown-id");
}

#[test]
fn conditions_combine_and_compare() {
    let policy = good(&template());
    let id = |id: &str| policy.fact_id(id).expect("a fact");
    let any = test("{ any = [\"in_district\", { fact = \"revenue\", below = \"1元\" }] }")
        .expect("it loads");
    let Test::AnyOf(all) = &any else { panic!("{any:?}") };
    assert_eq!(all.len(), 2);
    assert_eq!(any.facts(None), [id("in_district"), id("revenue")]);
    assert_eq!(test("{ not = \"in_district\" }"), Ok(Test::Not(Box::new(Test::Yes))));
    let none = test("{ fact = \"purchases\", has_none = [\"green\"] }");
    assert_eq!(none, Ok(Test::Not(Box::new(Test::HasAny(2)))));
    let share = Operand::Share { rate: Rate { num: 110, den: 100 }, of: id("revenue_prior") };
    let above = test("{ fact = \"revenue\", above = { rate = \"110%\", of = \"revenue_prior\" } }");
    assert_eq!(above, Ok(Test::Compared(Comparison::Above, share)));
    let most = test("{ fact = \"new_staff\", at_most = 5 }");
    assert_eq!(most, Ok(Test::Compared(Comparison::AtMost, Operand::Count(5))));
    // Money is not compared with a count.
    let mixed = test("{ fact = \"revenue\", above = { rate = \"1%\", of = \"new_staff\" } }");
    assert_eq!(mixed, Err("pack/test".to_owned()));
}

#[test]
fn what_cannot_be_computed_is_refused() {
    let increase = "derived = { increase = [\"revenue\", \"revenue_prior\"] }";
    let code = |derived: &str| match load(&changed(FIGURES, increase, derived)) {
        Ok(_) => "",
        Err(faults) => faults.0[0].code,
    };
    assert_eq!(code("derived = { sum = [\"revenue\", \"revenue_prior\"] }"), "");
    assert_eq!(code("derived = { sum = [\"revenue\", \"new_staff\"] }"), "pack/derived-units");
    assert_eq!(code("derived = { product = [\"revenue\", \"new_staff\"], per = 360 }"), "");
    assert_eq!(
        code("derived = { product = [\"revenue\", \"revenue_prior\"] }"),
        "pack/derived-units"
    );
    // Nothing says that the staff is not 0.
    assert_eq!(code("derived = { quotient = [\"revenue\", \"new_staff\"] }"), "pack/may-be-zero");
    assert_eq!(
        code("derived = { sum = [\"revenue\", \"revenue_increase\"] }"),
        "pack/derived-circle"
    );
    assert_eq!(code("derived = { sum = [\"revenue\"] }"), "toml/type");
}

/// A day and a period: `within` is two comparisons, `lasted` one that runs from the day itself.
#[test]
fn windows_of_days_are_comparisons() {
    let day = "[[fact]]\nid = \"begun\"\ntype = \"day\"\nlabel = { zh = \"开始日\", en = \"Begun on\" }\nquestion = { zh = \"开始日？\", en = \"Begun on?\" }\nhelp = { zh = \"说明。\", en = \"Help.\" }\nwho_knows = { zh = \"财务\", en = \"Finance\" }\ntodo = { zh = \"办理。\", en = \"Do it.\" }\npossible = \"now\"\n\n";
    let last = "[[fact]]\nid = \"new_staff\"";
    let read = |written: &str| {
        let mut files = changed(FIGURES, last, &format!("{day}{last}"));
        change(&mut files, JOBS, WHEN, &format!("when = [{{ fact = \"begun\", {written} }}]"));
        match load(&files) {
            Ok(policy) => {
                let staff = policy.benefit_id("staff").expect("a benefit");
                Ok(policy.benefit(staff).when[0].test.clone())
            }
            Err(faults) => Err(faults.0[0].code),
        }
    };
    let end = Anchor::InYear { offset: 0, month: 12, day: 31 };
    let compared = |is, of, months, days| {
        Test::Compared(is, Operand::Day { of, after: Period { months, days } })
    };
    let lasted = read("lasted = { months = 12, until = \"Y-12-31\" }");
    assert_eq!(lasted, Ok(compared(Comparison::AtMost, end, -12, 0)));
    let Ok(Test::AllOf(within)) = read("within = { years = 3, days = 1, before = \"Y-12-31\" }")
    else {
        panic!("a window")
    };
    let tests: Vec<Test> = within.into_iter().map(|one| one.test).collect();
    let (least, most) = (Comparison::AtLeast, Comparison::AtMost);
    assert_eq!(tests, [compared(least, end, -36, -1), compared(most, end, 0, 0)]);
    let fixed = Anchor::On(Day::parse("2026-02-07").expect("a day"));
    for written in ["at_most = \"2026-02-07\"", "at_most = 2026-02-07"] {
        assert_eq!(read(written), Ok(compared(most, fixed, 0, 0)), "{written}");
    }
    let prior = Anchor::InYear { offset: -1, month: 1, day: 1 };
    let after = read("above = { of = \"Y-1-01-01\", days = 30 }");
    assert_eq!(after, Ok(compared(Comparison::Above, prior, 0, 30)));
    assert_eq!(read("within = { before = \"Y-12-31\" }"), Err("pack/period"));
    assert_eq!(read("lasted = { months = -1, until = \"Y-12-31\" }"), Err("pack/period"));
    assert_eq!(read("at_most = \"2026-02-30\""), Err("toml/type"));
    assert_eq!(read("at_most = \"revenue\""), Err("pack/test"));
}

#[test]
fn steps_rounding_and_what_was_given_before() {
    let policy = good(&template());
    let revenue = policy.fact_id("revenue").expect("a fact");
    let step = |step, from| Amount::Steps { each: wan(1), of: revenue, step, from };
    let hundred = Operand::Money(wan(100));
    assert_eq!(
        award("{ each = \"1万元\", of = \"revenue\", per = \"100万元\" }"),
        Ok(step(hundred, None))
    );
    assert_eq!(
        award("{ each = \"1万元\", of = \"revenue\", per = \"100万元\", beyond = \"100万元\" }"),
        Ok(step(hundred, Some(hundred)))
    );
    assert_eq!(
        award("{ each = \"1万元\", of = \"revenue\", per = \"0元\" }"),
        Err("toml/type".to_owned())
    );
    assert_eq!(
        award("{ each = \"1万元\", of = \"revenue\", beyond = \"1元\" }"),
        Err("toml/missing-key".to_owned())
    );
    assert_eq!(
        award("{ each = \"1万元\", of = \"revenue\", per = \"1%\" }"),
        Err("pack/test".to_owned())
    );
    let amount = || Box::new(Amount::Fixed(wan(1)));
    let rounded = |to, way| Ok(Amount::Rounded { amount: amount(), to, way });
    assert_eq!(award("{ fixed = \"1万元\", round = \"1万元\" }"), rounded(wan(1), Rounding::Down));
    assert_eq!(
        award("{ fixed = \"1万元\", round = { to = \"1万元\", way = \"nearest\" } }"),
        rounded(wan(1), Rounding::Nearest)
    );
    assert_eq!(award("{ fixed = \"1万元\", round = \"0元\" }"), Err("toml/type".to_owned()));
    // What comes before may be spoken of, itself not.
    assert!(award("{ fixed = \"1万元\", less = { of_benefit = \"equipment\" } }").is_ok());
    assert_eq!(award("{ of_benefit = \"staff\" }"), Err("pack/benefit-later".to_owned()));
    // What another benefit pays less is no pull both ways, what it pays more of the same fact is.
    assert_eq!(
        award("{ rate = \"1%\", of = \"equipment_cost\", less = { of_benefit = \"equipment\" } }"),
        Err("pack/award-both-ways".to_owned())
    );
}

#[test]
fn numbers_are_rounded_as_told() {
    for (number, down, nearest, up) in
        [(0, 0, 0, 0), (1, 0, 0, 100), (49, 0, 0, 100), (50, 0, 100, 100), (100, 100, 100, 100)]
    {
        assert_eq!(Rounding::Down.round(number, 100), down, "{number}");
        assert_eq!(Rounding::Nearest.round(number, 100), nearest, "{number}");
        assert_eq!(Rounding::Up.round(number, 100), up, "{number}");
    }
}
