//! Results as rows of CSV.

use super::{Writer, cell};
use crate::assess::Evaluator;
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
        self.carry(&self.carried, out);
        out.push(b'\n');
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
        self.carry(&record.carried, out);
    }
}
