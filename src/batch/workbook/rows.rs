//! The rows of a sheet as rows of CSV, each cell as a person sees it.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{CellErrorType, DataRef, Dimensions, ExcelDateTime, XlsxCellReader};

use super::number::decimal;
use super::{area_text, broken};
use crate::batch::chunk::{Chunk, Supply};
use crate::batch::columns::{Column, is_example};
use crate::batch::write::quoted;
use crate::batch::{LINE_LIMIT, ScreenError, too_long};
use crate::text;
use crate::text::Text;

/// Rows and bytes of a piece.
const RECORDS: usize = 256;
const SIZE: usize = 256 << 10;

/// A cell that holds something: its row, its column, and what it says or why it says nothing.
type Found = (u32, usize, Result<String, Text>);

/// The rows of the sheet as rows of CSV.
pub(super) struct Rows<'a, RS: Read + Seek> {
    reader: XlsxCellReader<'a, RS>,
    /// By style: whether it shows percentages.
    percent: Vec<bool>,
    /// Merged areas, the last first, and those that the row under way lies in.
    merged: Vec<Dimensions>,
    around: Vec<Dimensions>,
    empty_formulas: HashSet<(u32, u32)>,
    header_row: u32,
    columns: Vec<Column>,
    /// The columns that name the enterprise.
    naming: Vec<usize>,
    /// The first cell of the next row.
    pending: Option<Found>,
    cells: Vec<String>,
    /// The sheet was read to its end; it must not be asked again.
    exhausted: bool,
    ended: bool,
    stop: Arc<AtomicBool>,
}

impl<'a, RS: Read + Seek> Rows<'a, RS> {
    /// The rows below the header, given as its row, its columns, and those that name the
    /// enterprise.
    pub(super) fn new(
        reader: XlsxCellReader<'a, RS>,
        percent: Vec<bool>,
        mut merged: Vec<Dimensions>,
        empty_formulas: HashSet<(u32, u32)>,
        (header_row, columns, naming): (u32, Vec<Column>, Vec<usize>),
        stop: Arc<AtomicBool>,
    ) -> Self {
        merged.sort_by_key(|area| Reverse(area.start.0));
        Self {
            reader,
            percent,
            merged,
            around: Vec::new(),
            empty_formulas,
            header_row,
            columns,
            naming,
            pending: None,
            cells: Vec::new(),
            exhausted: false,
            ended: false,
            stop,
        }
    }

    /// The next cell below the header that holds something.
    fn next_cell(&mut self) -> Result<Option<Found>, ScreenError> {
        if let Some(pending) = self.pending.take() {
            return Ok(Some(pending));
        }
        if self.exhausted {
            return Ok(None);
        }
        while let Some((cell, style)) = self.reader.next_cell_with_style_id().map_err(broken)? {
            let (row, column) = cell.get_position();
            let at = column as usize;
            if row <= self.header_row || at >= self.columns.len() {
                continue;
            }
            let value = self.value((row, column), cell.get_value(), style);
            match value {
                Ok(text) if text.is_empty() => {}
                value => return Ok(Some((row, at, value))),
            }
        }
        self.exhausted = true;
        Ok(None)
    }

    /// What a cell says; empty if nothing.
    fn value(&self, place: (u32, u32), value: &DataRef<'_>, style: usize) -> Result<String, Text> {
        let number = |number: f64| {
            let percent = self.percent.get(style).copied().unwrap_or(false);
            // Excel keeps fifteen digits: of a longer code the last ones are gone.
            if number.abs() >= 1e15 && self.naming.contains(&(place.1 as usize)) {
                return Err(text!(
                    "是数字，Excel 只保留 15 位，末几位已经丢失；请把这一列设为文本，重新填写",
                    "it is a number, of which Excel keeps 15 digits, the last ones are lost; make the column text and write it again"
                ));
            }
            let text = decimal(number, if percent { 2 } else { 0 });
            let text = text.ok_or_else(|| {
                text!(
                    "数字 {number:e} 太大或太小",
                    "the number {number:e} is too large or too small"
                )
            })?;
            Ok(if percent { text + "%" } else { text })
        };
        match value {
            DataRef::Empty if self.empty_formulas.contains(&place) => Err(text!(
                "公式没有算出的值；请在 Excel 中打开、保存一次，或换成数值",
                "the formula has no value; open and save it in Excel once, or put the value"
            )),
            DataRef::Empty => Ok(String::new()),
            DataRef::String(text) => Ok(plain(text)),
            DataRef::SharedString(text) => Ok(plain(text)),
            DataRef::Bool(yes) => Ok(yes.to_string()),
            DataRef::Int(number) => Ok(number.to_string()),
            DataRef::Float(float) => number(*float),
            DataRef::DateTime(date) if date.is_datetime() => {
                let carried = matches!(self.columns[place.1 as usize], Column::Carried(_));
                Ok(moment(date, carried))
            }
            DataRef::DateTime(duration) => number(duration.as_f64()),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Ok(text.clone()),
            DataRef::Error(error) => {
                let error = error_text(error);
                Err(text!("是错误值 {error}", "it is the error {error}"))
            }
        }
    }

