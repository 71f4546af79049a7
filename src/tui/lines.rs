//! Text made into lines of terminal columns: never by the drawing library, which would cut
//! numbers and let lines begin with a comma.

use crate::text::width::dots;
use crate::text::{columns, printable, printable_within};

/// Wraps a text from a pack or a profile; nothing in it reaches the terminal as control.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_under("", text, width)
}

/// Wraps with an indent before each line and another before the first.
pub fn wrap_under(first: &str, text: &str, width: usize) -> Vec<String> {
    let width = width.max(columns(first) + 4);
    if text.is_empty() {
        return vec![first.to_owned()];
    }
    let blank = " ".repeat(columns(first));
    let paragraphs = text.lines().enumerate();
    paragraphs
        .flat_map(|(at, line)| {
            let lead = if at == 0 { first } else { &blank };
            crate::text::wrap::wrap(printable(line.trim_end()).as_ref(), width, lead)
        })
        .collect()
}

/// Left and right text on one line; the right one is never cut.
pub fn spread(left: &str, right: &str, width: usize) -> String {
    let right_width = columns(right);
    let room = width.saturating_sub(right_width + usize::from(right_width > 0));
    let left = cut(left, room.max(1));
    let gap = width.saturating_sub(columns(&left) + right_width);
    format!("{left}{}{right}", " ".repeat(gap))
}

/// As much of a text as there is room for: words of letters are not cut where that leaves enough.
pub fn cut(text: &str, width: usize) -> String {
    let shown = printable_within(text, width);
    // Only a bounded piece of a very long text is looked at.
    let near: String = text.chars().take(width.saturating_mul(2) + 16).collect();
    let near = printable(&near);
    if near == shown {
        return shown;
    }
    let kept = shown.strip_suffix(dots()).unwrap_or(&shown);
    let next = near.get(kept.len()..).and_then(|rest| rest.chars().next());
    let in_word = next.is_some_and(|c| c.is_ascii_alphanumeric())
        && kept.ends_with(|c: char| c.is_ascii_alphanumeric());
    let numeral = |c: char| c.is_ascii_digit() || ".,%".contains(c);
    let left = match kept.rfind(' ').map(|at| kept[..at].trim_end()) {
        // After a comma comes what tells one from another: its first letters say more than none.
        Some(words) if in_word && !words.ends_with(',') && columns(words) * 2 >= width => words,
        _ => kept.trim_end(),
    };
    if !left.ends_with(numeral) {
        return format!("{left}{}", dots());
    }
    // A number before the dots could be a part of one; a whole one stands apart from them.
    let whole = near.get(left.len()..).is_some_and(|rest| rest.starts_with(' '));
    if whole && columns(left) + 1 + columns(dots()) <= width {
        return format!("{left} {}", dots());
    }
    format!("{}{}", left.trim_end_matches(|c| numeral(c) || c == ' '), dots())
}

/// Names cut to the room that each has, no two alike: of those that would be, the end is kept, by
/// which names differ that begin alike.
pub fn apart(names: &[(String, usize)]) -> Vec<String> {
    let short: Vec<String> = names.iter().map(|(name, room)| cut(name, *room)).collect();
    let alike = |at: usize| short.iter().filter(|other| **other == short[at]).count() > 1;
    let cut_within = |at: usize| {
        let (name, room) = &names[at];
        let name = printable(name);
        let end = name.rsplit(' ').next().unwrap_or_default();
        let mut wide = 0;
        let kept = end.char_indices().rev().take_while(|(_, c)| {
            wide += crate::text::char_columns(*c);
            wide <= (room / 2).max(columns(end).min(room.saturating_sub(8)))
        });
        let end = kept.last().map_or("", |(from, _)| &end[from..]);
        format!("{}{end}", printable_within(&name, room.saturating_sub(columns(end))))
    };
    let each = 0..names.len();
    each.map(|at| if alike(at) { cut_within(at) } else { short[at].clone() }).collect()
}

/// The part of a list that keeps the focused row in sight.
pub fn window(rows: usize, focus: usize, height: usize) -> std::ops::Range<usize> {
    if rows <= height {
        return 0..rows;
    }
    let start = focus.saturating_sub(height / 2).min(rows - height);
    start..start + height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_comma_and_no_amount_is_cut() {
        let text = "对工业产值首次达到10亿元、5亿元的工业企业，给予最高100万元、50万元支持。";
        for width in 12..60 {
            for line in wrap(text, width) {
                assert!(columns(&line) <= width, "{line}");
                assert!(!line.starts_with(['，', '。', '、', '万', '亿', '元']), "{line}");
            }
        }
    }

    #[test]
    fn words_are_cut_between_and_long_ones_within() {
        assert_eq!(cut("Art. 3 Major project support", 20), "Art. 3 Major…");
        assert_eq!(cut("Art. 3 Major project support", 21), "Art. 3 Major project…");
        assert_eq!(cut("Art. 3 Major", 12), "Art. 3 Major");
        assert_eq!(cut("a Donaudampfschifffahrt", 12), "a Donaudamp…");
        assert_eq!(
            cut("Art. 10 First recognition, high-tech", 29),
            "Art. 10 First recognition, h…"
        );
        assert_eq!(cut("Newly obtained in 2026", 21), "Newly obtained in…");
        assert_eq!(cut("Whether Article 4 limits", 20), "Whether Article 4 …");
        assert_eq!(cut("Whether Article 4 limits", 18), "Whether Article…");
        assert_eq!(cut("Art. 20 District service", 12), "Art. 20 …");
        assert_eq!(cut("最多 1,300,000 元", 11), "最多…");
        assert_eq!(cut("重大项目落地支持", 9), "重大项目…");
    }

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let names = [
            ("5 First entry award, industry".to_owned(), 22),
            ("5 First entry award, software".to_owned(), 22),
            ("6 Output milestone award".to_owned(), 22),
        ];
        assert_eq!(
            apart(&names),
            ["5 First entry…industry", "5 First entry…software", "6 Output milestone…"]
        );
    }

    #[test]
    fn the_right_side_stays_whole() {
        assert_eq!(spread("工业产值", "1.2亿元", 16), "工业产值 1.2亿元");
        assert_eq!(columns(&spread("很长很长的名称啊", "1.2亿元", 16)), 16);
        assert!(spread("很长很长的名称啊", "1.2亿元", 16).ends_with("1.2亿元"));
    }
}
