//! What a sentence of the measure means for this enterprise, and which questions decide it.

use crate::assess::Evaluator;
use crate::policy::{FactId, GateId, Policy, Sentence, Test};
use crate::profile::Value;
use crate::quantity::Truth;

use crate::tui::live::Group;
use crate::tui::model::Model;
use crate::tui::session::Session;

/// The state of a sentence; of several benefits the best one counts, of several gates the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Satisfied.
    Met,
    /// Satisfied once the common conditions are.
    Waiting,
    /// Not known yet.
    Open,
    /// Something is missing.
    Missing,
    /// Not applicable, or counted elsewhere.
    Never,
    /// It sets no condition.
    Context,
}

/// What is known of each gate condition for a profile.
pub fn gates(model: &Model, work: &Session) -> Vec<Truth> {
    let mut evaluator = Evaluator::new(&model.program);
    evaluator.run(&work.filled, work.profile.year);
    let gates = (0u16..).map(GateId).take(model.policy.gates.len());
    gates.map(|gate| evaluator.gate(gate)).collect()
}

/// The mark of a gate.
pub fn of_truth(truth: Truth) -> Mark {
    match truth {
        Truth::True => Mark::Met,
        Truth::Unknown => Mark::Open,
        Truth::False => Mark::Missing,
    }
}

/// The mark of a benefit.
pub fn of_group(group: Group) -> Mark {
    match group {
        Group::Eligible => Mark::Met,
        Group::Waiting => Mark::Waiting,
        Group::Open => Mark::Open,
        Group::Missing => Mark::Missing,
        Group::Duplicate | Group::Superseded | Group::Never => Mark::Never,
    }
}

/// The mark of a sentence.
pub fn mark(model: &Model, sentence: &Sentence) -> Mark {
    match &model.work {
        Some(work) => mark_with(model, work, &gates(model, work), sentence),
        None => Mark::Context,
    }
}

/// The mark of a sentence, the gates being known.
pub fn mark_with(model: &Model, work: &Session, gates: &[Truth], sentence: &Sentence) -> Mark {
    let benefits = sentence.benefits.iter();
    let best = benefits
        .filter_map(|id| work.live.standings.get(id.index()))
        .map(|standing| of_group(standing.group))
        .min();
    let worst = sentence.gates.iter().map(|gate| here(model, work, gates, sentence, *gate)).min();
    best.or(worst.map(of_truth)).unwrap_or(Mark::Context)
}

/// What is known of a gate in one sentence: where it forbids several things, each in a sentence
/// of its own, only of the one that this sentence names.
pub fn here(
    model: &Model,
    work: &Session,
    gates: &[Truth],
    sentence: &Sentence,
    gate: GateId,
) -> Truth {
    let when = &model.policy.gates[gate.index()].when;
    let named = sentence.options.iter().filter(|(fact, _)| when.fact == Some(*fact));
    let named = named.fold(0u128, |bits, (_, at)| bits | 1 << at);
    let held = when.fact.and_then(|fact| work.filled.get(fact));
    match (&when.test, held) {
        (Test::Empty, Some(Value::Set(bits))) if named != 0 => (bits & named == 0).into(),
        _ => gates.get(gate.index()).copied().unwrap_or(Truth::Unknown),
    }
}

/// The facts that decide a sentence: of its gates, its benefits and their awards, each with what
/// it is computed from.
pub fn facts(model: &Model, sentence: &Sentence) -> Vec<FactId> {
    let policy: &Policy = &model.policy;
    let mut facts: Vec<FactId> = Vec::new();
    let mut add = |fact: FactId| {
        for input in policy.inputs(fact) {
            if !facts.contains(&input) {
                facts.push(input);
            }
        }
    };
    for gate in &sentence.gates {
        policy.gates[gate.index()].when.fact.into_iter().for_each(&mut add);
    }
    for id in &sentence.benefits {
        for (gate, condition) in model.program.conditions(*id) {
            if gate.is_none() {
                condition.fact.into_iter().for_each(&mut add);
            }
        }
        let award = policy.benefit(*id).award.as_ref();
        award.map(|award| award.facts()).unwrap_or_default().into_iter().for_each(&mut add);
    }
    facts
}

/// Whether a question is not asked now.
pub fn is_idle(model: &Model, fact: FactId) -> bool {
    let Some(work) = &model.work else { return false };
    let mut questions = work.interview.questions();
    !questions.any(|question| question.fact == fact && question.relevant)
}
