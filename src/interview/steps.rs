//! The order of the questions. By section: section by section, then what only an authority
//! knows, then what other measures support already. For one article or benefit: the gate first,
//! which says whether it concerns the enterprise at all, then its own questions.

use std::collections::BTreeSet;

use crate::advise::outlook::needs_authority;
use crate::assess::{Evaluator, Program};
use crate::policy::{BenefitId, FactId, FactKind, Policy};
use crate::profile::{Answers, Profile};
use crate::text;
use crate::text::Text;

use super::{Relevance, Route};

/// What was done with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not answered yet.
    Open,
    /// Answered.
    Answered,
    /// Asked, not known.
    Unsure,
    /// Not answered here, but filled from elsewhere (a benchmark file).
    Filled,
}

/// One question of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact asked for.
    pub fact: FactId,
    /// Whether its answer can change the result.
    pub relevant: bool,
    /// What was done with it.
    pub state: State,
}

impl Question {
    /// Whether it is still to be asked.
    pub fn is_due(&self) -> bool {
        self.relevant && self.state == State::Open
    }
}

/// What a step is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A section of the policy.
    Section(usize),
    /// What only an authority knows.
    Authority,
    /// What other measures support.
    Supported,
    /// What the article or benefit asked for needs for itself.
    Own,
    /// The conditions common to all, asked before what is its own.
    Gate,
}

/// Questions asked together.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it is made of.
    pub kind: StepKind,
    /// Title.
    pub title: Text,
    /// Its questions in order; only those worth asking or answered.
    pub questions: Vec<Question>,
}

/// All questions worth asking or answered, for the answers as they stand.
#[derive(Clone, Debug)]
pub struct Interview {
    /// The steps in order; none is empty.
    pub steps: Vec<Step>,
    /// Whether what an enterprise is and does is known well enough to name an upper bound.
    pub scope_known: bool,
}

impl Interview {
    /// The questions for a profile; `filled` are its answers with those of a benchmark file.
    pub fn new(policy: &Policy, program: &Program, profile: &Profile, filled: &Answers) -> Self {
        Self::along(policy, program, profile, filled, Route::Section)
    }

    /// The questions on one way through; quickest first has the steps of by section.
    pub fn along(
        policy: &Policy,
        program: &Program,
        profile: &Profile,
        filled: &Answers,
        way: Route,
    ) -> Self {
        let targets = way.benefits(policy);
        let relevance = Relevance::within(policy, program, filled, profile.year, &targets);
        let mut evaluator = Evaluator::new(program);
        evaluator.run(filled, profile.year);
        let state = |fact: FactId| {
            if profile.answers.is_answered(fact) {
                State::Answered
            } else if profile.unsure.contains(&fact) {
                State::Unsure
            } else if filled.is_answered(fact) {
                State::Filled
            } else {
                State::Open
            }
        };
        let concerned = way.is_narrow().then(|| concerned(policy, program, &targets));
        let asked = |fact: FactId| {
            let done = state(fact);
            let relevant =
                relevance.is_relevant(fact) && may_be_asked(policy, fact, &evaluator, &state);
            let concerns = concerned.as_ref().is_none_or(|facts| facts.contains(&fact));
            let shown = relevant || (concerns && matches!(done, State::Answered | State::Unsure));
            shown.then_some(Question { fact, relevant, state: done })
        };
        let mut steps: Vec<Step> = Vec::new();
        let mut push = |kind, title: Text, facts: &mut dyn Iterator<Item = FactId>| {
            let mut questions: Vec<Question> = facts.filter_map(asked).collect();
            match steps.last_mut() {
                Some(step) if step.kind == kind => step.questions.append(&mut questions),
                _ if questions.is_empty() => {}
                _ => steps.push(Step { kind, title, questions }),
            }
        };
        let all = || policy.sections.iter().flat_map(|section| section.facts.iter().copied());
        let last = |fact: FactId| is_last(policy, fact);
        let authority = |fact: FactId| needs_authority(policy, fact);
        if way.is_narrow() {
            let gate: Vec<FactId> = gate_facts(policy).collect();
            push(
                StepKind::Gate,
                text!("共同条件", "Common conditions"),
                &mut all().filter(|fact| gate.contains(fact)),
            );
            let title = text!("本条的问题", "Questions of its own");
            let own = || all().filter(|fact| !last(*fact) && !gate.contains(fact));
            push(StepKind::Own, title.clone(), &mut own().filter(|fact| !authority(*fact)));
            push(StepKind::Own, title, &mut own().filter(|fact| authority(*fact)));
        } else {
            for (at, section) in policy.sections.iter().enumerate() {
                let own = |fact: &FactId| !last(*fact) && !authority(*fact);
                push(
                    StepKind::Section(at),
                    section.title.clone(),
                    &mut section.facts.iter().copied().filter(own),
                );
            }
            push(
                StepKind::Authority,
                text!("主管部门掌握的情况", "Known to the authorities"),
                &mut all().filter(|fact| !last(*fact) && authority(*fact)),
            );
        }
        push(
            StepKind::Supported,
            text!("同类政策", "Other support"),
            &mut all().filter(|fact| last(*fact)),
        );
        let scope_known = scope_known(policy, &relevance, &state);
        Self { steps, scope_known }
    }

