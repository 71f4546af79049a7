//! Workbooks in: the rows of a sheet handed on as rows of CSV, each cell as a person sees it.
//! Money never goes through the arithmetic of floats: a number is written with the fifteen digits
//! that Excel shows, and read as a decimal.

mod book;
mod cells;
mod fault;
mod guard;
mod items;
mod number;
mod ods;
mod rows;

use std::io::{Read, Seek};

use super::columns::{self, Header, TITLE_ROWS, Top};
use super::noticed::Noticed;
use super::{Job, ScreenError, ahead};
use crate::diagnostic::found;
use crate::text;
use crate::text::Text;
use book::Book;
use cells::SheetCells;
use fault::not_whole;
pub(super) use items::sheet_name;
use rows::{Rows, cell_text};

/// Sheets named in a message.
const SHEETS: usize = 20;
/// Characters of a name in a header.
const NAME: usize = 500;

/// Which sheets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets<'n> {
    /// The first with a header.
    First,
    /// The one of this name.
    Named(&'n str),
    /// All with the header of the first.
    All,
}

/// A sheet whose header was found.
struct Found {
    name: String,
    /// The last row of the header.
    last: u32,
    top: Top,
}

/// A workbook whose sheets and header are found.
pub struct Workbook<'i, R: Read + Seek> {
    book: Book<'i, R>,
    /// The sheets that are read, with the last rows of their headers.
    sheets: Vec<(String, u32)>,
    header: Header,
}

impl<'i, R: Read + Seek + Send> Workbook<'i, R> {
    /// Opens a workbook and finds the sheets.
    ///
    /// # Errors
    /// [`ScreenError::Input`] when it is no workbook or has no such sheet.
    pub fn open(job: &Job<'_>, input: &'i mut R, wanted: Sheets<'_>) -> Result<Self, ScreenError> {
        let mut book = Book::open(job, input)?;
        let names = book.sheets(matches!(wanted, Sheets::Named(_)))?;
        let list =
            || names.iter().take(SHEETS).map(|name| found(name)).collect::<Vec<_>>().join("、");
        let candidates: Vec<&String> = match wanted {
            Sheets::First | Sheets::All => names.iter().collect(),
            Sheets::Named(name) => names.iter().filter(|known| *known == name).collect(),
        };
        if let (Sheets::Named(name), true) = (wanted, candidates.is_empty()) {
            let (name, list) = (found(name), list());
            return Err(ScreenError::Input(text!(
                "没有名为“{name}”的工作表；有：{list}",
                "there is no sheet \"{name}\"; there are: {list}"
            )));
        }
        let mut tops = Vec::new();
        let mut named_only = None;
        for name in candidates.into_iter().filter(|name| !items::is_items(job.policy, name)) {
            let Some(sheet) = find(job, &mut book, name)? else { continue };
            if sheet.top.facts > 0 {
                tops.push(sheet);
            } else if sheet.top.known > 1 {
                named_only = named_only.or(Some(sheet));
            }
        }
        // A list without a fact: what to do about it is told with its header.
        let mut tops = if tops.is_empty() { named_only.into_iter().collect() } else { tops };
        if tops.is_empty() {
            let list = list();
            return Err(ScreenError::Input(text!(
                "没有一张工作表的前 {TITLE_ROWS} 行里有表头（事实的名称或 id）；工作表：{list}",
                "no sheet has a header (names or ids of facts) in its first {TITLE_ROWS} rows; sheets: {list}"
            )));
        }
        let first = tops.remove(0);
        let same = |sheet: &Found| sheet.top.names == first.top.names;
        let (others, unlike): (Vec<Found>, Vec<Found>) = tops.into_iter().partition(same);
        let mut sheets = vec![(first.name.clone(), first.last)];
        let unread = match wanted {
            Sheets::All => {
                sheets.extend(others.into_iter().map(|sheet| (sheet.name, sheet.last)));
                unlike
            }
            Sheets::First | Sheets::Named(_) => others.into_iter().chain(unlike).collect(),
        };
        let unread = unread
            .iter()
            .filter(|sheet| sheet.top.names.iter().any(|name| columns::is_naming(name)));
        let remark = others_unread(&first.name, unread.map(|sheet| sheet.name.as_str()));
        let mut header = columns::read(job.policy, job.options, first.top)?;
        header.sheet = Some(first.name);
        header.remarks.extend(remark);
        header.items = items::read(job, &mut book, &names)?;
        if sheets.len() > 1 {
            header.name_sheets(job.options);
        }
        Ok(Self { book, sheets, header })
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
    ) -> Result<(super::Tally, Option<super::Summary>), ScreenError> {
        let Self { mut book, sheets, header } = self;
        let first = header.clone();
        let mut run = super::work::Run::new(job, header, output, &mut tell)?;
        for (name, last) in sheets {
            run.enter_sheet(&name);
            let rows = sheet_rows(job, &mut book, &first, &name, last)?;
            run.rows(rows.expected());
            let ahead = ahead::look(job, &first, rows, job.options.dropped.clone())?;
            run.take(ahead)?;
        }
        run.finish()
    }

