//! What a workbook unpacks to, looked at before it is read: a small file may hold gigabytes, and
//! says what it likes about its own size. Everything is unpacked once, nothing of it is kept.

mod plain;

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::sync::atomic::{AtomicBool, Ordering};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::batch::ScreenError;
use crate::diagnostic::found;
use crate::text;
use crate::text::Text;

const LIMITS: Limits = Limits { free: 256 << 20, ratio: 100, most: 4 << 30, piece: 4 << 20 };
/// Parts of a workbook.
const PARTS: usize = 10_000;
/// What the strings that cells share take in memory, and the styles of cells.
const STRINGS: u64 = 192 << 20;
const STYLES: u64 = 192 << 20;
/// Merged areas.
const MERGED: u64 = 100_000;

/// How much may come out of a file, in bytes.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// All parts together, always.
    free: u64,
    /// Beyond that, so many times the file.
    ratio: u64,
    /// Never more.
    most: u64,
    /// One cell, or one piece of XML elsewhere: a cell of Excel holds 32,767 characters.
    piece: u64,
}

impl Limits {
    fn of(self, file: u64) -> u64 {
        file.saturating_mul(self.ratio).max(self.free).min(self.most)
    }
}

/// What the parts hold somewhere; where it is, is asked only if there is any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Survey {
    pub merged: bool,
    pub formulas: bool,
}

/// Looks at all parts of a workbook. What is no archive, and XML that is broken, is left to the
/// reader proper to tell.
///
/// # Errors
/// [`ScreenError::Input`] when reading it would take too much.
pub(super) fn survey<RS: Read + Seek>(
    input: &mut RS,
    stop: &AtomicBool,
) -> Result<Survey, ScreenError> {
    survey_within(input, stop, LIMITS)
}

fn survey_within<RS: Read + Seek>(
    input: &mut RS,
    stop: &AtomicBool,
    limits: Limits,
) -> Result<Survey, ScreenError> {
    let file = input.seek(io::SeekFrom::End(0)).map_err(ScreenError::Read)?;
    input.rewind().map_err(ScreenError::Read)?;
    let mut survey = Survey::default();
    // Borrowed, as the reader proper has it: the program then holds that code once.
    if let Ok(mut archive) = ZipArchive::new(&mut *input) {
        look(&mut archive, limits, limits.of(file), stop, &mut survey)
            .map_err(ScreenError::Input)?;
    }
    input.rewind().map_err(ScreenError::Read)?;
    Ok(survey)
}

fn look<RS: Read + Seek>(
    archive: &mut ZipArchive<RS>,
    limits: Limits,
    limit: u64,
    stop: &AtomicBool,
    survey: &mut Survey,
) -> Result<(), Text> {
    let count = archive.len();
    if count > PARTS {
        return Err(refused(text!(
            "有 {count} 个部分，至多 {PARTS} 个",
            "it has {count} parts, at most {PARTS} are read"
        )));
    }
    let (mut names, mut declared, mut left) = (HashSet::new(), 0u64, limit);
    for at in 0..count {
        let Ok(part) = archive.by_index(at) else { continue };
        let size = part.size();
        let Ok(name) = part.name() else { continue };
        // Names are found whatever their case: two that differ by it only are not what they seem.
        let name = name.replace('\\', "/").to_ascii_lowercase();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        if !names.insert(name) {
            return Err(refused(text!("同一个部分出现了两次", "one of its parts is there twice")));
        }
        declared = declared.saturating_add(size);
        if declared > limit {
            return Err(too_large(limit));
        }
        let mut part = Part::new(part, left, limits.piece);
        if is_xml && !plain::look(&mut part, limits.piece, stop, survey)? {
            drop(part);
            let Ok(again) = archive.by_index(at) else { continue };
            part = Part::new(again, left, limits.piece);
            read_xml(&mut part, limits.piece, stop, survey)?;
        }
        // Pictures and the like; also what follows the fault of a broken part.
        part.piece = u64::MAX;
        drain(&mut part, stop);
        if part.left == 0 {
            return Err(too_large(limit));
        }
        left = part.left;
        if stop.load(Ordering::Relaxed) {
            *survey = Survey::default();
            return Ok(());
        }
    }
    Ok(())
}

