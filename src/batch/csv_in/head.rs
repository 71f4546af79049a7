//! The header of CSV, below titles if there are any, and what separates the cells.

use std::io::{Cursor, Read};
use std::sync::Arc;

use super::records::Records;
use crate::batch::columns::{self, Certainty, Header, LOOKED_AT, Proposal, TITLE_ROWS, Top};
use crate::batch::error::{LINE_LIMIT, ScreenError};
use crate::batch::job::Job;
use crate::batch::rows::Rows;
use crate::text;

/// What separates cells, as spreadsheet programs save them; the comma is the last of those that
/// say the same.
const SEPARATORS: [u8; 4] = [b'|', b';', b'\t', b','];

/// Reads the header, and hands on what is below it.
pub(in crate::batch) fn open<R: Read>(
    job: &Job<'_>,
    mut input: R,
) -> Result<(Header, Records<impl Read>), ScreenError> {
    let mut head = Vec::new();
    input.by_ref().take(LINE_LIMIT as u64).read_to_end(&mut head).map_err(ScreenError::Read)?;
    let (separator, top) = find(job, &head, Certainty::Known)?;
    let mut records =
        Records::new(Cursor::new(head).chain(input), separator, Arc::clone(&job.options.stop));
    let last = top.last;
    let header = columns::read(job.policy, job.options, top)?;
    first_rows(&mut records, last + 1)?;
    Ok((header, records))
}

/// Proposes a mapping file.
pub(in crate::batch) fn propose(job: &Job<'_>, input: impl Read) -> Result<Proposal, ScreenError> {
    let mut head = Vec::new();
    input.take(LINE_LIMIT as u64).read_to_end(&mut head).map_err(ScreenError::Read)?;
    let (separator, top) = find(job, &head, Certainty::Like)?;
    let rows = top_rows(job, &head, separator, top.last + 1 + LOOKED_AT)?;
    let below = rows.get(top.last + 1..).unwrap_or_default();
    Ok(Proposal::new(job.policy, job.options.lang, &top, below))
}

/// The separator of the cells, and the header among the first rows.
fn find(job: &Job<'_>, head: &[u8], certainty: Certainty) -> Result<(u8, Top), ScreenError> {
    let mut best: Option<(u8, Vec<Vec<String>>, Option<Top>)> = None;
    for separator in SEPARATORS {
        let rows = top_rows(job, head, separator, TITLE_ROWS)?;
        let top = columns::find(job.policy, job.options, &rows, certainty);
        let known = |top: &Option<Top>| top.as_ref().map_or(0, |top| top.known);
        if best.as_ref().is_none_or(|(.., best)| known(&top) >= known(best)) {
            best = Some((separator, rows, top));
        }
    }
    let Some((separator, rows, top)) = best else { return Err(empty()) };
    // Where nothing is known, what is wrong with the first row says most.
    match (top, rows.into_iter().next()) {
        (Some(top), _) => Ok((separator, top)),
        (None, Some(first)) => Ok((separator, Top::of_row(first))),
        (None, None) => Err(empty()),
    }
}

/// Reads so many rows that hold something.
fn first_rows<R: Read>(records: &mut Records<R>, count: usize) -> Result<Rows, ScreenError> {
    let mut rows = Rows::default();
    while rows.len() < count && records.read_row(&mut rows).map_err(ScreenError::Read)? {}
    Ok(rows)
}

fn top_rows(
    job: &Job<'_>,
    head: &[u8],
    separator: u8,
    count: usize,
) -> Result<Vec<Vec<String>>, ScreenError> {
    let mut records = Records::new(head, separator, Arc::clone(&job.options.stop));
    let rows = first_rows(&mut records, count)?;
    let texts = |cell: &[u8]| String::from_utf8_lossy(cell).trim().to_owned();
    Ok(rows.iter().map(|cells| cells.iter().map(texts).collect()).collect())
}

fn empty() -> ScreenError {
    ScreenError::Input(text!("文件是空的，没有表头", "the file is empty, there is no header"))
}
