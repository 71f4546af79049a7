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
mod percent;
mod rows;

use std::io::{Read, Seek};

use super::ahead::Settled;
use super::columns::{self, Certainty, Header, LOOKED_AT, Proposal, TITLE_ROWS, Top};
use super::noticed::Noticed;
use super::{Job, ScreenError, ahead};
use crate::diagnostic::found;
use crate::text;
use crate::text::Text;
use book::Book;
use cells::SheetCells;
use fault::not_whole;
pub(super) use items::sheet_name;
use rows::{SheetRows, cell_text};

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

impl Sheets<'_> {
    /// The names of those that may be read.
    fn among<R: Read + Seek + Send>(
        self,
        book: &mut Book<'_, R>,
    ) -> Result<Vec<String>, ScreenError> {
        let Self::Named(name) = self else { return book.sheets(false) };
        let names = book.sheets(true)?;
        if names.iter().any(|known| known == name) {
            return Ok(vec![name.to_owned()]);
        }
        let (name, list) = (found(name), listed(&names));
        Err(ScreenError::Input(text!(
            "没有名为“{name}”的工作表；有：{list}",
            "there is no sheet \"{name}\"; there are: {list}"
        )))
    }
}

fn listed(names: &[String]) -> String {
    names.iter().take(SHEETS).map(|name| found(name)).collect::<Vec<_>>().join("、")
}

fn no_header<R: Read + Seek + Send>(book: &mut Book<'_, R>) -> ScreenError {
    let list = book.sheets(false).map(|names| listed(&names)).unwrap_or_default();
    ScreenError::Input(text!(
        "没有一张工作表的前 {TITLE_ROWS} 行里有表头（事实的名称或 id）；列名不一样的表，先用 --write-map 列.toml 写出对应，再用 --map 读；工作表：{list}",
        "no sheet has a header (names or ids of facts) in its first {TITLE_ROWS} rows; for a sheet with other names let --write-map FILE write what they are, and read it with --map; sheets: {list}"
    ))
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
        let candidates = wanted.among(&mut book)?;
        let sheets_there = book.sheets(false)?;
        let mut tops = Vec::new();
        let mut named_only = None;
        for name in candidates.iter().filter(|name| !items::is_items(job.policy, name)) {
            let Some(sheet) = find(job, &mut book, name, Certainty::Known)? else { continue };
            if sheet.top.facts > 0 {
                tops.push(sheet);
            } else if sheet.top.known > 1 {
                named_only = named_only.or(Some(sheet));
            }
        }
        // A list without a fact: what to do about it is told with its header.
        let mut tops = if tops.is_empty() { named_only.into_iter().collect() } else { tops };
        if tops.is_empty() {
            return Err(no_header(&mut book));
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
        header.items = items::read(job, &mut book, &sheets_there)?;
        if sheets.len() > 1 {
            header.name_sheets(job.options.lang, !job.options.ignore_unknown);
        }
        Ok(Self { book, sheets, header })
    }

    /// Proposes a mapping file for the sheet whose header is most like one.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn propose(
        job: &Job<'_>,
        input: &'i mut R,
        wanted: Sheets<'_>,
    ) -> Result<Proposal, ScreenError> {
        let mut book = Book::open(job, input)?;
        let mut best: Option<Found> = None;
        for name in wanted.among(&mut book)? {
            let Some(sheet) = find(job, &mut book, &name, Certainty::Like)? else { continue };
            let known = |sheet: &Found| (sheet.top.facts, sheet.top.known);
            if best.as_ref().is_none_or(|best| known(&sheet) > known(best)) {
                best = Some(sheet);
            }
        }
        let Some(Found { name, last, top }) = best else { return Err(no_header(&mut book)) };
        let cells = book.cells(&name, Some(last))?;
        let mut cells = cells.ok_or_else(|| not_whole(&name))?;
        let (at, rows) = first_rows(&mut *cells, TITLE_ROWS + LOOKED_AT)?;
        let below = at.iter().take_while(|row| **row <= last).count();
        let below = rows.get(below..).unwrap_or_default();
        Ok(Proposal::new(job.policy, job.options.lang, &top, below))
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
        let mut settled = Settled::new(job.options);
        for (sheet, (name, last)) in (0u64..).zip(sheets) {
            run.enter_sheet(&name);
            let rows = sheet_rows(job, &mut book, &first, &name, last)?;
            run.rows(rows.expected());
            let ahead = ahead::look(job, &first, rows, (sheet, &mut settled))?;
            run.take(ahead)?;
        }
        run.finish()
    }

    /// Who stands in each row, and the sheets that were read.
    ///
    /// # Errors
    /// As [`super::run`].
    pub(super) fn note(self, job: &Job<'_>) -> Result<(Noticed, Vec<String>), ScreenError> {
        let Self { mut book, sheets, header } = self;
        let mut all = Noticed::default();
        for (sheet, (name, last)) in (0u64..).zip(&sheets) {
            let mut rows = sheet_rows(job, &mut book, &header, name, *last)?;
            ahead::note(job, &header, (sheet, &mut rows), &mut all)?;
        }
        Ok((all, sheets.into_iter().map(|(name, _)| name).collect()))
    }
}

fn sheet_rows<'b, R: Read + Seek + Send>(
    job: &Job<'_>,
    book: &'b mut Book<'_, R>,
    header: &Header,
    sheet: &str,
    last: u32,
) -> Result<SheetRows<'b>, ScreenError> {
    let cells = book.cells(sheet, Some(last))?.ok_or_else(|| not_whole(&sheet))?;
    Ok(SheetRows::new(cells, header, (sheet, last), job.options.stop.clone()))
}

/// Finds the header of a sheet among its first rows that hold something.
fn find<R: Read + Seek + Send>(
    job: &Job<'_>,
    book: &mut Book<'_, R>,
    sheet: &str,
    certainty: Certainty,
) -> Result<Option<Found>, ScreenError> {
    // A sheet of charts has no cells.
    let Some(mut cells) = book.cells(sheet, None)? else { return Ok(None) };
    // One more than the header may be in: it may go on below the last.
    let (at, rows) = first_rows(&mut *cells, TITLE_ROWS + 1)?;
    drop(cells);
    let top = columns::find(job.policy, job.options, &rows, certainty);
    Ok(top.and_then(|top| {
        let last = at.get(top.last).copied()?;
        Some(Found { name: sheet.to_owned(), last, top })
    }))
}

/// So many rows that hold something, and where they stand.
fn first_rows(
    cells: &mut dyn SheetCells,
    most: usize,
) -> Result<(Vec<u32>, Vec<Vec<String>>), ScreenError> {
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
            if at.len() == most {
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
