//! Which facts can still change the result.

use std::collections::BTreeSet;

use crate::assess::{Evaluator, Program, Status};
use crate::policy::{Amount, Benefit, BenefitId, FactId, Milestone, Policy, Test};
use crate::profile::Answers;

/// For each fact, whether its answer can change the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relevance(Vec<bool>);

impl Relevance {
    /// Tests every fact: the rules are evaluated with that fact taken away.
    pub fn new(policy: &Policy, program: &Program, answers: &Answers, year: i32) -> Self {
        let milestones: Vec<&Milestone> = policy.benefits.iter().flat_map(milestones).collect();
        let mut evaluator = Evaluator::new(program);
        let relevant = policy
            .facts()
            .map(|(fact, _)| {
                if policy.already_supported == Some(fact) {
                    return !supportable(policy, program, answers, year).is_empty();
                }
                let affected = policy.dependents(fact);
                let mut without = answers.clone();
                for id in &affected {
                    without.set(*id, None);
                }
                let mut open = BTreeSet::new();
                evaluator.run(&without, year);
                collect_open(policy, &evaluator, &without, &mut open);
                if evaluator.run_prospective(&without, year) {
                    collect_open(policy, &evaluator, &without, &mut open);
                }
                affected.iter().any(|id| open.contains(id))
                    || milestones.iter().any(|milestone| {
                        milestone.prior == fact && open.contains(&milestone.record)
                    })
                    || policy.facts().any(|(id, other)| {
                        let assumed = other.assumed.as_ref();
                        assumed.is_some_and(|assumed| assumed.when.fact == Some(fact))
                            && open.contains(&id)
                    })
            })
            .collect();
        Self(relevant)
    }

    /// Whether a fact is worth asking for.
    pub fn is_relevant(&self, fact: FactId) -> bool {
        self.0.get(fact.index()).copied().unwrap_or(false)
    }
}

/// The benefits of which it matters whether another measure supports them: those that are
/// eligible or undetermined, also once the gate conditions that can be met at once are met.
pub fn supportable(
    policy: &Policy,
    program: &Program,
    answers: &Answers,
    year: i32,
) -> Vec<BenefitId> {
    let mut without = answers.clone();
    if let Some(fact) = policy.already_supported {
        without.set(fact, None);
    }
    let mut evaluator = Evaluator::new(program);
    if !evaluator.run_prospective(&without, year) {
        evaluator.run(&without, year);
    }
    policy
        .benefits()
        .map(|(id, _)| id)
        .filter(|id| evaluator.outcomes()[id.index()].status != Status::Ineligible)
        .collect()
}

/// The unknown facts that conditions, awards and later amounts depend on.
fn collect_open(
    policy: &Policy,
    evaluator: &Evaluator<'_>,
    answers: &Answers,
    open: &mut BTreeSet<FactId>,
) {
    for (id, _) in policy.benefits() {
        if evaluator.outcomes()[id.index()].status == Status::Undetermined {
            let missing = evaluator.missing(policy, answers, id);
            open.extend(missing.iter().filter_map(|part| part.fact));
        }
        open.extend(evaluator.open_later_facts(answers, id));
    }
}

/// The milestones that a benefit speaks of, whatever the readings.
fn milestones(benefit: &Benefit) -> Vec<&Milestone> {
    let patched = benefit.overlays.iter().filter_map(|overlay| overlay.patch.award.as_ref());
    let of_awards = benefit.award.iter().chain(patched).filter_map(|award| match award {
        Amount::Milestone(milestone) => Some(milestone),
        _ => None,
    });
    let of_conditions = benefit.when.iter().filter_map(|condition| match &condition.test {
        Test::FirstReaches(milestone) => Some(milestone),
        _ => None,
    });
    of_awards.chain(of_conditions).collect()
}
