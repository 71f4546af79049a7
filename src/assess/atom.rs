//! Atoms: the compiled conditions, each tested once a profile whatever number of benefits ask.

use crate::policy::{Anchor, Comparison, Condition, FactId, Milestone, Operand, Test};
use crate::profile::Slot;
use crate::quantity::{Day, Interval, Period, Truth};

use super::known::Known;

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

/// What is known of the atoms: each is tested when first asked for.
#[derive(Clone, Copy)]
pub(crate) struct Truths<'a> {
    pub atoms: &'a [Atom],
    pub tested: &'a [Option<Truth>],
    pub known: Known<'a>,
    pub year: i32,
}

impl Truths<'_> {
    pub(crate) fn get(&self, atom: AtomId) -> Truth {
        let at = atom.index();
        let tested = self.tested.get(at).copied().flatten();
        tested.unwrap_or_else(|| self.atoms[at].truth(self.known, self.year))
    }
}

impl Atom {
    pub(crate) fn new(condition: &Condition) -> Self {
        Self { fact: condition.fact, test: condition.test.clone() }
    }

    /// The facts that the condition speaks of.
    pub(crate) fn facts(&self, out: &mut Vec<FactId>) {
        out.extend(self.test.facts(self.fact));
    }

    /// What is known of the condition.
    pub(crate) fn truth(&self, known: Known<'_>, year: i32) -> Truth {
        truth(self.fact, &self.test, known, year)
    }
}

/// What is known of a test of a fact.
fn truth(fact: Option<FactId>, test: &Test, known: Known<'_>, year: i32) -> Truth {
    let slot = fact.map_or(Slot::Absent, |fact| known.slot(fact));
    let number = || fact.and_then(|fact| known.decisive(fact)).unwrap_or(Interval::ANY);
    let when = |holds: Option<bool>| holds.map_or(Truth::Unknown, Truth::from);
    let each = |all: &[Condition], start: Truth, join: fn(Truth, Truth) -> Truth| {
        let truths = all.iter().map(|one| truth(one.fact, &one.test, known, year));
        truths.fold(start, join)
    };
    match test {
        Test::Not(test) => match truth(fact, test, known, year) {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        },
        Test::AnyOf(all) => each(all, Truth::False, Truth::or),
        Test::AllOf(all) | Test::Given { all, .. } => each(all, Truth::True, Truth::and),
        Test::Compared(is, than) => {
            fact.map_or(Truth::Unknown, |fact| compared(fact, *is, *than, known, year))
        }
        Test::ValidThrough(last) => (year <= *last).into(),
        Test::FirstReaches(milestone) => first_reaches(milestone, known),
        Test::Answered => when((!slot.is_absent()).then_some(true)),
        Test::Yes => when(slot.bool()),
        Test::OneOf(bits) => when(slot.choice().map(|option| bits >> option & 1 == 1)),
        Test::HasAny(bits) => when(slot.set().map(|held| bits & held != 0)),
        Test::Empty => when(is_empty(slot)),
        Test::NotEmpty => when(is_empty(slot).map(|empty| !empty)),
        Test::YearIn(offsets) => {
            let is_in = |is| offsets.iter().any(|offset| year.saturating_add(*offset) == is);
            when(slot.year().map(is_in))
        }
        Test::AtLeast(threshold) => number().at_least(threshold.raw().into()),
        Test::Above(threshold) => number().above(threshold.raw().into()),
        Test::Below(threshold) => number().below(threshold.raw().into()),
        Test::Equals(threshold) => number().equals(threshold.raw().into()),
    }
}

/// What is known of a comparison of a fact.
fn compared(fact: FactId, is: Comparison, than: Operand, known: Known<'_>, year: i32) -> Truth {
    let slot = known.slot(fact);
    let order = |order: Option<std::cmp::Ordering>| {
        order.map_or(Truth::Unknown, |order| is.holds(order).into())
    };
    let against = |left: Interval, right: Interval| {
        let apart = left.minus(right);
        match is {
            Comparison::AtLeast => apart.at_least(0),
            Comparison::Above => apart.above(0),
            Comparison::AtMost => apart.below(1),
            Comparison::Below => apart.below(0),
        }
    };
    let number = |fact| known.decisive(fact).unwrap_or(Interval::ANY);
    match than {
        Operand::Percent(than) => order(slot.ratio().map(|ratio| ratio.cmp(&than.ratio()))),
        Operand::Year(offset) => order(slot.year().map(|is| is.cmp(&year.saturating_add(offset)))),
        Operand::Money(than) => against(number(fact), Interval::exactly(than.fen().into())),
        Operand::Count(than) => against(number(fact), Interval::exactly(than.into())),
        Operand::Day { of, after } => {
            let right = match of {
                Anchor::Fact(fact) => number(fact),
                Anchor::On(_) | Anchor::InYear { .. } => {
                    of.day(year).map_or(Interval::ANY, |day| Interval::exactly(day.days().into()))
                }
            };
            // A period before a day runs from the other one: it ends as the calendar has it.
            match after.months < 0 || after.days < 0 {
                true => {
                    let after = Period { months: -after.months, days: -after.days };
                    against(number(fact).map(|day| later(day, after)), right)
                }
                false => against(number(fact), right.map(|day| later(day, after))),
            }
        }
        Operand::Share { rate, of } => match (slot.ratio(), slot.year()) {
            (Some(left), _) => order(known.slot(of).ratio().map(|right| left.cmp(&right))),
            (_, Some(left)) if slot.day().is_none() => {
                order(known.slot(of).year().map(|right| left.cmp(&right)))
            }
            (None, _) => {
                against(number(fact).times(rate.den.into()), number(of).times(rate.num.into()))
            }
        },
    }
}

/// The number of the day on which a period after a day ends.
fn later(day: i128, after: Period) -> i128 {
    i32::try_from(day).map_or(day, |day| Day::from_days(day).after(after).days().into())
}

/// Whether a set or list that is known is empty.
fn is_empty(slot: Slot) -> Option<bool> {
    match slot {
        Slot::Set(held) => Some(held == 0),
        Slot::List { len, .. } => Some(len == 0),
        Slot::Items(rows) => Some(rows.len == 0),
        Slot::Absent
        | Slot::Bool(_)
        | Slot::Choice(_)
        | Slot::Money(_)
        | Slot::Fen(_)
        | Slot::Count(_)
        | Slot::Year(_)
        | Slot::Day(_)
        | Slot::Ratio(_) => None,
    }
}

/// Whether the figure reaches some tier that no earlier year reached.
fn first_reaches(milestone: &Milestone, known: Known<'_>) -> Truth {
    let figure = known.number(milestone.figure);
    let record = known.number(milestone.record);
    let prior = known.number(milestone.prior);
    let mut any = Truth::False;
    for tier in &milestone.tiers {
        let from = i128::from(tier.from.fen());
        // The record is the larger of the two, so one of them is enough to have reached it.
        let is_first = match (record.at_least(from), prior.at_least(from)) {
            (Truth::True, _) | (_, Truth::True) => Truth::False,
            (Truth::False, Truth::False | Truth::Unknown) => Truth::True,
            (Truth::Unknown, Truth::False | Truth::Unknown) => Truth::Unknown,
        };
        any = any.or(figure.at_least(from).and(is_first));
    }
    any
}
