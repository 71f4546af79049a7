//! What a check found: a diagnostic with its severity, the lines it speaks of, and facts that
//! show it where there are any.

use std::fmt::Write as _;
use std::ops::Range;

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json, json};

use super::codes::{Severity, severity};
use super::figure::Kind;
use crate::diagnostic::{Diagnostic, Place, Source};
use crate::policy::Policy;
use crate::policy::source::PackFiles;
use crate::profile::{Answers, written};
use crate::text::width::dots;
use crate::text::{Lang, Text, char_columns, columns, printable, printable_within};

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where, what, and the remedy.
    pub diagnostic: Diagnostic,
    /// Id of the fact, benefit or article it is about; empty for the pack as a whole.
    pub of: String,
    /// The figure it is about, where it is about one.
    pub figure: Option<(Kind, Decimal)>,
    /// Facts that show the fault, by id, as a profile writes them; empty where none exist.
    pub facts: Vec<(String, String)>,
    /// The lines to look at, the place of the fault first.
    pub marks: Vec<Mark>,
}

/// A piece of a line of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it begins.
    pub place: Place,
    /// The whole line.
    pub line: String,
    /// How many characters of the line are meant.
    pub length: usize,
    /// What stands there; may be empty.
    pub label: Text,
}

/// Where a finding is: a line to look at, or a place alone; without either the pack as a whole.
#[derive(Clone, Debug, Default)]
pub struct At {
    /// The place, where there is no line to show.
    pub place: Option<Place>,
    /// The line.
    pub mark: Option<Mark>,
}

impl From<Place> for At {
    fn from(place: Place) -> Self {
        Self { place: Some(place), mark: None }
    }
}

impl From<Mark> for At {
    fn from(mark: Mark) -> Self {
        Self { place: None, mark: Some(mark) }
    }
}

impl From<Option<Mark>> for At {
    fn from(mark: Option<Mark>) -> Self {
        Self { place: None, mark }
    }
}

impl Mark {
    /// A mark under a span of a file; only its first line.
    pub fn new(source: &Source, span: Range<usize>, label: Text) -> Self {
        let place = source.place(span.start);
        let line = source.line(span.start).to_owned();
        let piece = source.text.get(span).unwrap_or_default();
        let piece = piece.lines().next().unwrap_or_default();
        Self { place, line, length: piece.chars().count().max(1), label }
    }
}

impl Mark {
    /// What is marked.
    pub fn piece(&self) -> String {
        let from = self.place.column.saturating_sub(1);
        self.line.chars().skip(from).take(self.length).collect()
    }

    /// A mark under the word that begins at a place of a file of a pack.
    pub fn at(files: &PackFiles, place: &Place) -> Option<Self> {
        let text = files.text_source();
        let source = files.sources().find(|source| source.name == place.file);
        let source = source.or_else(|| (text.name == place.file).then_some(&text))?;
        if place.line == 0 {
            return None;
        }
        let line = source.text.lines().nth(place.line - 1)?.to_owned();
        let rest: Vec<char> = line.chars().skip(place.column.saturating_sub(1)).collect();
        // A string to its end, else a word.
        let quoted = rest.first().is_some_and(|c| matches!(c, '"' | '\''));
        let end = if quoted {
            rest.iter().skip(1).position(|c| *c == rest[0]).map(|at| at + 2)
        } else {
            rest.iter().position(|c| !c.is_alphanumeric() && *c != '_' && *c != '-')
        };
        let length = end.unwrap_or(rest.len()).max(1);
        Some(Self { place: place.clone(), line, length, label: Text::default() })
    }
}

impl Finding {
    /// A finding without facts.
    pub fn new(diagnostic: Diagnostic, of: impl Into<String>) -> Self {
        Self { diagnostic, of: of.into(), figure: None, facts: Vec::new(), marks: Vec::new() }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        severity(self.diagnostic.code)
    }

    /// The finding with a line to look at.
    #[must_use]
    pub fn marked(mut self, mark: Option<Mark>) -> Self {
        self.marks.extend(mark);
        self
    }

    /// The finding with the figure it is about.
    #[must_use]
    pub fn about(mut self, kind: Kind, value: Decimal) -> Self {
        self.figure = Some((kind, value));
        self
    }

    /// The finding with the facts that show it.
    pub fn shown_by(mut self, policy: &Policy, answers: &Answers) -> Self {
        self.facts = answers
            .answered()
            .filter_map(|id| {
                let fact = policy.fact(id);
                Some((fact.id.clone(), written(fact, &answers.get(id)?)))
            })
            .collect();
        self
    }

