//! Lines in: whole ones, of which none is held that is over the limit.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memchr;

use super::error::ScreenError;
use super::rows::{Flaw, Limits, Rows, Supply};

/// Bytes read at a time.
pub(super) const BUFFER: usize = 256 << 10;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// An input read in large pieces until it is told to stop.
pub(super) struct Source<R> {
    input: BufReader<R>,
    stop: Arc<AtomicBool>,
    pub limits: Limits,
}

impl<R: Read> Source<R> {
    pub(super) fn new(input: R, stop: Arc<AtomicBool>) -> Self {
        let input = BufReader::with_capacity(BUFFER, input);
        Self { input, stop, limits: Limits::default() }
    }

    /// What comes next; nothing at the end.
    pub(super) fn held(&mut self) -> io::Result<&[u8]> {
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Ok(&[]);
            }
            match self.input.fill_buf() {
                Ok(_) => return Ok(self.input.buffer()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn consume(&mut self, bytes: usize) {
        self.input.consume(bytes);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The lines of an input; empty ones are skipped.
pub(super) struct Lines<R> {
    pub source: Source<R>,
    line: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R, stop: Arc<AtomicBool>) -> Self {
        Self { source: Source::new(input, stop), line: 0 }
    }

    /// Reads a line, with its mark if it is the first; false at the end.
    fn read_line(&mut self, rows: &mut Rows) -> io::Result<bool> {
        self.line += 1;
        let (mut any, mut short) = (false, true);
        let whole = loop {
            let held = self.source.held()?;
            let (bytes, end) = match memchr(b'\n', held) {
                Some(at) => (&held[..at], Some(at + 1)),
                None => (held, None),
            };
            short = short && rows.push(bytes, &[]);
            let taken = end.unwrap_or(bytes.len());
            rows.taken += taken as u64;
            self.source.consume(taken);
            any |= taken > 0;
            if end.is_some() || taken == 0 {
                break end.is_some() || !self.source.is_stopped();
            }
        };
        // What was cut off by a stop is no line.
        if !any || !whole {
            rows.discard();
            return Ok(false);
        }
        let flaw = (!short).then_some(Flaw::TooLong);
        if self.line == 1 {
            rows.strip(MARK);
        }
        rows.end_row(self.line, flaw);
        Ok(true)
    }
}

impl<R: Read> Supply for Lines<R> {
    fn next(&mut self, rows: &mut Rows) -> Result<bool, ScreenError> {
        rows.clear();
        while !rows.is_full(self.source.limits) {
            if !self.read_line(rows).map_err(ScreenError::Read)? {
                return Ok(!rows.is_empty());
            }
        }
        Ok(true)
    }
}
