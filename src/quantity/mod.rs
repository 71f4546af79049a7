//! The quantities that the measure speaks of: money, percentages, and truth under
//! incomplete knowledge. Everything is exact; no floating point number occurs.

pub mod calendar;
mod money;
mod percent;
mod ratio;
mod truth;

pub use money::{Money, MoneyError};
pub use percent::{Percent, PercentError};
pub use ratio::Ratio;
pub use truth::Truth;

/// Splits `digits[.digits]` of ASCII digits into its two parts; `None` for anything else.
fn split_decimal(text: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (!whole.is_empty() && digits(whole) && digits(fraction)).then_some((whole, fraction))
}

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
