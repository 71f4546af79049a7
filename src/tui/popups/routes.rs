//! The routes through the questions; an article goes by its own number.

use super::super::component::{Choice, Chooser, Item, Outcome};
use super::super::model::Model;
use super::super::routes::{routes, take};
use super::super::update::Effect;
use crate::interview::Route;

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
