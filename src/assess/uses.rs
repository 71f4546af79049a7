//! Which facts a benefit speaks of, whatever the answers.

use crate::policy::{BenefitId, Condition, FactId, Milestone, Test};
use crate::profile::Answers;
use crate::quantity::{Money, Truth};

use super::atom::AtomId;
use super::compile::{Program, Requirement};
use super::evaluate::Evaluator;
use super::later::LaterKind;
use super::outcome::Status;

/// The unknown facts on which an undetermined benefit depends.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenFacts {
    /// Those of its conditions.
    pub conditions: Vec<FactId>,
    /// Those of its award.
    pub award: Vec<FactId>,
    /// Those of what later years bring.
    pub later: Vec<FactId>,
    /// Those of the ceilings it is under with others.
    pub ceilings: Vec<FactId>,
}

impl OpenFacts {
    /// All of them; one may come twice.
    pub(crate) fn all(&self) -> impl Iterator<Item = FactId> {
        let own = self.conditions.iter().chain(&self.award);
        own.chain(&self.later).chain(&self.ceilings).copied()
    }
}

impl Program {
    /// The facts that a benefit's conditions, award and later years speak of under the readings
    /// in force; what they are computed from is left out.
    pub fn facts_of(&self, benefit: BenefitId) -> Vec<FactId> {
        let rule = &self.rules[benefit.index()];
        let mut facts = Vec::new();
        for requirement in &rule.requirements {
            self.facts_of_atom(requirement.atom, &mut facts);
        }
        if let Some(award) = &rule.award {
            award.node.facts(&self.atoms, &mut facts);
        }
        for atom in &rule.later.atoms {
            self.facts_of_atom(*atom, &mut facts);
        }
        if let LaterKind::Stages { since, .. } | LaterKind::Instalments { since, .. } =
            rule.later.kind
        {
            facts.push(since);
        }
        for limit in &self.ceilings {
            if limit.members >> benefit.index() & 1 == 1 {
                limit.facts(&self.atoms, &mut facts);
            }
        }
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// The milestones of which a benefit's conditions speak.
    pub(crate) fn milestones(&self, benefit: BenefitId) -> impl Iterator<Item = &Milestone> {
        self.rules[benefit.index()].requirements.iter().filter_map(|requirement| {
            if let Test::FirstReaches(milestone) = &requirement.condition.test {
                Some(milestone)
            } else {
                None
            }
        })
    }

    fn facts_of_atom(&self, atom: AtomId, out: &mut Vec<FactId>) {
        self.atoms[atom.index()].facts(out);
    }
}

impl Evaluator<'_> {
    /// What [`Evaluator::missing`] names as unknown, and what later years wait for, without
    /// building the reasons.
    pub(crate) fn open_facts(&self, answers: &Answers, benefit: BenefitId) -> OpenFacts {
        let mut open = OpenFacts::default();
        if self.outcomes()[benefit.index()].status == Status::Undetermined {
            for requirement in &self.program.rules[benefit.index()].requirements {
                if self.truth(requirement.atom) == Truth::Unknown {
                    self.open_of(requirement, &mut open.conditions);
                }
            }
            if !self.is_supported(benefit) {
                open.award = self.open_award_facts(answers, benefit);
            }
        }
        open.later = self.open_later_facts(answers, benefit);
        let brings = match self.outcomes()[benefit.index()].status {
            Status::Eligible | Status::Undetermined => true,
            Status::Ineligible | Status::Duplicate | Status::Superseded => false,
        };
        if brings {
            self.open_ceiling_facts(answers, benefit.index(), &mut open.ceilings);
        }
        open
    }

    fn open_of(&self, requirement: &Requirement, out: &mut Vec<FactId>) {
        if let Test::FirstReaches(milestone) = &requirement.condition.test {
            let figures = [milestone.figure, milestone.record].into_iter();
            out.extend(figures.filter(|fact| self.known().is_absent(*fact)));
        } else {
            let condition = &requirement.condition;
            match condition.test.facts(None).is_empty() {
                true => out.extend(condition.fact),
                false => out.extend(self.open_within(condition)),
            }
        }
    }

    /// The unanswered facts of a condition that looks at several.
    pub(super) fn open_within(&self, condition: &Condition) -> Vec<FactId> {
        let mut facts = condition.facts();
        facts.retain(|fact| self.known().is_absent(*fact));
        facts
    }

    /// The least that the award of a benefit can be once all its conditions hold.
    pub(crate) fn award_floor(&self, answers: &Answers, benefit: BenefitId) -> Money {
        let award = self.program.rules[benefit.index()].award.as_ref();
        award.map_or(Money::ZERO, |award| award.bounds(self.view(answers)).0)
    }
}
