//! Checks a file against the vocabulary: unknown and missing keys, types, words. Whoever reads
//! a file that passed finds what the vocabulary promises.

use toml::de::DeValue;

use super::words::one_of;
use super::{Key, Kind, Shape};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::Rate;
use crate::quantity::Money;
use crate::text;
use crate::text::Text;

/// Reports every place where a table differs from its shape.
pub fn check(table: &Table<'_, '_>, shape: &'static Shape) {
    for key in shape.keys().filter(|key| key.needed) {
        // A key that is missing is reported here; one that is there is looked at below.
        table.need(key.name);
    }
    for item in table.entries() {
        match shape.keys().find(|key| key.name == item.key) {
            Some(Key { kind, .. }) => value(&item, kind),
            None => {
                let names: Vec<&str> = shape.keys().map(|key| key.name).collect();
                item.unknown_key(&names);
            }
        }
    }
}

fn value(item: &Item<'_, '_>, kind: &'static Kind) {
    match kind {
        Kind::Str(_) => drop(item.str()),
        Kind::Text => item.check_text(),
        Kind::Flag => drop(item.bool()),
        Kind::Whole(least, most) => {
            let range = i128::from(*least)..=i128::from(*most);
            if item.integer().is_some_and(|whole| !range.contains(&whole)) {
                item.wrong_type(&kind.expected());
            }
        }
        Kind::Money => {
            if item.str().is_some_and(|written| Money::parse(written, false).is_err()) {
                item.wrong_type(&kind.expected());
            }
        }
        Kind::Percent => {
            if item.str().is_some_and(|written| Rate::parse(written).is_none()) {
                item.wrong_type(&kind.expected());
            }
        }
        Kind::Day => {
            if !matches!(item.value(), DeValue::Datetime(day) if day.date.is_some() && day.time.is_none())
            {
                item.wrong_type(&kind.expected());
            }
        }
        Kind::OneOf(words) => {
            let words: Vec<&str> = words.listed().iter().map(|(word, _)| *word).collect();
            if item.str().is_some_and(|word| !words.contains(&word)) {
                one_of(item, &words);
            }
        }
        Kind::List(of) => {
            for part in item.array().unwrap_or_default() {
                value(&part, of);
            }
        }
        Kind::Tuple(kinds) => {
            let Some(parts) = item.array() else { return };
            if parts.len() == kinds.len() {
                parts.iter().zip(*kinds).for_each(|(part, kind)| value(part, kind));
            } else {
                item.wrong_type(&kind.expected());
            }
        }
        Kind::Table(shape) => {
            if let Some(table) = item.table() {
                check(&table, shape);
            }
        }
        Kind::Map(_, of) => {
            for entry in item.table().iter().flat_map(Table::entries) {
                value(&entry, of);
            }
        }
        Kind::Either(kinds) => match kinds.iter().find(|kind| kind.fits(item.value())) {
            Some(kind) => value(item, kind),
            None => item.wrong_type(&kind.expected()),
        },
        Kind::Answers => drop(item.table()),
    }
}

impl Kind {
    /// Whether a value is outwardly of the kind: a string, a number, a list, a table.
    fn fits(&self, value: &DeValue<'_>) -> bool {
        match self {
            Self::Str(_) | Self::Money | Self::Percent | Self::OneOf(_) => {
                matches!(value, DeValue::String(_))
            }
            Self::Text => matches!(value, DeValue::Table(_) | DeValue::String(_)),
            Self::Flag => matches!(value, DeValue::Boolean(_)),
            Self::Whole(..) => matches!(value, DeValue::Integer(_)),
            Self::Day => matches!(value, DeValue::Datetime(_)),
            Self::List(_) | Self::Tuple(_) => matches!(value, DeValue::Array(_)),
            Self::Table(_) | Self::Map(..) | Self::Answers => matches!(value, DeValue::Table(_)),
            Self::Either(kinds) => kinds.iter().any(|kind| kind.fits(value)),
        }
    }

    /// What is expected, for a message and for the guide.
    pub fn expected(&self) -> Text {
        match self {
            Self::Str(says) => {
                let (zh, en) = (says.0, says.1);
                text!("{zh}（加双引号）", "{en} in double quotes")
            }
            Self::Text => text!("{{ zh = \"…\", en = \"…\" }}", "{{ zh = \"…\", en = \"…\" }}"),
            Self::Flag => text!("true 或 false", "true or false"),
            Self::Whole(i64::MIN, i64::MAX) => text!("整数", "a whole number"),
            Self::Whole(least, most) => {
                text!("{least} 至 {most} 的整数", "a whole number from {least} to {most}")
            }
            Self::Money => text!("金额，如 \"500万元\"", "an amount such as \"500万元\""),
            Self::Percent => {
                text!("比例，如 \"1.5%\"、\"2/3\"", "a rate such as \"1.5%\" or \"2/3\"")
            }
            Self::Day => text!("日期，如 2026-02-07", "a day such as 2026-02-07"),
            Self::OneOf(words) => {
                let words: Vec<String> =
                    words.listed().iter().map(|(word, _)| format!("\"{word}\"")).collect();
                let list = words.join(", ");
                text!("其中之一：{list}", "one of: {list}")
            }
            Self::List(of) => {
                let Text { zh, en } = of.expected();
                text!("列表 [ {zh}, … ]", "a list [ {en}, … ]")
            }
            Self::Tuple(kinds) => joined(kinds, ", ", ", ").map(|list| format!("[ {list} ]")),
            Self::Table(shape) => {
                let name = shape.name;
                text!("表 {name}", "a table {name}")
            }
            Self::Map(says, of) => {
                let Text { zh, en } = of.expected();
                let (key_zh, key_en) = (says.0, says.1);
                text!("{{ {key_zh} = {zh} }}", "{{ {key_en} = {en} }}")
            }
            Self::Either(kinds) => joined(kinds, "，或 ", ", or "),
            Self::Answers => text!("{{ 事实编号 = 答案, … }}", "{{ fact id = answer, … }}"),
        }
    }
}

fn joined(kinds: &[Kind], zh: &str, en: &str) -> Text {
    let all: Vec<Text> = kinds.iter().map(Kind::expected).collect();
    let list =
        |of: fn(&Text) -> &str, comma: &str| all.iter().map(of).collect::<Vec<_>>().join(comma);
    Text::new(list(|text| &text.zh, zh), list(|text| &text.en, en))
}
