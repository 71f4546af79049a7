//! The strict forms of profiles and NDJSON, and the arithmetic that all forms end in.

use rust_decimal::Decimal;

use crate::quantity::{Money, MoneyError, Percent, PercentError};

/// The units of the strict form, with the power of ten of yuan they stand for.
const UNITS: [(&str, usize); 5] = [("万元", 4), ("亿元", 8), ("元", 0), ("万", 4), ("亿", 8)];

/// Splits `digits[.digits]` of ASCII digits into its two parts; `None` for anything else.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (!whole.is_empty() && digits(whole) && digits(fraction)).then_some((whole, fraction))
}

/// See [`Money::parse`].
pub(in crate::quantity) fn money(text: &str, signed: bool) -> Result<Money, MoneyError> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (number, power) = UNITS
        .iter()
        .find_map(|(unit, power)| Some((unsigned.strip_suffix(unit)?, *power)))
        .ok_or_else(|| without_unit(unsigned))?;
    let (whole, fraction) = split(number).ok_or(MoneyError::Syntax)?;
    if negative && !signed {
        return Err(MoneyError::Negative);
    }
    // Decimal places of yuan down to fen.
    let money = in_fen(whole, fraction, power + 2)?;
    Ok(if negative { Money::from_fen(-money.fen()) } else { money })
}

fn without_unit(text: &str) -> MoneyError {
    let number_end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    match number_end {
        None if split(text).is_some() => MoneyError::NoUnit,
        Some(end) if split(&text[..end]).is_some() => MoneyError::Unit,
        _ => MoneyError::Syntax,
    }
}

/// Digits before and behind a point, which is moved to the right by so many places to count fen.
pub(super) fn in_fen(whole: &str, fraction: &str, places: usize) -> Result<Money, MoneyError> {
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return Err(MoneyError::TooFine);
    }
    let whole = whole.trim_start_matches('0');
    // Eighteen digits of fen hold the largest amount and fit the type.
    if !whole.is_empty() && whole.len() + places > 18 {
        return Err(MoneyError::OutOfRange);
    }
    let digits = whole.bytes().chain(fraction.bytes());
    let fen = digits.fold(0i64, |fen, digit| fen * 10 + i64::from(digit - b'0'));
    let fen = (fraction.len()..places).try_fold(fen, |fen, _| fen.checked_mul(10));
    match fen.filter(|fen| *fen <= Money::MAX.fen()) {
        Some(fen) => Ok(Money::from_fen(fen)),
        None => Err(MoneyError::OutOfRange),
    }
}

/// See [`Percent::parse`].
pub(in crate::quantity) fn percent(text: &str) -> Result<Percent, PercentError> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some(number) = unsigned.strip_suffix('%') else {
        return Err(match split(unsigned) {
            Some(_) => PercentError::NoSign,
            None => PercentError::Syntax,
        });
    };
    let (whole, fraction) = split(number).ok_or(PercentError::Syntax)?;
    of_percent(whole, fraction, negative)
}

/// Digits before and behind the point of a percentage.
pub(super) fn of_percent(
    whole: &str,
    fraction: &str,
    negative: bool,
) -> Result<Percent, PercentError> {
    let whole = whole.trim_start_matches('0');
    let (kept, beyond) = fraction.split_at(fraction.len().min(Percent::MAX_DECIMALS));
    if beyond.bytes().any(|b| b != b'0') {
        return Err(PercentError::TooFine);
    }
    if whole.len() > 7 {
        return Err(PercentError::OutOfRange);
    }
    // At most 27 digits.
    let digits = whole.bytes().chain(kept.bytes());
    let mantissa = digits.fold(0i128, |mantissa, digit| mantissa * 10 + i128::from(digit - b'0'));
    let scale = u32::try_from(kept.len()).map_err(|_| PercentError::TooFine)?;
    let mut value =
        Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| PercentError::TooFine)?;
    value.set_sign_negative(negative && !value.is_zero());
    Percent::from_decimal(value).ok_or(PercentError::OutOfRange)
}
