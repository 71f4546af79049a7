//! The answers as evaluation sees them: what is known, and between what bounds the rest lies.

use crate::policy::{Derivation, Fact, FactId, FactKind, Limit, Policy};
use crate::profile::{Answers, Slot};
use crate::quantity::{Interval, Money};

/// How many facts may narrow each other in turn; what refers to itself ends there.
const DEPTH: u8 = 8;

/// What bounds a number that is not known.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    is_money: bool,
    /// The bounds of its type: most amounts and every count are not negative.
    by_type: Interval,
    /// How it is computed, where what is known of its inputs narrows it.
    computed: Option<Derivation>,
    at_least: Option<Limit>,
    at_most: Option<Limit>,
}

impl Range {
    /// The ranges of all facts of a policy, in order.
    pub(crate) fn of(policy: &Policy) -> Vec<Self> {
        Self::of_facts(&policy.facts)
    }

    /// Whether it is an amount of money.
    pub(crate) fn is_money(&self) -> bool {
        self.is_money
    }

    /// The ranges of some facts, in order.
    pub(crate) fn of_facts(facts: &[Fact]) -> Vec<Self> {
        let range = |fact: &Fact| Self {
            is_money: matches!(fact.kind, FactKind::Money { .. }),
            by_type: match fact.kind {
                FactKind::Money { signed: false } | FactKind::Count => Interval::NOT_NEGATIVE,
                FactKind::Money { signed: true }
                | FactKind::Bool
                | FactKind::Choice(_)
                | FactKind::Set(_)
                | FactKind::Percent
                | FactKind::Year
                | FactKind::Day
                | FactKind::MoneyList
                | FactKind::Items(_) => Interval::ANY,
            },
            computed: match fact.derived {
                Some(rule @ Derivation::Increase { .. }) => fact.narrowed.then_some(rule),
                Some(rule @ Derivation::Sum { .. }) => Some(rule),
                Some(
                    Derivation::Growth { .. }
                    | Derivation::Product { .. }
                    | Derivation::Quotient { .. }
                    | Derivation::Elapsed { .. }
                    | Derivation::OfItems { .. }
                    | Derivation::Compare { .. },
                )
                | None => None,
            },
            at_least: fact.at_least,
            at_most: fact.at_most,
        };
        facts.iter().map(range).collect()
    }

    /// Whether a condition on the unknown number can be decided by its bounds.
    fn decides(&self) -> bool {
        self.computed.is_some() || self.at_least.is_some() || self.at_most.is_some()
    }
}

/// What is known of every fact.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub slots: &'a [Slot],
    pub ranges: &'a [Range],
}

impl Known<'_> {
    pub(crate) fn slot(self, fact: FactId) -> Slot {
        self.slots[fact.index()]
    }

    pub(crate) fn is_absent(self, fact: FactId) -> bool {
        self.slot(fact).is_absent()
    }

    /// The amounts of a list, if known.
    pub(crate) fn list(self, fact: FactId, answers: &Answers) -> Option<&[Money]> {
        if let Slot::List { start, len } = self.slot(fact) {
            Some(answers.list(start, len))
        } else {
            None
        }
    }

    /// An amount in fen, or a count: a point where it is known, else its bounds.
    pub(crate) fn number(self, fact: FactId) -> Interval {
        self.number_within(fact, DEPTH)
    }

    /// The bounds of a number for a condition on it; none where nothing narrows what is unknown.
    pub(crate) fn decisive(self, fact: FactId) -> Option<Interval> {
        match self.slot(fact).number() {
            Some(number) => Some(Interval::exactly(number.into())),
            None => self.narrowed(fact),
        }
    }

    /// The bounds of an unknown number that something narrows.
    pub(crate) fn narrowed(self, fact: FactId) -> Option<Interval> {
        let open = self.is_absent(fact) && self.ranges[fact.index()].decides();
        open.then(|| self.between(fact, DEPTH))
    }

    /// The bounds of a number, whatever is answered to itself.
    pub(crate) fn bounds_of(self, fact: FactId) -> Interval {
        self.between(fact, DEPTH)
    }

    fn number_within(self, fact: FactId, depth: u8) -> Interval {
        match self.slot(fact).number() {
            Some(number) => Interval::exactly(number.into()),
            None => self.between(fact, depth),
        }
    }

    fn between(self, fact: FactId, depth: u8) -> Interval {
        let range = &self.ranges[fact.index()];
        let Some(depth) = depth.checked_sub(1) else { return range.by_type };
        let limit = |limit: Limit| match limit {
            Limit::Number(number) => Interval::exactly(number.raw().into()),
            Limit::Fact(other) => self.number_within(other, depth),
        };
        let computed = range.computed.and_then(|rule| match rule {
            Derivation::Increase { current, prior } => {
                let difference = self.number_within(current, depth);
                Some(difference.minus(self.number_within(prior, depth)))
            }
            Derivation::Sum { parts } => {
                parts.iter().map(|part| self.number_within(part, depth)).reduce(Interval::plus)
            }
            Derivation::Growth { .. }
            | Derivation::Product { .. }
            | Derivation::Quotient { .. }
            | Derivation::Elapsed { .. }
            | Derivation::OfItems { .. }
            | Derivation::Compare { .. } => None,
        });
        let floor = range.at_least.map(|of| Interval::between(limit(of).lo(), None));
        let ceiling = range.at_most.map(|of| Interval::between(None, limit(of).hi()));
        let narrower = [computed, floor, ceiling].into_iter().flatten();
        // Bounds that exclude each other contradict; the last of them narrows nothing.
        narrower.fold(range.by_type, |so_far, next| so_far.and(next).unwrap_or(so_far))
    }
}
