//! The cells of one sheet in their order, whatever the form of the workbook.

use std::collections::HashSet;
use std::io::{Read, Seek};

use calamine::{CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Range, XlsxCellReader};

use super::fault::broken;
use super::number::is_percent;
use super::percent::Cells;
use crate::batch::ScreenError;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'v> {
    Text(&'v str),
    Number(f64),
    /// A number that is shown as a percentage: 0.052 is 5.2 %.
    Percent(f64),
    Bool(bool),
    Moment(ExcelDateTime),
    /// A date as it is written in ISO 8601.
    Iso(&'v str),
    Error(&'static str),
    /// A formula whose value was never computed.
    Uncomputed,
}

/// The cells of one sheet that hold something, row by row.
pub(super) trait SheetCells: Send {
    /// The next cell: its row and column from 0.
    fn next(&mut self) -> Result<Option<(u32, u32, Value<'_>)>, ScreenError>;

    /// Merged areas that were met since this was last asked.
    fn areas(&mut self) -> Vec<Dimensions> {
        Vec::new()
    }

    /// How many rows there are, as the sheet says.
    fn rows(&self) -> u32 {
        0
    }
}

/// Cells read from an .xlsx as they are asked for.
pub(super) struct XlsxCells<'a, RS: Read + Seek> {
    reader: XlsxCellReader<'a, RS>,
    /// By style: whether it shows percentages.
    percent: Vec<bool>,
    empty_formulas: HashSet<(u32, u32)>,
    areas: Vec<Dimensions>,
    /// The sheet was read to its end; it must not be asked again.
    exhausted: bool,
    held: DataRef<'a>,
}

impl<'a, RS: Read + Seek> XlsxCells<'a, RS> {
    pub(super) fn new(
        reader: XlsxCellReader<'a, RS>,
        empty_formulas: HashSet<(u32, u32)>,
        areas: Vec<Dimensions>,
    ) -> Self {
        let percent = reader.styles().iter().map(|style| {
            style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
        });
        let percent = percent.collect();
        Self { reader, percent, empty_formulas, areas, exhausted: false, held: DataRef::Empty }
    }
}

impl<RS: Read + Seek + Send> SheetCells for XlsxCells<'_, RS> {
    fn next(&mut self) -> Result<Option<(u32, u32, Value<'_>)>, ScreenError> {
        if self.exhausted {
            return Ok(None);
        }
        while let Some((cell, style)) = self.reader.next_cell_with_style_id().map_err(broken)? {
            let (row, column) = cell.get_position();
            self.held = cell.get_value().clone();
            if matches!(self.held, DataRef::Empty) && !self.empty_formulas.contains(&(row, column))
            {
                continue;
            }
            let percent = self.percent.get(style).copied().unwrap_or(false);
            let value = match &self.held {
                DataRef::Empty => Value::Uncomputed,
                DataRef::String(text) => Value::Text(text),
                DataRef::SharedString(text) => Value::Text(text),
                DataRef::Bool(yes) => Value::Bool(*yes),
                DataRef::Int(number) if percent => Value::Percent(*number as f64),
                DataRef::Int(number) => Value::Number(*number as f64),
                DataRef::Float(number) if percent => Value::Percent(*number),
                DataRef::Float(number) => Value::Number(*number),
                DataRef::DateTime(moment) => Value::Moment(*moment),
                DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::Iso(text),
                DataRef::Error(error) => Value::Error(error_text(error)),
            };
            return Ok(Some((row, column, value)));
        }
        self.exhausted = true;
        Ok(None)
    }

    fn areas(&mut self) -> Vec<Dimensions> {
        std::mem::take(&mut self.areas)
    }

    fn rows(&self) -> u32 {
        self.reader.dimensions().end.0
    }
}

/// Cells of a sheet that is held as a whole, as those of .xls and .xlsb are.
pub(super) struct RangeCells<'a> {
    range: &'a Range<Data>,
    percent: &'a Cells,
    at: usize,
    areas: Vec<Dimensions>,
}

impl<'a> RangeCells<'a> {
    pub(super) fn new(range: &'a Range<Data>, percent: &'a Cells, areas: Vec<Dimensions>) -> Self {
        Self { range, percent, at: 0, areas }
    }
}

impl SheetCells for RangeCells<'_> {
    fn next(&mut self) -> Result<Option<(u32, u32, Value<'_>)>, ScreenError> {
        let (Some(start), width) = (self.range.start(), self.range.width()) else {
            return Ok(None);
        };
        while self.at < width * self.range.height() {
            let (row, column) = (self.at / width, self.at % width);
            self.at += 1;
            let place = |first: u32, offset: usize| {
                first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
            };
            let at = (place(start.0, row), place(start.1, column));
            let value = match self.range.get((row, column)) {
                None | Some(Data::Empty) => continue,
                Some(Data::String(text)) => Value::Text(text),
                Some(Data::Bool(yes)) => Value::Bool(*yes),
                Some(Data::Int(number)) if self.percent.contains(&at) => {
                    Value::Percent(*number as f64)
                }
                Some(Data::Int(number)) => Value::Number(*number as f64),
                Some(Data::Float(number)) if self.percent.contains(&at) => Value::Percent(*number),
                Some(Data::Float(number)) => Value::Number(*number),
                Some(Data::DateTime(moment)) => Value::Moment(*moment),
                Some(Data::DateTimeIso(text) | Data::DurationIso(text)) => Value::Iso(text),
                Some(Data::Error(error)) => Value::Error(error_text(error)),
            };
            return Ok(Some((at.0, at.1, value)));
        }
        Ok(None)
    }

    fn areas(&mut self) -> Vec<Dimensions> {
        std::mem::take(&mut self.areas)
    }

    fn rows(&self) -> u32 {
        self.range.end().map_or(0, |end| end.0)
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
