//! Sheets as spreadsheet programs save them: UTF-8; GB 18030, of which GBK is a part; or UTF-16
//! with its mark, the "Unicode text" of Excel.

use std::io::{self, Read};

use encoding_rs::{Decoder, GB18030, UTF_16BE, UTF_16LE};

/// Bytes looked at before the encoding is decided.
const LOOK: usize = 64 << 10;

/// Hands on UTF-8 as it is and the others decoded. What is neither passes as it is too, so that
/// the rows can be named.
pub(super) struct Decoded<R> {
    input: R,
    state: State,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

enum State {
    /// All so far was ASCII.
    Open,
    AsItIs,
    Other(Box<Decoder>),
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, state: State::Open, raw: Vec::new(), ready: Vec::new(), at: 0, ended: false }
    }

    /// Reads a piece of the input, as much as decides the encoding.
    fn refill(&mut self) -> io::Result<()> {
        self.raw.clear();
        self.raw.resize(LOOK, 0);
        let mut filled = 0;
        while filled < LOOK && !self.ended {
            match self.input.read(&mut self.raw[filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.raw.truncate(filled);
        if matches!(self.state, State::Open) && !self.raw.is_ascii() {
            self.state = decide(&self.raw, self.ended);
        }
        self.at = 0;
        match &mut self.state {
            State::Open | State::AsItIs => std::mem::swap(&mut self.raw, &mut self.ready),
            State::Other(decoder) => {
                let most = decoder.max_utf8_buffer_length(filled).unwrap_or(4 * LOOK);
                self.ready.clear();
                self.ready.resize(most, 0);
                let (_, _, written, _) =
                    decoder.decode_to_utf8(&self.raw, &mut self.ready, self.ended);
                self.ready.truncate(written);
            }
        }
        Ok(())
    }
}

/// The encoding of bytes that are not all ASCII.
fn decide(bytes: &[u8], ended: bool) -> State {
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if bytes.starts_with(mark) {
            return State::Other(Box::new(encoding.new_decoder_with_bom_removal()));
        }
    }
    let utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // A character may be cut at the end.
        Err(error) => error.error_len().is_none() && !ended,
    };
    if utf8 || bytes.starts_with(b"\xef\xbb\xbf") {
        return State::AsItIs;
    }
    let mut trial = GB18030.new_decoder_without_bom_handling();
    let mut text = vec![0; trial.max_utf8_buffer_length(bytes.len()).unwrap_or(0)];
    let (_, _, _, faults) = trial.decode_to_utf8(bytes, &mut text, ended);
    if faults {
        return State::AsItIs;
    }
    State::Other(Box::new(GB18030.new_decoder_without_bom_handling()))
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let len = buffer.len().min(self.ready.len() - self.at);
        buffer[..len].copy_from_slice(&self.ready[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        Decoded::new(bytes).read_to_end(&mut out).expect("read");
        out
    }

    #[test]
    fn each_encoding_is_told() {
        // Both a first piece of ASCII alone and characters across the pieces' borders.
        for ascii in [0, 1, LOOK, LOOK + 1] {
            let text = format!("{}{}", "a".repeat(ascii), "丰台企业，𠮷㐀".repeat(20_000));
            assert!(decoded(text.as_bytes()) == text.as_bytes());
            let (gb, _, _) = GB18030.encode(&text);
            assert!(decoded(&gb) == text.as_bytes(), "{ascii}");
            let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
            let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
            assert!(decoded(&little) == text.as_bytes() && decoded(&big) == text.as_bytes());
        }
        let broken = b"id,\xe4\xb8\xad\n\xff\xff,\n";
        assert_eq!(decoded(broken), broken);
        assert_eq!(decoded(b""), b"");
    }
}
