//! Who is one step away: a single condition is not met that the enterprise can meet by an act of
//! its own or by a figure, with the distance.

use super::row::Row;
use super::{Heads, Tab, put};
use crate::assess::{Evaluator, Gap, Missing, Named};
use crate::batch::Record;
use crate::batch::lacks::{Lacks, Step};
use crate::batch::output::Layout;
use crate::batch::words::{gap_words, needed_words, wan};
use crate::batch::write::Writer;
use crate::profile::Slot;
use crate::quantity::Money;
use crate::text;
use crate::text::dated;

impl Writer<'_> {
    pub(super) fn steps_layout(&self) -> Layout {
        let mut heads = Heads::default();
        self.add_list_heads(&mut heads);
        heads.add(self.say(&text!("条款", "Article")), 9);
        heads.add(self.say(&text!("事项", "Item")), 24);
        heads.add(self.say(&text!("差的条件", "Condition not met")), 20);
        heads.add(self.say(&text!("现为", "Now")), 14);
        heads.add(self.say(&text!("须", "Needed")), 24);
        heads.figure(self.money(&text!("还差", "Short by")), 11);
        heads.add(self.say(&text!("还差（不是金额的）", "Short by (no amount)")), 12);
        heads.add(self.say(&text!("怎么办", "What to do")), 36);
        heads.layout(self.say(&text!("差一步", "One step away")), self.frozen())
    }

    pub(super) fn steps_rows(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        for ((id, _), lack) in self.policy.benefits().zip(lacks.iter()) {
            let (Some(Step::Unmet), [missing]) = (lack.step, &lack.missing[..]) else { continue };
            let mut row = Row::new(Tab::Steps, out);
            self.listed(record, &mut row);
            row.words(&self.words.articles[id.index()]);
            row.wrapped(|out| put(out, self.words.benefit(id)));
            row.wrapped(|out| self.named(missing, record.year, out));
            row.wrapped(|out| put(out, &self.actual(missing, record, evaluator)));
            row.wrapped(|out| {
                let condition = missing.condition.as_ref();
                let needed =
                    condition.map(|it| needed_words(self.policy, it, record.year, self.lang));
                put(out, &needed.unwrap_or_default());
            });
            match missing.gap {
                None => {
                    row.empty();
                    row.empty();
                }
                Some(Gap::Money(Money::ZERO) | Gap::Points(_) | Gap::Count(_) | Gap::Days(_)) => {
                    row.empty();
                    let gap = missing.gap.map(|gap| gap_words(gap, self.lang));
                    row.words(&gap.unwrap_or_default());
                }
                Some(Gap::Money(money)) => {
                    row.money(money);
                    row.empty();
                }
            }
            row.wrapped(|out| put(out, &self.todo(missing, record.year)));
            row.end();
        }
    }

    /// What there is instead of what is needed.
    fn actual(&self, missing: &Missing, record: &Record, evaluator: &Evaluator<'_>) -> String {
        let Some(fact) = missing.fact else { return record.year.to_string() };
        match evaluator.slots[fact.index()] {
            Slot::Money(fen) => wan(fen),
            _ => evaluator
                .effective(self.policy, &record.answers, fact, self.lang)
                .unwrap_or_default(),
        }
    }

    fn todo(&self, missing: &Missing, year: i32) -> String {
        let own = missing.condition.as_ref().and_then(|condition| condition.todo.as_ref());
        let common = match missing.named {
            Named::Gate(gate) => &self.policy.gates[gate.index()].todo,
            Named::Fact(fact) => &self.policy.fact(fact).todo,
        };
        dated(own.unwrap_or(common).get(self.lang), year)
    }
}
