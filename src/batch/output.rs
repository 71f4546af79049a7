//! Where the rows of the result go.

use std::io::{self, Write};

/// What stands above the rows.
#[derive(Debug, Default)]
pub struct Heads {
    /// A line before the others; may be empty.
    pub(super) line: Vec<u8>,
    /// The sheets of a workbook; none for lines.
    #[cfg_attr(not(feature = "sheets"), expect(dead_code, reason = "only a workbook reads it"))]
    pub(super) sheets: Vec<Layout>,
}

/// How a sheet of a workbook looks, and the names of its columns.
#[cfg_attr(not(feature = "sheets"), expect(dead_code, reason = "only a workbook reads it"))]
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Its name.
    pub name: String,
    /// The names of the columns, in the first row; none where the sheet is no list.
    pub heads: Vec<String>,
    /// The widths of the columns in characters.
    pub widths: Vec<u16>,
    /// Those that hold figures.
    pub figures: Vec<usize>,
    /// Columns that stay in sight and are printed on every page.
    pub frozen: usize,
    /// How many columns are printed, from the first; all if none.
    pub printed: Option<usize>,
}

/// Takes the heads, then whole rows.
pub trait Output {
    /// Takes what stands above the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    fn begin(&mut self, heads: Heads) -> io::Result<()>;

    /// Takes further whole rows.
    ///
    /// # Errors
    /// When they cannot be written.
    fn put(&mut self, rows: &[u8]) -> io::Result<()>;
}

/// Lines as they are, to a file or standard output.
#[derive(Debug)]
pub struct Bytes<W>(pub W);

impl<W: Write> Output for Bytes<W> {
    fn begin(&mut self, heads: Heads) -> io::Result<()> {
        self.put(&heads.line)
    }

    fn put(&mut self, rows: &[u8]) -> io::Result<()> {
        self.0.write_all(rows)?;
        self.0.flush()
    }
}
