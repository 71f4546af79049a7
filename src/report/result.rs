//! The result for a terminal: the answer first, then what it waits for and what is near; what
//! nobody asked for is counted.

use crate::advise::outlook::Outlook;
use crate::advise::readings::ReadingsEffect;
use crate::document::{
    Block, Document, Fold, Folds, Item, Layout, Line, List, Mark, Section, Tone, plain,
};
use crate::interview::Route;
use crate::policy::BenefitId;
use crate::text;
use crate::text::Lang;

use super::Assessment;
use super::parts::{Parts, capital};
use super::phrase::{article_text, readings_in_force};
use super::readings::{option_lines, range_line};
use super::reasons::reason_items;
use super::remedy::remedy_line;
use super::years::years;

/// Columns that the text is wrapped to.
const WIDTH: usize = 96;
/// How many pieces of advice are given.
const ADVICE: usize = 5;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// What concerns the enterprise; the rest is counted.
    Brief,
    /// Every item.
    All,
    /// Every item with its reasons.
    Reasons,
}

/// The result as text for a terminal or a file.
pub fn to_text(view: &Assessment<'_>, route: Route, lang: Lang, detail: Detail) -> String {
    let folds = if detail == Detail::Brief { Folds::AsGiven } else { Folds::Open };
    plain(&result(view, route, lang, detail), Layout { folds, ..Layout::new(WIDTH) })
}

/// The result as a document, of what was asked about only where there was such a question.
pub fn result(view: &Assessment<'_>, route: Route, lang: Lang, detail: Detail) -> Document {
    let parts = Parts { view, route, lang };
    let year = view.year;
    let name = parts.enterprise();
    let mut document =
        Document::new(lang, parts.say(&text!("{name} · {year} 年度", "{name}, {year}")));
    document.add(view.verdict_line(route, lang));
    if !route.is_narrow() {
        later(&parts, &mut document);
    }
    let basis = view.policy.title.get(lang);
    let basis = parts.say(&text!("依据：{basis}", "By: {basis}"));
    document.add(Line::toned(basis, Tone::Quiet));
    let effect = view.readings_effect();
    for line in parts.common() {
        document.add(line);
    }
    let reasons = (detail == Detail::Reasons).then_some(&effect);
    for outlook in [Outlook::Granted, Outlook::Waiting, Outlook::Open, Outlook::Near] {
        document.add(group(&parts, outlook, detail, reasons));
    }
    for outlook in [Outlook::Lacking, Outlook::Duplicate, Outlook::Superseded] {
        document.add(group(&parts, outlook, detail, reasons));
    }
    for outlook in [Outlook::NotAsked, Outlook::RuledOut] {
        let mut section = group(&parts, outlook, detail, reasons);
        section.fold = Fold::Closed;
        if detail == Detail::Brief {
            section.title =
                section.title.and(parts.say(&text!("（--all 列出）", " (--all lists them)")));
        }
        document.add(section);
    }
    let conflicts = parts.conflicts();
    document.add(
        Section::new(parts.say(&text!(
            "数据不一致：以计算值为准",
            "Figures that disagree: the computed one counts"
        )))
        .with(List { mark: Mark::Point, items: conflicts }),
    );
    if detail == Detail::Reasons {
        document.add(time_line(&parts));
    }
    if route.is_narrow() {
        document.add(needs(&parts));
    } else {
        document.add(readings(&parts, &effect, detail));
        document.add(advice(&parts));
    }
    document.add(Section::new(parts.say(&text!("说明", "Notes"))).with(parts.notice_list()));
    document
}

/// What later years and discretionary items may bring besides.
fn later(parts: &Parts<'_, '_>, document: &mut Document) {
    let totals = parts.view.expected_totals();
    let lang = parts.lang;
    let mut besides = Vec::new();
    if totals.later.fen() > 0 {
        let later = totals.later.display(lang);
        besides.push(parts.say(&text!("以后年度还可达 {later}", "later years can bring {later}")));
    }
    if totals.discretionary.fen() > 0 {
        let apart = totals.discretionary.display(lang);
        besides.push(parts.say(&text!(
            "另有综合评定的事项，最高 {apart}",
            "besides, items decided case by case: at most {apart}"
        )));
    }
    if !totals.unbounded.is_empty() {
        let names = parts.names(&totals.unbounded);
        besides.push(parts.say(&text!(
            "不封顶、未计入最多可达的：{names}",
            "without a ceiling and not in the upper bound: {names}"
        )));
    }
    document.add(Line::from(capital(&besides.join(lang.clause()))));
}

