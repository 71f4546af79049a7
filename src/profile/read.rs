//! A profile from its file: strict, so that nothing the user wrote is passed over in silence.

use std::ops::Range;
use std::path::Path;

use toml::de::DeValue;
use toml_edit::DocumentMut;

use crate::diagnostic::reader::{Item, Reader, Table};
use crate::diagnostic::{Diagnostics, Source, found, nearest};
use crate::policy::schema::PROFILE_KEYS as KEYS;
use crate::policy::{Fact, FactId, Policy};
use crate::text;
use crate::text::Text;

use super::file::source_from_path;
use super::head::{MOST_FAULTS, SCHEMA, enterprise, is_about, line, schema, year};
use super::old::{Known, known, with_new_options};
use super::parse::{Raw, parse};
use super::{Profile, caller, write};

/// A profile and what is to be said about how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The profile.
    pub profile: Profile,
    /// The edition of the pack it was last saved with, if it says.
    pub edition: Option<String>,
    /// Renamed ids that were followed and retired ones that were put aside.
    pub remarks: Vec<Text>,
}

impl Profile {
    /// Reads a profile from its text; [`read`] also tells what was renamed or set aside.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn parse(policy: &Policy, text: &str) -> Result<Self, Diagnostics> {
        read(policy, &Source::new("profile", text)).map(|loaded| loaded.profile)
    }
}

/// Reads the profile in a file.
///
/// # Errors
/// Why the file cannot be read, or every fault of the profile with its place.
pub fn read_path(policy: &Policy, path: &Path) -> Result<Loaded, Diagnostics> {
    read(policy, &source_from_path(path)?)
}

/// Reads a profile.
///
/// # Errors
/// Every fault found, with its place.
pub fn read(policy: &Policy, source: &Source) -> Result<Loaded, Diagnostics> {
    let root = Reader::parse(source)?;
    let reader = Reader::new(source);
    let document = Table::new(&reader, root.get_ref(), 0..0);
    let mut profile = Profile::new(policy, 0);
    let mut changes = Changes::default();
    let mut saved_with = None;
    let id = &policy.id;
    if document.is_empty() {
        reader.report_whole(
            "profile/empty",
            text!("文件是空的，缺少 schema", "the file is empty: schema is missing"),
            text!(
                "至少写上 schema = {SCHEMA}、policy = \"{id}\"、year = … 三行。",
                "Write at least schema = {SCHEMA}, policy = \"{id}\" and year = …."
            ),
        );
    } else if schema(&document) && is_about(policy, &document) {
        profile.year = year(&document).unwrap_or_default();
        saved_with = document.take("edition").and_then(|edition| line(&edition));
        profile.enterprise = enterprise(&document);
        answers(policy, &document, &mut profile, &mut changes);
        notes(&document, &mut profile);
        unsure(policy, &document, &mut profile, &mut changes);
        caller::read(&document, &mut profile);
        if let Some(aside) = document.take("aside") {
            aside.table();
        }
        document.refuse_rest(&KEYS);
    }
    let faults = reader.into_faults();
    if !faults.is_empty() {
        return Err(Diagnostics(faults));
    }
    changes.remarks.dedup();
    let document = changes.applied(source)?;
    caller::take_others(&mut profile, &document);
    profile.document = Some(document);
    Ok(Loaded { profile, edition: saved_with, remarks: changes.remarks })
}

/// What old ids change in the document, so that the next save writes the new ones.
#[derive(Default)]
struct Changes {
    remarks: Vec<Text>,
    renamed: Vec<(String, String)>,
    aside: Vec<String>,
}

