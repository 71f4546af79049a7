//! Results out: NDJSON or CSV, written directly.

use std::io::{self, Write};

use super::{BadRecord, Format, Options, Record};
use crate::assess::{Evaluator, Kind, Named, conflicts};
use crate::policy::{BenefitId, GateId, Policy};
use crate::quantity::Money;
use crate::text::{Lang, json_safe, printable_within};

/// Writes results in input order.
pub(super) struct Writer<'a, W: Write> {
    policy: &'a Policy,
    format: Format,
    totals_only: bool,
    missing: bool,
    lang: Lang,
    output: W,
    line: Vec<u8>,
    cells: csv::ByteRecord,
}

/// Written where there is no upper bound.
const UNBOUNDED: &str = "unbounded";

impl<'a, W: Write> Writer<'a, W> {
    pub(super) fn new(policy: &'a Policy, options: &Options, output: W) -> Self {
        Self {
            policy,
            format: options.format,
            totals_only: options.totals_only,
            missing: options.missing,
            lang: options.lang,
            output,
            line: Vec::new(),
            cells: csv::ByteRecord::new(),
        }
    }

    pub(super) fn header(&mut self) -> io::Result<()> {
        if self.format == Format::Ndjson {
            return Ok(());
        }
        self.cells.clear();
        for name in ["id", "error"] {
            self.cells.push_field(name.as_bytes());
        }
        for name in ["amount", "at_most", "later", "discretionary", "unbounded"] {
            self.cells.push_field(format!("total.{name}").as_bytes());
        }
        for benefit in &self.policy.benefits {
            for column in ["status", "amount", "at_most", "later"] {
                self.cells.push_field(format!("{}.{column}", benefit.id).as_bytes());
            }
        }
        self.write_cells()
    }

    pub(super) fn good(&mut self, record: &Record, evaluator: &Evaluator<'_>) -> io::Result<()> {
        match self.format {
            Format::Ndjson => {
                self.line.clear();
                self.ndjson(record, evaluator)?;
                self.line.push(b'\n');
                self.output.write_all(&self.line)
            }
            Format::Csv => self.csv(record, evaluator),
        }
    }

    pub(super) fn bad(&mut self, bad: &BadRecord) -> io::Result<()> {
        let error = bad.error.get(self.lang);
        match self.format {
            Format::Ndjson => {
                let line = serde_json::json!({ "id": bad.id, "error": error }).to_string();
                writeln!(self.output, "{}", json_safe(&line))
            }
            Format::Csv => {
                self.cells.clear();
                self.cells.push_field(bad.id.as_deref().unwrap_or_default().as_bytes());
                self.cells.push_field(printable_within(error, 500).as_bytes());
                for _ in 0..5 + 4 * self.policy.benefits.len() {
                    self.cells.push_field(b"");
                }
                self.write_cells()
            }
        }
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn ndjson(&mut self, record: &Record, evaluator: &Evaluator<'_>) -> io::Result<()> {
        let policy = self.policy;
        let out = &mut self.line;
        out.extend_from_slice(b"{\"id\":");
        out.extend_from_slice(json_safe(&serde_json::to_string(&record.id)?).as_bytes());
        let totals = evaluator.totals();
        out.extend_from_slice(b",\"total\":{");
        money(out, "amount", totals.amount);
        out.push(b',');
        money(out, "at_most", totals.at_most);
        out.push(b',');
        money(out, "later", totals.later);
        out.push(b',');
        money(out, "discretionary", totals.discretionary);
        out.extend_from_slice(b",\"unbounded\":[");
        for (at, benefit) in totals.unbounded.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            serde_json::to_writer(&mut *out, &policy.benefit(*benefit).id)?;
        }
        out.extend_from_slice(b"]}");
        if !self.totals_only {
            out.extend_from_slice(b",\"benefits\":{");
            for (at, (benefit, outcome)) in
                policy.benefits.iter().zip(evaluator.outcomes()).enumerate()
            {
                if at > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, &benefit.id)?;
                write!(out, ":{{\"status\":\"{}\",", outcome.status.as_str())?;
                money(out, "amount", outcome.amount);
                out.push(b',');
                match outcome.at_most {
                    Some(at_most) => money(out, "at_most", at_most),
                    None => out.extend_from_slice(b"\"at_most\":null"),
                }
                out.push(b',');
                money(out, "later", outcome.later);
                out.push(b'}');
            }
            out.push(b'}');
        }
        if self.missing {
            reasons(policy, record, evaluator, out)?;
        }
        out.push(b'}');
        Ok(())
    }

    fn csv(&mut self, record: &Record, evaluator: &Evaluator<'_>) -> io::Result<()> {
        let totals = evaluator.totals();
        let cells = &mut self.cells;
        cells.clear();
        cells.push_field(record.id.as_bytes());
        cells.push_field(b"");
        for amount in [totals.amount, totals.at_most, totals.later, totals.discretionary] {
            cells.push_field(amount.to_plain().as_bytes());
        }
        let unbounded: Vec<&str> = totals
            .unbounded
            .iter()
            .map(|benefit| self.policy.benefit(*benefit).id.as_str())
            .collect();
        cells.push_field(unbounded.join(";").as_bytes());
        for outcome in evaluator.outcomes() {
            cells.push_field(outcome.status.as_str().as_bytes());
            cells.push_field(outcome.amount.to_plain().as_bytes());
            let at_most =
                outcome.at_most.map_or_else(|| UNBOUNDED.to_owned(), |money| money.to_plain());
            cells.push_field(at_most.as_bytes());
            cells.push_field(outcome.later.to_plain().as_bytes());
        }
        self.write_cells()
    }

    fn write_cells(&mut self) -> io::Result<()> {
        self.line.clear();
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut self.line);
        writer.write_byte_record(&self.cells).map_err(io::Error::other)?;
        writer.flush()?;
        drop(writer);
        self.output.write_all(&self.line)
    }
}

/// `"name":"123.45"`.
fn money(out: &mut Vec<u8>, name: &str, money: Money) {
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":\"");
    out.extend_from_slice(money.to_plain().as_bytes());
    out.push(b'"');
}

/// Gate, conflicts and what each benefit lacks.
fn reasons(
    policy: &Policy,
    record: &Record,
    evaluator: &Evaluator<'_>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
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
    out.extend_from_slice(b",\"gate\":");
    serde_json::to_writer(&mut *out, &gate)?;
    out.extend_from_slice(b",\"conflicts\":");
    serde_json::to_writer(&mut *out, &conflicts)?;
    out.extend_from_slice(b",\"missing\":");
    serde_json::to_writer(&mut *out, &missing)?;
    Ok(())
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
