//! A measure's rules as the readings in force have them, and the numbers of their conditions.

use std::borrow::Cow;

use crate::policy::{
    Amount, Benefit, BenefitId, Condition, FactId, GateId, Policy, Readings, Test,
};

use super::atom::{Atom, AtomId};

/// What a benefit asks and gives under the readings in force.
pub(crate) struct InForce<'p> {
    pub gate: &'p [GateId],
    pub when: Cow<'p, [Condition]>,
    pub award: Option<&'p Amount>,
}

/// Numbers conditions while a program is compiled.
pub(crate) struct Compiler<'p> {
    pub policy: &'p Policy,
    pub readings: &'p Readings,
    pub atoms: Vec<Atom>,
    /// Whether facts are the fields of a list.
    of_items: bool,
}

impl<'p> Compiler<'p> {
    /// Nothing numbered yet.
    pub fn new(policy: &'p Policy, readings: &'p Readings) -> Self {
        Self { policy, readings, atoms: Vec::new(), of_items: false }
    }

    /// The same within the items of a list.
    pub fn of_items(&self) -> Self {
        Self { of_items: true, ..Self::new(self.policy, self.readings) }
    }

    /// Whether a fact is computed, so that it may be finer than a fen.
    pub fn is_computed(&self, fact: FactId) -> bool {
        !self.of_items && self.policy.fact(fact).derived.is_some()
    }

    /// The number of a condition, given to equal conditions once.
    pub fn number(&mut self, condition: &Condition) -> AtomId {
        let atom = Atom::new(&self.expanded(condition));
        let at = self.atoms.iter().position(|known| *known == atom).unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        });
        AtomId(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// The rules of a benefit.
    pub fn in_force(&self, benefit: &'p Benefit) -> InForce<'p> {
        let mut gate = &benefit.gate;
        let mut when = &benefit.when;
        let mut award = benefit.award.as_ref();
        for overlay in &benefit.overlays {
            if self.readings.0[overlay.reading] == overlay.option {
                gate = overlay.patch.gate.as_ref().unwrap_or(gate);
                when = overlay.patch.when.as_ref().unwrap_or(when);
                award = overlay.patch.award.as_ref().or(award);
            }
        }
        // A patched milestone or staged award brings its own condition; an unpatched list of
        // conditions must then speak of the same one.
        let when = match award {
            Some(Amount::Milestone(milestone)) => {
                let mut when = when.clone();
                for condition in &mut when {
                    if let Test::FirstReaches(own) = &mut condition.test {
                        own.clone_from(milestone);
                    }
                }
                Cow::Owned(when)
            }
            _ => Cow::Borrowed(when.as_slice()),
        };
        InForce { gate, when, award }
    }

    /// The award of a benefit.
    pub fn award_of(&self, benefit: BenefitId) -> Option<&'p Amount> {
        self.in_force(self.policy.benefit(benefit)).award
    }

    /// A condition in which other benefits stand with the conditions that they have now.
    pub fn expanded<'c>(&self, condition: &'c Condition) -> Cow<'c, Condition> {
        if !speaks_of_benefits(&condition.test) {
            return Cow::Borrowed(condition);
        }
        let test = self.expanded_test(&condition.test);
        Cow::Owned(Condition { test, ..condition.clone() })
    }

    fn expanded_test(&self, test: &Test) -> Test {
        let each = |all: &[Condition]| -> Vec<Condition> {
            all.iter().map(|one| self.expanded(one).into_owned()).collect()
        };
        match test {
            Test::Given { benefit, .. } => {
                let rules = self.in_force(self.policy.benefit(*benefit));
                let gates = rules.gate.iter().map(|gate| &self.policy.gates[gate.index()].when);
                let all: Vec<Condition> = gates.chain(rules.when.iter()).cloned().collect();
                Test::Given { benefit: *benefit, all: each(&all) }
            }
            Test::AnyOf(all) => Test::AnyOf(each(all)),
            Test::AllOf(all) => Test::AllOf(each(all)),
            Test::Not(test) => Test::Not(Box::new(self.expanded_test(test))),
            Test::Yes
            | Test::Answered
            | Test::OneOf(_)
            | Test::HasAny(_)
            | Test::Empty
            | Test::NotEmpty
            | Test::AtLeast(_)
            | Test::Above(_)
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::Compared(..)
            | Test::FirstReaches(_) => test.clone(),
        }
    }
}

fn speaks_of_benefits(test: &Test) -> bool {
    test.any(|test| matches!(test, Test::Given { .. }))
}
