//! How a figure that differs is told: the rule and the quote side by side.

use std::ops::Range;

use super::figures::{Clause, Quoted};
use super::rule::{Role, RuleFigure};
use super::{Context, finding};
use crate::keeper::check::figure::{Compare, Figure, Kind};
use crate::keeper::check::finding::{Finding, Mark};
use crate::text;
use crate::text::Text;

fn name(kind: &str) -> Text {
    if kind == "gate" { text!("门槛", "the gate") } else { text!("事项", "the benefit") }
}

/// A figure of the rule that the quotes do not have.
pub fn differs(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure<'_>,
    other: Option<&Quoted<'_>>,
) -> Finding {
    let written = as_rule(rule.kind, rule.value);
    let mark = marked(rule);
    let id = clause.id;
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    match other {
        Some(quoted) => {
            let said = &quoted.quote[quoted.figure.range.clone()];
            let wanted = as_rule(rule.kind, quoted.figure.value);
            let found = finding(
                "lint/figure-differs",
                mark,
                id,
                text!(
                    "{kind_zh}“{id}”：规则写 {written}，引文写 {said}",
                    "{kind_en} \"{id}\": the rule says {written}, the quote says {said}"
                ),
                text!(
                    "核对原文：引文对则把规则改成 {wanted}；规则对则改引文；确实另有所指，写 [[allow]] 并说明理由。",
                    "Check the text: if the quote is right, change the rule to {wanted}; if the rule is, fix the quote; if it is meant so, write [[allow]] with the reason."
                ),
            );
            found
                .about(rule.kind, rule.value)
                .marked(quote_mark(context, clause, quoted))
        }
        None => finding(
            "lint/figure-not-in-text",
            mark,
            id,
            text!(
                "{kind_zh}“{id}”：规则里的 {written} 不在它的引文里",
                "{kind_en} \"{id}\": {written} of the rule is not in what it quotes"
            ),
            text!(
                "引用写有这个数的那一句，或改这个数；原文没有而确实如此的，写 [[allow]] 并说明理由。",
                "Quote the sentence that has it, or change it; if it is meant although the text does not say it, write [[allow]] with the reason."
            ),
        )
        .about(rule.kind, rule.value),
    }
}

/// A figure as a rule writes it: years ago are `Y-3`.
fn as_rule(kind: Kind, value: rust_decimal::Decimal) -> String {
    match kind {
        Kind::Years => format!("Y-{value}"),
        Kind::Money | Kind::Percent | Kind::Count | Kind::Calendar | Kind::Number => {
            super::figures::shown(kind, value)
        }
    }
}

/// A figure of a quote that no rule uses.
pub fn idle(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Finding {
    let id = clause.id;
    let said = &quoted.quote[quoted.figure.range.clone()];
    let mark = quote_mark(context, clause, quoted);
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    finding(
        "lint/figure-unused",
        mark,
        id,
        text!(
            "{kind_zh}“{id}”的引文写有 {said}，规则里没有用到",
            "the quote of {kind_en} \"{id}\" says {said}, which no rule uses"
        ),
        text!(
            "把它写进条件、比例、金额或封顶；由问题说明的，写进该事实的 help；确实不用的，写 [[allow]] 并说明理由。",
            "Put it into a condition, rate, amount or cap; if a question tells it, write it into that fact's help; if it is not needed, write [[allow]] with the reason."
        ),
    )
    .about(quoted.figure.kind, quoted.figure.value)
}

/// A threshold whose operator and words differ.
pub fn compared(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure<'_>,
    out: &mut Vec<Finding>,
) {
    let Role::Threshold(Some(is)) = rule.role else { return };
    if rule.kind == Kind::Calendar || rule.key == "tiers" {
        return;
    }
    let all: Vec<&Quoted<'_>> = clause
        .quoted
        .iter()
        .filter(|quoted| quoted.figure.is(rule.kind, rule.value) && quoted.figure.sign.is_some())
        .collect();
    let agrees = |quoted: &&Quoted<'_>| {
        let sign = quoted.figure.sign.clone().map_or("", |sign| &quoted.quote[sign]);
        quoted.figure.compare.is_some_and(|compare| {
            compare == is
                // 不超过两年 of years already had leaves fewer than two; 以下 may be either.
                || is == Compare::Below
                    && compare == Compare::AtMost
                    && (quoted.figure.kind == Kind::Years || ["以下", "以内", "之内"].contains(&sign))
        })
    };
    // Counts are whole: below 11 is what 至10号 says.
    let next = |quoted: &Quoted<'_>| {
        quoted.figure.value != rule.value && super::figures::matches(rule, &quoted.figure)
    };
    if all.is_empty() || all.iter().any(agrees) || clause.quoted.iter().any(next) {
        return;
    }
    // What caps is no threshold unless the rule has it as one.
    let quoted = all.iter().find(|q| q.figure.compare != Some(Compare::AtMost)).unwrap_or(&all[0]);
    let Some(compare) = quoted.figure.compare else { return };
    let words = quoted.figure.sign.clone().map_or("", |sign| &quoted.quote[sign]);
    let (key, wanted) = (&rule.key, operator(compare));
    let written = super::figures::shown(rule.kind, rule.value);
    let mark = marked_key(rule);
    let sign = Quoted {
        quote: quoted.quote,
        figure: Figure {
            range: quoted.figure.sign.clone().unwrap_or(quoted.figure.range.clone()),
            ..quoted.figure.clone()
        },
        at: quoted.at,
    };
    let id = clause.id;
    out.push(
        finding(
            "lint/comparison",
            mark,
            id,
            text!(
                "“{id}”：引文写“{words}”{written}，规则写 {key}",
                "\"{id}\": the quote says “{words}” {written}, the rule says {key}"
            ),
            text!(
                "“{words}”用 {wanted}：把 {key} 改成 {wanted}。达到、以上、不低于是 at_least；超过、高于是 above；低于、不足是 below。",
                "“{words}” is {wanted}: change {key} to {wanted}. 达到, 以上, 不低于 are at_least; 超过, 高于 above; 低于, 不足 below."
            ),
        )
        .about(rule.kind, rule.value)
        .marked(quote_mark(context, clause, &sign)),
    );
}

fn operator(compare: Compare) -> &'static str {
    match compare {
        Compare::AtLeast => "at_least",
        Compare::Above => "above",
        Compare::AtMost => "at_most",
        Compare::Below => "below",
    }
}

fn marked(rule: &RuleFigure<'_>) -> Mark {
    Mark::new(rule.source, rule.span.clone(), text!("规则", "the rule"))
}

/// The key that compares.
fn marked_key(rule: &RuleFigure<'_>) -> Mark {
    let key = rule.key.as_str();
    let at = rule.source.text.get(..rule.span.start).and_then(|head| head.rfind(key));
    let span = at.map_or(rule.span.clone(), |at| at..at + key.len());
    Mark::new(rule.source, span, text!("规则", "the rule"))
}

fn quote_mark(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Option<Mark> {
    let range: Range<usize> = quoted.figure.range.clone();
    let (source, span) = context.locate.piece(clause.kind, clause.id, quoted.quote, range)?;
    Some(Mark::new(source, span, text!("引文", "the quote")))
}
