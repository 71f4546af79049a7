//! The first rows of a sheet, looked at before anything is put out: whether the bare figures can be
//! what they say. And enterprises that come again, left out where that is asked for.

use std::collections::{HashSet, VecDeque};

use super::chunk::{Chunk, Supply};
use super::columns::{Column, Header};
use super::csv_in::{Cells, Row, Who, each_row};
use super::noticed::{Noticed, key};
use super::{Duplicates, Job, ScreenError};
use crate::diagnostic::found;
use crate::policy::FactKind;
use crate::quantity::Money;
use crate::quantity::read::{self, BarePercent, Unit};
use crate::text;
use crate::text::Text;

/// Rows that are looked at.
const ROWS: usize = 5_000;
/// Bytes that are held for it.
const BYTES: usize = 8 << 20;
/// The median below which amounts without a unit are not believed.
const FEW: Money = Money::from_fen(10_000_000);

/// A supply whose first pieces were looked at.
pub(super) struct Ahead<'a, S> {
    job: &'a Job<'a>,
    header: &'a Header,
    supply: S,
    ready: VecDeque<Chunk>,
    /// What came, where only the first counts.
    seen: HashSet<u64>,
    /// The rows that do not count.
    dropped: HashSet<u64>,
}

/// Looks at the first rows.
///
/// # Errors
/// [`ScreenError::Input`] where figures can't be what they say, with what to repeat it with.
pub(super) fn look<'a, S: Supply>(
    job: &'a Job<'a>,
    header: &'a Header,
    mut supply: S,
    dropped: HashSet<u64>,
) -> Result<Ahead<'a, S>, ScreenError> {
    let mut ready = VecDeque::new();
    let mut figures = Figures::new(job, header);
    let mut bytes = 0;
    while figures.rows < ROWS && bytes < BYTES {
        let mut chunk = Chunk::default();
        if !supply.next(&mut chunk)? {
            break;
        }
        bytes += chunk.bytes.len();
        figures.look(&chunk);
        ready.push_back(chunk);
    }
    figures.check()?;
    Ok(Ahead { job, header, supply, ready, seen: HashSet::new(), dropped })
}

impl<S: Supply> Supply for Ahead<'_, S> {
    fn next(&mut self, chunk: &mut Chunk) -> Result<bool, ScreenError> {
        let more = match self.ready.pop_front() {
            Some(ready) => {
                *chunk = ready;
                true
            }
            None => self.supply.next(chunk)?,
        };
        if more && self.job.options.duplicates == Duplicates::First {
            let seen = &mut self.seen;
            let mut again = Vec::new();
            identities(self.job, self.header, chunk, |line, name, year| {
                if !seen.insert(key(name, year)) {
                    again.push(line);
                }
            });
            chunk.dropped = again;
        } else if more && !self.dropped.is_empty() {
            let mut again = Vec::new();
            each_row(self.header, chunk, |line, _| {
                if self.dropped.contains(&line) {
                    again.push(line);
                }
            });
            chunk.dropped = again;
        }
        Ok(more)
    }
}

/// Goes through all rows and notes who stands in each.
pub(super) fn note(
    job: &Job<'_>,
    header: &Header,
    supply: &mut impl Supply,
    all: &mut Noticed,
) -> Result<(), ScreenError> {
    let mut piece = Noticed::default();
    let mut chunk = Chunk::default();
    while supply.next(&mut chunk)? {
        piece.clear();
        identities(job, header, &chunk, |line, name, year| piece.saw(name, year, line));
        all.add(&piece);
    }
    Ok(())
}

/// Who stands in each row of a piece, and in which year.
fn identities(job: &Job<'_>, header: &Header, chunk: &Chunk, mut each: impl FnMut(u64, &str, i32)) {
    let who = Who::new(job, header);
    let year = header.columns.iter().position(|column| *column == Column::Year);
    let mut cells = Cells::default();
    each_row(header, chunk, |line, row| {
        cells.split(row, header.separator);
        let own = year.and_then(|at| read::year(cells.text(at)?).ok());
        let (Row::Enterprise, Some(year)) =
            (who.is(&cells, chunk.is_faulty(line)), own.or(job.options.year))
        else {
            return;
        };
        let id = who.id(&cells);
        if !id.is_empty() {
            each(line, id, year);
        }
    });
}

/// The bare figures of the columns whose unit may have been forgotten.
struct Figures<'a> {
    job: &'a Job<'a>,
    header: &'a Header,
    rows: usize,
    amounts: Vec<(usize, Vec<Money>)>,
    percents: Vec<(usize, Vec<rust_decimal::Decimal>)>,
}

impl<'a> Figures<'a> {
    fn new(job: &'a Job<'a>, header: &'a Header) -> Self {
        let columns =
            || header.columns.iter().enumerate().filter(|(at, _)| !header.confirmed.contains(at));
        let amounts = columns().filter_map(|(at, column)| match column {
            Column::Fact(id, None) => {
                matches!(job.policy.fact(*id).kind, FactKind::Money { .. } | FactKind::MoneyList)
                    .then(|| (at, Vec::new()))
            }
            _ => None,
        });
        let percents = columns().filter_map(|(at, column)| match column {
            Column::Fact(id, _) => {
                (job.policy.fact(*id).kind == FactKind::Percent).then(|| (at, Vec::new()))
            }
            _ => None,
        });
        Self { job, header, rows: 0, amounts: amounts.collect(), percents: percents.collect() }
    }

