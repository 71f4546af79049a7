//! A value of a TOML file: what it must be is asked of it, and what it is not is reported at its
//! place.

use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::reader::{Reader, Table};
use super::{found, nearest};
use crate::text;
use crate::text::{Lang, Text};

/// A value with its key and place.
#[derive(Clone)]
pub struct Item<'r, 's> {
    pub(super) reader: &'r Reader<'s>,
    /// The key it stands under (the list's key for an element).
    pub key: &'r str,
    /// Where the key stands.
    pub key_span: Range<usize>,
    pub(super) value: &'r Spanned<DeValue<'s>>,
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
