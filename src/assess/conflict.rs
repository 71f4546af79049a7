//! Answers that disagree with what is computed from other answers.

use crate::policy::{FactId, Policy};
use crate::profile::{Answers, Slot};

use super::atom::money;
use super::derive;

/// A directly answered value that the other answers contradict; the computed one counts.
#[derive(Clone, Copy, Debug)]
pub struct Conflict {
    /// The fact answered.
    pub fact: FactId,
    pub(crate) computed: Slot,
}

impl Conflict {
    /// The computed value as a person reads it; a growth rounded to two decimals.
    pub fn computed(&self, lang: crate::text::Lang) -> String {
        use crate::quantity::Money;
        match self.computed {
            Slot::Bool(true) => crate::text!("是", "yes").get(lang).to_owned(),
            Slot::Bool(false) => crate::text!("否", "no").get(lang).to_owned(),
            Slot::Money(fen) => Money::from_fen(fen).display(lang),
            Slot::Ratio(ratio) => super::missing::percent_text(ratio),
            _ => String::new(),
        }
    }
}

/// Every conflict, in the order of the facts.
pub fn conflicts(policy: &Policy, answers: &Answers) -> Vec<Conflict> {
    let answered = &answers.slots;
    let mut effective = answered.clone();
    let mut found = Vec::new();
    for (fact, derivation) in derive::in_order(policy) {
        let computed = derive::compute(derivation, &effective);
        if computed.is_absent() {
            continue;
        }
        effective[fact.index()] = computed;
        let disagrees = match (answered[fact.index()], computed) {
            (Slot::Ratio(answered), Slot::Ratio(computed)) => answered.differs_by_a_digit(computed),
            (Slot::Bool(answered), Slot::Bool(computed)) => answered != computed,
            (Slot::Money(answered), Slot::Money(computed)) => answered != computed,
            _ => false,
        };
        if disagrees {
            found.push(Conflict { fact, computed });
        }
    }
    for (fact, floor) in policy.facts().filter_map(|(id, fact)| Some((id, fact.at_least?))) {
        if let (Some(value), Some(floor)) = (money(answered, fact), money(answered, floor))
            && value < floor
        {
            found.push(Conflict { fact, computed: Slot::Money(floor) });
        }
    }
    found.sort_by_key(|conflict| conflict.fact);
    found
}
