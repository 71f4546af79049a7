//! Excel workbooks in: the rows of one sheet handed on as rows of CSV, each cell as a person
//! sees it. Money never goes through the arithmetic of floats: a number is written with the
//! fifteen digits that Excel shows, and read as a decimal.

use std::collections::HashSet;
use std::io::{Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{
    CellErrorType, DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader,
    XlsxError,
};

use super::chunk::{Chunk, Supply};
use super::columns::{self, Column, Header, letters};
use super::write::cell;
use super::{Job, ScreenError};
use crate::diagnostic::found;
use crate::text;
use crate::text::Text;

/// Rows among which the header is looked for.
const TITLE_ROWS: usize = 20;
/// The last column that is read (Excel's own limit).
const COLUMNS: usize = 16_384;
/// Rows and bytes of a piece.
const RECORDS: usize = 256;
const SIZE: usize = 256 << 10;
/// Formula cells without a value that are remembered.
const FORMULAS: usize = 100_000;

/// The mark of a row that only shows how to fill in the sheet.
const EXAMPLE: [&str; 2] = ["【示例】", "[Example]"];

/// Whether an id is that of a template's example row, which is passed over.
pub fn is_example(id: &str) -> bool {
    EXAMPLE.iter().any(|mark| id.trim_start().starts_with(mark))
}

/// A workbook whose sheet and header are found.
pub struct Workbook<RS: Read + Seek> {
    book: Xlsx<RS>,
    sheet: String,
    header_row: u32,
    header: Header,
    merged: Vec<Dimensions>,
    /// Formula cells without a value.
    empty_formulas: HashSet<(u32, u32)>,
}

impl<RS: Read + Seek> Workbook<RS> {
    /// Opens a workbook and finds the sheet, by name or the first with facts in its header.
    ///
    /// # Errors
    /// [`ScreenError::Input`] when it is no workbook or has no such sheet.
    pub fn open(job: &Job<'_>, input: RS, name: Option<&str>) -> Result<Self, ScreenError> {
        let mut book = Xlsx::new(input).map_err(broken)?;
        let names: Vec<String> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .filter(|sheet| name.is_some() || sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        let list = || names.iter().map(|name| found(name)).collect::<Vec<_>>().join("、");
        let wanted: Vec<&String> = match name {
            None => names.iter().collect(),
            Some(name) => names.iter().filter(|known| *known == name).collect(),
        };
        if let (Some(name), true) = (name, wanted.is_empty()) {
            let (name, list) = (found(name), list());
            return Err(ScreenError::Input(text!(
                "没有名为“{name}”的工作表；有：{list}",
                "there is no sheet \"{name}\"; there are: {list}"
            )));
        }
        for sheet in wanted {
            if let Some((row, cells)) = find_header(job, &mut book, sheet)? {
                return Self::with_header(job, book, sheet.clone(), row, &cells);
            }
        }
        let list = list();
        Err(ScreenError::Input(text!(
            "没有一张工作表的前 {TITLE_ROWS} 行里有表头（事实的名称或 id）；工作表：{list}",
            "no sheet has a header (names or ids of facts) in its first {TITLE_ROWS} rows; sheets: {list}"
        )))
    }

    fn with_header(
        job: &Job<'_>,
        mut book: Xlsx<RS>,
        sheet: String,
        header_row: u32,
        cells: &[String],
    ) -> Result<Self, ScreenError> {
        let mut header =
            columns::read(job.policy, job.options, cells.iter().map(String::as_bytes))?;
        header.sheet = Some(sheet.clone());
        let mut merged = book.merge_cells_by_sheet_name(&sheet).map_err(broken)?;
        merged.retain(|area| area.end.0 >= header_row);
        if let Some(area) = merged.iter().find(|area| area.start.0 <= header_row) {
            let area = area_text(area);
            let shown = found(&sheet);
            return Err(ScreenError::Input(text!(
                "{shown}!{area}：表头里有合并的单元格，请取消合并，一列一个名称",
                "{shown}!{area}: the header has merged cells; unmerge them, one name a column"
            )));
        }
        let empty_formulas = empty_formulas(&mut book, &sheet, header_row)?;
        Ok(Self { book, sheet, header_row, header, merged, empty_formulas })
    }

    /// Screens the rows.
    ///
    /// # Errors
    /// As [`super::run`].
    pub fn run(
        self,
        job: &Job<'_>,
        output: &mut dyn super::Output,
        tell: impl FnMut(super::Event<'_>),
    ) -> Result<(super::Tally, Option<super::Summary>), ScreenError>
    where
        RS: Send,
    {
        let Self { mut book, sheet, header_row, header, merged, empty_formulas } = self;
        let columns = header.columns.clone();
        let reader = book.worksheet_cells_reader(&sheet).map_err(broken)?;
        let percent = reader.styles().iter().map(|style| {
            style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
        });
        let percent = percent.collect();
        let rows = Rows {
            reader,
            percent,
            merged,
            empty_formulas,
            header_row,
            columns,
            pending: None,
            cells: Vec::new(),
            naming: header.naming(),
            exhausted: false,
            ended: false,
            stop: job.options.stop.clone(),
        };
        super::work::run(job, header, rows, output, tell)
    }
}

/// Whether a number format shows percentages: a % that is not quoted.
fn is_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// A file that is no whole workbook.
fn broken(error: XlsxError) -> ScreenError {
    if let XlsxError::Io(error) = error {
        return ScreenError::Read(error);
    }
    let why = found(&error.to_string());
    ScreenError::Input(text!(
        "不是完整的 .xlsx 工作簿（{why}）；.xls 或带密码的请用 Excel 另存为 .xlsx",
        "no whole .xlsx workbook ({why}); save .xls and protected ones as .xlsx in Excel"
    ))
}

fn area_text(area: &Dimensions) -> String {
    let name = |(row, column): (u32, u32)| format!("{}{}", letters(column as usize), row + 1);
    format!("{}:{}", name(area.start), name(area.end))
}

/// The row with the most facts among the first ones, and its cells.
fn find_header<RS: Read + Seek>(
    job: &Job<'_>,
    book: &mut Xlsx<RS>,
    sheet: &str,
) -> Result<Option<(u32, Vec<String>)>, ScreenError> {
    let mut reader = match book.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        // A sheet of charts has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    while let Some(next) = reader.next_cell().map_err(broken)? {
        let ((row, column), Some(text)) = (next.get_position(), plain_text(next.get_value()))
        else {
            continue;
        };
        if rows.last().is_none_or(|(last, _)| *last != row) {
            if rows.len() == TITLE_ROWS {
                break;
            }
            rows.push((row, Vec::new()));
        }
        let column = column as usize;
        if let Some((_, cells)) = rows.last_mut()
            && column < COLUMNS
        {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            // Names broken over two lines of a cell are still one name.
            cells[column] = text.replace(['\n', '\r'], "").trim().to_owned();
        }
    }
    let score = |cells: &[String]| {
        columns::facts_among(job.policy, job.options, cells.iter().map(String::as_str))
    };
    let best = rows.into_iter().rev().max_by_key(|(_, cells)| score(cells));
    Ok(best.filter(|(_, cells)| score(cells) > 0))
}

/// The formula cells below the header whose value was never computed.
fn empty_formulas<RS: Read + Seek>(
    book: &mut Xlsx<RS>,
    sheet: &str,
    header_row: u32,
) -> Result<HashSet<(u32, u32)>, ScreenError> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut found = HashSet::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let empty = matches!(record.value, DataRef::Empty);
        if empty && record.formula.is_some() && record.pos.0 > header_row {
            found.insert(record.pos);
            if found.len() > FORMULAS {
                return Err(ScreenError::Input(text!(
                    "超过 {FORMULAS} 个公式没有算出的值；请在 Excel 中打开、保存一次",
                    "more than {FORMULAS} formulas have no value; open and save it in Excel once"
                )));
            }
        }
    }
    Ok(found)
}

