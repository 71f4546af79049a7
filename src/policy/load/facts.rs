//! `facts/*.toml`: a section and its facts.

use super::{Names, conditions};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::{
    Assumed, Benchmark, Benefit, Carry, Choice, Derivation, Fact, FactId, FactKind, Possible,
    Section,
};
use crate::quantity::Money;
use crate::text;
use crate::text::Text;

pub const KEYS: [&str; 19] = [
    "id",
    "type",
    "label",
    "question",
    "help",
    "who_knows",
    "todo",
    "possible",
    "known_by",
    "terms",
    "options",
    "options_from",
    "benchmark",
    "derived",
    "signed",
    "at_least",
    "assumed",
    "quote",
    "carry",
];

/// Collects the ids of a facts file.
pub fn collect_names(document: &Table<'_, '_>, names: &mut Names) {
    for table in tables(document, "fact") {
        let Some(item) = table.need("id") else { continue };
        let Some(id) = item.str() else { continue };
        let next = FactId(u16::try_from(names.facts.len()).unwrap_or(u16::MAX));
        if names.facts.insert(id.to_owned(), next).is_some() {
            doubled(&item, id);
        }
    }
}

/// Reports an id given twice.
pub fn doubled(item: &Item<'_, '_>, id: &str) {
    let id = crate::diagnostic::found(id);
    item.fault(
        "pack/doubled-id",
        text!("编号“{id}”用了两次", "the id \"{id}\" is used twice"),
        text!("给其中一个换个编号。", "Give one of them another id."),
    );
}

/// The tables of an array of tables.
pub fn tables<'r, 's>(document: &Table<'r, 's>, key: &str) -> Vec<Table<'r, 's>> {
    let items = document.take(key).and_then(|item| item.array()).unwrap_or_default();
    items.iter().filter_map(Item::table).collect()
}

/// Reads a facts file.
pub fn read(
    document: &Table<'_, '_>,
    names: &Names,
    sections: &mut Vec<Section>,
    facts: &mut Vec<Fact>,
) {
    let Some(head) = document.need("section").and_then(|item| item.table()) else { return };
    let id = head.need("id").and_then(|item| item.str()).unwrap_or_default().to_owned();
    let title = head.need("title").and_then(|item| item.text()).unwrap_or_default();
    head.refuse_rest(&["id", "title"]);
    let mut section = Section { id, title, facts: Vec::new() };
    for table in tables(document, "fact") {
        if let Some(fact) = read_fact(&table, names) {
            section.facts.push(FactId(u16::try_from(facts.len()).unwrap_or(u16::MAX)));
            facts.push(fact);
        }
    }
    document.refuse_rest(&["section", "fact"]);
    sections.push(section);
}

fn read_fact(table: &Table<'_, '_>, names: &Names) -> Option<Fact> {
    let id = table.need("id")?.str()?.to_owned();
    let lists_benefits = table
        .take("options_from")
        .is_some_and(|item| conditions::keyword(&item, &[("benefits", true)]).unwrap_or(false));
    let kind = kind(table, lists_benefits)?;
    let text = |key: &str| table.need(key).and_then(|item| item.text());
    let mut fact = Fact {
        id,
        kind,
        label: text("label")?,
        question: text("question")?,
        help: text("help")?,
        who_knows: text("who_knows")?,
        todo: text("todo")?,
        possible: possible(&table.need("possible")?)?,
        by_authority: table.take("known_by").is_some_and(|item| by_authority(&item)),
        benchmark: table.take("benchmark").and_then(|item| {
            conditions::keyword(
                &item,
                &[("district", Benchmark::District), ("industry", Benchmark::Industry)],
            )
        }),
        derived: None,
        at_least: table.take("at_least").and_then(|item| names.fact(&item)),
        assumed: None,
        terms: table
            .take("terms")
            .map(|item| item.strings())
            .unwrap_or_default()
            .into_iter()
            .map(str::to_owned)
            .collect(),
        quote: table.take("quote").and_then(|item| item.str().map(str::to_owned)),
        lists_benefits,
        carry: table.take("carry").and_then(|item| carry(&item, names)).unwrap_or_default(),
    };
    fact.derived = table.take("derived").and_then(|item| derivation(&item, names));
    fact.assumed = table.take("assumed").and_then(|item| {
        let table = item.table()?;
        let value = conditions::money(&table.need("value")?)?;
        let when = assumed_condition(&table.need("when")?, names)?;
        table.refuse_rest(&["value", "when"]);
        Some(Assumed { value, when })
    });
    table.refuse_rest(&KEYS);
    Some(fact)
}

