//! Answers as people type them: forgiving, but what is understood is shown before it is taken.

use crate::policy::FactKind;
use crate::profile::Value;
use crate::profile::parse::{MAX_COUNT, YEARS};
use crate::quantity::{Money, MoneyError, Percent, PercentError};

use super::strings::Strings;

/// The units offered for a bare number, with the power of ten of yuan.
pub const UNITS: [(&str, u32); 4] = [("元", 0), ("千元", 3), ("万元", 4), ("亿元", 8)];

/// What a text was understood as.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// Nothing was typed.
    Empty,
    /// A value.
    Value(Value),
    /// A number of money whose unit is not said.
    NeedsUnit,
    /// Why it is no answer.
    Wrong(&'static str),
}

/// Full-width characters made half-width, separators and spaces taken out.
pub fn normalized(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '０'..='９' | '－' | '＋' | '％' | '．' => char::from_u32(u32::from(c) - 0xFEE0),
            '。' => Some('.'),
            '−' | '—' | '–' => Some('-'),
            ',' | '，' | '\'' | '_' | '¥' | '￥' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .collect()
}

/// Reads what was typed for a fact; `unit` is the unit chosen for a bare number.
pub fn understand(
    kind: &FactKind,
    text: &str,
    unit: Option<usize>,
    strings: &Strings,
) -> Understood {
    // A currency sign or name says that the number is in yuan.
    let lower = text.to_lowercase();
    let in_yuan = lower.contains(['¥', '￥']) || lower.contains("rmb") || lower.contains("yuan");
    let unit = if in_yuan { Some(unit.unwrap_or(0)) } else { unit };
    let text = normalized(&lower.replace("rmb", "").replace("yuan", ""));
    if text.is_empty() {
        return Understood::Empty;
    }
    match kind {
        FactKind::Money { signed } => money(&text, *signed, unit, strings),
        FactKind::MoneyList => money(&text, false, unit, strings),
        FactKind::Percent => percent(&text, strings),
        FactKind::Count => match text.parse::<i64>() {
            Ok(count) if (0..=MAX_COUNT).contains(&i128::from(count)) => {
                Understood::Value(Value::Count(count))
            }
            _ => Understood::Wrong(strings.bad_count),
        },
        FactKind::Year => match text.trim_end_matches('年').parse::<i32>() {
            Ok(year) if YEARS.contains(&year) => Understood::Value(Value::Year(year)),
            _ => Understood::Wrong(strings.bad_year),
        },
        FactKind::Bool | FactKind::Choice(_) | FactKind::Set(_) => Understood::Empty,
    }
}

fn percent(text: &str, strings: &Strings) -> Understood {
    let number = text.trim_start_matches('+').trim_end_matches(['%', '％']);
    let whole = match number.strip_prefix('.') {
        Some(fraction) => format!("0.{fraction}%"),
        None => format!("{number}%"),
    };
    match Percent::parse(&whole) {
        Ok(percent) => Understood::Value(Value::Percent(percent)),
        Err(PercentError::Syntax | PercentError::NoSign) => Understood::Wrong(strings.bad_percent),
        Err(PercentError::OutOfRange | PercentError::TooFine) => {
            Understood::Wrong(strings.bad_percent)
        }
    }
}

fn money(text: &str, signed: bool, unit: Option<usize>, strings: &Strings) -> Understood {
    let (negative, number) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim_start_matches('+')),
    };
    if negative && !signed {
        return Understood::Wrong(strings.bad_negative);
    }
    let bare = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let written = match (bare, unit) {
        (true, None) => {
            // A number that is none is said at once, before its unit is asked.
            return match Money::parse(&format!("{number}亿"), false) {
                Err(MoneyError::Syntax) => Understood::Wrong(strings.bad_money),
                _ => Understood::NeedsUnit,
            };
        }
        (true, Some(unit)) => format!("{number}{}", UNITS.get(unit).map_or("元", |unit| unit.0)),
        (false, _) => number.to_owned(),
    };
    match pieces(&written) {
        Ok(Some(sum)) => {
            let fen = if negative { -sum.fen() } else { sum.fen() };
            Understood::Value(Value::Money(Money::from_fen(fen)))
        }
        Ok(None) => Understood::Wrong(strings.bad_money),
        Err(MoneyError::TooFine) => Understood::Wrong(strings.bad_fine),
        Err(MoneyError::OutOfRange) => Understood::Wrong(strings.bad_large),
        Err(_) => Understood::Wrong(strings.bad_money),
    }
}

