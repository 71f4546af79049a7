//! Text in the two languages of the interface, and text from outside made safe to print.

pub(crate) mod digest;
pub mod width;
pub mod wrap;

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;

pub use width::{char_columns, columns};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the language of the measure.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language named `zh` or `en`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// What stands between the entries of a list.
    pub fn list(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::En => ", ",
        }
    }

    /// What stands between clauses.
    pub fn clause(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }

    /// What stands between the parts of a sentence.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Zh => "，",
            Self::En => ", ",
        }
    }

    /// The word between alternatives.
    pub fn or(self) -> &'static str {
        match self {
            Self::Zh => " 或 ",
            Self::En => " or ",
        }
    }

    /// What stands after a name that something is said of.
    pub fn colon(self) -> &'static str {
        match self {
            Self::Zh => "：",
            Self::En => ": ",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same word in both languages (an id, a name).
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        Self { en: zh.clone(), zh }
    }

    /// A text of which there is one language only: the other shows it, marked.
    pub fn only(lang: Lang, text: &str) -> Self {
        match lang {
            Lang::Zh => Self::new(text, format!("[zh] {text}")),
            Lang::En => Self::new(format!("[en] {text}"), text),
        }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Applies the same change to both languages.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self { zh: change(&self.zh), en: change(&self.en) }
    }

    /// Replaces `{Y}`, `{Y-1}`, … by the years they stand for.
    pub fn dated(&self, year: i32) -> Self {
        self.map(|text| dated(text, year))
    }
}

/// Builds a [`Text`] from a Chinese and an English format string with inline captures.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::text::Text::new(format!($zh), format!($en))
    };
}

/// Replaces `{Y}`, `{Y-1}`, `{Y-2}`, `{Y+1}` in a template by years counted from `year`.
pub fn dated(template: &str, year: i32) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{Y") {
        out.push_str(&rest[..start]);
        let tail = &rest[start + 2..];
        let Some(end) = tail.find('}') else {
            out.push_str(&rest[start..]);
            return out;
        };
        let offset = match &tail[..end] {
            "" => Some(0),
            digits => digits.parse::<i32>().ok(),
        };
        match offset {
            Some(offset) => {
                let _ = write!(out, "{}", year.saturating_add(offset));
            }
            None => out.push_str(&rest[start..start + 2 + end + 1]),
        }
        rest = &tail[end + 1..];
    }
    out.push_str(rest);
    out
}

/// How many code points of a grapheme are shown; the rest of a combining flood is dropped.
const GRAPHEME_LIMIT: usize = 8;

/// Whether a character could change the terminal or the reading direction, or hide itself.
pub fn is_unsafe(c: char) -> bool {
    // Most characters are ASCII or Han; none of these is unsafe.
    if matches!(c, ' '..='~' | '\u{3400}'..='\u{D7FF}') {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character is safe and stands for itself: printable ASCII, Han, and the signs of
/// Chinese text. Most texts have no other.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3400}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}'
        | '“' | '”' | '‘' | '’' | '…' | '≥' | '≤' | '·' | '−' | '×' | '–')
}

/// Text from a user, a file or a pack as it may be printed: control characters, bidi
/// overrides and invisible characters are written as `\u{…}`, floods of combining marks cut.
pub fn printable(text: &str) -> Cow<'_, str> {
    let calm = |grapheme: &str| {
        !grapheme.chars().any(is_unsafe) && grapheme.chars().count() <= GRAPHEME_LIMIT
    };
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if text.graphemes(true).all(calm) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for grapheme in text.graphemes(true) {
        for c in grapheme.chars().take(GRAPHEME_LIMIT) {
            if is_unsafe(c) {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            } else {
                out.push(c);
            }
        }
    }
    Cow::Owned(out)
}

/// [`printable`] line by line: line feeds stay.
pub fn printable_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// JSON text in which every character that could steer a terminal is written as `\uXXXX`:
/// the same JSON, safe to print.
pub fn json_safe(json: &str) -> Cow<'_, str> {
    let unsafe_in_json = |c: char| is_unsafe(c) && c != '\n';
    if !json.contains(unsafe_in_json) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if unsafe_in_json(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// [`printable`] text cut to `width` terminal columns, with dots where something was cut.
pub fn printable_within(text: &str, width: usize) -> String {
    // Only a bounded piece of a very long text is looked at.
    let bounded: &str = match text.char_indices().nth(width.saturating_mul(2) + 16) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let shown = printable(bounded);
    if columns(&shown) <= width && bounded.len() == text.len() {
        return shown.into_owned();
    }
    let dots = width::dots();
    let room = width.saturating_sub(columns(dots));
    let mut out = String::new();
    let mut used = 0;
    for grapheme in shown.graphemes(true) {
        used += columns(grapheme);
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push_str(dots);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_filled_in() {
        assert_eq!(dated("{Y} 年与 {Y-1} 年，{Y+1}", 2026), "2026 年与 2025 年，2027");
        assert_eq!(dated("{X} {Y", 2026), "{X} {Y");
        assert_eq!(dated("{Yes}", 2026), "{Yes}");
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped() {
        assert_eq!(printable("启元机器人"), "启元机器人");
        assert_eq!(printable("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(printable("a\u{9b}b"), "a\\u{9b}b");
        assert_eq!(printable("a\u{202e}b\u{200b}"), "a\\u{202e}b\\u{200b}");
        assert_eq!(printable("x\u{301}"), "x\u{301}");
        let flood = format!("x{}", "\u{301}".repeat(1000));
        assert!(printable(&flood).chars().count() <= GRAPHEME_LIMIT);
    }

    #[test]
    fn json_stays_the_same_json() {
        let json = serde_json::to_string("a\u{9b}b\u{202e}\u{e0001}\n").expect("JSON");
        let safe = json_safe(&json);
        assert!(!safe.contains(is_unsafe));
        let back: String = serde_json::from_str(&safe).expect("JSON");
        assert_eq!(back, "a\u{9b}b\u{202e}\u{e0001}\n");
    }

    #[test]
    fn long_text_is_cut_by_columns() {
        assert_eq!(printable_within("丰台区智能制造", 7), "丰台区…");
        assert_eq!(printable_within("丰台区", 6), "丰台区");
        let long = "名".repeat(10_000_000 / 3);
        assert_eq!(columns(&printable_within(&long, 21)), 21);
    }
}