    fn look(&mut self, chunk: &Chunk) {
        if self.amounts.is_empty() && self.percents.is_empty() {
            self.rows = ROWS;
            return;
        }
        let Self { job, header, rows, amounts, percents } = self;
        let who = Who::new(job, header);
        let mut cells = Cells::default();
        each_row(header, chunk, |line, row| {
            *rows += 1;
            cells.split(row, header.separator);
            if *rows > ROWS || !matches!(who.is(&cells, chunk.is_faulty(line)), Row::Enterprise) {
                return;
            }
            for (at, figures) in amounts.iter_mut() {
                let parts = cells.text(*at).unwrap_or_default().split([';', '；', '、', '\n']);
                let bare = parts.filter(|part| read::is_bare(part));
                let amount = bare.filter_map(|part| read::money(part, Some(Unit::YUAN)).ok());
                figures.extend(amount.filter(|amount| *amount != Money::ZERO));
            }
            for (at, figures) in percents.iter_mut() {
                let cell = cells.text(*at).filter(|cell| read::is_bare(cell));
                let percent = cell.and_then(|cell| read::percent(cell, BarePercent::Percent).ok());
                let figure = percent.map(crate::quantity::Percent::to_decimal);
                figures.extend(figure.filter(|figure| !figure.is_zero()));
            }
        });
    }

    fn check(&mut self) -> Result<(), ScreenError> {
        let one = rust_decimal::Decimal::ONE;
        let mut doubted: Vec<(usize, Text)> = Vec::new();
        for (at, figures) in &mut self.amounts {
            figures.sort_unstable();
            let median = figures.get(figures.len() / 2);
            if median.is_some_and(|median| *median < FEW) {
                doubted.push((*at, text!("万元", "万元")));
            }
        }
        for (at, figures) in &self.percents {
            let small = figures.iter().all(|figure| figure.abs() <= one);
            if small && figures.iter().any(|figure| figure.abs() < one) {
                doubted.push((*at, text!("小数", "小数")));
            }
        }
        if doubted.is_empty() {
            return Ok(());
        }
        doubted.sort_by_key(|(at, _)| *at);
        // As it is written on a command line: without the unit and line breaks.
        let name = |at: usize| {
            let name = self.header.names.get(at).map_or("", String::as_str);
            let name = name.split(['（', '(']).find(|part| !part.is_empty()).unwrap_or(name);
            name.split_whitespace().collect::<String>()
        };
        let shown = |at: usize| found(&name(at));
        let is_amount = |at: usize| self.amounts.iter().any(|(amount, _)| *amount == at);
        let list = |amounts: bool, by: &str| {
            let names = doubted.iter().filter(|(at, _)| is_amount(*at) == amounts);
            names.map(|(at, _)| shown(*at)).collect::<Vec<_>>().join(by)
        };
        let option = |(at, unit): &(usize, Text)| {
            format!("--unit {}", quoted(&format!("{}={}", name(*at), unit.zh)))
        };
        let options = doubted.iter().map(option).collect::<Vec<_>>().join(" ");
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        let amounts = list(true, "”、“");
        if !amounts.is_empty() {
            zh.push(format!("“{amounts}”没有写单位，数字又太小，不像以元计"));
            let amounts = list(true, "\", \"");
            en.push(format!("\"{amounts}\": no unit, and figures too small to be in yuan"));
        }
        let percents = list(false, "”、“");
        if !percents.is_empty() {
            zh.push(format!(
                "“{percents}”的数字都在 −1 和 1 之间，0.052 可能是 0.052%，也可能是 5.2%"
            ));
            let percents = list(false, "\", \"");
            en.push(format!(
                "\"{percents}\": all figures between -1 and 1; 0.052 may be 0.052 % or 5.2 %"
            ));
        }
        let other = |(at, _): &(usize, Text)| {
            let unit = if is_amount(*at) { "元" } else { "%" };
            format!("--unit {}", quoted(&format!("{}={unit}", name(*at))))
        };
        let others = doubted.iter().map(other).collect::<Vec<_>>().join(" ");
        let (zh, en) = (zh.join("；"), en.join("; "));
        Err(ScreenError::Input(text!(
            "{zh}。没有评估。请写明单位再运行，例如加上 {options}（金额可用 元、千元、万元、亿元；小数 把 0.052 读作 5.2%）；数字本来就对的，加上 {others}",
            "{en}. Nothing was assessed. Repeat the command with the units, such as {options} (amounts take 元, 千元, 万元, 亿元; 小数 reads 0.052 as 5.2%); if the figures are right as they stand, {others}"
        )))
    }
}

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.' | '%' | '/' | ':');
    let argument = found(argument);
    if argument.chars().all(plain) {
        argument
    } else {
        format!("'{}'", argument.replace('\'', "'\\''"))
    }
}
