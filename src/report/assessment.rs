//! An assessment with all that a report needs beside it.

use crate::advise::outlook::Outlook;
use crate::advise::readings::{ReadingsEffect, readings_effect};
use crate::advise::remedy::{self, Remedy};
use crate::advise::timeline::{Step, timeline};
use crate::assess::{
    Conflict, Evaluator, Kind, Missing, Named, Outcome, Program, Totals, conflicts,
};
use crate::policy::{BenefitId, GateId, Hint, Policy};
use crate::profile::{Answers, Profile};
use crate::quantity::Truth;

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
    /// The evaluation once the gate conditions that fail but can be met at once are met; none
    /// where no such condition fails.
    ahead: Option<Evaluator<'a>>,
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
        let conflicts = conflicts(policy, &answers, year);
        let fails = evaluator.assumable().any(|gate| evaluator.gate(gate) == Truth::False);
        let ahead = fails.then_some(other);
        Self { policy, profile, year, answers, evaluator, prospective, conflicts, ahead }
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

    /// The evaluation that a person is told of: once the gate conditions that can be met at once
    /// are met, which are said apart.
    fn told(&self) -> &Evaluator<'a> {
        self.ahead.as_ref().unwrap_or(&self.evaluator)
    }

    /// The gate conditions that fail but can be met at once.
    pub fn waits_for(&self) -> impl Iterator<Item = GateId> {
        let fails = |gate: &GateId| self.evaluator.gate(*gate) == Truth::False;
        self.evaluator.assumable().filter(fails)
    }

    /// The result of a benefit once [`Assessment::waits_for`] is met.
    pub fn expected(&self, benefit: BenefitId) -> Outcome {
        self.told().outcomes()[benefit.index()]
    }

    /// The sums once [`Assessment::waits_for`] is met.
    pub fn expected_totals(&self) -> &Totals {
        self.told().totals()
    }

    /// Where a benefit stands once [`Assessment::waits_for`] is met.
    pub fn outlook(&self, benefit: BenefitId) -> Outlook {
        Outlook::of(self.policy, self.told(), &self.answers, benefit)
    }

    /// What a benefit lacks beside [`Assessment::waits_for`].
    pub fn lacks(&self, benefit: BenefitId) -> Vec<Missing> {
        self.told().missing(self.policy, &self.answers, benefit)
    }

    /// Those of [`Assessment::waits_for`] that a benefit needs.
    pub fn gates_ahead(&self, benefit: BenefitId) -> Vec<GateId> {
        let needs = |gate: &GateId| {
            self.evaluator.program().conditions(benefit).any(|(needed, _)| needed == Some(*gate))
        };
        self.waits_for().filter(needs).collect()
    }

    /// The gate conditions that are not known.
    pub fn open_gates(&self) -> Vec<GateId> {
        let gates = 0..self.policy.gates.len();
        let gates = gates.filter_map(|at| u16::try_from(at).ok()).map(GateId);
        gates.filter(|gate| self.evaluator.gate(*gate) == Truth::Unknown).collect()
    }

    /// The gate conditions that fail and cannot be met at once, each once.
    pub fn failing_gates(&self) -> Vec<Missing> {
        let mut failing: Vec<Missing> = Vec::new();
        for part in self.policy.benefits().flat_map(|(id, _)| self.lacks(id)) {
            let gate = matches!(part.named, Named::Gate(_)) && part.kind == Kind::Unmet;
            if gate && failing.iter().all(|known| known.named != part.named) {
                failing.push(part);
            }
        }
        failing
    }

    /// Whether a figure that a benefit lacks is within a fifth of what is needed.
    pub fn is_close(&self, part: &Missing) -> bool {
        crate::advise::outlook::is_close(self.policy, self.told(), part)
    }

    /// Whether a benefit lacks something that the enterprise can never meet.
    pub fn never(&self, benefit: BenefitId) -> bool {
        self.outlook(benefit) == Outlook::RuledOut
    }

    /// The hints of a benefit whose condition is not known to fail.
    pub fn hints(&self, benefit: BenefitId) -> impl Iterator<Item = &'a Hint> {
        let policy = self.policy;
        policy.benefit(benefit).hints.iter().filter(|hint| {
            hint.when.as_ref().is_none_or(|when| self.evaluator.holds(when) == Truth::True)
        })
    }
}