/// The condition of an assumption: a count that equals a number.
fn assumed_condition(item: &Item<'_, '_>, names: &Names) -> Option<crate::policy::Condition> {
    use crate::policy::{Condition, Test, Threshold};
    let table = item.table()?;
    let fact = names.fact(&table.need("fact")?)?;
    let equals = table.need("equals")?.number()?;
    table.refuse_rest(&["fact", "equals"]);
    Some(Condition {
        fact: Some(fact),
        test: Test::Equals(Threshold::Count(equals)),
        todo: None,
        who_knows: None,
    })
}

/// `known_by = "authority"`.
fn by_authority(item: &Item<'_, '_>) -> bool {
    conditions::keyword(item, &[("authority", true), ("enterprise", false)]).unwrap_or(false)
}

/// `possible = "now" | "next_year" | "never"`.
pub fn possible(item: &Item<'_, '_>) -> Option<Possible> {
    conditions::keyword(
        item,
        &[("now", Possible::Now), ("next_year", Possible::NextYear), ("never", Possible::Never)],
    )
}

fn kind(table: &Table<'_, '_>, lists_benefits: bool) -> Option<FactKind> {
    let item = table.need("type")?;
    let signed = table.take("signed").and_then(|item| item.bool()).unwrap_or(false);
    let kind = conditions::keyword(
        &item,
        &[
            ("bool", FactKind::Bool),
            ("choice", FactKind::Choice(Vec::new())),
            ("set", FactKind::Set(Vec::new())),
            ("money", FactKind::Money { signed }),
            ("percent", FactKind::Percent),
            ("count", FactKind::Count),
            ("year", FactKind::Year),
            ("money_list", FactKind::MoneyList),
        ],
    )?;
    Some(match kind {
        FactKind::Choice(_) => FactKind::Choice(options(table)?),
        FactKind::Set(_) if lists_benefits => FactKind::Set(Vec::new()),
        FactKind::Set(_) => FactKind::Set(options(table)?),
        other => other,
    })
}

/// The most options of a choice or set: a bit each.
const OPTION_LIMIT: usize = 128;

fn options(table: &Table<'_, '_>) -> Option<Vec<Choice>> {
    let item = table.need("options")?;
    let options: Vec<Choice> = item
        .array()?
        .iter()
        .filter_map(|item| {
            let table = item.table()?;
            let choice = Choice {
                id: table.need("id")?.str()?.to_owned(),
                label: table.need("label")?.text()?,
                help: table.take("help").and_then(|item| item.text()).unwrap_or_default(),
                by_authority: table.take("known_by").is_some_and(|item| by_authority(&item)),
                quote: table.take("quote").and_then(|item| Some(item.str()?.to_owned())),
            };
            table.refuse_rest(&["id", "label", "help", "known_by", "quote"]);
            Some(choice)
        })
        .collect();
    if options.is_empty() || options.len() > OPTION_LIMIT {
        let count = options.len();
        item.fault(
            "pack/options",
            text!(
                "有 {count} 个选项，应为 1 至 {OPTION_LIMIT} 个",
                "{count} options, expected 1 to {OPTION_LIMIT}"
            ),
            text!("增减选项。", "Add or remove options."),
        );
        return None;
    }
    Some(options)
}