    /// How far it has come, as in “18/26 题”: how many questions are answered or no longer needed,
    /// and how many there are on this way, counted from an empty profile.
    pub fn progress(
        &self,
        policy: &Policy,
        program: &Program,
        year: i32,
        way: Route,
    ) -> (usize, usize) {
        let empty = Profile::new(policy, year);
        let start = Self::along(policy, program, &empty, &empty.answers, way);
        let mut all: Vec<FactId> = start.questions().map(|question| question.fact).collect();
        all.extend(self.questions().map(|question| question.fact));
        all.sort_unstable();
        all.dedup();
        let due = self.questions().filter(|question| question.is_due()).count();
        (all.len() - due, all.len())
    }

    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|step| &step.questions)
    }

    /// The first question still to be asked after one, else the first of all.
    pub fn next_due(&self, after: Option<FactId>) -> Option<FactId> {
        let passed = after
            .and_then(|fact| self.questions().position(|question| question.fact == fact))
            .map_or(0, |at| at + 1);
        let later = self.questions().skip(passed).find(|question| question.is_due());
        later.or_else(|| self.questions().find(|question| question.is_due())).map(|q| q.fact)
    }

    /// The step that asks for a fact.
    pub fn step_of(&self, fact: FactId) -> Option<usize> {
        self.steps.iter().position(|step| step.questions.iter().any(|q| q.fact == fact))
    }
}

/// The fact that lists what other measures support comes at the very end.
fn is_last(policy: &Policy, fact: FactId) -> bool {
    policy.already_supported == Some(fact)
}

/// The facts that the gates ask for.
pub(super) fn gate_facts(policy: &Policy) -> impl Iterator<Item = FactId> + '_ {
    policy.gates.iter().filter_map(|gate| gate.when.fact)
}

/// Every fact that some benefits rest on, directly or not.
fn concerned(policy: &Policy, program: &Program, targets: &[BenefitId]) -> BTreeSet<FactId> {
    let mut facts: BTreeSet<FactId> =
        targets.iter().flat_map(|benefit| program.facts_of(*benefit)).collect();
    facts.extend(policy.already_supported);
    let mut waiting: Vec<FactId> = facts.iter().copied().collect();
    while let Some(fact) = waiting.pop() {
        let fact = policy.fact(fact);
        let inputs = fact.derived.map(|rule| rule.inputs()).into_iter().flatten();
        let assumed = fact.assumed.as_ref().and_then(|assumed| assumed.when.fact);
        for input in inputs.chain(assumed) {
            if facts.insert(input) {
                waiting.push(input);
            }
        }
    }
    facts
}

/// A derived fact is asked only where its inputs do not lead to it.
fn may_be_asked(
    policy: &Policy,
    fact: FactId,
    evaluator: &Evaluator<'_>,
    state: &dyn Fn(FactId) -> State,
) -> bool {
    let Some(rule) = policy.fact(fact).derived else { return true };
    let inputs = rule.inputs();
    inputs.iter().any(|input| state(*input) == State::Unsure)
        || (inputs.iter().all(|input| state(*input) != State::Open) && !evaluator.is_computed(fact))
}

/// Whether the choices that gates ask for and every relevant checklist are answered.
fn scope_known(policy: &Policy, relevance: &Relevance, state: &dyn Fn(FactId) -> State) -> bool {
    let gate_choices = policy
        .gates
        .iter()
        .filter_map(|gate| gate.when.fact)
        .filter(|fact| matches!(policy.fact(*fact).kind, FactKind::Choice(_)));
    let checklists = policy
        .facts()
        .filter(|(id, fact)| matches!(fact.kind, FactKind::Set(_)) && !is_last(policy, *id))
        .map(|(id, _)| id);
    gate_choices
        .chain(checklists)
        .all(|fact| state(fact) != State::Open || !relevance.is_relevant(fact))
}
