//! Sheets of OpenDocument, read as they are asked for: values with their kinds, which a reader of
//! plain values leaves out (a percentage is 0.052 there and 5.2 % on the screen).

use std::collections::VecDeque;
use std::io::{BufReader, Read, Seek};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::cells::{SheetCells, Value};
use crate::batch::ScreenError;
use crate::diagnostic::found;
use crate::text;

/// The part that holds the sheets.
pub(super) const CONTENT: &str = "content.xml";
/// Columns and rows of a sheet at most, and the cells that one written cell may stand for.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;
const REPEATED: u64 = 5_000_000;

/// A cell as it is written.
#[derive(Clone, Debug)]
enum Held {
    Text(String),
    Number(f64),
    Percent(f64),
    Bool(bool),
    Iso(String),
    Error,
}

/// The sheets of a workbook, with whether each is visible.
pub(super) fn sheets<RS: Read + Seek>(
    archive: &mut ZipArchive<RS>,
) -> Result<Vec<String>, ScreenError> {
    let mut reader = content(archive)?;
    let (mut names, mut buffer) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                names.extend(attribute(&element, "table:name"));
            }
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

type Content<'a, RS> = Reader<BufReader<ZipFile<'a, RS>>>;

fn content<RS: Read + Seek>(archive: &mut ZipArchive<RS>) -> Result<Content<'_, RS>, ScreenError> {
    let part = archive.by_name(CONTENT).map_err(broken)?;
    Ok(Reader::from_reader(BufReader::with_capacity(64 << 10, part)))
}

/// The cells of one sheet.
pub(super) struct OdsCells<'a, RS: Read + Seek> {
    reader: Content<'a, RS>,
    buffer: Vec<u8>,
    row: u32,
    /// Cells of the row that was read, with how often the row comes.
    cells: VecDeque<(u32, Held)>,
    again: Vec<(u32, Held)>,
    repeats: u32,
    repeated: u64,
    areas: Vec<Dimensions>,
    held: Option<Held>,
    ended: bool,
}

impl<'a, RS: Read + Seek> OdsCells<'a, RS> {
    pub(super) fn new(archive: &'a mut ZipArchive<RS>, sheet: &str) -> Result<Self, ScreenError> {
        let mut reader = content(archive)?;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(broken)? {
                Event::Start(element)
                    if element.name().as_ref() == "table:table"
                        && attribute(&element, "table:name").as_deref() == Some(sheet) =>
                {
                    break;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(Self {
            reader,
            buffer,
            row: 0,
            cells: VecDeque::new(),
            again: Vec::new(),
            repeats: 0,
            repeated: 0,
            areas: Vec::new(),
            held: None,
            ended: false,
        })
    }

    /// Reads the next row of the sheet; false at its end.
    fn read_row(&mut self) -> Result<bool, ScreenError> {
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer).map_err(broken)? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let repeats = number(&element, "table:number-rows-repeated");
                    self.repeats = repeats.min(ROWS.saturating_sub(self.row));
                    return self.read_cells().map(|()| true);
                }
                Event::Empty(element) if element.name().as_ref() == "table:table-row" => {
                    let repeats = number(&element, "table:number-rows-repeated");
                    self.row = self.row.saturating_add(repeats);
                }
                Event::End(element) if element.name().as_ref() == "table:table" => {
                    return Ok(false);
                }
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self) -> Result<(), ScreenError> {
        self.again.clear();
        let mut column: u32 = 0;
        loop {
            self.buffer.clear();
            let (element, is_empty) =
                match self.reader.read_event_into(&mut self.buffer).map_err(broken)? {
                    Event::Start(element) => (element.into_owned(), false),
                    Event::Empty(element) => (element.into_owned(), true),
                    Event::End(element) if element.name().as_ref() == "table:table-row" => break,
                    Event::Eof => break,
                    _ => continue,
                };
            let covered = match element.name().as_ref() {
                "table:table-cell" => false,
                "table:covered-table-cell" => true,
                _ => continue,
            };
            let repeats = number(&element, "table:number-columns-repeated").min(COLUMNS);
            let text = if is_empty { String::new() } else { self.text(element.name().as_ref())? };
            let spans = (
                number(&element, "table:number-rows-spanned"),
                number(&element, "table:number-columns-spanned"),
            );
            if spans != (1, 1) && !covered {
                let end =
                    (self.row.saturating_add(spans.0 - 1), column.saturating_add(spans.1 - 1));
                self.areas.push(Dimensions { start: (self.row, column), end });
            }
            if let Some(held) = held(&element, text).filter(|_| !covered) {
                self.repeated += u64::from(repeats) * u64::from(self.repeats);
                if self.repeated > REPEATED {
                    return Err(ScreenError::Input(text!(
                        "工作簿里重复的单元格太多，没有读；请把名单另存为 CSV（UTF-8）再用",
                        "not read: the workbook repeats too many cells; save the list as CSV (UTF-8)"
                    )));
                }
                for at in 0..repeats.min(COLUMNS.saturating_sub(column)) {
                    self.again.push((column + at, held.clone()));
                }
            }
            column = column.saturating_add(repeats);
        }
        self.cells.extend(self.again.iter().cloned());
        Ok(())
    }

