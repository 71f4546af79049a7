//! Another window has the profile open: only look, or go on here.

use super::super::component::{Choice, Item, Outcome, items};
use super::super::model::Model;
use super::super::start::StoreCommand;
use super::super::update::Effect;

/// The question.
pub struct TakeOver;

impl Choice for TakeOver {
    const NAME: &'static str = "take-over";

    fn title(&self, model: &Model) -> String {
        model.strings().take_over_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        items([model.strings().take_over_no, model.strings().take_over_yes])
    }

    fn choose(&mut self, _: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match row {
            1 => Effect::StoreCommand(StoreCommand::TakeOver),
            _ => Effect::None,
        })
    }
}
