//! Results out: NDJSON, CSV, or rows for a workbook, written directly as bytes.

mod csv;
mod ndjson;
mod words;
mod workbook;

use std::borrow::Cow;

use words::Words;

use super::{BadRecord, Format, Kind, Options, Record, Unreadable};
use crate::assess::Evaluator;
use crate::policy::Policy;
use crate::text::{Lang, json_safe, printable, printable_lines, printable_within};

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
    excel: bool,
    /// Whether a column names the cells that could not be read.
    unreadable: bool,
    words: Words,
}

/// What parts and ends the cells and rows meant for a workbook, and stands before a number. Text
/// that may be shown has none of them.
pub(super) const CELL: char = '\u{1f}';
pub(super) const ROW: char = '\u{1e}';
pub(super) const NUMBER: char = '\u{1}';

impl<'a> Writer<'a> {
    pub(super) fn new(policy: &'a Policy, options: &Options, carried: Vec<String>) -> Self {
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
            carried,
            excel: options.excel,
            unreadable: options.unreadable == Unreadable::Unknown,
            words: Words::new(policy, options.lang),
        }
    }

    pub(super) fn header(&self, out: &mut Vec<u8>) {
        match self.format {
            Format::Ndjson => {}
            Format::Xlsx => self.workbook_header(out),
            Format::Csv => self.csv_header(out),
            Format::Long => self.long_header(out),
        }
    }

    pub(super) fn good(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        match self.format {
            Format::Ndjson => self.ndjson(record, evaluator, out),
            Format::Csv => self.csv_row(record, evaluator, out),
            Format::Xlsx => self.workbook_row(record, evaluator, out),
            // Each of its rows has its end.
            Format::Long => return self.long_rows(record, evaluator, out),
        }
        self.end_row(out);
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
            }
            // Only what was evaluated is in it; what is bad is told.
            Format::Long => return,
            Format::Csv => {
                self.text(bad.id.as_deref().unwrap_or_default(), out);
                out.push(b',');
                self.text(&printable_within(error, 500), out);
                let benefits = if self.totals_only { 0 } else { self.policy.benefits.len() };
                let more = usize::from(self.unreadable);
                out.resize(out.len() + 5 + 3 * benefits + more, b',');
                self.carry(&bad.carried, &[], out);
            }
            Format::Xlsx => {
                self.text(bad.id.as_deref().unwrap_or_default(), out);
                self.carry(&bad.carried, &[], out);
                self.next_cell(out);
                self.text(&printable_within(error, 1000), out);
            }
        }
        self.end_row(out);
    }

    fn next_cell(&self, out: &mut Vec<u8>) {
        out.push(if self.format == Format::Xlsx { CELL as u8 } else { b',' });
    }

    fn end_row(&self, out: &mut Vec<u8>) {
        out.push(if self.format == Format::Xlsx { ROW as u8 } else { b'\n' });
    }

    /// The copied cells of a row, all of them even where the row has fewer.
    fn carry(&self, cells: &[String], kinds: &[(usize, Kind)], out: &mut Vec<u8>) {
        for at in 0..self.carried.len() {
            self.next_cell(out);
            let kind = kinds.iter().find(|(of, _)| *of == at).map(|(_, kind)| *kind);
            if self.format == Format::Xlsx && kind == Some(Kind::Number) {
                out.push(NUMBER as u8);
            }
            self.text(cells.get(at).map_or("", String::as_str), out);
        }
    }

    /// A cell with text from outside. For Excel, what it would run as a formula is made text.
    fn text(&self, text: &str, out: &mut Vec<u8>) {
        if self.format == Format::Xlsx {
            out.extend_from_slice(shown(text).as_bytes());
        } else if self.excel && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            cell(out, &format!("'{text}"));
        } else {
            cell(out, text);
        }
    }
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
