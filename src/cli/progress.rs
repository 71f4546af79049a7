//! How far a long run is, on a line of the terminal that is written over.

use std::time::{Duration, Instant};

use super::exit::complain;
use crate::batch::Tally;
use crate::text;
use crate::text::{Lang, printable_within};

/// How often the line changes at most.
const PERIOD: Duration = Duration::from_millis(200);

/// Back to the start of the line, and the line cleared.
const CLEAR: &str = "\r\x1b[K";

/// Columns of a terminal that does not tell.
const WIDTH: usize = 80;

/// How much there is to do.
#[derive(Clone, Copy, Debug)]
pub enum Total {
    /// Bytes of the input.
    Bytes(u64),
    /// Rows of a sheet.
    Rows(u64),
}

/// The line, if it is to be seen.
#[derive(Debug)]
pub struct Progress {
    lang: Lang,
    /// How much there is, where known.
    total: Option<Total>,
    started: Instant,
    /// None: not to be seen.
    due: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// A line that is not yet shown.
    pub fn new(lang: Lang, visible: bool, total: Option<Total>) -> Self {
        let started = Instant::now();
        let due = visible.then(|| started + PERIOD);
        Self { lang, total, started, due, shown: false }
    }

    /// How many rows there are is told when the sheet is found; that took its own time.
    pub fn rows(&mut self, rows: u64) {
        self.total = Some(Total::Rows(rows));
        self.started = Instant::now();
    }

    /// Shows how much is done.
    pub fn done(&mut self, tally: Tally, bytes: u64) {
        let now = Instant::now();
        if self.due.is_none_or(|due| now < due) {
            return;
        }
        self.due = Some(now + PERIOD);
        self.shown = true;
        let line = said(tally, bytes, self.total, now - self.started, self.lang);
        // A line that wraps could not be taken away again.
        let width = crossterm::terminal::size().map_or(WIDTH, |(width, _)| width.into());
        complain(&format!("{CLEAR}{}", printable_within(&line, width.saturating_sub(1))));
    }

    /// Takes the line away, so that something else can be written.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            complain(CLEAR);
        }
    }
}

fn said(tally: Tally, bytes: u64, total: Option<Total>, spent: Duration, lang: Lang) -> String {
    let (lines, bad) = (tally.good + tally.bad, tally.bad);
    let millis = u64::try_from(spent.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = lines.saturating_mul(1000) / millis;
    let text = text!(
        "{lines} 行，{rate} 行/秒，写错 {bad} 行",
        "{lines} lines, {rate} a second, {bad} bad"
    );
    let mut line = text.get(lang).to_owned();
    let (done, total) = match total {
        Some(Total::Bytes(total)) => (bytes, total),
        Some(Total::Rows(total)) => (lines, total),
        None => (0, 0),
    };
    if done > 0 && done <= total {
        let part = done.saturating_mul(100) / total;
        let left = millis.saturating_mul(total - done) / done / 1000;
        let text = text!("，{part}%，还需 {left} 秒", ", {part}%, {left} s left");
        line.push_str(text.get(lang));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_rate_and_time_left() {
        let tally = Tally { good: 990, bad: 10, unchecked: 0 };
        let spent = Duration::from_secs(2);
        assert_eq!(
            said(tally, 100, Some(Total::Bytes(400)), spent, Lang::En),
            "1000 lines, 500 a second, 10 bad, 25%, 6 s left"
        );
        assert_eq!(said(tally, 100, None, spent, Lang::Zh), "1000 行，500 行/秒，写错 10 行");
        // Of a sheet the rows are counted, not the bytes; a size that cannot be is left out.
        let rows = |rows| said(tally, 999, Some(Total::Rows(rows)), spent, Lang::Zh);
        assert_eq!(rows(5000), "1000 行，500 行/秒，写错 10 行，20%，还需 8 秒");
        assert_eq!(rows(0), "1000 行，500 行/秒，写错 10 行");
        assert_eq!(rows(999), "1000 行，500 行/秒，写错 10 行");
    }
}
