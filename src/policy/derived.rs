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
        closure(fact, |of| self.fact(of).derived.map_or_else(Vec::new, |rule| rule.inputs()))
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

#[cfg(test)]
mod tests {
    use crate::policy::{FactId, load_embedded};

    #[test]
    fn what_is_computed_from_what_directly_or_not() {
        let policy = load_embedded().expect("the pack");
        let names = |facts: Vec<FactId>| -> Vec<String> {
            facts.into_iter().map(|fact| policy.fact(fact).id.clone()).collect()
        };
        let id = |id: &str| policy.fact_id(id).expect("a fact");
        let reaches = "output_growth_reaches_district";
        let inputs = names(policy.inputs(id(reaches)));
        let all = [reaches, "output_growth", "district_output_growth", "industrial_output"];
        assert_eq!(inputs[..4], all);
        assert_eq!(inputs[4..], ["industrial_output_prior"]);
        let uses = names(policy.dependents(id("industrial_output")));
        assert_eq!(uses[0], "industrial_output");
        for computed in ["output_increase", "output_growth", reaches] {
            assert_eq!(uses.iter().filter(|id| *id == computed).count(), 1, "{uses:?}");
        }
        assert_eq!(names(policy.dependents(id("category"))), ["category"]);
        assert_eq!(names(policy.inputs(id("category"))), ["category"]);
    }
}
