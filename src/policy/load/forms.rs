//! Amounts that stand for others: brackets, tables, instalments. Each becomes what the engine
//! knows already, so that bounds and reasons are theirs.

use super::Scope;
use super::amounts::{amount_in, is_year, rate, typed};
use super::conditions::{self, money};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::{Amount, Beyond, Case, Condition, FactId, FactKind, Part, Rate, Test};
use crate::quantity::Money;
use crate::text;

/// `{ brackets = [[from, rate], …], of = fact }`: each rate for the part of the figure between
/// its beginning and the next one's.
pub fn brackets(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let of = typed(&table.need("of")?, scope, |kind| matches!(kind, FactKind::Money { .. }))?;
    let item = table.need("brackets")?;
    let bands: Vec<(Money, Rate)> = item
        .array()?
        .iter()
        .map(|band| match band.array()?.as_slice() {
            [from, share] => Some((money(from)?, rate(share)?)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let ascending = bands.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let widths: Option<Vec<Money>> = bands
        .windows(2)
        .map(|pair| share_of(pair[1].0.fen() - pair[0].0.fen(), pair[0].1))
        .collect();
    let Some(widths) = widths.filter(|_| ascending && !bands.is_empty()) else {
        item.fault(
            "pack/brackets",
            text!(
                "各段应从低到高，且每段的金额精确到分",
                "brackets must ascend, and what a whole one gives be exact to the fen"
            ),
            text!(
                "写成 [[\"0元\", \"100%\"], [\"5000元\", \"50%\"]] 这样。",
                "Write them like [[\"0元\", \"100%\"], [\"5000元\", \"50%\"]]."
            ),
        );
        return None;
    };
    let parts = bands.iter().enumerate().map(|(at, (from, rate))| {
        let beyond = (*from > Money::ZERO).then_some(Beyond::Amount(*from));
        let share = Amount::Share { rate: *rate, of, beyond };
        let amount = match widths.get(at) {
            Some(most) => capped(share, Amount::Fixed(*most)),
            None => share,
        };
        Part { when: None, amount }
    });
    Some(Amount::Sum(parts.collect()))
}

/// A share of an amount, where it is exact to the fen.
fn share_of(fen: i64, rate: Rate) -> Option<Money> {
    let scaled = i128::from(fen) * i128::from(rate.num);
    let den = i128::from(rate.den);
    (scaled % den == 0).then(|| i64::try_from(scaled / den).ok().map(Money::from_fen)).flatten()
}

/// An amount and its ceiling.
pub fn capped(amount: Amount, cap: Amount) -> Amount {
    Amount::Capped { amount: Box::new(amount), cap: Box::new(cap) }
}

/// `{ rows = choice, columns = choice, awards = { row = { column = amount } } }`, or without
/// columns `{ row = amount }`. Every option has its place.
pub fn by_choice(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let table = item.table()?;
    let choice = |key: &str| -> Option<FactId> {
        typed(&table.need(key)?, scope, |kind| matches!(kind, FactKind::Choice(_)))
    };
    let rows = choice("rows")?;
    let awards = table.need("awards")?;
    if !table.has("columns") {
        return cases(&awards, rows, scope, |cell| amount_in(cell, scope));
    }
    let columns = choice("columns")?;
    cases(&awards, rows, scope, |row| cases(row, columns, scope, |cell| amount_in(cell, scope)))
}

/// A case for each option of a choice.
fn cases(
    item: &Item<'_, '_>,
    fact: FactId,
    scope: Scope<'_>,
    read: impl Fn(&Item<'_, '_>) -> Option<Amount>,
) -> Option<Amount> {
    let Some(table) = item.as_table() else {
        item.wrong_type(&text!("每个选项一格的表", "a table with a cell for each option"));
        return None;
    };
    let options = scope.fact(fact).kind.options();
    for entry in table.entries() {
        if scope.fact(fact).kind.option(entry.key).is_none() {
            let ids = options.iter().map(|option| option.id.as_str());
            super::unknown_id(&entry, entry.key, ids, "选项", "option");
            return None;
        }
    }
    let mut cases = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let Some(cell) = table.take(&option.id) else {
            let id = &option.id;
            item.fault(
                "pack/table-hole",
                text!("表中缺少“{id}”", "the table lacks \"{id}\""),
                text!(
                    "每个选项都要有一格，不给钱的写 \"0元\"。",
                    "Give every option a cell; \"0元\" where nothing is given."
                ),
            );
            return None;
        };
        let when = Some(Condition::plain(fact, Test::OneOf(1 << at)));
        cases.push(Case { when, amount: read(&cell)? });
    }
    Some(Amount::FirstOf(cases))
}

/// `{ instalments = [share, …], of = year, amount = … }`: the shares by the years since a year.
pub fn instalments(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let since = typed(&table.need("of")?, scope, is_year)?;
    let whole = amount_in(&table.need("amount")?, scope)?;
    let shares = table.need("instalments")?.array()?;
    let cases = shares.iter().zip(0i32..).map(|(share, at)| {
        let rate = rate(share)?;
        let amount = Amount::Scaled { rate, amount: Box::new(whole.clone()) };
        let when = Some(Condition::plain(since, Test::YearIn(vec![-at])));
        Some(Case { when, amount })
    });
    Some(Amount::FirstOf(cases.collect::<Option<_>>()?))
}

/// Conditions that must all hold, as one; a single one is itself.
pub fn all_of(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Condition> {
    if !matches!(item.value(), toml::de::DeValue::Array(_)) {
        return conditions::one(item, scope);
    }
    let mut all = conditions::list(item, scope)?;
    match all.len() {
        1 => all.pop(),
        _ => Some(conditions::combined(all, Test::AllOf)),
    }
}
