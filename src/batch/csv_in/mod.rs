//! Rows in: a header of `id`, `year`, `industry_code` and fact ids; one row an enterprise.

mod head;
mod records;
mod who;

use super::cell_error;
use super::cells;
use super::columns::{Column, Header};
use super::job::{Each, Job, Unreadable, too_long, year_missing};
use super::noticed::{Noticed, place};
use super::record::{BadRecord, Cause, Record};
use super::rows::{Cells, Flaw, Rows};
use crate::diagnostic::found;
use crate::quantity::read::{self, AmountError};
use crate::text;
use crate::text::Text;
pub(super) use head::{open, propose};
pub(super) use who::{Row, Who};

/// Reads every row of a piece of a sheet; those that are no enterprise are passed over.
pub(super) fn read(
    job: &Job<'_>,
    (header, sheet): (&Header, u64),
    rows: &Rows,
    record: &mut Record,
    noticed: &mut Noticed,
    each: &mut Each<'_>,
) {
    let who = Who::new(job, header);
    for cells in rows.iter() {
        let line = cells.line;
        if cells.flaw == Some(Flaw::TooLong) {
            each(Err(too_long(line)));
            continue;
        }
        match who.is(&cells, rows.is_faulty(line)) {
            Row::Example => continue,
            Row::NoEnterprise(name) => {
                noticed.pass(line, name);
                continue;
            }
            Row::Enterprise => {}
        }
        record.clear();
        record.line = line;
        match read_row(job, header, rows, (cells, &who), record) {
            Ok(()) => {
                noticed.saw(&record.id, record.year, place(sheet, line));
                each(Ok(record));
            }
            Err((error, cause)) => {
                let id = (!record.id.is_empty()).then(|| record.id.clone());
                let carried = std::mem::take(&mut record.carried);
                each(Err(BadRecord { line, id, error, cause, carried }));
            }
        }
    }
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
    header: &Header,
    rows: &Rows,
    (row, who): (Cells<'_>, &Who<'_>),
    record: &mut Record,
) -> Result<(), (Text, Cause)> {
    let (columns, line) = (&header.columns, row.line);
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
            Column::Ignored | Column::Id => {}
            Column::Carried(_) => {
                let kind = rows.kind(line, at);
                record.kinds.extend(kind.map(|kind| (record.carried.len(), kind)));
                record.carried.push(cell.to_owned());
            }
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
                match cells::read(it, &header.reworded(at, cell), *unit) {
                    Ok(value) => record.answers.set(*fact, value),
                    Err(_) if lenient => record.unreadable.push(header.names[at].clone()),
                    Err(error) => faults.add(at, &error.text(it, cell)),
                }
            }
        }
    }
    for items in &header.items {
        let it = job.policy.fact(items.fact);
        if record.answers.is_answered(items.fact) {
            continue;
        }
        let rows = who.names(&row).find_map(|name| items.of.get(name));
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
    for (_, column, what) in rows.faults.iter().filter(|(row, ..)| *row == line) {
        match columns.get(*column) {
            Some(Column::Fact(..)) if lenient => {
                record.unreadable.push(header.names[*column].clone());
            }
            _ => faults.add(*column, what),
        }
    }
    let lacks = |text| Err((text, Cause::Row));
    if row.flaw == Some(Flaw::Open) {
        return lacks(text!(
            "引号没有收尾，这一行可能被截断",
            "a quoted cell is not closed; the row may be cut short"
        ));
    }
    if row.len() != columns.len() {
        let (is, wanted) = (row.len(), columns.len());
        return lacks(text!(
            "有 {is} 格，表头有 {wanted} 格；单元格里的逗号要加引号，缺的格用逗号补齐",
            "{is} cells, the header has {wanted}; quote cells with commas, and fill up with commas what is missing"
        ));
    }
    record.id.push_str(who.id(&row));
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
