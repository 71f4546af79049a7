//! The rows at the top of a sheet: where the header is, in one row or two, and what the titles
//! above it say.

use super::header::{INDUSTRY, YEAR, is_naming};
use super::labels::{Label, fact, is_dated, labels, plain, unit_in};
use super::map::{ColumnMap, Target};
use super::propose::is_like_a_fact;
use super::unit::ColumnUnit;
use crate::batch::Options;
use crate::policy::Policy;

/// Rows below the header that a proposed mapping file looks at.
pub(in crate::batch) const LOOKED_AT: usize = 1_000;

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

/// When a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::batch) enum Certainty {
    /// It is one, or a mapping file has it.
    Known,
    /// It is one, or like one.
    Like,
}

/// Finds the header: the row, or the two rows joined, with the most names that are known; of those
/// that say the same the first.
pub(in crate::batch) fn find(
    policy: &Policy,
    options: &Options,
    rows: &[Vec<String>],
    certainty: Certainty,
) -> Option<Top> {
    let labels = labels(policy, options.year);
    let known = Known { policy, labels, map: &options.map, certainty };
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
    map: &'p ColumnMap,
    certainty: Certainty,
}

impl Known<'_> {
    /// How many names are known, of whatever kind, and how many of them are facts.
    fn among(&self, names: &[String]) -> (usize, usize) {
        let facts = names.iter().filter(|name| self.is_fact(name)).count();
        let others = names.iter().filter(|name| {
            if let Some(mapped) = self.map.column(name) {
                return !matches!(mapped.target, Target::Fact(_));
            }
            let plain = plain(name);
            is_naming(&plain)
                || YEAR.contains(&plain.as_str())
                || INDUSTRY.contains(&plain.as_str())
        });
        (facts + others.count(), facts)
    }

    fn is_fact(&self, name: &str) -> bool {
        let Self { policy, labels, map, certainty } = self;
        if let Some(mapped) = map.column(name) {
            return matches!(mapped.target, Target::Fact(_));
        }
        fact(policy, labels, name).is_some()
            || is_dated(policy, labels, name)
            || (*certainty == Certainty::Like && is_like_a_fact(policy, labels, name))
    }

    fn is_known(&self, name: &str) -> bool {
        self.among(&[name.to_owned()]).0 > 0
    }

    /// A name below another, with the unit of that one if it has none of its own. A fact above
    /// lends it to names that are longer than its own only: 工业产值（万元） over 最高工业产值.
    fn with_unit(&self, under: String, over: &str) -> String {
        let plain_over = plain(over);
        let base = plain_over.split_once('（').map_or("", |(base, _)| base);
        let lends = !self.is_fact(over) || (!base.is_empty() && plain(&under).contains(base));
        let Some(unit) = unit_in(over).filter(|_| lends && unit_in(&under).is_none()) else {
            return under;
        };
        let with = format!("{under}（{}）", unit.text().zh);
        if self.is_fact(&with) { with } else { under }
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
                    _ if self.is_known(&under) => self.with_unit(under, over),
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
