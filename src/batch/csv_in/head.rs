//! The header of CSV, below titles if there are any, and what separates the cells.

use std::io::Read;

use super::row::{Cells, without_end};
use crate::batch::chunk::{Chunk, Chunks, Scan};
use crate::batch::columns::{self, Header, TITLE_ROWS, Top};
use crate::batch::{Job, ScreenError};
use crate::text;

/// What separates cells, as spreadsheet programs save them; the comma is the last of those that
/// say the same.
const SEPARATORS: [u8; 4] = [b'|', b';', b'\t', b','];

/// The first rows of an input that hold something.
struct Rows {
    /// The position of each among all rows.
    at: Vec<usize>,
    cells: Vec<Vec<String>>,
}

/// Reads the header, and leaves what is below it.
pub(in crate::batch) fn read_header<R: Read>(
    job: &Job<'_>,
    chunks: &mut Chunks<R>,
) -> Result<Header, ScreenError> {
    let bytes = chunks.peek().map_err(ScreenError::Read)?;
    let found = |separator: u8| {
        let rows = top_rows(bytes, separator);
        let top = columns::find(job.policy, job.options, &rows.cells);
        (separator, rows, top)
    };
    let all: Vec<(u8, Rows, Option<Top>)> = SEPARATORS.into_iter().map(found).collect();
    let best = all.into_iter().max_by_key(|(_, _, top)| top.as_ref().map_or(0, |top| top.known));
    let Some((separator, rows, top)) = best else { return Err(empty()) };
    let Some(first) = rows.cells.first() else {
        return Err(match bytes.is_empty() {
            true => empty(),
            false => ScreenError::Input(text!("表头超过 1 MiB", "the header is over 1 MiB")),
        });
    };
    // Where nothing is known, what is wrong with the first row says most.
    let top = top.unwrap_or_else(|| Top::of_row(first.clone()));
    let last = rows.at.get(top.last).copied().unwrap_or(0);
    let header = columns::read(job.policy, job.options, top);
    chunks.separate_by(separator);
    let mut passed = Chunk::default();
    for _ in 0..=last {
        chunks.next_records(&mut passed, 1).map_err(ScreenError::Read)?;
    }
    header.map(|header| Header { separator, ..header })
}

fn top_rows(bytes: &[u8], separator: u8) -> Rows {
    let mut rows = Rows { at: Vec::new(), cells: Vec::new() };
    let mut scan = Scan::new(Some(separator));
    let (mut start, mut at) = (0, 0);
    while rows.cells.len() < TITLE_ROWS && start < bytes.len() {
        let end = scan.record_end(bytes, true).unwrap_or(bytes.len());
        let row = without_end(&bytes[start..end]);
        start = end;
        let mut cells = Cells::default();
        cells.split(row, separator);
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let texts: Vec<String> = texts.collect();
        if texts.iter().any(|text| !text.is_empty()) {
            rows.at.push(at);
            rows.cells.push(texts);
        }
        at += 1;
    }
    rows
}

fn empty() -> ScreenError {
    ScreenError::Input(text!("文件是空的，没有表头", "the file is empty, there is no header"))
}
