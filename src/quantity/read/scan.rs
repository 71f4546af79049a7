//! A folded text gone through from the left: numbers, units, and what is wrong where neither
//! stands.

use rust_decimal::Decimal;

use super::numeral::{self, Section};
use super::unit::Unit;
use super::{AmountError, strict};
use crate::quantity::{Money, Percent};

/// A number as written, without its separators.
#[derive(Debug)]
pub(super) struct Number {
    whole: String,
    fraction: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Digits,
    /// A Chinese numeral, and whether its last digit says its place.
    Numeral {
        complete: bool,
    },
}

impl Number {
    /// The number in a unit: its point is moved, nothing is rounded.
    pub(super) fn times(&self, unit: Unit) -> Result<Money, AmountError> {
        strict::in_fen(&self.whole, &self.fraction, unit.power()).map_err(AmountError::from)
    }

    pub(super) fn percent(&self, negative: bool, shift: u32) -> Result<Percent, AmountError> {
        let percent = strict::of_percent(&self.whole, &self.fraction, negative)?;
        if shift == 0 {
            return Ok(percent);
        }
        let mut moved = percent.to_decimal();
        let scale = moved.scale();
        if scale >= shift {
            moved.set_scale(scale - shift).map_err(|_| AmountError::PercentRange)?;
        } else {
            moved *= Decimal::from(10i64.pow(shift));
        }
        Percent::from_decimal(moved).ok_or(AmountError::PercentRange)
    }

    /// The number, if it is whole; 2.0 is.
    pub(super) fn whole(&self) -> Option<i64> {
        let zeros = self.fraction.bytes().all(|digit| digit == b'0');
        zeros.then(|| self.whole.parse().ok()).flatten()
    }

    pub(super) fn has_fraction(&self) -> bool {
        !self.fraction.is_empty()
    }

    pub(super) fn is_complete(&self) -> bool {
        self.kind == Kind::Numeral { complete: true }
    }

    pub(super) fn is_digits(&self) -> bool {
        self.kind == Kind::Digits
    }
}

/// A place in a text.
pub(super) struct Scan<'t> {
    rest: &'t str,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether a number begins here.
    pub(super) fn at_number(&self) -> bool {
        self.rest.starts_with(|c: char| c.is_ascii_digit() || numeral::digit(c).is_some())
    }

    /// The number here; `otherwise` is the fault where there is none.
    pub(super) fn number(&mut self, otherwise: AmountError) -> Result<Number, AmountError> {
        let run = self.rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'));
        let (run, rest) = self.rest.split_at(run.unwrap_or(self.rest.len()));
        if run.is_empty() {
            let (section, rest) = numeral::section(self.rest).ok_or(otherwise)?;
            self.rest = rest;
            let Section { whole, fraction, complete } = section;
            return Ok(Number { whole, fraction, kind: Kind::Numeral { complete } });
        }
        let (whole, fraction) = digits(run, otherwise)?;
        self.rest = rest;
        Ok(Number { whole, fraction, kind: Kind::Digits })
    }

    /// The unit behind a number; none where the text ends.
    pub(super) fn unit(&mut self) -> Result<Option<Unit>, AmountError> {
        let after = self.rest.trim_start_matches(' ');
        match Unit::take(after) {
            Some((unit, rest)) => {
                self.rest = rest;
                Ok(Some(unit))
            }
            None if self.is_done() => Ok(None),
            None => Err(self.fault(AmountError::Money)),
        }
    }

    /// Takes one of the words, with a space before it or without; whether one stands here.
    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let after = self.rest.trim_start_matches(' ');
        let rest = words.iter().find_map(|word| after.strip_prefix(word));
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Why the text cannot go on as it does after a number.
    pub(super) fn fault(&self, otherwise: AmountError) -> AmountError {
        let is_number = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit() || numeral::digit(c).is_some())
        };
        let after = self.rest.trim_start();
        if is_number(after) {
            return AmountError::TwoNumbers;
        }
        let beyond = after.trim_start_matches(['年', '万', '亿', '元', '%', ' ']);
        let until = ["--", "-", "~", "～", "—", "至", "到", "…"]
            .iter()
            .find_map(|sign| beyond.strip_prefix(sign));
        if until.is_some_and(|rest| is_number(rest.trim_start_matches(['-', '~', '—', ' ']))) {
            return AmountError::Range;
        }
        match after.strip_prefix('e') {
            Some(rest) if is_number(rest.trim_start_matches(['-', '+'])) => {
                return AmountError::Exponent;
            }
            _ => {}
        }
        if after
            .strip_prefix('w')
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            return AmountError::UnitW;
        }
        otherwise
    }
}

/// The digits before and behind the point of a run of digits, commas and points.
fn digits(run: &str, otherwise: AmountError) -> Result<(String, String), AmountError> {
    let (whole, fraction) = match run.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (run, None),
    };
    if let Some(fraction) = fraction {
        if fraction.contains(',') {
            return Err(AmountError::DecimalComma);
        }
        if fraction.is_empty() || fraction.contains('.') {
            return Err(otherwise);
        }
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        let whole = if first.is_empty() { "0" } else { first };
        return Ok((whole.to_owned(), fraction.unwrap_or_default().to_owned()));
    }
    let grouped = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    match grouped && !first.starts_with('0') {
        true => Ok((whole.replace(',', ""), fraction.unwrap_or_default().to_owned())),
        // 1,2亿 and 0,500亿 mean a decimal.
        false if rest.len() == 1 && fraction.is_none() && (rest[0].len() < 3 || grouped) => {
            Err(AmountError::DecimalComma)
        }
        false => Err(AmountError::Groups),
    }
}
