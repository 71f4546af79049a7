//! Where a part of a pack stands in its files: found again by id when something is to be said
//! of it, so that the policy itself carries no places.

use std::ops::Range;

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
        match self.entry(kind, id) {
            Some((source, table, start)) => {
                source.place(walk(table, path).map_or(start, |found| found.start))
            }
            None => self.whole.clone(),
        }
    }

    /// The value at a path into an entry, or of the deepest part of the path that exists: its
    /// file and its bytes. A fixed amount may be written without its key.
    pub fn value(&self, kind: &str, id: &str, path: &[&str]) -> Option<(&'f Source, Range<usize>)> {
        let (source, table, _) = self.entry(kind, id)?;
        Some((source, walk(table, path)?.value))
    }

    /// The value that stands at exactly this path into an entry, with its file.
    pub fn exact(
        &self,
        kind: &str,
        id: &str,
        path: &[&str],
    ) -> Option<(&'f Source, &Spanned<DeValue<'f>>)> {
        let (source, table, _) = self.entry(kind, id)?;
        let (first, rest) = path.split_first()?;
        let value = rest.iter().try_fold(table.get(*first)?, |value, step| {
            let inner = value.get_ref().as_table().and_then(|table| table.get(*step));
            inner.or_else(|| value.get_ref().as_array()?.get(step.parse::<usize>().ok()?))
        })?;
        Some((source, value))
    }

    /// Where the piece of a string in an entry stands: the string is found again in the file.
    pub fn piece(
        &self,
        kind: &str,
        id: &str,
        text: &str,
        piece: Range<usize>,
    ) -> Option<(&'f Source, Range<usize>)> {
        let (source, _, start) = self.entry(kind, id)?;
        let at = start + source.text.get(start..)?.find(text)?;
        Some((source, at + piece.start..at + piece.end))
    }

    /// An entry of a kind by its id, with its file.
    pub fn table(&self, kind: &str, id: &str) -> Option<(&'f Source, &DeTable<'f>)> {
        self.entry(kind, id).map(|(source, table, _)| (source, table))
    }

    /// Every entry of a kind, with its file.
    pub fn entries<'l>(
        &'l self,
        kind: &'l str,
    ) -> impl Iterator<Item = (&'f Source, &'l DeTable<'f>)> + 'l {
        self.files.iter().flat_map(move |(source, document)| {
            let entries = document.get_ref().get(kind).and_then(|list| list.get_ref().as_array());
            let tables = entries.into_iter().flat_map(|entries| entries.iter());
            tables.filter_map(|entry| Some((*source, entry.get_ref().as_table()?)))
        })
    }

    fn entry(&self, kind: &str, id: &str) -> Option<(&'f Source, &DeTable<'f>, usize)> {
        self.files.iter().find_map(|(source, document)| {
            let entries = document.get_ref().get(kind)?.get_ref().as_array()?;
            entries.iter().find_map(|entry| {
                let table = entry.get_ref().as_table()?;
                let named = table.get("id").filter(|named| named.get_ref().as_str() == Some(id))?;
                Some((*source, table, named.span().start))
            })
        })
    }

    /// Every value of every file, with its source.
    pub fn walk(&self, visit: &mut dyn FnMut(&Source, &Spanned<DeValue<'f>>)) {
        for (source, document) in &self.files {
            for value in document.get_ref().values() {
                visit_all(source, value, visit);
            }
        }
    }

    /// The documents with their files.
    pub fn documents(&self) -> impl Iterator<Item = (&'f Source, &DeTable<'f>)> {
        self.files.iter().map(|(source, document)| (*source, document.get_ref()))
    }

    /// A file by its name.
    pub fn source(&self, name: &str) -> Option<&'f Source> {
        self.files.iter().map(|(source, _)| *source).find(|source| source.name == name)
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
    let items = value.get_ref().as_array().into_iter().flat_map(|items| items.iter());
    let values = value.get_ref().as_table().into_iter().flat_map(|table| table.values());
    items.chain(values).for_each(|inner| visit_all(source, inner, visit));
}

/// A part of an entry.
struct Part {
    /// Where it begins, key included.
    start: usize,
    /// Its value.
    value: Range<usize>,
}

/// The deepest part on the path.
fn walk(table: &DeTable<'_>, path: &[&str]) -> Option<Part> {
    let (first, rest) = path.split_first()?;
    let (key, value) = table.get_key_value(*first)?;
    let mut part = Part { start: key.span().start, value: value.span() };
    let mut value = value;
    for step in rest {
        let next = if let Some(table) = value.get_ref().as_table() {
            let found = table.get_key_value(*step);
            part.start = found.map_or(part.start, |(key, _)| key.span().start);
            found.map(|(_, next)| next)
        } else {
            let items = value.get_ref().as_array();
            let next = items.and_then(|items| items.get(step.parse::<usize>().ok()?));
            part.start = next.map_or(part.start, |next| next.span().start);
            next
        };
        let Some(next) = next else { break };
        value = next;
        part.value = next.span();
    }
    Some(part)
}