/// The items of one outlook, each as its sentence.
fn group(
    parts: &Parts<'_, '_>,
    outlook: Outlook,
    detail: Detail,
    reasons: Option<&ReadingsEffect>,
) -> Section {
    let ids = parts.items(outlook);
    let title = parts.counted(outlook, ids.len());
    let items = ids.into_iter().map(|id| entry(parts, id, detail, reasons));
    Section::new(title).with(List { mark: Mark::Point, items: items.collect() })
}

fn entry(
    parts: &Parts<'_, '_>,
    id: BenefitId,
    detail: Detail,
    reasons: Option<&ReadingsEffect>,
) -> Item {
    let (view, lang) = (parts.view, parts.lang);
    let mut under: Vec<Item> = parts.award(id).into_iter().map(Item::from).collect();
    let later = view.expected(id).later;
    if later.fen() > 0 {
        let later = later.display(lang);
        under.push(parts.say(&text!("以后年度还可达 {later}", "later years: {later}")).into());
    }
    let outlook = view.outlook(id);
    if outlook == Outlook::Waiting {
        let who = view.lacks(id).first().map(|part| view.who_knows(part, lang));
        let who = who.unwrap_or_default();
        under.push(parts.say(&text!("问：{who}", "ask: {who}")).into());
    }
    // Of what may never be had the hints can wait.
    if matches!(outlook, Outlook::Granted | Outlook::Waiting)
        || outlook == Outlook::Open && detail > Detail::Brief
    {
        let hints = parts.hints(id).into_iter();
        under.extend(hints.map(|hint| Item::from(Line::toned(hint, Tone::Quiet))));
    }
    if let Some(effect) = reasons {
        under.extend(reason_items(view, &view.reasons(id, effect, lang), lang));
    }
    let benefit = &view.policy.benefit(id).id;
    Item::from(view.item_line(id, lang)).over(under).about(benefit)
}

/// What is missing, by who can tell.
fn needs(parts: &Parts<'_, '_>) -> Section {
    let people = parts.needs().into_iter().map(|(who, needs)| {
        let who = if who.is_empty() {
            parts.say(&text!("企业自己", "The enterprise itself"))
        } else {
            parts.say(&text!("问：{who}", "Ask: {who}"))
        };
        Item::from(who).over(needs.iter().map(|need| parts.need_item(need)))
    });
    let title = parts.say(&text!("还缺什么、问谁", "What is missing, and whom to ask"));
    Section::new(title).with(List { mark: Mark::Point, items: people.collect() })
}

/// What brings most for least, over the whole measure.
fn advice(parts: &Parts<'_, '_>) -> Section {
    let (view, lang) = (parts.view, parts.lang);
    let advice = view.advice();
    let paying = advice.iter().filter(|(_, remedy)| remedy.gain.fen() > 0).take(ADVICE);
    let items = paying.map(|(id, remedy)| {
        let title = view.policy.benefit(*id).title.get(lang);
        format!("{title}{}{}", lang.colon(), remedy_line(view, remedy, lang))
    });
    let title = text!("建议：容易的在前", "Advice, the easiest first");
    Section::new(parts.say(&title)).with(List::new(Mark::Point, items))
}

/// What each year brings, and what has to be kept up.
fn time_line(parts: &Parts<'_, '_>) -> Section {
    let (view, lang) = (parts.view, parts.lang);
    let items = years(view, lang).into_iter().map(|year| {
        let number = year.year;
        let entries = year.entries.into_iter().map(|entry| {
            let benefit = view.policy.benefit(entry.benefit);
            let article = article_text(parts.view.policy, benefit.article, lang);
            format!("{article} {}{}{}", benefit.title.get(lang), lang.colon(), entry.text)
        });
        Item::from(parts.say(&text!("{number} 年", "{number}"))).over(entries)
    });
    let title = text!("时间线：同一事由逐年的金额", "Years: what the same event brings");
    Section::new(parts.say(&title)).with(List { mark: Mark::Point, items: items.collect() })
}

/// The readings in force, and what others would give.
fn readings(parts: &Parts<'_, '_>, effect: &ReadingsEffect, detail: Detail) -> Section {
    let (view, lang) = (parts.view, parts.lang);
    let in_force = readings_in_force(view.policy, view.evaluator.program().readings(), lang);
    let mut lines: Vec<String> = in_force;
    lines.extend(range_line(effect, lang));
    let mut items: Vec<Item> = lines.into_iter().map(Item::from).collect();
    if detail == Detail::Reasons {
        items.extend(option_lines(view, effect, lang).into_iter().map(Item::from));
    }
    let title = parts.say(&text!("读法", "Readings"));
    Section::new(title).with(Block::List(List { mark: Mark::Point, items }))
}