/// A cell's text, numbers as they are; none for an empty one.
fn plain_text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Float(number) => decimal(*number, 0)?,
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A number with the fifteen significant digits that Excel shows, its point moved to the right.
fn decimal(number: f64, shift: i32) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let written = format!("{number:.14e}");
    let (digits, exponent) = written.split_once('e')?;
    let exponent: i32 = exponent.parse::<i32>().ok()? + shift;
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // Beyond any amount: not written out.
    let point = exponent + 1;
    if !(-40..=40).contains(&point) {
        return None;
    }
    let point = usize::try_from(point);
    Some(match point {
        Ok(point) if point >= digits.len() => {
            format!("{sign}{digits}{}", "0".repeat(point - digits.len()))
        }
        Ok(point) if point > 0 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ => {
            let zeros = usize::try_from(-(exponent + 1)).unwrap_or(0);
            format!("{sign}0.{}{digits}", "0".repeat(zeros))
        }
    })
}

/// A cell that holds something: its row, its column, and what it says or why it says nothing.
type Found = (u32, usize, Result<String, Text>);

/// The rows of the sheet as rows of CSV.
struct Rows<'a, RS: Read + Seek> {
    reader: XlsxCellReader<'a, RS>,
    /// By style: whether it shows percentages.
    percent: Vec<bool>,
    merged: Vec<Dimensions>,
    empty_formulas: HashSet<(u32, u32)>,
    header_row: u32,
    columns: Vec<Column>,
    /// The first cell of the next row.
    pending: Option<Found>,
    cells: Vec<String>,
    /// The columns that name the enterprise.
    naming: Vec<usize>,
    /// The sheet was read to its end; it must not be asked again.
    exhausted: bool,
    ended: bool,
    stop: Arc<AtomicBool>,
}

