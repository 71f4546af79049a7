//! Numbers as they are written: 1,234.5 and １２, 两千万 and 壹佰.

use rust_decimal::Decimal;

/// A number read at the start of a text, with its length in bytes.
pub fn arabic(text: &str) -> Option<(Decimal, usize)> {
    let mut digits = String::new();
    let mut length = 0;
    let mut point = false;
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            digits.push(digit);
        } else if matches!(c, '.' | '．') && !point && !digits.is_empty() {
            if text[at + c.len_utf8()..].chars().next().is_none_or(|c| digit_of(c).is_none()) {
                break;
            }
            point = true;
            digits.push('.');
        } else if !point && separates(&text[..at], c, &text[at + c.len_utf8()..]) {
            continue;
        } else {
            break;
        }
        length = at + c.len_utf8();
    }
    let value = digits.parse().ok()?;
    Some((value, length))
}

fn digit(c: char) -> Option<char> {
    digit_of(c).and_then(|digit| char::from_digit(digit, 10))
}

/// The value of a digit, of either width.
pub fn digit_of(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether a comma stands within a number: 1,000. A full-width one does only between full-width
/// digits (１，０００); elsewhere it ends a clause.
fn separates(before: &str, comma: char, rest: &str) -> bool {
    let wide = |c: Option<char>| c.is_some_and(|c| ('０'..='９').contains(&c));
    match comma {
        ',' => !before.is_empty() && grouped(rest),
        '，' => wide(before.chars().next_back()) && wide(rest.chars().next()) && grouped(rest),
        _ => false,
    }
}

/// Whether exactly three digits follow.
fn grouped(rest: &str) -> bool {
    let digits = rest.chars().take_while(|c| digit_of(*c).is_some()).count();
    digits == 3
}

/// A number in Chinese numerals at the start of a text, with its length in bytes; without 点
/// always whole.
pub fn spelt(text: &str) -> Option<(Decimal, usize)> {
    let mut end = 0;
    let (mut total, mut section, mut digit): (i64, i64, Option<i64>) = (0, 0, None);
    // 二〇二九: digits one after the other, without units.
    let mut row: Option<i64> = None;
    let mut units = false;
    for (at, c) in text.char_indices() {
        if let Some(value) = numeral(c) {
            row = match (row, digit) {
                (Some(row), _) => row.checked_mul(10).and_then(|row| row.checked_add(value)),
                (None, Some(before)) if !units => Some(before * 10 + value),
                _ => None,
            };
            digit = Some(value);
        } else if let Some(unit) = unit(c) {
            if row.is_some() || at == 0 && unit != 10 {
                break;
            }
            units = true;
            if unit < 10_000 {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
            } else {
                let whole = section.checked_add(digit.take().unwrap_or(0))?;
                // 一亿二千万: after 亿, 万 counts its own section only.
                total = if total >= 100_000_000 && unit == 10_000 && whole > 0 {
                    total.checked_add(whole.checked_mul(unit)?)?
                } else {
                    total.checked_add(whole)?.checked_mul(unit)?
                };
                section = 0;
            }
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    if end == 0 {
        return None;
    }
    let whole = match row {
        Some(row) => row,
        None => total.checked_add(section)?.checked_add(digit.unwrap_or(0))?,
    };
    let mut value = Decimal::from(whole);
    if let Some(rest) = text[end..].strip_prefix('点') {
        let mut scale = 1u32;
        let mut length = '点'.len_utf8();
        for c in rest.chars() {
            let Some(part) = numeral(c) else { break };
            value += Decimal::new(part, scale);
            scale += 1;
            length += c.len_utf8();
        }
        if scale > 1 {
            end += length;
        }
    }
    Some((value, end))
}

/// The value of a Chinese digit, plain or as on cheques.
fn numeral(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// A multiplier between a number and its unit (100万元), with its length in bytes; 1 if none.
pub fn multiplier(text: &str) -> (Decimal, usize) {
    let mut times = 1i64;
    let mut length = 0;
    for c in text.chars() {
        let Some(value) = unit(c).filter(|value| *value != 10) else { break };
        let Some(next) = times.checked_mul(value) else { break };
        times = next;
        length += c.len_utf8();
    }
    (Decimal::from(times), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_writing() {
        let of = |text| spelt(text).map(|(value, length)| (value.to_string(), &text[length..]));
        let said = |value: &str, rest| Some((value.to_owned(), rest));
        assert_eq!(of("两千万元"), said("20000000", "元"));
        assert_eq!(of("一亿二千万"), said("120000000", ""));
        assert_eq!(of("一亿零五百万"), said("105000000", ""));
        assert_eq!(of("一万二千亿"), said("1200000000000", ""));
        assert_eq!(of("十家"), said("10", "家"));
        assert_eq!(of("二十五"), said("25", ""));
        assert_eq!(of("一百零五户"), said("105", "户"));
        assert_eq!(of("伍佰万圆"), said("5000000", "圆"));
        assert_eq!(of("二〇二九年"), said("2029", "年"));
        assert_eq!(of("一点五倍"), said("1.5", "倍"));
        assert_eq!(of("万一"), None);
        let of = |text| arabic(text).map(|(value, length)| (value.to_string(), &text[length..]));
        assert_eq!(of("1,000万"), said("1000", "万"));
        assert_eq!(of("１６.５万"), said("16.5", "万"));
        assert_eq!(of("1,2亿"), said("1", ",2亿"));
        assert_eq!(of("１，０００元"), said("1000", "元"));
        assert_eq!(of("50，100万元"), said("50", "，100万元"));
        assert_eq!(multiplier("千万元").0, Decimal::from(10_000_000));
    }
}
