//! `articles/*.toml`: an article with its benefits and their examples.

use super::facts::{doubled, tables};
use super::{ArticleParts, Names, Scope, amounts, conditions};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::{
    Again, Amount, Article, Benefit, Certainty, Condition, Example, Exception, Expectation, Fact,
    FactId, GateId, Hint, Later, Overlay, Patch, Reading, Test,
};
use crate::text;
use crate::text::Text;

pub const ARTICLE_KEYS: [&str; 5] = ["number", "title", "gist", "note", "exception"];
pub const EXAMPLE_KEYS: [&str; 5] = ["given", "expect", "readings", "year", "without"];
pub const EXPECT_KEYS: [&str; 5] = ["status", "amount", "at_most", "later", "missing"];
pub const BENEFIT_KEYS: [&str; 14] = [
    "id",
    "title",
    "quote",
    "quotes",
    "certainty",
    "words",
    "gate",
    "when",
    "award",
    "later",
    "hints",
    "evidence",
    "under",
    "example",
];

/// Collects the ids of the benefits of an article file.
pub fn collect_names(document: &Table<'_, '_>, names: &mut Names) {
    for table in tables(document, "benefit") {
        let Some(item) = table.need("id") else { continue };
        let Some(id) = item.str() else { continue };
        let next = u16::try_from(names.benefits.len()).unwrap_or(u16::MAX);
        if names.benefits.insert(id.to_owned(), next).is_some() {
            doubled(&item, id);
        }
    }
}

/// Reads an article file.
pub fn read(
    document: &Table<'_, '_>,
    names: &Names,
    facts: &[Fact],
    readings: &[Reading],
    out: &mut ArticleParts<'_>,
) {
    let scope = Scope { names, facts, readings };
    let Some(article) = document.need("article").and_then(|item| item.table()) else { return };
    let Some(article) = read_article(&article, out) else { return };
    for table in tables(document, "benefit") {
        if let Some(benefit) = read_benefit(&table, scope, article.number) {
            out.benefits.push(benefit);
        }
    }
    document.refuse_rest(&["article", "benefit"]);
    out.articles.push(article);
}

fn read_article(table: &Table<'_, '_>, out: &mut ArticleParts<'_>) -> Option<Article> {
    let number = table.need("number")?.number()?;
    let title = table.need("title")?.text()?;
    let gist = table.need("gist")?.text()?;
    let notes = tables(table, "note")
        .iter()
        .filter_map(|note| {
            let quote = note.need("quote")?.str()?.to_owned();
            let text = note.need("text")?.text()?;
            note.refuse_rest(&["quote", "text"]);
            Some((quote, text))
        })
        .collect();
    for exception in tables(table, "exception") {
        let quote = exception.need("quote").and_then(|item| item.str());
        let reason = exception.need("reason").and_then(|item| item.text());
        exception.refuse_rest(&["quote", "reason"]);
        if let (Some(quote), Some(reason)) = (quote, reason) {
            out.exceptions.push(Exception { quote: quote.to_owned(), reason });
        }
    }
    table.refuse_rest(&ARTICLE_KEYS);
    Some(Article { number, title, gist, notes })
}

fn read_benefit(table: &Table<'_, '_>, scope: Scope<'_>, article: u32) -> Option<Benefit> {
    let id = table.need("id")?.str()?.to_owned();
    let title = table.need("title")?.text()?;
    let quotes = quotes(table)?;
    let names: Vec<_> =
        Certainty::ALL.iter().map(|certainty| (certainty.as_str(), *certainty)).collect();
    let certainty = conditions::keyword(&table.need("certainty")?, &names)?;
    let words = table.take("words").map(|item| words(&item, scope)).unwrap_or_default();
    let gate = match table.take("gate") {
        Some(item) => gates(&item, scope),
        None => all_gates(scope),
    };
    let award = match table.take("award") {
        Some(item) => Some(amounts::amount(&item, scope)?),
        None => None,
    };
    if award.is_none() != (certainty == Certainty::None) {
        table.reader().report(
            "pack/award",
            table.span.clone(),
            text!("“{id}”的 certainty 与 award 不一致", "certainty and award of \"{id}\" disagree"),
            text!(
                "不给钱的写 certainty = \"none\" 且不写 award；给钱的写 award。",
                "Without money write certainty = \"none\" and no award; with money write award."
            ),
        );
    }
    let when = conditions::list(&table.need("when")?, scope)?;
    let later = table.take("later").and_then(|item| later(&item, scope));
    let hints = list_of(table, "hints", |item| hint(item, scope));
    let evidence = list_of(table, "evidence", |item| item.text());
    let overlays =
        table.take("under").map(|item| overlays(&item, award.as_ref(), scope)).unwrap_or_default();
    let examples = tables(table, "example").iter().filter_map(example).collect();
    table.refuse_rest(&BENEFIT_KEYS);
    let when = with_implied(when, award.as_ref());
    Some(Benefit {
        id,
        article,
        title,
        quotes,
        certainty,
        words,
        gate,
        when,
        award,
        later,
        hints,
        evidence,
        overlays,
        examples,
    })
}

