//! What is to be verified: for each enterprise and whoever knows, what to ask, and what the
//! answer would settle.

use super::row::Row;
use super::{Heads, Tab, put};
use crate::assess::{Evaluator, Status};
use crate::batch::Record;
use crate::batch::lacks::{Lacks, Step, questions};
use crate::batch::output::Layout;
use crate::batch::write::Writer;
use crate::policy::{BenefitId, FactId};
use crate::text;

/// A question, the items that wait for it, and whether each waits for nothing else.
type Question = (FactId, Vec<(BenefitId, bool)>);

impl Writer<'_> {
    pub(super) fn open_layout(&self) -> Layout {
        let mut heads = Heads::default();
        heads.add(self.say(&text!("谁知道", "Who knows")), 18);
        self.add_list_heads(&mut heads);
        heads.add(self.say(&text!("要核实的", "What to ask")), 38);
        heads.figure(self.say(&text!("涉及事项数", "Items that wait")), 8);
        heads.add(
            self.say(&text!("只差这一问就能定的事项", "Items that this answer alone settles")),
            38,
        );
        heads.layout(self.say(&text!("待核实", "To verify")), 1 + self.frozen())
    }

    pub(super) fn open_rows(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        let mut asked: Vec<Question> = Vec::new();
        let outcomes = evaluator.outcomes().iter();
        let mut facts = Vec::new();
        for (((id, _), outcome), lack) in self.policy.benefits().zip(outcomes).zip(lacks.iter()) {
            if outcome.status != Status::Undetermined {
                continue;
            }
            facts.clear();
            for fact in lack.missing.iter().filter_map(|part| part.fact) {
                questions(evaluator, fact, &mut facts);
            }
            for fact in &facts {
                let alone = lack.step == Some(Step::Answer(*fact));
                match asked.iter_mut().find(|(known, _)| known == fact) {
                    Some((_, benefits)) => benefits.push((id, alone)),
                    None => asked.push((*fact, vec![(id, alone)])),
                }
            }
        }
        while let Some(person) = asked.first().map(|(fact, _)| &self.words.persons[fact.index()]) {
            let same = |(fact, _): &Question| self.words.persons[fact.index()] == *person;
            let (theirs, others): (Vec<Question>, Vec<Question>) =
                asked.into_iter().partition(same);
            asked = others;
            self.open_row(record, person, &theirs, out);
        }
    }

    fn open_row(&self, record: &Record, person: &str, asked: &[Question], out: &mut Vec<u8>) {
        let mut row = Row::new(Tab::Open, out);
        row.wrapped(|out| put(out, person));
        self.listed(record, &mut row);
        row.wrapped(|out| {
            for (at, (fact, _)) in asked.iter().enumerate() {
                if at > 0 {
                    put(out, &self.words.part);
                }
                put(out, &self.words.fact(*fact, record.year));
            }
        });
        let mut waiting: Vec<BenefitId> =
            asked.iter().flat_map(|(_, benefits)| benefits.iter().map(|(id, _)| *id)).collect();
        waiting.sort_unstable();
        waiting.dedup();
        row.number(waiting.len());
        row.wrapped(|out| {
            let settled = asked.iter().flat_map(|(_, benefits)| benefits);
            for (at, (id, _)) in settled.filter(|(_, alone)| *alone).enumerate() {
                if at > 0 {
                    put(out, &self.words.part);
                }
                put(out, &self.words.articles[id.index()]);
                out.push(b' ');
                put(out, self.words.benefit(*id));
            }
        });
        row.end();
    }
}
