//! Which facts can still change the result.

use crate::assess::{Evaluator, OpenFacts, Program, Status};
use crate::policy::{BenefitId, FactId, Policy};
use crate::profile::Answers;
use crate::quantity::Money;

/// How facts hang together, whatever the answers.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    /// Each fact with every derived fact that is computed from it, directly or not.
    affected: Vec<Vec<FactId>>,
    /// A fact, and one whose being open makes it count: a prior year and its record, a count
    /// and the figure it makes known.
    speaks_for: Vec<(FactId, FactId)>,
}

impl Links {
    pub(crate) fn new(policy: &Policy, program: &Program, targets: &[BenefitId]) -> Self {
        let mut affected: Vec<Vec<FactId>> = policy.facts().map(|(id, _)| vec![id]).collect();
        loop {
            let mut grown = false;
            for (derived, fact) in policy.facts() {
                let Some(rule) = fact.derived else { continue };
                for all in &mut affected {
                    if !all.contains(&derived) && rule.inputs().iter().any(|i| all.contains(i)) {
                        all.push(derived);
                        grown = true;
                    }
                }
            }
            if !grown {
                break;
            }
        }
        let milestones = targets
            .iter()
            .flat_map(|benefit| program.milestones(*benefit))
            .map(|milestone| (milestone.prior, milestone.record));
        let assumed =
            policy.facts().filter_map(|(id, fact)| Some((fact.assumed.as_ref()?.when.fact?, id)));
        let mut speaks_for: Vec<_> = milestones.chain(assumed).collect();
        speaks_for.sort_unstable();
        speaks_for.dedup();
        Self { affected, speaks_for }
    }

    /// The fact and what is computed from it.
    pub(crate) fn affected(&self, fact: FactId) -> &[FactId] {
        &self.affected[fact.index()]
    }

    /// Whether the answer to a fact bears on one of these open ones.
    pub(crate) fn bears_on(&self, fact: FactId, mut open: impl FnMut(FactId) -> bool) -> bool {
        self.affected(fact).iter().any(|id| open(*id))
            || self.speaks_for.iter().any(|(own, other)| *own == fact && open(*other))
    }
}

/// What is open of one benefit.
#[derive(Clone, Debug)]
pub(crate) struct OpenBenefit {
    pub benefit: BenefitId,
    pub facts: OpenFacts,
    /// The upper bound now; none where the text has none.
    pub at_most: Option<Money>,
    /// The least the award can be.
    pub floor: Money,
}

/// What is open of some benefits, the gate conditions that can be met at once being met.
pub(crate) fn open_prospective(
    evaluator: &mut Evaluator<'_>,
    answers: &Answers,
    year: i32,
    targets: &[BenefitId],
) -> Vec<OpenBenefit> {
    evaluator.run_benefits_prospective(answers, year);
    open_of(evaluator, answers, targets)
}

/// What is open of some benefits after a run.
pub(crate) fn open_of(
    evaluator: &Evaluator<'_>,
    answers: &Answers,
    targets: &[BenefitId],
) -> Vec<OpenBenefit> {
    targets
        .iter()
        .filter_map(|benefit| {
            let facts = evaluator.open_facts(answers, *benefit);
            facts.all().next()?;
            Some(OpenBenefit {
                benefit: *benefit,
                facts,
                at_most: evaluator.outcomes()[benefit.index()].at_most,
                floor: evaluator.award_floor(answers, *benefit),
            })
        })
        .collect()
}

/// For each fact, whether its answer can change the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relevance(Vec<bool>);

impl Relevance {
    /// Tests every fact: the rules are evaluated with that fact taken away.
    pub fn new(policy: &Policy, program: &Program, answers: &Answers, year: i32) -> Self {
        let all: Vec<BenefitId> = policy.benefits().map(|(id, _)| id).collect();
        Self::within(policy, program, answers, year, &all)
    }

    /// The same where only some benefits matter.
    pub fn within(
        policy: &Policy,
        program: &Program,
        answers: &Answers,
        year: i32,
        targets: &[BenefitId],
    ) -> Self {
        let links = Links::new(policy, program, targets);
        let mut evaluator = Evaluator::new(program);
        let mut open_without = |answers: &Answers| {
            let mut open = vec![false; policy.facts.len()];
            let mut collect = |evaluator: &Evaluator<'_>| {
                for benefit in targets {
                    for fact in evaluator.open_facts(answers, *benefit).all() {
                        open[fact.index()] = true;
                    }
                }
            };
            evaluator.run_benefits(answers, year);
            collect(&evaluator);
            evaluator.run_benefits_prospective(answers, year);
            collect(&evaluator);
            open
        };
        let as_is = open_without(answers);
        let mut without = answers.clone();
        let relevant = policy
            .facts()
            .map(|(fact, _)| {
                if policy.already_supported == Some(fact) {
                    let supportable = supportable(policy, program, answers, year);
                    return supportable.iter().any(|benefit| targets.contains(benefit));
                }
                let affected = links.affected(fact);
                // Nothing is taken away where nothing is answered.
                if affected.iter().all(|id| !answers.is_answered(*id)) {
                    return links.bears_on(fact, |id| as_is[id.index()]);
                }
                without.clone_from(answers);
                for id in affected {
                    without.set(*id, None);
                }
                let open = open_without(&without);
                links.bears_on(fact, |id| open[id.index()])
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
    evaluator.run_benefits_prospective(&without, year);
    policy
        .benefits()
        .map(|(id, _)| id)
        .filter(|id| evaluator.outcomes()[id.index()].status != Status::Ineligible)
        .collect()
}
