//! Figures of English text, as translations of a measure have them.

use rust_decimal::Decimal;

use super::numeral::arabic;
use super::{Compare, Figure, Kind};

/// After these a number names something.
const NAMING: [&str; 12] = [
    "article",
    "articles",
    "art.",
    "clause",
    "chapter",
    "section",
    "no.",
    "number",
    "item",
    "page",
    "paragraph",
    "step",
];

/// Every figure, in order; comparisons are not read.
pub fn english(text: &str) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    // Whether the last number named something: Articles 5, 6 and 7.
    let mut named_until = None;
    while at < text.len() {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        if c == '{' {
            at += rest.find('}').map_or(1, |end| end + 1);
            continue;
        }
        if !c.is_ascii_digit() {
            at += c.len_utf8();
            continue;
        }
        let Some((value, length)) = arabic(rest) else {
            at += 1;
            continue;
        };
        let end = at + length;
        let before = &text[..at];
        let joined = before.chars().next_back().is_some_and(|c| {
            c.is_alphabetic()
                || c == '-' && {
                    let head = before.trim_end_matches('-');
                    head.chars().next_back().is_some_and(char::is_alphabetic)
                }
        });
        let after = text[end..].chars().next();
        let glued = after.is_some_and(|c| c.is_ascii_alphabetic());
        let word = before
            .trim_end()
            .rsplit([' ', '(', '“', '"'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let listed = named_until.is_some_and(|until: usize| {
            matches!(before[until..].trim(), "," | "and" | "or" | "to" | "–" | "-" | ", and" | "/")
        });
        if joined || glued || NAMING.contains(&word.as_str()) || listed {
            if listed || NAMING.contains(&word.as_str()) {
                named_until = Some(end);
            }
            at = end;
            continue;
        }
        let (kind, times, length) = unit(&text[end..]);
        let bare = kind == Kind::Number && times == Decimal::ONE;
        let years = Decimal::from(1900)..Decimal::from(2200);
        let kind = if bare && years.contains(&value) && !text[at..end].contains(',') {
            Kind::Calendar
        } else {
            kind
        };
        if let Some(value) = value.checked_mul(times) {
            let range = at..end + length;
            let value = value.normalize();
            let none = (None, None);
            let (compare, sign) = none;
            figures.push(Figure { range, kind, value, compare, sign, spelt: false, place: 0 });
        }
        at = end + length;
    }
    share_units(text, &mut figures);
    figures
}

/// Words before a figure that compare, the longer of two that end alike first.
const BEFORE: &[(&str, Compare)] = &[
    ("not less than", Compare::AtLeast),
    ("no less than", Compare::AtLeast),
    ("at least", Compare::AtLeast),
    ("reaches", Compare::AtLeast),
    ("reaching", Compare::AtLeast),
    ("not more than", Compare::AtMost),
    ("no more than", Compare::AtMost),
    ("not exceeding", Compare::AtMost),
    ("not exceed", Compare::AtMost),
    ("maximum of", Compare::AtMost),
    ("capped at", Compare::AtMost),
    ("at most", Compare::AtMost),
    ("up to", Compare::AtMost),
    ("more than", Compare::Above),
    ("exceeding", Compare::Above),
    ("exceeds", Compare::Above),
    ("above", Compare::Above),
    ("over", Compare::Above),
    ("fewer than", Compare::Below),
    ("less than", Compare::Below),
    ("below", Compare::Below),
    ("under", Compare::Below),
];

/// Words after a figure that compare.
const AFTER: &[(&str, Compare)] = &[
    ("or more", Compare::AtLeast),
    ("or above", Compare::AtLeast),
    ("and above", Compare::AtLeast),
    ("or less", Compare::AtMost),
    ("or fewer", Compare::AtMost),
];

/// Every figure of a measure in English, with how it is compared. A bare number is an amount where
/// it is as large as one, or has a sign of money before it; a count elsewhere.
pub fn compared(text: &str) -> Vec<Figure> {
    let mut figures = english(text);
    let mut from = 0;
    for at in 0..figures.len() {
        let (start, end) = (figures[at].range.start, figures[at].range.end);
        let next = figures.get(at + 1).map_or(text.len(), |next| next.range.start);
        let head = text[from..start].to_ascii_lowercase();
        let bare = head.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let tail = text[end..next].trim_start();
        let before = BEFORE.iter().find(|(word, _)| bare.ends_with(word)).map(|(word, is)| {
            let at = from + bare.len();
            (*is, at - word.len()..at)
        });
        let after = AFTER.iter().find(|(word, _)| tail.starts_with(word)).map(|(word, is)| {
            let at = next - tail.len();
            (*is, at..at + word.len())
        });
        let figure = &mut figures[at];
        if let Some((compare, sign)) = before.or(after) {
            (figure.compare, figure.sign) = (Some(compare), Some(sign));
        }
        if figure.kind == Kind::Number {
            let signed = text[..start].ends_with(['$', '€', '£', '¥']);
            let large = figure.value >= Decimal::ONE_THOUSAND;
            figure.kind = if signed || large { Kind::Money } else { Kind::Count };
        }
        from = end;
    }
    figures
}

/// What follows a number: its kind, how many times, and its length.
fn unit(text: &str) -> (Kind, Decimal, usize) {
    let tail = text.trim_start_matches([' ', '\u{a0}']);
    let space = text.len() - tail.len();
    for sign in ["%", " per cent", "per cent", "percent"] {
        if tail.starts_with(sign) {
            return (Kind::Percent, Decimal::ONE, space + sign.len());
        }
    }
    let mut length = 0;
    let mut times = Decimal::ONE;
    let (names, rest) =
        ([("million", 1_000_000), ("billion", 1_000_000_000), ("thousand", 1_000)], tail);
    for (name, value) in names {
        if rest.starts_with(name) {
            times = Decimal::from(value);
            length = space + name.len();
        }
    }
    let tail = text[length..].trim_start();
    let space = text[length..].len() - tail.len();
    for word in ["yuan", "RMB", "CNY"] {
        if tail.starts_with(word) {
            return (Kind::Money, times, length + space + word.len());
        }
    }
    for word in ["percentage point", "point"] {
        if tail.starts_with(word) {
            return (Kind::Percent, times, length + space + word.len());
        }
    }
    for word in ["year-", "years", "year"] {
        if tail.starts_with(word) && length == 0 {
            return (Kind::Years, times, space + word.len());
        }
    }
    (if length > 0 { Kind::Money } else { Kind::Number }, times, length)
}

/// 500 million, 1, 2 or 10 billion yuan: what has no unit takes that of the next in its list.
fn share_units(text: &str, figures: &mut [Figure]) {
    let times = |figure: &Figure| {
        let written = &text[figure.range.clone()];
        let names = [("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1_000)];
        let found = names.iter().find(|(name, _)| written.contains(name));
        Decimal::from(found.map_or(1, |(_, times)| *times))
    };
    let mut last = Decimal::ONE;
    for index in (1..figures.len()).rev() {
        let (left, right) = figures.split_at_mut(index);
        let (before, after) = (&mut left[index - 1], &right[0]);
        if text[after.range.clone()].contains(char::is_alphabetic) {
            last = times(after);
        }
        let between = text[before.range.end..after.range.start].trim();
        let linked =
            matches!(between, "," | "and" | "or" | "to" | "–" | "-" | "/" | ", and" | ", or");
        if before.kind != Kind::Number
            || !matches!(after.kind, Kind::Money | Kind::Percent)
            || !linked
        {
            continue;
        }
        let grouped = before.value >= Decimal::ONE_THOUSAND;
        let times = if grouped { Decimal::ONE } else { last };
        if let Some(value) = before.value.checked_mul(times) {
            before.value = value.normalize();
            before.kind = after.kind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_of_a_measure_in_english() {
        let text = "spends at least 60% of its budget, receives 20% up to 3 million, and $500 for 20 staff or more";
        let read: Vec<_> = compared(text)
            .into_iter()
            .map(|f| (f.kind, f.value.to_string(), f.compare, f.sign.map(|sign| &text[sign])))
            .collect();
        let said = |kind, value: &str, is, sign| (kind, value.to_owned(), is, sign);
        assert_eq!(
            read,
            [
                said(Kind::Percent, "60", Some(Compare::AtLeast), Some("at least")),
                said(Kind::Percent, "20", None, None),
                said(Kind::Money, "3000000", Some(Compare::AtMost), Some("up to")),
                said(Kind::Money, "500", None, None),
                said(Kind::Count, "20", None, None),
            ]
        );
    }

    #[test]
    fn amounts_rates_and_what_names_something() {
        let read = |text: &str| -> Vec<(Kind, String)> {
            english(text).into_iter().map(|f| (f.kind, f.value.to_string())).collect()
        };
        let said = |kind, value: &str| (kind, value.to_owned());
        assert_eq!(
            read("up to 500,000, 3 million or 5 million yuan"),
            [
                said(Kind::Number, "500000"),
                said(Kind::Money, "3000000"),
                said(Kind::Money, "5000000")
            ]
            .map(|(kind, value)| if value == "500000" {
                (Kind::Money, value)
            } else {
                (kind, value)
            })
        );
        assert_eq!(
            read("500 million, 1, 2 or 10 billion yuan (Article 6)"),
            [
                said(Kind::Money, "500000000"),
                said(Kind::Money, "1000000000"),
                said(Kind::Money, "2000000000"),
                said(Kind::Money, "10000000000")
            ]
        );
        assert_eq!(read("Articles 5, 6 and 7; 5G; {Y-1}"), []);
        assert_eq!(read("1.5% of 2,000 yuan to 2029").len(), 3);
    }
}
