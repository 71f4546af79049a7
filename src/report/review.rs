//! 核对: every answer on one page before the result, what is doubtful first.

use crate::document::{Document, Item, Line, List, Mark, Section, Table, Tone};
use crate::interview::Route;
use crate::policy::FactId;
use crate::profile::improbable;
use crate::text;
use crate::text::{Lang, dated};

use super::Assessment;
use super::explain::Origin;
use super::page::origin_text;
use super::parts::Parts;
use super::phrase::label;

/// All answers by section with year, unit and source; contradictions first, then what is not
/// known by who knows it. Rows and entries are about facts.
pub fn review(view: &Assessment<'_>, lang: Lang) -> Document {
    let parts = Parts { view, route: Route::Section, lang };
    let year = view.year;
    let name = parts.enterprise();
    let title = text!("核对 · {name} · {year} 年度", "Review: {name}, {year}");
    let mut document = Document::new(lang, parts.say(&title));
    document.add(
        Section::new(parts.say(&text!("对不上的数据", "Figures that disagree")))
            .with(List { mark: Mark::Point, items: parts.conflicts() }),
    );
    let improbable = improbable(view.policy, &view.answers, year).into_iter().map(|slip| {
        let item = Item::from(Line::toned(slip.text.get(lang), Tone::Unmet));
        let fact = slip.when.first().map(|relation| &view.policy.fact(relation.fact).id);
        fact.map_or(item.clone(), |id| item.about(id))
    });
    document.add(
        Section::new(parts.say(&text!("请再看一眼的数字", "Figures to look at again")))
            .with(List { mark: Mark::Point, items: improbable.collect() }),
    );
    document.add(unknown(&parts));
    for section in &view.policy.sections {
        document.add(Section::new(section.title.get(lang)).with(answers(&parts, &section.facts)));
    }
    document
}

/// What was asked and is not known, by who knows it.
fn unknown(parts: &Parts<'_, '_>) -> Section {
    let (view, lang) = (parts.view, parts.lang);
    let mut people: Vec<(String, Vec<Item>)> = Vec::new();
    for fact in &view.profile.unsure {
        let asked = view.policy.fact(*fact);
        if view.evaluator.is_known(*fact) {
            continue;
        }
        let who = dated(asked.who_knows.get(lang), view.year);
        let item = Item::from(label(view.policy, *fact, view.year, lang)).about(&asked.id);
        match people.iter_mut().find(|(known, _)| *known == who) {
            Some((_, items)) => items.push(item),
            None => people.push((who, vec![item])),
        }
    }
    let items = people.into_iter().map(|(who, items)| {
        let who = text!("问 {who}", "Ask {who}");
        Item::from(Line::toned(parts.say(&who), Tone::Open)).over(items)
    });
    let title = parts.say(&text!("不知道的，问谁", "Not known, and whom to ask"));
    Section::new(title).with(List { mark: Mark::Point, items: items.collect() })
}

/// The answered and computed facts of a section.
fn answers(parts: &Parts<'_, '_>, facts: &[FactId]) -> Table {
    let (view, lang) = (parts.view, parts.lang);
    let heads = [text!("问题", "Question"), text!("回答", "Answer"), text!("来源", "Source")];
    let mut table = Table::new(heads.map(|head| parts.say(&head)));
    for fact in facts {
        let origin = view.origin(*fact);
        let answer = match origin {
            Origin::Open => continue,
            Origin::Unsure => Line::toned(parts.say(&text!("不知道", "not known")), Tone::Open),
            Origin::Answered | Origin::Benchmark | Origin::Computed | Origin::Assumed => {
                let value = view.evaluator.effective(view.policy, &view.answers, *fact, lang);
                Line::strong(value.unwrap_or_default())
            }
        };
        let source = Line::toned(parts.say(&origin_text(origin)), Tone::Quiet);
        let name = label(view.policy, *fact, view.year, lang);
        table.row_about(Some(view.policy.fact(*fact).id.clone()), [name.into(), answer, source]);
    }
    table
}
