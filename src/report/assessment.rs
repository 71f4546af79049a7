//! An assessment with all that a report needs beside it.

use crate::advise::readings::{ReadingsEffect, readings_effect};
use crate::advise::remedy::{self, Remedy};
use crate::advise::timeline::{Step, timeline};
use crate::assess::{
    Conflict, Evaluator, Kind, Missing, Named, Outcome, Program, Totals, conflicts,
};
use crate::policy::{BenefitId, GateId, Hint, Policy, Possible};
use crate::profile::{Answers, Profile};
use crate::quantity::Truth;
use crate::text::Text;

/// One profile assessed: what every report is a view of.
pub struct Assessment<'a> {
    /// The measure.
    pub policy: &'a Policy,
    /// The profile as read.
    pub profile: &'a Profile,
    /// The assessment year.
    pub year: i32,
    /// The answers with the benchmarks filled in.
    pub answers: Answers,
    /// The evaluation of the answers.
    pub evaluator: Evaluator<'a>,
    /// The totals if the gate conditions that can still be met now were met, with these.
    pub prospective: Option<(Vec<GateId>, Totals)>,
    /// Direct answers that the computed values contradict.
    pub conflicts: Vec<Conflict>,
}

impl<'a> Assessment<'a> {
    /// Assesses a profile; `answers` are its own with the benchmarks filled in.
    pub fn new(
        policy: &'a Policy,
        program: &'a Program,
        profile: &'a Profile,
        answers: Answers,
        year: i32,
    ) -> Self {
        let mut evaluator = Evaluator::new(program);
        evaluator.run(&answers, year);
        let assuming: Vec<GateId> = evaluator.assumable().collect();
        let mut other = Evaluator::new(program);
        let prospective =
            other.run_prospective(&answers, year).then(|| (assuming, other.totals().clone()));
        let conflicts = conflicts(policy, &answers);
        Self { policy, profile, year, answers, evaluator, prospective, conflicts }
    }

    /// The result of a benefit.
    pub fn outcome(&self, benefit: BenefitId) -> Outcome {
        self.evaluator.outcomes()[benefit.index()]
    }

    /// What a benefit lacks.
    pub fn missing(&self, benefit: BenefitId) -> Vec<Missing> {
        self.evaluator.missing(self.policy, &self.answers, benefit)
    }

    /// What would make a benefit that is not to be had one that is: up to three alternatives.
    pub fn remedies(&self, benefit: BenefitId) -> Vec<Remedy> {
        let program = self.evaluator.program();
        remedy::remedies(self.policy, program, &self.answers, self.year, benefit)
    }

    /// What brings most for the fewest and easiest changes, over the whole measure.
    pub fn advice(&self) -> Vec<(BenefitId, Remedy)> {
        remedy::advice(self.policy, self.evaluator.program(), &self.answers, self.year)
    }

    /// Every later year that can still bring something, with this year's stage before it.
    pub fn timeline(&self) -> Vec<Step> {
        timeline(self.policy, &self.evaluator, &self.answers)
    }

    /// What each reading means for this enterprise.
    pub fn readings_effect(&self) -> ReadingsEffect {
        let readings = self.evaluator.program().readings();
        readings_effect(self.policy, readings, &self.answers, self.year)
    }

    /// Whether a benefit lacks something that the enterprise can never meet.
    pub fn never(&self, benefit: BenefitId) -> bool {
        self.missing(benefit).iter().any(|missing| {
            missing.kind == Kind::Unmet
                && match (missing.named, missing.fact) {
                    (Named::Gate(gate), _) => {
                        self.policy.gates[gate.index()].possible == Possible::Never
                    }
                    (_, Some(fact)) => self.policy.fact(fact).possible == Possible::Never,
                    _ => false,
                }
        })
    }

    /// The hints of a benefit whose condition is not known to fail.
    pub fn hints(&self, benefit: BenefitId) -> impl Iterator<Item = &'a Hint> {
        let policy = self.policy;
        policy.benefit(benefit).hints.iter().filter(|hint| {
            hint.when.as_ref().is_none_or(|when| self.evaluator.holds(when) == Truth::True)
        })
    }

    /// What every result of this measure must say, and what this one must say besides.
    pub fn notices(&self) -> Vec<Text> {
        super::notices(self.policy, &self.answers)
    }
}