/// `words = { fact = "…" }`: the words of the measure that a condition follows.
fn words(item: &Item<'_, '_>, scope: Scope<'_>) -> Vec<(FactId, String)> {
    let Some(table) = item.table() else { return Vec::new() };
    let words = table.entries().into_iter().filter_map(|item| {
        let Some(fact) = scope.names.facts.get(item.key) else {
            let ids = scope.names.facts.keys().map(String::as_str);
            super::unknown_id(&item, item.key, ids, "事实", "fact");
            return None;
        };
        Some((*fact, item.str()?.to_owned()))
    });
    words.collect()
}

/// `quote = "…"` or `quotes = ["…"]`.
pub fn quotes(table: &Table<'_, '_>) -> Option<Vec<String>> {
    match table.take("quotes") {
        Some(item) => Some(item.strings().into_iter().map(str::to_owned).collect()),
        None => Some(vec![table.need("quote")?.str()?.to_owned()]),
    }
}

fn list_of<T>(
    table: &Table<'_, '_>,
    key: &str,
    read: impl Fn(&Item<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let items = table.take(key).and_then(|item| item.array()).unwrap_or_default();
    items.iter().filter_map(read).collect()
}

fn gates(item: &Item<'_, '_>, scope: Scope<'_>) -> Vec<GateId> {
    let items = item.array().unwrap_or_default();
    items.iter().filter_map(|item| scope.names.gate(item)).collect()
}

fn all_gates(scope: Scope<'_>) -> Vec<GateId> {
    (0u16..).take(scope.names.gates.len()).map(GateId).collect()
}

/// A milestone must be reached, and a staged award has a stage only in its years: both are
/// conditions, said by the award itself so that they cannot disagree with it.
fn with_implied(mut when: Vec<Condition>, award: Option<&Amount>) -> Vec<Condition> {
    let implied = match award {
        Some(Amount::Milestone(milestone)) => {
            Some((milestone.figure, Test::FirstReaches(milestone.clone())))
        }
        Some(Amount::Stages(stages)) => {
            let years = (0i32..).take(stages.awards.len()).map(|stage| -stage).collect();
            Some((stages.since, Test::YearIn(years)))
        }
        _ => None,
    };
    when.extend(implied.map(|(fact, test)| Condition {
        fact: Some(fact),
        test,
        todo: None,
        who_knows: None,
    }));
    when
}

fn later(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Later> {
    let table = item.table()?;
    let when = match table.take("when") {
        Some(when) => conditions::list(&when, scope)?,
        None => Vec::new(),
    };
    let later = if let Some(fixed) = table.take("fixed") {
        Later::Fixed { amount: conditions::money(&fixed)?, when }
    } else if let Some(times) = table.take("again") {
        Later::Again(Again { times: times.number()?, when })
    } else {
        table.need("stages")?.bool()?;
        Later::Stages { when }
    };
    table.refuse_rest(&["fixed", "again", "stages", "when"]);
    Some(later)
}

fn hint(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Hint> {
    let table = item.table()?;
    let zh = table.need("zh")?.str()?;
    let en = table.need("en")?.str()?;
    let when = match table.take("when") {
        Some(when) => Some(conditions::one(&when, scope)?),
        None => None,
    };
    table.refuse_rest(&["zh", "en", "when"]);
    Some(Hint { text: Text::new(zh, en), when })
}

/// `under.READING.OPTION = { gate, when, award }`.
fn overlays(item: &Item<'_, '_>, award: Option<&Amount>, scope: Scope<'_>) -> Vec<Overlay> {
    let Some(table) = item.table() else { return Vec::new() };
    let mut overlays: Vec<Overlay> = Vec::new();
    for reading_item in table.entries() {
        let Some(reading) = scope.readings.iter().position(|r| r.id == reading_item.key) else {
            let ids = scope.readings.iter().map(|reading| reading.id.as_str());
            super::unknown_id(&reading_item, reading_item.key, ids, "读法", "reading");
            continue;
        };
        let Some(options) = reading_item.table() else { continue };
        for option_item in options.entries() {
            let known = &scope.readings[reading].options;
            let Some(option) = known.iter().position(|option| option.id == option_item.key) else {
                let ids = known.iter().map(|option| option.id.as_str());
                super::unknown_id(&option_item, option_item.key, ids, "选项", "option");
                continue;
            };
            if let Some(patch) = patch(&option_item, award, scope) {
                overlays.push(Overlay { reading, option, patch });
            }
        }
    }
    overlays
}

/// What an option changes; conditions without an award of their own go with the benefit's.
fn patch(item: &Item<'_, '_>, base: Option<&Amount>, scope: Scope<'_>) -> Option<Patch> {
    let table = item.table()?;
    let award = match table.take("award") {
        Some(item) => Some(amounts::amount(&item, scope)?),
        None => None,
    };
    let when = match table.take("when") {
        Some(item) => Some(with_implied(conditions::list(&item, scope)?, award.as_ref().or(base))),
        None => None,
    };
    let gate = table.take("gate").map(|item| gates(&item, scope));
    table.refuse_rest(&["award", "when", "gate"]);
    Some(Patch { gate, when, award })
}

fn example(table: &Table<'_, '_>) -> Option<Example> {
    let given = table.need("given")?;
    let expect = table.need("expect")?;
    let readings = table.take("readings").and_then(|item| item.table());
    let example = Example {
        file: table.reader().source().name.clone(),
        span: given.key_span.clone(),
        year: table.take("year").and_then(|item| item.number()),
        given: answers(&given)?,
        without: table
            .take("without")
            .map(|item| item.strings().into_iter().map(str::to_owned).collect())
            .unwrap_or_default(),
        readings: readings
            .iter()
            .flat_map(Table::entries)
            .filter_map(|item| Some((item.key.to_owned(), item.str()?.to_owned())))
            .collect(),
        expect: expectation(&expect.table()?)?,
    };
    table.refuse_rest(&EXAMPLE_KEYS);
    Some(example)
}

/// The answers of an example, kept as they are until the examples are run.
pub fn answers(item: &Item<'_, '_>) -> Option<Vec<(String, toml::Value)>> {
    let table = item.table()?;
    let entries = table.entries();
    Some(entries.iter().map(|item| (item.key.to_owned(), plain(item.value()))).collect())
}

/// A parsed value without its places.
fn plain(value: &toml::de::DeValue<'_>) -> toml::Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .map_or_else(|_| toml::Value::String(integer.to_string()), toml::Value::Integer),
        DeValue::Float(float) => toml::Value::String(float.to_string()),
        DeValue::Boolean(value) => toml::Value::Boolean(*value),
        DeValue::Datetime(date) => toml::Value::String(date.to_string()),
        DeValue::Array(array) => {
            toml::Value::Array(array.iter().map(|value| plain(value.get_ref())).collect())
        }
        DeValue::Table(table) => toml::Value::Table(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())))
                .collect(),
        ),
    }
}

fn expectation(table: &Table<'_, '_>) -> Option<Expectation> {
    let text = |key: &str| table.take(key).and_then(|item| item.str()).map(str::to_owned);
    let expectation = Expectation {
        status: table.need("status")?.str()?.to_owned(),
        amount: text("amount"),
        at_most: text("at_most"),
        later: text("later"),
        missing: table
            .take("missing")
            .map(|item| item.strings().into_iter().map(str::to_owned).collect()),
    };
    table.refuse_rest(&EXPECT_KEYS);
    Some(expectation)
}
