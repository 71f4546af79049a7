//! Warnings of implausible figures: they can come true, and say the figure they look at.

use rust_decimal::Decimal;
use serde_spanned::Spanned;
use toml::de::DeValue;

use super::{Context, finding, rule};
use crate::keeper::check::figure::{Kind, chinese, english};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{Comparison, Operand, Plausible, Relation};
use crate::text;

/// Looks at every `[[plausible]]`.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for plausible in &context.policy.plausible {
        contradiction(context, plausible, out);
        figures(context, plausible, out);
    }
}

/// A figure compared with itself, or above one bound and below a lower one.
fn contradiction(context: &Context<'_>, plausible: &Plausible, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let number = |than: Operand| match than {
        Operand::Money(money) => Some(Decimal::from(money.fen())),
        Operand::Percent(percent) => Some(percent.to_decimal()),
        Operand::Count(count) => Some(Decimal::from(count)),
        Operand::Year(offset) => Some(Decimal::from(offset)),
        Operand::Day { .. } | Operand::Share { .. } => None,
    };
    let bound = |relation: &Relation, least: bool| {
        let is = matches!(relation.is, Comparison::AtLeast | Comparison::Above);
        (is == least).then(|| number(relation.than)).flatten()
    };
    let never = plausible.when.iter().any(|low| {
        let same = |high: &&Relation| high.fact == low.fact;
        plausible.when.iter().filter(same).any(|high| {
            bound(low, true).zip(bound(high, false)).is_some_and(|(low, high)| low > high)
        })
    });
    let own = |relation: &&Relation| matches!(relation.than, Operand::Share { of, .. } if of == relation.fact);
    let id = &plausible.id;
    let what = if let Some(relation) = plausible.when.iter().find(own) {
        let fact = &policy.fact(relation.fact).id;
        text!("“{id}”拿“{fact}”与它自己比", "\"{id}\" compares \"{fact}\" with itself")
    } else if never {
        text!("“{id}”的条件不能同时成立", "the conditions of \"{id}\" cannot all hold")
    } else {
        return;
    };
    let remedy = text!("改成要提醒的情形。", "Write the case that is to be warned of.");
    out.push(context.at("lint/plausible", ("plausible", id), &["when"], what, remedy));
}

/// The figures that the text says are those that are compared.
fn figures(context: &Context<'_>, plausible: &Plausible, out: &mut Vec<Finding>) {
    let id = &plausible.id;
    let Some((source, table)) = context.locate.table("plausible", id) else { return };
    let Some(when) = table.get("when") else { return };
    let mut own: Vec<(Kind, Decimal)> = rule::of_value(source, "when", when)
        .into_iter()
        .map(|figure| (figure.kind, figure.value))
        .collect();
    times(when, &mut own);
    let both = table.get("text").and_then(|text| text.get_ref().as_table());
    for lang in ["zh", "en"] {
        let said = both.and_then(|both| both.get(lang));
        let Some(said) = said.or_else(|| table.get("text").filter(|_| both.is_none())) else {
            continue;
        };
        let Some(words) = said.get_ref().as_str() else { continue };
        let all = if lang == "zh" { chinese(words) } else { english(words) };
        let weighs =
            |kind: Kind| matches!(kind, Kind::Count | Kind::Money | Kind::Percent | Kind::Number);
        let large = |value: Decimal| value > Decimal::ONE;
        let mut theirs = all.iter().filter(|f| weighs(f.kind) && large(f.value)).peekable();
        let Some(first) = theirs.peek().copied() else { continue };
        let mine: Vec<_> = own.iter().filter(|(_, value)| large(*value)).collect();
        let met = theirs.any(|figure| mine.iter().any(|(_, value)| *value == figure.value));
        if met || mine.is_empty() {
            continue;
        }
        let written = &words[first.range.clone()];
        let is = super::shown(mine[0].0, mine[0].1);
        let mark = Mark::new(source, said.span(), text!("文字", "the words"));
        out.push(
            finding(
                "lint/plausible",
                mark.place.clone(),
                id,
                text!(
                    "“{id}”的文字写 {written}，条件写 {is}",
                    "the text of \"{id}\" says {written}, its conditions {is}"
                ),
                text!("写成同一个数。", "Write the same figure in both."),
            )
            .about(first.kind, first.value)
            .marked(Some(mark)),
        );
        return;
    }
}

/// How many times another figure one may be.
fn times(value: &Spanned<DeValue<'_>>, out: &mut Vec<(Kind, Decimal)>) {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|item| times(item, out)),
        DeValue::Table(table) => {
            let number = table
                .get("times")
                .and_then(|times| times.get_ref().as_integer()?.as_str().parse::<i64>().ok());
            out.extend(number.map(|number| (Kind::Count, Decimal::from(number))));
            table.values().for_each(|value| times(value, out));
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
