//! Days and periods as packs write them: `"2026-02-07"`, `"Y-12-31"`, a fact that names a day, and
//! `{ years = 1, months = 6, days = 10 }`.

use toml::de::DeValue;

use super::{Names, Scope, conditions};
use crate::diagnostic::reader::{Item, Table};
use crate::policy::{Anchor, Comparison, Condition, Fact, FactId, FactKind, Operand, Test};
use crate::quantity::{Day, Period};
use crate::text;

/// A day: one of the calendar, one of the assessment year (`"Y-12-31"`, `"Y-1-12-31"`), or a fact.
pub fn anchor(item: &Item<'_, '_>, names: &Names) -> Option<Anchor> {
    let written = if let DeValue::Datetime(date) = item.value() {
        date.to_string()
    } else {
        item.str()?.to_owned()
    };
    if names.facts.contains_key(&written) {
        return names.fact(item).map(Anchor::Fact);
    }
    let day = Day::parse(&written).map(Anchor::On).or_else(|| in_year(&written));
    if day.is_none() && written.starts_with(|c: char| c.is_ascii_digit() || c == 'Y') {
        item.wrong_type(&text!(
            "日期，如 \"2026-02-07\"、\"Y-12-31\"（评估年度末），或日期事实的编号",
            "a day such as \"2026-02-07\" or \"Y-12-31\" (the end of the assessment year), or the id of a day"
        ));
        return None;
    }
    day.or_else(|| names.fact(item).map(Anchor::Fact))
}

/// `Y-12-31`, `Y-1-12-31`.
fn in_year(written: &str) -> Option<Anchor> {
    let (rest, day) = written.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    let offset = conditions::year_offset(year)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year has every day.
    Day::new(2000, month, day).map(|_| Anchor::InYear { offset, month, day })
}

/// The period of a table.
pub fn period(table: &Table<'_, '_>) -> Option<Period> {
    let number = |key: &str| table.take(key).map_or(Some(0), |item| item.number::<i32>());
    let (years, months, days) = (number("years")?, number("months")?, number("days")?);
    Some(Period { months: years.checked_mul(12)?.checked_add(months)?, days })
}

/// What a day is compared with: a day, or `{ of = day, months = 6 }`.
pub fn operand(item: &Item<'_, '_>, fact: &Fact, scope: Scope<'_>) -> Option<Operand> {
    let Some(table) = item.as_table() else {
        let of = of_day(item, fact, scope)?;
        return Some(Operand::Day { of, after: Period::default() });
    };
    let of = of_day(&table.need("of")?, fact, scope)?;
    Some(Operand::Day { of, after: period(&table)? })
}

fn of_day(item: &Item<'_, '_>, fact: &Fact, scope: Scope<'_>) -> Option<Anchor> {
    let of = anchor(item, scope.names)?;
    let is_day = of.fact().is_none_or(|of| scope.fact(of).kind == FactKind::Day);
    if !is_day {
        conditions::mismatch(item, fact);
    }
    is_day.then_some(of)
}

/// `within = { months = 6, after = day }` or `{ years = 3, before = day }`, and
/// `lasted = { months = 12, until = day }`.
pub fn window(table: &Table<'_, '_>, id: FactId, fact: &Fact, scope: Scope<'_>) -> Option<Test> {
    let compared =
        |is, of, after| Condition::plain(id, Test::Compared(is, Operand::Day { of, after }));
    let none = Period::default();
    let back = |period: Period| Period { months: -period.months, days: -period.days };
    if let Some(item) = table.take("lasted") {
        let lasted = item.table()?;
        let until = of_day(&lasted.need("until")?, fact, scope)?;
        let period = whole(&item, period(&lasted)?)?;
        return Some(compared(Comparison::AtMost, until, back(period)).test);
    }
    let item = table.need("within")?;
    let within = item.table()?;
    let period = whole(&item, period(&within)?)?;
    let all = if let Some(before) = within.take("before") {
        let of = of_day(&before, fact, scope)?;
        [compared(Comparison::AtLeast, of, back(period)), compared(Comparison::AtMost, of, none)]
    } else {
        let of = of_day(&within.need("after")?, fact, scope)?;
        [compared(Comparison::AtLeast, of, none), compared(Comparison::AtMost, of, period)]
    };
    Some(Test::AllOf(all.into()))
}

/// A period that passes.
fn whole(item: &Item<'_, '_>, period: Period) -> Option<Period> {
    let passes = period.months >= 0 && period.days >= 0 && period != Period::default();
    if !passes {
        item.fault(
            "pack/period",
            text!("没有写期间，或期间为负", "there is no period, or it is negative"),
            text!(
                "写 years、months 或 days，例如 months = 12。",
                "Add years, months or days, such as months = 12."
            ),
        );
    }
    passes.then_some(period)
}
