//! CSV in: a header of `id`, `year`, `industry_code` and fact ids; one row an enterprise.

use std::io::Read;
use std::ops::Range;

use super::chunk::{Chunk, Chunks, Scan};
use super::columns::{self, Column};
use super::fast::Lookup;
use super::{BadRecord, Each, Job, LINE_LIMIT, Record, ScreenError, too_long, year_missing};
use crate::diagnostic::found;
use crate::policy::{Fact, FactKind};
use crate::profile::Value;
use crate::profile::parse::{Raw, YEARS, parse};
use crate::text;
use crate::text::Text;

/// The words for an empty set or list.
pub(super) const NONE: [&str; 2] = ["none", "无"];

/// Reads the header, the first row that is not empty.
pub(super) fn read_header<R: Read>(
    job: &Job<'_>,
    chunks: &mut Chunks<R>,
) -> Result<Vec<Column>, ScreenError> {
    let mut chunk = Chunk::default();
    let mut cells = Cells::default();
    while chunks.next_records(&mut chunk, 1).map_err(ScreenError::Read)? {
        if chunk.too_long {
            return Err(ScreenError::Input(text!("表头超过 1 MiB", "the header is over 1 MiB")));
        }
        let row = without_end(&chunk.bytes);
        if !row.is_empty() {
            cells.split(row);
            return columns::read(job.policy, job.options, cells.iter());
        }
    }
    Err(ScreenError::Input(text!("文件是空的，没有表头", "the file is empty, there is no header")))
}

/// Reads every row of a piece; empty ones are skipped.
pub(super) fn read(
    job: &Job<'_>,
    lookup: &Lookup,
    columns: &[Column],
    chunk: &Chunk,
    record: &mut Record,
    each: &mut Each<'_>,
) {
    let mut scan = Scan::new(true);
    let mut cells = Cells::default();
    let mut start = 0;
    let mut line = chunk.line;
    while start < chunk.bytes.len() {
        let end = scan.record_end(&chunk.bytes, true).unwrap_or(chunk.bytes.len());
        let row = &chunk.bytes[start..end];
        start = end;
        let lines = memchr::memchr_iter(b'\n', row).count() as u64;
        let row = without_end(row);
        if row.len() > LINE_LIMIT {
            each(Err(too_long(line)));
        } else if !row.is_empty() && row != b"\"\"" {
            record.clear();
            cells.split(row);
            match read_row(job, lookup, columns, &cells, record) {
                Ok(()) => each(Ok(record)),
                Err(error) => {
                    let id = (!record.id.is_empty()).then(|| record.id.clone());
                    let carried = std::mem::take(&mut record.carried);
                    each(Err(BadRecord { line, id, error, carried }));
                }
            }
        }
        line += lines;
    }
}

