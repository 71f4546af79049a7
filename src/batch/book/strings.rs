//! The texts that stand in many cells, each written once.

use std::collections::HashMap;
use std::fmt::Write as _;

/// Texts that are kept, and bytes of one; others are written where they stand.
const MOST: usize = 20_000;
const LONGEST: usize = 200;

/// Texts by their number.
#[derive(Default)]
pub(super) struct Strings {
    numbers: HashMap<Box<str>, u32>,
    /// All of them as XML, in the order of their numbers.
    xml: String,
}

impl Strings {
    /// The number of a text, unless it is written where it stands.
    pub(super) fn number(&mut self, text: &str) -> Option<u32> {
        if text.len() > LONGEST {
            return None;
        }
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        let number =
            u32::try_from(self.numbers.len()).ok().filter(|_| self.numbers.len() < MOST)?;
        self.numbers.insert(text.into(), number);
        self.xml.push_str("<si>");
        push_text(&mut self.xml, text);
        self.xml.push_str("</si>");
        Some(number)
    }

    /// The part of the workbook that holds them.
    pub(super) fn into_xml(self) -> String {
        let count = self.numbers.len();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             uniqueCount=\"{count}\">{}</sst>",
            self.xml
        )
    }
}

/// As much as a cell of Excel holds, which counts UTF-16.
const CELL: usize = 32_767;

/// A text as the element that holds it.
pub(super) fn push_text(xml: &mut String, text: &str) {
    let spaced = text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.contains('\n');
    xml.push_str(if spaced { "<t xml:space=\"preserve\">" } else { "<t>" });
    push_escaped(xml, within_cell(text));
    xml.push_str("</t>");
}

fn within_cell(text: &str) -> &str {
    if text.len() <= CELL {
        return text;
    }
    let mut units = 0;
    let over = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    over.map_or(text, |(end, _)| &text[..end])
}

/// A text as it stands in elements and attributes.
pub(super) fn push_escaped(xml: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '_']) {
        xml.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match rest.as_bytes()[at] {
            b'&' => xml.push_str("&amp;"),
            b'<' => xml.push_str("&lt;"),
            b'>' => xml.push_str("&gt;"),
            b'"' => xml.push_str("&quot;"),
            // Excel would take `_x0041_` for a letter.
            _ if is_code(after.as_bytes()) => xml.push_str("_x005F_"),
            _ => xml.push('_'),
        }
        rest = after;
    }
    xml.push_str(rest);
}

fn is_code(after: &[u8]) -> bool {
    matches!(after, [b'x', digits @ .., ] if digits.len() >= 5
        && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}

/// A whole number.
pub(super) fn push_number(xml: &mut String, number: u32) {
    let _ = write!(xml, "{number}");
}
