//! Facts: what may be known about an enterprise, and how it is asked.

use crate::quantity::Money;
use crate::text::Text;

use super::{Anchor, Condition, FactId, Threshold};

/// One thing known, or not known, about the enterprise in the assessment year.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Stable id, as in profiles.
    pub id: String,
    /// Type, with the options of choices and sets.
    pub kind: FactKind,
    /// Short name for lists; may hold `{Y}`.
    pub label: Text,
    /// The question; may hold `{Y}`.
    pub question: Text,
    /// What counts and where to find it.
    pub help: Text,
    /// Who can answer.
    pub who_knows: Text,
    /// What to do when the condition on it is not met or not known.
    pub todo: Text,
    /// Whether an enterprise that lacks it can change it, and when.
    pub possible: Possible,
    /// What it takes to change it, where the pack says so.
    pub effort: Option<Effort>,
    /// What people call it.
    pub aliases: Vec<String>,
    /// Whether only an authority knows it.
    pub by_authority: bool,
    /// Filled from a benchmark file when the profile does not answer it.
    pub benchmark: Option<Benchmark>,
    /// How it is computed from others.
    pub derived: Option<Derivation>,
    /// What it counts or adds up of a list, where it is computed from one.
    pub figure: Option<ItemsFigure>,
    /// Whether what is known of its inputs bounds it where it cannot be computed (an increase is
    /// at most the year's figure).
    pub narrowed: bool,
    /// What it is never below (of a record its prior year).
    pub at_least: Option<Limit>,
    /// What it is never above.
    pub at_most: Option<Limit>,
    /// The value it has when unanswered and a condition holds.
    pub assumed: Option<Assumed>,
    /// Ids of glossary terms.
    pub terms: Vec<String>,
    /// The sentence of the measure it comes from, where neither a gate nor a benefit quotes it.
    pub quote: Option<String>,
    /// Whether its options are the benefits themselves (what was supported elsewhere).
    pub lists_benefits: bool,
    /// What becomes of its answer when the profile is carried over to the next year.
    pub carry: Carry,
}

/// What a number is never below, or never above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A fixed number.
    Number(Threshold),
    /// Another fact of the same type.
    Fact(FactId),
}

/// What becomes of an answer in the next year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Carry {
    /// It holds on.
    #[default]
    Keep,
    /// It was of that year only: asked again.
    Clear,
    /// The answer to another fact takes its place (this year's figure becomes the prior one).
    From(FactId),
    /// The largest of some answers takes its place, if all are known (a record).
    Largest(Vec<FactId>),
}

/// The type of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactKind {
    /// Yes or no.
    Bool,
    /// One of the options.
    Choice(Vec<Choice>),
    /// Any of the options, or none.
    Set(Vec<Choice>),
    /// Yuan; negative only where signed.
    Money {
        /// May be negative (an increase answered directly).
        signed: bool,
    },
    /// A percentage.
    Percent,
    /// A whole number from 0 to 10^9.
    Count,
    /// A calendar year.
    Year,
    /// A day of the calendar.
    Day,
    /// Several amounts.
    MoneyList,
    /// Several things, each with these fields: machines, products, contracts.
    Items(Vec<Fact>),
}

impl FactKind {
    /// The options of a choice or set.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice(options) | Self::Set(options) => options,
            Self::Bool
            | Self::Money { .. }
            | Self::Percent
            | Self::Count
            | Self::Year
            | Self::Day
            | Self::MoneyList
            | Self::Items(_) => &[],
        }
    }

    /// The fields of each item of a list.
    pub fn fields(&self) -> &[Fact] {
        if let Self::Items(fields) = self { fields } else { &[] }
    }

    /// Position of an option.
    pub fn option(&self, id: &str) -> Option<u8> {
        let at = self.options().iter().position(|option| option.id == id)?;
        u8::try_from(at).ok()
    }
}

