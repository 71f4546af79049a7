//! What another reading changes, and what stays in force beside it.

use super::*;

/// The template with something that another reading changes in the benefit of tiers; the policy
/// and the readings with that option.
fn with_reading(under: &str) -> (Policy, Readings) {
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
    let under = format!("certainty = \"ceiling\"\nunder.tiers.high.{under}");
    change(&mut files.articles[1], "certainty = \"ceiling\"", &under);
    let policy = load(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let mut high = policy.default_readings();
    high.choose(&policy, "tiers", "high").expect("a reading");
    (policy, high)
}

/// Status and amount of the benefit of tiers.
fn milestone(policy: &Policy, readings: &Readings, revenue: &str) -> (Status, Money) {
    let id = policy.benefit_id("milestone").expect("a benefit");
    let given = [
        ("in_district", Raw::Bool(true)),
        ("revenue", Raw::Str(revenue)),
        ("revenue_record", Raw::Str("6000万元")),
    ];
    let program = Program::compile(policy, readings);
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers(policy, &given), YEAR);
    let outcome = evaluator.outcomes()[id.index()];
    (outcome.status, outcome.amount)
}

/// A reading that changes the tiers changes the condition that goes with them.
#[test]
fn another_readings_tiers_are_its_condition() {
    let (policy, high) = with_reading(
        "award = { first_reaches = \"revenue\", record = \"revenue_record\", \
        prior = \"revenue_prior\", tiers = [[\"2亿元\", \"70万元\"]] }",
    );
    let low = policy.default_readings();
    assert_eq!(milestone(&policy, &low, "1.5亿元"), (Status::Eligible, wan(20)));
    assert_eq!(milestone(&policy, &high, "1.5亿元"), (Status::Ineligible, wan(0)));
    assert_eq!(milestone(&policy, &low, "2亿元"), (Status::Eligible, wan(20)));
    assert_eq!(milestone(&policy, &high, "2亿元"), (Status::Eligible, wan(70)));
}

/// A reading that changes only the conditions leaves that of the tiers in force.
#[test]
fn another_readings_conditions_keep_those_of_the_award() {
    let (policy, high) = with_reading("when = [\"in_district\"]");
    // After 6000万 the next tier is 1亿, which 7000万 does not reach.
    assert_eq!(milestone(&policy, &high, "1.5亿元"), (Status::Eligible, wan(20)));
    assert_eq!(milestone(&policy, &high, "7000万元"), (Status::Ineligible, wan(0)));
}