/// Reads a part of XML the way the reader proper will.
fn read_xml<R: Read>(
    part: &mut Part<R>,
    piece: u64,
    stop: &AtomicBool,
    survey: &mut Survey,
) -> Result<(), Text> {
    let before = part.left;
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut counts = Counts::default();
    let mut in_cell = false;
    for number in 0u64.. {
        if number % 4096 == 0 && stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        buffer.clear();
        // What a cell holds is put together from all pieces in it.
        if !in_cell {
            reader.get_mut().piece = piece;
        }
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(element)) => {
                counts.longest = counts.longest.max(element.len() as u64);
                match element.local_name().as_ref() {
                    "c" => {
                        in_cell = true;
                        check_place(&element, "r")?;
                    }
                    "row" => check_place(&element, "r")?,
                    "dimension" => check_place(&element, "ref")?,
                    "f" => {
                        survey.formulas = true;
                        check_place(&element, "ref")?;
                    }
                    "mergeCell" => {
                        survey.merged = true;
                        counts.merged += 1;
                        check_place(&element, "ref")?;
                    }
                    "si" => counts.strings += 1,
                    "sst" => counts.promised = promised(&element),
                    "xf" => counts.styles += 1,
                    _ => {}
                }
                counts.check(before - reader.get_ref().left)?;
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "c" => in_cell = false,
            Ok(_) => {}
            Err(_) if reader.get_ref().piece == 0 => {
                return Err(long_piece(piece));
            }
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}

/// Refuses places that no sheet has, and areas that end before they begin: the reader proper counts
/// in 32 bits, unchecked.
fn check_place(element: &BytesStart<'_>, key: &str) -> Result<(), Text> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let place = attributes.find(|attribute| {
        attribute.key.as_ref() == key && {
            let (first, last) = attribute.value.split_once(':').unwrap_or((&attribute.value, ""));
            is_far(first) || is_far(last) || (!last.is_empty() && is_before(last, first))
        }
    });
    let Some(place) = place else { return Ok(()) };
    let place = found(&place.value);
    Err(refused(text!(
        "里写着没有的位置“{place}”",
        "it speaks of a place \"{place}\" that no sheet has"
    )))
}

/// The letters and the digits of a place.
fn parts(place: &str) -> (&str, &str) {
    let digits = place.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(place.len());
    place.split_at(digits)
}

fn is_far(place: &str) -> bool {
    let (letters, digits) = parts(place);
    letters.len() > 3 || digits.len() > 7
}

/// Whether a place is left of another, or above it.
fn is_before(place: &str, other: &str) -> bool {
    let ((column, row), (other_column, other_row)) = (parts(place), parts(other));
    let column_of = |letters: &str| (letters.len(), letters.to_ascii_uppercase());
    let row_of = |digits: &str| digits.parse::<u32>().unwrap_or(0);
    column_of(column) < column_of(other_column) || row_of(row) < row_of(other_row)
}

/// How many strings a table of them says it has.
fn promised(element: &BytesStart<'_>) -> u64 {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let digits = |value: &str| {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
    };
    attributes
        .filter(|attribute| attribute.key.as_ref() == "uniqueCount")
        .map(|attribute| digits(&attribute.value))
        .max()
        .unwrap_or(0)
}

/// What of a part will be held in memory.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    longest: u64,
    merged: u64,
    strings: u64,
    promised: u64,
    styles: u64,
}

impl Counts {
    fn check(&self, bytes: u64) -> Result<(), Text> {
        let strings = self.strings.max(self.promised);
        if strings > 0 && bytes.saturating_add(strings.saturating_mul(48)) > STRINGS {
            return Err(refused(text!("文字太多", "it holds too much text")));
        }
        // Each style has its own copy of the names and formats it uses.
        if self.styles.saturating_mul(self.longest.saturating_mul(2) + 512) > STYLES {
            return Err(refused(text!("单元格样式太多", "it has too many cell styles")));
        }
        if self.merged > MERGED {
            return Err(refused(text!(
                "合并的单元格超过 {MERGED} 处",
                "it has more than {MERGED} merged areas"
            )));
        }
        Ok(())
    }
}

fn drain<R: Read>(part: &mut Part<R>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        // A fault of the packing is told by the reader proper, if it comes to it.
        let read = part.fill_buf().map_or(0, <[u8]>::len);
        if read == 0 {
            return;
        }
        part.consume(read);
    }
}

fn long_piece(most: u64) -> Text {
    let most = most >> 20;
    refused(text!("有一格超过 {most} MiB", "one of its cells is over {most} MiB"))
}

fn too_large(limit: u64) -> Text {
    let limit = limit >> 20;
    refused(text!("解开后超过 {limit} MiB", "it unpacks to more than {limit} MiB"))
}

fn refused(why: Text) -> Text {
    let (zh, en) = (why.zh, why.en);
    text!(
        "工作簿{zh}，没有读：可能不是正常的表。确实是企业名单的，请只留这一张表，另存为 CSV（UTF-8）再用",
        "not read: {en}; it may be no ordinary workbook. If it is your list, keep that sheet alone and save it as CSV (UTF-8)"
    )
}

/// A part being unpacked that gives no more than it may.
struct Part<R> {
    inner: BufReader<R>,
    /// Bytes that may still come out of the whole file.
    left: u64,
    /// Bytes that the piece under way may still take.
    piece: u64,
}

impl<R: Read> Part<R> {
    fn new(part: R, left: u64, piece: u64) -> Self {
        Self { inner: BufReader::with_capacity(64 << 10, part), left, piece }
    }
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let len = available.len().min(buffer.len());
        buffer[..len].copy_from_slice(&available[..len]);
        self.consume(len);
        Ok(len)
    }
}

impl<R: Read> BufRead for Part<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 || self.piece == 0 {
            return Err(io::Error::other("over the limit"));
        }
        let most = usize::try_from(self.left.min(self.piece)).unwrap_or(usize::MAX);
        let available = self.inner.fill_buf()?;
        Ok(&available[..available.len().min(most)])
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.left = self.left.saturating_sub(amount as u64);
        self.piece = self.piece.saturating_sub(amount as u64);
    }
}

#[cfg(test)]
mod tests;
