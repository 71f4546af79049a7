//! Years, alone or as the beginning of a date, and days.

use super::{AmountError, numeral};
use crate::quantity::Day;
use crate::quantity::day::days_of;

/// The day of a folded text: 2026-02-07, 2026/2/7, 2026.2.7, 2026年2月7日, 20260207, with a time
/// behind it or not.
pub(super) fn day(text: &str) -> Result<Day, AmountError> {
    let number = |part: &str| {
        let part = part.trim();
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let spoken = |text: &str| {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest
            .trim_end_matches(|c: char| !matches!(c, '日' | '号'))
            .trim_end_matches(['日', '号']);
        Some((number(year)?, number(month)?, number(day)?))
    };
    let written = |text: &str| {
        let date = text.split([' ', 't']).next().unwrap_or(text);
        if let (8, Some((year, rest))) = (date.len(), date.split_at_checked(4))
            && let Some((month, day)) = rest.split_at_checked(2)
            && let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day))
        {
            return Some((year, month, day));
        }
        let sign = date.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let mut parts = date.split(sign);
        let all = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
        parts.next().is_none().then_some(all)
    };
    let parts = spoken(text).or_else(|| written(text)).filter(|(year, ..)| *year > 999);
    let day = parts.and_then(|(year, month, day)| Day::new(i32::try_from(year).ok()?, month, day));
    day.ok_or(AmountError::Day)
}

/// The year of a folded text: 2023, 2023年, 2023年度, 2023.0, 2023年5月, 2023-05, 2023/5/1,
/// 2023.5.1, 2023-05-01 10:00.
pub(super) fn year(text: &str) -> Result<i32, AmountError> {
    let len = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = match numeral::digits(text) {
        Some((digits, rest)) => (digits, rest),
        None => (text[..len].to_owned(), &text[len..]),
    };
    let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten();
    let year = year.ok_or(AmountError::Year)?;
    let rest = match rest.trim_start_matches(' ').strip_prefix('年') {
        Some(rest) => match rest {
            "" | "度" => return Ok(year),
            _ => return spoken(rest, year).ok_or_else(|| fault(rest)),
        },
        None => rest,
    };
    let Some(sign) = rest.chars().next() else { return Ok(year) };
    let parts = rest.get(1..).filter(|_| matches!(sign, '-' | '/' | '.'));
    let zeros = |rest: &str| !rest.is_empty() && rest.bytes().all(|digit| digit == b'0');
    match parts {
        Some(decimals) if sign == '.' && zeros(decimals) => Ok(year),
        Some(decimals) if sign == '.' && decimals.bytes().all(|digit| digit.is_ascii_digit()) => {
            Err(AmountError::PartOfYear)
        }
        Some(parts) => written(parts, sign, year).ok_or_else(|| fault(rest)),
        None => Err(fault(rest)),
    }
}

/// Month and day behind 年.
fn spoken(rest: &str, year: i32) -> Option<i32> {
    let (month, rest) = rest.split_once('月')?;
    let day = match rest {
        "" => None,
        _ => Some(rest.strip_suffix(['日', '号'])?),
    };
    is_date(year, month, day).then_some(year)
}

/// Month and day behind a sign, and the time of day behind these.
fn written(parts: &str, sign: char, year: i32) -> Option<i32> {
    let (date, time) = match parts.split_once([' ', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (parts, None),
    };
    if !time.is_none_or(|time| {
        time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'z' | '+'))
    }) {
        return None;
    }
    let (month, day) = match date.split_once(sign) {
        Some((month, day)) => (month, Some(day)),
        None => (date, None),
    };
    is_date(year, month, day).then_some(year)
}

fn is_date(year: i32, month: &str, day: Option<&str>) -> bool {
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let Some(month) = number(month) else { return false };
    (1..=12).contains(&month)
        && day.is_none_or(|day| {
            number(day).is_some_and(|day| (1..=days_of(year, month)).contains(&day))
        })
}

/// Why what follows a year is no part of a date.
fn fault(rest: &str) -> AmountError {
    let rest = rest.trim_start_matches([' ', '年', '度']);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let until = ["--", "-", "~", "—", "至", "到"].iter().find_map(|sign| rest.strip_prefix(sign));
    match until {
        Some(until) if digits(until.trim_start()) == 4 => AmountError::Range,
        _ if digits(rest) > 0 => AmountError::TwoNumbers,
        _ => AmountError::Year,
    }
}
