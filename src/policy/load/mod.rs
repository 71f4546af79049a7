//! From the files of a pack to a checked [`Policy`].

mod amounts;
mod articles;
mod conditions;
mod facts;
mod glossary;
mod policy_file;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde_spanned::Spanned;
use toml::de::DeTable;

use super::source::PackFiles;
use super::{Fact, FactId, GateId, Policy, Reading, Section};
use crate::diagnostic::reader::{Item, Reader, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::text;

/// The keys that the files of a pack may have.
pub(crate) mod keys {
    pub use super::amounts::KEYS as AMOUNT;
    pub use super::articles::{
        ARTICLE_KEYS as ARTICLE, BENEFIT_KEYS as BENEFIT, EXAMPLE_KEYS as EXAMPLE,
        EXPECT_KEYS as EXPECT,
    };
    pub use super::conditions::KEYS as CONDITION;
    pub use super::facts::KEYS as FACT;
    pub use super::policy_file::{GATE_KEYS as GATE, KEYS as POLICY};
}

/// The pack in the binary, without its worked examples.
///
/// # Errors
/// Only if the embedded pack has a fault, which the tests exclude.
pub fn load_embedded() -> Result<Policy, Diagnostics> {
    load(&PackFiles::embedded().without_examples())
}

/// Loads and checks a pack.
///
/// # Errors
/// Every fault found, with its place. Where facts or the policy file are at fault, what builds
/// on them is looked at for its syntax only.
pub fn load(files: &PackFiles) -> Result<Policy, Diagnostics> {
    let mut faults = Vec::new();
    let mut names = Names::default();
    let found = read_facts(&files.facts, &mut names, &mut faults);
    let parsed = parse([&files.policy], &mut faults);
    let mut policy = None;
    if faults.is_empty() {
        for file in &parsed {
            read(file, &mut faults, |document| {
                policy = policy_file::read(document, &names, &found.facts);
            });
        }
    }
    let Some(mut policy) = policy.filter(|_| faults.is_empty()) else {
        parse(&files.articles, &mut faults);
        return Err(Diagnostics(faults));
    };
    names.gates = index(policy.gates.iter().map(|gate| gate.id.clone()));
    // A file at a time: what was parsed takes more memory than what comes of it.
    for source in &files.articles {
        for file in &parse([source], &mut faults) {
            read(file, &mut faults, |document| {
                articles::collect_names(document, &mut names);
                let mut out = ArticleParts {
                    benefits: &mut policy.benefits,
                    articles: &mut policy.articles,
                    exceptions: &mut policy.exceptions,
                };
                articles::read(document, &names, &found.facts, &policy.readings, &mut out);
            });
        }
    }
    for file in &parse(&files.glossary, &mut faults) {
        read(file, &mut faults, |document| policy.terms = glossary::read(document));
    }
    for file in &parsed {
        read(file, &mut faults, |document| {
            policy.exclusives = policy_file::exclusives(document, &names, &policy.readings);
        });
    }
    let Found { sections, mut facts } = found;
    policy.already_supported =
        facts.iter().position(|fact| fact.lists_benefits).map(|at| FactId(at as u16));
    facts::fill_benefit_options(&mut facts, &policy.benefits);
    policy.sections = sections;
    policy.facts = facts;
    policy.fact_index = names.facts;
    policy.text = files.text.clone();
    if faults.is_empty() { Ok(policy) } else { Err(Diagnostics(faults)) }
}

/// What the files of facts say.
#[derive(Default)]
struct Found {
    sections: Vec<Section>,
    facts: Vec<Fact>,
}

/// Reads the facts; they refer to each other, so their ids are collected first.
fn read_facts(sources: &[Source], names: &mut Names, faults: &mut Vec<Diagnostic>) -> Found {
    let files = parse(sources, faults);
    for file in &files {
        read(file, faults, |document| facts::collect_names(document, names));
    }
    let mut found = Found::default();
    if faults.is_empty() {
        for file in &files {
            read(file, faults, |document| {
                facts::read(document, names, &mut found.sections, &mut found.facts);
            });
        }
    }
    if faults.is_empty() {
        for file in &files {
            read(file, faults, |document| facts::check_carry(document, names, &found.facts));
        }
    }
    found
}

/// The parts of a policy that article files fill.
pub(super) struct ArticleParts<'p> {
    benefits: &'p mut Vec<super::Benefit>,
    articles: &'p mut Vec<super::Article>,
    exceptions: &'p mut Vec<super::Exception>,
}

/// The ids of a pack.
#[derive(Default)]
pub(super) struct Names {
    facts: HashMap<String, FactId>,
    benefits: HashMap<String, u16>,
    gates: HashMap<String, usize>,
}

impl Names {
    /// The fact that a string names, or a report.
    fn fact(&self, item: &Item<'_, '_>) -> Option<FactId> {
        let id = item.str()?;
        let fact = self.facts.get(id).copied();
        if fact.is_none() {
            unknown_id(item, id, self.facts.keys().map(String::as_str), "事实", "fact");
        }
        fact
    }

    /// The gate that a string names, or a report.
    fn gate(&self, item: &Item<'_, '_>) -> Option<GateId> {
        let id = item.str()?;
        let gate = self.gates.get(id).and_then(|at| u16::try_from(*at).ok()).map(GateId);
        if gate.is_none() {
            unknown_id(item, id, self.gates.keys().map(String::as_str), "门槛", "gate");
        }
        gate
    }
}

/// What reading a part of the pack needs to know.
#[derive(Clone, Copy)]
pub(super) struct Scope<'p> {
    names: &'p Names,
    facts: &'p [Fact],
    readings: &'p [Reading],
}

impl Scope<'_> {
    fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }
}

/// Reports an id that the pack does not have.
fn unknown_id<'a>(
    item: &Item<'_, '_>,
    id: &str,
    candidates: impl Iterator<Item = &'a str>,
    zh: &str,
    en: &str,
) {
    let id_shown = crate::diagnostic::found(id);
    let remedy = match crate::diagnostic::nearest(id, candidates) {
        Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
        None => text!("核对编号的拼写。", "Check the spelling of the id."),
    };
    item.fault(
        "pack/unknown-id",
        text!("没有名为“{id_shown}”的{zh}", "there is no {en} \"{id_shown}\""),
        remedy,
    );
}

/// Positions of ids.
fn index(ids: impl Iterator<Item = String>) -> HashMap<String, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// A file and what it says.
struct Parsed<'s> {
    source: &'s Source,
    document: Spanned<DeTable<'s>>,
}

/// Parses files, each once; collects the faults.
fn parse<'s>(
    sources: impl IntoIterator<Item = &'s Source>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Parsed<'s>> {
    let mut parsed = Vec::new();
    for source in sources {
        match Reader::parse(source) {
            Ok(document) => parsed.push(Parsed { source, document }),
            Err(error) => faults.extend(error.0),
        }
    }
    parsed
}

/// Hands the document of a file on; collects the faults.
fn read(file: &Parsed<'_>, faults: &mut Vec<Diagnostic>, read: impl FnOnce(&Table<'_, '_>)) {
    let reader = Reader::new(file.source);
    read(&Table::new(&reader, file.document.get_ref(), 0..0));
    faults.extend(reader.into_faults());
}
