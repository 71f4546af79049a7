//! Awards as packs write them.

use super::Scope;
use super::conditions::{self, money};
use super::{direction, forms, relations};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::vocabulary::{Kind, ROUNDING, TAKE};
use crate::policy::{
    Amount, Beyond, Case, FactId, FactKind, Milestone, Operand, Part, Rate, Rounding, Stages, Take,
    Tier,
};
use crate::quantity::Money;
use crate::text;

/// An amount, or a report. A plain string is a fixed amount.
pub fn amount(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    if matches!(item.value(), toml::de::DeValue::String(_)) {
        return money(item).map(Amount::Fixed);
    }
    once(item, from_table(item, &item.table()?, scope), scope)
}

/// An award of which an overlay changes some keys.
pub fn patched<'r, 's>(
    item: &Item<'r, 's>,
    patch: Table<'r, 's>,
    award: &Table<'r, 's>,
    scope: Scope<'_>,
) -> Option<Amount> {
    once(item, from_table(item, &patch.over(award), scope), scope)
}

/// The amount, unless a fact pulls it both ways.
fn once(item: &Item<'_, '_>, amount: Option<Amount>, scope: Scope<'_>) -> Option<Amount> {
    amount.filter(|amount| direction::check(item, amount, scope.facts))
}

/// An amount within another one.
pub fn amount_in(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    if matches!(item.value(), toml::de::DeValue::String(_)) {
        return money(item).map(Amount::Fixed);
    }
    from_table(item, &item.table()?, scope)
}

/// Several amounts within another one.
fn amounts_in(item: &Item<'_, '_>, scope: Scope<'_>) -> Option<Vec<Amount>> {
    let amounts: Vec<Amount> =
        item.array()?.iter().map(|item| amount_in(item, scope)).collect::<Option<_>>()?;
    if amounts.is_empty() {
        item.wrong_type(&text!("至少一个金额", "one amount or more"));
        return None;
    }
    Some(amounts)
}

fn from_table(item: &Item<'_, '_>, table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let inner = if let Some(fixed) = table.take("fixed") {
        money(&fixed).map(Amount::Fixed)
    } else if let Some(item) = table.take("of_benefit") {
        of_benefit(&item, table, scope)
    } else if table.has("instalments") {
        forms::instalments(table, scope)
    } else if let Some(inner) = table.take("amount") {
        let amount = amount_in(&inner, scope)?;
        match table.take("rate") {
            Some(item) => rate(&item).map(|rate| Amount::Scaled { rate, amount: Box::new(amount) }),
            None => Some(amount),
        }
    } else if table.has("brackets") {
        forms::brackets(table, scope)
    } else if let Some(item) = table.take("table") {
        forms::by_choice(&item, scope)
    } else if let Some(item) = table.take("larger") {
        amounts_in(&item, scope).map(Amount::Larger)
    } else if let Some(item) = table.take("smaller") {
        amounts_in(&item, scope).and_then(|all| all.into_iter().reduce(forms::capped))
    } else if table.has("of_each") {
        share_of_each(table, scope)
    } else if let Some(item) = table.take("each_item") {
        each_item(&item, table, scope)
    } else if table.has("rate") {
        share(table, scope)
    } else if let Some(item) = table.take("each") {
        each(&item, table, scope)
    } else if let Some(sum) = table.take("sum") {
        guarded(&sum, scope).map(|parts| {
            Amount::Sum(parts.into_iter().map(|(when, amount)| Part { when, amount }).collect())
        })
    } else if let Some(first) = table.take("first") {
        guarded(&first, scope).map(|cases| {
            Amount::FirstOf(cases.into_iter().map(|(when, amount)| Case { when, amount }).collect())
        })
    } else if table.has("first_reaches") {
        milestone(table, scope).map(Amount::Milestone)
    } else if table.has("stages") {
        stages(table, scope).map(Amount::Stages)
    } else {
        item.fault(
            "pack/award",
            text!("看不懂这个金额的写法", "this is no way to write an amount"),
            text!(
                "用 fixed、rate + of、each + of、rate + of_each、each_item + gives、brackets、table、sum、first、larger、smaller、of_benefit、instalments、first_reaches + tiers 或 stages。",
                "Use fixed, rate + of, each + of, rate + of_each, each_item + gives, brackets, table, sum, first, larger, smaller, of_benefit, instalments, first_reaches + tiers, or stages."
            ),
        );
        None
    };
    let inner = match table.take("less") {
        // Another amount, or what was received: a fact.
        Some(item) if item.as_table().is_some() => {
            let less = Box::new(amount_in(&item, scope)?);
            inner.map(|amount| Amount::Difference { amount: Box::new(amount), less })
        }
        Some(item) => {
            let less = typed(&item, scope, is_money)?;
            inner.map(|amount| Amount::Less { amount: Box::new(amount), less })
        }
        None => inner,
    };
    let inner = match table.take("floor") {
        Some(item) => Some(Amount::Larger(vec![inner?, amount_in(&item, scope)?])),
        None => inner,
    };
    let inner = match table.take("cap") {
        None => inner,
        Some(cap) => {
            let cap = Box::new(amount_in(&cap, scope)?);
            Some(Amount::Capped { amount: Box::new(inner?), cap })
        }
    };
    match table.take("round") {
        None => inner,
        Some(item) => rounded(&item, inner?),
    }
}