    /// The cells of a row that lie in a merged area but do not begin it.
    fn merged_faults(&mut self, row: u32, chunk: &mut Chunk) {
        self.around.retain(|area| area.end.0 >= row);
        while let Some(area) = self.merged.pop_if(|area| area.start.0 <= row) {
            if area.end.0 >= row {
                self.around.push(area);
            }
        }
        if self.around.is_empty() {
            return;
        }
        for (at, column) in self.columns.iter().enumerate() {
            let Ok(place) = u32::try_from(at) else { return };
            let within = |area: &&Dimensions| {
                (area.start.1..=area.end.1).contains(&place) && (row, place) != area.start
            };
            let area = match column {
                Column::Ignored | Column::Carried(_) => continue,
                _ => self.around.iter().find(within),
            };
            if let Some(area) = area {
                let area = area_text(area);
                chunk.faults.push((
                    row + 1,
                    at,
                    text!(
                        "在合并的单元格 {area} 里，只有第一格有值；请取消合并，逐格填写",
                        "it is within the merged cells {area}, of which only the first has a value; unmerge them and fill in each"
                    ),
                ));
            }
        }
    }

    /// The next row that holds something.
    fn row(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError> {
        self.cells.clear();
        self.cells.resize(self.columns.len(), String::new());
        let Some(first) = self.next_cell()? else { return Ok(false) };
        let row = first.0;
        let mut next = Some(first);
        let mut bytes = 0;
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
                Ok(text) => {
                    bytes += text.len();
                    if bytes <= LINE_LIMIT {
                        self.cells[column] = text;
                    } else {
                        chunk.faults.push((row + 1, column, too_long(0).error));
                    }
                }
                Err(what) => match self.columns[column] {
                    Column::Ignored => {}
                    Column::Carried(_) if !self.naming.contains(&column) => {}
                    _ => chunk.faults.push((row + 1, column, what)),
                },
            }
            next = self.next_cell()?;
        }
        if self.naming.iter().any(|at| is_example(&self.cells[*at])) {
            chunk.faults.retain(|(at, ..)| *at != row + 1);
            return Ok(true);
        }
        self.merged_faults(row, chunk);
        for (at, text) in self.cells.iter().enumerate() {
            if at > 0 {
                chunk.bytes.push(b',');
            }
            quoted(&mut chunk.bytes, text);
        }
        // A row of one cell must not look empty.
        if self.cells.len() == 1 && self.cells[0].is_empty() {
            chunk.bytes.extend_from_slice(b" ");
        }
        chunk.bytes.push(b'\n');
        chunk.rows.push(row + 1);
        Ok(true)
    }
}

impl<RS: Read + Seek> Supply for Rows<'_, RS> {
    fn next(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError> {
        chunk.bytes.clear();
        chunk.rows.clear();
        chunk.faults.clear();
        chunk.too_long = false;
        while !self.ended
            && chunk.rows.len() < RECORDS
            && chunk.bytes.len() < SIZE
            && !self.stop.load(Ordering::Relaxed)
        {
            self.ended = !self.row(chunk)?;
        }
        chunk.line = chunk.rows.first().copied().map_or(0, u64::from);
        Ok(!chunk.rows.is_empty())
    }
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

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#ERROR",
    }
}