/// A row without its line end.
fn without_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// The cells of one row.
#[derive(Debug, Default)]
struct Cells {
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl Cells {
    fn split(&mut self, row: &[u8]) {
        self.bytes.clear();
        self.places.clear();
        if memchr::memchr(b'"', row).is_none() {
            self.bytes.extend_from_slice(row);
            let mut start = 0;
            for end in memchr::memchr_iter(b',', row) {
                self.places.push(start..end);
                start = end + 1;
            }
            self.places.push(start..row.len());
            return;
        }
        let mut rest = row;
        loop {
            let start = self.bytes.len();
            // Quotes count where a cell begins with one; a doubled one within stands for one.
            if let Some(quoted) = rest.strip_prefix(b"\"") {
                rest = quoted;
                loop {
                    let end = memchr::memchr(b'"', rest).unwrap_or(rest.len());
                    self.bytes.extend_from_slice(&rest[..end]);
                    rest = rest.get(end + 1..).unwrap_or_default();
                    match rest.strip_prefix(b"\"") {
                        Some(more) => {
                            self.bytes.push(b'"');
                            rest = more;
                        }
                        None => break,
                    }
                }
            }
            let end = memchr::memchr(b',', rest).unwrap_or(rest.len());
            self.bytes.extend_from_slice(&rest[..end]);
            self.places.push(start..self.bytes.len());
            match rest.get(end + 1..) {
                Some(more) => rest = more,
                None => return,
            }
        }
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(|place| &self.bytes[place.clone()])
    }

    /// The cells as text, none for one that is not UTF-8; the whole row is looked at once.
    fn texts(&self) -> impl Iterator<Item = Option<&str>> {
        let whole = std::str::from_utf8(&self.bytes).ok();
        self.places.iter().map(move |place| match whole {
            Some(whole) => whole.get(place.clone()),
            None => std::str::from_utf8(&self.bytes[place.clone()]).ok(),
        })
    }
}

fn read_row(
    job: &Job<'_>,
    lookup: &Lookup,
    columns: &[Column],
    row: &Cells,
    record: &mut Record,
) -> Result<(), Text> {
    let mut year = None;
    let mut fault = None;
    for (cell, column) in row.texts().zip(columns) {
        let Some(cell) = cell else {
            fault.get_or_insert(text!("不是 UTF-8", "not UTF-8"));
            if matches!(column, Column::Carried(_)) {
                record.carried.push(String::new());
            }
            continue;
        };
        match column {
            Column::Ignored => {}
            Column::Carried(_) => record.carried.push(cell.to_owned()),
            Column::Id => {
                record.id.clear();
                record.id.push_str(cell);
            }
            _ if cell.is_empty() => {}
            Column::Industry => record.industry_code = Some(cell.to_owned()),
            Column::Year => match cell.parse::<i32>().ok().filter(|year| YEARS.contains(year)) {
                Some(number) => year = Some(number),
                None => {
                    let shown = found(cell);
                    fault.get_or_insert(text!(
                        "year 为“{shown}”，应为 1949 至 2100",
                        "year is \"{shown}\", expected 1949 to 2100"
                    ));
                }
            },
            Column::Fact(fact, unit) => {
                let with_unit;
                let cell = match unit {
                    Some(unit) => {
                        with_unit = unit.put_to(cell);
                        with_unit.as_str()
                    }
                    None => cell,
                };
                if lookup.cell(*fact, cell, record).is_none() {
                    match parse_cell(job.policy.fact(*fact), cell) {
                        Ok(value) => record.answers.set(*fact, Some(value)),
                        Err(error) => {
                            fault.get_or_insert(error);
                        }
                    }
                }
            }
        }
    }
    if row.len() != columns.len() {
        let (is, wanted) = (row.len(), columns.len());
        return Err(text!("有 {is} 格，表头有 {wanted} 格", "{is} cells, the header has {wanted}"));
    }
    if let Some(fault) = fault {
        return Err(fault);
    }
    if record.id.is_empty() {
        return Err(text!("缺少 id", "the id is missing"));
    }
    record.year = year.or(job.options.year).ok_or_else(year_missing)?;
    Ok(())
}

/// A cell: sets and lists separated by `;`, `none` for an empty one; a bare integer is yuan.
fn parse_cell(fact: &Fact, cell: &str) -> Result<Value, Text> {
    let integer = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| {
            text.parse::<i128>().unwrap_or(if text.starts_with('-') {
                i128::MIN
            } else {
                i128::MAX
            })
        })
    };
    let number_or_text = |text| integer(text).map_or(Raw::Str(text), Raw::Integer);
    let raw = match &fact.kind {
        FactKind::Bool => match cell {
            "true" | "是" => Raw::Bool(true),
            "false" | "否" => Raw::Bool(false),
            other => Raw::Str(other),
        },
        FactKind::Set(_) | FactKind::MoneyList if NONE.contains(&cell) => Raw::List(Vec::new()),
        FactKind::Set(_) => Raw::List(cell.split(';').map(Raw::Str).collect()),
        FactKind::MoneyList => Raw::List(cell.split(';').map(number_or_text).collect()),
        FactKind::Money { .. } | FactKind::Count | FactKind::Year => number_or_text(cell),
        FactKind::Choice(_) | FactKind::Percent => Raw::Str(cell),
    };
    parse(fact, &raw).map_err(|error| error.what)
}
