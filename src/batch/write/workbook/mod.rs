//! Results as rows of a workbook, in the words of the reader: the lists that say who can claim
//! what, who is one step away and what is to be verified, and one row with all of an enterprise.

mod all;
mod claims;
mod open;
mod row;
mod steps;

use super::{Writer, shown};
use crate::assess::{Evaluator, Kind, Missing, Named};
use crate::batch::lacks::Lacks;
use crate::batch::output::Layout;
use crate::batch::words::{gap_words, unit};
use crate::batch::{self, BadRecord, Record};
use crate::text;
use crate::text::Text;

use row::Row;
#[cfg(feature = "sheets")]
pub(in crate::batch) use row::{CELL, Mark, ROW};

/// The sheets that are written row by row, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::batch) enum Tab {
    /// Who can claim what.
    Claims,
    /// Who is one step away.
    Steps,
    /// What is to be verified, by who knows it.
    Open,
    /// Everything of an enterprise in a row.
    All,
}

impl Tab {
    pub(in crate::batch) const ALL: [Self; 4] = [Self::Claims, Self::Steps, Self::Open, Self::All];
}

/// The columns of a list under way.
#[derive(Default)]
struct Heads(Layout);

impl Heads {
    fn add(&mut self, name: impl Into<String>, width: u16) {
        self.0.heads.push(name.into());
        self.0.widths.push(width);
    }

    /// A column of figures.
    fn figure(&mut self, name: impl Into<String>, width: u16) {
        self.0.figures.push(self.0.heads.len());
        self.add(name, width);
    }

    fn layout(self, name: String, frozen: usize) -> Layout {
        Layout { name, frozen, ..self.0 }
    }
}

impl Writer<'_> {
    /// How the sheets look, in the order of [`Tab::ALL`].
    pub(in crate::batch) fn layouts(&self) -> Vec<Layout> {
        let layout = |tab| match tab {
            Tab::Claims => self.claims_layout(),
            Tab::Steps => self.steps_layout(),
            Tab::Open => self.open_layout(),
            Tab::All => self.all_layout(),
        };
        Tab::ALL.into_iter().map(layout).collect()
    }

    /// The rows of an enterprise on every sheet.
    pub(super) fn workbook_rows(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        self.claims_rows(record, evaluator, lacks, out);
        self.steps_rows(record, evaluator, lacks, out);
        self.open_rows(record, evaluator, lacks, out);
        self.all_row(record, evaluator, lacks, out);
    }

    /// The row of a line that could not be read.
    pub(super) fn workbook_bad(&self, bad: &BadRecord, error: &str, out: &mut Vec<u8>) {
        let mut row = Row::new(Tab::All, out);
        self.whose(bad.id.as_deref().unwrap_or_default(), &bad.carried, &mut row);
        self.others(&bad.carried, &[], &mut row);
        row.empty();
        row.text(error);
        row.end();
    }

    fn say(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The name of a column of amounts.
    fn money(&self, text: &Text) -> String {
        format!("{}{}", text.get(self.lang), unit(self.lang))
    }

    /// The columns that say whose row it is.
    fn add_whose_heads(&self, heads: &mut Heads) {
        heads.add(self.say(&text!("企业", "Enterprise")), 26);
        if self.name.is_some() {
            heads.add(self.say(&text!("编号", "Id")), 23);
        }
    }

    /// The same in a list, with the year.
    fn add_list_heads(&self, heads: &mut Heads) {
        self.add_whose_heads(heads);
        heads.figure(self.say(&text!("年度", "Year")), 6);
        if let Some((name, _)) = &self.by {
            heads.add(shown(name), 10);
        }
    }

    fn frozen(&self) -> usize {
        1 + usize::from(self.name.is_some())
    }

    /// Whose row it is: the name where there is one, and the id.
    fn whose(&self, id: &str, carried: &[String], row: &mut Row<'_>) {
        if let Some(name) = self.name {
            let name = carried.get(name).map(String::as_str).filter(|name| !name.is_empty());
            row.name(name.unwrap_or(id));
        }
        row.name(id);
    }

    /// The same in a list, with the year.
    fn listed(&self, record: &Record, row: &mut Row<'_>) {
        self.whose(&record.id, &record.carried, row);
        row.number(record.year);
        if let Some((_, by)) = &self.by {
            row.text(by.of(record));
        }
    }

    /// The copied cells beside the name.
    fn others(&self, carried: &[String], kinds: &[(usize, batch::Kind)], row: &mut Row<'_>) {
        for at in (0..self.carried.len()).filter(|at| Some(*at) != self.name) {
            let kind = kinds.iter().find(|(of, _)| *of == at).map(|(_, kind)| *kind);
            row.copied(carried.get(at).map_or("", String::as_str), kind);
        }
    }

    /// A part of what is missing, in words.
    fn part(&self, missing: &Missing, year: i32, out: &mut Vec<u8>) {
        let words = &self.words;
        self.named(missing, year, out);
        match (missing.kind, missing.gap) {
            (Kind::Unknown, _) => put(out, &words.open),
            (Kind::Unmet, None) => {}
            (Kind::Unmet, Some(gap)) => {
                put(out, &words.short[0]);
                put(out, &gap_words(gap, self.lang));
                put(out, &words.short[1]);
            }
        }
    }

    /// The name of a part of what is missing.
    fn named(&self, missing: &Missing, year: i32, out: &mut Vec<u8>) {
        match missing.named {
            Named::Gate(gate) => put(out, self.words.gate(gate)),
            Named::Fact(fact) => put(out, &self.words.fact(fact, year)),
        }
    }
}

fn put(out: &mut Vec<u8>, words: &str) {
    out.extend_from_slice(words.as_bytes());
}
