//! Which cells of an .xls are shown as percentages: 0.052 there is 5.2 %. The reader of its values
//! leaves the formats out.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use super::number::is_percent;

/// Cells by row and column.
pub(super) type Cells = HashSet<(u32, u32)>;

// Records of the stream, by their numbers.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;

/// Formats 9 and 10 are `0%` and `0.00%`, of which the file says nothing.
const KNOWN: [u16; 2] = [9, 10];

/// The percentages of each list of a workbook, in the order of its lists; none where it cannot be
/// told: the figures are then doubted as any others.
pub(super) fn of_xls<R: Read + Seek>(input: R) -> Vec<Cells> {
    let mut stream = Vec::new();
    let read = cfb::CompoundFile::open(input).and_then(|mut file| {
        let name = if file.is_stream("Workbook") { "Workbook" } else { "Book" };
        file.open_stream(name)?.read_to_end(&mut stream)
    });
    if read.is_err() {
        return Vec::new();
    }
    let (mut formats, mut styles, mut sheets) = (HashMap::new(), Vec::new(), Vec::new());
    for (kind, data) in Records(&stream) {
        match kind {
            FORMAT => {
                formats.extend(number(data, 0).zip(text(data)));
            }
            STYLE => styles.extend(number(data, 2)),
            // A list, no chart.
            SHEET if data.get(5) == Some(&0) => sheets.extend(offset(data)),
            END => break,
            _ => {}
        }
    }
    let percent = |format: &u16| match formats.get(format) {
        Some(code) => is_percent(code),
        None => KNOWN.contains(format),
    };
    let percent: Vec<bool> = styles.iter().map(percent).collect();
    sheets.into_iter().map(|at| of_sheet(stream.get(at..).unwrap_or_default(), &percent)).collect()
}

fn of_sheet(stream: &[u8], percent: &[bool]) -> Cells {
    let mut cells = Cells::new();
    let mut depth = 0;
    for (kind, data) in Records(stream) {
        let mut put = |column: Option<u16>, style: Option<u16>| {
            let shown = style.and_then(|style| percent.get(usize::from(style)));
            if let (Some(row), Some(column), Some(true)) = (number(data, 0), column, shown) {
                cells.insert((row.into(), column.into()));
            }
        };
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            NUMBER | SHORT_NUMBER | FORMULA => put(number(data, 2), number(data, 4)),
            SHORT_NUMBERS => {
                let first = number(data, 2).unwrap_or(0);
                // Six bytes each, and the last column behind them.
                for (column, at) in (first..).zip((4..data.len().saturating_sub(2)).step_by(6)) {
                    put(Some(column), number(data, at));
                }
            }
            _ => {}
        }
    }
    cells
}

/// The records of a stream: number, size, data.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, size) = (number(self.0, 0)?, usize::from(number(self.0, 2)?));
        let data = self.0.get(4..4 + size)?;
        self.0 = &self.0[4 + size..];
        Some((kind, data))
    }
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn offset(data: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(data.get(..4)?.try_into().ok()?)).ok()
}

/// The code of a format: characters of one byte or of two.
fn text(data: &[u8]) -> Option<String> {
    let wide = data.get(4)? & 1 == 1;
    let (length, rest) = (usize::from(number(data, 2)?), data.get(5..)?);
    Some(if wide {
        let units = rest.chunks_exact(2).take(length).filter_map(|pair| number(pair, 0));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        rest.iter().take(length).copied().map(char::from).collect()
    })
}
