//! Where the lines of the result go.

use std::io::{self, Write};

/// Takes whole lines.
pub trait Output {
    /// Takes further whole lines.
    ///
    /// # Errors
    /// When they cannot be written.
    fn put(&mut self, lines: &[u8]) -> io::Result<()>;
}

/// Lines as they are, to a file or standard output.
#[derive(Debug)]
pub struct Bytes<W>(pub W);

impl<W: Write> Output for Bytes<W> {
    fn put(&mut self, lines: &[u8]) -> io::Result<()> {
        self.0.write_all(lines)?;
        self.0.flush()
    }
}
