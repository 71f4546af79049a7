//! Relations between figures: a fact against a constant, or against another fact.

use crate::quantity::{Money, Percent, Period, Ratio};
use crate::text::Text;

use super::{Anchor, FactId, Rate};

/// Figures that are probably slips: when all relations hold.
#[derive(Clone, Debug)]
pub struct Plausible {
    /// Stable id.
    pub id: String,
    /// The relations.
    pub when: Vec<Relation>,
    /// What is said.
    pub text: Text,
}

/// A fact compared with something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    /// The fact.
    pub fact: FactId,
    /// How it is compared.
    pub is: Comparison,
    /// With what.
    pub than: Operand,
}

/// How two figures are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// >
    Above,
    /// ≤
    AtMost,
    /// <
    Below,
}

impl Comparison {
    /// Whether two figures in this order compare so.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::AtLeast => order.is_ge(),
            Self::Above => order.is_gt(),
            Self::AtMost => order.is_le(),
            Self::Below => order.is_lt(),
        }
    }
}

impl Operand {
    /// The number itself, in fen for money, where it is one.
    pub fn ratio(self) -> Option<Ratio> {
        match self {
            Self::Money(money) => Ratio::new(money.fen().into(), 1),
            Self::Count(count) => Ratio::new(count.into(), 1),
            Self::Percent(percent) => Some(percent.ratio()),
            Self::Year(_) | Self::Day { .. } | Self::Share { .. } => None,
        }
    }
}

/// What a figure is compared with, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// Yuan.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A count.
    Count(i64),
    /// A year, counted from the assessment year.
    Year(i32),
    /// A day, and a period after it; a period before it runs from the figure compared.
    Day {
        /// The day.
        of: Anchor,
        /// The period; where it is negative, as much after the day compared.
        after: Period,
    },
    /// A share, or a multiple, of another fact of the same type.
    Share {
        /// The share: 110% of the prior year, 1,000 times the output.
        rate: Rate,
        /// The fact.
        of: FactId,
    },
}
