//! Which way each fact pulls an award: bounds under incomplete knowledge are exact as long as
//! every fact pulls one way only, however often it is used.

use std::collections::BTreeMap;

use crate::diagnostic::reader::Item;
use crate::policy::{Amount, Beyond, Derivation, Fact, FactId};
use crate::text;

/// The ways a fact pulls: up, down, or both.
#[derive(Clone, Copy, Default)]
struct Pull {
    up: bool,
    down: bool,
}

/// Refuses an amount that a fact pulls both ways.
pub fn check(item: &Item<'_, '_>, amount: &Amount, facts: &[Fact]) -> bool {
    let mut pulls = Pulls { facts, of: BTreeMap::new() };
    pulls.amount(amount, true);
    let both = pulls.of.iter().find(|(_, pull)| pull.up && pull.down);
    if let Some((fact, _)) = both {
        let id = &facts[fact.index()].id;
        item.fault(
            "pack/award-both-ways",
            text!(
                "事实“{id}”在金额中既往上拉、又往下拉",
                "\"{id}\" pulls the award both up and down"
            ),
            text!(
                "改写金额，使每个事实只朝一个方向起作用：例如把差额写成 derived 的事实。",
                "Rewrite the award so that each fact pulls one way; a difference can be a derived fact."
            ),
        );
    }
    both.is_none()
}

struct Pulls<'f> {
    facts: &'f [Fact],
    of: BTreeMap<FactId, Pull>,
}

impl Pulls<'_> {
    /// A fact that pulls up (or down), and what it is computed from with it.
    fn fact(&mut self, fact: FactId, up: bool) {
        let pull = self.of.entry(fact).or_default();
        // What was seen this way already was followed; a circle ends here.
        if std::mem::replace(if up { &mut pull.up } else { &mut pull.down }, true) {
            return;
        }
        match self.facts.get(fact.index()).and_then(|fact| fact.derived) {
            Some(
                Derivation::Increase { current: more, prior: less }
                | Derivation::Growth { current: more, prior: less },
            ) => {
                self.fact(more, up);
                self.fact(less, !up);
            }
            Some(Derivation::Quotient { over, under }) => {
                self.fact(over, up);
                self.fact(under, !up);
            }
            Some(Derivation::Sum { parts } | Derivation::Product { factors: parts, .. }) => {
                parts.iter().for_each(|part| self.fact(part, up));
            }
            Some(Derivation::Elapsed { from, until, .. }) => {
                until.fact().into_iter().for_each(|until| self.fact(until, up));
                from.fact().into_iter().for_each(|from| self.fact(from, !up));
            }
            Some(Derivation::OfItems { of }) => self.fact(of, up),
            Some(Derivation::Compare { .. }) | None => {}
        }
    }

    fn amount(&mut self, amount: &Amount, up: bool) {
        match amount {
            // A year has no direction: it picks a stage.
            Amount::Fixed(_) | Amount::Stages(_) => {}
            Amount::Share { of, beyond, .. } => {
                self.fact(*of, up);
                if let Some(Beyond::Growth { percent, of }) = beyond {
                    self.fact(*percent, !up);
                    self.fact(*of, !up);
                }
            }
            Amount::PerUnit { of, .. }
            | Amount::Steps { of, .. }
            | Amount::ShareOfEach { of, .. }
            | Amount::EachItem { of, .. } => self.fact(*of, up),
            Amount::Sum(parts) => parts.iter().for_each(|part| self.amount(&part.amount, up)),
            Amount::FirstOf(cases) => cases.iter().for_each(|case| self.amount(&case.amount, up)),
            Amount::Capped { amount, cap } => {
                self.amount(amount, up);
                self.amount(cap, up);
            }
            Amount::Less { amount, less } => {
                self.amount(amount, up);
                self.fact(*less, !up);
            }
            Amount::Larger(amounts) => amounts.iter().for_each(|amount| self.amount(amount, up)),
            Amount::Scaled { amount, .. } | Amount::Rounded { amount, .. } => {
                self.amount(amount, up);
            }
            Amount::OfBenefit { award, .. } => self.amount(award, up),
            Amount::Difference { amount, less } => {
                self.amount(amount, up);
                self.amount(less, !up);
            }
            Amount::Milestone(milestone) => {
                self.fact(milestone.figure, up);
                self.fact(milestone.record, !up);
                self.fact(milestone.prior, !up);
            }
        }
    }
}
