//! The ways through, and what depends on a question.

use super::*;
use crate::assess::Program;
use crate::policy::{FactId, FactKind, Policy, load_embedded};
use crate::profile::{Answers, Profile, Value};
use crate::quantity::Money;

fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

fn fact(policy: &Policy, id: &str) -> FactId {
    policy.fact_id(id).unwrap_or_else(|| panic!("{id}"))
}

fn next(policy: &Policy, program: &Program, profile: &Profile, way: Route) -> Option<FactId> {
    let interview = Interview::along(policy, program, profile, &profile.answers, way);
    next_question(policy, program, profile, &profile.answers, &interview, way, None)
}

/// Every question asked on a way when `answer` answers; none stands for not known.
fn asked(policy: &Policy, way: Route, answer: impl Fn(&str) -> Option<Value>) -> Vec<String> {
    let program = Program::compile(policy, &policy.default_readings());
    let mut profile = Profile::new(policy, 2026);
    let mut asked = Vec::new();
    while let Some(fact) = next(policy, &program, &profile, way) {
        let id = &policy.fact(fact).id;
        assert!(!asked.contains(id), "{id} is asked twice");
        asked.push(id.clone());
        match answer(id) {
            Some(value) => profile.answers.set(fact, Some(value)),
            None => assert!(profile.unsure.insert(fact)),
        }
    }
    asked
}

fn gated(id: &str) -> Option<Value> {
    match id {
        "operates_in_fengtai" | "in_enterprise_library" => Some(Value::Bool(true)),
        "category" => Some(Value::Choice(0)),
        "exclusions" | "already_supported" => Some(Value::Set(0)),
        _ => None,
    }
}

#[test]
fn an_article_asks_for_the_gate_first_and_then_its_own_questions() {
    let policy = policy();
    let all_of = [
        "recognitions",
        "smart_factory_investment",
        "funding",
        "factory_upgrade_funding",
        "operates_in_fengtai",
        "in_enterprise_library",
        "category",
        "exclusions",
        "already_supported",
    ];
    let mut sorted = asked(&policy, Route::Article(11), |_| None);
    assert!(sorted.len() <= 9, "{sorted:?}");
    let gate = sorted.iter().position(|id| id == "operates_in_fengtai");
    assert_eq!(gate, Some(0), "{sorted:?}");
    let category = sorted.iter().position(|id| id == "category");
    let own = sorted.iter().position(|id| id == "recognitions");
    assert!(category < own, "{sorted:?}");
    assert_eq!(sorted.last().map(String::as_str), Some("already_supported"));
    let mut expected = all_of.map(str::to_owned).to_vec();
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
    // A lighthouse factory (the fourth of the smart-factory options) of 10 million yuan.
    let lighthouse = |id: &str| match id {
        "recognitions" => {
            let kind = &policy.fact(fact(&policy, id)).kind;
            kind.option("lighthouse").map(|at| Value::Set(1 << at))
        }
        "smart_factory_investment" => Some(Value::Money(Money::from_fen(1_000_000_000))),
        "funding" => Some(Value::Set(0)),
        _ => gated(id),
    };
    let asked = asked(&policy, Route::Article(11), lighthouse);
    assert_eq!(asked.len(), 8, "{asked:?}");
    assert!(!asked.contains(&"factory_upgrade_funding".to_owned()));
}

#[test]
fn a_benefit_asks_for_itself_only() {
    let policy = policy();
    let catalogue = policy.benefit_id("a14-first-set-catalogue").expect("benefit");
    let all = asked(&policy, Route::Benefit(catalogue), |_| None);
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!(all[0], "operates_in_fengtai");
    // Nothing recognised: decided by one answer after the gate.
    let none = |id: &str| {
        let own = (id == "recognitions").then_some(Value::Set(0));
        own.or_else(|| gated(id))
    };
    let asked = asked(&policy, Route::Benefit(catalogue), none);
    assert_eq!(asked.last().map(String::as_str), Some("recognitions"));
    assert!(asked.len() <= 5, "{asked:?}");
}

#[test]
fn every_way_decides_the_same_and_ends() {
    let policy = policy();
    let nothing = |id: &str| {
        let kind = &policy.fact(fact(&policy, id)).kind;
        gated(id).or(match kind {
            FactKind::Bool => Some(Value::Bool(false)),
            FactKind::Set(_) => Some(Value::Set(0)),
            FactKind::Money { .. } => Some(Value::Money(Money::ZERO)),
            _ => None,
        })
    };
    let by_section = asked(&policy, Route::Section, nothing);
    let quickest = asked(&policy, Route::Quickest, nothing);
    assert!(quickest.len() <= by_section.len(), "{quickest:?}\n{by_section:?}");
}

