//! The rows of a sheet, each cell as a person sees it.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{Dimensions, ExcelDateTime};

use super::cells::{SheetCells, Value};
use super::fault::area_text;
use super::number::decimal;
use crate::batch::ScreenError;
use crate::batch::columns::{Column, Header};
use crate::batch::rows::{Flaw, Kind, Limits, Rows, Supply};
use crate::text;
use crate::text::Text;

/// A cell that holds something: its row, its column, and what it says or why it says nothing.
type Found = (u32, usize, Result<(String, Option<Kind>), Text>);

/// A merged area, and what its first cell says.
struct Area {
    at: Dimensions,
    first: (String, Option<Kind>),
}

/// The rows of the sheet as they are read.
pub(super) struct SheetRows<'a> {
    cells: Box<dyn SheetCells + 'a>,
    columns: Vec<Column>,
    /// The columns that name the enterprise.
    naming: Vec<usize>,
    /// The column that takes the sheet's name, where several are read.
    sheet: Option<(usize, String)>,
    last: u32,
    /// Merged areas that may still come, the last first, and those that the row under way lies in.
    merged: Vec<Dimensions>,
    around: Vec<Area>,
    /// The first cell of the next row.
    pending: Option<Found>,
    row: Vec<(String, Option<Kind>)>,
    ended: bool,
    stop: Arc<AtomicBool>,
}

impl<'a> SheetRows<'a> {
    /// The rows of a sheet below the last one of the header.
    pub(super) fn new(
        mut cells: Box<dyn SheetCells + 'a>,
        header: &Header,
        (sheet, last): (&str, u32),
        stop: Arc<AtomicBool>,
    ) -> Self {
        let mut merged = cells.areas();
        merged.sort_by_key(|area| Reverse(area.start.0));
        Self {
            cells,
            columns: header.columns.clone(),
            naming: header.naming(),
            sheet: header.sheet_column.map(|at| (at, sheet.to_owned())),
            last,
            merged,
            around: Vec::new(),
            pending: None,
            row: Vec::new(),
            ended: false,
            stop,
        }
    }

    /// How many rows there are, as the sheet says.
    pub(super) fn expected(&self) -> u64 {
        self.cells.rows().saturating_sub(self.last).into()
    }

    /// The next cell below the header that holds something.
    fn next_cell(&mut self) -> Result<Option<Found>, ScreenError> {
        if let Some(pending) = self.pending.take() {
            return Ok(Some(pending));
        }
        while let Some((row, column, value)) = self.cells.next()? {
            let at = column as usize;
            if row <= self.last || at >= self.columns.len() {
                continue;
            }
            let carried = matches!(self.columns[at], Column::Carried(_));
            match said(&value, self.naming.contains(&at), carried) {
                Ok((text, _)) if text.is_empty() => {}
                said => return Ok(Some((row, at, said))),
            }
        }
        Ok(None)
    }

    /// What merged areas say of a row: copied cells and years are filled with the first of the
    /// area; of others only the first has a value.
    fn merge(&mut self, row: u32, rows: &mut Rows) {
        let new = self.cells.areas();
        if !new.is_empty() {
            self.merged.extend(new);
            self.merged.sort_by_key(|area| Reverse(area.start.0));
        }
        self.around.retain(|area| area.at.end.0 >= row);
        while let Some(area) = self.merged.pop_if(|area| area.start.0 <= row) {
            if area.end.0 >= row && area.end.0 > self.last {
                let first = self.row.get(area.start.1 as usize).cloned().unwrap_or_default();
                self.around.push(Area { at: area, first });
            }
        }
        for Area { at: area, first } in &self.around {
            for column in area.start.1..=area.end.1 {
                let at = column as usize;
                let Some(kind) = self.columns.get(at) else { break };
                if (row, column) == area.start {
                    continue;
                }
                match kind {
                    Column::Ignored => {}
                    Column::Carried(_) | Column::Year | Column::Industry => {
                        if let Some(cell) = self.row.get_mut(at).filter(|cell| cell.0.is_empty()) {
                            cell.clone_from(first);
                        }
                    }
                    Column::Id | Column::Fact(..) => {
                        let area = area_text(area);
                        rows.faults.push((
                            u64::from(row) + 1,
                            at,
                            text!(
                                "在合并的单元格 {area} 里，只有第一格有值；请取消合并，逐格填写",
                                "it is within the merged cells {area}, of which only the first has a value; unmerge them and fill in each"
                            ),
                        ));
                    }
                }
            }
        }
    }