/// `1亿2000万` is the sum of its pieces, the units falling.
fn pieces(text: &str) -> Result<Option<Money>, MoneyError> {
    let mut rest = text;
    let mut below = u32::MAX;
    let mut sum: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let Some((unit, power)) = unit_of(tail) else { return Ok(None) };
        if power >= below {
            return Ok(None);
        }
        below = power;
        let piece = match power {
            3 => thousand(number)?,
            _ => Money::parse(&format!("{number}{}", base_unit(power)), false)?,
        };
        sum = sum.checked_add(piece.fen()).ok_or(MoneyError::OutOfRange)?;
        if sum > Money::MAX.fen() {
            return Err(MoneyError::OutOfRange);
        }
        rest = tail.get(unit.len()..).unwrap_or_default();
    }
    Ok((below != u32::MAX).then_some(Money::from_fen(sum)))
}

fn base_unit(power: u32) -> &'static str {
    UNITS.iter().find(|unit| unit.1 == power).map_or("元", |unit| unit.0)
}

fn thousand(number: &str) -> Result<Money, MoneyError> {
    // 1千元 is read as 0.1万元 ten times smaller: exact, since fen are whole.
    let wan = Money::parse(&format!("{number}万元"), false)?;
    if wan.fen() % 10 == 0 { Ok(Money::from_fen(wan.fen() / 10)) } else { Err(MoneyError::TooFine) }
}

/// The unit that a text starts with, the longest first.
fn unit_of(text: &str) -> Option<(&'static str, u32)> {
    const NAMES: [(&str, u32); 9] = [
        ("亿元", 8),
        ("万元", 4),
        ("千元", 3),
        ("亿圆", 8),
        ("亿", 8),
        ("万", 4),
        ("千", 3),
        ("元", 0),
        ("圆", 0),
    ];
    NAMES.into_iter().find(|(name, _)| text.starts_with(name))
}

/// An amount in yuan with separators, as an echo of what is understood.
pub fn yuan(money: Money) -> String {
    let plain = money.to_plain();
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, cents) = unsigned.split_once('.').unwrap_or((unsigned, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let cents = if cents == "00" { String::new() } else { format!(".{cents}") };
    format!("{sign}{grouped}{cents}")
}

#[cfg(test)]
mod tests {
    use super::super::strings::strings;
    use super::*;
    use crate::text::Lang;

    #[test]
    fn money_as_people_write_it() {
        let kind = FactKind::Money { signed: false };
        for (text, fen) in [
            ("1.2亿元", 12_000_000_000),
            ("１．２亿", 12_000_000_000),
            ("1亿2000万", 12_000_000_000),
            ("1亿2,000万元", 12_000_000_000),
            ("3 500 万", 3_500_000_000),
            ("120,000,000元", 12_000_000_000),
            ("5千元", 500_000),
            ("1万5千", 1_500_000),
            ("0元", 0),
            ("¥120,000,000", 12_000_000_000),
            ("120,000,000 yuan", 12_000_000_000),
        ] {
            let value = Understood::Value(Value::Money(Money::from_fen(fen)));
            assert_eq!(understand(&kind, text, None, strings(Lang::Zh)), value, "{text}");
        }
        for bad in
            ["abc", "1万2亿", "1.2.3万", "万元", "-5万", "1e3万", "0.001元", "99999999999999999亿"]
        {
            let read = understand(&kind, bad, None, strings(Lang::Zh));
            assert!(matches!(read, Understood::Wrong(_)), "{bad}: {read:?}");
        }
        let zh = strings(Lang::Zh);
        assert_eq!(understand(&kind, "3500", None, zh), Understood::NeedsUnit);
        let value = Understood::Value(Value::Money(Money::from_fen(3_500_000_000)));
        assert_eq!(understand(&kind, "3500", Some(2), zh), value);
        assert_eq!(understand(&kind, " ", None, zh), Understood::Empty);
        assert_eq!(yuan(Money::from_fen(12_000_000_050)), "120,000,000.50");
    }

    #[test]
    fn percent_with_or_without_the_sign() {
        let zh = strings(Lang::Zh);
        for text in ["5.2", "5.2%", "５．２％", "+5.2"] {
            let read = understand(&FactKind::Percent, text, None, zh);
            assert_eq!(read, Understood::Value(Value::Percent(Percent::parse("5.2%").expect("%"))));
        }
        assert!(matches!(understand(&FactKind::Percent, "x", None, zh), Understood::Wrong(_)));
    }
}
