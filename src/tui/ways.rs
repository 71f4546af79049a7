//! Choosing a way through the questions. Switching keeps every answer.

use crate::interview::Way;
use crate::text;

use super::form::take_pending;
use super::model::{Model, Screen};
use super::popup::Popup;
use super::update::Effect;

/// The ways offered, with their names: all questions by section, quickest first, one article.
pub fn ways(model: &Model) -> Vec<(Way, String)> {
    let strings = model.strings();
    let mut ways = vec![
        (Way::Section, strings.way_section.to_owned()),
        (Way::Quickest, strings.way_quickest.to_owned()),
    ];
    for article in &model.policy.articles {
        let mut of_article =
            model.policy.benefits.iter().filter(|benefit| benefit.article == article.number);
        let Some(first) = of_article.next() else { continue };
        let more = of_article.count();
        let title = first.title.get(model.lang);
        let number = crate::report::article_text(article.number, model.lang);
        let more = if more == 0 {
            String::new()
        } else {
            let count = more + 1;
            text!("等 {count} 项", " and others: {count}").get(model.lang).to_owned()
        };
        ways.push((Way::Article(article.number), format!("{number} {title}{more}")));
    }
    ways
}

/// The name of the way in force, short.
pub fn name(model: &Model, way: Way) -> String {
    let strings = model.strings();
    match way {
        Way::Section => strings.way_section.to_owned(),
        Way::Quickest => strings.way_quickest.to_owned(),
        Way::Article(number) => crate::report::article_text(number, model.lang),
        Way::Benefit(id) => model.policy.benefit(id).title.get(model.lang).to_owned(),
    }
}

/// Opens the list at the way in force.
pub fn open(model: &mut Model) {
    let Some(work) = &model.work else { return };
    let row = ways(model).iter().position(|(way, _)| *way == work.way).unwrap_or(0);
    model.popup = Some(Popup::Ways { row });
}

/// Takes a way: to its first open question, or to the result when there is none.
pub fn take(model: &mut Model, way: Way) -> Effect {
    let effect = take_pending(model);
    if let Some(work) = &mut model.work {
        work.way = way;
    }
    model.refresh();
    match model.next_due(None) {
        Some(target) => {
            model.screen = Screen::Form;
            model.focus(target);
        }
        None => super::result::show(model),
    }
    effect
}
