//! One reader of TOML for packs, profiles, benchmarks and settings: every value keeps its
//! place, every key that nobody asked for is reported.

use std::cell::RefCell;
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::nesting::too_deep;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, found, nearest};
use crate::text;
use crate::text::{Lang, Text};

/// Collects the diagnostics of one file while it is read.
pub struct Reader<'s> {
    source: &'s Source,
    faults: RefCell<Vec<Diagnostic>>,
    /// The languages that texts are written in, the main one first.
    languages: Vec<Lang>,
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
            let what = found(error.message());
            let code = if what.contains("duplicate key") { "toml/duplicate" } else { "toml/syntax" };
            let doubled = code == "toml/duplicate";
            let mut piece = source.text.get(span.clone()).unwrap_or_default().trim();
            if piece.is_empty() {
                // Nothing stands where something is expected: the line says more.
                piece = source.line(span.start).trim();
            }
            let piece = found(piece);
            let what = if doubled {
                text!("键“{piece}”重复出现", "the key \"{piece}\" stands twice")
            } else {
                text!(
                    "不是有效的 TOML：{what}（此处为“{piece}”）",
                    "not valid TOML: {what} (found \"{piece}\")"
                )
            };
            let remedy = if doubled {
                text!("每个键只写一次，删去多余的一行。", "Write each key once; delete the other line.")
            } else {
                text!(
                    "每行写成 键 = 值；文字加双引号，例如 category = \"manufacturer\"。",
                    "Write each line as key = value, with text in double quotes: category = \"manufacturer\"."
                )
            };
            Diagnostics::from(source.diagnostic(code, span, what, remedy))
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

/// A value with its key and place.
#[derive(Clone)]
pub struct Item<'r, 's> {
    reader: &'r Reader<'s>,
    /// The key it stands under (the list's key for an element).
    pub key: &'r str,
    /// Where the key stands.
    pub key_span: Range<usize>,
    value: &'r Spanned<DeValue<'s>>,
}

impl<'r, 's> Item<'r, 's> {
    /// Where the value stands.
    pub fn span(&self) -> Range<usize> {
        self.value.span()
    }

    /// The value as parsed.
    pub fn value(&self) -> &'r DeValue<'s> {
        self.value.get_ref()
    }

    /// The reader that collects the faults.
    pub fn reader(&self) -> &'r Reader<'s> {
        self.reader
    }

    /// Reports a fault at this value.
    pub fn fault(&self, code: &'static str, what: Text, remedy: Text) {
        self.reader.report(code, self.span(), what, remedy);
    }

    /// Reports that nothing has this key, with the nearest of `known`.
    pub fn unknown_key(&self, known: &[&str]) {
        let key = found(self.key);
        let list = known.join(", ");
        let remedy = match nearest(self.key, known.iter().copied()) {
            Some(near) => text!("改成“{near}”，或删去。", "Change it to \"{near}\", or delete it."),
            None => text!("删去，或改成其中之一：{list}。", "Delete it, or use one of: {list}."),
        };
        let what = text!("不认识的键“{key}”", "unknown key \"{key}\"");
        self.reader.report("toml/unknown-key", self.key_span.clone(), what, remedy);
    }

    /// The value as it is written in the file, safe to print and short.
    pub fn written(&self) -> String {
        match self.value() {
            DeValue::String(text) => format!("\"{}\"", found(text)),
            _ => found(self.reader.source.text.get(self.span()).unwrap_or_default()),
        }
    }

    /// Reports that the value has another type than expected.
    pub fn wrong_type(&self, expected: &Text) {
        let key = found(self.key);
        let written = self.written();
        let (zh, en) = (&expected.zh, &expected.en);
        let kind = kind_name(self.value());
        let (kind_zh, kind_en) = (kind.zh, kind.en);
        self.fault(
            "toml/type",
            text!(
                "“{key}”的值是{kind_zh} {written}，应为{zh}",
                "\"{key}\" is {kind_en} {written}, expected {en}"
            ),
            text!("把 {key} 的值改为{zh}。", "Change the value of {key} to {en}."),
        );
    }