    /// The paragraphs of a cell, up to its end; what is noted beside it is left out.
    fn text(&mut self, cell: &str) -> Result<String, ScreenError> {
        let mut text = String::new();
        let (mut paragraphs, mut aside) = (0, 0);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.reader.read_event_into(&mut buffer).map_err(broken)? {
                Event::Start(element) => match element.name().as_ref() {
                    "office:annotation" => aside += 1,
                    "text:p" if aside == 0 => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    _ => {}
                },
                Event::Empty(element) if aside == 0 => match element.name().as_ref() {
                    "text:p" => paragraphs += 1,
                    "text:line-break" => text.push('\n'),
                    "text:tab" => text.push('\t'),
                    "text:s" => {
                        let spaces = number(&element, "text:c").min(1_000);
                        text.extend(std::iter::repeat_n(' ', spaces as usize));
                    }
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "office:annotation" => aside -= 1,
                    name if name == cell => return Ok(text),
                    _ => {}
                },
                Event::Text(piece) if aside == 0 && paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                }
                Event::CData(piece) if aside == 0 && paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                }
                Event::GeneralRef(reference) if aside == 0 && paragraphs > 0 => {
                    let name: &str = &reference;
                    match reference.resolve_char_ref() {
                        Ok(Some(c)) => text.push(c),
                        _ => text.push_str(
                            quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default(),
                        ),
                    }
                }
                Event::Eof => return Ok(text),
                _ => {}
            }
        }
    }
}

impl<RS: Read + Seek + Send> SheetCells for OdsCells<'_, RS> {
    fn next(&mut self) -> Result<Option<(u32, u32, Value<'_>)>, ScreenError> {
        loop {
            if let Some((column, held)) = self.cells.pop_front() {
                let row = self.row;
                let value = match self.held.insert(held) {
                    Held::Text(text) => Value::Text(text),
                    Held::Number(number) => Value::Number(*number),
                    Held::Percent(number) => Value::Percent(*number),
                    Held::Bool(yes) => Value::Bool(*yes),
                    Held::Iso(text) => Value::Iso(text),
                    Held::Error => Value::Error("#VALUE!"),
                };
                return Ok(Some((row, column, value)));
            }
            if self.ended {
                return Ok(None);
            }
            if self.repeats > 0 {
                // The row that was handed out, again if it holds something.
                let rest = self.repeats - 1;
                self.row =
                    self.row.saturating_add(if self.again.is_empty() { self.repeats } else { 1 });
                self.repeats = if self.again.is_empty() { 0 } else { rest };
                if self.repeats > 0 {
                    self.cells.extend(self.again.iter().cloned());
                    continue;
                }
            }
            self.ended = !self.read_row()?;
        }
    }

    fn areas(&mut self) -> Vec<Dimensions> {
        std::mem::take(&mut self.areas)
    }
}

/// What a cell holds; none where it is empty.
fn held(element: &BytesStart<'_>, text: String) -> Option<Held> {
    let value = |name| attribute(element, name);
    let number = || value("office:value").and_then(|number| number.parse::<f64>().ok());
    if value("calcext:value-type").as_deref() == Some("error") {
        return Some(Held::Error);
    }
    match value("office:value-type").as_deref() {
        Some("percentage") => number().map(Held::Percent),
        Some("float" | "currency") => number().map(Held::Number),
        Some("date") => value("office:date-value").map(Held::Iso),
        Some("time") => Some(Held::Text(text)),
        Some("boolean") => value("office:boolean-value").map(|value| Held::Bool(value == "true")),
        _ => {
            let text = value("office:string-value").unwrap_or(text);
            (!text.is_empty()).then_some(Held::Text(text))
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    let value: &str = &found.value;
    Some(
        quick_xml::escape::unescape(value)
            .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned),
    )
}

/// A count that an attribute gives; 1 if it gives none.
fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn broken(error: impl std::fmt::Display) -> ScreenError {
    let why = found(&error.to_string());
    ScreenError::Input(text!(
        "不是完整的 .ods 工作簿（{why}）；请打开后另存一次",
        "no whole .ods workbook ({why}); open it and save it again"
    ))
}
