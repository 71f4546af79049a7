//! What is noticed of an input beside its enterprises: rows that are none, and enterprises
//! that come twice.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::diagnostic::found;
use crate::text;
use crate::text::Text;

/// Rows and enterprises named in a message.
const NAMED: usize = 10;
/// Bits by which it is told whether a key may have come before.
const CAME: usize = 1 << 22;
/// Who may have come twice and is remembered by name.
const TWICE: usize = 1_000;

/// Bits of a row in its place.
const ROW: u32 = 40;

/// A row of an input: that of a sheet by the sheet's number, from 0.
pub(super) fn place(sheet: u64, row: u64) -> u64 {
    sheet << ROW | row
}

/// What is noticed of some rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Noticed {
    /// Rows that are no enterprise: how many, and the first of them with their names.
    passed: u64,
    named: Vec<(u64, String)>,
    /// Enterprises in a year, and the place of each: sixteen bytes.
    keys: Vec<(u64, u64)>,
    /// Of each of these rows, until they are added to the others, who it is.
    who: Vec<(u64, String)>,
    /// A bit for each key that came, or one like it; made when it is needed.
    came: Vec<u64>,
    /// Who may have come twice.
    twice: HashMap<u64, String>,
}

impl Noticed {
    pub(super) fn clear(&mut self) {
        self.passed = 0;
        self.named.clear();
        self.keys.clear();
        self.who.clear();
    }

    /// Adds what is noticed of the rows that follow.
    pub(super) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        let room = NAMED.saturating_sub(self.named.len());
        self.named.extend(other.named.iter().take(room).cloned());
        // Not by doubling: there is one for each row of the input.
        if self.keys.capacity() - self.keys.len() < other.keys.len() {
            self.keys.reserve_exact(self.keys.len() / 8 + other.keys.len());
        }
        self.keys.extend_from_slice(&other.keys);
        if !other.who.is_empty() && self.came.is_empty() {
            self.came = vec![0; CAME / 64];
        }
        for (key, who) in &other.who {
            let bit = usize::try_from(key % CAME as u64).unwrap_or(0);
            let Some(word) = self.came.get_mut(bit / 64) else { continue };
            if *word >> (bit % 64) & 1 == 1 && self.twice.len() < TWICE {
                self.twice.insert(*key, who.clone());
            }
            *word |= 1 << (bit % 64);
        }
    }

    /// A row that is no enterprise.
    pub(super) fn pass(&mut self, line: u64, name: &str) {
        self.passed += 1;
        if self.named.len() < NAMED {
            self.named.push((line, found(name)));
        }
    }

    /// An enterprise, by its code or name.
    pub(super) fn saw(&mut self, name: &str, year: i32, place: u64) {
        let key = key(name, year);
        self.keys.push((key, place));
        self.who.push((key, format!("{} {year}", found(name))));
    }

    /// The rows that are no enterprise, counted and named.
    pub(super) fn rows_passed(&self) -> Option<Text> {
        if self.passed == 0 {
            return None;
        }
        let name =
            |(line, name): &(u64, String)| text!("第 {line} 行“{name}”", "row {line} \"{name}\"");
        let names: Vec<Text> = self.named.iter().map(name).collect();
        let list =
            |pick: fn(&Text) -> &str, by: &str| names.iter().map(pick).collect::<Vec<_>>().join(by);
        let (zh, en) = (list(|name| &name.zh, "、"), list(|name| &name.en, ", "));
        let (count, more) = (self.passed, if self.passed > NAMED as u64 { "…" } else { "" });
        let rows = if count == 1 { "1 row is" } else { &format!("{count} rows are") };
        Some(text!(
            "有 {count} 行不是企业（合计、备注、没有可用数据等），已略过：{zh}{more}",
            "{rows} no enterprise (sums, notes, nothing known), passed over: {en}{more}"
        ))
    }

    /// The enterprises that come more than once in a year, in the order of their first rows.
    pub(super) fn duplicates(&mut self) -> Vec<Duplicate> {
        self.keys.sort_unstable();
        let groups = self.keys.chunk_by(|left, right| left.0 == right.0);
        let mut groups: Vec<Duplicate> = groups
            .filter(|group| group.len() > 1)
            .filter_map(|group| {
                let places = group.iter().map(|(_, place)| *place).collect();
                let who = self.twice.get(&group.first()?.0).cloned().unwrap_or_default();
                Some(Duplicate { places, who })
            })
            .collect();
        groups.sort_unstable();
        groups
    }
}

/// An enterprise that comes more than once in a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duplicate {
    /// The places of its rows.
    places: Vec<u64>,
    /// Its code or name, and the year.
    who: String,
}

impl Duplicate {
    /// The rows that do not count where the last does.
    pub(super) fn all_but_last(&self) -> impl Iterator<Item = u64> {
        self.places.iter().copied().take(self.places.len().saturating_sub(1))
    }

    /// Who it is, and the rows: `甲 2026（第 2、5 行）`, of several sheets with their names.
    fn text(&self, sheets: &[String]) -> Text {
        let row = |place: &u64| {
            let row = place & ((1 << ROW) - 1);
            let sheet = usize::try_from(place >> ROW).ok().and_then(|at| sheets.get(at));
            match sheet.filter(|_| sheets.len() > 1) {
                Some(sheet) => format!("{}!{row}", found(sheet)),
                None => row.to_string(),
            }
        };
        let rows: Vec<String> = self.places.iter().take(NAMED).map(row).collect();
        let who = &self.who;
        let (zh, en) = (rows.join("、"), rows.join(", "));
        text!("{who}（第 {zh} 行）", "{who} (rows {en})")
    }
}

/// What an enterprise is known by in a year.
pub(super) fn key(name: &str, year: i32) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name.trim(), year).hash(&mut hasher);
    hasher.finish()
}

/// A warning of enterprises that come more than once; the sheets are those that were read.
pub(super) fn warning(groups: &[Duplicate], sheets: &[String]) -> Option<Text> {
    if groups.is_empty() {
        return None;
    }
    let named: Vec<Text> = groups.iter().take(NAMED).map(|group| group.text(sheets)).collect();
    let list =
        |pick: fn(&Text) -> &str, by: &str| named.iter().map(pick).collect::<Vec<_>>().join(by);
    let (zh, en) = (list(|text| &text.zh, "；"), list(|text| &text.en, "; "));
    let (count, more) = (groups.len(), if groups.len() > NAMED { "…" } else { "" });
    let enterprises =
        if count == 1 { "1 enterprise comes" } else { &format!("{count} enterprises come") };
    Some(text!(
        "有 {count} 家企业在同一年度出现不止一次：{zh}{more}（--duplicates keep、first、last、error 决定怎样计）",
        "{enterprises} more than once in the same year: {en}{more} (--duplicates keep, first, last or error settles what counts)"
    ))
}
