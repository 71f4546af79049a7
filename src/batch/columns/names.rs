//! The rows at the top of a sheet: where the header is, in one row or two, and what the titles
//! above it say.

use super::labels::{Label, fact, is_dated, labels, plain};
use super::unit::ColumnUnit;
use super::{INDUSTRY, YEAR, is_naming};
use crate::batch::Options;
use crate::policy::Policy;

/// Rows among which the header is looked for.
pub(in crate::batch) const TITLE_ROWS: usize = 20;

/// A header that was found.
#[derive(Debug)]
pub(in crate::batch) struct Top {
    /// The positions of its first and last row among those looked at.
    pub first: usize,
    pub last: usize,
    /// The names of the columns.
    pub names: Vec<String>,
    /// How many of them are known, and how many are facts.
    pub known: usize,
    pub facts: usize,
    /// The unit of amounts that a title names (单位：万元).
    pub unit: Option<ColumnUnit>,
}

impl Top {
    /// A row taken for the header although none of its names is known.
    pub(in crate::batch) fn of_row(names: Vec<String>) -> Self {
        Self { first: 0, last: 0, names, known: 0, facts: 0, unit: None }
    }
}

/// Finds the header: the row, or the two rows joined, with the most names that are known; of those
/// that say the same the first.
pub(in crate::batch) fn find(
    policy: &Policy,
    options: &Options,
    rows: &[Vec<String>],
) -> Option<Top> {
    let known = Known { policy, labels: labels(policy, options.year) };
    let mut best: Option<Top> = None;
    let mut take =
        |first: usize, last: usize, names: Vec<String>, (count, facts): (usize, usize)| {
            let better = best.as_ref().is_none_or(|best| (count, facts) > (best.known, best.facts));
            if count > 0 && better {
                best = Some(Top { first, last, names, known: count, facts, unit: None });
            }
        };
    let alone: Vec<(usize, usize)> = rows.iter().map(|row| known.among(row)).collect();
    for (at, row) in rows.iter().enumerate() {
        take(at, at, row.clone(), alone[at]);
        if let (Some(below), Some(under)) = (rows.get(at + 1), alone.get(at + 1)) {
            // A title above the header, or a row of figures below it, adds nothing.
            let names = known.joined(row, below);
            let score = known.among(&names);
            if score > alone[at] && score > *under {
                take(at, at + 1, names, score);
            }
        }
    }
    let mut top = best?;
    let titles = rows.get(..top.first).unwrap_or_default();
    let mut units = titles.iter().flatten().filter_map(|title| of_title(title));
    top.unit = units.next();
    // Two units say that each is one of a part only.
    if units.any(|unit| Some(unit) != top.unit) {
        top.unit = None;
    }
    Some(top)
}

struct Known<'p> {
    policy: &'p Policy,
    labels: Vec<Label>,
}

impl Known<'_> {
    /// How many names are known, of whatever kind, and how many of them are facts.
    fn among(&self, names: &[String]) -> (usize, usize) {
        let facts = names.iter().filter(|name| self.is_fact(name)).count();
        let others = names.iter().filter(|name| {
            let plain = plain(name);
            is_naming(&plain)
                || YEAR.contains(&plain.as_str())
                || INDUSTRY.contains(&plain.as_str())
        });
        (facts + others.count(), facts)
    }

    fn is_fact(&self, name: &str) -> bool {
        fact(self.policy, &self.labels, name).is_some() || is_dated(self.policy, &self.labels, name)
    }

    fn is_known(&self, name: &str) -> bool {
        self.among(&[name.to_owned()]).0 > 0
    }

    /// Names over two rows: a name that goes on over columns is said with each below it
    /// (工业产值（万元） over 本年 and 上年).
    fn joined(&self, above: &[String], below: &[String]) -> Vec<String> {
        let mut over = "";
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        (0..above.len().max(below.len()))
            .map(|at| {
                let (own, under) = (cell(above, at), cell(below, at));
                if let Some(own) = above.get(at).filter(|own| !own.is_empty()) {
                    over = own;
                }
                match (own.is_empty(), under.is_empty()) {
                    (_, true) => own,
                    _ if self.is_known(&under) => under,
                    _ => {
                        let ways = [format!("{under}{over}"), format!("{over}{under}")];
                        let known = ways.into_iter().find(|name| self.is_known(name));
                        known.unwrap_or_else(|| {
                            if own.is_empty() { under } else { format!("{own} {under}") }
                        })
                    }
                }
            })
            .collect()
    }
}

/// The unit of amounts that a title names: 单位：万元, （计量单位：千元）.
fn of_title(title: &str) -> Option<ColumnUnit> {
    let plain = plain(title);
    let behind = |word: &str| Some(plain.split_once(word)?.1.to_owned());
    let named = ["单位:", "单位为", "单位（", "unit:"].iter().find_map(|word| behind(word))?;
    let end = |c: char| matches!(c, '）' | ',' | '、' | ';' | '.' | '/' | ' ');
    let mut parts = named.split(end).filter_map(ColumnUnit::named);
    parts.find(|unit| unit.money().is_some())
}
