//! Who can claim what: an enterprise and item a row.

use super::row::Row;
use super::{Heads, Tab, put};
use crate::advise::outlook::only_authority_knows;
use crate::assess::{Evaluator, Status};
use crate::batch::Record;
use crate::batch::lacks::{Lack, Lacks};
use crate::batch::output::Layout;
use crate::batch::words::awaits;
use crate::batch::write::Writer;
use crate::policy::Certainty;
use crate::quantity::Money;

use crate::text;

impl Writer<'_> {
    pub(super) fn claims_layout(&self) -> Layout {
        let mut heads = Heads::default();
        self.add_list_heads(&mut heads);
        heads.add(self.say(&text!("条款", "Article")), 9);
        heads.add(self.say(&text!("事项", "Item")), 26);
        heads.figure(self.money(&text!("估算上限", "Ceiling")), 11);
        heads.figure(self.money(&text!("以后年度", "Later years")), 11);
        heads.figure(self.money(&text!("确认后最多", "At most, once confirmed")), 12);
        heads.add(self.say(&text!("还等什么", "What it waits for")), 28);
        heads.layout(self.say(&text!("可申报", "Can claim")), self.frozen())
    }

    pub(super) fn claims_rows(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        let outcomes = evaluator.outcomes().iter();
        for (((id, benefit), outcome), Lack { missing, .. }) in
            self.policy.benefits().zip(outcomes).zip(lacks.iter())
        {
            let confirmed = match outcome.status {
                Status::Eligible => true,
                Status::Undetermined if only_authority_knows(self.policy, missing) => false,
                Status::Ineligible
                | Status::Undetermined
                | Status::Duplicate
                | Status::Superseded => continue,
            };
            let mut row = Row::new(Tab::Claims, out);
            self.listed(record, &mut row);
            row.words(&self.words.articles[id.index()]);
            row.wrapped(|out| put(out, self.words.benefit(id)));
            if confirmed && benefit.certainty != Certainty::None {
                row.money(outcome.amount);
            } else {
                row.empty();
            }
            match outcome.later {
                Money::ZERO => row.empty(),
                later => row.money(later),
            }
            match outcome.at_most {
                Some(at_most) if !confirmed => row.money(at_most),
                None if benefit.certainty != Certainty::None => row.words(&self.words.no_ceiling),
                Some(_) | None => row.empty(),
            }
            row.wrapped(|out| {
                if confirmed {
                    put(out, awaits(benefit.certainty).get(self.lang));
                    return;
                }
                put(out, text!("主管部门确认：", "the authority: ").get(self.lang));
                for (at, fact) in missing.iter().filter_map(|part| part.fact).enumerate() {
                    if at > 0 {
                        put(out, &self.words.and);
                    }
                    put(out, &self.words.fact(fact, record.year));
                }
            });
            row.end();
        }
    }
}