impl<RS: Read + Seek> Rows<'_, RS> {
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
            DataRef::String(text) => Ok(text.trim().to_owned()),
            DataRef::SharedString(text) => Ok(text.trim().to_owned()),
            DataRef::Bool(yes) => Ok(yes.to_string()),
            DataRef::Int(number) => Ok(number.to_string()),
            DataRef::Float(float) => number(*float),
            DataRef::DateTime(date) if date.is_datetime() => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                Ok(format!("{year:04}-{month:02}-{day:02}"))
            }
            DataRef::DateTime(duration) => number(duration.as_f64()),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Ok(text.clone()),
            DataRef::Error(error) => {
                let error = error_text(error);
                Err(text!("是错误值 {error}", "it is the error {error}"))
            }
        }
    }

    /// The merged areas that a row lies in but does not begin, or that are wider than a cell.
    fn merged_faults(&self, row: u32, chunk: &mut Chunk) {
        for area in &self.merged {
            if !(area.start.0..=area.end.0).contains(&row) {
                continue;
            }
            let width = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
            for column in area.start.1..(area.end.1 + 1).min(width) {
                let at = column as usize;
                let read = !matches!(
                    self.columns.get(at),
                    None | Some(Column::Ignored | Column::Carried(_))
                );
                if read && (row, column) != area.start {
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
    }

    /// The next row that holds something.
    fn row(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError> {
        self.cells.clear();
        self.cells.resize(self.columns.len(), String::new());
        let Some(first) = self.next_cell()? else { return Ok(false) };
        let row = first.0;
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
                Ok(text) => self.cells[column] = text,
                Err(what) => match self.columns[column] {
                    Column::Ignored | Column::Carried(_) => {}
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
            cell(&mut chunk.bytes, text);
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

#[cfg(test)]
mod tests {
    use super::{decimal, is_percent};

    #[test]
    fn numbers_have_the_digits_that_excel_shows() {
        for (number, shift, written) in [
            (1200.0, 0, "1200"),
            (0.1 + 0.2, 0, "0.3"),
            (1.005, 0, "1.005"),
            (0.052, 2, "5.2%"),
            (1.1 * 1.1, 0, "1.21"),
            (-0.5, 0, "-0.5"),
            (1e15, 0, "1000000000000000"),
            (123_456_789.12, 0, "123456789.12"),
            (0.0, 0, "0"),
            (0.000_5, 2, "0.05%"),
            (12.0, 2, "1200%"),
        ] {
            let written = written.trim_end_matches('%');
            assert_eq!(decimal(number, shift).as_deref(), Some(written));
        }
        assert_eq!(decimal(f64::NAN, 0), None);
        assert_eq!(decimal(1e300, 0), None);
    }

    #[test]
    fn percent_formats_are_told() {
        for (code, percent) in [
            ("0%", true),
            ("0.00%", true),
            ("General", false),
            ("0\"%\"", false),
            ("0\\%", false),
            ("#,##0.0_%", false),
        ] {
            assert_eq!(is_percent(code), percent, "{code}");
        }
    }
}
