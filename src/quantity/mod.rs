//! The quantities that the measure speaks of: money, percentages, and truth under
//! incomplete knowledge, their one reader ([`read`]) and their printing. Everything is exact; no
//! floating point number occurs.

pub mod calendar;
mod day;
mod interval;
mod money;
mod percent;
mod ratio;
pub mod read;
mod truth;

pub use day::{Day, Period};
pub use interval::Interval;
pub use money::{Money, MoneyError};
pub use percent::{Percent, PercentError};
pub use ratio::Ratio;
pub use truth::Truth;

/// Digits grouped by thousands: `1234567` → `1,234,567`.
pub(crate) fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