    /// As lines for a person: `file:line:column: error[code]: …`, the lines themselves with a
    /// marker, the remedy, and facts that show it.
    pub fn render(&self, lang: Lang) -> String {
        let Diagnostic { code, place, what, remedy } = &self.diagnostic;
        let mut out = printable_within(&place.file, 300);
        if place.line > 0 {
            let _ = write!(out, ":{}:{}", place.line, place.column);
        }
        let severity = self.severity().name();
        let _ = writeln!(
            out,
            ": {}[{code}]: {}",
            severity.get(lang),
            printable_within(what.get(lang), 900)
        );
        let gutter =
            self.marks.iter().map(|mark| mark.place.line).max().unwrap_or(0).to_string().len();
        for (at, mark) in self.marks.iter().enumerate() {
            if at > 0 && mark.place.file != self.marks[0].place.file {
                let place = &mark.place;
                let file = printable_within(&place.file, 300);
                let _ = writeln!(out, "{:gutter$} ::: {file}:{}:{}", "", place.line, place.column);
            }
            mark.draw(&mut out, gutter, lang);
        }
        let word = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
        if !remedy.get(lang).is_empty() {
            let remedy = printable_within(remedy.get(lang), 900);
            let _ = writeln!(out, "  {}: {remedy}", word("处理", "remedy"));
        }
        if !self.facts.is_empty() {
            let facts: Vec<String> =
                self.facts.iter().map(|(id, value)| format!("{id} = {value}")).collect();
            let name = word("反例", "counter-example");
            let _ = writeln!(out, "  {name}: {}", printable_within(&facts.join(", "), 600));
        }
        out
    }

    /// For programs.
    pub fn to_json(&self) -> Json {
        let mut json = diagnostic_json(&self.diagnostic);
        if let Some(map) = json.as_object_mut() {
            if let Some(mark) = self.marks.first() {
                map.insert("length".to_owned(), json!(mark.length));
            }
            let related: Vec<Json> = self
                .marks
                .iter()
                .skip(1)
                .map(|mark| {
                    let Place { file, line, column } = &mark.place;
                    json!({
                        "file": file, "line": line, "column": column, "length": mark.length,
                        "label": { "zh": mark.label.zh, "en": mark.label.en },
                    })
                })
                .collect();
            if !related.is_empty() {
                map.insert("related".to_owned(), Json::Array(related));
            }
            if !self.of.is_empty() {
                map.insert("of".to_owned(), json!(self.of));
            }
            if !self.facts.is_empty() {
                let facts: Map<String, Json> =
                    self.facts.iter().map(|(id, value)| (id.clone(), json!(value))).collect();
                map.insert("facts".to_owned(), Json::Object(facts));
            }
        }
        json
    }
}

/// What is shown of a long line, in columns.
const WIDTH: usize = 90;

impl Mark {
    /// The line with its marker; of a long line the part around it.
    fn draw(&self, out: &mut String, gutter: usize, lang: Lang) {
        let chars: Vec<char> = self.line.chars().collect();
        let at = (self.place.column - 1).min(chars.len());
        // A control character is written out, which takes some columns.
        let width = |chars: &[char]| -> usize {
            chars.iter().map(|c| char_columns(*c).max(usize::from(c.is_control()))).sum()
        };
        // Cut on the left until the piece is well inside, then on the right.
        let mut from = 0;
        while from < at && width(&chars[from..at]) > WIDTH / 2 {
            from += 1;
        }
        let mut to = chars.len();
        while to > at + 1 && width(&chars[from..to]) > WIDTH {
            to -= 1;
        }
        let (left, right) =
            (if from > 0 { dots() } else { "" }, if to < chars.len() { dots() } else { "" });
        let line: String = chars[from..to].iter().collect();
        let shown = printable(&line);
        let _ = writeln!(out, "{:>gutter$} | {left}{shown}{right}", self.place.line);
        let before: String = chars[from..at].iter().collect();
        let end = (at + self.length).min(to).max(at);
        let marked: String = chars[at..end].iter().collect();
        let pad = columns(&printable(&before)) + columns(left);
        let marker = "^".repeat(columns(&printable(&marked)).max(1));
        let label = self.label.get(lang);
        let gap = if label.is_empty() { "" } else { " " };
        let _ = writeln!(
            out,
            "{:gutter$} | {:pad$}{marker}{gap}{}",
            "",
            "",
            printable_within(label, 120)
        );
    }
}

/// A diagnostic for programs.
pub fn diagnostic_json(diagnostic: &Diagnostic) -> Json {
    let Diagnostic { code, place, what, remedy } = diagnostic;
    json!({
        "code": code, "severity": severity(code).as_str(),
        "file": place.file, "line": place.line, "column": place.column,
        "what": { "zh": what.zh, "en": what.en }, "remedy": { "zh": remedy.zh, "en": remedy.en },
    })
}
