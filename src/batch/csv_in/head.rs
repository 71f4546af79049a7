//! The header of CSV, below titles if there are any, and what separates the cells.

use std::io::Read;

use super::row::{Cells, without_end};
use crate::batch::chunk::{Chunk, Chunks};
use crate::batch::columns::{self, Header};
use crate::batch::{Job, ScreenError};
use crate::text;

/// Rows among which the header is looked for.
const TITLE_ROWS: usize = 20;
/// What separates cells, as spreadsheet programs save them.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// Reads the header: the first row that is not empty, or below titles the first with two names of
/// columns that are known.
pub(in crate::batch) fn read_header<R: Read>(
    job: &Job<'_>,
    chunks: &mut Chunks<R>,
) -> Result<Header, ScreenError> {
    let mut chunk = Chunk::default();
    let mut first = None;
    let mut rows = 0;
    while rows < TITLE_ROWS && chunks.next_records(&mut chunk, 1).map_err(ScreenError::Read)? {
        if chunk.too_long {
            return Err(ScreenError::Input(text!("表头超过 1 MiB", "the header is over 1 MiB")));
        }
        let row = without_end(&chunk.bytes);
        if row.is_empty() {
            continue;
        }
        rows += 1;
        let known = |separator: &u8| {
            let mut cells = Cells::default();
            cells.split(row, *separator);
            let known = columns::known_among(job.policy, job.options, cells.texts().flatten());
            (known, *separator, cells)
        };
        // The comma is the last of those that say the same.
        let best = SEPARATORS.iter().rev().map(known).max_by_key(|(known, ..)| *known);
        let Some((known, separator, cells)) = best else { break };
        let is_first = first.is_none();
        if known > 1 || (is_first && known > 0) {
            chunks.separate_by(separator);
            let mut header = columns::read(job.policy, job.options, cells.iter())?;
            header.separator = separator;
            return Ok(header);
        }
        if is_first {
            first = Some(cells);
        }
    }
    Err(match first {
        // What is wrong with it says more than that nothing was found.
        Some(cells) => match columns::read(job.policy, job.options, cells.iter()) {
            Err(error) => error,
            Ok(_) => ScreenError::Input(text!(
                "前 {TITLE_ROWS} 行里没有表头（事实的名称或 id）",
                "no header (names or ids of facts) in the first {TITLE_ROWS} rows"
            )),
        },
        None => ScreenError::Input(text!(
            "文件是空的，没有表头",
            "the file is empty, there is no header"
        )),
    })
}
