//! Results out: NDJSON, CSV, or rows for a workbook, written directly as bytes.

mod csv;
mod ndjson;
mod words;
mod workbook;

use std::borrow::Cow;

use words::Words;

use super::columns::{self, By, Header};
use super::lacks::Lacks;
use super::output::Heads;
use super::summary::Told;
use super::{BadRecord, Format, Options, Record, Unreadable};
use crate::assess::Evaluator;
use crate::policy::Policy;
use crate::text::{Lang, is_unsafe, json_safe, printable, printable_lines, printable_within};

/// Writes results as bytes.
pub(super) struct Writer<'a> {
    policy: &'a Policy,
    format: Format,
    totals_only: bool,
    missing: bool,
    lang: Lang,
    /// What comes before the status of each benefit.
    heads: Vec<Vec<u8>>,
    /// The ids of the benefits as JSON.
    ids: Vec<Vec<u8>>,
    /// The columns copied from the input.
    carried: Vec<String>,
    /// Which of them is the enterprise's name, and which the lists are told apart by.
    name: Option<usize>,
    by: Option<(String, By)>,
    excel: bool,
    /// Whether a column names the cells that could not be read.
    unreadable: bool,
    words: Words,
}

#[cfg(feature = "sheets")]
pub(super) use workbook::{CELL, Mark, ROW, Tab};

impl<'a> Writer<'a> {
    pub(super) fn new(policy: &'a Policy, options: &Options, header: &Header, told: &Told) -> Self {
        let ids: Vec<Vec<u8>> = policy
            .benefits
            .iter()
            .map(|benefit| serde_json::Value::from(benefit.id.as_str()).to_string().into_bytes())
            .collect();
        let heads = ids
            .iter()
            .enumerate()
            .map(|(at, id)| [if at > 0 { b"," } else { &b""[..] }, id, b":{\"status\":\""].concat())
            .collect();
        Self {
            policy,
            format: options.format,
            totals_only: options.totals_only,
            missing: options.missing,
            lang: options.lang,
            heads,
            ids,
            carried: columns::carried(&header.columns),
            name: told.name,
            by: told.by.clone(),
            excel: options.excel,
            unreadable: options.unreadable == Unreadable::Unknown,
            words: Words::new(policy, options.lang),
        }
    }

    /// What stands above the rows.
    pub(super) fn heads(&self) -> Heads {
        match self.format {
            Format::Ndjson => Heads::default(),
            Format::Csv => {
                let mut line = Vec::new();
                self.csv_header(&mut line);
                Heads { line, sheets: Vec::new() }
            }
            Format::Long => {
                let mut line = Vec::new();
                self.long_header(&mut line);
                Heads { line, sheets: Vec::new() }
            }
            Format::Xlsx => Heads { line: Vec::new(), sheets: self.layouts() },
        }
    }

    pub(super) fn good(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        match self.format {
            Format::Ndjson => {
                self.ndjson(record, evaluator, out);
                out.push(b'\n');
            }
            Format::Csv => {
                self.csv_row(record, evaluator, out);
                out.push(b'\n');
            }
            // Each of its rows has its end.
            Format::Long => self.long_rows(record, evaluator, out),
            Format::Xlsx => self.workbook_rows(record, evaluator, lacks, out),
        }
    }

    pub(super) fn bad(&self, bad: &BadRecord, out: &mut Vec<u8>) {
        let error = bad.error.get(self.lang);
        match self.format {
            Format::Ndjson => {
                let line = serde_json::json!({ "id": bad.id, "error": error }).to_string();
                out.extend_from_slice(json_safe(&line).as_bytes());
                if !bad.carried.is_empty() {
                    out.pop();
                    self.carry_json(&bad.carried, out);
                    out.push(b'}');
                }
                out.push(b'\n');
            }
            // Only what was evaluated is in it; what is bad is told.
            Format::Long => {}
            Format::Csv => {
                self.text(bad.id.as_deref().unwrap_or_default(), out);
                out.push(b',');
                self.text(&printable_within(error, 500), out);
                let benefits = if self.totals_only { 0 } else { self.policy.benefits.len() };
                let more = usize::from(self.unreadable);
                out.resize(out.len() + 5 + 3 * benefits + more, b',');
                self.carry(&bad.carried, out);
                out.push(b'\n');
            }
            Format::Xlsx => self.workbook_bad(bad, &printable_within(error, 1000), out),
        }
    }

    /// The copied cells of a row of CSV, all of them even where the row has fewer.
    fn carry(&self, cells: &[String], out: &mut Vec<u8>) {
        for at in 0..self.carried.len() {
            out.push(b',');
            self.text(cells.get(at).map_or("", String::as_str), out);
        }
    }

    /// A cell of CSV with text from outside. For a spreadsheet program, what it would run as a
    /// formula is made text.
    fn text(&self, text: &str, out: &mut Vec<u8>) {
        if self.excel && is_formula(text) {
            cell(out, &format!("'{text}"));
        } else {
            cell(out, text);
        }
    }
}

/// Whether a spreadsheet program may take a text for a formula: it looks past what does not show
/// before the sign, and takes full-width signs for the others.
fn is_formula(text: &str) -> bool {
    let hidden = |c: char| c.is_whitespace() || is_unsafe(c);
    let first = text.chars().find(|c| !hidden(*c));
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫'];
    first.is_some_and(|first| signs.contains(&first)) || text.starts_with(['\t', '\r', '\n'])
}

/// The text of a cell. A sheet is looked at in a terminal as well: nothing in it may steer one.
fn shown(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { printable_lines(text).into() } else { printable(text) }
}

/// A cell of CSV to be looked at.
fn cell(out: &mut Vec<u8>, text: &str) {
    quoted(out, &shown(text));
}

/// A cell of CSV as it is, in quotes where it needs them.
pub(super) fn quoted(out: &mut Vec<u8>, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn what_a_spreadsheet_would_run_is_known() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@a",
            "\t=1",
            "\r1",
            "\n=1",
            " =1",
            "\u{a0}=1",
            "\u{3000}@a",
            "\u{200b}=1",
            "\u{feff}+1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " ＝1",
            "\u{1}=1",
        ] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", " ", "甲", "1-1", "a=b", "（=）", "'=1"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }
}
