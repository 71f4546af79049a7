//! Everything of an enterprise in one row.

use super::row::Row;
use super::{Heads, Tab, put};
use crate::assess::{Evaluator, Missing, Named, Status, conflicts};
use crate::batch::Record;
use crate::batch::lacks::Lacks;
use crate::batch::output::Layout;
use crate::batch::write::Writer;
use crate::policy::{Certainty, GateId};
use crate::quantity::{Money, Truth};
use crate::report::article_text;
use crate::text;

impl Writer<'_> {
    pub(super) fn all_layout(&self) -> Layout {
        let mut heads = Heads::default();
        self.add_whose_heads(&mut heads);
        for (at, name) in self.carried.iter().enumerate() {
            if Some(at) != self.name {
                heads.add(crate::batch::write::shown(name), 14);
            }
        }
        heads.figure(self.say(&text!("年度", "Year")), 6);
        heads.add(self.say(&text!("读取问题", "Unreadable")), 14);
        heads.figure(self.money(&text!("估算上限合计", "Estimated ceilings, total")), 14);
        heads.figure(self.money(&text!("最多可达合计", "At most, total")), 14);
        heads.figure(self.money(&text!("以后年度合计", "Later years, total")), 14);
        heads.figure(self.money(&text!("综合评定上限", "Discretionary ceilings")), 14);
        heads.add(self.say(&text!("未设上限的事项", "Items without a ceiling")), 20);
        heads.add(self.say(&text!("共同条件还缺", "Common conditions missing")), 26);
        heads.add(self.say(&text!("相互矛盾的回答", "Answers that disagree")), 20);
        // The items stand on the sheets before: 34 of them fit no page.
        heads.0.printed = Some(heads.0.heads.len());
        if !self.totals_only {
            self.benefit_heads(&mut heads);
        }
        heads.layout(self.say(&text!("结果", "Result")), self.frozen())
    }

    fn benefit_heads(&self, heads: &mut Heads) {
        for benefit in &self.policy.benefits {
            let article = article_text(self.policy, benefit.article, self.lang);
            let title = benefit.title.get(self.lang);
            let ceiling = match benefit.certainty {
                Certainty::Discretionary => text!("综合评定上限", "discretionary ceiling"),
                Certainty::Formula
                | Certainty::Ceiling
                | Certainty::RateCeiling
                | Certainty::Competitive
                | Certainty::None => text!("估算上限", "ceiling"),
            };
            let name = |column: String| format!("{article} {title}\n{column}");
            heads.add(name(self.say(&text!("状态", "state"))), 14);
            heads.figure(name(self.money(&ceiling)), 14);
            heads.figure(name(self.money(&text!("最多可达", "at most"))), 14);
            heads.add(name(self.say(&text!("还缺", "missing"))), 34);
        }
    }

    pub(super) fn all_row(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        out: &mut Vec<u8>,
    ) {
        let words = &self.words;
        let totals = evaluator.totals();
        let mut row = Row::new(Tab::All, out);
        self.whose(&record.id, &record.carried, &mut row);
        self.others(&record.carried, &record.kinds, &mut row);
        row.number(record.year);
        row.text(&record.unreadable.join("；"));
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            row.money(amount);
        }
        row.composed(|out| {
            for (at, benefit) in totals.unbounded.iter().enumerate() {
                if at > 0 {
                    put(out, &words.and);
                }
                put(out, words.benefit(*benefit));
            }
        });
        row.composed(|out| self.missing_gates(evaluator, out));
        row.composed(|out| {
            for (at, conflict) in
                conflicts(self.policy, &record.answers, record.year).iter().enumerate()
            {
                if at > 0 {
                    put(out, &words.part);
                }
                put(out, &words.fact(conflict.fact, record.year));
            }
        });
        let outcomes = if self.totals_only { &[] } else { evaluator.outcomes() };
        for (outcome, lack) in outcomes.iter().zip(lacks.iter()) {
            row.words(words.status(outcome.status));
            // Of what gives nothing the cells stay empty: the eye then finds the others.
            let says_nothing = outcome.status != Status::Eligible;
            for amount in [Some(outcome.amount), outcome.at_most] {
                match amount {
                    Some(Money::ZERO) if says_nothing => row.empty(),
                    Some(amount) => row.money(amount),
                    None => row.words(&words.no_ceiling),
                }
            }
            if lack.missing.is_empty() {
                row.empty();
            } else {
                row.composed(|out| self.missing_parts(&lack.missing, record.year, out));
            }
        }
        row.end();
    }

    /// The common conditions that are not met: said once, not with every benefit.
    fn missing_gates(&self, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        let words = &self.words;
        let mut first = true;
        for gate in (0u16..).map(GateId).take(self.policy.gates.len()) {
            let open = match evaluator.gate(gate) {
                Truth::True => continue,
                Truth::False => "",
                Truth::Unknown => &words.open,
            };
            if !std::mem::take(&mut first) {
                put(out, &words.part);
            }
            put(out, words.gate(gate));
            put(out, open);
        }
    }

    /// What a benefit lacks, in words; common conditions have a column of their own.
    fn missing_parts(&self, missing: &[Missing], year: i32, out: &mut Vec<u8>) {
        let (mut first, mut common) = (true, false);
        for part in missing {
            let is_gate = matches!(part.named, Named::Gate(_));
            if is_gate && std::mem::replace(&mut common, true) {
                continue;
            }
            if !std::mem::take(&mut first) {
                put(out, &self.words.part);
            }
            if is_gate {
                put(out, &self.words.common);
            } else {
                self.part(part, year, out);
            }
        }
    }
}
