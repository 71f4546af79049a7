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
use std::panic::resume_unwind;
use std::thread;

use serde_spanned::Spanned;
use toml::de::DeTable;

use super::source::PackFiles;
use super::{Fact, FactId, GateId, Policy, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::reader::{Item, Reader, Table};
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

/// The pack in the binary.
///
/// # Errors
/// Only if the embedded pack has a fault, which the tests exclude.
pub fn load_embedded() -> Result<Policy, Diagnostics> {
    load(&PackFiles::embedded())
}

/// Loads and checks a pack.
///
/// # Errors
/// Every fault found, with its place.
pub fn load(files: &PackFiles) -> Result<Policy, Diagnostics> {
    let mut faults = Vec::new();
    let mut names = Names::default();
    let mut sections = Vec::new();
    let mut facts = Vec::new();

    // Parsing takes the longest, and files do not depend on each other.
    let half = half(files);
    let (fact_files, article_files) = thread::scope(|scope| {
        let later = scope.spawn(|| {
            let mut faults = Vec::new();
            let parsed = parse(&files.articles[half..], &mut faults);
            (parsed, faults)
        });
        let facts = parse(&files.facts, &mut faults);
        let mut articles = parse(&files.articles[..half], &mut faults);
        let (more, found) = later.join().unwrap_or_else(|panic| resume_unwind(panic));
        articles.extend(more);
        faults.extend(found);
        (facts, articles)
    });
    // Facts refer to each other, so their ids are collected first.
    for file in &fact_files {
        read(file, &mut faults, |document| facts::collect_names(document, &mut names));
    }
    for file in &article_files {
        read(file, &mut faults, |document| articles::collect_names(document, &mut names));
    }
    if !faults.is_empty() {
        return Err(Diagnostics(faults));
    }
    for file in &fact_files {
        read(file, &mut faults, |document| {
            facts::read(document, &names, &mut sections, &mut facts);
        });
    }
    for file in &fact_files {
        read(file, &mut faults, |document| facts::check_carry(document, &names, &facts));
    }
    if !faults.is_empty() {
        return Err(Diagnostics(faults));
    }
    let mut shell = None;
    let policy_file = parse([&files.policy], &mut faults);
    for file in &policy_file {
        read(file, &mut faults, |document| {
            shell = policy_file::read(document, &names, &facts);
        });
    }
    let Some(mut policy) = shell.filter(|_| faults.is_empty()) else {
        return Err(Diagnostics(faults));
    };
    names.gates = index(policy.gates.iter().map(|gate| gate.id.clone()));
    for file in &article_files {
        read(file, &mut faults, |document| {
            articles::read(
                document,
                &names,
                &facts,
                &policy.readings,
                &mut policy_parts(
                    &mut policy.benefits,
                    &mut policy.articles,
                    &mut policy.exceptions,
                ),
            );
        });
    }
    for file in &parse(&files.glossary, &mut faults) {
        read(file, &mut faults, |document| policy.terms = glossary::read(document));
    }
    for file in &policy_file {
        read(file, &mut faults, |document| {
            policy.exclusives = policy_file::exclusives(document, &names, &policy.readings);
        });
    }
    policy.already_supported =
        facts.iter().position(|fact| fact.lists_benefits).map(|at| FactId(at as u16));
    facts::fill_benefit_options(&mut facts, &policy.benefits);
    policy.sections = sections;
    policy.facts = facts;
    policy.fact_index = names.facts;
    policy.text = files.text.clone();
    if faults.is_empty() { Ok(policy) } else { Err(Diagnostics(faults)) }
}

/// The article up to which facts and articles together make about half of the text.
fn half(files: &PackFiles) -> usize {
    let weight = |source: &Source| source.text.len();
    let facts: usize = files.facts.iter().map(weight).sum();
    let all = facts + files.articles.iter().map(weight).sum::<usize>();
    let mut so_far = facts;
    let before = files.articles.iter().take_while(|source| {
        so_far += weight(source);
        so_far <= all / 2
    });
    before.count()
}

/// The parts of a policy that article files fill.
pub(super) struct ArticleParts<'p> {
    benefits: &'p mut Vec<super::Benefit>,
    articles: &'p mut Vec<super::Article>,
    exceptions: &'p mut Vec<super::Exception>,
}

fn policy_parts<'p>(
    benefits: &'p mut Vec<super::Benefit>,
    articles: &'p mut Vec<super::Article>,
    exceptions: &'p mut Vec<super::Exception>,
) -> ArticleParts<'p> {
    ArticleParts { benefits, articles, exceptions }
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
