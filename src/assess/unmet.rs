//! What stands in the way of a benefit, for those who look for what would change it.

use crate::policy::{BenefitId, Derivation, FactId};
use crate::profile::Answers;
use crate::quantity::{Ratio, Truth};

use super::compile::Requirement;
use super::evaluate::Evaluator;

impl Evaluator<'_> {
    /// Tests every condition and computes no award.
    pub(crate) fn look(&mut self, answers: &Answers, year: i32) {
        self.year = year;
        self.prepare(answers);
    }

    /// The conditions of a benefit that are false, after a run or a look.
    pub(crate) fn unmet(&self, benefit: BenefitId) -> impl Iterator<Item = &Requirement> {
        self.program.rules[benefit.index()]
            .requirements
            .iter()
            .filter(|requirement| self.truth(requirement.atom) == Truth::False)
    }

    /// How a fact is computed from what is known; none where it counts as answered.
    pub(crate) fn computed(&self, fact: FactId) -> Option<Derivation> {
        let mut derivations = self.program.derivations.iter().zip(&self.computed);
        let ((_, derivation), computed) = derivations.find(|((id, _), _)| *id == fact)?;
        computed.then_some(*derivation)
    }

    /// A figure of money, if known, in fen.
    pub(crate) fn fen(&self, fact: FactId) -> Option<i64> {
        self.slots[fact.index()].money()
    }

    /// A percentage, if known.
    pub(crate) fn ratio(&self, fact: FactId) -> Option<Ratio> {
        self.slots[fact.index()].ratio()
    }
}
