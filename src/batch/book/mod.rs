//! Excel workbooks written row by row: what is written lies packed in a temporary file until the
//! workbook is put together, so that memory does not grow with the rows.

mod parts;
mod sheet;
mod strings;

use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::output::Layout;
use sheet::Sheet;
use strings::Strings;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// As it is, at the top of its row.
    Plain,
    /// The name of a column.
    Head,
    /// The title of a sheet.
    Title,
    /// The heading of a part.
    Heading,
    /// Text over several lines.
    Wrapped,
    /// The name of a column of figures.
    FigureHead,
    /// A number that is no figure, such as a year.
    Number,
    /// Money with two decimals.
    Money,
    /// A whole number in groups of three.
    Count,
    /// A number shown as a percentage.
    Percent,
    /// A number shown as a date.
    Date,
}

impl Style {
    const ALL: [Self; 11] = [
        Self::Plain,
        Self::Head,
        Self::Title,
        Self::Heading,
        Self::Wrapped,
        Self::FigureHead,
        Self::Number,
        Self::Money,
        Self::Count,
        Self::Percent,
        Self::Date,
    ];

    /// Its number in the workbook, where 0 is a cell without a style.
    fn number(self) -> u32 {
        self as u32 + 1
    }
}

/// A cell of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str, Style),
    /// A number in ASCII digits.
    Number(&'a str, Style),
}

/// A sheet by the order in which it was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SheetId(usize);

/// A workbook under way.
pub(super) struct Book {
    folder: PathBuf,
    strings: Strings,
    /// Each sheet with those that go on where it is full.
    sheets: Vec<Vec<Sheet>>,
}

impl Book {
    /// An empty one; what is written is kept in the folder until the workbook is saved.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, strings: Strings::default(), sheets: Vec::new() }
    }

    /// Adds a sheet after the others.
    ///
    /// # Errors
    /// When the folder takes no temporary file.
    pub(super) fn add(&mut self, layout: Layout) -> io::Result<SheetId> {
        self.sheets.push(Vec::new());
        let id = SheetId(self.sheets.len() - 1);
        self.begin(id, layout)?;
        Ok(id)
    }

    fn begin(&mut self, id: SheetId, layout: Layout) -> io::Result<()> {
        let mut sheet = Sheet::new(layout, &self.folder)?;
        sheet.write_heads(&mut self.strings)?;
        self.sheets[id.0].push(sheet);
        Ok(())
    }

    /// Adds a row to a sheet, or to one that goes on from it.
    ///
    /// # Errors
    /// When the temporary file takes nothing more.
    pub(super) fn row<'c>(
        &mut self,
        id: SheetId,
        cells: impl IntoIterator<Item = Cell<'c>>,
    ) -> io::Result<()> {
        let full = self.sheets[id.0].last().filter(|sheet| sheet.is_full());
        if let Some(full) = full {
            let mut layout = full.layout().clone();
            let first = self.sheets[id.0].first().map_or("", |sheet| &sheet.layout().name);
            layout.name = format!("{first} {}", self.sheets[id.0].len() + 1);
            self.begin(id, layout)?;
        }
        match self.sheets[id.0].last_mut() {
            Some(sheet) => sheet.row(cells, &mut self.strings),
            None => Ok(()),
        }
    }

    /// Puts the workbook together.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn save(self, to: &mut (dyn Write + Send)) -> io::Result<()> {
        let mut sheets: Vec<Sheet> = self.sheets.into_iter().flatten().collect();
        let mut zip = ZipWriter::new_stream(to);
        let mut part = |name: &str, xml: &str| -> io::Result<()> {
            zip.start_file(name, packing()).map_err(to_io)?;
            zip.write_all(xml.as_bytes())
        };
        part("[Content_Types].xml", &parts::content_types(sheets.len()))?;
        part("_rels/.rels", parts::ROOT)?;
        part(parts::APP, &parts::app())?;
        part("xl/workbook.xml", &parts::workbook(&sheets))?;
        part("xl/_rels/workbook.xml.rels", &parts::relations(sheets.len()))?;
        part("xl/styles.xml", &parts::styles())?;
        part("xl/sharedStrings.xml", &self.strings.into_xml())?;
        for (number, sheet) in (1..).zip(sheets.drain(..)) {
            let mut packed = ZipArchive::new(sheet.finish()?).map_err(to_io)?;
            let file = packed.by_index_raw(0).map_err(to_io)?;
            zip.raw_copy_file_rename(file, format!("xl/worksheets/sheet{number}.xml"))
                .map_err(to_io)?;
        }
        zip.finish().map_err(to_io)?;
        Ok(())
    }
}

/// Whether a file is a workbook that this program wrote.
pub fn is_our_workbook(file: impl Read + Seek) -> bool {
    let mut xml = String::new();
    let read = ZipArchive::new(file).and_then(|mut zip| {
        let part = zip.by_name(parts::APP)?;
        Ok(part.take(LONGEST_MARK).read_to_string(&mut xml)?)
    });
    read.is_ok() && xml == parts::app()
}

/// Bytes that are read to find the mark.
const LONGEST_MARK: u64 = 4 << 10;

/// How the parts are packed: harder takes longer for little.
fn packing() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(2))
}

/// As an error of writing, the system's own kept.
fn to_io(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
