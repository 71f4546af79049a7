//! Conditions: one test on one fact, or on the assessment year.

use crate::quantity::Money;
use crate::text::Text;

use super::{BenefitId, Comparison, Effort, FactId, Milestone, Operand};

/// One condition of a gate, a benefit, a case of an amount, or an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The fact tested; none for a test of the assessment year.
    pub fact: Option<FactId>,
    /// The test.
    pub test: Test,
    /// What to do when it is not met; the fact's own advice where none is given.
    pub todo: Option<Text>,
    /// Who can answer; the fact's own where none is given.
    pub who_knows: Option<Text>,
    /// What it takes to meet it; the fact's own where none is given.
    pub effort: Option<Effort>,
}

impl Condition {
    /// Every fact that the condition looks at, in reading order.
    pub fn facts(&self) -> Vec<FactId> {
        self.test.facts(self.fact)
    }

    /// A condition without advice of its own.
    pub fn plain(fact: FactId, test: Test) -> Self {
        Self { fact: Some(fact), test, todo: None, who_knows: None, effort: None }
    }
}

/// What is tested.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The bool is yes.
    Yes,
    /// Any answer will do.
    Answered,
    /// The choice is one of the options (a bit each).
    OneOf(u128),
    /// The set holds at least one of the options (a bit each).
    HasAny(u128),
    /// The set or list is empty.
    Empty,
    /// The set or list is not empty.
    NotEmpty,
    /// The number is at least so much (达到、以上).
    AtLeast(Threshold),
    /// The number is more than so much (超过、高于).
    Above(Threshold),
    /// The number is less than so much.
    Below(Threshold),
    /// The number is exactly so much.
    Equals(Threshold),
    /// The year is one of these, counted from the assessment year.
    YearIn(Vec<i32>),
    /// The assessment year is at most this one.
    ValidThrough(i32),
    /// The test on the same fact does not hold.
    Not(Box<Test>),
    /// Some of the conditions hold.
    AnyOf(Vec<Condition>),
    /// All of the conditions hold.
    AllOf(Vec<Condition>),
    /// Another benefit is given: all of its conditions hold.
    Given {
        /// The benefit.
        benefit: BenefitId,
        /// Its conditions, as the readings in force have them once compiled.
        all: Vec<Condition>,
    },
    /// The figure compares so with a percentage, or with a share of another figure.
    Compared(Comparison, Operand),
    /// The figure reaches some tier for the first time.
    FirstReaches(Milestone),
}

/// A number that a fact is compared with, in the unit of the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Yuan.
    Money(Money),
    /// A count, without a distance to report where it counts years already used up.
    Count(i64),
}

impl Threshold {
    /// Fen for money, the number itself for a count.
    pub fn raw(self) -> i64 {
        match self {
            Self::Money(money) => money.fen(),
            Self::Count(count) => count,
        }
    }
}

impl Test {
    /// Hands on the test and every test inside it, the outer ones first, each with the fact that it
    /// is about.
    pub fn visit<'t>(
        &'t self,
        about: Option<FactId>,
        give: &mut impl FnMut(Option<FactId>, &'t Self),
    ) {
        give(about, self);
        match self {
            Self::Not(test) => test.visit(about, give),
            Self::AnyOf(all) | Self::AllOf(all) | Self::Given { all, .. } => {
                all.iter().for_each(|one| one.test.visit(one.fact, give));
            }
            Self::Yes
            | Self::Answered
            | Self::OneOf(_)
            | Self::HasAny(_)
            | Self::Empty
            | Self::NotEmpty
            | Self::AtLeast(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Equals(_)
            | Self::YearIn(_)
            | Self::ValidThrough(_)
            | Self::Compared(..)
            | Self::FirstReaches(_) => {}
        }
    }

    /// Whether this test, or one inside it, is such a one.
    pub fn any(&self, is: impl Fn(&Self) -> bool) -> bool {
        let mut found = false;
        self.visit(None, &mut |_, test| found |= is(test));
        found
    }

    /// Every fact that the test looks at beside the one it is about, which comes first.
    pub fn facts(&self, about: Option<FactId>) -> Vec<FactId> {
        match self {
            Self::AnyOf(conditions)
            | Self::AllOf(conditions)
            | Self::Given { all: conditions, .. } => {
                let mut facts: Vec<FactId> = Vec::new();
                for fact in conditions.iter().flat_map(Condition::facts) {
                    if !facts.contains(&fact) {
                        facts.push(fact);
                    }
                }
                facts
            }
            Self::Not(test) => test.facts(about),
            Self::FirstReaches(milestone) => {
                vec![milestone.figure, milestone.record, milestone.prior]
            }
            Self::Compared(_, Operand::Share { of, .. }) => {
                about.into_iter().chain([*of]).collect()
            }
            Self::Compared(_, Operand::Day { of, .. }) => {
                about.into_iter().chain(of.fact()).collect()
            }
            Self::Yes
            | Self::Answered
            | Self::OneOf(_)
            | Self::HasAny(_)
            | Self::Empty
            | Self::NotEmpty
            | Self::AtLeast(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Equals(_)
            | Self::YearIn(_)
            | Self::ValidThrough(_)
            | Self::Compared(..) => about.into_iter().collect(),
        }
    }

    /// The options of which one is wanted (a bit each).
    pub fn options(&self) -> Option<u128> {
        if let Self::OneOf(bits) | Self::HasAny(bits) = self { Some(*bits) } else { None }
    }

    /// What a number is compared with, and the sign of the comparison.
    pub fn threshold(&self) -> Option<(&'static str, Threshold)> {
        let (sign, threshold) = if let Self::AtLeast(threshold) = self {
            ("≥", threshold)
        } else if let Self::Above(threshold) = self {
            (">", threshold)
        } else if let Self::Below(threshold) = self {
            ("<", threshold)
        } else if let Self::Equals(threshold) = self {
            ("=", threshold)
        } else {
            return None;
        };
        Some((sign, *threshold))
    }

    /// The nearest number that passes.
    pub fn nearest(&self) -> Option<i64> {
        if let Self::AtLeast(threshold) | Self::Equals(threshold) = self {
            Some(threshold.raw())
        } else if let Self::Above(threshold) = self {
            threshold.raw().checked_add(1)
        } else if let Self::Below(threshold) = self {
            threshold.raw().checked_sub(1)
        } else {
            None
        }
    }

    /// Whether the name of its fact says what is wanted.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Yes | Self::Empty | Self::NotEmpty | Self::Answered)
    }

    /// Whether it combines conditions, rather than looks at one fact.
    pub fn is_combined(&self) -> bool {
        match self {
            Self::AnyOf(_) | Self::AllOf(_) | Self::Given { .. } => true,
            Self::Not(test) => test.is_combined(),
            Self::Yes
            | Self::Answered
            | Self::OneOf(_)
            | Self::HasAny(_)
            | Self::Empty
            | Self::NotEmpty
            | Self::AtLeast(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Equals(_)
            | Self::YearIn(_)
            | Self::ValidThrough(_)
            | Self::Compared(..)
            | Self::FirstReaches(_) => false,
        }
    }
}
