//! `policy.toml`: the measure as a whole.

use std::collections::HashMap;

use super::facts::{possible, tables};
use super::{Names, Scope, articles, conditions};
use crate::diagnostic::reader::Table;
use crate::policy::meta::ExampleBase;
use crate::policy::{Allowed, BenefitId, Exclusive, Fact, Gate, Policy, Reading, ReadingOption};
use crate::text;
use crate::text::Text;

pub const GATE_KEYS: [&str; 7] = ["id", "title", "quote", "quotes", "when", "possible", "todo"];
pub const KEYS: [&str; 21] = [
    "id",
    "title",
    "short_title",
    "status",
    "edition",
    "effective_from",
    "notices",
    "unchecked_duplicates",
    "undated",
    "duties",
    "short_notice",
    "authorities",
    "covered_articles",
    "gate",
    "reading",
    "exclusive",
    "renamed",
    "retired",
    "allow",
    "example_base",
    "schema",
];

/// The newest schema of packs that this program reads.
const PACK_SCHEMA: i128 = 1;

/// Reads all but what depends on the benefits.
pub fn read(document: &Table<'_, '_>, names: &Names, facts: &[Fact]) -> Option<Policy> {
    let schema = document.need("schema")?;
    if schema.integer()? != PACK_SCHEMA {
        let written = schema.written();
        schema.fault(
            "pack/schema",
            text!(
                "政策包格式为 {written}，本程序只认 {PACK_SCHEMA}",
                "the pack has schema {written}, this program reads {PACK_SCHEMA}"
            ),
            text!("使用相应版本的程序。", "Use the program that belongs to it."),
        );
        return None;
    }
    let string = |key: &str| document.need(key)?.str().map(str::to_owned);
    let text = |key: &str| document.need(key)?.text();
    let texts = |key: &str| -> Vec<Text> {
        let items = document.take(key).and_then(|item| item.array()).unwrap_or_default();
        items.iter().filter_map(|item| item.text()).collect()
    };
    let scope = Scope { names, facts, readings: &[] };
    let policy = Policy {
        id: string("id")?,
        title: text("title")?,
        short_title: text("short_title")?,
        status: string("status")?,
        edition: string("edition")?,
        effective_from: document
            .take("effective_from")
            .and_then(|item| item.str())
            .filter(|date| *date != "unknown")
            .map(str::to_owned),
        notices: texts("notices"),
        unchecked_duplicates: text("unchecked_duplicates")?,
        undated: text("undated")?,
        duties: texts("duties"),
        short_notice: document.take("short_notice").and_then(|item| item.text()),
        authorities: texts("authorities"),
        text: String::new(),
        sections: Vec::new(),
        facts: Vec::new(),
        gates: tables(document, "gate").iter().filter_map(|gate| read_gate(gate, scope)).collect(),
        readings: tables(document, "reading").iter().filter_map(read_reading).collect(),
        benefits: Vec::new(),
        exclusives: Vec::new(),
        articles: Vec::new(),
        exceptions: Vec::new(),
        covered_articles: document
            .take("covered_articles")
            .and_then(|item| item.array())
            .unwrap_or_default()
            .iter()
            .filter_map(|item| item.number())
            .collect(),
        allowed: tables(document, "allow").iter().filter_map(read_allowed).collect(),
        terms: Vec::new(),
        renamed: renamed(document, names),
        retired: retired(document),
        example_base: example_base(document)?,
        already_supported: None,
        fact_index: HashMap::new(),
    };
    let _ = document.take("exclusive");
    document.refuse_rest(&KEYS);
    Some(policy)
}

