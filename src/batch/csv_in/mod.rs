//! CSV in: a header of `id`, `year`, `industry_code` and fact ids; one row an enterprise.

mod head;
mod row;

use super::cells;
use super::chunk::{Chunk, Scan};
use super::columns::{Column, Header, is_example};
use super::fast::Lookup;
use super::{BadRecord, Each, Job, LINE_LIMIT, Record, too_long, year_missing};
use crate::diagnostic::found;
use crate::profile::Slot;
use crate::quantity::read;
use crate::text;
use crate::text::Text;
pub(super) use head::read_header;
pub(super) use row::Cells;
use row::without_end;

/// Reads every row of a piece; empty ones are skipped.
pub(super) fn read(
    job: &Job<'_>,
    lookup: &Lookup,
    header: &Header,
    chunk: &Chunk,
    record: &mut Record,
    bare: &mut Bare,
    each: &mut Each<'_>,
) {
    let mut scan = Scan::new(Some(header.separator));
    let mut cells = Cells::default();
    let mut start = 0;
    let mut line = chunk.line;
    let mut rows = chunk.rows.iter();
    let naming = header.naming();
    while start < chunk.bytes.len() {
        let end = scan.record_end(&chunk.bytes, true).unwrap_or(chunk.bytes.len());
        let row = &chunk.bytes[start..end];
        start = end;
        let lines = memchr::memchr_iter(b'\n', row).count() as u64;
        let row = without_end(row);
        if !chunk.rows.is_empty() {
            line = rows.next().copied().map_or(line, u64::from);
        }
        if row.len() > LINE_LIMIT {
            each(Err(too_long(line)));
        } else if !is_blank(row, header.separator) {
            record.clear();
            cells.split(row, header.separator);
            let example = naming.iter().any(|at| cells.text(*at).is_some_and(is_example));
            match read_row(job, lookup, (header, chunk, line), &cells, record, bare) {
                _ if example => {}
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

/// Whether a row has no cell with anything in it: spreadsheets save such rows, too.
fn is_blank(row: &[u8], separator: u8) -> bool {
    row.iter().all(|byte| *byte == separator || matches!(byte, b' ' | b'"'))
}

/// Amounts of cells without a unit, by column: of the first rows, to see whether the unit may
/// have been forgotten.
pub(super) type Bare = Vec<(usize, i64)>;

/// The last line of which bare amounts are looked at.
const BARE_LINES: u64 = 5_000;

/// Faults of a row that are told, each with its cell.
const FAULTS: usize = 8;

/// The faults of one row.
struct Faults<'h> {
    header: &'h Header,
    line: u64,
    found: Option<Text>,
    count: usize,
}

impl Faults<'_> {
    fn add(&mut self, column: usize, what: &Text) {
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
    row: &Cells,
    record: &mut Record,
    bare: &mut Bare,
) -> Result<(), Text> {
    let columns = &header.columns;
    let mut year = None;
    let mut faults = Faults { header, line, found: None, count: 0 };
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
            Column::Carried(_) => record.carried.push(cell.to_owned()),
            Column::Id => {
                record.id.clear();
                record.id.push_str(cell);
            }
            _ if cell.is_empty() => {}
            Column::Industry => record.industry_code = Some(cell.to_owned()),
            Column::Year => match read::year(cell) {
                Ok(number) => year = Some(number),
                Err(_) => {
                    let shown = found(cell);
                    faults.add(
                        at,
                        &text!(
                            "“{shown}”应为 1949 至 2100 的年度",
                            "\"{shown}\": expected a year, 1949 to 2100"
                        ),
                    );
                }
            },
            Column::Fact(fact, unit) => {
                let it = job.policy.fact(*fact);
                let is_bare = unit.is_none() && read::is_bare(cell);
                if unit.is_some() || is_bare || lookup.cell(*fact, cell, record).is_none() {
                    match cells::read(it, cell, *unit) {
                        Ok(value) => record.answers.set(*fact, value),
                        Err(error) => faults.add(at, &error.text(it, cell)),
                    }
                }
                if is_bare
                    && line <= BARE_LINES
                    && let Slot::Money(fen @ 1..) = record.answers.slots[fact.index()]
                {
                    bare.push((at, fen));
                }
            }
        }
    }
    for (_, column, what) in chunk.faults.iter().filter(|(row, ..)| u64::from(*row) == line) {
        faults.add(*column, what);
    }
    if row.open {
        return Err(text!(
            "引号没有收尾，这一行可能被截断",
            "a quoted cell is not closed; the row may be cut short"
        ));
    }
    if row.len() != columns.len() {
        let (is, wanted) = (row.len(), columns.len());
        return Err(text!("有 {is} 格，表头有 {wanted} 格", "{is} cells, the header has {wanted}"));
    }
    if record.id.is_empty() {
        // The best name may be left empty, the next one given.
        let other = header.naming().into_iter().filter_map(|at| row.texts().nth(at).flatten());
        if let Some(name) = other.map(str::trim).find(|name| !name.is_empty()) {
            record.id.push_str(name);
        }
    }
    if header.is_sum(&record.id) {
        let id = found(&record.id);
        return Err(text!(
            "“{id}”是合计，不是企业，没有评估",
            "\"{id}\" is a sum, not an enterprise: not assessed"
        ));
    }
    if let Some(found) = faults.found {
        let more = faults.count.saturating_sub(FAULTS);
        return Err(match more {
            0 => found,
            _ => Text::new(
                format!("{}；另有 {more} 处", found.zh),
                format!("{}; and {more} more", found.en),
            ),
        });
    }
    if record.id.is_empty() {
        return Err(text!("缺少 id", "the id is missing"));
    }
    record.year = year.or(job.options.year).ok_or_else(year_missing)?;
    Ok(())
}
