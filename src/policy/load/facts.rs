//! `facts/*.toml`: a section and its facts.

use super::{Names, Scope, amounts, conditions, days};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::vocabulary::{
    BENCHMARK, CARRY, COMPARE, EFFORT, KNOWN_BY, Kind, OPTIONS_FROM, POSSIBLE, TYPE,
};
use crate::policy::{
    Assumed, Benefit, Carry, Choice, Condition, Derivation, Fact, FactId, FactKind, ItemsFigure,
    Limit, Operands, Possible, Section, Test, Threshold, Unit,
};
use crate::quantity::{Day, Money};
use crate::text;
use crate::text::Text;

/// Collects the ids of a facts file.
pub fn collect_names(document: &Table<'_, '_>, names: &mut Names) {
    for table in document.tables("fact") {
        let Some(item) = table.need("id") else { continue };
        let Some(id) = item.str() else { continue };
        let next = FactId(u16::try_from(names.facts.len()).unwrap_or(u16::MAX));
        if names.facts.insert(id.to_owned(), next).is_some() {
            super::doubled(&item, id);
        }
    }
}

/// Reads a facts file.
pub fn read(
    document: &Table<'_, '_>,
    names: &Names,
    sections: &mut Vec<Section>,
    facts: &mut Vec<Fact>,
) {
    let Some(head) = document.need("section").and_then(|item| item.table()) else { return };
    let (Some(id), Some(title)) = (head.string("id"), head.text("title")) else { return };
    let mut section = Section { id, title, facts: Vec::new() };
    for table in document.tables("fact") {
        if let Some(fact) = read_fact(&table, names) {
            section.facts.push(FactId(u16::try_from(facts.len()).unwrap_or(u16::MAX)));
            facts.push(fact);
        }
    }
    sections.push(section);
}

fn read_fact(table: &Table<'_, '_>, names: &Names) -> Option<Fact> {
    let lists_benefits =
        table.take("options_from").and_then(|item| OPTIONS_FROM.read(&item)).unwrap_or(false);
    let kind = kind(table, lists_benefits)?;
    let limit = |key: &str| table.take(key).and_then(|item| limit(&item, &kind, names));
    let (at_least, at_most) = (limit("at_least"), limit("at_most"));
    let derived = table.take("derived").and_then(|item| derivation(&item, names));
    Some(Fact {
        id: table.string("id")?,
        kind,
        label: table.text("label")?,
        question: table.text("question")?,
        help: table.text("help")?,
        who_knows: table.text("who_knows")?,
        todo: table.text("todo")?,
        possible: POSSIBLE.read(&table.need("possible")?)?,
        effort: table.take("effort").and_then(|item| EFFORT.read(&item)),
        aliases: table.strings("aliases"),
        by_authority: by_authority(table),
        benchmark: table.take("benchmark").and_then(|item| BENCHMARK.read(&item)),
        derived: derived.map(|(derivation, _)| derivation),
        figure: None,
        narrowed: derived.is_some_and(|(_, narrowed)| narrowed),
        at_least,
        at_most,
        assumed: table.take("assumed").and_then(|item| assumed(&item, names)),
        terms: table.strings("terms"),
        quote: table.take("quote").and_then(|item| item.str().map(str::to_owned)),
        lists_benefits,
        carry: table.take("carry").and_then(|item| carry(&item, names)).unwrap_or_default(),
    })
}

/// `{ value, when = { fact, equals } }`: the condition is a count that equals a number.
fn assumed(item: &Item<'_, '_>, names: &Names) -> Option<Assumed> {
    let table = item.table()?;
    let value = conditions::money(&table.need("value")?)?;
    let when = table.need("when")?.table()?;
    let fact = names.fact(&when.need("fact")?)?;
    let equals = when.need("equals")?.number()?;
    Some(Assumed { value, when: Condition::plain(fact, Test::Equals(Threshold::Count(equals))) })
}

fn by_authority(table: &Table<'_, '_>) -> bool {
    table.take("known_by").and_then(|item| KNOWN_BY.read(&item)).unwrap_or(false)
}

fn kind(table: &Table<'_, '_>, lists_benefits: bool) -> Option<FactKind> {
    Some(match TYPE.read(&table.need("type")?)? {
        FactKind::Choice(_) => FactKind::Choice(options(table)?),
        FactKind::Set(_) if lists_benefits => FactKind::Set(Vec::new()),
        FactKind::Set(_) => FactKind::Set(options(table)?),
        FactKind::Money { .. } => FactKind::Money { signed: table.flag("signed") },
        FactKind::Items(_) => FactKind::Items(fields(table)?),
        other @ (FactKind::Bool
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year
        | FactKind::Day
        | FactKind::MoneyList) => other,
    })
}

