//! Results as rows of CSV.

use super::{Writer, cell};
use crate::assess::{Evaluator, Named, Status};
use crate::batch::Record;

/// Written where there is no upper bound.
const UNBOUNDED: &[u8] = b"unbounded";

impl Writer<'_> {
    pub(super) fn csv_header(&self, out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        out.extend_from_slice(b"id,error");
        for name in ["amount", "at_most", "later", "discretionary", "unbounded"] {
            out.extend_from_slice(b",total.");
            out.extend_from_slice(name.as_bytes());
        }
        let benefits = if self.totals_only { &[] } else { &self.policy.benefits[..] };
        for benefit in benefits {
            for column in ["status", "amount", "at_most"] {
                out.push(b',');
                cell(out, &format!("{}.{column}", benefit.id));
            }
        }
        if self.unreadable {
            out.extend_from_slice(b",unreadable");
        }
        self.carry(&self.carried, &[], out);
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

    pub(super) fn csv_row(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        let totals = evaluator.totals();
        self.text(&record.id, out);
        out.push(b',');
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            out.push(b',');
            amount.push_plain(out);
        }
        out.push(b',');
        for (at, benefit) in totals.unbounded.iter().enumerate() {
            if at > 0 {
                out.push(b';');
            }
            out.extend_from_slice(self.policy.benefit(*benefit).id.as_bytes());
        }
        let outcomes = if self.totals_only { &[] } else { evaluator.outcomes() };
        for outcome in outcomes {
            out.push(b',');
            out.extend_from_slice(outcome.status.as_str().as_bytes());
            out.push(b',');
            outcome.amount.push_plain(out);
            out.push(b',');
            match outcome.at_most {
                Some(at_most) => at_most.push_plain(out),
                None => out.extend_from_slice(UNBOUNDED),
            }
        }
        if self.unreadable {
            out.push(b',');
            self.text(&record.unreadable.join(";"), out);
        }
        self.carry(&record.carried, &record.kinds, out);
    }
}
