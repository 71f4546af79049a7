//! A row on its way from the worker that made it to the sheet that takes it.

use std::io::Write as _;

use super::Tab;
use crate::batch::Kind;
use crate::batch::words::push_wan;
use crate::batch::write::shown;
use crate::quantity::Money;

/// What ends a cell and a row. Text that may be shown has neither.
pub(in crate::batch) const CELL: u8 = 0x1f;
pub(in crate::batch) const ROW: u8 = 0x1e;

/// What a cell is, as its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::batch) enum Mark {
    /// Text on one line.
    Text = 1,
    /// Text that must not be cut.
    Wrapped,
    /// An amount in 万元.
    Money,
    /// A number without a unit, such as a year.
    Number,
    /// A number shown as a percentage.
    Percent,
    /// A day, as a number of days.
    Date,
}

#[cfg(feature = "sheets")]
impl Mark {
    const ALL: [Self; 6] =
        [Self::Text, Self::Wrapped, Self::Money, Self::Number, Self::Percent, Self::Date];

    /// The mark of a cell and what the cell says.
    pub(in crate::batch) fn split(cell: &str) -> Option<(Self, &str)> {
        let first = *cell.as_bytes().first()?;
        let mark = Self::ALL.into_iter().find(|mark| *mark as u8 == first)?;
        cell.get(1..).filter(|rest| !rest.is_empty()).map(|rest| (mark, rest))
    }
}

/// A day such as 2015-03-04 as Excel counts days.
fn serial(day: &str) -> Option<f64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1901..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The year begins in March, so that a leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    // Day 1 is 31 December 1899 for days after February 1900, which Excel gives a 29th.
    Some(f64::from(days - 693_900))
}

/// A row under way.
pub(super) struct Row<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> Row<'o> {
    pub(super) fn new(tab: Tab, out: &'o mut Vec<u8>) -> Self {
        out.push(tab as u8);
        Self { out }
    }

    fn cell(&mut self, mark: Mark, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.push(mark as u8);
        write(self.out);
        self.out.push(CELL);
    }

    pub(super) fn empty(&mut self) {
        self.out.push(CELL);
    }

    /// Text from outside.
    pub(super) fn text(&mut self, text: &str) {
        self.cell(Mark::Text, |out| out.extend_from_slice(shown(text).as_bytes()));
    }

    /// The name of an enterprise, which is never cut.
    pub(super) fn name(&mut self, name: &str) {
        self.cell(Mark::Wrapped, |out| out.extend_from_slice(shown(name).as_bytes()));
    }

    /// Our own words.
    pub(super) fn words(&mut self, words: &str) {
        self.composed(|out| out.extend_from_slice(words.as_bytes()));
    }

    /// Our own words, put together in place.
    pub(super) fn composed(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.cell(Mark::Text, write);
    }

    /// Our own words, over as many lines as they need.
    pub(super) fn wrapped(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.cell(Mark::Wrapped, write);
    }

    pub(super) fn money(&mut self, money: Money) {
        self.cell(Mark::Money, |out| push_wan(out, money.fen().into()));
    }

    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        self.cell(Mark::Number, |out| {
            let _ = write!(out, "{number}");
        });
    }

    /// A copied cell, which keeps its kind.
    pub(super) fn copied(&mut self, text: &str, kind: Option<Kind>) {
        let number = match kind {
            None => None,
            Some(Kind::Number) => text.parse::<f64>().ok().map(|number| (Mark::Number, number)),
            Some(Kind::Percent) => {
                let number = text.strip_suffix('%').and_then(|text| text.parse::<f64>().ok());
                number.map(|number| (Mark::Percent, number / 100.0))
            }
            Some(Kind::Date) => serial(text).map(|days| (Mark::Date, days)),
        };
        match number.filter(|(_, number)| number.is_finite()) {
            None => self.text(text),
            // What was written is what was read: digits are not recreated.
            Some((Mark::Number, _)) => self.number(text),
            Some((mark, number)) => self.cell(mark, |out| {
                let _ = write!(out, "{number}");
            }),
        }
    }

    pub(super) fn end(self) {
        self.out.push(ROW);
    }
}
