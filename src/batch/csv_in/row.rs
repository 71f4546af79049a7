//! A row cut into its cells.

use std::ops::Range;

/// A row without its line end.
pub(super) fn without_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// The cells of one row.
#[derive(Debug, Default)]
pub(in crate::batch) struct Cells {
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
    /// A quoted cell is not closed: the row is cut short.
    pub(super) open: bool,
}

impl Cells {
    pub(in crate::batch) fn split(&mut self, row: &[u8], separator: u8) {
        self.bytes.clear();
        self.places.clear();
        self.open = false;
        if memchr::memchr(b'"', row).is_none() {
            self.bytes.extend_from_slice(row);
            let mut start = 0;
            for end in memchr::memchr_iter(separator, row) {
                self.places.push(start..end);
                start = end + 1;
            }
            self.places.push(start..row.len());
            return;
        }
        let mut rest = row;
        loop {
            let start = self.bytes.len();
            // Quotes count where a cell begins with one; a doubled one within stands for one.
            if let Some(quoted) = rest.strip_prefix(b"\"") {
                rest = quoted;
                loop {
                    let end = memchr::memchr(b'"', rest).unwrap_or(rest.len());
                    self.open |= end == rest.len();
                    self.bytes.extend_from_slice(&rest[..end]);
                    rest = rest.get(end + 1..).unwrap_or_default();
                    match rest.strip_prefix(b"\"") {
                        Some(more) => {
                            self.bytes.push(b'"');
                            rest = more;
                        }
                        None => break,
                    }
                }
            }
            let end = memchr::memchr(separator, rest).unwrap_or(rest.len());
            self.bytes.extend_from_slice(&rest[..end]);
            self.places.push(start..self.bytes.len());
            match rest.get(end + 1..) {
                Some(more) => rest = more,
                None => return,
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// One cell, if there is one and it is UTF-8.
    pub(in crate::batch) fn text(&self, at: usize) -> Option<&str> {
        std::str::from_utf8(&self.bytes[self.places.get(at)?.clone()]).ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(|place| &self.bytes[place.clone()])
    }

    /// The cells as text, none for one that is not UTF-8; the whole row is looked at once.
    pub(in crate::batch) fn texts(&self) -> impl Iterator<Item = Option<&str>> {
        let whole = std::str::from_utf8(&self.bytes).ok();
        self.places.iter().map(move |place| match whole {
            Some(whole) => whole.get(place.clone()),
            None => std::str::from_utf8(&self.bytes[place.clone()]).ok(),
        })
    }
}
