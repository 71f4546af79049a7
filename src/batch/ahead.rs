//! The first rows of a sheet, looked at before anything is written: whether the bare figures can be
//! what they say. And enterprises that come again, left out where that is asked for.

use std::collections::{HashSet, VecDeque};

use super::columns::{Column, Header};
use super::csv_in::{Row, Who};
use super::error::ScreenError;
use super::job::{Duplicates, Job, Options};
use super::noticed::{Noticed, key, place};
use super::rows::{Cells, Rows, Supply};
use crate::diagnostic::found;
use crate::policy::FactKind;
use crate::quantity::Money;
use crate::quantity::read::{self, BarePercent, Unit};
use crate::text;
use crate::text::Text;

/// Rows that are looked at.
const ROWS: usize = 5_000;
/// Bytes that are held for it.
const BYTES: u64 = 8 << 20;
/// The median below which amounts without a unit are not believed.
const FEW: Money = Money::from_fen(10_000_000);

/// Which rows count of an enterprise that comes again.
pub(super) struct Settled {
    /// Who came, where only the first counts.
    came: Option<HashSet<u64>>,
    /// The places of the rows that do not count.
    dropped: HashSet<u64>,
}

impl Settled {
    pub(super) fn new(options: &Options) -> Self {
        let came = (options.duplicates == Duplicates::First).then(HashSet::new);
        Self { came, dropped: options.dropped.clone() }
    }

    fn counts(
        &mut self,
        who: &Identities<'_>,
        cells: &Cells<'_>,
        faulty: bool,
        place: u64,
    ) -> bool {
        if let Some(came) = &mut self.came
            && let Some((name, year)) = who.of(cells, faulty)
        {
            return came.insert(key(name, year));
        }
        !self.dropped.contains(&place)
    }
}

/// A supply whose first pieces were looked at.
pub(super) struct Ahead<'a, S> {
    who: Identities<'a>,
    supply: S,
    ready: VecDeque<Rows>,
    sheet: u64,
    settled: &'a mut Settled,
}

/// Looks at the first rows of a sheet, by its number.
///
/// # Errors
/// [`ScreenError::Input`] where figures can't be what they say, with what to repeat it with.
pub(super) fn look<'a, S: Supply>(
    job: &'a Job<'a>,
    header: &'a Header,
    mut supply: S,
    (sheet, settled): (u64, &'a mut Settled),
) -> Result<Ahead<'a, S>, ScreenError> {
    let mut ready = VecDeque::new();
    let mut figures = Figures::new(job, header);
    let mut bytes = 0;
    while figures.rows < ROWS && bytes < BYTES {
        let mut rows = Rows::default();
        if !supply.next(&mut rows)? {
            break;
        }
        bytes += rows.taken;
        figures.look(&rows);
        ready.push_back(rows);
    }
    figures.check()?;
    Ok(Ahead { who: Identities::new(job, header), supply, ready, sheet, settled })
}

impl<S: Supply> Supply for Ahead<'_, S> {
    fn next(&mut self, rows: &mut Rows) -> Result<bool, ScreenError> {
        let more = match self.ready.pop_front() {
            Some(ready) => {
                *rows = ready;
                true
            }
            None => self.supply.next(rows)?,
        };
        let Self { who, settled, sheet, .. } = self;
        if settled.came.is_some() || !settled.dropped.is_empty() {
            rows.retain(|cells, rows| {
                let faulty = rows.is_faulty(cells.line);
                settled.counts(who, cells, faulty, place(*sheet, cells.line))
            });
        }
        Ok(more)
    }
}

/// Goes through all rows of a sheet and notes who stands in each.
pub(super) fn note(
    job: &Job<'_>,
    header: &Header,
    (sheet, supply): (u64, &mut impl Supply),
    all: &mut Noticed,
) -> Result<(), ScreenError> {
    let who = Identities::new(job, header);
    let mut piece = Noticed::default();
    let mut rows = Rows::default();
    while supply.next(&mut rows)? {
        piece.clear();
        for cells in rows.iter() {
            if let Some((name, year)) = who.of(&cells, rows.is_faulty(cells.line)) {
                piece.saw(name, year, place(sheet, cells.line));
            }
        }
        all.add(&piece);
    }
    Ok(())
}

/// Tells who stands in a row.
struct Identities<'a> {
    job: &'a Job<'a>,
    who: Who<'a>,
    year: Option<usize>,
}

impl<'a> Identities<'a> {
    fn new(job: &'a Job<'a>, header: &'a Header) -> Self {
        let year = header.columns.iter().position(|column| *column == Column::Year);
        Self { job, who: Who::new(job, header), year }
    }

    /// The enterprise of a row and its year, if the row is one's.
    fn of<'r>(&self, cells: &Cells<'r>, faulty: bool) -> Option<(&'r str, i32)> {
        let own = self.year.and_then(|at| read::year(cells.text(at)?).ok());
        let year = own.or(self.job.options.year)?;
        if !matches!(self.who.is(cells, faulty), Row::Enterprise) {
            return None;
        }
        Some(self.who.id(cells)).filter(|id| !id.is_empty()).map(|id| (id, year))
    }
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

    fn look(&mut self, found: &Rows) {
        if self.amounts.is_empty() && self.percents.is_empty() {
            self.rows = ROWS;
            return;
        }
        let Self { job, header, rows, amounts, percents } = self;
        let who = Who::new(job, header);
        for cells in found.iter() {
            *rows += 1;
            let is_one = matches!(who.is(&cells, found.is_faulty(cells.line)), Row::Enterprise);
            if *rows > ROWS || !is_one {
                continue;
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
        }
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
