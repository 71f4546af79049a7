//! From the files of a pack to a checked [`Policy`].

mod amounts;
mod articles;
mod computed;
mod conditions;
mod days;
mod direction;
mod facts;
mod forms;
mod glossary;
mod policy_file;
mod relations;
#[cfg(test)]
mod tests;
mod translate;

use std::collections::HashMap;
use std::path::Path;

use serde_spanned::Spanned;
use toml::de::DeTable;

use super::source::PackFiles;
use super::vocabulary::{
    ARTICLE_FILE, EXAMPLE_FILE, FACTS_FILE, FAQ_FILE, GLOSSARY_FILE, POLICY_FILE, Shape, check,
};
use super::{Benefit, BenefitId, Fact, FactId, Gate, GateId, Policy, Reading, Section, Seldom};
use crate::diagnostic::reader::{Item, Reader, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::text;
use crate::text::Lang;

/// The pack in the binary, without its worked examples; its glossary and its questions are read
/// when they are looked at.
///
/// # Errors
/// Only if the embedded pack has a fault, which the tests exclude.
pub fn load_embedded() -> Result<Policy, Diagnostics> {
    let files = PackFiles { glossary: None, faq: None, ..PackFiles::embedded().without_examples() };
    let mut policy = load_with(&files, Loader { proven: true, ..Loader::default() })?;
    policy.terms = Seldom::later(|| {
        embedded_part(PackFiles::embedded().glossary, &GLOSSARY_FILE, glossary::terms)
    });
    policy.faq =
        Seldom::later(|| embedded_part(PackFiles::embedded().faq, &FAQ_FILE, glossary::questions));
    Ok(policy)
}

/// What a file of the embedded pack says.
fn embedded_part<T>(
    file: Option<Source>,
    shape: &'static Shape,
    read: impl Fn(&Table<'_, '_>) -> Vec<T>,
) -> Vec<T> {
    let files = PackFiles::embedded();
    let mut loader = Loader::default();
    let mut parts = Vec::new();
    if let Some(source) = &file
        && loader.parse_policy(&files).is_some()
    {
        loader.parse_and_read(source, shape, |document| parts = read(document));
    }
    parts
}

impl Policy {
    /// The measure that the program brings along.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn embedded() -> Result<Self, Diagnostics> {
        load_embedded()
    }

    /// The measure in a folder.
    ///
    /// # Errors
    /// A file that cannot be read, or every fault found, with its place.
    pub fn from_dir(dir: &Path) -> Result<Self, Diagnostics> {
        load(&PackFiles::from_dir(dir)?)
    }
}

/// Loads and checks a pack.
///
/// # Errors
/// Every fault found, with its place. Where facts or the policy file are at fault, what builds
/// on them is looked at for its grammar only.
pub fn load(files: &PackFiles) -> Result<Policy, Diagnostics> {
    load_with(files, Loader::default())
}

