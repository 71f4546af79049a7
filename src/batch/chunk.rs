//! The input cut into pieces of whole records: lines, or rows whose quoted cells may hold line
//! feeds. Nothing longer than a record's limit is ever held.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::{memchr, memchr_iter, memchr3};

use super::{LINE_LIMIT, ScreenError};
use crate::text::Text;

/// Where pieces come from.
pub(super) trait Supply {
    /// The next piece of whole records; false at the end.
    fn next(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError>;
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

impl<R: Read> Supply for Chunks<R> {
    fn next(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError> {
        self.next_records(chunk, self.records).map_err(ScreenError::Read)
    }
}

/// Bytes of a piece, unless a record is longer.
const SIZE: usize = 256 << 10;
/// Records of a piece at most: short lines in make long lines out.
const RECORDS: usize = 256;

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A piece of the input.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Whole records with their ends; the last of the input may lack it.
    pub bytes: Vec<u8>,
    /// The number of the first line.
    pub line: u64,
    /// The record here was over the limit and passed over; `bytes` is empty.
    pub too_long: bool,
    /// Of a workbook: the number of each row.
    pub rows: Vec<u32>,
    /// Of a workbook: copied cells that are no text, by row and column, in order.
    pub kinds: Vec<(u32, usize, Kind)>,
    /// Rows that are left out: the enterprise comes again.
    pub dropped: Vec<u64>,
    /// Of a workbook: cells that hold no value, by row and column, with what is wrong.
    pub faults: Vec<(u32, usize, Text)>,
}

impl Chunk {
    /// Whether a cell of a row is known to hold no value.
    pub(super) fn is_faulty(&self, line: u64) -> bool {
        self.faults.iter().any(|(row, ..)| u64::from(*row) == line)
    }
}

/// Cuts the input.
pub(super) struct Chunks<R> {
    input: R,
    stop: Arc<AtomicBool>,
    separator: Option<u8>,
    size: usize,
    records: usize,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    line: u64,
    new: bool,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    /// `separator`: that of cells, which may be quoted and hold line feeds; none for lines.
    pub(super) fn new(input: R, separator: Option<u8>, stop: Arc<AtomicBool>) -> Self {
        Self {
            input,
            stop,
            separator,
            size: SIZE,
            records: RECORDS,
            buffer: vec![0; 2 * SIZE],
            start: 0,
            filled: 0,
            line: 1,
            new: true,
            ended: false,
        }
    }

    /// From now on cells are separated by this.
    pub(super) fn separate_by(&mut self, separator: u8) {
        self.separator = Some(separator);
    }

    /// Cuts smaller pieces.
    #[cfg(test)]
    pub(super) fn with_limits(mut self, size: usize, records: usize) -> Self {
        (self.size, self.records) = (size.max(1), records.max(1));
        self
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        while self.new && self.filled < BOM.len() && !self.ended {
            self.fill()?;
        }
        if self.new && self.buffer[..self.filled].starts_with(BOM) {
            self.start = BOM.len();
        }
        self.new = false;
        Ok(())
    }

    /// What comes next, as much as a header takes, without taking it.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        self.skip_mark()?;
        while self.filled - self.start < SIZE && !self.ended {
            self.fill()?;
        }
        Ok(&self.buffer[self.start..self.filled])
    }

    /// The next piece of at most so many records.
    pub(super) fn next_records(&mut self, chunk: &mut Chunk, most: usize) -> io::Result<bool> {
        chunk.bytes.clear();
        chunk.dropped.clear();
        chunk.too_long = false;
        self.skip_mark()?;
        let mut scan = Scan::new(self.separator);
        let (mut end, mut found) = (0, 0);
        loop {
            let held = &self.buffer[self.start..self.filled];
            while found < most && end < self.size {
                match scan.record_end(held, self.ended) {
                    Some(at) => (end, found) = (at, found + 1),
                    None => break,
                }
            }
            if found == most || (found > 0 && (held.len() >= self.size || self.ended)) {
                break;
            }
            if self.ended {
                if held.is_empty() || self.stop.load(Ordering::Relaxed) {
                    return Ok(false);
                }
                end = held.len();
                break;
            }
            if found == 0 && held.len() > LINE_LIMIT + 2 {
                return self.pass_over(scan, chunk).map(|()| true);
            }
            self.fill()?;
        }
        let piece = &self.buffer[self.start..self.start + end];
        chunk.line = self.line;
        self.line += lines(piece);
        // A long record once met must not cost its memory for ever.
        chunk.bytes.shrink_to(2 * SIZE);
        chunk.bytes.extend_from_slice(piece);
        self.start += end;
        Ok(true)
    }

    /// Drops a record that is over the limit.
    fn pass_over(&mut self, mut scan: Scan, chunk: &mut Chunk) -> io::Result<()> {
        chunk.line = self.line;
        chunk.too_long = true;
        loop {
            let held = &self.buffer[self.start..self.filled];
            let end = scan.record_end(held, self.ended);
            // What decides about the bytes to come is kept.
            let drop =
                end.unwrap_or(if self.ended { held.len() } else { scan.at.saturating_sub(1) });
            self.line += lines(&held[..drop]);
            self.start += drop;
            scan.at = scan.at.saturating_sub(drop);
            if end.is_some() || self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            self.ended = true;
            return Ok(());
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
        }
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() + SIZE, 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

/// How many lines end in some bytes: by line feed, or by carriage return alone.
pub(super) fn lines(bytes: &[u8]) -> u64 {
    let feeds = memchr_iter(b'\n', bytes).count();
    let returns = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    (feeds + returns.count()) as u64
}

/// Finds the ends of records in bytes that begin with one.
pub(super) struct Scan {
    separator: Option<u8>,
    /// How far it has looked.
    pub at: usize,
    quoted: bool,
    /// Nothing was seen of the record under way.
    fresh: bool,
}

impl Scan {
    /// See [`Chunks::new`].
    pub(super) fn new(separator: Option<u8>) -> Self {
        Self { separator, at: 0, quoted: false, fresh: true }
    }

    /// The position after the next record that ends in the bytes; `ended`: no more will come.
    pub(super) fn record_end(&mut self, bytes: &[u8], ended: bool) -> Option<usize> {
        let Some(separator) = self.separator else {
            let Some(found) = memchr(b'\n', bytes.get(self.at..)?) else {
                self.at = bytes.len();
                return None;
            };
            self.at += found + 1;
            return Some(self.at);
        };
        loop {
            let rest = bytes.get(self.at..)?;
            if self.quoted {
                let Some(found) = memchr(b'"', rest) else {
                    self.at = bytes.len();
                    return None;
                };
                match rest.get(found + 1) {
                    Some(b'"') => self.at += found + 2,
                    None if !ended => {
                        self.at += found;
                        return None;
                    }
                    _ => {
                        self.at += found + 1;
                        self.quoted = false;
                    }
                }
                continue;
            }
            let Some(found) = memchr3(b'"', b'\n', b'\r', rest) else {
                self.fresh &= rest.is_empty();
                self.at = bytes.len();
                return None;
            };
            let here = self.at + found;
            let opens = (self.fresh && found == 0)
                || here.checked_sub(1).is_some_and(|before| bytes[before] == separator);
            match (rest[found], rest.get(found + 1)) {
                (b'"', _) => {
                    self.quoted = opens;
                    self.at = here + 1;
                    self.fresh = false;
                }
                (b'\r', None) if !ended => {
                    self.fresh &= found == 0;
                    self.at = here;
                    return None;
                }
                (b'\r', Some(b'\n')) => {
                    self.at = here + 2;
                    self.fresh = true;
                    return Some(self.at);
                }
                _ => {
                    self.at = here + 1;
                    self.fresh = true;
                    return Some(self.at);
                }
            }
        }
    }
}
