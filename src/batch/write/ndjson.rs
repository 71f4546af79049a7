//! Results as lines of JSON, written directly.

use super::Writer;
use crate::assess::{Evaluator, Kind, Named, conflicts};
use crate::batch::Record;
use crate::policy::{BenefitId, GateId, Policy};
use crate::quantity::Money;
use crate::text::json_safe;

impl Writer<'_> {
    pub(super) fn ndjson(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        json_text(out, &record.id);
        let totals = evaluator.totals();
        out.extend_from_slice(b",\"total\":{");
        money(out, b"\"amount\":\"", totals.amount);
        money(out, b",\"at_most\":\"", totals.at_most);
        money(out, b",\"later\":\"", totals.later);
        money(out, b",\"discretionary\":\"", totals.discretionary);
        out.extend_from_slice(b",\"unbounded\":[");
        for (at, benefit) in totals.unbounded.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&self.ids[benefit.index()]);
        }
        out.extend_from_slice(b"]}");
        if !self.totals_only {
            out.extend_from_slice(b",\"benefits\":{");
            for (head, outcome) in self.heads.iter().zip(evaluator.outcomes()) {
                out.extend_from_slice(head);
                out.extend_from_slice(outcome.status.as_str().as_bytes());
                let nothing = outcome.amount == Money::ZERO && outcome.later == Money::ZERO;
                if nothing && outcome.at_most == Some(Money::ZERO) {
                    out.extend_from_slice(NOTHING);
                    continue;
                }
                money(out, b"\",\"amount\":\"", outcome.amount);
                match outcome.at_most {
                    Some(at_most) => money(out, b",\"at_most\":\"", at_most),
                    None => out.extend_from_slice(b",\"at_most\":null"),
                }
                money(out, b",\"later\":\"", outcome.later);
                out.push(b'}');
            }
            out.push(b'}');
        }
        if self.missing {
            reasons(self.policy, record, evaluator, out);
        }
        if self.unreadable {
            out.extend_from_slice(b",\"unreadable\":[");
            for (at, name) in record.unreadable.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                json_text(out, name);
            }
            out.push(b']');
        }
        if !record.carried.is_empty() {
            self.carry_json(&record.carried, out);
        }
        out.push(b'}');
    }

    /// The copied cells by the names of their columns.
    pub(super) fn carry_json(&self, cells: &[String], out: &mut Vec<u8>) {
        out.extend_from_slice(b",\"carried\":{");
        for (at, (name, value)) in self.carried.iter().zip(cells).enumerate() {
            if at > 0 {
                out.push(b',');
            }
            json_text(out, name);
            out.push(b':');
            json_text(out, value);
        }
        out.push(b'}');
    }
}

/// After the status of a benefit that gives nothing.
const NOTHING: &[u8] = br#"","amount":"0.00","at_most":"0.00","later":"0.00"}"#;

/// A name with its colon and quotes, then the amount and the closing quote.
fn money(out: &mut Vec<u8>, name: &[u8], money: Money) {
    out.extend_from_slice(name);
    money.push_plain(out);
    out.push(b'"');
}

/// Text as JSON.
fn json_text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        let json = serde_json::Value::from(text).to_string();
        out.extend_from_slice(json_safe(&json).as_bytes());
    }
}

/// Gate, conflicts and what each benefit lacks.
fn reasons(policy: &Policy, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
    let gate: serde_json::Map<String, serde_json::Value> = (0u16..)
        .map(GateId)
        .zip(&policy.gates)
        .map(|(id, gate)| (gate.id.clone(), evaluator.gate(id).as_str().into()))
        .collect();
    let conflicts: Vec<&str> = conflicts(policy, &record.answers, record.year)
        .iter()
        .map(|conflict| policy.fact(conflict.fact).id.as_str())
        .collect();
    let missing: serde_json::Map<String, serde_json::Value> = policy
        .benefits()
        .map(|(id, benefit)| (benefit.id.clone(), missing_of(policy, record, evaluator, id).into()))
        .collect();
    let parts = [
        (&b",\"gate\":"[..], serde_json::Value::from(gate)),
        (b",\"conflicts\":", serde_json::Value::from(conflicts)),
        (b",\"missing\":", serde_json::Value::from(missing)),
    ];
    for (name, value) in parts {
        out.extend_from_slice(name);
        out.extend_from_slice(value.to_string().as_bytes());
    }
}

fn missing_of(
    policy: &Policy,
    record: &Record,
    evaluator: &Evaluator<'_>,
    benefit: BenefitId,
) -> Vec<serde_json::Value> {
    evaluator
        .missing(policy, &record.answers, benefit)
        .iter()
        .map(|missing| {
            let id = match missing.named {
                Named::Gate(gate) => &policy.gates[gate.index()].id,
                Named::Fact(fact) => &policy.fact(fact).id,
            };
            let kind = match missing.kind {
                Kind::Unmet => "unmet",
                Kind::Unknown => "unknown",
            };
            serde_json::json!({ "id": id, "kind": kind, "gap": missing.gap.map(|gap| gap.to_plain()) })
        })
        .collect()
}
