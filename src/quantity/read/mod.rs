//! The one reader of amounts, percentages, counts and years.
//!
//! People write them in many ways; every face reads them by this one grammar. `strict` holds
//! the forms of profiles and NDJSON, which are a part of it. Whatever is not understood is
//! refused with what to write instead: digits are never joined across anything that was dropped.

mod date;
mod error;
mod numeral;
mod scan;
mod strict;
mod unit;

#[cfg(test)]
mod tests;

use super::{Day, Money, Percent};
pub use error::AmountError;
use scan::Scan;
pub(super) use strict::{money as strict_money, percent as strict_percent};
pub use unit::{UNITS, Unit};

/// The largest count that a fact may have.
pub const MAX_COUNT: i128 = 1_000_000_000;
/// The years that a profile may name.
pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// What a percentage without a sign says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarePercent {
    /// `5.2` is 5.2 %.
    Percent,
    /// `0.052` is 5.2 %.
    Fraction,
}

/// Reads one amount of money; `bare` is the unit of a number that has none of its own.
///
/// # Errors
/// [`AmountError::NoUnit`] for a bare number without `bare`; else what is wrong with the text.
pub fn money(text: &str, bare: Option<Unit>) -> Result<Money, AmountError> {
    // Most cells are plain digits in the unit of their column.
    if let (Some(unit), Some((whole, fraction))) = (bare, strict::split(text)) {
        return Ok(strict::in_fen(whole, fraction, unit.power())?);
    }
    let folded = folded(text);
    let mut text = folded.as_str();
    let mut is_yuan = false;
    let mut negative = take_sign(&mut text);
    while let Some(rest) = unit::CURRENCY_BEFORE.iter().find_map(|name| text.strip_prefix(name)) {
        (text, is_yuan) = (rest.trim_start_matches(' '), true);
    }
    negative |= take_sign(&mut text);
    while let Some(rest) = unit::CURRENCY_AFTER.iter().find_map(|name| text.strip_suffix(name)) {
        (text, is_yuan) = (rest.trim_end_matches(' '), true);
    }
    text = text.strip_suffix(['整', '正']).unwrap_or(text);
    if text.is_empty() {
        return Err(if folded.is_empty() { AmountError::Nothing } else { AmountError::Money });
    }
    let bare = bare.or(is_yuan.then_some(Unit::YUAN));
    let sum = pieces(text, bare)?;
    Ok(if negative { Money::from_fen(-sum.fen()) } else { sum })
}

/// `1亿2000万` is the sum of its pieces, each smaller than the unit before it.
fn pieces(text: &str, bare: Option<Unit>) -> Result<Money, AmountError> {
    let mut scan = Scan::new(text);
    let mut sum: i64 = 0;
    let mut before: Option<Unit> = None;
    loop {
        let number = scan.number(AmountError::Money)?;
        let unit = match (scan.unit()?, before) {
            (Some(unit), _) => unit,
            // Nothing is nothing in any unit.
            (None, None) if number.whole() == Some(0) => bare.unwrap_or(Unit::YUAN),
            (None, None) => bare.ok_or(AmountError::NoUnit)?,
            // 一万五千 is complete; of 1亿2 the last unit is not said.
            (None, Some(before)) if number.is_complete() && !before.names_yuan() => Unit::YUAN,
            (None, Some(_)) => return Err(AmountError::LastUnit),
        };
        let piece = number.times(unit)?;
        if before.is_some_and(|before| before.names_yuan() && !unit.is_small()) {
            return Err(AmountError::TwoNumbers);
        }
        if before.is_some_and(|before| piece.fen() >= before.fen()) {
            return Err(AmountError::Money);
        }
        sum = sum
            .checked_add(piece.fen())
            .filter(|sum| *sum <= Money::MAX.fen())
            .ok_or(AmountError::TooLarge)?;
        if scan.is_done() {
            return Ok(Money::from_fen(sum));
        }
        if number.has_fraction() || !scan.at_number() {
            return Err(scan.fault(AmountError::Money));
        }
        before = Some(unit);
    }
}

