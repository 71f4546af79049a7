//! Answers as people type them: forgiving, but what is understood is shown before it is taken.
//! One reading for every face of the program.

use crate::policy::FactKind;
use crate::profile::Value;
use crate::profile::parse::{MAX_COUNT, YEARS};
use crate::quantity::{Money, MoneyError, Percent};
use crate::text;
use crate::text::Text;

/// The units offered for a bare number, with the power of ten of yuan.
pub const UNITS: [(&str, u32); 4] = [("元", 0), ("千元", 3), ("万元", 4), ("亿元", 8)];

/// The units that are understood, in lower case, with the power of ten of yuan.
const NAMES: [(&str, u32); 22] = [
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
    ("mio", 6),
    ("bn", 9),
    ("mn", 6),
    ("b", 9),
    ("m", 6),
    ("k", 3),
    ("w", 4),
    ("十亿", 9),
    ("亿", 8),
    ("億", 8),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("万", 4),
    ("萬", 4),
    ("千", 3),
    ("百", 2),
    ("元", 0),
    ("圆", 0),
];

/// Words that say that a number is in yuan.
const YUAN: [&str; 6] = ["人民币", "rmb", "cny", "yuan", "¥", "￥"];

/// Why a text is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not an amount.
    Money,
    /// Negative where nothing may be.
    Negative,
    /// Finer than 0.01 yuan.
    Fine,
    /// More than 10^15 yuan.
    Large,
    /// Not a percentage.
    Percent,
    /// Not a count.
    Count,
    /// Not a year.
    Year,
}

impl Wrong {
    /// What is wrong and what to write instead.
    pub fn text(self) -> Text {
        match self {
            Self::Money => text!(
                "看不懂这个金额。可写 1.2亿元、3500万元、800元。",
                "Not an amount. Write 1.2亿元, 3500万元, 120 million or 800 yuan."
            ),
            Self::Negative => text!("金额不能为负。", "The amount cannot be negative."),
            Self::Fine => {
                text!("比 0.01 元还细，请四舍五入。", "Finer than 0.01 yuan; please round.")
            }
            Self::Large => text!("超过 10^15 元。", "More than 10^15 yuan."),
            Self::Percent => text!(
                "看不懂这个百分比。可写 5.2、5.2% 或 -3%。",
                "Not a percentage. Write 5.2, 5.2% or -3%."
            ),
            Self::Count => {
                text!("请填 0 至 10 亿的整数。", "Enter a whole number from 0 to 1,000,000,000.")
            }
            Self::Year => text!(
                "请填 1949 至 2100 的四位年份。",
                "Enter a year of four digits, 1949 to 2100."
            ),
        }
    }
}

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
    Wrong(Wrong),
}

/// Full-width characters made half-width, separators and spaces taken out.
pub fn normalized(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '＋' | '％' | '．' => {
                char::from_u32(u32::from(c) - 0xFEE0)
            }
            '。' => Some('.'),
            '−' | '—' | '–' => Some('-'),
            ',' | '，' | '\'' | '_' | '¥' | '￥' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .collect()
}

/// Reads what was typed for a number, a year or one amount; `unit` is the position in
/// [`UNITS`] of the unit chosen for a bare number. Empty for the other kinds.
pub fn understand(kind: &FactKind, text: &str, unit: Option<usize>) -> Understood {
    // A currency sign or name says that the number is in yuan.
    let mut lower = text.to_lowercase();
    let in_yuan = YUAN.iter().any(|word| lower.contains(word));
    for word in YUAN {
        lower = lower.replace(word, "");
    }
    let unit = if in_yuan { Some(unit.unwrap_or(0)) } else { unit };
    let text = normalized(&lower).to_lowercase();
    if text.is_empty() {
        return Understood::Empty;
    }
    match kind {
        FactKind::Money { signed } => money(&text, *signed, unit),
        FactKind::MoneyList => money(&text, false, unit),
        FactKind::Percent => percent(&text),
        FactKind::Count => match text.parse::<i64>() {
            Ok(count) if (0..=MAX_COUNT).contains(&i128::from(count)) => {
                Understood::Value(Value::Count(count))
            }
            _ => Understood::Wrong(Wrong::Count),
        },
        FactKind::Year => match text.trim_end_matches('年').parse::<i32>() {
            Ok(year) if YEARS.contains(&year) => Understood::Value(Value::Year(year)),
            _ => Understood::Wrong(Wrong::Year),
        },
        FactKind::Bool | FactKind::Choice(_) | FactKind::Set(_) => Understood::Empty,
    }
}

fn percent(text: &str) -> Understood {
    let number = text.trim_start_matches("百分之").trim_start_matches('+');
    let number = number.trim_end_matches(['%', '％']);
    let whole = match number.strip_prefix('.') {
        Some(fraction) => format!("0.{fraction}%"),
        None => format!("{number}%"),
    };
    match Percent::parse(&whole) {
        Ok(percent) => Understood::Value(Value::Percent(percent)),
        Err(_) => Understood::Wrong(Wrong::Percent),
    }
}

