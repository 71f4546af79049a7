//! What each benefit lacks of one enterprise, looked up once for all that is said of it.

use super::Record;
use crate::assess::{Evaluator, Kind, Missing, Named, Status};
use crate::policy::{BenefitId, Effort, FactId, Policy};
use crate::quantity::Truth;

/// What the benefits lack, by their order.
#[derive(Default)]
pub(super) struct Lacks(Vec<Lack>);

/// What one benefit lacks.
#[derive(Default)]
pub(super) struct Lack {
    pub missing: Vec<Missing>,
    pub step: Option<Step>,
}

/// The one thing that a benefit lacks, all else holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The single missing part is a condition that is not met.
    Unmet,
    /// A single answer settles all that is not known.
    Answer(FactId),
}

impl Lacks {
    /// Looks up what an enterprise lacks that was just evaluated.
    pub(super) fn look(&mut self, policy: &Policy, record: &Record, evaluator: &Evaluator<'_>) {
        self.0.clear();
        self.0.extend(policy.benefits().map(|(id, _)| Lack::of(policy, record, evaluator, id)));
    }

    /// What each benefit lacks, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Lack> {
        self.0.iter()
    }
}

impl Lack {
    fn of(policy: &Policy, record: &Record, evaluator: &Evaluator<'_>, id: BenefitId) -> Self {
        match evaluator.outcomes()[id.index()].status {
            Status::Eligible | Status::Duplicate | Status::Superseded => Self::default(),
            Status::Ineligible | Status::Undetermined => {
                let missing = evaluator.missing(policy, &record.answers, id);
                let step = step(policy, record, evaluator, id, &missing);
                Self { missing, step }
            }
        }
    }
}

fn step(
    policy: &Policy,
    record: &Record,
    evaluator: &Evaluator<'_>,
    benefit: BenefitId,
    missing: &[Missing],
) -> Option<Step> {
    let (first, rest) = missing.split_first()?;
    match first.kind {
        Kind::Unknown => {
            // Conditions may wait for the same answer: a common one and an item's own, what is
            // computed and what it is computed from.
            let asked = |part: &Missing| part.fact.map(|fact| awaited(evaluator, fact));
            let answer = asked(first)?;
            rest.iter().all(|part| asked(part) == Some(answer)).then_some(Step::Answer(answer))
        }
        Kind::Unmet => {
            // Beside what is unmet nothing may be open, neither a condition nor the amount.
            let rule = &evaluator.program().rules[benefit.index()];
            let mut requirements = rule.requirements.iter();
            let settled = rest.is_empty()
                && is_a_step(policy, first)
                && requirements.all(|it| evaluator.truth(it.atom) != Truth::Unknown)
                && evaluator.open_award_facts(&record.answers, benefit).is_empty();
            settled.then_some(Step::Unmet)
        }
    }
}

/// Whether meeting a condition is a step that an enterprise can take: no title that others
/// confer, and nothing that has to happen.
fn is_a_step(policy: &Policy, missing: &Missing) -> bool {
    let own = missing.condition.as_ref().and_then(|condition| condition.effort);
    let common = match missing.named {
        Named::Gate(gate) => policy.gates[gate.index()].effort,
        Named::Fact(fact) => policy.fact(fact).effort,
    };
    match own.or(common) {
        Some(Effort::Title | Effort::Event) => false,
        Some(Effort::Apply | Effort::Sign | Effort::Figure) | None => true,
    }
}

/// The answer that an unknown fact waits for: the only open input of what it is computed from,
/// or itself. Two facts that one answer settles have the same.
fn awaited(evaluator: &Evaluator<'_>, mut fact: FactId) -> FactId {
    let derivations = &evaluator.program().derivations;
    // No chain is longer than there are derivations.
    for _ in derivations {
        let mut open = open_inputs(evaluator, fact);
        let (Some(only), None) = (open.next(), open.next()) else { break };
        fact = only;
    }
    fact
}

/// The unknown facts that an unknown one is computed from.
fn open_inputs(evaluator: &Evaluator<'_>, fact: FactId) -> impl Iterator<Item = FactId> {
    let derivations = &evaluator.program().derivations;
    let rule = derivations.iter().find(|(derived, _)| *derived == fact).map(|(_, rule)| rule);
    let inputs = rule.into_iter().flat_map(|rule| rule.inputs());
    inputs.filter(|input| !evaluator.is_known(*input))
}

/// Adds the questions whose answers settle an unknown fact: itself, or what it is computed from.
pub(super) fn questions(evaluator: &Evaluator<'_>, fact: FactId, out: &mut Vec<FactId>) {
    let mut inputs = open_inputs(evaluator, fact).peekable();
    if inputs.peek().is_none() {
        if !out.contains(&fact) {
            out.push(fact);
        }
        return;
    }
    let inputs: Vec<FactId> = inputs.collect();
    for input in inputs {
        questions(evaluator, input, out);
    }
}