impl Changes {
    /// The document for editing, with the changes made.
    fn applied(&self, source: &Source) -> Result<DocumentMut, Diagnostics> {
        let mut document: DocumentMut = source.text.parse().map_err(|error| {
            let error: toml_edit::TomlError = error;
            let what = found(error.message());
            Diagnostics::from(source.diagnostic(
                "toml/syntax",
                error.span().unwrap_or(0..0),
                text!("不是有效的 TOML：{what}", "not valid TOML: {what}"),
                text!("改正此处。", "Mend this place."),
            ))
        })?;
        for old in &self.aside {
            write::set_aside(&mut document, old);
        }
        for (old, new) in &self.renamed {
            write::rename_answer(&mut document, old, new);
        }
        Ok(document)
    }
}

fn answers(
    policy: &Policy,
    document: &Table<'_, '_>,
    profile: &mut Profile,
    changes: &mut Changes,
) {
    let Some(table) = document.take("answers").and_then(|item| item.table()) else { return };
    let mut bad = 0;
    let (now, old): (Vec<_>, Vec<_>) = table
        .entries()
        .into_iter()
        .map(|item| (known(policy, item.key), item))
        .partition(|(known, _)| matches!(known, Known::Fact(_)));
    // Today's ids first: what stands under an old id never overrides them.
    for (known, item) in now.into_iter().chain(old) {
        let good = match known {
            Known::Fact(id) => answer(policy, id, &item, profile, changes),
            Known::Renamed(id) => {
                renamed_answer(policy, id, &item, profile, changes);
                true
            }
            Known::Retired(reason) => {
                changes.remarks.push(retired(item.key, reason));
                changes.aside.push(item.key.to_owned());
                true
            }
            Known::Nothing => {
                unknown_fact(policy, &item, item.key, item.key_span.clone());
                false
            }
        };
        bad += usize::from(!good);
        if bad >= MOST_FAULTS {
            return;
        }
    }
}

fn answer(
    policy: &Policy,
    id: FactId,
    item: &Item<'_, '_>,
    profile: &mut Profile,
    changes: &mut Changes,
) -> bool {
    let fact = policy.fact(id);
    let (raw, options) = with_new_options(policy, fact, raw(item.value()));
    if !options.is_empty() {
        changes.remarks.extend(options);
        changes.aside.push(item.key.to_owned());
    }
    let Some(raw) = raw else { return true };
    match parse(fact, &raw) {
        Ok(value) => profile.answers.set(id, Some(value)),
        Err(error) => {
            let at = faulty_element(policy, fact, item).unwrap_or_else(|| item.span());
            item.reader().report("profile/value", at, error.what, error.remedy);
            return false;
        }
    }
    true
}

/// Where the first element of a list stands that is no answer by itself.
fn faulty_element(policy: &Policy, fact: &Fact, item: &Item<'_, '_>) -> Option<Range<usize>> {
    let DeValue::Array(elements) = item.value() else { return None };
    let bad = elements.iter().find(|element| {
        let alone = Raw::List(vec![raw(element.get_ref())]);
        with_new_options(policy, fact, alone).0.is_some_and(|alone| parse(fact, &alone).is_err())
    });
    bad.map(|element| element.span())
}

fn renamed_answer(
    policy: &Policy,
    id: FactId,
    item: &Item<'_, '_>,
    profile: &mut Profile,
    changes: &mut Changes,
) {
    let fact = policy.fact(id);
    let (old, new) = (item.key, &fact.id);
    let value = parse(fact, &raw(item.value())).ok().filter(|_| !profile.answers.is_answered(id));
    changes.remarks.push(if value.is_some() {
        text!(
            "“{old}”现名“{new}”，已照新名读入。",
            "\"{old}\" is now \"{new}\" and was read as such."
        )
    } else {
        text!(
            "“{old}”现名“{new}”；此处的值不合用，已另存于 [aside]。",
            "\"{old}\" is now \"{new}\"; its value does not serve and is kept in [aside]."
        )
    });
    if value.is_some() {
        profile.answers.set(id, value);
        changes.renamed.push((old.to_owned(), new.clone()));
    } else {
        changes.aside.push(old.to_owned());
    }
}

fn retired(old: &str, reason: &Text) -> Text {
    let (zh, en) = (&reason.zh, &reason.en);
    text!("“{old}”已停用，另存于 [aside]：{zh}", "\"{old}\" is retired and kept in [aside]: {en}")
}

