//! One sheet under way: its rows are packed as they come.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use zip::ZipWriter;

use super::strings::{Strings, push_number, push_text};
use super::{Cell, Style, packing, to_io};
use crate::batch::columns::letters;
use crate::batch::output::Layout;
use crate::text::columns;
use crate::text::wrap::wrap;

/// Rows of a sheet, by Excel's limit.
pub(super) const ROWS: u32 = 1_048_576;
/// Bytes of a sheet: a part of 4 GiB and more would be packed in a way that not every program
/// reads.
const BYTES: u64 = 3 << 30;

/// The height of a line, in points.
const LINE: usize = 15;
/// The height of a title.
const TITLE: usize = 24;
/// The most that a row can have.
const HIGHEST: usize = 409;

/// A sheet that is written row by row.
pub(super) struct Sheet {
    layout: Layout,
    packed: ZipWriter<BufWriter<File>>,
    rows: u32,
    /// Bytes of the rows before they are packed.
    bytes: u64,
    /// The letters of the columns met so far.
    letters: Vec<String>,
    /// The row under way.
    xml: String,
}

impl Sheet {
    /// An empty sheet in a temporary file of the folder.
    pub(super) fn new(layout: Layout, folder: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?);
        let mut packed = ZipWriter::new(file);
        packed.start_file("sheet", packing()).map_err(to_io)?;
        packed.write_all(beginning(&layout).as_bytes())?;
        let (letters, xml) = (Vec::new(), String::new());
        Ok(Self { layout, packed, rows: 0, bytes: 0, letters, xml })
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether it takes no more rows.
    pub(super) fn is_full(&self) -> bool {
        self.rows == ROWS || self.bytes > BYTES
    }

    /// The names of the columns, if there are any.
    pub(super) fn write_heads(&mut self, strings: &mut Strings) -> io::Result<()> {
        let heads = std::mem::take(&mut self.layout.heads);
        if !heads.is_empty() {
            let heads = heads.iter().enumerate().map(|(at, head)| {
                let figure = self.layout.figures.contains(&at);
                Cell::Text(head, if figure { Style::FigureHead } else { Style::Head })
            });
            let heads: Vec<Cell<'_>> = heads.collect();
            self.row(heads, strings)?;
        }
        self.layout.heads = heads;
        Ok(())
    }

    /// Adds a row.
    pub(super) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'c>>,
        strings: &mut Strings,
    ) -> io::Result<()> {
        self.rows += 1;
        let mut number = String::new();
        push_number(&mut number, self.rows);
        let (mut lines, mut height) = (1, LINE);
        let xml = &mut self.xml;
        xml.clear();
        for (at, cell) in cells.into_iter().enumerate() {
            if at == self.letters.len() {
                self.letters.push(letters(at));
            }
            let begin = |xml: &mut String, style: Style| {
                xml.push_str("<c r=\"");
                xml.push_str(&self.letters[at]);
                xml.push_str(&number);
                xml.push_str("\" s=\"");
                push_number(xml, style.number());
            };
            match cell {
                Cell::Empty => {}
                Cell::Number(digits, style) => {
                    begin(xml, style);
                    xml.push_str("\"><v>");
                    xml.push_str(digits);
                    xml.push_str("</v></c>");
                }
                Cell::Text(text, style) => {
                    let width = self.layout.widths.get(at).copied().unwrap_or(10).into();
                    match style {
                        Style::Wrapped => lines = lines.max(lines_of(text, width)),
                        // Words may leave much of a narrow line empty.
                        Style::Head | Style::FigureHead => {
                            let room = width.saturating_sub(2).max(1);
                            lines = lines.max(wrap(text, room, "").len());
                        }
                        Style::Title => height = TITLE,
                        Style::Plain
                        | Style::Heading
                        | Style::Number
                        | Style::Money
                        | Style::Count
                        | Style::Percent
                        | Style::Date => {}
                    }
                    begin(xml, style);
                    match strings.number(text) {
                        Some(string) => {
                            xml.push_str("\" t=\"s\"><v>");
                            push_number(xml, string);
                            xml.push_str("</v></c>");
                        }
                        None => {
                            xml.push_str("\" t=\"inlineStr\"><is>");
                            push_text(xml, text);
                            xml.push_str("</is></c>");
                        }
                    }
                }
            }
        }
        xml.push_str("</row>");
        let mut head = format!("<row r=\"{number}\"");
        // Not every program fits a row to its text by itself.
        height = height.max(lines * LINE).min(HIGHEST);
        if height > LINE {
            let _ = write!(head, " ht=\"{height}\" customHeight=\"1\"");
        }
        head.push('>');
        self.bytes += (head.len() + xml.len()) as u64;
        self.packed.write_all(head.as_bytes())?;
        self.packed.write_all(xml.as_bytes())
    }

    /// The file, which holds the sheet as its only entry.
    pub(super) fn finish(mut self) -> io::Result<File> {
        let end = self.end();
        self.packed.write_all(end.as_bytes())?;
        let file = self.packed.finish().map_err(to_io)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// The cells of the list, for the filter: `A1:K20`.
    pub(super) fn area(&self) -> Option<(String, String)> {
        let last = self.layout.heads.len().checked_sub(1)?;
        Some((letters(last), self.rows.to_string()))
    }

    fn end(&self) -> String {
        let mut xml = String::from("</sheetData>");
        if let Some((column, row)) = self.area() {
            let _ = write!(xml, "<autoFilter ref=\"A1:{column}{row}\"/>");
        }
        xml.push_str(
            "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" \
             footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>\
             <headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>\
             </worksheet>",
        );
        xml
    }
}

/// How many lines a text takes in a column.
fn lines_of(text: &str, width: usize) -> usize {
    // No character is wider than its bytes.
    if text.len() + 2 <= width && !text.contains('\n') {
        return 1;
    }
    // An indent takes a character.
    let room = width.saturating_sub(2).max(1);
    text.lines().map(|line| columns(line).div_ceil(room).max(1)).sum()
}

/// What stands before the rows.
fn beginning(layout: &Layout) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <sheetViews><sheetView workbookViewId=\"0\"",
    );
    match (layout.heads.is_empty(), layout.frozen) {
        (true, _) => xml.push_str(" showGridLines=\"0\"/>"),
        (false, 0) => xml.push_str(
            "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView>",
        ),
        (false, frozen) => {
            let column = letters(frozen);
            let _ = write!(
                xml,
                "><pane xSplit=\"{frozen}\" ySplit=\"1\" topLeftCell=\"{column}2\" \
                 activePane=\"bottomRight\" state=\"frozen\"/></sheetView>"
            );
        }
    }
    xml.push_str("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
    for (number, width) in (1..).zip(&layout.widths) {
        let _ = write!(
            xml,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    xml.push_str("</cols><sheetData>");
    xml
}