/// `round = "1万元"`, or `{ to = "1000元", way = "nearest" }`; down where no way is said.
fn rounded(item: &Item<'_, '_>, amount: Amount) -> Option<Amount> {
    let amount = Box::new(amount);
    let (unit, way) = match item.as_table() {
        Some(table) => {
            let way =
                table.take("way").map_or(Some(Rounding::Down), |item| ROUNDING.read(&item))?;
            (table.need("to")?, way)
        }
        None => (item.clone(), Rounding::Down),
    };
    let to = money(&unit)?;
    if to <= Money::ZERO {
        unit.wrong_type(&text!("大于 0 的金额", "an amount above 0"));
        return None;
    }
    Some(Amount::Rounded { amount, to, way })
}

/// `{ of_benefit = "id" }`, of which a rate may be taken.
fn of_benefit(item: &Item<'_, '_>, table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let given = conditions::given(item, scope)?;
    let benefit = scope.names.benefit(item)?;
    let Some(award) = scope.benefits.get(benefit.index()).and_then(|known| known.award.clone())
    else {
        item.fault(
            "pack/benefit-no-money",
            text!("那一项不给钱", "that benefit gives no money"),
            text!("换成给钱的事项。", "Name a benefit that gives money."),
        );
        return None;
    };
    let amount = Amount::OfBenefit { benefit, award: Box::new(award), given: Box::new(given) };
    match table.take("rate") {
        Some(item) => rate(&item).map(|rate| Amount::Scaled { rate, amount: Box::new(amount) }),
        None => Some(amount),
    }
}

/// Amounts with an optional `when` each.
fn guarded(
    item: &Item<'_, '_>,
    scope: Scope<'_>,
) -> Option<Vec<(Option<crate::policy::Condition>, Amount)>> {
    item.array()?
        .iter()
        .map(|item| {
            let table = item.table()?;
            let when = match table.take("when") {
                Some(when) => Some(forms::all_of(&when, scope)?),
                None => None,
            };
            Some((when, from_table(item, &table, scope)?))
        })
        .collect()
}

/// A fact of a suitable type, or a report.
pub fn typed(
    item: &Item<'_, '_>,
    scope: Scope<'_>,
    fits: impl Fn(&FactKind) -> bool,
) -> Option<FactId> {
    let id = scope.names.fact(item)?;
    if !fits(&scope.fact(id).kind) {
        let name = &scope.fact(id).id;
        item.fault(
            "pack/award-type",
            text!("事实“{name}”的类型不能用在这里", "the type of \"{name}\" does not fit here"),
            text!(
                "金额用 money，个数用 count，逐项用 money_list，年份用 year。",
                "Use money for amounts, count for numbers, money_list for lists, year for years."
            ),
        );
        return None;
    }
    Some(id)
}

/// A year, or the year of a day.
pub fn is_year(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Year | FactKind::Day)
}

fn is_money(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Money { .. })
}

pub fn rate(item: &Item<'_, '_>) -> Option<Rate> {
    let rate = Rate::parse(item.str()?);
    if rate.is_none() {
        item.wrong_type(&Kind::Percent.expected());
    }
    rate
}

fn share(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let rate = rate(&table.need("rate")?)?;
    let of = typed(&table.need("of")?, scope, is_money)?;
    let beyond = match table.take("beyond") {
        None => None,
        Some(item) if matches!(item.value(), toml::de::DeValue::Table(_)) => {
            let growth = item.table()?;
            let percent = typed(&growth.need("rate")?, scope, |kind| *kind == FactKind::Percent)?;
            let of = typed(&growth.need("of")?, scope, is_money)?;
            Some(Beyond::Growth { percent, of })
        }
        Some(item) => Some(Beyond::Amount(money(&item)?)),
    };
    Some(Amount::Share { rate, of, beyond })
}