    /// The next row that holds something.
    fn next_row(&mut self, rows: &mut Rows) -> Result<bool, ScreenError> {
        self.row.clear();
        self.row.resize(self.columns.len(), (String::new(), None));
        let Some(first) = self.next_cell()? else { return Ok(false) };
        let row = first.0;
        let line = u64::from(row) + 1;
        let mut next = Some(first);
        while let Some((at_row, column, value)) = next {
            if at_row != row {
                if at_row < row {
                    return Err(ScreenError::Input(text!(
                        "工作表的行没有按顺序排列，请在 Excel 中打开、保存一次",
                        "the rows of the sheet are out of order; open and save it in Excel once"
                    )));
                }
                self.pending = Some((at_row, column, value));
                break;
            }
            match value {
                Ok(cell) => self.row[column] = cell,
                Err(what) => match self.columns[column] {
                    Column::Ignored => {}
                    Column::Carried(_) if !self.naming.contains(&column) => {}
                    _ => rows.faults.push((line, column, what)),
                },
            }
            next = self.next_cell()?;
        }
        self.merge(row, rows);
        if let Some((at, sheet)) = &self.sheet {
            self.row[*at] = (sheet.clone(), None);
        }
        let mut whole = true;
        for (at, (text, kind)) in self.row.iter().enumerate() {
            whole = whole && rows.push_cell(text.as_bytes());
            rows.taken += text.len() as u64 + 1;
            if let (Some(kind), Column::Carried(_)) = (kind, &self.columns[at]) {
                rows.kinds.push((line, at, *kind));
            }
        }
        rows.end_row(line, (!whole).then_some(Flaw::TooLong));
        Ok(true)
    }
}

impl Supply for SheetRows<'_> {
    fn next(&mut self, rows: &mut Rows) -> Result<bool, ScreenError> {
        rows.clear();
        while !self.ended && !rows.is_full(Limits::default()) && !self.stop.load(Ordering::Relaxed)
        {
            self.ended = !self.next_row(rows)?;
        }
        Ok(!rows.is_empty())
    }
}

/// What a cell says as text; none where it says nothing.
pub(super) fn cell_text(value: &Value<'_>) -> Option<String> {
    said(value, false, false).ok().map(|(text, _)| text)
}

/// What a cell says, and what it is.
fn said(value: &Value<'_>, names: bool, carried: bool) -> Result<(String, Option<Kind>), Text> {
    let number = |number: f64, shift: u32| {
        // Excel keeps fifteen digits: of a longer code the last ones are gone.
        if number.abs() >= 1e15 && names {
            return Err(text!(
                "是数字，Excel 只保留 15 位，末几位已经丢失；请把这一列设为文本，重新填写",
                "it is a number, of which Excel keeps 15 digits, the last ones are lost; make the column text and write it again"
            ));
        }
        decimal(number, shift).ok_or_else(|| {
            text!("数字 {number:e} 太大或太小", "the number {number:e} is too large or too small")
        })
    };
    Ok(match value {
        Value::Text(text) => (plain(text), None),
        Value::Number(float) => (number(*float, 0)?, Some(Kind::Number)),
        Value::Percent(float) => (number(*float, 2)? + "%", Some(Kind::Percent)),
        Value::Bool(yes) => (yes.to_string(), None),
        Value::Moment(date) if date.is_datetime() => {
            let said = moment(date, carried);
            let kind = (said.len() == 10).then_some(Kind::Date);
            (said, kind)
        }
        Value::Moment(duration) => (number(duration.as_f64(), 0)?, Some(Kind::Number)),
        Value::Iso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            (day.replace('T', " "), (day.len() == 10).then_some(Kind::Date))
        }
        Value::Error(error) => {
            return Err(text!("是错误值 {error}", "it is the error {error}"));
        }
        Value::Uncomputed => {
            return Err(text!(
                "公式没有算出的值；请在 Excel 中打开、保存一次，或换成数值",
                "the formula has no value; open and save it in Excel once, or put the value"
            ));
        }
    })
}

/// A date; where the time is wanted that too, if there is one, or the time alone.
fn moment(date: &ExcelDateTime, with_time: bool) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if !with_time || (hour, minute, second) == (0, 0, 0) && date.as_f64() >= 1.0 {
        return day;
    }
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if date.as_f64() < 1.0 { time } else { format!("{day} {time}") }
}

/// A text as typed: some programs end the lines within a cell as in a file of Windows.
fn plain(text: &str) -> String {
    let text = text.trim();
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
