//! `articles/*.toml`: an article with its benefits and their examples.

use super::{Names, Scope, amounts, conditions, doubled};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::vocabulary::{AMOUNT, CERTAINTY};
use crate::policy::{
    Again, Amount, Article, Benefit, Certainty, Condition, Example, Exception, Expectation, Fact,
    FactId, GateId, Hint, Later, Overlay, Patch, Policy, Test,
};
use crate::text;

/// Collects the ids of the benefits of an article file.
pub fn collect_names(document: &Table<'_, '_>, names: &mut Names) {
    for table in document.tables("benefit") {
        let Some(item) = table.need("id") else { continue };
        let Some(id) = item.str() else { continue };
        let next = u16::try_from(names.benefits.len()).unwrap_or(u16::MAX);
        if names.benefits.insert(id.to_owned(), next).is_some() {
            doubled(&item, id);
        }
    }
}

/// The most benefits of a pack: a bit each.
const MOST_BENEFITS: usize = 128;

/// Reads an article file.
pub fn read(document: &Table<'_, '_>, names: &Names, facts: &[Fact], policy: &mut Policy) {
    let Some(article) = document.need("article").and_then(|item| item.table()) else { return };
    let Some(article) = read_article(&article, policy) else { return };
    for table in document.tables("benefit") {
        let scope = Scope {
            names,
            facts,
            readings: &policy.readings,
            gates: &policy.gates,
            benefits: &policy.benefits,
        };
        if policy.benefits.len() == MOST_BENEFITS {
            table.reader().report(
                "pack/benefits",
                table.span.clone(),
                text!("事项超过 {MOST_BENEFITS} 个", "more than {MOST_BENEFITS} benefits"),
                text!("分成几个政策包。", "Split the pack."),
            );
            return;
        }
        if let Some(benefit) = read_benefit(&table, scope, article.number) {
            policy.benefits.push(benefit);
        }
    }
    policy.articles.push(article);
}

fn read_article(table: &Table<'_, '_>, policy: &mut Policy) -> Option<Article> {
    let exception = |table: &Table<'_, '_>| {
        Some(Exception { quote: table.string("quote")?, reason: table.text("reason")? })
    };
    policy.exceptions.extend(table.tables("exception").iter().filter_map(exception));
    let note = |table: &Table<'_, '_>| Some((table.string("quote")?, table.text("text")?));
    let rendering = |table: &Table<'_, '_>| Some((table.string("quote")?, table.string("en")?));
    Some(Article {
        number: table.need("number")?.number()?,
        title: table.text("title")?,
        gist: table.text("gist")?,
        notes: table.tables("note").iter().filter_map(note).collect(),
        renderings: table.tables("rendering").iter().filter_map(rendering).collect(),
    })
}

fn read_benefit(table: &Table<'_, '_>, scope: Scope<'_>, article: u32) -> Option<Benefit> {
    let id = table.string("id")?;
    let certainty = CERTAINTY.read(&table.need("certainty")?)?;
    let award_item = table.take("award");
    let award = match &award_item {
        Some(item) => Some(amounts::amount(item, scope)?),
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
    let base = Base { item: award_item.as_ref(), award: award.as_ref() };
    Some(Benefit {
        id,
        article,
        title: table.text("title")?,
        aliases: table.strings("aliases"),
        quotes: quotes(table)?,
        certainty,
        words: table.take("words").map(|item| words(&item, scope)).unwrap_or_default(),
        gate: match table.take("gate") {
            Some(item) => gates(&item, scope),
            None => all_gates(scope),
        },
        when: with_implied(when, award.as_ref()),
        later: table.take("later").and_then(|item| later(&item, scope)),
        hints: table.list("hints", |item| hint(item, scope)),
        evidence: table.list("evidence", Item::text),
        overlays: table.take("under").map(|item| overlays(&item, base, scope)).unwrap_or_default(),
        examples: table.tables("example").iter().filter_map(example).collect(),
        award,
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
        Some(_) => Some(table.strings("quotes")),
        None => Some(vec![table.string("quote")?]),
    }
}

fn gates(item: &Item<'_, '_>, scope: Scope<'_>) -> Vec<GateId> {
    let items = item.array().unwrap_or_default();
    items.iter().filter_map(|item| scope.names.gate(item)).collect()
}

fn all_gates(scope: Scope<'_>) -> Vec<GateId> {
    (0u16..).take(scope.names.gate_count).map(GateId).collect()
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
    when.extend(implied.map(|(fact, test)| Condition::plain(fact, test)));
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
    Some(later)
}

fn hint(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Hint> {
    let when = match item.table()?.take("when") {
        Some(when) => Some(conditions::one(&when, scope)?),
        None => None,
    };
    Some(Hint { text: item.text()?, when })
}

/// The award that overlays change.
#[derive(Clone, Copy)]
struct Base<'b, 'r, 's> {
    item: Option<&'b Item<'r, 's>>,
    award: Option<&'b Amount>,
}

/// `under.READING.OPTION = { gate, when, award }`.
fn overlays<'r, 's>(item: &Item<'r, 's>, base: Base<'_, 'r, 's>, scope: Scope<'_>) -> Vec<Overlay> {
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
            if let Some(patch) = patch(&option_item, base, scope) {
                overlays.push(Overlay { reading, option, patch });
            }
        }
    }
    overlays
}

/// What an option changes; conditions without an award of their own go with the benefit's.
fn patch<'r, 's>(item: &Item<'r, 's>, base: Base<'_, 'r, 's>, scope: Scope<'_>) -> Option<Patch> {
    let table = item.table()?;
    let award = match (table.take("award"), base.item.and_then(Item::as_table)) {
        (Some(award), _) => Some(amounts::amount(&award, scope)?),
        (None, Some(award))
            if AMOUNT.keys().any(|key| key.name != "when" && table.has(key.name)) =>
        {
            Some(amounts::patched(item, item.table()?, &award, scope)?)
        }
        (None, _) => None,
    };
    let when = match table.take("when") {
        Some(item) => {
            Some(with_implied(conditions::list(&item, scope)?, award.as_ref().or(base.award)))
        }
        None => None,
    };
    Some(Patch { gate: table.take("gate").map(|item| gates(&item, scope)), when, award })
}

/// Reads a file of examples.
pub fn read_examples(document: &Table<'_, '_>, names: &Names, policy: &mut Policy) {
    for table in document.tables("example") {
        let benefit = table.need("of").and_then(|item| names.benefit(&item));
        if let Some(benefit) = benefit
            && let Some(example) = example(&table)
            && let Some(benefit) = policy.benefits.get_mut(benefit.index())
        {
            benefit.examples.push(example);
        }
    }
}

fn example(table: &Table<'_, '_>) -> Option<Example> {
    let given = table.need("given")?;
    let expect = table.need("expect")?;
    let readings = table.take("readings").and_then(|item| item.table());
    Some(Example {
        file: table.reader().source().name.clone(),
        span: given.key_span.clone(),
        year: table.take("year").and_then(|item| item.number()),
        given: answers(&given)?,
        without: table.strings("without"),
        readings: readings
            .iter()
            .flat_map(Table::entries)
            .filter_map(|item| Some((item.key.to_owned(), item.str()?.to_owned())))
            .collect(),
        expect: expectation(&expect.table()?)?,
    })
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
    Some(Expectation {
        status: table.string("status")?,
        amount: text("amount"),
        at_most: text("at_most"),
        later: text("later"),
        total: text("total"),
        total_at_most: text("total_at_most"),
        total_later: text("total_later"),
        missing: table.has("missing").then(|| table.strings("missing")),
    })
}
