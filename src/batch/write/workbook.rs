//! Results as rows of a workbook, in the words of the reader.

use super::{CELL, NUMBER, Writer};
use crate::assess::{Evaluator, Kind, Named, Status, conflicts};
use crate::batch::Record;
use crate::policy::{BenefitId, Certainty, GateId};
use crate::quantity::{Money, Truth};
use crate::report::{article_text, gap_text};
use crate::text;
use crate::text::Text;

impl Writer<'_> {
    /// One row of names: the sheet is filtered and sorted by it.
    pub(super) fn workbook_header(&self, out: &mut Vec<u8>) {
        let lang = self.lang;
        let say = |text: Text| text.get(lang).to_owned();
        self.text(&say(text!("企业", "Enterprise")), out);
        self.carry(&self.carried, &[], out);
        let fixed = [
            (false, text!("读取问题", "Unreadable")),
            (true, text!("估算上限合计（元）", "Estimated ceilings, total (yuan)")),
            (true, text!("最多可达合计（元）", "At most, total (yuan)")),
            (true, text!("以后年度合计（元）", "Later years, total (yuan)")),
            (true, text!("综合评定上限（元）", "Discretionary ceilings (yuan)")),
            (false, text!("未设上限的事项", "Items without a ceiling")),
            (false, text!("共同条件还缺", "Common conditions missing")),
            (false, text!("相互矛盾的回答", "Answers that disagree")),
        ];
        // The name of a column of numbers is marked as they are.
        let mut name = |is_number: bool, name: &str| {
            self.next_cell(out);
            if is_number {
                out.push(NUMBER as u8);
            }
            self.text(name, out);
        };
        for (is_number, text) in fixed {
            name(is_number, &say(text));
        }
        if !self.totals_only {
            for benefit in &self.policy.benefits {
                let article = article_text(benefit.article, lang);
                let title = benefit.title.get(lang);
                let ceiling = match benefit.certainty {
                    Certainty::Discretionary => {
                        text!("综合评定上限（元）", "discretionary ceiling (yuan)")
                    }
                    _ => text!("估算上限（元）", "ceiling (yuan)"),
                };
                let columns = [
                    (false, text!("状态", "state")),
                    (true, ceiling),
                    (true, text!("最多可达（元）", "at most (yuan)")),
                    (false, text!("还缺", "missing")),
                ];
                for (is_number, column) in columns {
                    name(is_number, &format!("{article} {title}\n{}", column.get(lang)));
                }
            }
        }
        self.end_row(out);
    }

    pub(super) fn workbook_row(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        out: &mut Vec<u8>,
    ) {
        let number = |money: Money, out: &mut Vec<u8>| {
            out.extend_from_slice(&[CELL as u8, NUMBER as u8]);
            money.push_plain(out);
        };
        let words = &self.words;
        let totals = evaluator.totals();
        self.text(&record.id, out);
        self.carry(&record.carried, &record.kinds, out);
        self.next_cell(out);
        self.text(&record.unreadable.join("；"), out);
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            number(amount, out);
        }
        self.next_cell(out);
        for (at, benefit) in totals.unbounded.iter().enumerate() {
            if at > 0 {
                put(out, &words.and);
            }
            put(out, words.benefit(*benefit));
        }
        self.next_cell(out);
        self.missing_gates(evaluator, out);
        self.next_cell(out);
        for (at, conflict) in conflicts(self.policy, &record.answers).iter().enumerate() {
            if at > 0 {
                put(out, &words.part);
            }
            put(out, &words.fact(conflict.fact, record.year));
        }
        if self.totals_only {
            return;
        }
        for ((id, _), outcome) in self.policy.benefits().zip(evaluator.outcomes()) {
            self.next_cell(out);
            put(out, words.status(outcome.status));
            // Of what gives nothing the cells stay empty: the eye then finds the others.
            let says_nothing = outcome.status != Status::Eligible;
            for amount in [Some(outcome.amount), outcome.at_most] {
                match amount {
                    Some(Money::ZERO) if says_nothing => self.next_cell(out),
                    Some(amount) => number(amount, out),
                    None => {
                        self.next_cell(out);
                        put(out, &words.no_ceiling);
                    }
                }
            }
            self.next_cell(out);
            if matches!(outcome.status, Status::Ineligible | Status::Undetermined) {
                self.missing_parts(record, evaluator, id, out);
            }
        }
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
    fn missing_parts(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        benefit: BenefitId,
        out: &mut Vec<u8>,
    ) {
        let words = &self.words;
        let (mut first, mut common) = (true, false);
        for missing in evaluator.missing(self.policy, &record.answers, benefit) {
            let is_gate = matches!(missing.named, Named::Gate(_));
            if is_gate && std::mem::replace(&mut common, true) {
                continue;
            }
            if !std::mem::take(&mut first) {
                put(out, &words.part);
            }
            match missing.named {
                Named::Gate(_) => {
                    put(out, &words.common);
                    continue;
                }
                Named::Fact(fact) => put(out, &words.fact(fact, record.year)),
            }
            match (missing.kind, missing.gap) {
                (Kind::Unknown, _) => put(out, &words.open),
                (Kind::Unmet, None) => {}
                (Kind::Unmet, Some(gap)) => {
                    put(out, &words.short[0]);
                    put(out, &gap_text(gap, self.lang));
                    put(out, &words.short[1]);
                }
            }
        }
    }
}

fn put(out: &mut Vec<u8>, words: &str) {
    out.extend_from_slice(words.as_bytes());
}