fn share_of_each(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let rate = rate(&table.need("rate")?)?;
    let of = typed(&table.need("of_each")?, scope, |kind| *kind == FactKind::MoneyList)?;
    let amount = |key: &str| match table.take(key) {
        Some(item) => money(&item).map(Some),
        None => Some(None),
    };
    let (cap, from) = (amount("cap_each")?, amount("each_from")?);
    Some(Amount::ShareOfEach { rate, of, from, cap })
}

/// `{ each = money, of = count }`, and with `per` and `beyond` in the unit of the figure.
fn each(item: &Item<'_, '_>, table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let each = money(item)?;
    let (per, beyond) = (table.take("per"), table.take("beyond"));
    if per.is_none() && beyond.is_none() {
        let of = typed(&table.need("of")?, scope, |kind| *kind == FactKind::Count)?;
        return Some(Amount::PerUnit { each, of });
    }
    let of = typed(&table.need("of")?, scope, |kind| {
        matches!(kind, FactKind::Count | FactKind::Percent | FactKind::Money { .. })
    })?;
    let number = |item: &Item<'_, '_>| {
        let number = relations::operand(item, scope.fact(of), scope)?;
        number.ratio().is_some().then_some(number)
    };
    let step = match &per {
        Some(item) => {
            let step = number(item)?;
            if step.ratio().is_none_or(|step| step.num() <= 0) {
                item.wrong_type(&text!("大于 0 的数", "a number above 0"));
                return None;
            }
            step
        }
        None if scope.fact(of).kind == FactKind::Count => Operand::Count(1),
        None => {
            table.need("per")?;
            return None;
        }
    };
    let from = match beyond {
        Some(item) => Some(number(&item)?),
        None => None,
    };
    Some(Amount::Steps { each, of, step, from })
}

/// `{ each_item = "list", where = [ … ], gives = … }`: within, facts are the fields of the list.
fn each_item(item: &Item<'_, '_>, table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Amount> {
    let of = scope.names.fact(item)?;
    let names = scope.names.of_items(item, scope.fact(of))?;
    let inner = Scope::of_fields(&names, scope.fact(of).kind.fields());
    let when = match table.take("where") {
        Some(item) => conditions::list(&item, inner)?,
        None => Vec::new(),
    };
    let gives = Box::new(amount(&table.need("gives")?, inner)?);
    let most = match table.take("items_at_most") {
        Some(item) => Some(item.number()?),
        None => None,
    };
    Some(Amount::EachItem { of, when, gives, most })
}

fn milestone(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Milestone> {
    let figure = typed(&table.need("first_reaches")?, scope, is_money)?;
    let record = typed(&table.need("record")?, scope, is_money)?;
    let prior = typed(&table.need("prior")?, scope, is_money)?;
    let item = table.need("tiers")?;
    let tiers: Vec<Tier> = item
        .array()?
        .iter()
        .map(|tier| {
            let pair = tier.array()?;
            let [from, award] = pair.as_slice() else {
                tier.wrong_type(&text!("[ 档位, 金额 ]", "[ tier, award ]"));
                return None;
            };
            Some(Tier { from: money(from)?, award: money(award)? })
        })
        .collect::<Option<_>>()?;
    let ascending =
        tiers.windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].award <= pair[1].award);
    if tiers.is_empty() || !ascending || tiers[0].from <= Money::ZERO {
        item.fault(
            "pack/tiers",
            text!("档位应从低到高排列，金额不减", "tiers must ascend, and their awards not fall"),
            text!("从最低档写起。", "Write the lowest tier first."),
        );
        return None;
    }
    let take = match table.take("take") {
        None => Take::Highest,
        Some(item) => TAKE.read(&item)?,
    };
    Some(Milestone { figure, record, prior, tiers, take })
}

fn stages(table: &Table<'_, '_>, scope: Scope<'_>) -> Option<Stages> {
    let since = typed(&table.need("of")?, scope, is_year)?;
    let awards: Vec<Money> =
        table.need("stages")?.array()?.iter().map(money).collect::<Option<_>>()?;
    Some(Stages { since, awards })
}
