//! Excel workbooks in: the rows of one sheet handed on as rows of CSV, each cell as a person
//! sees it. Money never goes through the arithmetic of floats: a number is written with the
//! fifteen digits that Excel shows, and read as a decimal.

mod guard;
mod header;
mod number;
mod rows;

use std::collections::HashSet;
use std::io::{Read, Seek};

use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use guard::Survey;
use header::{TITLE_ROWS, Top};
use number::is_percent;
use rows::Rows;

use super::columns::{self, Header, letters};
use super::{Job, ScreenError};
use crate::diagnostic::found;
use crate::text;
use crate::text::Text;

/// Sheets named in a message.
const SHEETS: usize = 20;
/// Formula cells without a value that are remembered.
const FORMULAS: usize = 100_000;

/// A workbook whose sheet and header are found.
pub struct Workbook<'i, R: Read + Seek> {
    book: Xlsx<&'i mut R>,
    sheet: String,
    header_row: u32,
    header: Header,
    merged: Vec<Dimensions>,
    /// Formula cells without a value.
    empty_formulas: HashSet<(u32, u32)>,
}

impl<'i, R: Read + Seek> Workbook<'i, R> {
    /// Opens a workbook and finds the sheet, by name or the first with facts in its header.
    ///
    /// # Errors
    /// [`ScreenError::Input`] when it is no workbook or has no such sheet.
    pub fn open(job: &Job<'_>, input: &'i mut R, name: Option<&str>) -> Result<Self, ScreenError> {
        let survey = guard::survey(input, &job.options.stop)?;
        let mut book = Xlsx::new(input).map_err(broken)?;
        let names: Vec<String> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .filter(|sheet| name.is_some() || sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        let list =
            || names.iter().take(SHEETS).map(|name| found(name)).collect::<Vec<_>>().join("、");
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
        let mut tops = Vec::new();
        for sheet in wanted {
            let top = Top::read(&mut book, sheet)?;
            if let Some(row) = top.header(job) {
                tops.push((sheet, top, row));
            }
        }
        if let Some((sheet, top, row)) = tops.first() {
            let mut found = Self::with_header(job, book, survey, (*sheet).clone(), top, *row)?;
            let others = tops.iter().skip(1).filter(|(_, top, row)| top.names_enterprises(*row));
            let others = others.map(|(name, ..)| name.as_str());
            found.header.remarks.extend(others_unread(sheet, others));
            return Ok(found);
        }
        let list = list();
        Err(ScreenError::Input(text!(
            "没有一张工作表的前 {TITLE_ROWS} 行里有表头（事实的名称或 id）；工作表：{list}",
            "no sheet has a header (names or ids of facts) in its first {TITLE_ROWS} rows; sheets: {list}"
        )))
    }

    fn with_header(
        job: &Job<'_>,
        mut book: Xlsx<&'i mut R>,
        survey: Survey,
        sheet: String,
        top: &Top,
        row: u32,
    ) -> Result<Self, ScreenError> {
        let mut merged = Vec::new();
        if survey.merged {
            merged = book.merge_cells_by_sheet_name(&sheet).map_err(broken)?;
        }
        let (header_row, cells) = top.names(&merged, row).map_err(|area| {
            let area = area_text(&area);
            let shown = found(&sheet);
            ScreenError::Input(text!(
                "{shown}!{area}：表头里有横着合并的单元格，请取消合并，一列一个名称",
                "{shown}!{area}: the header has cells merged across columns; unmerge them, one name a column"
            ))
        })?;
        let mut header =
            columns::read(job.policy, job.options, cells.iter().map(String::as_bytes))?;
        header.sheet = Some(sheet.clone());
        merged.retain(|area| area.end.0 > header_row);
        let mut formulas = HashSet::new();
        if survey.formulas {
            formulas = empty_formulas(&mut book, &sheet, header_row)?;
        }
        Ok(Self { book, sheet, header_row, header, merged, empty_formulas: formulas })
    }

    /// Screens the rows.
    ///
    /// # Errors
    /// As [`super::run`].
    pub fn run(
        self,
        job: &Job<'_>,
        output: &mut dyn super::Output,
        mut tell: impl FnMut(super::Event<'_>),
    ) -> Result<(super::Tally, Option<super::Summary>), ScreenError>
    where
        R: Send,
    {
        let Self { mut book, sheet, header_row, header, merged, empty_formulas } = self;
        let reader = book.worksheet_cells_reader(&sheet).map_err(broken)?;
        let last = reader.dimensions().end.0;
        tell(super::Event::Rows(last.saturating_sub(header_row).into()));
        let percent = reader.styles().iter().map(|style| {
            style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
        });
        let percent = percent.collect();
        let naming = header.naming();
        let stop = job.options.stop.clone();
        let place = (header_row, header.columns.clone(), naming);
        let rows = Rows::new(reader, percent, merged, empty_formulas, place, stop);
        super::work::run(job, header, rows, output, tell)
    }
}

/// Says which sheets were not read although they look like lists.
fn others_unread<'n>(read: &str, others: impl Iterator<Item = &'n str>) -> Option<Text> {
    let others: Vec<String> = others.take(SHEETS).map(found).collect();
    if others.is_empty() {
        return None;
    }
    let (read, zh, en) = (found(read), others.join("”、“"), others.join("\", \""));
    Some(text!(
        "只读工作表“{read}”；“{zh}”也有表头，要读它请用 --sheet",
        "only the sheet \"{read}\" is read; \"{en}\" has a header, too: --sheet reads it"
    ))
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
