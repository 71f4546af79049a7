//! Choosing a way through the questions. Switching keeps every answer.

use crate::interview::Route;
use crate::text;

use super::model::{Model, Screen};

/// The routes offered, with their names: all questions by section, quickest first, one article.
pub fn routes(model: &Model) -> Vec<(Route, String)> {
    let strings = model.strings();
    let mut routes = vec![
        (Route::Section, strings.way_section.to_owned()),
        (Route::Quickest, strings.way_quickest.to_owned()),
    ];
    for article in &model.policy.articles {
        let mut of_article =
            model.policy.benefits.iter().filter(|benefit| benefit.article == article.number);
        let Some(first) = of_article.next() else { continue };
        let more = of_article.count();
        let title = first.title.get(model.lang);
        let number = crate::report::article_text(&model.policy, article.number, model.lang);
        let more = if more == 0 {
            String::new()
        } else {
            let count = more + 1;
            text!("等 {count} 项", " and others: {count}").get(model.lang).to_owned()
        };
        routes.push((Route::Article(article.number), format!("{number} {title}{more}")));
    }
    routes
}

/// The name of the way in force, short.
pub fn name(model: &Model, way: Route) -> String {
    let strings = model.strings();
    match way {
        Route::Section => strings.way_section.to_owned(),
        Route::Quickest => strings.way_quickest.to_owned(),
        Route::Article(number) => crate::report::article_text(&model.policy, number, model.lang),
        Route::Benefit(id) => model.policy.benefit(id).title.get(model.lang).to_owned(),
    }
}

/// Takes a route: to its first open question, or to the result when there is none.
pub fn take(model: &mut Model, route: Route) {
    if let Some(work) = &mut model.work {
        work.route = route;
    }
    model.refresh();
    match model.next_due(None) {
        Some(target) => {
            model.screen = Screen::Form;
            model.focus(target);
        }
        None => super::result::show(model),
    }
}
