//! The routes through the questions; an article goes by its own number.

use crate::interview::Route;
use crate::report::article_text;
use crate::text;
use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::go::show_result;
use crate::tui::model::{Model, Screen};
use crate::tui::popups::choice::{Choice, Chooser, Item};

/// The routes.
pub struct Routes;

/// Opens them at the route in force.
pub fn open(model: &mut Model) {
    let Some(work) = &model.work else { return };
    let row = routes(model).iter().position(|(route, _)| *route == work.route).unwrap_or(0);
    model.push(Chooser::new(Routes, row));
}

impl Choice for Routes {
    const NAME: &'static str = "routes";

    fn title(&self, model: &Model) -> String {
        model.strings().way_of.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let routes = routes(model);
        let taken = |number: usize| {
            let is = |route: &Route| matches!(route, Route::Article(n) if *n as usize == number);
            routes.iter().any(|(route, _)| is(route))
        };
        let item = |(at, (route, name)): (usize, &(Route, String))| {
            let item = Item::new(name.clone());
            match route {
                Route::Article(number) => item.number(*number as usize),
                Route::Section | Route::Quickest | Route::Benefit(_) if taken(at + 1) => item,
                Route::Section | Route::Quickest | Route::Benefit(_) => item.number(at + 1),
            }
        };
        routes.iter().enumerate().map(item).collect()
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        if let Some((route, _)) = routes(model).get(row) {
            take(model, *route);
        }
        Outcome::Close(Effect::None)
    }
}

/// The routes offered, with their names: all questions by section, quickest first, one article.
fn routes(model: &Model) -> Vec<(Route, String)> {
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
        let number = article_text(&model.policy, article.number, model.lang);
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
        Route::Article(number) => article_text(&model.policy, number, model.lang),
        Route::Benefit(id) => model.policy.benefit(id).title.get(model.lang).to_owned(),
    }
}

/// Takes a route: to its first open question, or to the result when there is none.
fn take(model: &mut Model, route: Route) {
    if let Some(work) = &mut model.work {
        work.route = route;
    }
    model.refresh();
    match model.next_due(None) {
        Some(target) => {
            model.screen = Screen::Form;
            model.focus(target);
        }
        None => show_result(model),
    }
}
