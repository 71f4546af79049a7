//! What depends on a question: which benefits its answer decides and how much money; and of a
//! question that can no longer change anything, why.

use crate::assess::{Evaluator, Program};
use crate::policy::{BenefitId, FactId, Policy};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;

use super::relevant::{Links, OpenBenefit, open_of, open_prospective};
use super::supportable;

/// What depends on a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// The benefits that its answer can decide or change, in order.
    pub benefits: Vec<BenefitId>,
    /// By how much their upper bounds together can differ, discretionary ones apart and of those
    /// that exclude each other the largest.
    pub money: Money,
    /// The same of the discretionary ones.
    pub discretionary: Money,
    /// Those among them without an upper bound.
    pub unbounded: Vec<BenefitId>,
    /// Why nothing depends on it; none where something does.
    pub idle: Option<Idle>,
}

/// Why a question is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It is computed from these.
    Computed(Vec<FactId>),
    /// These, from which it is computed, are asked first.
    Waits(Vec<FactId>),
    /// What it is for is decided: by these answers where a condition is not met, else by amounts
    /// that no longer change. `year`: the measure is not valid in the assessment year.
    Settled {
        /// The facts whose answers decide.
        by: Vec<FactId>,
        /// Whether the assessment year does.
        year: bool,
    },
    /// No rule in force speaks of it.
    Unused,
}

impl Impact {
    /// What depends on a fact, answered or not; `filled` are the profile's answers with those of a
    /// benchmark file.
    pub fn of(
        policy: &Policy,
        program: &Program,
        profile: &Profile,
        filled: &Answers,
        fact: FactId,
    ) -> Self {
        let year = profile.year;
        let all: Vec<BenefitId> = policy.benefits().map(|(id, _)| id).collect();
        let mut evaluator = Evaluator::new(program);
        if policy.already_supported == Some(fact) {
            let benefits = supportable(policy, program, filled, year);
            let mut without = filled.clone();
            without.set(fact, None);
            open_prospective(&mut evaluator, &without, year, &all);
            let mut stake = Self::decided(&evaluator, &without, benefits, |_| Money::ZERO);
            if stake.benefits.is_empty() {
                stake.idle = Some(Idle::Settled { by: Vec::new(), year: false });
            }
            return stake;
        }
        let links = Links::new(policy, program, &all);
        let mut without = filled.clone();
        for id in links.affected(fact) {
            without.set(*id, None);
        }
        let mut open = open_prospective(&mut evaluator, &without, year, &all);
        let bears =
            |open: &OpenBenefit| links.bears_on(fact, |id| open.facts.all().any(|f| f == id));
        // A gate condition that counts as met decides nothing there: look again without.
        if !open.iter().any(bears) {
            evaluator.run_benefits(&without, year);
            open = open_of(&evaluator, &without, &all);
        }
        let benefits: Vec<BenefitId> =
            open.iter().filter(|open| bears(open)).map(|open| open.benefit).collect();
        let floor = |benefit: BenefitId| {
            let found = open.iter().find(|open| open.benefit == benefit);
            match found {
                // A condition that fails leaves nothing.
                Some(open) if !links.bears_on(fact, |id| open.facts.conditions.contains(&id)) => {
                    open.floor
                }
                _ => Money::ZERO,
            }
        };
        let mut stake = Self::decided(&evaluator, &without, benefits, floor);
        stake.idle = idle(policy, program, profile, filled, fact, stake.benefits.is_empty());
        stake
    }

    /// Whether no upper bound can be given.
    pub fn is_unbounded(&self) -> bool {
        !self.unbounded.is_empty()
    }

    fn decided(
        evaluator: &Evaluator<'_>,
        answers: &Answers,
        benefits: Vec<BenefitId>,
        floor: impl Fn(BenefitId) -> Money,
    ) -> Self {
        let at_most = |id: BenefitId| evaluator.outcomes()[id.index()].at_most;
        let discretionary = |id: BenefitId| evaluator.program().is_discretionary(id);
        let fen = |id: BenefitId| at_most(id).unwrap_or_default().fen();
        let least = |id: BenefitId| {
            if benefits.contains(&id) { floor(id).fen().min(fen(id)) } else { fen(id) }
        };
        // What one enterprise can reach of them, and of what excludes them, at their most and at
        // their least.
        let near = |id: BenefitId| {
            let group = evaluator.program().exclusive_group(id);
            benefits.contains(&id)
                || group.is_some_and(|group| group.iter().any(|member| benefits.contains(member)))
        };
        let together = |worth: &dyn Fn(BenefitId) -> i64| {
            evaluator.at_most_with(answers, |id| if near(id) { worth(id) } else { 0 }).fen()
        };
        let money = Money::from_fen(together(&fen) - together(&least));
        let apart = benefits.iter().copied().filter(|id| discretionary(*id));
        let apart = apart.map(|id| fen(id) - least(id)).fold(0i64, i64::saturating_add);
        let unbounded = benefits.iter().copied().filter(|id| at_most(*id).is_none()).collect();
        let discretionary = Money::from_fen(apart);
        Self { benefits, money, discretionary, unbounded, idle: None }
    }
}

/// Why a fact is not asked for, if so.
fn idle(
    policy: &Policy,
    program: &Program,
    profile: &Profile,
    filled: &Answers,
    fact: FactId,
    nothing_hangs: bool,
) -> Option<Idle> {
    let year = profile.year;
    let mut evaluator = Evaluator::new(program);
    evaluator.run_benefits_prospective(filled, year);
    if !nothing_hangs {
        let inputs = policy.fact(fact).derived.map(|rule| rule.inputs().to_vec())?;
        if evaluator.is_computed(fact) {
            return Some(Idle::Computed(inputs));
        }
        if inputs.iter().any(|input| profile.unsure.contains(input)) {
            return None;
        }
        let open = |input: &FactId| !filled.is_answered(*input) && !evaluator.is_computed(*input);
        let open: Vec<FactId> = inputs.into_iter().filter(open).collect();
        return (!open.is_empty()).then_some(Idle::Waits(open));
    }
    let links = Links::new(policy, program, &[]);
    let uses = |benefit: &BenefitId| {
        let used = program.facts_of(*benefit);
        links.bears_on(fact, |id| used.contains(&id))
    };
    let using: Vec<BenefitId> = policy.benefits().map(|(id, _)| id).filter(uses).collect();
    if using.is_empty() {
        return Some(Idle::Unused);
    }
    let mut by = Vec::new();
    let mut by_year = false;
    for benefit in using {
        let mut unmet = evaluator.unmet(benefit).peekable();
        by_year |= unmet.peek().is_some_and(|requirement| requirement.condition.fact.is_none());
        if let Some(decider) = unmet.find_map(|requirement| requirement.condition.fact)
            && decider != fact
            && !by.contains(&decider)
        {
            by.push(decider);
        }
    }
    Some(Idle::Settled { by, year: by_year })
}
