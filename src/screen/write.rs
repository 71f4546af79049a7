//! Results out: NDJSON or CSV, written directly.

use super::{BadRecord, Format, Options, Record};
use crate::assess::{Evaluator, Kind, Named, Status, conflicts};
use crate::policy::{BenefitId, GateId, Policy};
use crate::quantity::Money;
use crate::report::{article_text, gap_text, status_text};
use crate::text;
use crate::text::{Lang, Text, dated, json_safe, printable, printable_lines, printable_within};

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

/// Before a cell of a workbook that is a number.
pub(super) const NUMBER: u8 = 1;

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
        match self.format {
            Format::Ndjson => return,
            Format::Xlsx => return self.workbook_header(out),
            Format::Csv => {}
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
            Format::Xlsx => self.workbook_row(record, evaluator, out),
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
            Format::Xlsx => {
                self.text(bad.id.as_deref().unwrap_or_default(), out);
                self.carry(&bad.carried, out);
                out.push(b',');
                self.text(&printable_within(error, 1000), out);
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
        } else if self.format == Format::Xlsx {
            cell(out, text.trim_start_matches(char::from(NUMBER)));
        } else {
            cell(out, text);
        }
    }

    /// One row of names: the sheet is filtered and sorted by it.
    fn workbook_header(&self, out: &mut Vec<u8>) {
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

    fn workbook_row(&self, record: &Record, evaluator: &Evaluator<'_>, out: &mut Vec<u8>) {
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

    /// What a benefit lacks, in words.
    fn missing_text(
        &self,
        record: &Record,
        evaluator: &Evaluator<'_>,
        benefit: BenefitId,
    ) -> String {
        let lang = self.lang;
        let mut text = String::new();
        for missing in evaluator.missing(self.policy, &record.answers, benefit) {
            if !text.is_empty() {
                text.push_str(if lang == Lang::Zh { "；" } else { "; " });
            }
            match missing.named {
                Named::Gate(gate) => {
                    text.push_str(self.policy.gates[gate.index()].title.get(lang));
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
pub(super) fn cell(out: &mut Vec<u8>, text: &str) {
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
