//! Results as rows of CSV: ids and yuan for programs, words and 万元 for a spreadsheet program.

use super::{Writer, cell};
use crate::assess::{Evaluator, Named, Status};
use crate::batch::Record;
use crate::batch::words::{push_wan, unit};
use crate::quantity::Money;
use crate::text;
use crate::text::Text;

/// Written where there is no upper bound.
const UNBOUNDED: &[u8] = b"unbounded";

impl Writer<'_> {
    pub(super) fn csv_header(&self, out: &mut Vec<u8>) {
        let names = if self.excel {
            // Excel takes a file without a mark for one in the code page of the system.
            out.extend_from_slice("\u{feff}".as_bytes());
            self.spoken_heads()
        } else {
            self.id_heads()
        };
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            cell(out, name);
        }
        if self.unreadable {
            out.extend_from_slice(b",unreadable");
        }
        self.carry(&self.carried, out);
        out.push(b'\n');
    }

    /// One row an enterprise and benefit, for programs that pivot.
    pub(super) fn long_header(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"id,benefit,article,status,amount,at_most,later,missing\n");
    }

    pub(super) fn long_rows(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        for ((id, benefit), outcome) in self.policy.benefits().zip(evaluator.outcomes()) {
            self.text(&record.id, out);
            let (name, article) = (&benefit.id, benefit.article);
            out.extend_from_slice(format!(",{name},{article},").as_bytes());
            out.extend_from_slice(outcome.status.as_str().as_bytes());
            out.push(b',');
            outcome.amount.push_plain(out);
            out.push(b',');
            if let Some(at_most) = outcome.at_most {
                at_most.push_plain(out);
            }
            out.push(b',');
            outcome.later.push_plain(out);
            out.push(b',');
            if matches!(outcome.status, Status::Ineligible | Status::Undetermined) {
                let missing = evaluator.missing(self.policy, &record.answers, id);
                for (at, missing) in missing.iter().enumerate() {
                    if at > 0 {
                        out.push(b';');
                    }
                    let id = match missing.named {
                        Named::Gate(gate) => &self.policy.gates[gate.index()].id,
                        Named::Fact(fact) => &self.policy.fact(fact).id,
                    };
                    out.extend_from_slice(id.as_bytes());
                }
            }
            out.push(b'\n');
        }
    }

    fn id_heads(&self) -> Vec<String> {
        let total = ["amount", "at_most", "later", "discretionary", "unbounded"];
        let fixed = ["id", "error"].map(str::to_owned).into_iter();
        let mut names: Vec<String> =
            fixed.chain(total.map(|name| format!("total.{name}"))).collect();
        let benefits = if self.totals_only { &[] } else { &self.policy.benefits[..] };
        for benefit in benefits {
            names.extend(["status", "amount", "at_most"].map(|it| format!("{}.{it}", benefit.id)));
        }
        names
    }

    fn spoken_heads(&self) -> Vec<String> {
        let say = |text: Text| text.get(self.lang).to_owned();
        let money = |text: Text| format!("{}{}", text.get(self.lang), unit(self.lang));
        let mut names = vec![
            say(text!("编号", "Id")),
            say(text!("读取问题", "Unreadable")),
            money(text!("估算上限合计", "Estimated ceilings, total")),
            money(text!("最多可达合计", "At most, total")),
            money(text!("以后年度合计", "Later years, total")),
            money(text!("综合评定上限", "Discretionary ceilings")),
            say(text!("未设上限的事项", "Items without a ceiling")),
        ];
        let words = &self.words;
        let items = words.articles.iter().zip(&words.benefits);
        let items = items.take(if self.totals_only { 0 } else { words.benefits.len() });
        for (article, title) in items {
            let item = format!("{article} {title}");
            names.push(say(text!("{item} 状态", "{item}, state")));
            names.push(money(text!("{item} 估算上限", "{item}, ceiling")));
            names.push(money(text!("{item} 最多可达", "{item}, at most")));
        }
        names
    }

    pub(super) fn csv_row(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        let totals = evaluator.totals();
        self.text(&record.id, out);
        out.push(b',');
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            out.push(b',');
            self.amount(amount, out);
        }
        out.push(b',');
        if self.excel {
            let names = totals.unbounded.iter().map(|id| self.words.benefit(*id));
            cell(out, &names.collect::<Vec<_>>().join(&self.words.and));
        } else {
            for (at, benefit) in totals.unbounded.iter().enumerate() {
                if at > 0 {
                    out.push(b';');
                }
                out.extend_from_slice(self.policy.benefit(*benefit).id.as_bytes());
            }
        }
        let outcomes = if self.totals_only { &[] } else { evaluator.outcomes() };
        for outcome in outcomes {
            out.push(b',');
            let status = match self.excel {
                true => self.words.status(outcome.status),
                false => outcome.status.as_str(),
            };
            out.extend_from_slice(status.as_bytes());
            out.push(b',');
            self.amount(outcome.amount, out);
            out.push(b',');
            match outcome.at_most {
                Some(at_most) => self.amount(at_most, out),
                None if self.excel => out.extend_from_slice(self.words.no_ceiling.as_bytes()),
                None => out.extend_from_slice(UNBOUNDED),
            }
        }
        if self.unreadable {
            out.push(b',');
            self.text(&record.unreadable.join(";"), out);
        }
        self.carry(&record.carried, out);
    }

    fn amount(&self, amount: Money, out: &mut Vec<u8>) {
        if self.excel {
            push_wan(out, amount.fen().into());
        } else {
            amount.push_plain(out);
        }
    }
}