/// The fields of a list of items.
fn fields(table: &Table<'_, '_>) -> Option<Vec<Fact>> {
    let item = table.need("fields")?;
    let fields: Vec<Fact> = table.tables("fields").iter().filter_map(field).collect();
    let mut ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if fields.is_empty() || fields.len() > 20 || ids.len() < fields.len() {
        item.fault(
            "pack/fields",
            text!("应有 1 至 20 栏，编号各不相同", "expected 1 to 20 fields with ids of their own"),
            text!("增减或改名。", "Add, remove or rename fields."),
        );
        return None;
    }
    Some(fields)
}

fn field(table: &Table<'_, '_>) -> Option<Fact> {
    let kind = kind(table, false)?;
    let id = table.string("id")?;
    if matches!(kind, FactKind::Set(_) | FactKind::MoneyList | FactKind::Items(_)) {
        table.reader().report(
            "pack/field-type",
            table.span.clone(),
            text!("“{id}”一栏只能是一个值", "the field \"{id}\" must be a single value"),
            text!(
                "type 用 bool、choice、money、percent、count、year 或 day。",
                "Use bool, choice, money, percent, count, year or day."
            ),
        );
        return None;
    }
    let label = table.text("label")?;
    Some(Fact {
        id,
        kind,
        question: label.clone(),
        label,
        help: table.take("help").and_then(|item| item.text()).unwrap_or_default(),
        who_knows: Text::default(),
        todo: Text::default(),
        possible: Possible::Never,
        effort: None,
        aliases: Vec::new(),
        by_authority: false,
        benchmark: None,
        derived: None,
        figure: None,
        narrowed: false,
        at_least: None,
        at_most: None,
        assumed: None,
        terms: Vec::new(),
        quote: None,
        lists_benefits: false,
        carry: Carry::Keep,
    })
}

/// Gives the facts computed from lists what they count or add up, once all lists are read.
pub fn read_figures(document: &Table<'_, '_>, names: &Names, facts: &mut [Fact]) {
    for table in document.tables("fact") {
        let id = table.take("id").and_then(|item| names.fact(&item));
        let derived = table.take("derived").and_then(|item| item.as_table());
        let (Some(id), Some(derived)) = (id, derived) else { continue };
        let key = if derived.has("number_of") { "number_of" } else { "total_of" };
        let Some(item) = derived.take(key) else { continue };
        if let Some(figure) = figure(&item, &derived, names, facts) {
            facts[id.index()].figure = Some(figure);
        }
    }
}

fn figure(
    item: &Item<'_, '_>,
    table: &Table<'_, '_>,
    names: &Names,
    facts: &[Fact],
) -> Option<ItemsFigure> {
    let of = names.fact(item)?;
    let inner = names.of_items(item, &facts[of.index()])?;
    let scope = Scope::of_fields(&inner, facts[of.index()].kind.fields());
    let field = match item.key {
        "total_of" => {
            let item = table.need("field")?;
            Some(amounts::typed(&item, scope, |kind| {
                matches!(kind, FactKind::Money { .. } | FactKind::Count)
            })?)
        }
        _ => None,
    };
    let when = match table.take("where") {
        Some(item) => conditions::list(&item, scope)?,
        None => Vec::new(),
    };
    Some(ItemsFigure { of, field, when })
}

/// The most options of a choice or set: a bit each.
const OPTION_LIMIT: usize = 128;

