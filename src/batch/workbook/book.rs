//! A workbook of any form: what it is is told by its content, not by its name.

use std::collections::HashSet;
use std::io::{self, Read, Seek};

use calamine::{
    Data, DataRef, Dimensions, Range, Reader as _, SheetType, SheetVisible, Xls, Xlsb, Xlsx,
    XlsxError,
};
use zip::ZipArchive;

use super::cells::{RangeCells, SheetCells, XlsxCells};
use super::fault::{broken, not_whole};
use super::guard::{self, Survey};
use super::ods::{self, OdsCells};
use super::percent;
use crate::batch::{Job, ScreenError};
use crate::text;

/// Formula cells without a value that are remembered.
const FORMULAS: usize = 100_000;
/// Bytes of an .xls: it is read as a whole.
const XLS: u64 = 128 << 20;

/// Formula cells without a value.
type Formulas = HashSet<(u32, u32)>;

/// A sheet that is held as a whole.
pub(super) struct Sheet {
    name: String,
    visible: bool,
    range: Range<Data>,
    areas: Vec<Dimensions>,
    /// Cells that are shown as percentages.
    percent: percent::Cells,
}

/// A workbook that is open.
pub(super) enum Book<'i, R: Read + Seek> {
    Xlsx(Box<Xlsx<&'i mut R>>, Survey),
    Ods(Box<ZipArchive<&'i mut R>>),
    /// .xls and .xlsb.
    Whole(Vec<Sheet>),
}

impl<'i, R: Read + Seek + Send> Book<'i, R> {
    pub(super) fn open(job: &Job<'_>, input: &'i mut R) -> Result<Self, ScreenError> {
        let mut first = [0; 4];
        let size = input.seek(io::SeekFrom::End(0)).map_err(ScreenError::Read)?;
        input.rewind().map_err(ScreenError::Read)?;
        let read = input.by_ref().take(4).read(&mut first).map_err(ScreenError::Read)?;
        input.rewind().map_err(ScreenError::Read)?;
        if first[..read] == [0xd0, 0xcf, 0x11, 0xe0] {
            return Self::open_xls(input, size);
        }
        let survey = guard::survey(input, &job.options.stop)?;
        let names: Vec<String> = ZipArchive::new(&mut *input)
            .map(|archive| {
                archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
            })
            .unwrap_or_default();
        input.rewind().map_err(ScreenError::Read)?;
        let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
        if has(ods::CONTENT) {
            let archive = ZipArchive::new(input).map_err(|error| not_whole(&error))?;
            return Ok(Self::Ods(Box::new(archive)));
        }
        if has("xl/workbook.bin") {
            let mut book = Xlsb::new(input).map_err(|error| not_whole(&error))?;
            let sheets = whole(&mut book, |_, _| Vec::new())?;
            return Ok(Self::Whole(sheets));
        }
        Ok(Self::Xlsx(Box::new(Xlsx::new(input).map_err(broken)?), survey))
    }

    fn open_xls(input: &'i mut R, size: u64) -> Result<Self, ScreenError> {
        if size > XLS {
            let most = XLS >> 20;
            return Err(ScreenError::Input(text!(
                ".xls 超过 {most} MiB，没有读；请另存为 .xlsx",
                "not read: the .xls is over {most} MiB; save it as .xlsx"
            )));
        }
        let mut percent = percent::of_xls(&mut *input).into_iter();
        input.rewind().map_err(ScreenError::Read)?;
        let mut book = Xls::new(input).map_err(|error| not_whole(&error))?;
        let areas = |book: &mut Xls<&'i mut R>, name: &str| {
            book.merge_cells_by_sheet_name(name).unwrap_or_default()
        };
        let mut sheets = whole(&mut book, areas)?;
        for sheet in &mut sheets {
            sheet.percent = percent.next().unwrap_or_default();
        }
        Ok(Self::Whole(sheets))
    }

    /// The names of the sheets; hidden ones only where asked for.
    pub(super) fn sheets(&mut self, hidden: bool) -> Result<Vec<String>, ScreenError> {
        Ok(match self {
            Self::Xlsx(book, _) => book
                .sheets_metadata()
                .iter()
                .filter(|sheet| sheet.typ == SheetType::WorkSheet)
                .filter(|sheet| hidden || sheet.visible == SheetVisible::Visible)
                .map(|sheet| sheet.name.clone())
                .collect(),
            Self::Ods(archive) => ods::sheets(archive)?,
            Self::Whole(sheets) => sheets
                .iter()
                .filter(|sheet| hidden || sheet.visible)
                .map(|sheet| sheet.name.clone())
                .collect(),
        })
    }

    /// The cells of a sheet; none if it has none, being a chart. Formulas without a value count
    /// below the last row of the header, where it is known.
    pub(super) fn cells(
        &mut self,
        sheet: &str,
        header: Option<u32>,
    ) -> Result<Option<Box<dyn SheetCells + '_>>, ScreenError> {
        Ok(Some(match self {
            Self::Xlsx(book, survey) => {
                let mut areas = Vec::new();
                if survey.merged {
                    areas = book.merge_cells_by_sheet_name(sheet).map_err(broken)?;
                }
                let mut formulas = Formulas::new();
                if let (true, Some(below)) = (survey.formulas, header) {
                    formulas = empty_formulas(book, sheet, below)?;
                }
                let reader = match book.worksheet_cells_reader(sheet) {
                    Ok(reader) => reader,
                    Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
                    Err(error) => return Err(broken(error)),
                };
                Box::new(XlsxCells::new(reader, formulas, areas))
            }
            Self::Ods(archive) => Box::new(OdsCells::new(archive, sheet)?),
            Self::Whole(sheets) => match sheets.iter().find(|known| known.name == sheet) {
                Some(Sheet { range, areas, percent, .. }) => {
                    Box::new(RangeCells::new(range, percent, areas.clone()))
                }
                None => return Ok(None),
            },
        }))
    }
}

/// All sheets of a book that is read as a whole.
fn whole<RS: Read + Seek, B: calamine::Reader<RS>>(
    book: &mut B,
    mut areas: impl FnMut(&mut B, &str) -> Vec<Dimensions>,
) -> Result<Vec<Sheet>, ScreenError>
where
    B::Error: std::fmt::Display,
{
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let mut read = Vec::new();
    for (name, visible) in sheets {
        let range = book.worksheet_range(&name).map_err(|error| not_whole(&error))?;
        let areas = areas(book, &name);
        read.push(Sheet { name, visible, range, areas, percent: percent::Cells::new() });
    }
    Ok(read)
}

/// The formula cells below a row whose value was never computed.
fn empty_formulas<RS: Read + Seek>(
    book: &mut Xlsx<RS>,
    sheet: &str,
    below: u32,
) -> Result<Formulas, ScreenError> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut found = HashSet::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let empty = matches!(record.value, DataRef::Empty);
        if empty && record.formula.is_some() && record.pos.0 > below {
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
