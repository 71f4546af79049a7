//! Conditions as packs write them: `"fact"`, or `{ fact = …, at_least = … }`.

use super::{Scope, days, relations};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::vocabulary::{EFFORT, Kind};
use crate::policy::{Comparison, Condition, Fact, FactKind, Test, Threshold};
use crate::quantity::Money;
use crate::text;

/// An amount such as `"500万元"`, or a report.
pub fn money(item: &Item<'_, '_>) -> Option<Money> {
    let money = Money::parse(item.str()?, false).ok();
    if money.is_none() {
        item.wrong_type(&Kind::Money.expected());
    }
    money
}

/// A list of conditions, or a report.
pub fn list(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Vec<Condition>> {
    Some(item.array()?.iter().filter_map(|item| one(item, scope)).collect())
}

/// A condition, or a report.
pub fn one(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Condition> {
    if matches!(item.value(), toml::de::DeValue::String(_)) {
        let id = scope.names.fact(item)?;
        let fact = scope.fact(id);
        if fact.kind != FactKind::Bool {
            mismatch(item, fact);
            return None;
        }
        return Some(Condition::plain(id, Test::Yes));
    }
    let table = item.table()?;
    let several = |key: &str| table.take(key).and_then(|item| list(&item, scope));
    let condition = if let Some(item) = table.take("benefit") {
        Some(split(given(&item, scope)?))
    } else if let Some(any) = several("any") {
        Some(split(combined(any, Test::AnyOf)))
    } else if let Some(all) = several("all") {
        Some(split(combined(all, Test::AllOf)))
    } else if let Some(not) = table.take("not") {
        let inner = one(&not, scope)?;
        Some((inner.fact, Test::Not(Box::new(inner.test))))
    } else if table.has("valid_through") {
        table.need("valid_through")?.number().map(|year| (None, Test::ValidThrough(year)))
    } else {
        let id = scope.names.fact(&table.need("fact")?)?;
        let fact = scope.fact(id);
        let window = table.has("within") || table.has("lasted");
        let test = match window && fact.kind == FactKind::Day {
            true => days::window(&table, id, fact, scope),
            false => test(item, &table, fact, scope),
        };
        test.map(|test| (Some(id), test))
    };
    let advice = |key: &str| table.take(key).and_then(|item| item.text());
    let (todo, who_knows) = (advice("todo"), advice("who_knows"));
    let effort = table.take("effort").and_then(|item| EFFORT.read(&item));
    let (fact, test) = condition?;
    Some(Condition { fact, test, todo, who_knows, effort })
}

/// That another benefit is given; it must come before.
pub fn given(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Condition> {
    let benefit = scope.names.benefit(item)?;
    let Some(known) = scope.benefits.get(benefit.index()) else {
        let id = crate::diagnostic::found(item.str().unwrap_or_default());
        item.fault(
            "pack/benefit-later",
            text!(
                "“{id}”在这一事项之后，只能说到前面的事项",
                "\"{id}\" does not come before this benefit; only earlier ones can be spoken of"
            ),
            text!(
                "把条件写到后面的那一项上，或把那一项移到前面。",
                "Write the condition into the later one, or move that one before this."
            ),
        );
        return None;
    };
    let gates = known.gate.iter().filter_map(|gate| scope.gates.get(gate.index()));
    let all: Vec<Condition> =
        gates.map(|gate| gate.when.clone()).chain(known.when.iter().cloned()).collect();
    Some(combined(all, |all| Test::Given { benefit, all }))
}

/// Conditions as one, named by the first fact of the first.
pub fn combined(
    conditions: Vec<Condition>,
    combine: impl FnOnce(Vec<Condition>) -> Test,
) -> Condition {
    let fact = conditions.iter().find_map(|condition| condition.fact);
    Condition { fact, test: combine(conditions), todo: None, who_knows: None, effort: None }
}

fn split(condition: Condition) -> (Option<crate::policy::FactId>, Test) {
    (condition.fact, condition.test)
}

fn test(item: &Item<'_, '_>, table: &Table<'_, '_>, fact: &Fact, scope: Scope<'_>) -> Option<Test> {
    let flag = |key: &str| table.take(key).and_then(|item| item.bool());
    let bits = |key: &str| -> Option<u128> {
        let item = table.take(key)?;
        let options = if item.value().is_array() { item.array()? } else { vec![item] };
        options.iter().try_fold(0, |bits, item| Some(bits | option_bit(item, fact)?))
    };
    let threshold = |key: &str| -> Option<Threshold> {
        let item = table.take(key)?;
        match fact.kind {
            FactKind::Money { .. } => money(&item).map(Threshold::Money),
            FactKind::Count => item.number().map(Threshold::Count),
            FactKind::Bool
            | FactKind::Choice(_)
            | FactKind::Set(_)
            | FactKind::Percent
            | FactKind::Year
            | FactKind::Day
            | FactKind::MoneyList
            | FactKind::Items(_) => {
                mismatch(&item, fact);
                None
            }
        }
    };
    // What is not a number in the unit of a sum or count: a percentage, a year, another fact.
    let own = matches!(fact.kind, FactKind::Money { .. } | FactKind::Count);
    let other = relations::COMPARISONS.iter().find_map(|(key, is)| {
        let item = table.take(key)?;
        let foreign = !own || item.as_table().is_some() || *is == Comparison::AtMost;
        foreign.then_some((item, *is))
    });
    let choice = matches!(fact.kind, FactKind::Choice(_));
    let set = matches!(fact.kind, FactKind::Set(_));
    let listed = set || matches!(fact.kind, FactKind::MoneyList | FactKind::Items(_));
    if table.has("answered") {
        let item = table.need("answered")?;
        let answered = item.bool()?;
        if !answered {
            item.wrong_type(&text!("true", "true"));
        }
        answered.then_some(Test::Answered)
    } else if let Some((item, is)) = other {
        relations::operand(&item, fact, scope).map(|than| Test::Compared(is, than))
    } else if choice && table.has("is_not") {
        let all = (0..fact.kind.options().len()).fold(0, |bits, at| bits | 1u128 << at);
        bits("is_not").map(|bits| Test::OneOf(all & !bits))
    } else if set && table.has("has_none") {
        bits("has_none").map(|bits| Test::Not(Box::new(Test::HasAny(bits))))
    } else if choice && table.has("is") {
        bits("is").map(Test::OneOf)
    } else if choice && table.has("one_of") {
        bits("one_of").map(Test::OneOf)
    } else if set && table.has("has") {
        bits("has").map(Test::HasAny)
    } else if set && table.has("has_any") {
        bits("has_any").map(Test::HasAny)
    } else if listed && table.has("empty") {
        flag("empty").map(|empty| if empty { Test::Empty } else { Test::NotEmpty })
    } else if table.has("at_least") {
        threshold("at_least").map(Test::AtLeast)
    } else if table.has("above") {
        threshold("above").map(Test::Above)
    } else if table.has("below") {
        threshold("below").map(Test::Below)
    } else if table.has("equals") {
        threshold("equals").map(Test::Equals)
    } else if matches!(fact.kind, FactKind::Year | FactKind::Day) && table.has("year") {
        years(&table.need("year")?).map(Test::YearIn)
    } else {
        mismatch(item, fact);
        None
    }
}

/// `"Y"`, `"Y-1"`, or a list of these, as offsets from the assessment year.
fn years(item: &Item<'_, '_>) -> Option<Vec<i32>> {
    let items = if item.value().is_array() { item.array()? } else { vec![item.clone()] };
    items
        .iter()
        .map(|item| {
            let offset = year_offset(item.str()?);
            if offset.is_none() {
                item.wrong_type(&text!("\"Y\" 或 \"Y-1\" 之类", "\"Y\", \"Y-1\" or the like"));
            }
            offset
        })
        .collect()
}

/// `Y`, `Y-1`, … as an offset from the assessment year.
pub fn year_offset(written: &str) -> Option<i32> {
    match written.strip_prefix('Y')? {
        "" => Some(0),
        offset if offset.starts_with(['-', '+']) => offset.parse().ok(),
        _ => None,
    }
}

fn option_bit(item: &Item<'_, '_>, fact: &Fact) -> Option<u128> {
    let id = item.str()?;
    let option = fact.kind.option(id);
    if option.is_none() {
        let ids = fact.kind.options().iter().map(|option| option.id.as_str());
        super::unknown_id(item, id, ids, "选项", "option");
    }
    option.map(|option| 1 << option)
}

/// Reports that the test does not fit the type of the fact.
pub fn mismatch(item: &Item<'_, '_>, fact: &Fact) {
    let id = &fact.id;
    item.fault(
        "pack/test",
        text!("此条件与事实“{id}”的类型不符", "this condition does not fit the type of \"{id}\""),
        text!(
            "bool 直接写编号；choice 用 is、one_of；set 用 has、has_any、empty；金额和数量用 at_least、above、below、equals；年份用 year；日期用 at_least、at_most、within、lasted。",
            "A bool is named alone; a choice takes is, one_of; a set has, has_any, empty; money and counts at_least, above, below, equals; a year takes year; a day at_least, at_most, within, lasted."
        ),
    );
}
