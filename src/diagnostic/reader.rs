//! One reader of TOML for packs, profiles, benchmarks and settings: every value keeps its
//! place, every key that nobody asked for is reported.

use std::cell::RefCell;
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::DeTable;

pub use crate::diagnostic::item::Item;
use crate::diagnostic::nesting::too_deep;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, found, nearest};
use crate::text;
use crate::text::{Lang, Text};

/// Collects the diagnostics of one file while it is read.
pub struct Reader<'s> {
    pub(super) source: &'s Source,
    faults: RefCell<Vec<Diagnostic>>,
    /// The languages that texts are written in, the main one first.
    pub(super) languages: Vec<Lang>,
}

impl<'s> Reader<'s> {
    /// A reader over a source.
    pub fn new(source: &'s Source) -> Self {
        Self::speaking(source, &[Lang::Zh, Lang::En])
    }

    /// A reader over a source whose texts are in some languages, the main one first.
    pub fn speaking(source: &'s Source, languages: &[Lang]) -> Self {
        Self { source, faults: RefCell::default(), languages: languages.to_vec() }
    }

    /// The source that is read.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// Parses the document; syntax errors become diagnostics and nothing else is read.
    ///
    /// # Errors
    /// The syntax errors with their places.
    pub fn parse(source: &'s Source) -> Result<Spanned<DeTable<'s>>, Diagnostics> {
        if let Some(at) = too_deep(&source.text) {
            return Err(Diagnostics::from(source.diagnostic(
                "toml/depth",
                at..at,
                text!("嵌套过深，超过 100 层", "nested deeper than 100 levels"),
                text!("删去多余的括号和圆点。", "Delete the brackets and dots that are too many."),
            )));
        }
        DeTable::parse(&source.text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            Diagnostics::from(super::syntax::fault(source, span, error.message()))
        })
    }

    /// Reports a fault at a span.
    pub fn report(&self, code: &'static str, span: Range<usize>, what: Text, remedy: Text) {
        self.faults.borrow_mut().push(self.source.diagnostic(code, span, what, remedy));
    }

    /// Reports a fault of the file as a whole.
    pub fn report_whole(&self, code: &'static str, what: Text, remedy: Text) {
        let place = self.source.whole();
        self.faults.borrow_mut().push(Diagnostic { code, place, what, remedy });
    }

    /// Whether nothing was reported so far.
    pub fn is_clean(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// How many faults were reported so far.
    pub fn count(&self) -> usize {
        self.faults.borrow().len()
    }

    /// All that was reported.
    pub fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }
}

/// A table being read; keys that are never taken are unknown.
pub struct Table<'r, 's> {
    reader: &'r Reader<'s>,
    table: &'r DeTable<'s>,
    /// Where the table stands.
    pub span: Range<usize>,
    taken: RefCell<Vec<&'r str>>,
    /// Where keys are looked up that the table does not have.
    beneath: Option<&'r DeTable<'s>>,
}

impl<'r, 's> Table<'r, 's> {
    /// A table of the document.
    pub fn new(reader: &'r Reader<'s>, table: &'r DeTable<'s>, span: Range<usize>) -> Self {
        Self { reader, table, span, taken: RefCell::default(), beneath: None }
    }

    /// The table laid over another one: keys it does not have are those of the other.
    #[must_use]
    pub fn over(mut self, beneath: &Self) -> Self {
        self.beneath = Some(beneath.table);
        self
    }

    /// The reader that collects the faults.
    pub fn reader(&self) -> &'r Reader<'s> {
        self.reader
    }

    /// The value of an optional key.
    pub fn take(&self, key: &str) -> Option<Item<'r, 's>> {
        let below = || self.beneath.and_then(|table| table.get_key_value(key));
        let (name, value) = self.table.get_key_value(key).or_else(below)?;
        let name_span = name.span();
        let name: &'r str = name.get_ref();
        self.taken.borrow_mut().push(name);
        Some(Item { reader: self.reader, key: name, key_span: name_span, value })
    }

    /// The value of a key that must be there.
    pub fn need(&self, key: &str) -> Option<Item<'r, 's>> {
        let item = self.take(key);
        if item.is_none() {
            // A misspelt key is more likely than a forgotten one.
            let near = self.table.iter().map(|(name, _)| name.get_ref().as_ref());
            let remedy = match nearest(key, near) {
                Some(near) => {
                    let near = found(near);
                    text!("把“{near}”改成“{key}”。", "Change \"{near}\" to \"{key}\".")
                }
                None => text!("补上 {key} = …。", "Add {key} = …."),
            };
            self.reader.report(
                "toml/missing-key",
                self.span.clone(),
                text!("缺少必填项“{key}”", "the key \"{key}\" is missing"),
                remedy,
            );
        }
        item
    }

    /// All entries, in no guaranteed order; each counts as taken.
    pub fn entries(&self) -> Vec<Item<'r, 's>> {
        let mut items: Vec<_> = self
            .table
            .iter()
            .map(|(name, value)| Item {
                reader: self.reader,
                key: name.get_ref(),
                key_span: name.span(),
                value,
            })
            .collect();
        items.sort_by_key(|item| item.key_span.start);
        self.taken.borrow_mut().extend(items.iter().map(|item| item.key));
        items
    }

    /// Whether a key is there, without taking it.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.beneath.is_some_and(|table| table.contains_key(key))
    }

    /// The string of a key that must be there.
    pub fn string(&self, key: &str) -> Option<String> {
        self.need(key)?.str().map(str::to_owned)
    }

    /// The text of a key that must be there.
    pub fn text(&self, key: &str) -> Option<Text> {
        self.need(key)?.text()
    }

    /// Whether a key is there and `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.take(key).and_then(|item| item.bool()).unwrap_or(false)
    }

    /// What is read of the elements of a list; none where the key is absent.
    pub fn list<T>(&self, key: &str, read: impl Fn(&Item<'r, 's>) -> Option<T>) -> Vec<T> {
        let items = self.take(key).and_then(|item| item.array()).unwrap_or_default();
        items.iter().filter_map(read).collect()
    }

    /// The strings of a list.
    pub fn strings(&self, key: &str) -> Vec<String> {
        self.list(key, |item| item.str().map(str::to_owned))
    }

    /// The tables of an array of tables.
    pub fn tables(&self, key: &str) -> Vec<Table<'r, 's>> {
        self.list(key, Item::table)
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether the table has no keys.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The entries that nobody took so far.
    pub fn rest(&self) -> Vec<Item<'r, 's>> {
        let taken = self.taken.borrow();
        let mut rest: Vec<_> = self
            .table
            .iter()
            .filter(|(name, _)| !taken.contains(&name.get_ref().as_ref()))
            .map(|(name, value)| Item {
                reader: self.reader,
                key: name.get_ref(),
                key_span: name.span(),
                value,
            })
            .collect();
        rest.sort_by_key(|item| item.key_span.start);
        rest
    }

    /// Reports every key that was not taken, with the nearest of `known`.
    pub fn refuse_rest(&self, known: &[&str]) {
        // More would not be printed, and a file may hold a great many.
        for item in self.rest().into_iter().take(40) {
            item.unknown_key(known);
        }
    }
}
