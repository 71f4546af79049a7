//! Percentages as they are written.

use rust_decimal::Decimal;
use thiserror::Error;

use super::Ratio;

/// A percentage with the decimals it was written with (`12.0%` differs from `12%` in precision).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(Decimal);

/// Why a text is not a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PercentError {
    /// Not an optional minus, ASCII digits, optionally decimals, and `%`.
    #[error("not a percentage such as \"5.2%\"")]
    Syntax,
    /// The number stands alone.
    #[error("the sign % is missing")]
    NoSign,
    /// Beyond ±1,000,000 %.
    #[error("beyond 1,000,000 %")]
    OutOfRange,
    /// More than 20 decimals.
    #[error("more than 20 decimals")]
    TooFine,
}

impl Percent {
    /// The largest percentage, in percent.
    pub const MAX: i64 = 1_000_000;
    /// The most decimals.
    pub const MAX_DECIMALS: usize = 20;

    /// Reads the strict form of profiles: `5.2%`, `-3%`.
    ///
    /// # Errors
    /// [`PercentError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, PercentError> {
        super::read::strict_percent(text)
    }

    /// From a decimal number of percent, if it is within ±1,000,000 and 20 decimals.
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        (value.abs() <= Decimal::from(Self::MAX) && value.scale() <= 20).then_some(Self(value))
    }

    /// The number of percent.
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    /// The exact fraction (of percent), its denominator being the written precision.
    pub fn ratio(self) -> Ratio {
        let den = 10i128.pow(self.0.scale());
        Ratio::new(self.0.mantissa(), den).unwrap_or_else(|| unreachable!("10^n is positive"))
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_form() {
        for good in ["5.2%", "-3%", "0%", "1000000%", "12.00%", "0.00000000000000000001%"] {
            assert_eq!(Percent::parse(good).expect(good).to_string(), good);
        }
        assert_eq!(Percent::parse("007%").expect("leading zeros").to_string(), "7%");
        assert_eq!(Percent::parse("-0%").expect("nothing").to_string(), "0%");
        // More than 20 decimals, but none that says anything.
        assert!(Percent::parse("5.00000000000000000000000%").is_ok());
        for (bad, why) in [
            ("5.2", PercentError::NoSign),
            ("", PercentError::Syntax),
            ("%", PercentError::Syntax),
            ("+5%", PercentError::Syntax),
            ("5 %", PercentError::Syntax),
            ("5.%", PercentError::Syntax),
            (".5%", PercentError::Syntax),
            ("5e2%", PercentError::Syntax),
            ("５%", PercentError::Syntax),
            ("--5%", PercentError::Syntax),
            ("1000000.1%", PercentError::OutOfRange),
            ("99999999%", PercentError::OutOfRange),
            ("0.000000000000000000001%", PercentError::TooFine),
        ] {
            assert_eq!(Percent::parse(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn precision_is_kept() {
        assert_eq!(Percent::parse("12.0%").expect("good").ratio().den(), 10);
        assert_eq!(Percent::parse("-12%").expect("good").ratio().num(), -12);
        let half = Percent::parse("0.5%").expect("good").ratio();
        assert_eq!((half.num(), half.den()), (5, 10));
    }

    #[test]
    fn decimals_within_the_limits() {
        let most = Decimal::from(Percent::MAX);
        let finest = Decimal::new(1, 20);
        for within in [most, -most, finest] {
            assert_eq!(Percent::from_decimal(within).map(Percent::to_decimal), Some(within));
        }
        for beyond in [most + Decimal::ONE, -most - Decimal::ONE, Decimal::new(1, 21)] {
            assert_eq!(Percent::from_decimal(beyond), None, "{beyond}");
        }
    }
}