    /// A string, or a report.
    pub fn str(&self) -> Option<&'r str> {
        match self.value() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => {
                self.wrong_type(&text!("加双引号的文字", "text in double quotes"));
                None
            }
        }
    }

    /// A boolean, or a report.
    pub fn bool(&self) -> Option<bool> {
        match self.value() {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                self.wrong_type(&text!("true 或 false", "true or false"));
                None
            }
        }
    }

    /// An integer, or a report.
    pub fn integer(&self) -> Option<i128> {
        let DeValue::Integer(integer) = self.value() else {
            self.wrong_type(&text!("整数", "a whole number"));
            return None;
        };
        // Beyond i128 any limit is exceeded anyway.
        Some(i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or_else(|_| {
            if integer.as_str().starts_with('-') { i128::MIN } else { i128::MAX }
        }))
    }

    /// An integer that fits the type it is wanted as, or a report.
    pub fn number<T: TryFrom<i128>>(&self) -> Option<T> {
        let number = T::try_from(self.integer()?).ok();
        if number.is_none() {
            self.wrong_type(&text!("范围以内的整数", "a whole number within the range"));
        }
        number
    }

    /// A table, where it is one.
    pub fn as_table(&self) -> Option<Table<'r, 's>> {
        matches!(self.value(), DeValue::Table(_)).then(|| self.table()).flatten()
    }

    /// A table, or a report.
    pub fn table(&self) -> Option<Table<'r, 's>> {
        match self.value() {
            DeValue::Table(table) => Some(Table::new(self.reader, table, self.key_span.clone())),
            _ => {
                self.wrong_type(&text!("一张表", "a table"));
                None
            }
        }
    }

    /// The elements of an array, or a report.
    pub fn array(&self) -> Option<Vec<Item<'r, 's>>> {
        match self.value() {
            DeValue::Array(array) => Some(
                array
                    .iter()
                    .map(|value| Item {
                        reader: self.reader,
                        key: self.key,
                        key_span: self.key_span.clone(),
                        value,
                    })
                    .collect(),
            ),
            _ => {
                self.wrong_type(&text!("列表 [ … ]", "a list [ … ]"));
                None
            }
        }
    }

    /// An array of strings, or a report.
    pub fn strings(&self) -> Vec<&'r str> {
        self.array().unwrap_or_default().iter().filter_map(Item::str).collect()
    }

    /// `{ zh = "…", en = "…" }`, or a string in the main language. A language that is lacking
    /// shows the other one, marked.
    pub fn text(&self) -> Option<Text> {
        if let DeValue::String(only) = self.value() {
            let main = self.reader.languages.first().copied().unwrap_or_default();
            return Some(Text::only(main, only.as_ref()));
        }
        let table = self.table()?;
        let of = |lang: Lang| table.take(lang.code()).and_then(|item| item.str());
        Some(match (of(Lang::Zh), of(Lang::En)) {
            (Some(zh), Some(en)) => Text::new(zh, en),
            (Some(zh), None) => Text::only(Lang::Zh, zh),
            (None, Some(en)) => Text::only(Lang::En, en),
            (None, None) => return None,
        })
    }

    /// Reports a text that is none, or lacks a language that the reader wants.
    pub fn check_text(&self) {
        if let (DeValue::String(_), [_]) = (self.value(), self.reader.languages.as_slice()) {
            return;
        }
        let Some(table) = self.table() else { return };
        for lang in &self.reader.languages {
            table.need(lang.code());
        }
        for item in table.entries() {
            if Lang::from_code(item.key).is_some() {
                item.str();
            } else {
                item.unknown_key(&["zh", "en"]);
            }
        }
    }
}

/// The kind of a TOML value, for messages.
fn kind_name(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => text!("文字", "text"),
        DeValue::Integer(_) => text!("整数", "a whole number"),
        DeValue::Float(_) => text!("浮点数", "a floating-point number"),
        DeValue::Boolean(_) => text!("真假值", "a boolean"),
        DeValue::Datetime(_) => text!("日期", "a date"),
        DeValue::Array(_) => text!("列表", "a list"),
        DeValue::Table(_) => text!("表", "a table"),
    }
}
