//! Reading and writing lines.

use std::io::{self, BufRead, Read as _, Write};

use encoding_rs::GB18030;

use super::Session;
use crate::text;
use crate::text::{Text, printable_lines};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// How the lines are written; a mark at the beginning tells UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing was read yet.
    Unknown,
    /// UTF-8 or GBK, line by line.
    Bytes,
    /// UTF-16: the low byte comes first, or the high one.
    Wide { low_first: bool },
}

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

    /// The next line, without its end; none when the input is over. A line that is no text is
    /// refused and the next one read.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        if let Some(line) = self.said_again.take() {
            return Ok(Some(line));
        }
        loop {
            let Some(bytes) = self.raw_line()? else { return Ok(None) };
            if let Some(text) = self.decoded(&bytes).filter(|text| !text.contains('\0')) {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                return Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()));
            }
            self.tell(&text!(
                "这一行既不是 UTF-8 也不是 GBK，没有记下；请重新输入。",
                "This line is neither UTF-8 nor GBK and was not taken; type it again."
            ))?;
        }
    }

    fn decoded(&self, bytes: &[u8]) -> Option<String> {
        match self.encoding {
            Encoding::Wide { low_first } => {
                let pairs = bytes.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
                let join = if low_first { u16::from_le_bytes } else { u16::from_be_bytes };
                String::from_utf16(&pairs.map(join).collect::<Vec<u16>>()).ok()
            }
            Encoding::Unknown | Encoding::Bytes => match std::str::from_utf8(bytes) {
                Ok(text) => Some(text.to_owned()),
                Err(_) => {
                    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
                    text.map(std::borrow::Cow::into_owned)
                }
            },
        }
    }

    fn raw_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.encoding == Encoding::Unknown {
            self.encoding = match self.input.fill_buf()? {
                [0xff, 0xfe, ..] => Encoding::Wide { low_first: true },
                [0xfe, 0xff, ..] => Encoding::Wide { low_first: false },
                _ => Encoding::Bytes,
            };
        }
        let mut bytes = Vec::new();
        if let Encoding::Wide { low_first } = self.encoding {
            let end = if low_first { [b'\n', 0] } else { [0, b'\n'] };
            let mut pair = [0; 2];
            while (self.input.by_ref().take(2).read_exact(&mut pair)).is_ok() {
                if (bytes.len() as u64) < LONGEST {
                    bytes.extend(pair);
                }
                if pair == end {
                    break;
                }
            }
            return Ok((!bytes.is_empty()).then_some(bytes));
        }
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
        // A character may be cut by the limit.
        if read as u64 == LONGEST {
            let whole =
                std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
            bytes.truncate(if bytes.len() - whole < 4 { whole } else { bytes.len() });
        }
        Ok(Some(bytes))
    }
}
