//! `policy.toml`: the measure as a whole.

use std::collections::HashMap;

use super::{Names, Scope, amounts, articles, conditions, doubled, relations};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::meta::ExampleBase;
use crate::policy::vocabulary::{EFFORT, LANGUAGE, PLACE, POSSIBLE, SPAN, STATUS};
use crate::policy::{
    Allowed, Benefit, BenefitId, Ceiling, Contact, EvidencePlace, Exclusive, Fact, Gate, GateId,
    Policy, Reading, ReadingOption, Span, Standing, Wording,
};
use crate::text;
use crate::text::{Lang, Text};

/// The newest schema of packs that this program reads.
const PACK_SCHEMA: i128 = 1;

/// The languages that a pack declares, the main one first; both where it declares none.
pub fn languages(document: &Table<'_, '_>) -> Vec<Lang> {
    let declared = document.list("languages", |item| LANGUAGE.read(item));
    if declared.is_empty() { vec![Lang::Zh, Lang::En] } else { declared }
}

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
    let optional = |key: &str| document.take(key).and_then(|item| item.text());
    let scope = Scope { names, facts, readings: &[], gates: &[], benefits: &[] };
    let status = STATUS.read(&document.need("status")?)?;
    Some(Policy {
        id: document.string("id")?,
        title: document.text("title")?,
        short_title: document.text("short_title")?,
        status,
        edition: document.string("edition")?,
        superseded_by: document.take("superseded_by").and_then(|item| Some(item.str()?.to_owned())),
        languages: languages(document),
        effective_from: document
            .take("effective_from")
            .and_then(|item| item.str())
            .filter(|date| *date != "unknown")
            .map(str::to_owned),
        notices: document.list("notices", Item::text),
        unchecked_duplicates: document.text("unchecked_duplicates")?,
        undated: document.text("undated")?,
        duties: document.list("duties", Item::text),
        short_notice: optional("short_notice"),
        authorities: document.list("authorities", Item::text),
        wording: wording(document, status),
        contact: contact(document),
        text: String::new(),
        sections: Vec::new(),
        facts: Vec::new(),
        gates: gates(document, scope),
        readings: document.tables("reading").iter().filter_map(read_reading).collect(),
        benefits: Vec::new(),
        exclusives: Vec::new(),
        ceilings: Vec::new(),
        articles: Vec::new(),
        exceptions: Vec::new(),
        covered_articles: document.list("covered_articles", Item::number),
        allowed: document.tables("allow").iter().filter_map(read_allowed).collect(),
        terms: Vec::new().into(),
        faq: Vec::new().into(),
        plausible: document
            .tables("plausible")
            .iter()
            .filter_map(|table| relations::plausible(table, scope))
            .collect(),
        renamed: renamed(document, names),
        retired: retired(document),
        example_base: example_base(document)?,
        already_supported: None,
        fact_index: HashMap::new(),
    })
}

fn wording(document: &Table<'_, '_>, status: Standing) -> Wording {
    let mut wording = Wording::of(status);
    if let Some(table) = document.take("wording").and_then(|item| item.table()) {
        for (key, text) in [
            ("status", &mut wording.status),
            ("eligible", &mut wording.eligible),
            ("basis", &mut wording.basis),
            ("similar", &mut wording.similar),
            ("disclaimer", &mut wording.disclaimer),
            ("article", &mut wording.article),
            ("unstated", &mut wording.unstated),
        ] {
            if let Some(own) = table.take(key).and_then(|item| item.text()) {
                *text = own;
            }
        }
    }
    wording
}

fn contact(document: &Table<'_, '_>) -> Contact {
    let table = document.take("contact").and_then(|item| item.table());
    Contact::of(|key| table.as_ref()?.take(key)?.text())
}

/// The gate conditions; each id once, else the last would stand for all of its name.
fn gates(document: &Table<'_, '_>, scope: Scope<'_>) -> Vec<Gate> {
    let mut gates: Vec<Gate> = Vec::new();
    for table in document.tables("gate") {
        if let Some(gate) = read_gate(&table, scope) {
            if gates.iter().any(|known| known.id == gate.id)
                && let Some(item) = table.take("id")
            {
                doubled(&item, &gate.id);
            }
            gates.push(gate);
        }
    }
    gates
}