fn load_with<'s>(files: &'s PackFiles, mut loader: Loader<'s>) -> Result<Policy, Diagnostics> {
    let mut names = Names::default();
    let policy_file = loader.parse_policy(files);
    let facts: Vec<Parsed<'_>> =
        files.facts.iter().filter_map(|source| loader.parse(source, &FACTS_FILE)).collect();
    let mut found = loader.read_facts(&facts, &mut names);
    let mut policy = None;
    if let Some(file) = policy_file.as_ref().filter(|_| loader.faults.is_empty()) {
        loader.read(file, |document| policy = policy_file::read(document, &names, &found.facts));
    }
    let (Some(mut policy), Some(policy_file), true) =
        (policy, policy_file, loader.faults.is_empty())
    else {
        for source in &files.articles {
            loader.parse(source, &ARTICLE_FILE);
        }
        return Err(Diagnostics(loader.faults));
    };
    names.gates = index(policy.gates.iter().map(|gate| gate.id.clone()));
    names.gate_count = policy.gates.len();
    // A file at a time: what was parsed takes more memory than what comes of it.
    for source in &files.articles {
        loader.parse_and_read(source, &ARTICLE_FILE, |document| {
            articles::collect_names(document, &mut names);
            articles::read(document, &names, &found.facts, &mut policy);
        });
    }
    for source in &files.examples {
        loader.parse_and_read(source, &EXAMPLE_FILE, |document| {
            articles::read_examples(document, &names, &mut policy);
        });
    }
    if let Some(source) = &files.glossary {
        loader.parse_and_read(source, &GLOSSARY_FILE, |document| {
            policy.terms = glossary::terms(document).into();
        });
    }
    if let Some(source) = &files.faq {
        loader.parse_and_read(source, &FAQ_FILE, |document| {
            policy.faq = glossary::questions(document).into();
        });
    }
    loader.read(&policy_file, |document| {
        policy.exclusives = policy_file::exclusives(document, &names, &policy.readings);
        policy.ceilings = policy_file::ceilings(document, &names, &found.facts, &policy);
        policy_file::share_evidence(document, &names, &mut policy.benefits);
    });
    policy.already_supported =
        found.facts.iter().position(|fact| fact.lists_benefits).map(|at| FactId(at as u16));
    facts::fill_benefit_options(&mut found.facts, &policy.benefits);
    policy.sections = found.sections;
    policy.facts = found.facts;
    policy.fact_index = names.facts;
    policy.text = files.text.clone();
    if loader.faults.is_empty() { Ok(policy) } else { Err(Diagnostics(loader.faults)) }
}

/// What the files of facts say.
#[derive(Default)]
struct Found {
    sections: Vec<Section>,
    facts: Vec<Fact>,
}

/// A file and what it says, its grammar checked.
struct Parsed<'s> {
    source: &'s Source,
    document: Spanned<DeTable<'s>>,
}

/// Parses the files of a pack, and collects the faults.
#[derive(Default)]
struct Loader<'s> {
    /// The languages of the pack, the main one first.
    languages: Vec<Lang>,
    /// Files that hold the texts of one language.
    overlays: Vec<(Lang, Spanned<DeTable<'s>>)>,
    /// Whether the tests have checked the grammar.
    proven: bool,
    faults: Vec<Diagnostic>,
}

impl<'s> Loader<'s> {
    /// Parses the policy file, which says the languages of all others.
    fn parse_policy(&mut self, files: &'s PackFiles) -> Option<Parsed<'s>> {
        for (lang, source) in &files.overlays {
            match Reader::parse(source) {
                Ok(document) => self.overlays.push((*lang, document)),
                Err(error) => self.faults.extend(error.0),
            }
        }
        let document = self.syntax(&files.policy)?;
        let reader = Reader::new(&files.policy);
        self.languages = policy_file::languages(&Table::new(&reader, document.get_ref(), 0..0));
        self.grammar(&files.policy, document, &POLICY_FILE)
    }

    /// Parses a file; nothing where its syntax or its grammar is at fault.
    fn parse(&mut self, source: &'s Source, shape: &'static Shape) -> Option<Parsed<'s>> {
        let document = self.syntax(source)?;
        self.grammar(source, document, shape)
    }

    fn syntax(&mut self, source: &'s Source) -> Option<Spanned<DeTable<'s>>> {
        let document = Reader::parse(source);
        document.map_err(|error| self.faults.extend(error.0)).ok()
    }

    /// A document with the texts of other files put in, if its grammar is right.
    fn grammar(
        &mut self,
        source: &'s Source,
        mut document: Spanned<DeTable<'s>>,
        shape: &'static Shape,
    ) -> Option<Parsed<'s>> {
        for (lang, overlay) in &self.overlays {
            let main = self.languages.first().copied().unwrap_or_default();
            translate::file(document.get_mut(), shape, overlay.get_ref(), main, *lang);
        }
        let file = Parsed { source, document };
        let before = self.faults.len();
        if !self.proven {
            self.read(&file, |document| check(document, shape));
        }
        (self.faults.len() == before).then_some(file)
    }