fn money(text: &str, signed: bool, unit: Option<usize>) -> Understood {
    let (negative, number) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim_start_matches('+')),
    };
    if negative && !signed {
        return Understood::Wrong(Wrong::Negative);
    }
    let bare = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let written = match (bare, unit) {
        (true, None) => {
            // A number that is none is said at once, before its unit is asked.
            return match Money::parse(&format!("{number}亿"), false) {
                Err(MoneyError::Syntax) => Understood::Wrong(Wrong::Money),
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
        Ok(None) => Understood::Wrong(Wrong::Money),
        Err(MoneyError::TooFine) => Understood::Wrong(Wrong::Fine),
        Err(MoneyError::OutOfRange) => Understood::Wrong(Wrong::Large),
        Err(_) => Understood::Wrong(Wrong::Money),
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
        let Some((unit, power)) = NAMES.into_iter().find(|(name, _)| tail.starts_with(name)) else {
            return Ok(None);
        };
        if power >= below {
            return Ok(None);
        }
        below = power;
        sum = sum.checked_add(scaled(number, power)?.fen()).ok_or(MoneyError::OutOfRange)?;
        if sum > Money::MAX.fen() {
            return Err(MoneyError::OutOfRange);
        }
        rest = tail.get(unit.len()..).unwrap_or_default();
        // 万元 is one unit; so is 百元.
        if power > 0 {
            rest = rest.strip_prefix(['元', '圆']).unwrap_or(rest);
        }
    }
    Ok((below != u32::MAX).then_some(Money::from_fen(sum)))
}

/// A decimal number times a power of ten, in yuan: the point is moved, nothing is rounded.
fn scaled(number: &str, power: u32) -> Result<Money, MoneyError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() || fraction.is_empty() {
        return Err(MoneyError::Syntax);
    }
    let places = power as usize;
    let mut moved = whole.to_owned();
    moved.extend(fraction.chars().chain(std::iter::repeat('0')).take(places));
    let left: String = fraction.chars().skip(places).collect();
    let left = if left.is_empty() { "0" } else { left.as_str() };
    Money::parse(&format!("{moved}.{left}元"), false)
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
    use super::*;

    #[test]
    fn money_as_people_write_it() {
        let kind = FactKind::Money { signed: false };
        for (text, fen) in [
            ("1.2亿元", 12_000_000_000),
            ("１．２亿", 12_000_000_000),
            ("1亿2000万", 12_000_000_000),
            ("1亿2千万", 12_000_000_000),
            ("1亿2,000万元", 12_000_000_000),
            ("3 500 万", 3_500_000_000),
            ("1,234万元", 1_234_000_000),
            ("500w", 500_000_000),
            ("3百万", 300_000_000),
            ("120,000,000元", 12_000_000_000),
            ("5千元", 500_000),
            ("0.005千元", 500),
            ("1万5千", 1_500_000),
            ("3万元5百元", 3_050_000),
            ("0元", 0),
            ("0.01元", 1),
            ("10000000亿", 100_000_000_000_000_000),
            ("¥120,000,000", 12_000_000_000),
            ("人民币 120 万元", 120_000_000),
            ("120,000,000 yuan", 12_000_000_000),
            ("1.2m", 120_000_000),
            ("120 million", 12_000_000_000),
            ("RMB 120 Million", 12_000_000_000),
            ("3.5k", 350_000),
            ("1.2bn", 120_000_000_000),
            ("1.2 billion yuan", 120_000_000_000),
        ] {
            let value = Understood::Value(Value::Money(Money::from_fen(fen)));
            assert_eq!(understand(&kind, text, None), value, "{text}");
        }
        for bad in [
            "abc",
            "1万2亿",
            "3千5百万",
            "1.2.3万",
            "1.万",
            "万元",
            "-5万",
            "1e3万",
            "0.001元",
            "1.2mm",
            "1万元元",
            "99999999999999999亿",
        ] {
            let read = understand(&kind, bad, None);
            assert!(matches!(read, Understood::Wrong(_)), "{bad}: {read:?}");
        }
        assert_eq!(understand(&kind, "3500", None), Understood::NeedsUnit);
        let value = Understood::Value(Value::Money(Money::from_fen(3_500_000_000)));
        assert_eq!(understand(&kind, "3500", Some(2)), value);
        assert_eq!(understand(&kind, " ", None), Understood::Empty);
        assert_eq!(yuan(Money::from_fen(12_000_000_050)), "120,000,000.50");
    }

    #[test]
    fn percent_with_or_without_the_sign() {
        for text in ["5.2", "5.2%", "５．２％", "+5.2", "百分之5.2"] {
            let read = understand(&FactKind::Percent, text, None);
            assert_eq!(read, Understood::Value(Value::Percent(Percent::parse("5.2%").expect("%"))));
        }
        let read = understand(&FactKind::Percent, "x", None);
        assert_eq!(read, Understood::Wrong(Wrong::Percent));
    }
}
