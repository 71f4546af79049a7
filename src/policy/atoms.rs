//! What everything else in a measure is made of: facts, benefits and gates by their position,
//! rates and days.

use crate::quantity::{Day, Percent};

/// A fact by its position in [`super::Policy::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u16);

impl FactId {
    /// Position in [`super::Policy::facts`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A benefit by its position in [`super::Policy::benefits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BenefitId(pub u16);

impl BenefitId {
    /// Position in [`super::Policy::benefits`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A gate condition by its position in [`super::Policy::gates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GateId(pub u16);

impl GateId {
    /// Position in [`super::Policy::gates`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A rate as an exact fraction of the amount it applies to (1.5 % = 15 / 1,000).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Numerator.
    pub num: i64,
    /// Denominator.
    pub den: i64,
}

impl Rate {
    /// `"1.5%"` or `"2/3"`, not negative; none where it is neither.
    pub fn parse(written: &str) -> Option<Self> {
        if let Some((num, den)) = written.split_once('/') {
            let number = |part: &str| {
                let digits =
                    (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| part.parse::<i64>().ok()).flatten()
            };
            return Some(Self { num: number(num)?, den: number(den).filter(|den| *den > 0)? });
        }
        let decimal = Percent::parse(written).ok()?.to_decimal().normalize();
        if decimal.scale() > 6 || decimal.is_sign_negative() {
            return None;
        }
        let num = i64::try_from(decimal.mantissa()).ok()?;
        Some(Self { num, den: 100 * 10i64.pow(decimal.scale()) })
    }

    /// As a person reads it: `1.5%`, or `2/3` where no percentage says it.
    pub fn text(self) -> String {
        let percent = rust_decimal::Decimal::from(self.num) * rust_decimal::Decimal::from(100)
            / rust_decimal::Decimal::from(self.den);
        match percent.normalize() {
            percent if percent.scale() <= 6 => format!("{percent}%"),
            _ => format!("{}/{}", self.num, self.den),
        }
    }
}

/// A day that something is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A day of the calendar.
    On(Day),
    /// A day of a year counted from the assessment year.
    InYear {
        /// The year.
        offset: i32,
        /// The month.
        month: u32,
        /// The day, or the last one of a shorter month.
        day: u32,
    },
    /// The day that a fact names.
    Fact(FactId),
}

impl Anchor {
    /// The fact that names it, where one does.
    pub fn fact(self) -> Option<FactId> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::On(_) | Self::InYear { .. } => None,
        }
    }

    /// The day in an assessment year, where it is no answer.
    pub fn day(self, year: i32) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::InYear { offset, month, day } => {
                let year = year.saturating_add(offset);
                (28..=day).rev().chain([day]).find_map(|day| Day::new(year, month, day))
            }
            Self::Fact(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_percentages_or_fractions() {
        for (written, rate) in [
            ("1.5%", Some((15, 1_000))),
            ("100%", Some((100, 100))),
            ("2/3", Some((2, 3))),
            ("1/0", None),
            ("-1/3", None),
            ("-5%", None),
            ("1/", None),
            ("0.5", None),
        ] {
            let rate = rate.map(|(num, den)| Rate { num, den });
            assert_eq!(Rate::parse(written), rate, "{written}");
        }
        assert_eq!(Rate { num: 2, den: 3 }.text(), "2/3");
        assert_eq!(Rate { num: 1, den: 4 }.text(), "25%");
    }
}