    /// Hands the document of a file on; collects the faults.
    fn read(&mut self, file: &Parsed<'_>, read: impl FnOnce(&Table<'_, '_>)) {
        let reader = Reader::speaking(file.source, &self.languages);
        read(&Table::new(&reader, file.document.get_ref(), 0..0));
        self.faults.extend(reader.into_faults());
    }

    /// Both at once.
    fn parse_and_read(
        &mut self,
        source: &'s Source,
        shape: &'static Shape,
        read: impl FnOnce(&Table<'_, '_>),
    ) {
        if let Some(file) = self.parse(source, shape) {
            self.read(&file, read);
        }
    }

    /// Reads the facts; they refer to each other, so their ids are collected first.
    fn read_facts(&mut self, files: &[Parsed<'_>], names: &mut Names) -> Found {
        let mut found = Found::default();
        for file in files {
            self.read(file, |document| facts::collect_names(document, names));
        }
        for file in files {
            if self.faults.is_empty() {
                self.read(file, |document| {
                    facts::read(document, names, &mut found.sections, &mut found.facts);
                });
            }
        }
        for file in files {
            if self.faults.is_empty() {
                self.read(file, |document| facts::read_figures(document, names, &mut found.facts));
            }
        }
        for file in files {
            if self.faults.is_empty() {
                self.read(file, |document| {
                    computed::check_carry(document, names, &found.facts);
                    computed::check_derived(document, names, &found.facts);
                });
            }
        }
        found
    }
}

/// The ids of a pack.
#[derive(Default)]
pub(super) struct Names {
    facts: HashMap<String, FactId>,
    benefits: HashMap<String, u16>,
    gates: HashMap<String, usize>,
    /// How many gates there are: an id given twice names one of them.
    gate_count: usize,
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

    /// The names of the fields of a list, or a report.
    fn of_items(&self, item: &Item<'_, '_>, list: &Fact) -> Option<Self> {
        if !matches!(list.kind, super::FactKind::Items(_)) {
            let id = &list.id;
            item.fault(
                "pack/no-items",
                text!("“{id}”不是 items", "\"{id}\" is no list of items"),
                text!("换成 type = \"items\" 的事实。", "Name a fact of type items."),
            );
            return None;
        }
        let fields = (0u16..).map(FactId).zip(list.kind.fields());
        let facts = fields.map(|(at, field)| (field.id.clone(), at)).collect();
        Some(Self { facts, ..Self::default() })
    }

    /// The benefit that a string names, or a report.
    fn benefit(&self, item: &Item<'_, '_>) -> Option<BenefitId> {
        let id = item.str()?;
        let benefit = self.benefits.get(id).copied().map(BenefitId);
        if benefit.is_none() {
            unknown_id(item, id, self.benefits.keys().map(String::as_str), "事项", "benefit");
        }
        benefit
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

/// Reports an id given twice.
fn doubled(item: &Item<'_, '_>, id: &str) {
    let id = crate::diagnostic::found(id);
    item.fault(
        "pack/doubled-id",
        text!("编号“{id}”用了两次", "the id \"{id}\" is used twice"),
        text!("给其中一个换个编号。", "Give one of them another id."),
    );
}

/// What reading a part of the pack needs to know.
#[derive(Clone, Copy)]
pub(super) struct Scope<'p> {
    names: &'p Names,
    facts: &'p [Fact],
    readings: &'p [Reading],
    gates: &'p [Gate],
    /// Those read so far: rules speak of earlier ones only, so that none goes round in a circle.
    benefits: &'p [Benefit],
}

impl<'p> Scope<'p> {
    /// In which the fields of a list stand for the facts.
    fn of_fields(names: &'p Names, fields: &'p [Fact]) -> Self {
        Self { names, facts: fields, readings: &[], gates: &[], benefits: &[] }
    }
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
