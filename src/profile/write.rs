//! A profile as its file: what others wrote in it stays, what is unchanged keeps its text.

use std::collections::BTreeSet;

use toml_edit::{Array, DocumentMut, Item, TableLike, Value as Toml};

use crate::policy::{Fact, Policy};

use super::caller;
use super::head::SCHEMA;
use super::parse::{Raw, parse};
use super::{Profile, Value};

const HEADER: &str = "# 丰策企业档案。[answers] 中只写已知的事实，不知道的不写。\n";

/// The profile as TOML, in the document it was read from where there is one.
pub fn to_toml(policy: &Policy, profile: &Profile) -> String {
    if let Some(document) = &profile.document {
        let mut document = document.clone();
        update(policy, profile, &mut document);
        let written = document.to_string();
        // Whatever layout the document has, only a readable file is ever handed out.
        if written.parse::<DocumentMut>().is_ok() {
            return written;
        }
    }
    let mut document = DocumentMut::new();
    update(policy, profile, &mut document);
    if let Some(mut key) = document.key_mut("schema") {
        key.leaf_decor_mut().set_prefix(HEADER);
    }
    document.to_string()
}

/// Moves an answer of the document to another id, with its text and comments.
pub(super) fn rename_answer(document: &mut DocumentMut, old: &str, new: &str) {
    if let Some(answers) = section(document, "answers")
        && let Some(item) = answers.remove(old)
    {
        answers.insert(new, item);
    }
}

/// Keeps a copy of an answer of the document under `[aside]`.
pub(super) fn set_aside(document: &mut DocumentMut, old: &str) {
    let answers = section(document, "answers");
    let Some(mut item) = answers.and_then(|table| table.get(old).cloned()) else { return };
    if let Some(value) = item.as_value_mut() {
        value.decor_mut().clear();
    }
    if let Some(aside) = section(document, "aside") {
        aside.insert(old, item);
    }
}

fn update(policy: &Policy, profile: &Profile, document: &mut DocumentMut) {
    let root = document.as_table_mut();
    put(root, "schema", SCHEMA.into(), |old| old.as_integer() == Some(SCHEMA));
    text(root, "policy", Some(&policy.id));
    let year = i64::from(profile.year);
    put(root, "year", year.into(), |old| old.as_integer() == Some(year));
    text(root, "edition", Some(&policy.edition));

    let enterprise = &profile.enterprise;
    let fields = [
        ("name", Some(&enterprise.name).filter(|name| !name.is_empty())),
        ("credit_code", enterprise.credit_code.as_ref()),
        ("industry_code", enterprise.industry_code.as_ref()),
    ];
    let named = fields.iter().any(|(_, field)| field.is_some());
    if (root.contains_key("enterprise") || named)
        && let Some(table) = section(document, "enterprise")
    {
        for (key, field) in fields {
            // A control character would make the file unreadable.
            let line = field.map(|field| field.replace(char::is_control, " "));
            text(table, key, line.as_deref());
        }
    }
    if let Some(table) = section(document, "answers") {
        answers(policy, profile, table);
    }
    if (document.contains_key("notes") || !profile.notes.is_empty())
        && let Some(table) = section(document, "notes")
    {
        retain(table, |key| profile.notes.contains_key(key));
        for (key, note) in &profile.notes {
            text(table, key, Some(note));
        }
    }
    unsure(policy, profile, document);
    caller::update(profile, document);
}

fn answers(policy: &Policy, profile: &Profile, table: &mut dyn TableLike) {
    retain(table, |key| policy.fact_id(key).is_some_and(|id| profile.answers.is_answered(id)));
    for id in profile.answers.answered() {
        let fact = policy.fact(id);
        let Some(value) = profile.answers.get(id) else { continue };
        // `[[answers.list]]`, as people write items: left as it is where it says the same.
        if let Some(Item::ArrayOfTables(items)) = table.get(&fact.id)
            && parse(fact, &raw_items(items)).is_ok_and(|old| old == value)
        {
            continue;
        }
        put(table, &fact.id, toml(fact, &value), |old| {
            parse(fact, &raw(old)).is_ok_and(|old| same(&old, &value))
        });
    }
}

