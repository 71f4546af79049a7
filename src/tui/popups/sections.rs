//! The steps of the questions, to go to one.

use super::super::component::{Choice, Item, Outcome};
use super::super::form::first_of_step;
use super::super::model::Model;
use super::super::update::Effect;

/// The steps.
pub struct Sections;

impl Choice for Sections {
    const NAME: &'static str = "sections";

    fn title(&self, model: &Model) -> String {
        model.strings().steps.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let steps = model.steps().into_iter().enumerate();
        let item = |(at, (title, done, all)): (usize, (String, usize, usize))| {
            Item::new(title).number(at + 1).right(format!("{done}/{all}"))
        };
        steps.map(item).collect()
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        if let Some(target) = first_of_step(model, row) {
            model.focus(target);
        }
        Outcome::Close(Effect::None)
    }
}
