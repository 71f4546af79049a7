//! Running a compiled policy over a profile.

use crate::policy::BenefitId;
use crate::profile::{Answers, Slot};
use crate::quantity::{Money, Truth};

use super::atom::{AtomId, Truths};
use super::compile::Program;
use super::derive;
use super::known::Known;
use super::node::View;
use super::outcome::{Outcome, Status, Totals};
use super::together::Scratch;

/// Runs one program over one profile after another; its buffers are kept.
#[derive(Clone, Debug)]
pub struct Evaluator<'p> {
    pub(crate) program: &'p Program,
    /// The answers with what is computed and assumed.
    pub(crate) slots: Vec<Slot>,
    /// Whether each of the derivations gave something.
    pub(super) computed: Vec<bool>,
    /// The atoms that were tested since the answers came.
    pub(super) tested: Vec<Option<Truth>>,
    /// What is known of each set of gate conditions, during and after a run.
    gate_sets: Vec<Truth>,
    pub(crate) year: i32,
    outcomes: Vec<Outcome>,
    pub(super) totals: Totals,
    /// The buffers of the search for what is reached together.
    joint: Scratch,
}

impl<'p> Evaluator<'p> {
    /// An evaluator with empty buffers.
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            slots: Vec::new(),
            computed: Vec::new(),
            tested: Vec::new(),
            gate_sets: Vec::new(),
            year: 0,
            outcomes: Vec::new(),
            totals: Totals::default(),
            joint: Scratch::default(),
        }
    }

    /// The program it runs.
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// Evaluates every benefit for an assessment year, and what they come to together.
    pub fn run(&mut self, answers: &Answers, year: i32) {
        self.run_benefits(answers, year);
        self.sum(answers);
    }

    /// Evaluates every benefit, and leaves the sums at zero.
    pub fn run_benefits(&mut self, answers: &Answers, year: i32) {
        self.year = year;
        self.prepare(answers);
        self.judge(answers);
    }

    /// The same as if the gate conditions that can still be met at once were met.
    pub(crate) fn run_benefits_prospective(&mut self, answers: &Answers, year: i32) {
        self.year = year;
        self.prepare(answers);
        self.assume_open_gates();
        self.judge(answers);
    }

    /// Evaluates as if the gate conditions that can still be met at once were met; returns
    /// false, having done nothing, when they are all met.
    pub fn run_prospective(&mut self, answers: &Answers, year: i32) -> bool {
        self.year = year;
        self.prepare(answers);
        if self.assumable().next().is_none() {
            return false;
        }
        self.assume_open_gates();
        self.judge(answers);
        self.sum(answers);
        true
    }

    /// The gate conditions that are not met but can be at once.
    pub fn assumable(&self) -> impl Iterator<Item = crate::policy::GateId> {
        self.program.open_gates.iter().copied().filter(|gate| self.gate(*gate) != Truth::True)
    }

    /// What is known of a gate condition.
    pub fn gate(&self, gate: crate::policy::GateId) -> Truth {
        self.truth(self.program.gates[gate.index()])
    }

    /// What is known of a condition.
    pub(crate) fn truth(&self, atom: AtomId) -> Truth {
        self.truths().get(atom)
    }

    fn truths(&self) -> Truths<'_> {
        Truths {
            atoms: &self.program.atoms,
            tested: &self.tested,
            known: self.known(),
            year: self.year,
        }
    }

    /// What is known of every fact: answered, computed, assumed, or between bounds.
    pub(crate) fn known(&self) -> Known<'_> {
        Known { slots: &self.slots, ranges: &self.program.ranges }
    }

    /// All of some conditions; the rest is not tested where one is false.
    fn all(&mut self, atoms: &[AtomId]) -> Truth {
        let mut all = Truth::True;
        for atom in atoms {
            let truth = match self.tested[atom.index()] {
                Some(tested) => tested,
                None => {
                    let truth = self.truth(*atom);
                    self.tested[atom.index()] = Some(truth);
                    truth
                }
            };
            all = all.and(truth);
            if all == Truth::False {
                break;
            }
        }
        all
    }

    /// The result for each benefit, in order.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The sums.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Every benefit, then what they exclude, once the conditions are known.
    fn judge(&mut self, answers: &Answers) {
        let supported = self.supported();
        let program = self.program;
        self.gate_sets.clear();
        for set in &program.gate_sets {
            let truth = self.all(set);
            self.gate_sets.push(truth);
        }
        self.outcomes.clear();
        for at in 0..self.program.rules.len() {
            let outcome = self.outcome(answers, at, supported >> at & 1 == 1);
            self.outcomes.push(outcome);
        }
        self.settle_exclusives();
        self.totals.clear();
    }

    pub(super) fn prepare(&mut self, answers: &Answers) {
        self.slots.clear();
        self.slots.extend_from_slice(&answers.slots);
        self.computed.clear();
        for (fact, derivation) in &self.program.derivations {
            let computed = derive::compute(*fact, *derivation, self.inputs(answers));
            self.computed.push(!computed.is_absent());
            if !computed.is_absent() {
                self.slots[fact.index()] = computed;
            }
        }
        for (fact, when, value) in &self.program.assumptions {
            let known = Known { slots: &self.slots, ranges: &self.program.ranges };
            if known.is_absent(*fact) && when.truth(known, self.year) == Truth::True {
                self.slots[fact.index()] = Slot::Money(value.fen());
            }
        }
        self.tested.clear();
        self.tested.resize(self.program.atoms.len(), None);
    }

    /// What facts are computed from.
    fn inputs<'a>(&'a self, answers: &'a Answers) -> derive::Inputs<'a> {
        let figures = &self.program.figures;
        derive::Inputs { slots: &self.slots, answers, figures, year: self.year }
    }

    fn assume_open_gates(&mut self) {
        for gate in &self.program.open_gates {
            let at = self.program.gates[gate.index()].index();
            self.tested[at] = Some(Truth::True);
        }
    }

    /// The benefits supported by another measure of the district, a bit each.
    fn supported(&self) -> u128 {
        let fact = self.program.already_supported;
        fact.and_then(|fact| self.slots[fact.index()].set()).unwrap_or(0)
    }

    pub(crate) fn view<'a>(&'a self, answers: &'a Answers) -> View<'a> {
        View { known: self.known(), answers, year: self.year, atoms: self.truths(), drawn: 0 }
    }

    fn outcome(&mut self, answers: &Answers, at: usize, supported: bool) -> Outcome {
        let program = self.program;
        let rule = &program.rules[at];
        let truth = match self.gate_sets[rule.gate_set] {
            Truth::False => Truth::False,
            gate @ (Truth::Unknown | Truth::True) => gate.and(self.all(&rule.conditions)),
        };
        if supported {
            let status = match truth {
                Truth::False => Status::Ineligible,
                Truth::Unknown => Status::Undetermined,
                Truth::True => Status::Duplicate,
            };
            return Outcome { status, at_most: Some(Money::ZERO), ..Outcome::default() };
        }
        let mut outcome = Outcome { at_most: Some(Money::ZERO), ..Outcome::default() };
        if truth == Truth::False {
            outcome.status = Status::Ineligible;
        } else {
            let bounds = rule.award.as_ref().map(|award| award.bounds(self.view(answers)));
            let (lo, hi) = bounds.unwrap_or((Money::ZERO, Some(Money::ZERO)));
            outcome.at_most = hi;
            if truth == Truth::True && hi == Some(lo) {
                outcome.status = Status::Eligible;
                outcome.amount = lo;
            }
        }
        if rule.later.may_bring() && self.gate_is_open(rule) {
            let eligible = outcome.status == Status::Eligible;
            outcome.later = rule.later.amount(self.view(answers), rule.award.as_ref(), eligible);
        }
        outcome
    }

    /// Whether no gate condition of a benefit is false.
    fn gate_is_open(&self, rule: &super::compile::Rule) -> bool {
        self.gate_sets[rule.gate_set] != Truth::False
    }

    /// The later years of a benefit that can bring something, after a run over the answers.
    pub fn later_years(
        &self,
        answers: &Answers,
        benefit: BenefitId,
    ) -> Vec<super::later::LaterYear> {
        let at = benefit.index();
        let rule = &self.program.rules[at];
        let mut years = Vec::new();
        if !self.is_supported(benefit) && self.gate_is_open(rule) {
            let eligible =
                matches!(self.outcomes[at].status, Status::Eligible | Status::Superseded);
            let view = self.view(answers);
            rule.later.each_year(view, rule.award.as_ref(), eligible, |year| years.push(year));
            years.retain(|year| year.amount > Money::ZERO);
        }
        years
    }

    /// The assessment year of the last run.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Of benefits that exclude each other the largest stays; a tie keeps the first.
    fn settle_exclusives(&mut self) {
        for group in &self.program.exclusives {
            let mut best: Option<usize> = None;
            for at in group.iter().map(|member| member.index()) {
                if self.outcomes[at].status != Status::Eligible {
                    continue;
                }
                let loser = match best {
                    Some(kept) if self.outcomes[kept].amount >= self.outcomes[at].amount => at,
                    Some(kept) => {
                        best = Some(at);
                        kept
                    }
                    None => {
                        best = Some(at);
                        continue;
                    }
                };
                let outcome = &mut self.outcomes[loser];
                outcome.status = Status::Superseded;
                outcome.amount = Money::ZERO;
                outcome.at_most = Some(Money::ZERO);
            }
        }
    }

    fn sum(&mut self, answers: &Answers) {
        let plus = |sum: Money, more: Money| Money::from_fen(sum.fen().saturating_add(more.fen()));
        let totals = &mut self.totals;
        for (at, (rule, outcome)) in self.program.rules.iter().zip(&self.outcomes).enumerate() {
            if rule.discretionary {
                totals.discretionary = plus(totals.discretionary, outcome.amount);
                continue;
            }
            totals.amount = plus(totals.amount, outcome.amount);
            totals.later = plus(totals.later, outcome.later);
            if outcome.at_most.is_none() {
                totals.unbounded.push(BenefitId(u16::try_from(at).unwrap_or(u16::MAX)));
            }
        }
        // An exclusive group counts its largest member: take the others off again.
        for group in &self.program.exclusives {
            let later = group
                .iter()
                .map(|member| member.index())
                .filter(|at| !self.program.rules[*at].discretionary)
                .map(|at| self.outcomes[at].later.fen());
            let (sum, largest) = later.fold((0, 0), |(sum, largest): (i64, i64), later| {
                (sum.saturating_add(later), largest.max(later))
            });
            totals.later = Money::from_fen(totals.later.fen() - sum + largest);
        }
        self.hold_under_ceilings(answers);
        let mut scratch = std::mem::take(&mut self.joint);
        self.totals.at_most = self.together(answers, &mut scratch, |at| self.counted(at));
        self.joint = scratch;
    }
}