fn unsure(policy: &Policy, profile: &Profile, document: &mut DocumentMut) {
    // An answer outweighs the doubt; a file with both would be refused.
    let open = profile.unsure.iter().filter(|id| !profile.answers.is_answered(**id));
    let ids: Vec<&str> = open.map(|id| policy.fact(*id).id.as_str()).collect();
    if ids.is_empty() && !document.contains_key("unsure") {
        return;
    }
    let Some(table) = section(document, "unsure") else { return };
    put(table, "facts", ids.iter().copied().collect::<Array>().into(), |old| {
        let old = old.as_array().map(|old| old.iter().filter_map(Toml::as_str).collect());
        old.is_some_and(|old: BTreeSet<&str>| old == ids.iter().copied().collect())
    });
}

/// The table under a key, made where there is none.
pub(super) fn section<'d>(
    document: &'d mut DocumentMut,
    key: &str,
) -> Option<&'d mut dyn TableLike> {
    let item = document.as_table_mut().entry(key).or_insert_with(toml_edit::table);
    if !item.is_table_like() {
        *item = toml_edit::table();
    }
    item.as_table_like_mut()
}

/// Removes the keys that are not kept.
fn retain(table: &mut dyn TableLike, keep: impl Fn(&str) -> bool) {
    let gone: Vec<String> =
        table.iter().map(|(key, _)| key.to_owned()).filter(|key| !keep(key)).collect();
    for key in gone {
        table.remove(&key);
    }
}

/// Sets a string, or removes it.
pub(super) fn text(table: &mut dyn TableLike, key: &str, value: Option<&str>) {
    match value {
        Some(value) => put(table, key, value.into(), |old| old.as_str() == Some(value)),
        None => {
            table.remove(key);
        }
    }
}

/// Sets a value unless the old one says the same; the comments around it stay.
fn put(table: &mut dyn TableLike, key: &str, mut new: Toml, same: impl Fn(&Toml) -> bool) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) if same(old) => {}
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
}

/// Whether two answers are written alike: `12%` and `12.0%` differ in precision.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Percent(left), Value::Percent(right)) => left.to_string() == right.to_string(),
        _ => left == right,
    }
}

/// An answer as a profile writes it.
pub fn written(fact: &Fact, value: &Value) -> String {
    toml(fact, value).to_string()
}

fn toml(fact: &Fact, value: &Value) -> Toml {
    match value {
        Value::Bool(yes) => (*yes).into(),
        Value::Choice(_) => value.option_ids(fact).first().copied().unwrap_or_default().into(),
        Value::Set(_) => value.option_ids(fact).into_iter().collect::<Array>().into(),
        Value::Money(money) => money.to_profile().into(),
        Value::Percent(percent) => percent.to_string().into(),
        Value::Count(count) => (*count).into(),
        Value::Year(year) => i64::from(*year).into(),
        // As a date of TOML, which needs no quotes.
        Value::Day(day) => match day.to_string().parse::<toml_edit::Datetime>() {
            Ok(date) => date.into(),
            Err(_) => day.to_string().into(),
        },
        Value::MoneyList(list) => {
            list.iter().map(|money| money.to_profile()).collect::<Array>().into()
        }
        Value::Items(items) => {
            let mut array = Array::new();
            for item in items {
                let mut table = toml_edit::InlineTable::new();
                for (field, value) in fact.kind.fields().iter().zip(item) {
                    if let Some(value) = value {
                        table.insert(&field.id, toml(field, value));
                    }
                }
                array.push_formatted(Toml::InlineTable(table).decorated("\n  ", ""));
            }
            if !items.is_empty() {
                array.set_trailing("\n");
                array.set_trailing_comma(true);
            }
            array.into()
        }
    }
}

fn raw_items(items: &toml_edit::ArrayOfTables) -> Raw<'_> {
    fn item(table: &toml_edit::Table) -> Raw<'_> {
        let entries = table.iter().filter_map(|(key, item)| Some((key, item.as_value()?)));
        let entries = entries.map(|(key, value)| (key.to_owned(), raw(value)));
        Raw::Table(entries.collect())
    }
    Raw::List(items.iter().map(item).collect())
}

fn raw(value: &Toml) -> Raw<'_> {
    match value {
        Toml::String(written) => Raw::Str(written.value()),
        Toml::Integer(integer) => Raw::Integer(i128::from(*integer.value())),
        Toml::Boolean(yes) => Raw::Bool(*yes.value()),
        Toml::Array(items) => Raw::List(items.iter().map(raw).collect()),
        Toml::Float(_) => Raw::Float(""),
        Toml::Datetime(date) => Raw::Date(date.value().to_string()),
        Toml::InlineTable(table) => {
            Raw::Table(table.iter().map(|(key, value)| (key.to_owned(), raw(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests;
