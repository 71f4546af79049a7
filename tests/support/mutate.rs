//! Inputs made from good ones: bytes flipped, pieces cut, doubled, moved and mixed, tokens that
//! readers stumble over, depth and length without end.
#![allow(dead_code, reason = "each test uses its part")]

/// Tokens of TOML, JSON, CSV, of amounts, and what text must not do.
const TOKENS: [&str; 97] = [
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ":",
    ";",
    "；",
    "\\",
    "\\u0000",
    "\\uD800",
    "\\uDC00\\uD800",
    "\\U0010FFFF",
    "\\n",
    "\\x",
    "-",
    "+",
    "_",
    "0",
    "-0",
    "00",
    "1",
    "2026",
    "2101",
    "1948",
    "0x7fff",
    "0o7",
    "0b1",
    "1_000",
    "1e400",
    "1E-9",
    "1.5",
    "nan",
    "inf",
    "-inf",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1000000000000000",
    "1979-05-27T07:32:00Z",
    "07:32:00",
    "true",
    "false",
    "null",
    "{}",
    "[]",
    "\"\"",
    "万元",
    "亿元",
    "元",
    "万",
    "亿",
    "1.5亿元",
    "0.001万元",
    "-3万元",
    "１２",
    "%",
    "％",
    "8%",
    "-0%",
    "5.00000000000000000001%",
    "无",
    "是",
    "不知道",
    "schema",
    "policy",
    "year",
    "answers",
    "[answers]",
    "[unsure]\nfacts = []\n",
    "[aside]\n",
    "[notes]\n",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "\u{7f}",
    "\u{0}",
    "e\u{301}\u{301}\u{301}",
    "\u{200b}",
    "\u{2028}",
    "=1+1",
];

/// Bytes that are no UTF-8.
const BAD_BYTES: [&[u8]; 6] =
    [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xe4\xb8", b"\xf4\x90\x80\x80", b"\xb7\xe1\xcc\xa8"];

/// Random numbers that repeat exactly: the same for the same seed and number.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one input: it does not depend on those before.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
        dice.next();
        dice
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).expect("below a usize")
    }

    /// Whether one in `count` comes up.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// One of some.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// A token that readers stumble over.
    pub fn token(&mut self) -> &'static str {
        self.pick(&TOKENS)
    }

    /// One of the good inputs, changed once to six times, mostly once; now and then not at all.
    pub fn mutated(&mut self, seeds: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        if self.one_in(40) {
            return bytes;
        }
        let most = 1 + self.below(6);
        for _ in 0..1 + self.below(most) {
            let other = &seeds[self.below(seeds.len())];
            self.change(&mut bytes, other, words);
        }
        bytes
    }

    /// Changes it once.
    pub fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8], words: &[&str]) {
        let at = self.below(bytes.len() + 1);
        let (from, to) = self.piece(bytes);
        match self.below(20) {
            16.. => graft(bytes, other, self),
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            1 => drop(bytes.drain(from..to)),
            2 => bytes.truncate(at),
            3 => {
                let piece = bytes[from..to].to_vec();
                splice(bytes, at, &piece);
            }
            4 => {
                let (from, to) = self.piece(other);
                splice(bytes, at, &other[from..to]);
            }
            5 => {
                // The head of one and the tail of the other.
                bytes.truncate(at);
                bytes.extend_from_slice(&other[self.below(other.len() + 1)..]);
            }
            6 => {
                let bad = self.pick(&BAD_BYTES);
                splice(bytes, at, bad);
            }
            7 => {
                // Depth or length: mostly some, now and then without measure.
                let most = if self.one_in(60) { 300_000 } else { 300 };
                let (token, count) = (self.token(), self.below(most));
                splice(bytes, at, &token.repeat(count.min((2 << 20) / token.len())).into_bytes());
            }
            8 | 9 => self.change_line(bytes),
            10 | 11 => {
                let with = if self.one_in(2) { self.token() } else { self.pick(words) };
                if let Some((from, to)) = self.word(bytes) {
                    drop(bytes.splice(from..to, with.bytes()));
                }
            }
            12 => {
                if let Some((from, to)) = self.digits(bytes) {
                    drop(bytes.splice(from..to, self.token().bytes()));
                }
            }
            13 => splice(bytes, at, self.pick(words).as_bytes()),
            _ => splice(bytes, at, self.token().as_bytes()),
        }
    }

    /// Doubles, removes or moves a line.
    fn change_line(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        if lines.is_empty() {
            return;
        }
        let (from, to) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(3) {
            0 => lines.insert(to, lines[from]),
            1 => drop(lines.remove(from)),
            _ => lines.swap(from, to),
        }
        *bytes = lines.concat();
    }

    /// A short piece.
    fn piece(&mut self, bytes: &[u8]) -> (usize, usize) {
        let from = self.below(bytes.len() + 1);
        let most = if self.one_in(4) { 200 } else { 12 };
        (from, (from + self.below(most)).min(bytes.len()))
    }

    /// A run of letters, digits and underscores.
    fn word(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        self.run_of(bytes, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    }

    fn digits(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        self.run_of(bytes, |byte| byte.is_ascii_digit())
    }

    fn run_of(&mut self, bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<(usize, usize)> {
        let start = self.below(bytes.len());
        let from = start + bytes[start..].iter().position(|byte| is(*byte))?;
        let len = bytes[from..].iter().position(|byte| !is(*byte));
        Some((from, from + len.unwrap_or(bytes.len() - from)))
    }
}

/// A line of the other takes the place of the one with the same key, or a new place: what was good
/// mostly stays so.
fn graft(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let key =
        |line: &[u8]| line.iter().position(|byte| *byte == b'=').map(|at| line[..at].to_vec());
    let lines: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
    let mut own: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let Some(line) = lines.get(dice.below(lines.len())) else { return };
    let same =
        key(line).and_then(|name| own.iter().position(|own| key(own).as_ref() == Some(&name)));
    match same {
        Some(at) => own[at] = line,
        None if key(line).is_some() => {
            let heading = own.iter().position(|own| own.starts_with(b"[answers]"));
            let at = heading.map_or_else(|| dice.below(own.len() + 1), |at| at + 1);
            own.insert(at, line);
        }
        None => {}
    }
    *bytes = own.concat();
}

fn splice(bytes: &mut Vec<u8>, at: usize, with: &[u8]) {
    drop(bytes.splice(at..at, with.iter().copied()));
}
