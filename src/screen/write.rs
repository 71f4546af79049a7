//! Results out: NDJSON or CSV, written directly.

use super::{BadRecord, Format, Options, Record};
use crate::assess::{Evaluator, Kind, Named, conflicts};
use crate::policy::{BenefitId, GateId, Policy};
use crate::quantity::Money;
use crate::text::{Lang, json_safe, printable, printable_lines, printable_within};

/// Writes results as bytes.
pub(super) struct Writer<'a> {
    policy: &'a Policy,
    format: Format,
    totals_only: bool,
    missing: bool,
    lang: Lang,
    /// What comes before the status of each benefit.
    heads: Vec<Vec<u8>>,
    /// The ids of the benefits as JSON.
    ids: Vec<Vec<u8>>,
    /// The columns copied from the input.
    carried: Vec<String>,
    excel: bool,
}

/// Written where there is no upper bound.
const UNBOUNDED: &[u8] = b"unbounded";

impl<'a> Writer<'a> {
    pub(super) fn new(policy: &'a Policy, options: &Options, carried: Vec<String>) -> Self {
        let ids: Vec<Vec<u8>> = policy
            .benefits
            .iter()
            .map(|benefit| serde_json::Value::from(benefit.id.as_str()).to_string().into_bytes())
            .collect();
        let heads = ids
            .iter()
            .enumerate()
            .map(|(at, id)| [if at > 0 { b"," } else { &b""[..] }, id, b":{\"status\":\""].concat())
            .collect();
        Self {
            policy,
            format: options.format,
            totals_only: options.totals_only,
            missing: options.missing,
            lang: options.lang,
            heads,
            ids,
            carried,
            excel: options.excel,
        }
    }

    pub(super) fn header(&self, out: &mut Vec<u8>) {
        if self.format == Format::Ndjson {
            return;
        }
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        out.extend_from_slice(b"id,error");
        for name in ["amount", "at_most", "later", "discretionary", "unbounded"] {
            out.extend_from_slice(b",total.");
            out.extend_from_slice(name.as_bytes());
        }
        for benefit in &self.policy.benefits {
            for column in ["status", "amount", "at_most", "later"] {
                out.push(b',');
                cell(out, &format!("{}.{column}", benefit.id));
            }
        }
        self.carry(&self.carried, out);
        out.push(b'\n');
    }

    pub(super) fn good(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
        match self.format {
            Format::Ndjson => self.ndjson(record, evaluator, out),
            Format::Csv => self.csv(record, evaluator, out),
        }
        out.push(b'\n');
    }

    pub(super) fn bad(&self, bad: &BadRecord, out: &mut Vec<u8>) {
        let error = bad.error.get(self.lang);
        match self.format {
            Format::Ndjson => {
                let line = serde_json::json!({ "id": bad.id, "error": error }).to_string();
                out.extend_from_slice(json_safe(&line).as_bytes());
                if !bad.carried.is_empty() {
                    out.pop();
                    self.carry_json(&bad.carried, out);
                    out.push(b'}');
                }
            }
            Format::Csv => {
                self.text(bad.id.as_deref().unwrap_or_default(), out);
                out.push(b',');
                self.text(&printable_within(error, 500), out);
                out.resize(out.len() + 5 + 4 * self.policy.benefits.len(), b',');
                self.carry(&bad.carried, out);
            }
        }
        out.push(b'\n');
    }

    /// The copied cells of a row, all of them even where the row has fewer.
    fn carry(&self, cells: &[String], out: &mut Vec<u8>) {
        for at in 0..self.carried.len() {
            out.push(b',');
            self.text(cells.get(at).map_or("", String::as_str), out);
        }
    }

    /// The copied cells by the names of their columns.
    fn carry_json(&self, cells: &[String], out: &mut Vec<u8>) {
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

    /// A cell with text from outside. For Excel, what it would run as a formula is made text.
    fn text(&self, text: &str, out: &mut Vec<u8>) {
        if self.excel && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            cell(out, &format!("'{text}"));
        } else {
            cell(out, text);
        }
    }

    fn ndjson(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
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
        if !record.carried.is_empty() {
            self.carry_json(&record.carried, out);
        }
        out.push(b'}');
    }

    fn csv(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
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
        for outcome in evaluator.outcomes() {
            out.push(b',');
            out.extend_from_slice(outcome.status.as_str().as_bytes());
            out.push(b',');
            outcome.amount.push_plain(out);
            out.push(b',');
            match outcome.at_most {
                Some(at_most) => at_most.push_plain(out),
                None => out.extend_from_slice(UNBOUNDED),
            }
            out.push(b',');
            outcome.later.push_plain(out);
        }
        self.carry(&record.carried, out);
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

/// A cell of CSV, in quotes where it needs them.
fn cell(out: &mut Vec<u8>, text: &str) {
    // A sheet is looked at in a terminal as well: nothing in it may steer one.
    let text = if text.contains('\n') { printable_lines(text).into() } else { printable(text) };
    let text = &*text;
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// Gate, conflicts and what each benefit lacks.
fn reasons(policy: &Policy, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
    let gate: serde_json::Map<String, serde_json::Value> = (0u16..)
        .map(GateId)
        .zip(&policy.gates)
        .map(|(id, gate)| (gate.id.clone(), evaluator.gate(id).as_str().into()))
        .collect();
    let conflicts: Vec<&str> = conflicts(policy, &record.answers)
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