fn derivation(item: &Item<'_, '_>, names: &Names) -> Option<Derivation> {
    let table = item.table()?;
    let pair = |key: &str| {
        let item = table.take(key)?;
        let parts = item.array()?;
        let [current, prior] = parts.as_slice() else {
            item.wrong_type(&text!("两个事实编号", "two fact ids"));
            return None;
        };
        Some((names.fact(current)?, names.fact(prior)?))
    };
    let derivation = if table.has("increase") {
        pair("increase").map(|(current, prior)| Derivation::Increase { current, prior })
    } else if table.has("growth") {
        pair("growth").map(|(current, prior)| Derivation::Growth { current, prior })
    } else {
        let item = table.need("compare")?;
        let parts = item.array()?;
        let [left, operator, right] = parts.as_slice() else {
            item.wrong_type(&text!(
                "[ 事实, \">=\" 或 \">\", 事实 ]",
                "[ fact, \">=\" or \">\", fact ]"
            ));
            return None;
        };
        let strict = conditions::keyword(operator, &[(">=", false), (">", true)])?;
        Some(Derivation::Compare { left: names.fact(left)?, right: names.fact(right)?, strict })
    };
    table.refuse_rest(&["increase", "growth", "compare"]);
    derivation
}

/// `carry = "clear"`, `{ from = "fact" }` or `{ largest = ["fact", …] }`.
fn carry(item: &Item<'_, '_>, names: &Names) -> Option<Carry> {
    if matches!(item.value(), toml::de::DeValue::String(_)) {
        let words = [("keep", Carry::Keep), ("clear", Carry::Clear)];
        return conditions::keyword(item, &words);
    }
    let table = item.table()?;
    let carry = if table.has("from") {
        table.take("from").and_then(|item| names.fact(&item)).map(Carry::From)
    } else {
        let parts = table.need("largest")?.array()?;
        Some(Carry::Largest(parts.iter().filter_map(|part| names.fact(part)).collect()))
    };
    table.refuse_rest(&["from", "largest"]);
    carry
}

/// Refuses answers carried over from a fact of another type, or the largest of what has no order.
pub fn check_carry(document: &Table<'_, '_>, names: &Names, facts: &[Fact]) {
    for table in tables(document, "fact") {
        let Some(item) = table.take("carry") else { continue };
        let id = table.take("id").and_then(|item| names.fact(&item));
        let Some(fact) = id.and_then(|id| facts.get(id.index())) else { continue };
        let kind_of = |id: &FactId| facts.get(id.index()).map(|fact| &fact.kind);
        let fits = match &fact.carry {
            Carry::Keep | Carry::Clear => true,
            Carry::From(from) => kind_of(from) == Some(&fact.kind),
            Carry::Largest(parts) => {
                matches!(fact.kind, FactKind::Money { .. })
                    && parts.iter().all(|part| kind_of(part) == Some(&fact.kind))
            }
        };
        if !fits {
            item.fault(
                "pack/carry",
                text!("结转的来源与这一事实类型不同", "what is carried over is of another type"),
                text!(
                    "from 用同类型的事实，largest 只用于金额。",
                    "Use a fact of the same type in from; largest is for amounts only."
                ),
            );
        }
    }
}

/// The facts whose options are the benefits get them once these are read.
pub fn fill_benefit_options(facts: &mut [Fact], benefits: &[Benefit]) {
    for fact in facts.iter_mut().filter(|fact| fact.lists_benefits) {
        fact.kind = FactKind::Set(
            benefits
                .iter()
                .map(|benefit| Choice {
                    id: benefit.id.clone(),
                    label: benefit.title.clone(),
                    help: Text::default(),
                    by_authority: false,
                    quote: None,
                })
                .collect(),
        );
    }
}

/// Kept here so that amounts and facts read money alike.
pub fn parse_money(item: &Item<'_, '_>, signed: bool) -> Option<Money> {
    let written = item.str()?;
    Money::parse(written, signed)
        .map_err(|_| {
            item.wrong_type(&text!("金额，如 \"500万元\"", "an amount such as \"500万元\""));
        })
        .ok()
}
