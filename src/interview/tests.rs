use super::*;
use crate::assess::Program;
use crate::policy::{Policy, load_embedded};
use crate::profile::{Profile, Value};

fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

fn interview(policy: &Policy, profile: &Profile) -> Interview {
    let program = Program::compile(policy, &policy.default_readings());
    Interview::new(policy, &program, profile, &profile.answers)
}

fn set(policy: &Policy, profile: &mut Profile, fact: &str, value: Value) {
    profile.answers.set(policy.fact_id(fact).expect(fact), Some(value));
}

fn option(policy: &Policy, fact: &str, option: &str) -> u8 {
    policy.fact(policy.fact_id(fact).expect(fact)).kind.option(option).expect(option)
}

fn due(policy: &Policy, interview: &Interview) -> Vec<String> {
    let due = interview.questions().filter(|question| question.is_due());
    due.map(|question| policy.fact(question.fact).id.clone()).collect()
}

fn manufacturer(policy: &Policy) -> Profile {
    let mut profile = Profile::new(policy, 2026);
    set(policy, &mut profile, "operates_in_fengtai", Value::Bool(true));
    set(policy, &mut profile, "in_enterprise_library", Value::Bool(true));
    let category = option(policy, "category", "manufacturer");
    set(policy, &mut profile, "category", Value::Choice(category));
    set(policy, &mut profile, "exclusions", Value::Set(0));
    profile
}

#[test]
fn an_empty_profile_starts_with_the_first_section() {
    let policy = policy();
    let interview = interview(&policy, &Profile::new(&policy, 2026));
    assert_eq!(interview.steps[0].kind, StepKind::Section(0));
    assert_eq!(due(&policy, &interview)[0], policy.fact(policy.sections[0].facts[0]).id);
    assert_eq!(due(&policy, &interview).last().map(String::as_str), Some("already_supported"));
    assert!(!interview.scope_known);
}

#[test]
fn a_manufacturer_is_not_asked_for_software_figures() {
    let policy = policy();
    let due = due(&policy, &interview(&policy, &manufacturer(&policy)));
    assert!(due.contains(&"industrial_output".to_owned()));
    assert!(due.contains(&"industrial_output_prior".to_owned()));
    assert!(!due.contains(&"revenue_record".to_owned()), "{due:?}");
    assert!(!due.contains(&"transformation_route".to_owned()), "{due:?}");
    // A derived fact waits until its inputs fail.
    assert!(!due.contains(&"output_growth".to_owned()), "{due:?}");
    assert!(!due.contains(&"output_growth_reaches_district".to_owned()), "{due:?}");
}

#[test]
fn not_being_in_the_library_does_not_end_the_interview() {
    let policy = policy();
    let mut profile = manufacturer(&policy);
    set(&policy, &mut profile, "in_enterprise_library", Value::Bool(false));
    let due = due(&policy, &interview(&policy, &profile));
    assert!(due.contains(&"industrial_output".to_owned()), "{due:?}");
}

#[test]
fn an_exclusion_ends_the_interview_and_can_be_taken_back() {
    let policy = policy();
    let mut profile = manufacturer(&policy);
    set(&policy, &mut profile, "exclusions", Value::Set(0b100));
    let interview = interview(&policy, &profile);
    assert_eq!(due(&policy, &interview), Vec::<String>::new());
    let exclusions = policy.fact_id("exclusions").expect("fact");
    let kept = interview.questions().find(|question| question.fact == exclusions);
    assert!(kept.is_some_and(|question| question.relevant));
}

#[test]
fn a_comparison_is_asked_once_the_average_is_not_known() {
    let policy = policy();
    let mut profile = manufacturer(&policy);
    let average = policy.fact_id("district_output_growth").expect("fact");
    profile.unsure.insert(average);
    let interview = interview(&policy, &profile);
    let due = due(&policy, &interview);
    assert!(due.contains(&"output_growth_reaches_district".to_owned()), "{due:?}");
    let step = interview.step_of(average).expect("still shown");
    assert_eq!(interview.steps[step].kind, StepKind::Authority);
}

#[test]
fn growth_is_asked_where_the_prior_year_was_nothing() {
    let policy = policy();
    let mut profile = manufacturer(&policy);
    let money = |wan: i64| Value::Money(crate::quantity::Money::from_fen(wan * 1_000_000));
    set(&policy, &mut profile, "industrial_output", money(6000));
    set(&policy, &mut profile, "industrial_output_prior", money(0));
    let asked = due(&policy, &interview(&policy, &profile));
    assert!(asked.contains(&"output_growth".to_owned()), "{asked:?}");
    set(&policy, &mut profile, "industrial_output_prior", money(5000));
    let asked = due(&policy, &interview(&policy, &profile));
    assert!(!asked.contains(&"output_growth".to_owned()), "{asked:?}");
}