#[test]
fn switching_keeps_every_answer_and_progress_ends_full() {
    let policy = policy();
    let program = Program::compile(&policy, &policy.default_readings());
    let mut profile = Profile::new(&policy, 2026);
    let way = Route::Article(11);
    let along = |profile: &Profile| {
        let interview = Interview::along(&policy, &program, profile, &profile.answers, way);
        interview.progress(&policy, &program, 2026, way)
    };
    assert_eq!(along(&profile), (0, 9));
    profile.answers.set(fact(&policy, "recognitions"), Some(Value::Set(0)));
    // The investment is no longer needed.
    assert_eq!(along(&profile), (2, 9));
    profile.answers.set(fact(&policy, "funding"), Some(Value::Set(0)));
    assert_eq!(along(&profile), (9, 9));
}

fn stake_of(policy: &Policy, profile: &Profile, filled: &Answers, id: &str) -> Impact {
    let program = Program::compile(policy, &policy.default_readings());
    Impact::of(policy, &program, profile, filled, fact(policy, id))
}

#[test]
fn what_hangs_on_a_question() {
    let policy = policy();
    let mut profile = Profile::new(&policy, 2026);
    let ids = |stake: &Impact| -> Vec<String> {
        stake.benefits.iter().map(|id| policy.benefit(*id).id.clone()).collect()
    };
    let stake = stake_of(&policy, &profile, &profile.answers, "smart_factory_investment");
    assert_eq!(ids(&stake), ["a11-smart-factory"]);
    // 灯塔工厂最高500万元
    assert_eq!(stake.money, Money::from_fen(500_000_000));
    assert_eq!(stake.idle, None);
    let stake = stake_of(&policy, &profile, &profile.answers, "issuer_contracts");
    assert!(stake.is_unbounded());
    // 200万 and 300万, of which only the larger counts.
    let stake = stake_of(&policy, &profile, &profile.answers, "district_output_growth");
    assert_eq!(ids(&stake), ["a06-output-growth", "a06-outsourcing-growth"]);
    assert_eq!(stake.money, Money::from_fen(300_000_000));
    let stake = stake_of(&policy, &profile, &profile.answers, "in_enterprise_library");
    assert_eq!(stake.benefits.len(), policy.benefits.len() - 3);

    profile.answers.set(fact(&policy, "recognitions"), Some(Value::Set(0)));
    let stake = stake_of(&policy, &profile, &profile.answers, "smart_factory_investment");
    let by = vec![fact(&policy, "recognitions")];
    assert_eq!(stake.idle, Some(Idle::Settled { by, year: false }));
    assert_eq!(stake.money, Money::ZERO);
    let stake = stake_of(&policy, &profile, &profile.answers, "national_platform_count");
    assert_eq!(stake.idle, Some(Idle::Unused));
    let inputs = ["industrial_output", "industrial_output_prior"].map(|id| fact(&policy, id));
    let stake = stake_of(&policy, &profile, &profile.answers, "output_growth");
    assert_eq!(stake.idle, Some(Idle::Waits(inputs.to_vec())));
    for id in inputs {
        profile.answers.set(id, Some(Value::Money(Money::from_fen(1_000_000_000))));
    }
    let stake = stake_of(&policy, &profile, &profile.answers, "output_growth");
    assert_eq!(stake.idle, Some(Idle::Computed(inputs.to_vec())));
}

/// Until the category is known no question comes that only other categories ask, and not being in
/// the enterprise library is known before any amount is spoken of.
#[test]
fn the_gate_and_the_category_come_first_on_every_route() {
    let policy = policy();
    let gates: Vec<String> = policy
        .gates
        .iter()
        .filter_map(|gate| gate.when.fact)
        .map(|fact| policy.fact(fact).id.clone())
        .collect();
    for route in [Route::Quickest, Route::Article(6), Route::Article(11), Route::Article(19)] {
        let asked = asked(&policy, route, gated);
        let first = asked.iter().take_while(|id| gates.contains(id)).count();
        let all = asked.iter().filter(|id| gates.contains(id)).count();
        assert_eq!(first, all, "{route:?}: {asked:?}");
        assert!(all >= 3, "{route:?}: {asked:?}");
    }
}
