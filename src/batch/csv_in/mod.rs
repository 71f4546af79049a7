//! CSV in: a header of `id`, `year`, `industry_code` and fact ids; one row an enterprise.

mod head;
mod row;
mod who;

use super::cell_error;
use super::cells;
use super::chunk::{Chunk, Scan, lines};
use super::columns::{Column, Header};
use super::fast::Lookup;
use super::noticed::Noticed;
use super::{BadRecord, Cause, Each, Job, LINE_LIMIT, Record, Unreadable, too_long, year_missing};
use crate::diagnostic::found;
use crate::quantity::read::{self, AmountError};
use crate::text;
use crate::text::Text;
pub(super) use head::read_header;
pub(super) use row::Cells;
use row::without_end;
pub(super) use who::{Row, Who};

/// Reads every row of a piece; empty ones are skipped, and so are those that are no enterprise.
pub(super) fn read(
    job: &Job<'_>,
    lookup: &Lookup,
    header: &Header,
    chunk: &Chunk,
    record: &mut Record,
    noticed: &mut Noticed,
    each: &mut Each<'_>,
) {
    let who = Who::new(job, header);
    let mut cells = Cells::default();
    each_row(header, chunk, |line, row| {
        if row.len() > LINE_LIMIT {
            each(Err(too_long(line)));
            return;
        }
        cells.split(row, header.separator);
        match who.is(&cells, chunk.is_faulty(line)) {
            Row::Example => return,
            Row::NoEnterprise(name) => {
                noticed.pass(line, name);
                return;
            }
            Row::Enterprise => {}
        }
        if chunk.dropped.contains(&line) {
            return;
        }
        record.clear();
        record.line = line;
        match read_row(job, lookup, (header, chunk, line), (&cells, &who), record) {
            Ok(()) => {
                noticed.saw(&record.id, record.year, line);
                each(Ok(record));
            }
            Err((error, cause)) => {
                let id = (!record.id.is_empty()).then(|| record.id.clone());
                let carried = std::mem::take(&mut record.carried);
                each(Err(BadRecord { line, id, error, cause, carried }));
            }
        }
    });
}

/// Goes through the rows of a piece that hold something, with their lines.
pub(super) fn each_row(header: &Header, chunk: &Chunk, mut each: impl FnMut(u64, &[u8])) {
    let mut scan = Scan::new(Some(header.separator));
    let mut start = 0;
    let mut line = chunk.line;
    let mut rows = chunk.rows.iter();
    while start < chunk.bytes.len() {
        let end = scan.record_end(&chunk.bytes, true).unwrap_or(chunk.bytes.len());
        let row = &chunk.bytes[start..end];
        start = end;
        let count = lines(row);
        let row = without_end(row);
        if !chunk.rows.is_empty() {
            line = rows.next().copied().map_or(line, u64::from);
        }
        if row.len() > LINE_LIMIT || !is_blank(row, header.separator) {
            each(line, row);
        }
        line += count;
    }
}

/// Whether a row has no cell with anything in it: spreadsheets save such rows, too.
fn is_blank(row: &[u8], separator: u8) -> bool {
    row.iter().all(|byte| *byte == separator || matches!(byte, b' ' | b'"'))
}

/// Faults of a row that are told, each with its cell.
const FAULTS: usize = 8;

/// The faults of one row.
struct Faults<'h> {
    header: &'h Header,
    line: u64,
    found: Option<Text>,
    count: usize,
    /// The column of the first.
    first: usize,
}

impl Faults<'_> {
    fn add(&mut self, column: usize, what: &Text) {
        if self.count == 0 {
            self.first = column;
        }
        self.count += 1;
        if self.count > FAULTS {
            return;
        }
        let place = self.header.place(self.line, column);
        let this =
            Text::new(format!("{}：{}", place.zh, what.zh), format!("{}: {}", place.en, what.en));
        self.found = Some(match self.found.take() {
            None => this,
            Some(text) => {
                Text::new(format!("{}；{}", text.zh, this.zh), format!("{}; {}", text.en, this.en))
            }
        });
    }
}

