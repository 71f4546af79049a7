//! What everything else in a measure is made of: facts by their position, and rates.

/// A fact by its position in [`super::Policy::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u16);

impl FactId {
    /// Position in [`super::Policy::facts`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A rate as an exact fraction of the amount it applies to (1.5 % = 15 / 1,000).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Numerator.
    pub num: i64,
    /// Denominator, a power of ten.
    pub den: i64,
}

impl Rate {
    /// As a person reads it: `1.5%`.
    pub fn text(self) -> String {
        let percent = rust_decimal::Decimal::from(self.num) * rust_decimal::Decimal::from(100)
            / rust_decimal::Decimal::from(self.den);
        format!("{}%", percent.normalize())
    }
}
