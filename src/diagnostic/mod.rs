//! What is wrong with an input: where, what was found, what is expected, what to do.

pub mod encoding;
mod item;
mod nesting;
pub mod reader;
mod syntax;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use crate::text::{Lang, Text, printable, printable_within};

/// A place in a file, counted from 1; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user gave it.
    pub file: String,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the file as a whole is meant.
    pub column: usize,
}

/// One fault of an input, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code such as `profile/unknown-fact`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What was found and what is expected.
    pub what: Text,
    /// What to do.
    pub remedy: Text,
}

/// The diagnostics of a refused input; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

/// What is printed of one input stays under 8,000 bytes.
const OUTPUT_LIMIT: usize = 7_000;

impl Diagnostics {
    /// The messages as lines for a person, safe to print, in at most 7,000 bytes.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::new();
        for (index, diagnostic) in self.0.iter().enumerate() {
            let one = diagnostic.render(lang);
            if !out.is_empty() && out.len() + one.len() > OUTPUT_LIMIT {
                let left = self.0.len() - index;
                let _ = match lang {
                    Lang::Zh => writeln!(out, "……还有 {left} 处问题，先改正以上各处。"),
                    Lang::En => writeln!(out, "… and {left} more; fix these first."),
                };
                break;
            }
            out.push_str(&one);
        }
        out
    }
}

impl Diagnostic {
    /// The message as two lines: `file:line:column: error[code]: …` and the remedy.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = printable_within(&self.place.file, 300);
        if self.place.line > 0 {
            let _ = write!(out, ":{}:{}", self.place.line, self.place.column);
        }
        let (error, remedy) = match lang {
            Lang::Zh => ("错误", "处理"),
            Lang::En => ("error", "remedy"),
        };
        let _ = write!(out, ": {error}[{}]: {}", self.code, bounded(self.what.get(lang)));
        out.push('\n');
        if !self.remedy.get(lang).is_empty() {
            let _ = writeln!(out, "  {remedy}: {}", bounded(self.remedy.get(lang)));
        }
        out
    }
}

/// A message part, safe to print and of bounded length.
fn bounded(text: &str) -> String {
    if text.len() <= 1_200 { printable(text).into_owned() } else { printable_within(text, 900) }
}

/// A quoted piece of the user's input for a message: safe to print, at most 60 columns.
pub fn found(text: &str) -> String {
    printable_within(text, 60)
}

/// The text of an input file with its line starts, so that byte offsets become places.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name as the user gave it.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: Cow<'static, str>,
    /// Where lines start, once a place is asked for.
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    /// A source from its name and text; a byte order mark at the start is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self { name: name.into(), text: Cow::Owned(text), line_starts: OnceLock::new() }
    }

    /// A source in the binary: its text is not copied.
    pub fn embedded(name: impl Into<String>, text: &'static str) -> Self {
        Self { name: name.into(), text: Cow::Borrowed(text), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.match_indices('\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    /// The place of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let start = self.line_starts()[line - 1];
        let column = self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1);
        Place { file: self.name.clone(), line, column }
    }

    /// The line around a byte offset, without its line break.
    pub fn line(&self, offset: usize) -> &str {
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let start = self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or_default();
        self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    /// The file as a whole.
    pub fn whole(&self) -> Place {
        Place { file: self.name.clone(), line: 0, column: 0 }
    }

    /// A diagnostic at a span of this source.
    pub fn diagnostic(
        &self,
        code: &'static str,
        span: Range<usize>,
        what: Text,
        remedy: Text,
    ) -> Diagnostic {
        Diagnostic { code, place: self.place(span.start), what, remedy }
    }
}

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(64).collect();
    let limit = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance.
fn distance(word: &[char], candidate: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (i, c) in candidate.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, w) in word.iter().enumerate() {
            let substitute = diagonal + usize::from(*w != c);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let source = Source::new("p.toml", "\u{feff}甲 = 1\n乙丙 = 2\n");
        assert_eq!(source.text.chars().next(), Some('甲'));
        let at = source.text.find("= 2").unwrap_or_default();
        assert_eq!((source.place(at).line, source.place(at).column), (2, 4));
        assert_eq!(source.place(10_000).line, 3);
    }

    #[test]
    fn the_nearest_word_is_suggested_only_when_near() {
        let words = ["revenue", "revenue_prior", "category"];
        assert_eq!(nearest("revenu", words), Some("revenue"));
        assert_eq!(nearest("catgory", words), Some("category"));
        assert_eq!(nearest("xyz", words), None);
    }

    #[test]
    fn many_faults_stay_short() {
        let one = Diagnostic {
            code: "x/y",
            place: Place { file: "f".repeat(5_000), line: 1, column: 1 },
            what: Text::same("w".repeat(5_000)),
            remedy: Text::same("\u{1b}[31m"),
        };
        let all = Diagnostics(vec![one; 50]);
        let text = all.render(Lang::Zh);
        assert!(text.len() < 8_000, "{}", text.len());
        assert!(!text.contains('\u{1b}'));
    }
}
