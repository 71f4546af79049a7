//! Answers for the tests, as a person would write them.

use crate::policy::{FactId, Policy, load_embedded};
use crate::profile::Answers;
use crate::profile::parse::{Raw, parse};

pub(super) fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

pub(super) fn fact(policy: &Policy, id: &str) -> FactId {
    policy.fact_id(id).unwrap_or_else(|| panic!("{id}"))
}

pub(super) fn answers(policy: &Policy, given: &[(&str, Raw<'_>)]) -> Answers {
    let mut answers = Answers::new(policy);
    for (id, raw) in given {
        let fact = fact(policy, id);
        let value = parse(policy.fact(fact), raw).unwrap_or_else(|_| panic!("{id}"));
        answers.set(fact, Some(value));
    }
    answers
}

/// What meets the gate, of a manufacturer.
pub(super) fn maker<'a>(more: &[(&'a str, Raw<'a>)]) -> Vec<(&'a str, Raw<'a>)> {
    let gate = [
        ("operates_in_fengtai", Raw::Bool(true)),
        ("in_enterprise_library", Raw::Bool(true)),
        ("category", Raw::Str("manufacturer")),
        ("exclusions", Raw::List(Vec::new())),
    ];
    gate.into_iter().chain(more.iter().cloned()).collect()
}
