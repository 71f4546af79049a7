//! Cells as people fill them: full-width characters, thousand separators, 有/无, several
//! options with any separator, dates where a year is asked.

use super::columns::Unit;
use super::wrong::told;
use crate::diagnostic::found;
use crate::policy::{Choice, Fact, FactKind};
use crate::profile::Value;
use crate::profile::parse::{Raw, parse};
use crate::profile::typed::{Understood, understand};
use crate::text;
use crate::text::Text;

/// The words for an empty set or list.
pub(super) const NONE: [&str; 3] = ["none", "无", "没有"];

/// The words for what is not known.
const UNKNOWN: [&str; 18] = [
    "不知道",
    "不清楚",
    "未知",
    "不详",
    "待确认",
    "待定",
    "待核实",
    "unknown",
    "not known",
    "n/a",
    "-",
    "--",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "…",
];
const YES: [&str; 11] = ["true", "是", "是的", "有", "对", "√", "✓", "✔", "yes", "y", "1"];
const NO: [&str; 10] = ["false", "否", "无", "没有", "不是", "×", "✗", "no", "n", "0"];

/// Reads a cell as an answer; `None` where it says that the answer is not known.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn read(fact: &Fact, cell: &str, unit: Option<Unit>) -> Result<Option<Value>, Text> {
    let tidy = tidy(cell);
    let tidy = tidy.as_str();
    let lower = tidy.to_ascii_lowercase();
    let lower = lower.as_str();
    if tidy.is_empty() || UNKNOWN.contains(&lower) {
        return Ok(None);
    }
    let is_list = matches!(fact.kind, FactKind::Set(_) | FactKind::MoneyList);
    if is_list && tidy.chars().all(|c| matches!(c, ';' | '、' | '，' | ',') || c.is_whitespace())
    {
        return Err(text!(
            "只有分隔号；一个都没有就写“无”，不知道就留空",
            "nothing but separators; write none for none of them, or leave the cell empty if unknown"
        ));
    }
    let none = NONE.contains(&lower);
    let with_unit = |text: &str| match unit {
        Some(unit) => unit.put_to(text),
        None => text.to_owned(),
    };
    let number = |text: &str| {
        let text = without_groups(text);
        // A unit beside those of an amount proper: 800千元, 12 million yuan.
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
        let (digits, own) = text.split_at(end.unwrap_or(text.len()));
        match Unit::of(&own.to_ascii_lowercase(), &fact.kind) {
            Some(own) if !digits.is_empty() => own.put_to(digits),
            _ => with_unit(&text),
        }
    };
    let written;
    let raw = match &fact.kind {
        FactKind::Bool => match lower {
            word if YES.contains(&word) => Raw::Bool(true),
            word if NO.contains(&word) => Raw::Bool(false),
            _ => Raw::Str(cell),
        },
        FactKind::Set(_) | FactKind::MoneyList if none => Raw::List(Vec::new()),
        FactKind::Money { .. } | FactKind::Count if none => Raw::Integer(0),
        // There is no year or percentage that says so.
        FactKind::Year | FactKind::Percent if none => return Ok(None),
        FactKind::Set(options) => {
            Raw::List(chosen(options, tidy).into_iter().map(Raw::Str).collect())
        }
        FactKind::Choice(options) => Raw::Str(named(options, tidy).unwrap_or(tidy)),
        FactKind::MoneyList => {
            let parts = tidy.split([';', '、', '\n']).map(str::trim);
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            // Two amounts or the groups of one: the sum at stake is too large to guess.
            if let Some(part) = parts.iter().find(|part| is_ambiguous(part)) {
                let part = found(part);
                return Err(text!(
                    "“{part}”是一笔还是几笔？几笔之间用分号隔开，一笔之内不写逗号和空格",
                    "\"{part}\": one amount or several? Part amounts with semicolons, and write none with commas or spaces"
                ));
            }
            let amounts: Vec<String> = parts.into_iter().map(number).collect();
            let raws = amounts.iter().map(|text| number_or_text(text)).collect();
            return parse(fact, &Raw::List(raws))
                .map(Some)
                .map_err(|error| told(fact, tidy, unit, &error));
        }
        FactKind::Year => match year(tidy) {
            Some(year) => Raw::Integer(year.into()),
            None => Raw::Str(cell),
        },
        FactKind::Money { .. } | FactKind::Count => {
            written = number(tidy);
            number_or_text(&written)
        }
        FactKind::Percent => {
            written = number(tidy);
            Raw::Str(&written)
        }
    };
    parse(fact, &raw).map(Some).or_else(|error| match (&fact.kind, &raw) {
        (FactKind::Money { .. }, _) => match in_two_units(&without_groups(tidy)) {
            None => Err(told(fact, tidy, unit, &error)),
            value => Ok(value),
        },
        (FactKind::Set(options), Raw::List(items)) => {
            let unknown = |item: &&Raw<'_>| match item {
                Raw::Str(id) => options.iter().all(|option| option.id != *id),
                _ => false,
            };
            match items.iter().find(unknown) {
                Some(Raw::Str(part)) => Err(told(fact, part, unit, &error)),
                _ => Err(told(fact, tidy, unit, &error)),
            }
        }
        _ => Err(told(fact, tidy, unit, &error)),
    })
}

