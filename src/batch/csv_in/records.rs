//! The rows of CSV, cut by the parser of the `csv` crate. It is given the input piece by piece:
//! nothing longer than a row's limit is ever held.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::memchr2_iter;

use crate::batch::error::ScreenError;
use crate::batch::lines::Source;
use crate::batch::rows::{Flaw, Rows, Supply};

/// Bytes and cells that the parser hands over at a time.
const BYTES: usize = 16 << 10;
const CELLS: usize = 512;

/// The rows of an input; those that hold nothing are skipped.
pub(in crate::batch) struct Records<R> {
    pub source: Source<R>,
    parser: Reader,
    bytes: Box<[u8; BYTES]>,
    ends: Box<[usize; CELLS]>,
    /// Line ends that were passed.
    lines: LineEnds,
}

impl<R: Read> Records<R> {
    pub(in crate::batch) fn new(input: R, separator: u8, stop: Arc<AtomicBool>) -> Self {
        Self {
            source: Source::new(input, stop),
            parser: ReaderBuilder::new().delimiter(separator).build(),
            bytes: Box::new([0; BYTES]),
            ends: Box::new([0; CELLS]),
            lines: LineEnds::default(),
        }
    }

    /// Reads a row; false at the end.
    pub(super) fn read_row(&mut self, rows: &mut Rows) -> io::Result<bool> {
        let (mut line, mut short, mut open) = (None, true, false);
        loop {
            let held = self.source.held()?;
            let ended = held.is_empty();
            // A line end at the end ends every row but one that is within quotes.
            let closing = ended && line.is_some() && !open;
            let held = if closing { b"\n" } else { held };
            let (result, read, written, cells) =
                self.parser.read_record(held, &mut self.bytes[..], &mut self.ends[..]);
            let taken = &held[..read];
            if line.is_none() {
                let blank = taken.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.lines.pass(&taken[..blank]);
                line = (read > blank).then_some(self.lines.count + 1);
                self.lines.pass(&taken[blank..]);
            } else {
                self.lines.pass(taken);
            }
            if !ended {
                rows.taken += read as u64;
                self.source.consume(read);
            }
            open |= closing && result == ReadRecordResult::InputEmpty;
            let written = if closing { 0 } else { written };
            short = short && rows.push(&self.bytes[..written], &self.ends[..cells]);
            match result {
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
            }
        }
        let flaw = match (short, open) {
            (false, _) => Some(Flaw::TooLong),
            (true, true) => Some(Flaw::Open),
            (true, false) => None,
        };
        match self.source.is_stopped() {
            true => rows.discard(),
            false => rows.end_row(line.unwrap_or(1), flaw),
        }
        Ok(true)
    }
}

impl<R: Read> Supply for Records<R> {
    fn next(&mut self, rows: &mut Rows) -> Result<bool, ScreenError> {
        rows.clear();
        while !rows.is_full(self.source.limits) && !self.source.is_stopped() {
            if !self.read_row(rows).map_err(ScreenError::Read)? {
                return Ok(!rows.is_empty());
            }
        }
        Ok(!rows.is_empty())
    }
}

/// Line ends: a line feed, a carriage return, or one with the other.
#[derive(Default)]
struct LineEnds {
    count: u64,
    after_return: bool,
}

impl LineEnds {
    fn pass(&mut self, bytes: &[u8]) {
        let Some(last) = bytes.last() else { return };
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let before = at.checked_sub(1).map_or(self.after_return, |at| bytes[at] == b'\r');
            self.count += u64::from(!(bytes[at] == b'\n' && before));
        }
        self.after_return = *last == b'\r';
    }
}
