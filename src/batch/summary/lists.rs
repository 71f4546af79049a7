//! The enterprises by name: who has an item, and who is one step away from it.

use super::line::NAMED;
use super::tables::{Shown, Table, Value};
use crate::assess::Named;
use crate::batch::words::gap_words;
use crate::report::label;
use crate::text;

impl Shown<'_> {
    /// Who has an item, the largest amounts first; none where nobody has it.
    pub(super) fn holders(&self, at: usize) -> Option<Table> {
        let line = &self.summary.benefits[at];
        let name = self.name(at);
        let heads = [text!("企业", "Enterprise"), text!("估算上限", "Ceiling")];
        let paid = line.amounts.largest.iter();
        let paid = paid.map(|(whose, amount)| (whose, Value::Money(amount.fen().into())));
        let unpaid = line.unpaid.iter().map(|(whose, ())| (whose, Value::Blank));
        let rows = paid.chain(unpaid).take(NAMED);
        let rows: Vec<_> =
            rows.map(|(whose, value)| vec![self.whose(whose).into(), value]).collect();
        let title = self.counted(&name, line.eligible, rows.len());
        (!rows.is_empty()).then(|| Table {
            title,
            heads: self.heads(&heads),
            rows,
            orders: Vec::new(),
            total: false,
        })
    }

    /// Who is one step away from an item, the nearest first; none where nobody is.
    pub(super) fn near(&self, at: usize) -> Option<Table> {
        let line = &self.summary.benefits[at];
        let rows: Vec<_> = line
            .near
            .iter()
            .map(|(whose, short)| {
                vec![
                    self.whose(whose).into(),
                    self.condition(short.named, whose.year).into(),
                    short.gap.map_or(Value::Blank, |gap| gap_words(gap, self.lang).into()),
                ]
            })
            .collect();
        let title = self.counted(&self.name(at), line.one_step, rows.len());
        (!rows.is_empty()).then(|| Table {
            title,
            heads: self.heads(&[
                text!("企业", "Enterprise"),
                text!("差的条件", "Condition not met"),
                text!("还差", "Short by"),
            ]),
            rows,
            orders: Vec::new(),
            total: false,
        })
    }

    /// The condition that is not met.
    pub(super) fn condition(&self, named: Named, year: i32) -> String {
        match named {
            Named::Gate(gate) => self.policy.gates[gate.index()].title.get(self.lang).to_owned(),
            Named::Fact(fact) => label(self.policy, fact, year, self.lang),
        }
    }

    /// The name of an item with how many enterprises there are, and how many are named.
    fn counted(&self, name: &str, all: u64, named: usize) -> String {
        if u64::try_from(named).is_ok_and(|named| named < all) {
            self.say(text!(
                "{name}（{all} 家，列出前 {named} 家）",
                "{name} ({all}, the first {named})"
            ))
        } else {
            self.say(text!("{name}（{all} 家）", "{name} ({all})"))
        }
    }
}