/// An amount in two units, as it is said: `1亿2000万元`. Nothing else is made out of it.
fn in_two_units(text: &str) -> Option<Value> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '亿' | '万' | '元');
    let again = |(_, rest): (&str, &str)| rest.starts_with(|c: char| c.is_ascii_digit());
    let two = text.split_once('亿').or_else(|| text.split_once('万')).is_some_and(again);
    // Of 1亿2 the last unit is not said.
    if !two || !text.ends_with(['万', '元']) || !text.chars().all(plain) {
        return None;
    }
    match understand(&FactKind::Money { signed: false }, text, None) {
        Understood::Value(value) => Some(value),
        _ => None,
    }
}

/// The year of `2025`, `2025年`, `2025年度`, `2025-03-01`, `2025/3/1`, `2025.3` or `2025年3月1日`.
pub(super) fn year(cell: &str) -> Option<i32> {
    let cell = cell.trim();
    let cell = cell.strip_suffix('度').filter(|year| year.ends_with('年')).unwrap_or(cell);
    let (digits, rest) = cell.split_at_checked(4)?;
    let follows = rest.is_empty() || rest.starts_with(['-', '/', '.', '年']);
    let dated = rest.chars().all(|c| {
        c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | ' ' | ':')
    });
    if !follows || !dated || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// Trimmed, with ASCII for full-width letters, digits and signs, and `;` for `；`.
fn tidy(cell: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '（' | '）' | '，' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '−' => '-',
        c => c,
    };
    cell.trim().chars().map(narrow).collect::<String>().trim().to_owned()
}

/// Without the commas between groups of three digits, and without spaces before a unit.
fn without_groups(text: &str) -> String {
    let text = text.replace([' ', '￥', '¥'], "");
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '，' | '-'));
    let (whole, rest) = text.split_at(end.unwrap_or(text.len()));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let mut groups = digits.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if grouped { format!("{}{rest}", whole.replace([',', '，'], "")) } else { text }
}

/// Whether a comma or space parts digits.
fn is_ambiguous(part: &str) -> bool {
    let pieces: Vec<&str> = part.split([',', '，', ' ']).map(str::trim).collect();
    let has_digit = |piece: &str| piece.contains(|c: char| c.is_ascii_digit());
    pieces.windows(2).any(|pair| pair.iter().all(|piece| has_digit(piece)))
}

fn number_or_text(text: &str) -> Raw<'_> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Raw::Str(text);
    }
    let limit = if text.starts_with('-') { i128::MIN } else { i128::MAX };
    Raw::Integer(text.parse().unwrap_or(limit))
}

/// The id of the option with that id or name.
fn named<'o>(options: &'o [Choice], name: &str) -> Option<&'o str> {
    let plain = |text: &str| {
        let text = text.split_whitespace().collect::<String>().to_ascii_lowercase();
        text.replace('(', "（").replace(')', "）")
    };
    let name = name.trim();
    let found = options.iter().find(|option| option.id == name).or_else(|| {
        let name = plain(name);
        options
            .iter()
            .find(|option| plain(&option.label.zh) == name || plain(&option.label.en) == name)
    })?;
    Some(&found.id)
}

/// The options of a cell. Names may hold the very signs that part them: the longest name wins.
fn chosen<'c>(options: &'c [Choice], cell: &'c str) -> Vec<&'c str> {
    let mut ids = Vec::new();
    for part in cell.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let mut rest = part;
        while !rest.is_empty() {
            if let Some(id) = named(options, rest) {
                ids.push(id);
                break;
            }
            let cut = rest
                .rmatch_indices(['、', '，', ',', '/'])
                .find_map(|(at, sign)| Some((named(options, &rest[..at])?, at + sign.len())));
            let Some((id, next)) = cut else {
                // The whole part is what the message shows.
                ids.push(rest);
                break;
            };
            ids.push(id);
            rest = rest[next..].trim_start();
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::{is_ambiguous, without_groups, year};

    #[test]
    fn numbers_lose_only_true_groups() {
        for (cell, read) in [
            ("12,000", "12000"),
            ("1,234,567.89万元", "1234567.89万元"),
            ("-1,000", "-1000"),
            ("12,00", "12,00"),
            (",100", ",100"),
            ("1200 万元", "1200万元"),
        ] {
            assert_eq!(without_groups(cell), read);
        }
    }

    #[test]
    fn amounts_of_a_list_are_never_guessed() {
        for part in ["300,500", "300 500", "300万元，500万元", "1,200万元"] {
            assert!(is_ambiguous(part), "{part}");
        }
        for part in ["300万元", "300 万元", "1200", "5 million"] {
            assert!(!is_ambiguous(part), "{part}");
        }
    }

    #[test]
    fn dates_give_their_year() {
        for (cell, read) in [
            ("2025", Some(2025)),
            ("2025年", Some(2025)),
            ("2025年度", Some(2025)),
            ("2025度", None),
            ("2025-03-01", Some(2025)),
            ("2025/3/1", Some(2025)),
            ("20250301", None),
            ("3/1/2025", None),
            ("去年", None),
        ] {
            assert_eq!(year(cell), read, "{cell}");
        }
    }
}