fn options(table: &Table<'_, '_>) -> Option<Vec<Choice>> {
    let item = table.need("options")?;
    let option = |table: &Table<'_, '_>| {
        Some(Choice {
            id: table.string("id")?,
            label: table.text("label")?,
            help: table.take("help").and_then(|item| item.text()).unwrap_or_default(),
            by_authority: by_authority(table),
            effort: table.take("effort").and_then(|item| EFFORT.read(&item)),
            aliases: table.strings("aliases"),
            quote: table.take("quote").and_then(|item| Some(item.str()?.to_owned())),
        })
    };
    let options: Vec<Choice> = table.tables("options").iter().filter_map(option).collect();
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

/// `at_least = "fact"`, or a number in the unit of the fact.
fn limit(item: &Item<'_, '_>, kind: &FactKind, names: &Names) -> Option<Limit> {
    let text = if let toml::de::DeValue::String(text) = item.value() { Some(text) } else { None };
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    match (kind, text) {
        (FactKind::Money { signed }, Some(text))
            if is_number(text) && !names.facts.contains_key(text.as_ref()) =>
        {
            let money = Money::parse(text, *signed).ok();
            if money.is_none() {
                item.wrong_type(&Kind::Money.expected());
            }
            money.map(|money| Limit::Number(Threshold::Money(money)))
        }
        (FactKind::Day, Some(text)) if Day::parse(text).is_some() => {
            Day::parse(text).map(|day| Limit::Number(Threshold::Count(day.days().into())))
        }
        (FactKind::Count, None) => {
            item.number().map(|count| Limit::Number(Threshold::Count(count)))
        }
        (FactKind::Money { .. } | FactKind::Count | FactKind::Day, _) => {
            names.fact(item).map(Limit::Fact)
        }
        _ => {
            item.fault(
                "pack/limit",
                text!("只有金额、个数和日期能有界限", "only amounts, counts and days have limits"),
                text!("删去 at_least、at_most。", "Remove at_least and at_most."),
            );
            None
        }
    }
}

/// How a fact is computed, and whether its inputs bound it where it cannot be.
fn derivation(item: &Item<'_, '_>, names: &Names) -> Option<(Derivation, bool)> {
    let table = item.table()?;
    let parts = |key: &str| table.take(key).and_then(|item| item.array());
    let pair = |key: &str| match parts(key)?.as_slice() {
        [current, prior] => Some((names.fact(current)?, names.fact(prior)?)),
        _ => None,
    };
    let several = |key: &str| {
        let item = table.take(key)?;
        let facts: Vec<FactId> =
            item.array()?.iter().map(|part| names.fact(part)).collect::<Option<_>>()?;
        if !(2..=4).contains(&facts.len()) {
            item.wrong_type(&text!("2 至 4 个事实编号", "two to four fact ids"));
            return None;
        }
        let mut operands = [None; 4];
        operands.iter_mut().zip(facts).for_each(|(place, fact)| *place = Some(fact));
        Some(Operands(operands))
    };
    let derivation = if table.has("sum") {
        several("sum").map(|parts| Derivation::Sum { parts })
    } else if table.has("product") {
        let per = table.take("per").map_or(Some(1), |item| item.number())?;
        several("product").map(|factors| Derivation::Product { factors, per })
    } else if table.has("quotient") {
        pair("quotient").map(|(over, under)| Derivation::Quotient { over, under })
    } else if let Some((unit, item)) =
        [(Unit::Days, "days"), (Unit::Months, "months"), (Unit::Years, "years")]
            .into_iter()
            .find_map(|(unit, key)| Some((unit, table.take(key)?)))
    {
        let days = item.array()?;
        let [from, until] = days.as_slice() else { return None };
        let (from, until) = (days::anchor(from, names)?, days::anchor(until, names)?);
        Some(Derivation::Elapsed { from, until, unit })
    } else if let Some(item) = table.take("number_of").or_else(|| table.take("total_of")) {
        names.fact(&item).map(|of| Derivation::OfItems { of })
    } else if table.has("increase") {
        pair("increase").map(|(current, prior)| Derivation::Increase { current, prior })
    } else if table.has("growth") {
        pair("growth").map(|(current, prior)| Derivation::Growth { current, prior })
    } else {
        table.need("compare")?;
        let compare = parts("compare")?;
        let [left, operator, right] = compare.as_slice() else { return None };
        let strict = COMPARE.read(operator)?;
        Some(Derivation::Compare { left: names.fact(left)?, right: names.fact(right)?, strict })
    }?;
    let narrowed = match table.take("narrowed") {
        Some(item) if !matches!(derivation, Derivation::Increase { .. }) => {
            item.fault(
                "pack/narrowed",
                text!(
                    "只有增量能由两年的数收窄",
                    "only an increase is narrowed by its two figures"
                ),
                text!("删去 narrowed。", "Remove narrowed."),
            );
            false
        }
        Some(item) => item.bool().unwrap_or(false),
        None => false,
    };
    Some((derivation, narrowed))
}

/// `carry = "clear"`, `{ from = "fact" }` or `{ largest = ["fact", …] }`.
fn carry(item: &Item<'_, '_>, names: &Names) -> Option<Carry> {
    if matches!(item.value(), toml::de::DeValue::String(_)) {
        return CARRY.read(item);
    }
    let table = item.table()?;
    if let Some(from) = table.take("from") {
        return names.fact(&from).map(Carry::From);
    }
    table.need("largest")?;
    Some(Carry::Largest(table.list("largest", |part| names.fact(part))))
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
                    effort: None,
                    aliases: benefit.aliases.clone(),
                    quote: None,
                })
                .collect(),
        );
    }
}
