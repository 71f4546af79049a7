//! How a figure that differs is told: the rule and the quote side by side.

use std::ops::Range;

use super::figures::{Clause, Quoted};
use super::rule::{Role, RuleFigure};
use super::{Context, finding};
use crate::diagnostic::Place;
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
    rule: &RuleFigure,
    other: Option<&Quoted<'_>>,
) -> Finding {
    let written = super::figures::shown(rule.kind, rule.value);
    let (place, mark) = marked(context, clause, rule);
    let id = clause.id;
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    match other {
        Some(quoted) => {
            let said = &quoted.quote[quoted.figure.range.clone()];
            let found = finding(
                "lint/figure-differs",
                place,
                id,
                text!(
                    "{kind_zh}“{id}”：规则写 {written}，引文写 {said}",
                    "{kind_en} \"{id}\": the rule says {written}, the quote says {said}"
                ),
                text!(
                    "核对原文：引文对则把规则改成 {said}；规则对则改引文；确实另有所指，写 [[allow]] 并说明理由。",
                    "Check the text: if the quote is right, change the rule to {said}; if the rule is, fix the quote; if it is meant so, write [[allow]] with the reason."
                ),
            );
            found.marked(mark).marked(quote_mark(context, clause, quoted))
        }
        None => finding(
            "lint/figure-not-in-text",
            place,
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
        .marked(mark),
    }
}

/// A figure of a quote that no rule uses.
pub fn idle(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Finding {
    let id = clause.id;
    let said = &quoted.quote[quoted.figure.range.clone()];
    let mark = quote_mark(context, clause, quoted);
    let place = mark.as_ref().map_or_else(|| context.locate.whole(), |mark| mark.place.clone());
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    finding(
        "lint/figure-unused",
        place,
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
    .marked(mark)
}

/// A threshold whose operator and words differ.
pub fn compared(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure,
    out: &mut Vec<Finding>,
) {
    let Role::Threshold(Some(is)) = rule.role else { return };
    if rule.kind == Kind::Calendar || rule.path.iter().any(|step| step == "tiers") {
        return;
    }
    let all: Vec<&Quoted<'_>> = clause
        .quoted
        .iter()
        .filter(|quoted| quoted.figure.is(rule.kind, rule.value) && quoted.figure.sign.is_some())
        .collect();
    let agrees = |compare: Compare| {
        compare == is
            // 不超过两年 of years already had leaves fewer than two; there is no other operator.
            || is == Compare::Below && compare == Compare::AtMost
            || rule.kind == Kind::Count && is == Compare::AtLeast && compare == Compare::AtMost
    };
    if all.is_empty() || all.iter().any(|q| q.figure.compare.is_some_and(agrees)) {
        return;
    }
    // What caps is no threshold unless the rule has it as one.
    let quoted = all.iter().find(|q| q.figure.compare != Some(Compare::AtMost)).unwrap_or(&all[0]);
    let Some(compare) = quoted.figure.compare else { return };
    let words = quoted.figure.sign.clone().map_or("", |sign| &quoted.quote[sign]);
    let (key, wanted) = (operator(is), operator(compare));
    let written = super::figures::shown(rule.kind, rule.value);
    let (place, mark) = marked_key(context, clause, rule);
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
            place,
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
        .marked(mark)
        .marked(quote_mark(context, clause, &sign)),
    );
}

fn operator(compare: Compare) -> &'static str {
    match compare {
        Compare::AtLeast => "at_least",
        Compare::Above => "above",
        Compare::AtMost => "cap",
        Compare::Below => "below",
    }
}

fn marked(context: &Context<'_>, clause: &Clause<'_>, rule: &RuleFigure) -> (Place, Option<Mark>) {
    let path: Vec<&str> = rule.path.iter().map(String::as_str).collect();
    let found = context.locate.value(clause.kind, clause.id, &path);
    let mark = found.map(|(source, span)| Mark::new(source, span, text!("规则", "the rule")));
    (place_of(context, clause, mark.as_ref()), mark)
}

/// The key that compares.
fn marked_key(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure,
) -> (Place, Option<Mark>) {
    let path: Vec<&str> = rule.path.iter().map(String::as_str).collect();
    let key = path.last().copied().unwrap_or_default();
    let mark = context.locate.value(clause.kind, clause.id, &path).and_then(|(source, span)| {
        let at = source.text.get(..span.start)?.rfind(key)?;
        Some(Mark::new(source, at..at + key.len(), text!("规则", "the rule")))
    });
    (place_of(context, clause, mark.as_ref()), mark)
}

fn place_of(context: &Context<'_>, clause: &Clause<'_>, mark: Option<&Mark>) -> Place {
    mark.map_or_else(|| context.locate.find(clause.kind, clause.id, &[]), |mark| mark.place.clone())
}

fn quote_mark(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Option<Mark> {
    let range: Range<usize> = quoted.figure.range.clone();
    let (source, span) = context.locate.piece(clause.kind, clause.id, quoted.quote, range)?;
    Some(Mark::new(source, span, text!("引文", "the quote")))
}
