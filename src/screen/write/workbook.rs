//! Results as rows of a workbook, in the words of the reader.

use super::{NUMBER, Writer, cell};
use crate::assess::{Evaluator, Kind, Named, Status};
use crate::policy::{BenefitId, GateId};
use crate::quantity::{Money, Truth};
use crate::report::{article_text, gap_text, status_text};
use crate::screen::Record;
use crate::text;
use crate::text::{Lang, Text, dated};

impl Writer<'_> {
    /// One row of names: the sheet is filtered and sorted by it.
    pub(super) fn workbook_header(&self, out: &mut Vec<u8>) {
        let lang = self.lang;
        let say = |text: Text| text.get(lang).to_owned();
        self.text(&say(text!("企业", "Enterprise")), out);
        self.carry(&self.carried, out);
        let fixed = [
            text!("读取问题", "Unreadable"),
            text!("估算上限合计（元）", "Estimated ceilings, total (yuan)"),
            text!("最多可达合计（元）", "At most, total (yuan)"),
            text!("以后年度合计（元）", "Later years, total (yuan)"),
            text!("综合评定上限（元）", "Discretionary ceilings (yuan)"),
            text!("未设上限的事项", "Items without a ceiling"),
            text!("共同条件还缺", "Common conditions missing"),
        ];
        for name in fixed {
            out.push(b',');
            self.text(&say(name), out);
        }
        if !self.totals_only {
            let columns = [
                text!("状态", "state"),
                text!("估算上限（元）", "ceiling (yuan)"),
                text!("最多可达（元）", "at most (yuan)"),
                text!("还缺", "missing"),
            ];
            for benefit in &self.policy.benefits {
                let article = article_text(benefit.article, lang);
                for column in &columns {
                    out.push(b',');
                    let (title, column) = (benefit.title.get(lang), column.get(lang));
                    self.text(&format!("{article} {title} {column}"), out);
                }
            }
        }
        out.push(b'\n');
    }

    pub(super) fn workbook_row(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        out: &mut Vec<u8>,
    ) {
        let lang = self.lang;
        let number = |money: Money, out: &mut Vec<u8>| {
            out.extend_from_slice(&[b',', NUMBER]);
            money.push_plain(out);
        };
        let totals = evaluator.totals();
        self.text(&record.id, out);
        self.carry(&record.carried, out);
        out.push(b',');
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            number(amount, out);
        }
        out.push(b',');
        let unbounded: Vec<&str> = totals
            .unbounded
            .iter()
            .map(|benefit| self.policy.benefit(*benefit).title.get(lang))
            .collect();
        cell(out, &unbounded.join(if lang == Lang::Zh { "、" } else { "; " }));
        out.push(b',');
        cell(out, &self.missing_gates(evaluator));
        if self.totals_only {
            return;
        }
        for ((id, _), outcome) in self.policy.benefits().zip(evaluator.outcomes()) {
            out.push(b',');
            cell(out, status_text(self.policy, outcome.status).get(lang));
            // Of what gives nothing the cells stay empty: the eye then finds the others.
            match outcome.amount {
                Money::ZERO => out.push(b','),
                amount => number(amount, out),
            }
            match outcome.at_most {
                Some(Money::ZERO) => out.push(b','),
                Some(at_most) => number(at_most, out),
                None => {
                    out.push(b',');
                    cell(out, text!("不设上限", "no ceiling").get(lang));
                }
            }
            out.push(b',');
            if matches!(outcome.status, Status::Ineligible | Status::Undetermined) {
                cell(out, &self.missing_text(record, evaluator, id));
            }
        }
    }

    /// The common conditions that are not met: said once, not with every benefit.
    fn missing_gates(&self, evaluator: &Evaluator<'_>) -> String {
        let lang = self.lang;
        let mut text = String::new();
        for (gate, at) in self.policy.gates.iter().zip(0u16..) {
            let open = match evaluator.gate(GateId(at)) {
                Truth::True => continue,
                Truth::False => text!("", ""),
                Truth::Unknown => text!("（待确认）", " (not known)"),
            };
            self.part(&mut text);
            text.push_str(gate.title.get(lang));
            text.push_str(open.get(lang));
        }
        text
    }

    /// Begins the next part of a list.
    fn part(&self, text: &mut String) {
        if !text.is_empty() {
            text.push_str(if self.lang == Lang::Zh { "；" } else { "; " });
        }
    }

    /// What a benefit lacks, in words; common conditions have a column of their own.
    fn missing_text(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        benefit: BenefitId,
    ) -> String {
        let lang = self.lang;
        let mut text = String::new();
        let mut common = false;
        for missing in evaluator.missing(self.policy, &record.answers, benefit) {
            if matches!(missing.named, Named::Gate(_)) && std::mem::replace(&mut common, true) {
                continue;
            }
            self.part(&mut text);
            match missing.named {
                Named::Gate(_) => {
                    text.push_str(text!("共同条件", "common conditions").get(lang));
                    continue;
                }
                Named::Fact(fact) => {
                    text.push_str(&dated(self.policy.fact(fact).label.get(lang), record.year));
                }
            }
            match (missing.kind, missing.gap, lang) {
                (Kind::Unknown, _, Lang::Zh) => text.push_str("（待确认）"),
                (Kind::Unknown, _, Lang::En) => text.push_str(" (not known)"),
                (Kind::Unmet, None, _) => {}
                (Kind::Unmet, Some(gap), Lang::Zh) => {
                    text.push_str(&format!("（差 {}）", gap_text(gap, lang)));
                }
                (Kind::Unmet, Some(gap), Lang::En) => {
                    text.push_str(&format!(" (short by {})", gap_text(gap, lang)));
                }
            }
        }
        text
    }
}