fn read_gate(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Gate> {
    let gate = Gate {
        id: table.need("id")?.str()?.to_owned(),
        title: table.need("title")?.text()?,
        quotes: articles::quotes(table)?,
        when: conditions::one(&table.need("when")?, scope)?,
        possible: possible(&table.need("possible")?)?,
        todo: table.need("todo")?.text()?,
    };
    table.refuse_rest(&GATE_KEYS);
    Some(gate)
}

fn read_allowed(table: &Table<'_, '_>) -> Option<Allowed> {
    let allowed = Allowed {
        lint: table.need("lint")?.str()?.to_owned(),
        of: table.need("of")?.str()?.to_owned(),
        reason: table.need("reason")?.text()?,
    };
    table.refuse_rest(&["lint", "of", "reason"]);
    Some(allowed)
}

fn read_reading(table: &Table<'_, '_>) -> Option<Reading> {
    let reading = Reading {
        id: table.need("id")?.str()?.to_owned(),
        title: table.need("title")?.text()?,
        options: tables(table, "option")
            .iter()
            .filter_map(|option| {
                let id = option.need("id")?.str()?.to_owned();
                let label = option.need("label")?.text()?;
                option.refuse_rest(&["id", "label"]);
                Some(ReadingOption { id, label })
            })
            .collect(),
    };
    table.refuse_rest(&["id", "title", "option"]);
    if reading.options.len() < 2 {
        let id = &reading.id;
        table.reader().report(
            "pack/reading",
            table.span.clone(),
            text!("读法“{id}”少于两个选项", "the reading \"{id}\" has fewer than two options"),
            text!(
                "至少写两个 [[reading.option]]，默认的在前。",
                "Give at least two [[reading.option]], the default first."
            ),
        );
        return None;
    }
    Some(reading)
}

/// `[[exclusive]]`, read once the benefits have ids.
pub fn exclusives(document: &Table<'_, '_>, names: &Names, readings: &[Reading]) -> Vec<Exclusive> {
    tables(document, "exclusive")
        .iter()
        .filter_map(|table| {
            let mut members: Vec<BenefitId> = table
                .need("benefits")?
                .array()?
                .iter()
                .filter_map(|item| {
                    let id = item.str()?;
                    let benefit = names.benefits.get(id).copied().map(BenefitId);
                    if benefit.is_none() {
                        let ids = names.benefits.keys().map(String::as_str);
                        super::unknown_id(item, id, ids, "事项", "benefit");
                    }
                    benefit
                })
                .collect();
            members.sort_unstable();
            let under = match table.take("under") {
                None => None,
                Some(item) => {
                    let pair = item.table()?.entries();
                    let [entry] = pair.as_slice() else {
                        item.wrong_type(&text!("{{ 读法 = 选项 }}", "{{ reading = option }}"));
                        return None;
                    };
                    let Some(reading) = readings.iter().position(|r| r.id == entry.key) else {
                        let ids = readings.iter().map(|reading| reading.id.as_str());
                        super::unknown_id(entry, entry.key, ids, "读法", "reading");
                        return None;
                    };
                    let option = entry.str()?;
                    let known = &readings[reading].options;
                    let Some(at) = known.iter().position(|known| known.id == option) else {
                        let ids = known.iter().map(|option| option.id.as_str());
                        super::unknown_id(entry, option, ids, "选项", "option");
                        return None;
                    };
                    Some((reading, at))
                }
            };
            table.refuse_rest(&["benefits", "under"]);
            Some(Exclusive { members, under })
        })
        .collect()
}

fn renamed(document: &Table<'_, '_>, names: &Names) -> Vec<(String, String)> {
    let Some(table) = document.take("renamed").and_then(|item| item.table()) else {
        return Vec::new();
    };
    let mut renamed = Vec::new();
    for item in table.entries() {
        if names.fact(&item).is_some()
            && let Some(now) = item.str()
        {
            renamed.push((item.key.to_owned(), now.to_owned()));
        }
    }
    renamed
}

fn retired(document: &Table<'_, '_>) -> Vec<(String, Text)> {
    let Some(table) = document.take("retired").and_then(|item| item.table()) else {
        return Vec::new();
    };
    let entries = table.entries();
    entries.iter().filter_map(|item| Some((item.key.to_owned(), item.text()?))).collect()
}

fn example_base(document: &Table<'_, '_>) -> Option<ExampleBase> {
    let table = document.need("example_base")?.table()?;
    let base = ExampleBase {
        year: table.need("year")?.number()?,
        given: articles::answers(&table.need("given")?)?,
    };
    table.refuse_rest(&["year", "given"]);
    Some(base)
}
