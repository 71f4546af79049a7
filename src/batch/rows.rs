//! Rows of the input on their way to the workers, each cut into its cells. A line of JSON is a row
//! of one cell.

use super::error::{LINE_LIMIT, ScreenError};
use crate::text::Text;

/// Bytes of a piece, unless a row is longer.
const SIZE: usize = 256 << 10;
/// Rows of a piece at most: short lines in make long lines out.
const ROWS: usize = 256;

/// Where rows come from.
pub(super) trait Supply {
    /// Replaces what is there with the next rows; false at the end.
    fn next(&mut self, rows: &mut Rows) -> Result<bool, ScreenError>;
}

/// When a piece is full.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub bytes: usize,
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: SIZE, rows: ROWS }
    }
}

/// What a cell of a workbook is, beside text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number,
    /// A percentage: its text is the number of percent and the sign.
    Percent,
    /// A day, as 2015-03-04.
    Date,
}

/// What is wrong with a row as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It is over the limit; its cells are not kept.
    TooLong,
    /// A quoted cell is not closed: the row is cut short.
    Open,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// The number of its line, or of its row in a sheet.
    line: u64,
    /// The ends of its bytes and of its cells among those of all rows.
    bytes: usize,
    cells: usize,
    flaw: Option<Flaw>,
}

/// Some rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    /// Where each cell ends, counted from the first byte of its row.
    ends: Vec<usize>,
    rows: Vec<Row>,
    /// Those that do not count, by position, in order.
    dropped: Vec<usize>,
    /// Of a workbook: cells that are no text, by line and column, in order.
    pub kinds: Vec<(u64, usize, Kind)>,
    /// Of a workbook: cells that hold no value, by line and column, with what is wrong.
    pub faults: Vec<(u64, usize, Text)>,
    /// How many bytes of the input they were.
    pub taken: u64,
}

impl Rows {
    pub(super) fn clear(&mut self) {
        // A long row once met must not cost its memory for ever.
        self.bytes.shrink_to(2 * SIZE);
        self.bytes.clear();
        self.ends.clear();
        self.rows.clear();
        self.dropped.clear();
        self.kinds.clear();
        self.faults.clear();
        self.taken = 0;
    }

    pub(super) fn is_full(&self, limits: Limits) -> bool {
        self.rows.len() >= limits.rows || self.bytes.len() >= limits.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn first_line(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.line)
    }

    /// Where the row under way begins: its first byte and cell.
    fn begin(&self) -> (usize, usize) {
        self.rows.last().map_or((0, 0), |row| (row.bytes, row.cells))
    }

    /// Adds bytes to the row under way, and the ends of cells within it; false once the row is
    /// over the limit, of which nothing is kept.
    pub(super) fn push(&mut self, bytes: &[u8], ends: &[usize]) -> bool {
        let (first, cells) = self.begin();
        if self.bytes.len() - first + bytes.len() > LINE_LIMIT {
            self.bytes.truncate(first);
            self.ends.truncate(cells);
            return false;
        }
        self.bytes.extend_from_slice(bytes);
        self.ends.extend_from_slice(ends);
        true
    }

    /// Adds a whole cell to the row under way.
    #[cfg(feature = "sheets")]
    pub(super) fn push_cell(&mut self, cell: &[u8]) -> bool {
        let end = self.bytes.len() - self.begin().0 + cell.len();
        self.push(cell, &[end])
    }

    /// The bytes of the row under way.
    fn under_way(&self) -> &[u8] {
        &self.bytes[self.begin().0..]
    }

    /// Takes a mark off the beginning of the row under way.
    pub(super) fn strip(&mut self, mark: &[u8]) {
        if self.under_way().starts_with(mark) {
            let first = self.begin().0;
            self.bytes.drain(first..first + mark.len());
        }
    }

    /// Takes the row under way back.
    pub(super) fn discard(&mut self) {
        let (bytes, cells) = self.begin();
        self.bytes.truncate(bytes);
        self.ends.truncate(cells);
    }

    /// Ends the row under way; one that holds nothing is taken back.
    pub(super) fn end_row(&mut self, line: u64, flaw: Option<Flaw>) {
        if flaw.is_none() && self.under_way().trim_ascii().is_empty() {
            return self.discard();
        }
        self.rows.push(Row { line, bytes: self.bytes.len(), cells: self.ends.len(), flaw });
    }

    fn all(&self) -> impl Iterator<Item = Cells<'_>> {
        let begins = std::iter::once((0, 0)).chain(self.rows.iter().map(|it| (it.bytes, it.cells)));
        self.rows.iter().zip(begins).map(|(row, (bytes, cells))| Cells {
            line: row.line,
            flaw: row.flaw,
            bytes: &self.bytes[bytes..row.bytes],
            ends: &self.ends[cells..row.cells],
        })
    }

    /// The rows that count.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cells<'_>> {
        let mut dropped = self.dropped.iter().copied().peekable();
        self.all()
            .enumerate()
            .filter(move |(at, _)| dropped.next_if_eq(at).is_none())
            .map(|it| it.1)
    }

    /// Rows that do not satisfy this count no longer.
    pub(super) fn retain(&mut self, mut counts: impl FnMut(&Cells<'_>, &Self) -> bool) {
        let dropped = self.all().enumerate().filter(|(_, cells)| !counts(cells, self));
        self.dropped = dropped.map(|(at, _)| at).collect();
    }

    /// Whether a cell of a row is known to hold no value.
    pub(super) fn is_faulty(&self, line: u64) -> bool {
        self.faults.iter().any(|(row, ..)| *row == line)
    }

    /// What a cell is, beside text.
    pub(super) fn kind(&self, line: u64, column: usize) -> Option<Kind> {
        let found = self.kinds.binary_search_by_key(&(line, column), |kind| (kind.0, kind.1));
        found.ok().and_then(|at| self.kinds.get(at)).map(|(.., kind)| *kind)
    }
}

/// The cells of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'r> {
    pub line: u64,
    pub flaw: Option<Flaw>,
    /// All of them on end.
    pub bytes: &'r [u8],
    ends: &'r [usize],
}

impl<'r> Cells<'r> {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'r [u8]> {
        (0..self.len()).filter_map(move |at| self.bytes.get(self.place(at)?))
    }

    fn place(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let start = at.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        Some(*start..*self.ends.get(at)?)
    }

    /// One cell, if there is one and it is UTF-8.
    pub(super) fn text(&self, at: usize) -> Option<&'r str> {
        std::str::from_utf8(self.bytes.get(self.place(at)?)?).ok()
    }

    /// The cells as text, none for one that is not UTF-8; the whole row is looked at once.
    pub(super) fn texts(self) -> impl Iterator<Item = Option<&'r str>> {
        let whole = std::str::from_utf8(self.bytes).ok();
        (0..self.len()).map(move |at| match whole {
            Some(whole) => whole.get(self.place(at)?),
            None => self.text(at),
        })
    }
}