    /// Who stands in each row.
    ///
    /// # Errors
    /// As [`super::run`].
    pub(super) fn note(self, job: &Job<'_>) -> Result<Noticed, ScreenError> {
        let Self { mut book, sheets, header } = self;
        let mut all = Noticed::default();
        for (name, last) in sheets {
            let mut rows = sheet_rows(job, &mut book, &header, &name, last)?;
            ahead::note(job, &header, &mut rows, &mut all)?;
        }
        Ok(all)
    }
}

fn sheet_rows<'b, R: Read + Seek + Send>(
    job: &Job<'_>,
    book: &'b mut Book<'_, R>,
    header: &Header,
    sheet: &str,
    last: u32,
) -> Result<Rows<'b>, ScreenError> {
    let cells = book.cells(sheet, Some(last))?.ok_or_else(|| not_whole(&sheet))?;
    Ok(Rows::new(cells, header, (sheet, last), job.options.stop.clone()))
}

/// Finds the header of a sheet among its first rows that hold something.
fn find<R: Read + Seek + Send>(
    job: &Job<'_>,
    book: &mut Book<'_, R>,
    sheet: &str,
) -> Result<Option<Found>, ScreenError> {
    // A sheet of charts has no cells.
    let Some(mut cells) = book.cells(sheet, None)? else { return Ok(None) };
    let (at, rows) = first_rows(&mut *cells)?;
    drop(cells);
    let top = columns::find(job.policy, job.options, &rows);
    Ok(top.and_then(|top| {
        let last = at.get(top.last).copied()?;
        Some(Found { name: sheet.to_owned(), last, top })
    }))
}

fn first_rows(cells: &mut dyn SheetCells) -> Result<(Vec<u32>, Vec<Vec<String>>), ScreenError> {
    let (mut at, mut rows): (Vec<u32>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    while let Some((row, column, value)) = cells.next()? {
        let Some(text) = cell_text(&value) else { continue };
        // A name broken over lines is still one.
        let text: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).take(NAME).collect();
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if at.last() != Some(&row) {
            // One more than the header may be in: it may go on below the last.
            if at.len() > TITLE_ROWS {
                break;
            }
            at.push(row);
            rows.push(Vec::new());
        }
        let column = column as usize;
        if let Some(names) = rows.last_mut().filter(|_| column < 16_384) {
            if names.len() <= column {
                names.resize(column + 1, String::new());
            }
            text.clone_into(&mut names[column]);
        }
    }
    Ok((at, rows))
}

/// Says which sheets were not read although they look like lists.
fn others_unread<'n>(read: &str, others: impl Iterator<Item = &'n str>) -> Option<Text> {
    let others: Vec<String> = others.take(SHEETS).map(found).collect();
    if others.is_empty() {
        return None;
    }
    let (read, zh, en) = (found(read), others.join("”、“"), others.join("\", \""));
    Some(text!(
        "只读工作表“{read}”；“{zh}”也有表头，要读它请用 --sheet，表头相同的全都读用 --sheet all",
        "only the sheet \"{read}\" is read; \"{en}\" has a header, too: --sheet reads it, --sheet all reads all that have the same header"
    ))
}
