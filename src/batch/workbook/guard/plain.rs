//! The markup of most sheets: short tags, each whole between `<` and `>`, and text. It is looked
//! at a buffer at a time; whatever else XML may have is left to the parser.

use std::io::{BufRead, Read};
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::{memchr, memchr2};

use quick_xml::events::BytesStart;

use super::{Counts, Part, Survey, check_place, long_piece};
use crate::text::Text;

/// Bytes of the longest tag.
const TAG: usize = 4096;

/// Looks at a part and adds what is in it. False if it is not plain: then all of it is for the
/// parser.
///
/// # Errors
/// What would take too much.
pub(super) fn look<R: Read>(
    part: &mut Part<R>,
    piece: u64,
    stop: &AtomicBool,
    survey: &mut Survey,
) -> Result<bool, Text> {
    let mut plain = Plain { piece, ..Plain::default() };
    // Bytes are counted here.
    part.piece = u64::MAX;
    while !stop.load(Ordering::Relaxed) {
        // A fault of the packing is told by the reader proper.
        let bytes = part.fill_buf().unwrap_or_default();
        let read = bytes.len();
        if read == 0 {
            break;
        }
        match plain.feed(bytes) {
            Ok(()) => plain.counts.check(0)?,
            Err(Odd::TooLong) => return Err(long_piece(piece)),
            Err(Odd::NotPlain) => return Ok(false),
            Err(Odd::Refused(why)) => return Err(why),
        }
        part.consume(read);
    }
    survey.merged |= plain.counts.merged > 0;
    survey.formulas |= plain.formulas;
    Ok(true)
}

enum Odd {
    NotPlain,
    TooLong,
    Refused(Text),
}

/// What was seen so far.
#[derive(Default)]
struct Plain {
    /// Bytes that one cell, or one tag or text elsewhere, may take, and those it has taken.
    piece: u64,
    taken: u64,
    counts: Counts,
    formulas: bool,
    in_cell: bool,
    /// Within a tag; what was seen of it before this buffer.
    in_tag: bool,
    begun: Vec<u8>,
    /// A tag was seen.
    started: bool,
}

impl Plain {
    fn feed(&mut self, mut bytes: &[u8]) -> Result<(), Odd> {
        loop {
            if !self.in_tag {
                let Some(at) = memchr(b'<', bytes) else { return self.take(bytes.len()) };
                self.take(at + 1)?;
                bytes = &bytes[at + 1..];
                self.in_tag = true;
                self.begun.clear();
            }
            let Some(at) = memchr2(b'<', b'>', bytes) else {
                self.begun.extend_from_slice(bytes);
                return if self.begun.len() > TAG { Err(Odd::NotPlain) } else { Ok(()) };
            };
            if bytes[at] == b'<' {
                return Err(Odd::NotPlain);
            }
            self.take(self.begun.len() + at + 1)?;
            if self.begun.is_empty() {
                self.tag(&bytes[..at])?;
            } else {
                let mut whole = std::mem::take(&mut self.begun);
                whole.extend_from_slice(&bytes[..at]);
                self.tag(&whole)?;
                self.begun = whole;
            }
            bytes = &bytes[at + 1..];
            self.in_tag = false;
            if !self.in_cell {
                self.taken = 0;
            }
        }
    }

    fn take(&mut self, bytes: usize) -> Result<(), Odd> {
        self.taken += bytes as u64;
        if self.taken < self.piece { Ok(()) } else { Err(Odd::TooLong) }
    }

    /// A tag, without its brackets.
    fn tag(&mut self, tag: &[u8]) -> Result<(), Odd> {
        let first = !std::mem::replace(&mut self.started, true);
        if first && tag.starts_with(b"?xml ") {
            let declared = tag.to_ascii_lowercase();
            let says = |word: &[u8]| memchr::memmem::find(&declared, word).is_some();
            return if says(b"utf-8") || !says(b"encoding") { Ok(()) } else { Err(Odd::NotPlain) };
        }
        let (closes, inner) = match tag {
            [b'/', name @ ..] => (true, name),
            [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => (false, tag),
            _ => return Err(Odd::NotPlain),
        };
        // The bracket that ends it is none within a value in quotes.
        let (mut double, mut single) = (0, 0);
        for byte in inner {
            double += u32::from(*byte == b'"');
            single += u32::from(*byte == b'\'');
        }
        if !matches!((double, single), (n, 0) | (0, n) if n % 2 == 0) {
            return Err(Odd::NotPlain);
        }
        let (empty, inner) = match inner {
            [inner @ .., b'/'] => (true, inner),
            _ => (false, inner),
        };
        let end = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
        let name = &inner[..end];
        let name = &name[memchr(b':', name).map_or(0, |colon| colon + 1)..];
        if name == b"c" {
            self.in_cell = !closes && !empty;
        }
        match name {
            _ if closes => {}
            b"c" | b"row" | b"f" if !is_plain_place(&inner[end..]) => return Err(Odd::NotPlain),
            b"f" => self.formulas = true,
            name @ (b"mergeCell" | b"dimension") => {
                let text = std::str::from_utf8(inner).map_err(|_| Odd::NotPlain)?;
                check_place(&BytesStart::from_content(text, end), "ref").map_err(Odd::Refused)?;
                self.counts.merged += u64::from(name == b"mergeCell");
            }
            // What these hold stays in memory: the parser counts it.
            b"sst" | b"si" | b"xf" => return Err(Odd::NotPlain),
            _ => {}
        }
        Ok(())
    }
}

/// Whether the first of the attributes is a place as sheets have it and no other can be one, or
/// there are none.
fn is_plain_place(attributes: &[u8]) -> bool {
    let Some(place) = attributes.strip_prefix(b" r=\"") else { return attributes.is_empty() };
    let letters = place.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = place[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &place[letters + digits..];
    let again = |pair: &[u8]| pair[0].is_ascii_whitespace() && pair[1] == b'r';
    letters <= 3 && digits <= 7 && rest.first() == Some(&b'"') && !rest.windows(2).any(again)
}
