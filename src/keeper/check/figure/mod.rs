//! The figures of a legal text: amounts, rates, counts and years, with the words that say how
//! they compare (最高, 达到 …, up to, at least …). Numbers that only name something (第六条, 5G,
//! a placeholder) are no figures.

mod chinese;
mod english;
mod numeral;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

pub use chinese::chinese;
pub use english::english;

/// The figures of a text in the language that it is written in.
pub fn figures(text: &str) -> Vec<Figure> {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().any(is_chinese) { chinese(text) } else { english::compared(text) }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Yuan.
    Money,
    /// Per cent, or percentage points.
    Percent,
    /// Persons, enterprises, times …
    Count,
    /// A length of time in years.
    Years,
    /// A calendar year, with month and day where they stand beside it.
    Calendar,
    /// A bare number.
    Number,
}

/// How a text compares with a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compare {
    /// 达到, 以上, 不低于.
    AtLeast,
    /// 超过, 高于.
    Above,
    /// 最高, 不超过, 以内, 以下.
    AtMost,
    /// 低于, 不足.
    Below,
}

/// A figure of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it stands, unit included, in bytes.
    pub range: Range<usize>,
    /// What it counts.
    pub kind: Kind,
    /// Its value: yuan, per cent, or the number itself.
    pub value: Decimal,
    /// How the words beside it compare; none where they do not.
    pub compare: Option<Compare>,
    /// The words that say so, where they stand.
    pub sign: Option<Range<usize>>,
    /// Whether it is spelt in words that need not be a figure (一家, two).
    pub spelt: bool,
    /// Position in a list of figures that share unit and comparison (10亿元、5亿元), from 0.
    pub place: usize,
}

impl Figure {
    /// Whether it says the same as another number of a kind.
    pub fn is(&self, kind: Kind, value: Decimal) -> bool {
        self.value == value
            && (self.kind == kind
                || matches!(
                    (self.kind, kind),
                    (Kind::Years, Kind::Count) | (Kind::Count, Kind::Years)
                ))
    }
}