/// Reads a percentage.
///
/// # Errors
/// What is wrong with the text.
pub fn percent(text: &str, bare: BarePercent) -> Result<Percent, AmountError> {
    let folded = folded(text);
    let mut text = folded.as_str();
    if text.is_empty() {
        return Err(AmountError::Nothing);
    }
    let negative = take_sign(&mut text);
    let spoken = text.strip_prefix("百分之");
    let spoken = spoken.map(|rest| if rest == "百" { "一百" } else { rest });
    let mut scan = Scan::new(spoken.unwrap_or(text));
    let number = scan.number(AmountError::Percent)?;
    let signed = spoken.is_some() || scan.word(&["%", "个百分点", "百分点"]);
    if !scan.is_done() {
        return Err(scan.fault(AmountError::Percent));
    }
    let shift = if !signed && bare == BarePercent::Fraction { 2 } else { 0 };
    number.percent(negative, shift)
}

/// Reads a count: a whole number, with 家, 个 or 项 behind it or without.
///
/// # Errors
/// What is wrong with the text.
pub fn count(text: &str) -> Result<i64, AmountError> {
    let folded = folded(text);
    if folded.is_empty() {
        return Err(AmountError::Nothing);
    }
    let mut scan = Scan::new(&folded);
    let number = scan.number(AmountError::Count)?;
    scan.word(&["家", "个", "项"]);
    if !scan.is_done() {
        return Err(scan.fault(AmountError::Count));
    }
    let count = number.whole().ok_or(AmountError::Count)?;
    if i128::from(count) <= MAX_COUNT { Ok(count) } else { Err(AmountError::Count) }
}

/// Reads a year, or the year of a date.
///
/// # Errors
/// What is wrong with the text.
pub fn year(text: &str) -> Result<i32, AmountError> {
    let folded = folded(text);
    if folded.is_empty() {
        return Err(AmountError::Nothing);
    }
    date::year(&folded).and_then(|year| match YEARS.contains(&year) {
        true => Ok(year),
        false => Err(AmountError::Year),
    })
}

/// Reads a day: 2026-02-07, 2026/2/7, 2026.2.7, 2026年2月7日, 20260207, with a time behind it or not.
///
/// # Errors
/// What is wrong with the text.
pub fn day(text: &str) -> Result<Day, AmountError> {
    let folded = folded(text);
    if folded.is_empty() {
        return Err(AmountError::Nothing);
    }
    date::day(&folded)
}

/// Full-width characters made half-width, in small letters, without spaces around. Nothing within
/// is dropped.
pub fn folded(text: &str) -> String {
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
    };
    let fold = |c: char| match c {
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_ascii_lowercase()
        }
        '。' => '.',
        '−' | '–' => '-',
        '￥' => '¥',
        '﹪' => '%',
        c => c.to_ascii_lowercase(),
    };
    text.trim_matches(edge).chars().map(fold).collect()
}

/// Takes a sign off the beginning; whether it was a minus.
fn take_sign(text: &mut &str) -> bool {
    let (rest, negative) = match text.chars().next() {
        Some('-' | '负') => (text.trim_start_matches(['-', '负']), true),
        Some('+') => (text.strip_prefix('+').unwrap_or(text), false),
        _ => return false,
    };
    // Two signs are none: they stay, and are refused.
    let taken = text.chars().count() - rest.chars().count();
    if taken == 1 {
        *text = rest.trim_start_matches(' ');
        return negative;
    }
    false
}

/// Whether a text holds a bare number: digits, perhaps grouped and with decimals, and nothing that
/// says what they count.
pub fn is_bare(text: &str) -> bool {
    let folded = folded(text);
    let mut text = folded.as_str();
    take_sign(&mut text);
    let mut scan = Scan::new(text);
    scan.number(AmountError::Money).is_ok_and(|number| number.is_digits()) && scan.is_done()
}
