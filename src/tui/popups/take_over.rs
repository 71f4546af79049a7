//! Another window has the profile open: only look, or go on here.

use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::offers::is_read_only;
use crate::tui::popups::choice::{Choice, Chooser, Item, items};

/// The question.
pub struct TakeOver;

/// Asks, where another window has it open.
pub fn open(model: &mut Model) {
    if is_read_only(model) {
        model.push(Chooser::new(TakeOver, 0));
    } else {
        model.message = Some(model.strings().not_elsewhere.to_owned());
    }
}

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
