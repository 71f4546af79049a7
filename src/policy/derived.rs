//! Which facts are computed from which.

use super::{FactId, Policy};

impl Policy {
    /// A fact with every fact that is computed from it, directly or not; itself first.
    pub fn dependents(&self, fact: FactId) -> Vec<FactId> {
        closure(fact, |of| {
            let uses = move |other: &super::Fact| {
                other.derived.is_some_and(|rule| rule.inputs().contains(&of))
            };
            self.facts().filter(move |(_, other)| uses(other)).map(|(id, _)| id).collect()
        })
    }

    /// A fact with every fact that it is computed from, directly or not; itself first.
    pub fn inputs(&self, fact: FactId) -> Vec<FactId> {
        closure(fact, |of| self.fact(of).derived.map_or_else(Vec::new, |rule| rule.inputs().into()))
    }
}

fn closure(fact: FactId, step: impl Fn(FactId) -> Vec<FactId>) -> Vec<FactId> {
    let mut all = vec![fact];
    let mut at = 0;
    while let Some(of) = all.get(at).copied() {
        for next in step(of) {
            if !all.contains(&next) {
                all.push(next);
            }
        }
        at += 1;
    }
    all
}
