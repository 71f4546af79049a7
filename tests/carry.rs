//! Carrying a profile over to the next year; the values are worked out by hand.

use std::path::Path;

use fengce::policy::{Policy, load_embedded};
use fengce::profile::{Carried, Change, Profile, Value, carry_over, read_path};
use fengce::quantity::Money;

fn policy() -> Policy {
    load_embedded().expect("the pack")
}

fn carried(policy: &Policy, name: &str) -> (Profile, Carried) {
    let path = format!("profiles/{name}.toml");
    let profile = read_path(policy, Path::new(&path)).expect(name).profile;
    let carried = carry_over(policy, &profile).expect("a next year");
    (profile, carried)
}

fn wan(wan: i64) -> Option<Value> {
    Some(Value::Money(Money::from_fen(wan * 1_000_000)))
}

#[test]
fn the_robot_maker_goes_on_to_2027() {
    let policy = policy();
    let (_, Carried { profile, changes }) = carried(&policy, "robot-maker");
    assert_eq!(profile.year, 2027);
    assert_eq!(profile.enterprise.name, "启元机器人有限公司");
    assert_eq!(profile.enterprise.industry_code.as_deref(), Some("C3964"));
    let value = |id: &str| profile.answers.get(policy.fact_id(id).expect(id));
    // The figures of 2026 are those of the year before; 1.2亿元 beats the record of 9500万元.
    assert_eq!(value("industrial_output_prior"), wan(12_000));
    assert_eq!(value("industrial_output_record"), wan(12_000));
    assert_eq!(value("revenue_prior"), wan(11_500));
    // The record of revenue was not known: it is not made up from one year.
    assert_eq!(value("revenue_record"), None);
    for id in [
        "industrial_output",
        "revenue",
        "district_output_growth",
        "industry_revenue_growth",
        "recognitions",
        "funding",
        "robot_first_use_funding",
        "activities",
        "already_supported",
    ] {
        assert_eq!(value(id), None, "{id}");
    }
    for id in [
        "operates_in_fengtai",
        "in_enterprise_library",
        "category",
        "exclusions",
        "above_scale",
        "enterprise_size",
        "qualifications",
        "services_wanted",
    ] {
        assert!(value(id).is_some(), "{id}");
    }
    assert_eq!(value("above_scale_since"), Some(Value::Year(2023)));
    assert_eq!(value("hightech_since"), Some(Value::Year(2025)));
    assert!(profile.unsure.is_empty());
    // The note on the figure goes with it; the one on the old record does not.
    let note = |id: &str| profile.notes.get(id).map(String::as_str);
    assert_eq!(note("industrial_output_prior"), Some("财务口径，待审计"));
    assert_eq!(note("industrial_output"), None);
    assert_eq!(note("industrial_output_record"), None);
    let asked: Vec<_> = changes
        .iter()
        .filter_map(|change| match change {
            Change::AskedAgain(fact) => Some(policy.fact(*fact).id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(asked, ["high_growth", "already_supported"]);
    let takes = changes.iter().filter(|change| matches!(change, Change::Takes { .. })).count();
    assert_eq!(takes, 3);
}

#[test]
fn a_record_that_was_not_beaten_stays() {
    let policy = policy();
    let mut profile = Profile::new(&policy, 2026);
    let fact = |id: &str| policy.fact_id(id).expect(id);
    profile.answers.set(fact("industrial_output"), wan(7_000));
    profile.answers.set(fact("industrial_output_record"), wan(9_500));
    let next = carry_over(&policy, &profile).expect("a next year").profile;
    assert_eq!(next.answers.get(fact("industrial_output_prior")), wan(7_000));
    assert_eq!(next.answers.get(fact("industrial_output_record")), wan(9_500));
}

#[test]
fn a_prior_figure_is_not_kept_where_this_years_is_unknown() {
    let policy = policy();
    let mut profile = Profile::new(&policy, 2026);
    let prior = policy.fact_id("revenue_prior").expect("fact");
    profile.answers.set(prior, wan(100));
    let next = carry_over(&policy, &profile).expect("a next year");
    assert_eq!(next.profile.answers.get(prior), None);
    let cleared =
        Change::Cleared { fact: prior, value: Value::Money(Money::from_fen(100_000_000)) };
    assert_eq!(next.changes, [cleared]);
}

#[test]
fn every_change_is_listed() {
    let policy = policy();
    for name in ["robot-maker", "at-every-cap", "pilot-second-year", "challenge", "mostly-unknown"]
    {
        let (before, Carried { profile, changes }) = carried(&policy, name);
        let listed: Vec<_> = changes
            .iter()
            .map(|change| match change {
                Change::Takes { fact, .. } | Change::Cleared { fact, .. } => *fact,
                Change::AskedAgain(fact) => *fact,
            })
            .collect();
        for (id, fact) in policy.facts() {
            let same = before.answers.get(id) == profile.answers.get(id);
            assert!(same || listed.contains(&id), "{name}: {}", fact.id);
            assert!(!before.unsure.contains(&id) || listed.contains(&id), "{name}: {}", fact.id);
        }
    }
}

#[test]
fn there_is_no_year_after_the_last() {
    let policy = policy();
    assert!(carry_over(&policy, &Profile::new(&policy, 2100)).is_none());
    assert!(carry_over(&policy, &Profile::new(&policy, 2099)).is_some());
}
