//! Carried and computed facts: each of a type that fits, none computed from itself.

use super::Names;
use crate::diagnostic::reader::Table;
use crate::policy::{Anchor, Carry, Derivation, Fact, FactId, FactKind, Limit};
use crate::text;

/// Refuses answers carried over from a fact of another type, or the largest of what has no order.
pub fn check_carry(document: &Table<'_, '_>, names: &Names, facts: &[Fact]) {
    for table in document.tables("fact") {
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

/// Refuses what cannot be computed: units that do not fit, a divisor that may be zero, a circle.
pub fn check_derived(document: &Table<'_, '_>, names: &Names, facts: &[Fact]) {
    for table in document.tables("fact") {
        let Some(item) = table.take("derived") else { continue };
        let id = table.take("id").and_then(|item| names.fact(&item));
        let Some((id, fact)) = id.and_then(|id| Some((id, facts.get(id.index())?))) else {
            continue;
        };
        let Some(derivation) = fact.derived else { continue };
        if !fits_units(fact, derivation, facts) {
            item.fault(
                "pack/derived-units",
                text!("这样算出的单位与类型不符", "what comes of this is not of the fact's type"),
                text!(
                    "相加的类型要相同；相乘只有一个是金额，其余是个数或百分数；金额除以个数得金额，同类相除得百分数。",
                    "Add up one type only; multiply one amount with counts and percentages; an amount by a count is an amount, one figure by another of its type a percentage."
                ),
            );
        }
        if let Derivation::Quotient { under, .. } = derivation
            && !facts[under.index()].at_least.is_some_and(is_above_zero)
        {
            let under = &facts[under.index()].id;
            item.fault(
                "pack/may-be-zero",
                text!("除数“{under}”可能是 0", "the divisor \"{under}\" may be 0"),
                text!(
                    "给“{under}”写上大于 0 的 at_least，例如 at_least = 1。",
                    "Give \"{under}\" an at_least above 0, such as at_least = 1."
                ),
            );
        }
        // A circle is told once, at its first fact.
        if let Some(path) = circle(id, facts).filter(|path| path.iter().all(|on| *on >= id)) {
            let ids: Vec<&str> = path.iter().map(|on| facts[on.index()].id.as_str()).collect();
            let (path, name) = (ids.join(" → "), &fact.id);
            item.fault(
                "pack/derived-circle",
                text!(
                    "计算成了圈，谁也算不出来：{path} → {name}",
                    "computed in a circle, so never: {path} → {name}"
                ),
                text!(
                    "从直接问的数算起，去掉圈里的一步。",
                    "Compute from figures that are asked; take one step out of the circle."
                ),
            );
        }
    }
}

fn is_above_zero(limit: Limit) -> bool {
    match limit {
        Limit::Number(number) => number.raw() > 0,
        Limit::Fact(_) => false,
    }
}

/// The shortest way from a fact through what it is computed from back to itself.
fn circle(start: FactId, facts: &[Fact]) -> Option<Vec<FactId>> {
    // What was seen, each with the place of the one it was reached from.
    let mut seen = vec![(start, 0)];
    let mut at = 0;
    while let Some((fact, _)) = seen.get(at).copied() {
        for input in facts[fact.index()].derived.iter().flat_map(|rule| rule.inputs()) {
            if input == start {
                let back = std::iter::successors(Some(at), |at| (*at > 0).then(|| seen[*at].1));
                let mut path: Vec<FactId> = back.map(|at| seen[at].0).collect();
                path.reverse();
                return Some(path);
            }
            if seen.iter().all(|(known, _)| *known != input) {
                seen.push((input, at));
            }
        }
        at += 1;
    }
    None
}

/// Whether a derivation gives a figure of a type.
fn fits_units(fact: &Fact, derivation: Derivation, facts: &[Fact]) -> bool {
    let kind = &fact.kind;
    let kind_of = |fact: FactId| &facts[fact.index()].kind;
    let is_money = |kind: &FactKind| matches!(kind, FactKind::Money { .. });
    let same = |a: &FactKind, b: &FactKind| {
        *a == FactKind::Count && *b == FactKind::Count || is_money(a) && is_money(b)
    };
    match derivation {
        Derivation::Increase { current, prior } => {
            same(kind_of(current), kind) && same(kind_of(prior), kind)
        }
        Derivation::Growth { current, prior } => {
            same(kind_of(current), kind_of(prior)) && *kind == FactKind::Percent
        }
        Derivation::Compare { left, right, .. } => {
            let percent = |fact| *kind_of(fact) == FactKind::Percent;
            percent(left) && percent(right) && *kind == FactKind::Bool
        }
        Derivation::Sum { parts } => parts.iter().all(|part| same(kind_of(part), kind)),
        Derivation::Product { factors, .. } => {
            let amounts = factors.iter().filter(|factor| is_money(kind_of(*factor))).count();
            let others = factors.iter().all(|factor| match kind_of(factor) {
                FactKind::Money { .. } | FactKind::Count => true,
                FactKind::Percent => is_money(kind),
                FactKind::Bool
                | FactKind::Choice(_)
                | FactKind::Set(_)
                | FactKind::Year
                | FactKind::Day
                | FactKind::MoneyList
                | FactKind::Items(_) => false,
            });
            others
                && amounts == usize::from(is_money(kind))
                && (is_money(kind) || *kind == FactKind::Count)
        }
        Derivation::OfItems { of } => {
            let field = fact.figure.as_ref().map(|figure| figure.field);
            let field =
                field.map(|field| field.and_then(|field| kind_of(of).fields().get(field.index())));
            match field {
                Some(Some(field)) => same(&field.kind, kind),
                Some(None) => *kind == FactKind::Count,
                // What is wrong with it was told.
                None => true,
            }
        }
        Derivation::Elapsed { from, until, .. } => {
            let is_day =
                |anchor: Anchor| anchor.fact().is_none_or(|fact| *kind_of(fact) == FactKind::Day);
            *kind == FactKind::Count && is_day(from) && is_day(until)
        }
        Derivation::Quotient { over, under } => match (kind_of(over), kind_of(under)) {
            (FactKind::Money { .. }, FactKind::Count) => is_money(kind),
            (over, under) => same(over, under) && *kind == FactKind::Percent,
        },
    }
}