/// Reports a name that is no fact.
fn unknown_fact(policy: &Policy, item: &Item<'_, '_>, name: &str, at: Range<usize>) {
    let shown = found(name);
    let first = policy.facts.first().map_or("", |fact| fact.id.as_str());
    let remedy = match nearest(name, policy.facts.iter().map(|fact| fact.id.as_str())) {
        Some(near) => text!("改成“{near}”，或删去。", "Change it to \"{near}\", or delete it."),
        None => text!(
            "删去，或改成本政策的事实名（如 {first}）。",
            "Delete it, or use the id of a fact of this policy, such as {first}."
        ),
    };
    let what = text!("没有名为“{shown}”的事实", "there is no fact \"{shown}\"");
    item.reader().report("profile/unknown-fact", at, what, remedy);
}

fn notes(document: &Table<'_, '_>, profile: &mut Profile) {
    let Some(table) = document.take("notes").and_then(|item| item.table()) else { return };
    let mut bad = 0;
    for item in table.entries() {
        match item.str() {
            Some(note) => {
                profile.notes.insert(item.key.to_owned(), note.to_owned());
            }
            None => bad += 1,
        }
        if bad >= MOST_FAULTS {
            return;
        }
    }
}

fn unsure(policy: &Policy, document: &Table<'_, '_>, profile: &mut Profile, changes: &mut Changes) {
    let Some(table) = document.take("unsure").and_then(|item| item.table()) else { return };
    let items = table.take("facts").and_then(|item| item.array()).unwrap_or_default();
    table.refuse_rest(&["facts"]);
    let mut bad = 0;
    for item in items {
        if bad >= MOST_FAULTS {
            return;
        }
        bad += 1;
        let Some(name) = item.str() else { continue };
        let id = match known(policy, name) {
            Known::Fact(id) => id,
            Known::Renamed(id) => {
                let new = &policy.fact(id).id;
                changes.remarks.push(text!(
                    "“{name}”现名“{new}”，已照新名读入。",
                    "\"{name}\" is now \"{new}\" and was read as such."
                ));
                if profile.answers.is_answered(id) {
                    continue;
                }
                id
            }
            Known::Retired(reason) => {
                changes.remarks.push(retired(name, reason));
                continue;
            }
            Known::Nothing => {
                unknown_fact(policy, &item, name, item.span());
                continue;
            }
        };
        if profile.answers.is_answered(id) {
            item.fault(
                "profile/answered-and-unsure",
                text!(
                    "“{name}”既已回答，又列为不清楚",
                    "\"{name}\" is both answered and listed as unsure"
                ),
                text!(
                    "从 [unsure] 中删去，或删去 [answers] 中的回答。",
                    "Delete it from [unsure], or delete its answer from [answers]."
                ),
            );
            continue;
        }
        profile.unsure.insert(id);
        bad -= 1;
    }
}

/// A value of the file in the form that all formats share.
pub(super) fn raw<'v>(value: &'v DeValue<'_>) -> Raw<'v> {
    match value {
        DeValue::Boolean(yes) => Raw::Bool(*yes),
        DeValue::String(written) => Raw::Str(written),
        DeValue::Float(float) => Raw::Float(float.as_str()),
        DeValue::Integer(integer) => Raw::Integer(
            i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or_else(|_| {
                if integer.as_str().starts_with('-') { i128::MIN } else { i128::MAX }
            }),
        ),
        DeValue::Array(items) => Raw::List(items.iter().map(|item| raw(item.get_ref())).collect()),
        DeValue::Datetime(date) => Raw::Date(date.to_string()),
        DeValue::Table(table) => {
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(key, _)| key.span().start);
            let entries = entries.into_iter();
            Raw::Table(
                entries
                    .map(|(key, value)| (key.get_ref().to_string(), raw(value.get_ref())))
                    .collect(),
            )
        }
    }
}
