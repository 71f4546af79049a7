//! Units of amounts.

/// A power of ten of yuan in which an amount is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Of fen: 2 for 元, 6 for 万元.
    power: u32,
    /// 元 itself was written: no other amount follows but 角 and 分.
    names_yuan: bool,
}

/// The units offered for a bare number, by name.
pub const UNITS: [(&str, Unit); 4] = [
    ("元", Unit::yuan(0)),
    ("千元", Unit::yuan(3)),
    ("万元", Unit::yuan(4)),
    ("亿元", Unit::yuan(8)),
];

/// Words that say that an amount is in yuan, before and behind it. The longer of two comes first.
pub(super) const CURRENCY_BEFORE: [&str; 4] = ["人民币", "rmb", "cny", "¥"];
pub(super) const CURRENCY_AFTER: [&str; 3] = ["人民币", "rmb", "cny"];

/// Units by their English names, the longer of two first.
const ENGLISH: [(&str, u32); 6] =
    [("thousand", 3), ("million", 6), ("billion", 9), ("bn", 9), ("k", 3), ("m", 6)];

impl Unit {
    /// 元.
    pub const YUAN: Self = Self::yuan(0);

    /// So many zeros after the number of yuan.
    pub const fn yuan(zeros: u32) -> Self {
        Self { power: zeros + 2, names_yuan: false }
    }

    pub(super) const fn power(self) -> usize {
        self.power as usize
    }

    pub(super) const fn names_yuan(self) -> bool {
        self.names_yuan
    }

    /// Whether it is 角 or 分.
    pub(super) const fn is_small(self) -> bool {
        self.power < 2
    }

    /// One of it, in fen.
    pub(super) const fn fen(self) -> i64 {
        10i64.pow(self.power)
    }

    /// The unit at the beginning of a text, and what follows it.
    pub(super) fn take(text: &str) -> Option<(Self, &str)> {
        for (small, power) in [('角', 1), ('分', 0)] {
            if let Some(rest) = text.strip_prefix(small) {
                return Some((Self { power, names_yuan: true }, rest));
            }
        }
        let english = ENGLISH
            .iter()
            .find_map(|(name, zeros)| Some((*zeros, text.strip_prefix(name)?)))
            .filter(|(_, rest)| {
                !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || rest.starts_with("yuan")
            });
        let (zeros, rest) = english.unwrap_or_else(|| chinese(text));
        let yuan =
            ["元", "圆", "圓", " yuan", "yuan"].iter().find_map(|name| rest.strip_prefix(name));
        match yuan {
            Some(rest) => Some((Self { power: zeros + 2, names_yuan: true }, rest)),
            None if zeros > 0 => Some((Self::yuan(zeros), rest)),
            None => None,
        }
    }
}

/// 万, 百万, 千, 亿, 万亿: so many zeros, and what follows.
fn chinese(text: &str) -> (u32, &str) {
    let mut zeros = 0;
    let mut rest = text;
    for step in
        [&[('十', 1), ('百', 2), ('千', 3)][..], &[('万', 4), ('萬', 4)], &[('亿', 8), ('億', 8)]]
    {
        let found = step.iter().find_map(|(name, zeros)| Some((*zeros, rest.strip_prefix(*name)?)));
        if let Some((more, after)) = found {
            (zeros, rest) = (zeros + more, after);
        }
    }
    (zeros, rest)
}