fn read_gate(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Gate> {
    Some(Gate {
        id: table.string("id")?,
        title: table.text("title")?,
        quotes: articles::quotes(table)?,
        when: conditions::one(&table.need("when")?, scope)?,
        possible: POSSIBLE.read(&table.need("possible")?)?,
        todo: table.text("todo")?,
        effort: table.take("effort").and_then(|item| EFFORT.read(&item)),
    })
}

fn read_allowed(table: &Table<'_, '_>) -> Option<Allowed> {
    Some(Allowed {
        lint: table.string("lint")?,
        of: table.string("of")?,
        figure: table.take("figure").and_then(|item| item.str().map(str::to_owned)),
        reason: table.text("reason")?,
    })
}

fn read_reading(table: &Table<'_, '_>) -> Option<Reading> {
    let option = |table: &Table<'_, '_>| {
        Some(ReadingOption { id: table.string("id")?, label: table.text("label")? })
    };
    let reading = Reading {
        id: table.string("id")?,
        title: table.text("title")?,
        options: table.tables("option").iter().filter_map(option).collect(),
    };
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
    let exclusive = |table: &Table<'_, '_>| {
        table.need("benefits")?;
        let mut members = table.list("benefits", |item| names.benefit(item));
        members.sort_unstable();
        let under = match table.take("under") {
            None => None,
            Some(item) => Some(option_of(&item, readings)?),
        };
        Some(Exclusive { members, under })
    };
    document.tables("exclusive").iter().filter_map(exclusive).collect()
}

/// `[[ceiling]]`, read once the benefits have ids; the narrower ones first.
pub fn ceilings(
    document: &Table<'_, '_>,
    names: &Names,
    facts: &[Fact],
    policy: &Policy,
) -> Vec<Ceiling> {
    let scope = Scope {
        names,
        facts,
        readings: &policy.readings,
        gates: &policy.gates,
        benefits: &policy.benefits,
    };
    let mut ceilings: Vec<Ceiling> = Vec::new();
    for table in document.tables("ceiling") {
        let Some(ceiling) = read_ceiling(&table, scope) else { continue };
        let apart = |other: &Ceiling| {
            let shared = other.members.iter().filter(|id| ceiling.members.contains(id)).count();
            shared == 0 || shared == other.members.len() || shared == ceiling.members.len()
        };
        if let Some(other) = ceilings.iter().find(|other| !apart(other))
            && let Some(item) = table.take("id")
        {
            let (id, other) = (&ceiling.id, &other.id);
            item.fault(
                "pack/ceiling-overlap",
                text!(
                    "上限“{id}”与“{other}”各管一部分相同的事项，互不包含",
                    "the ceilings \"{id}\" and \"{other}\" share some benefits, and neither holds the other"
                ),
                text!(
                    "让其中一个包含另一个的全部事项，或两者没有相同的事项。",
                    "Let one hold all benefits of the other, or let them share none."
                ),
            );
        }
        ceilings.push(ceiling);
    }
    ceilings.sort_by_key(|ceiling| ceiling.members.len());
    ceilings
}

fn read_ceiling(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Ceiling> {
    let all = (0u16..).map(BenefitId).zip(scope.benefits);
    let mut members: Vec<BenefitId> = match table.has("benefits") {
        true => table.list("benefits", |item| scope.names.benefit(item)),
        false => all.filter(|(_, benefit)| benefit.award.is_some()).map(|(id, _)| id).collect(),
    };
    members.sort_unstable();
    members.dedup();
    Some(Ceiling {
        id: table.string("id")?,
        title: table.text("title")?,
        quotes: articles::quotes(table)?,
        members,
        limit: amounts::amount(&table.need("limit")?, scope)?,
        span: table.take("per").map_or(Some(Span::Year), |item| SPAN.read(&item))?,
        under: match table.take("under") {
            None => None,
            Some(item) => Some(option_of(&item, scope.readings)?),
        },
    })
}

/// `{ READING = "OPTION" }` as positions.
fn option_of(item: &Item<'_, '_>, readings: &[Reading]) -> Option<(usize, usize)> {
    let pair = item.table()?.entries();
    let [entry] = pair.as_slice() else {
        item.wrong_type(&text!("{{ 读法 = 选项 }}", "{{ reading = option }}"));
        return None;
    };
    let Some(reading) = readings.iter().position(|reading| reading.id == entry.key) else {
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

/// Adds the documents common to the benefits to those of each.
pub fn share_evidence(document: &Table<'_, '_>, names: &Names, benefits: &mut [Benefit]) {
    let mut first = 0;
    for table in document.tables("evidence") {
        let gate: Option<Option<GateId>> = table.take("gate").map(|item| names.gate(&item));
        let place = table.take("place").and_then(|item| PLACE.read(&item));
        let money = table.flag("money");
        let Some(text) = table.text("text") else { continue };
        for benefit in benefits.iter_mut() {
            let needs =
                gate.is_none_or(|gate| gate.is_some_and(|gate| benefit.gate.contains(&gate)));
            if !needs || (money && benefit.award.is_none()) {
                continue;
            }
            match place.unwrap_or(EvidencePlace::Last) {
                EvidencePlace::First => {
                    let at = first.min(benefit.evidence.len());
                    benefit.evidence.insert(at, text.clone());
                }
                EvidencePlace::Last => benefit.evidence.push(text.clone()),
            }
        }
        first += usize::from(place == Some(EvidencePlace::First));
    }
}

fn renamed(document: &Table<'_, '_>, names: &Names) -> Vec<(String, String)> {
    let entry = |item: Item<'_, '_>| {
        names.fact(&item)?;
        Some((item.key.to_owned(), item.str()?.to_owned()))
    };
    entries(document, "renamed").into_iter().filter_map(entry).collect()
}

fn retired(document: &Table<'_, '_>) -> Vec<(String, Text)> {
    let entry = |item: Item<'_, '_>| Some((item.key.to_owned(), item.text()?));
    entries(document, "retired").into_iter().filter_map(entry).collect()
}

fn entries<'r, 's>(document: &Table<'r, 's>, key: &str) -> Vec<Item<'r, 's>> {
    let table = document.take(key).and_then(|item| item.table());
    table.map(|table| table.entries()).unwrap_or_default()
}

fn example_base(document: &Table<'_, '_>) -> Option<ExampleBase> {
    let table = document.need("example_base")?.table()?;
    Some(ExampleBase {
        year: table.need("year")?.number()?,
        given: articles::answers(&table.need("given")?)?,
    })
}