/// One option of a choice or set.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// What it is.
    pub label: Text,
    /// More about it; may be empty.
    pub help: Text,
    /// Whether only an authority knows it.
    pub by_authority: bool,
    /// What it takes to have it, where the pack says so.
    pub effort: Option<Effort>,
    /// What people call it.
    pub aliases: Vec<String>,
    /// The clause of the measure that names it, verbatim, where one does.
    pub quote: Option<String>,
}

/// When an enterprise that lacks a fact can have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Possible {
    /// By an act of its own, at once (apply, sign, declare).
    Now,
    /// With next year's results or titles.
    NextYear,
    /// Never (a past year, what the enterprise is).
    Never,
}

/// What it takes to change a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// An application.
    Apply,
    /// A contract or an undertaking.
    Sign,
    /// A figure to be reached.
    Figure,
    /// A title or recognition.
    Title,
    /// Something has to happen.
    Event,
}

/// Where an average comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benchmark {
    /// The whole district, by year.
    District,
    /// An industry, by year and industry code.
    Industry,
}

/// How a fact is computed from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// `current − prior`.
    Increase {
        /// This year's figure.
        current: FactId,
        /// The prior year's figure.
        prior: FactId,
    },
    /// `(current − prior) / prior` in percent; not computable where the prior year is 0.
    Growth {
        /// This year's figure.
        current: FactId,
        /// The prior year's figure.
        prior: FactId,
    },
    /// `left ≥ right`, or `left > right` where strict.
    Compare {
        /// The enterprise's growth.
        left: FactId,
        /// The average it is compared with.
        right: FactId,
        /// Whether equality is not enough.
        strict: bool,
    },
    /// The sum of figures of one kind.
    Sum {
        /// The figures.
        parts: Operands,
    },
    /// The product of an amount or a count with counts and percentages, cut to the fen.
    Product {
        /// The factors.
        factors: Operands,
        /// Divided by this (360 days).
        per: i64,
    },
    /// What [`Fact::figure`] says of a list.
    OfItems {
        /// The list.
        of: FactId,
    },
    /// The time that has passed from one day to another, in whole units; none before it began.
    Elapsed {
        /// From this day.
        from: Anchor,
        /// Until this one.
        until: Anchor,
        /// Counted in these.
        unit: Unit,
    },
    /// One figure by another: an amount by a count, or the share of one in another in percent;
    /// not computable where the other is 0.
    Quotient {
        /// What is divided.
        over: FactId,
        /// By this.
        under: FactId,
    },
}

/// What is counted, or added up, of a list of items. Facts are fields by their position.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemsFigure {
    /// The list.
    pub of: FactId,
    /// The field added up; without one the items are counted.
    pub field: Option<FactId>,
    /// Only items of which all of this holds.
    pub when: Vec<Condition>,
}

/// What the time between two days is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Whole months.
    Months,
    /// Whole years.
    Years,
}

/// Up to four facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operands(pub [Option<FactId>; 4]);

impl Operands {
    /// The facts, in order.
    pub fn iter(self) -> impl Iterator<Item = FactId> {
        self.0.into_iter().flatten()
    }
}

impl Derivation {
    /// The facts it is computed from.
    pub fn inputs(self) -> Vec<FactId> {
        match self {
            Self::Increase { current, prior } | Self::Growth { current, prior } => {
                vec![current, prior]
            }
            Self::Compare { left, right, .. } => vec![left, right],
            Self::Quotient { over, under } => vec![over, under],
            Self::OfItems { of } => vec![of],
            Self::Elapsed { from, until, .. } => {
                from.fact().into_iter().chain(until.fact()).collect()
            }
            Self::Sum { parts } | Self::Product { factors: parts, .. } => parts.iter().collect(),
        }
    }
}

/// A value that an unanswered fact takes when a condition holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The value.
    pub value: Money,
    /// The condition.
    pub when: Condition,
}

/// A group of facts that are asked together.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Its facts in order.
    pub facts: Vec<FactId>,
}
