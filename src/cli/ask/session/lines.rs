//! Reading and writing lines.

use std::io::{self, BufRead, Read as _, Write};

use super::Session;
use crate::text::{Text, printable_lines};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 10;

impl<R: BufRead, W: Write> Session<'_, R, W> {
    pub(super) fn say(&mut self, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
        for line in lines {
            // The pack and the profile may be anybody's.
            writeln!(self.output, "{}", printable_lines(&line))?;
        }
        self.output.flush()
    }

    pub(super) fn tell(&mut self, text: &Text) -> io::Result<()> {
        let line = text.get(self.setting.lang).to_owned();
        self.say([line])
    }

    /// The next line, without its end; none when the input is over.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        // The rest of a line that is too long is no line of its own.
        while read as u64 == LONGEST && !bytes.ends_with(b"\n") {
            let mut rest = Vec::new();
            let more = (&mut self.input).take(LONGEST).read_until(b'\n', &mut rest)?;
            if more == 0 || rest.ends_with(b"\n") {
                break;
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
    }
}
