//! Atoms: the compiled conditions, each tested once a profile whatever number of benefits ask.

use crate::policy::{Condition, FactId, Milestone, Test};
use crate::profile::Slot;
use crate::quantity::Truth;

/// A compiled condition by its position in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AtomId(pub u16);

impl AtomId {
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A compiled condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    pub fact: Option<FactId>,
    pub test: Test,
}

impl Atom {
    pub(crate) fn new(condition: &Condition) -> Self {
        Self { fact: condition.fact, test: condition.test.clone() }
    }

    /// What is known of the condition.
    pub(crate) fn truth(&self, slots: &[Slot], year: i32) -> Truth {
        match &self.test {
            Test::ValidThrough(last) => return (year <= *last).into(),
            Test::FirstReaches(milestone) => return first_reaches(milestone, slots),
            _ => {}
        }
        let Some(fact) = self.fact else { return Truth::Unknown };
        match (&self.test, slots[fact.index()]) {
            (_, Slot::Absent) => Truth::Unknown,
            (Test::Yes, Slot::Bool(yes)) => yes.into(),
            (Test::Answered, _) => Truth::True,
            (Test::OneOf(bits), Slot::Choice(option)) => (bits >> option & 1 == 1).into(),
            (Test::HasAny(bits), Slot::Set(held)) => (bits & held != 0).into(),
            (Test::Empty, Slot::Set(held)) => (held == 0).into(),
            (Test::NotEmpty, Slot::Set(held)) => (held != 0).into(),
            (Test::Empty, Slot::List { len, .. }) => (len == 0).into(),
            (Test::NotEmpty, Slot::List { len, .. }) => (len != 0).into(),
            (Test::YearIn(offsets), Slot::Year(is)) => {
                offsets.iter().any(|offset| year.saturating_add(*offset) == is).into()
            }
            (test, Slot::Money(number) | Slot::Count(number)) => match test {
                Test::AtLeast(threshold) => (number >= threshold.raw()).into(),
                Test::Above(threshold) => (number > threshold.raw()).into(),
                Test::Below(threshold) => (number < threshold.raw()).into(),
                Test::Equals(threshold) => (number == threshold.raw()).into(),
                _ => Truth::Unknown,
            },
            // The loader lets no test meet a fact of another type.
            _ => Truth::Unknown,
        }
    }
}

/// A figure of money, if known, in fen.
pub(crate) fn money(slots: &[Slot], fact: FactId) -> Option<i64> {
    match slots[fact.index()] {
        Slot::Money(fen) => Some(fen),
        _ => None,
    }
}

/// Whether the figure reaches some tier that no earlier year reached.
fn first_reaches(milestone: &Milestone, slots: &[Slot]) -> Truth {
    let figure = money(slots, milestone.figure);
    let record = money(slots, milestone.record);
    let reached = record.max(money(slots, milestone.prior));
    let mut any = Truth::False;
    for tier in &milestone.tiers {
        let from = tier.from.fen();
        let reaches = figure.map_or(Truth::Unknown, |figure| (figure >= from).into());
        let is_first = match (reached, record) {
            (Some(reached), _) if reached >= from => Truth::False,
            (_, Some(_)) => Truth::True,
            (_, None) => Truth::Unknown,
        };
        any = any.or(reaches.and(is_first));
    }
    any
}
