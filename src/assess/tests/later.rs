//! Later years: what they wait for and what they are called.

use super::*;

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
