//! Breaking lines by the rules of Unicode (UAX #14), amounts kept whole.

use super::columns;
use super::width::{SECOND_CELL, drawn, is_widened};

/// Keeps a number and its unit on one line while breaking.
const JOINER: char = '\u{2060}';

/// What follows a number and belongs to it.
const UNITS: &str = "万亿元年月日个家项条款级类档%％";

/// Wraps a text to `width` columns; `first` stands before the first line and the others are
/// indented as far. No line begins with closing punctuation, no amount is cut.
pub fn wrap(text: &str, width: usize, first: &str) -> Vec<String> {
    let indent = " ".repeat(columns(first));
    let lead = drawn(first);
    let options = textwrap::Options::new(width).initial_indent(&lead).subsequent_indent(&indent);
    let whole = joined(text);
    let lines = textwrap::wrap(&whole, options).into_iter();
    lines.map(|line| line.replace([JOINER, SECOND_CELL], "")).collect()
}

/// The text with joiners inside its amounts, and with the second cells of wide characters, which
/// the library counts as narrow; what opens a quotation has its second cell in front.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().filter(|c| *c != JOINER).peekable();
    while let Some(c) = chars.next() {
        match c {
            '“' | '‘' if is_widened(c) => out.extend([SECOND_CELL, JOINER, c]),
            _ if is_widened(c) => out.extend([c, JOINER, SECOND_CELL]),
            _ => out.push(c),
        }
        let belongs = |next: &char| match c {
            '0'..='9' | '.' | ',' => UNITS.contains(*next) || next.is_ascii_digit(),
            '万' | '亿' => *next == '元',
            '第' => !next.is_whitespace(),
            '¥' | '-' | '≥' | '≤' | '≈' => next.is_ascii_digit(),
            _ => false,
        };
        if chars.peek().is_some_and(belongs) {
            out.push(JOINER);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::{Drawing, draw_as};

    #[test]
    fn no_amount_is_cut_and_no_line_begins_with_a_comma() {
        let text = "年度产值增速达到全区平均水平以上且正增长，增量达到500万元以上的，按照超出部分增量的1.5%给予支持（第六条），最高支持300万元，缺口2.7亿元。";
        for (wide, width) in
            [false, true].into_iter().flat_map(|wide| (12..80).map(move |w| (wide, w)))
        {
            draw_as(Drawing { wide, ..Drawing::default() });
            let lines = wrap(text, width, "");
            assert_eq!(lines.concat().replace(' ', ""), text);
            for line in &lines {
                assert!(columns(line) <= width, "{width}: {line}");
                assert!(!line.starts_with(['，', '。', '）']), "{width}: {line}");
                assert!(!line.starts_with(['万', '亿', '元', '%']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn wide_quotation_marks_have_their_cells_and_stay_with_what_they_quote() {
        draw_as(Drawing { wide: true, ..Drawing::default() });
        let text = "获得“首台套”“首批次”认定的——以“专精特新”“小巨人”为限……增量≥5亿元，见“目录”。";
        for width in 16..60 {
            let lines = wrap(text, width, "· ");
            for line in &lines {
                assert!(columns(line) <= width, "{width}: {line} {}", columns(line));
                assert!(!line.ends_with('“'), "{width}: {line}");
                assert!(!line.trim_start().starts_with('”'), "{width}: {line}");
            }
            let whole: String = lines.iter().map(|line| line.trim()).collect();
            assert_eq!(whole, format!("· {text}"));
        }
    }

    #[test]
    fn later_lines_are_indented() {
        assert_eq!(wrap("一二三四五六", 8, "- "), ["- 一二三", "  四五六"]);
    }
}
