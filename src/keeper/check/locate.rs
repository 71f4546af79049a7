//! Where a part of a pack stands in its files: found again by id when something is to be said
//! of it, so that the policy itself carries no places.

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Place, Source};
use crate::policy::source::PackFiles;

/// The parsed files of a pack.
pub struct Locator<'f> {
    files: Vec<(&'f Source, Spanned<DeTable<'f>>)>,
    whole: Place,
}

impl<'f> Locator<'f> {
    /// Parses the files once; those that do not parse are not looked into.
    pub fn new(files: &'f PackFiles) -> Self {
        let parsed = files
            .sources()
            .filter_map(|source| Some((source, DeTable::parse(&source.text).ok()?)))
            .collect();
        Self { files: parsed, whole: files.policy.whole() }
    }

    /// The deepest part that exists on a path (keys, and positions in lists) into the entry of
    /// an array of tables that has an id: `find("benefit", "a06", &["award", "cap"])`.
    pub fn find(&self, kind: &str, id: &str, path: &[&str]) -> Place {
        for (source, document) in &self.files {
            let Some(DeValue::Array(entries)) = document.get_ref().get(kind).map(Spanned::get_ref)
            else {
                continue;
            };
            for entry in entries.iter() {
                let DeValue::Table(table) = entry.get_ref() else { continue };
                let named = table.get("id");
                if let Some(named) = named.filter(|named| named.get_ref().as_str() == Some(id)) {
                    return source.place(walk(table, path).unwrap_or(named.span().start));
                }
            }
        }
        self.whole.clone()
    }

    /// Every value of every file, with its source.
    pub fn walk(&self, visit: &mut dyn FnMut(&Source, &Spanned<DeValue<'f>>)) {
        for (source, document) in &self.files {
            for value in document.get_ref().values() {
                visit_all(source, value, visit);
            }
        }
    }

    /// The file as a whole in which nothing more precise can be named.
    pub fn whole(&self) -> Place {
        self.whole.clone()
    }
}

fn visit_all<'f>(
    source: &Source,
    value: &Spanned<DeValue<'f>>,
    visit: &mut dyn FnMut(&Source, &Spanned<DeValue<'f>>),
) {
    visit(source, value);
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|item| visit_all(source, item, visit)),
        DeValue::Table(table) => table.values().for_each(|item| visit_all(source, item, visit)),
        _ => {}
    }
}

/// Where the deepest part on the path begins.
fn walk(table: &DeTable<'_>, path: &[&str]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let (key, value) = table.get_key_value(*first)?;
    let mut start = key.span().start;
    let mut value = value;
    for step in rest {
        let next = match value.get_ref() {
            DeValue::Table(table) => match table.get_key_value(*step) {
                Some((key, next)) => {
                    start = key.span().start;
                    Some(next)
                }
                None => None,
            },
            DeValue::Array(items) => {
                let next = step.parse().ok().and_then(|at: usize| items.get(at));
                start = next.map_or(start, |next| next.span().start);
                next
            }
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
    }
    Some(start)
}
