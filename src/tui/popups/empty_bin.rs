//! Whether to empty the bin.

use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Item, items};

/// The question.
pub struct EmptyBin;

impl Choice for EmptyBin {
    const NAME: &'static str = "empty-bin";

    fn title(&self, model: &Model) -> String {
        model.strings().bin_sure.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        items([model.strings().bin_keep, model.strings().bin_purge])
    }

    fn choose(&mut self, _: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match row {
            1 => Effect::StoreCommand(StoreCommand::EmptyBin),
            _ => Effect::None,
        })
    }
}