fn read_row(
    job: &Job<'_>,
    lookup: &Lookup,
    (header, chunk, line): (&Header, &Chunk, u64),
    (row, who): (&Cells, &Who<'_>),
    record: &mut Record,
) -> Result<(), (Text, Cause)> {
    let columns = &header.columns;
    let mut year = None;
    let lenient = job.options.unreadable == Unreadable::Unknown;
    let mut faults = Faults { header, line, found: None, count: 0, first: 0 };
    for (at, (cell, column)) in row.texts().zip(columns).enumerate() {
        let Some(cell) = cell else {
            faults.add(at, &text!("不是 UTF-8", "not UTF-8"));
            if matches!(column, Column::Carried(_)) {
                record.carried.push(String::new());
            }
            continue;
        };
        match column {
            Column::Ignored => {}
            Column::Carried(_) => {
                let row = u32::try_from(line).unwrap_or(u32::MAX);
                let kind = chunk.kinds.binary_search_by_key(&(row, at), |kind| (kind.0, kind.1));
                if let Some((.., kind)) = kind.ok().and_then(|kind| chunk.kinds.get(kind)) {
                    record.kinds.push((record.carried.len(), *kind));
                }
                record.carried.push(cell.to_owned());
            }
            Column::Id => {}
            _ if cell.is_empty() => {}
            Column::Industry => record.industry_code = Some(cell.to_owned()),
            Column::Year if cells::is_unknown(cell) => {}
            Column::Year => match read::year(cell) {
                Ok(number) => year = Some(number),
                Err(AmountError::Year | AmountError::Nothing) => {
                    let shown = found(cell);
                    faults.add(
                        at,
                        &text!(
                            "“{shown}”应为 1949 至 2100 的年度",
                            "\"{shown}\": expected a year, 1949 to 2100"
                        ),
                    );
                }
                Err(error) => faults.add(at, &cell_error::said(cell, error)),
            },
            Column::Fact(fact, unit) => {
                let it = job.policy.fact(*fact);
                if unit.is_some() || lookup.cell(*fact, cell, record).is_none() {
                    match cells::read(it, cell, *unit) {
                        Ok(value) => record.answers.set(*fact, value),
                        Err(_) if lenient => {
                            record.answers.set(*fact, None);
                            record.unreadable.push(header.names[at].clone());
                        }
                        Err(error) => faults.add(at, &error.text(it, cell)),
                    }
                }
            }
        }
    }
    for items in &header.items {
        let it = job.policy.fact(items.fact);
        if record.answers.is_answered(items.fact) {
            continue;
        }
        let rows = who.names(row).find_map(|name| items.of.get(name));
        match rows.map(|rows| cells::read(it, rows, None)) {
            Some(Ok(value)) => record.answers.set(items.fact, value),
            Some(Err(error)) => {
                let what = error.text(it, rows.map_or("", String::as_str));
                let (sheet_zh, sheet_en) = (&it.label.zh, &it.label.en);
                let (zh, en) = (what.zh, what.en);
                return Err((
                    text!("工作表“{sheet_zh}”：{zh}", "sheet \"{sheet_en}\": {en}"),
                    Cause::Row,
                ));
            }
            None => {}
        }
    }
    for (_, column, what) in chunk.faults.iter().filter(|(row, ..)| u64::from(*row) == line) {
        match columns.get(*column) {
            Some(Column::Fact(..)) if lenient => {
                record.unreadable.push(header.names[*column].clone());
            }
            _ => faults.add(*column, what),
        }
    }
    let lacks = |text| Err((text, Cause::Row));
    if row.open {
        return lacks(text!(
            "引号没有收尾，这一行可能被截断",
            "a quoted cell is not closed; the row may be cut short"
        ));
    }
    if row.len() != columns.len() {
        let (is, wanted) = (row.len(), columns.len());
        return lacks(text!(
            "有 {is} 格，表头有 {wanted} 格",
            "{is} cells, the header has {wanted}"
        ));
    }
    record.id.push_str(who.id(row));
    if let Some(found) = faults.found {
        let more = faults.count.saturating_sub(FAULTS);
        let text = match more {
            0 => found,
            _ => Text::new(
                format!("{}；另有 {more} 处", found.zh),
                format!("{}; and {more} more", found.en),
            ),
        };
        let name = header.names.get(faults.first).cloned().unwrap_or_default();
        return Err((text, Cause::Cell(name)));
    }
    if record.id.is_empty() {
        return lacks(text!("缺少 id", "the id is missing"));
    }
    match year.or(job.options.year) {
        Some(year) => record.year = year,
        None => return lacks(year_missing()),
    }
    Ok(())
}
