//! Relations between figures as packs write them: `{ fact = …, above = … }`.

use super::{Scope, conditions, days};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::{Comparison, Fact, FactKind, Operand, Plausible, Rate, Relation};
use crate::quantity::{Money, Percent};
use crate::text;

pub const COMPARISONS: [(&str, Comparison); 4] = [
    ("at_least", Comparison::AtLeast),
    ("above", Comparison::Above),
    ("at_most", Comparison::AtMost),
    ("below", Comparison::Below),
];

/// `[[plausible]]`.
pub fn plausible(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Plausible> {
    let when = table.list("when", |item| relations(item, scope));
    Some(Plausible {
        id: table.string("id")?,
        when: when.into_iter().flatten().collect(),
        text: table.text("text")?,
    })
}

/// The relations of a table: one for each bound it gives.
fn relations(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Vec<Relation>> {
    let table = item.table()?;
    let fact = scope.names.fact(&table.need("fact")?)?;
    let mut relations = Vec::new();
    for (key, is) in COMPARISONS {
        if let Some(item) = table.take(key) {
            relations.push(Relation { fact, is, than: operand(&item, scope.fact(fact), scope)? });
        }
    }
    if relations.is_empty() {
        item.fault(
            "pack/relation",
            text!("没有说与什么比", "it does not say what is compared with what"),
            text!(
                "写 at_least、above、at_most 或 below。",
                "Add at_least, above, at_most or below."
            ),
        );
    }
    Some(relations)
}

pub fn operand(item: &Item<'_, '_>, fact: &Fact, scope: Scope<'_>) -> Option<Operand> {
    if fact.kind == FactKind::Day {
        return days::operand(item, fact, scope);
    }
    if let Some(table) = item.as_table() {
        let of = scope.names.fact(&table.need("of")?)?;
        let rate = match (table.take("rate"), table.take("times")) {
            (Some(rate), _) => super::amounts::rate(&rate)?,
            (None, Some(times)) => Rate { num: times.number()?, den: 1 },
            (None, None) => Rate { num: 1, den: 1 },
        };
        let other = scope.fact(of);
        if std::mem::discriminant(&other.kind) != std::mem::discriminant(&fact.kind) {
            conditions::mismatch(item, fact);
            return None;
        }
        return Some(Operand::Share { rate, of });
    }
    let written = item.value().as_str();
    let operand = match (&fact.kind, written) {
        (FactKind::Money { signed }, Some(text)) => {
            Money::parse(text, *signed).ok().map(Operand::Money)
        }
        (FactKind::Percent, Some(text)) => Percent::parse(text).ok().map(Operand::Percent),
        (FactKind::Count, None) => item.number().map(Operand::Count),
        (FactKind::Year, Some(text)) => conditions::year_offset(text).map(Operand::Year),
        _ => None,
    };
    if operand.is_none() {
        conditions::mismatch(item, fact);
    }
    operand
}
