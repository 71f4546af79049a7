//! Whether to remove a profile for good.

use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Item, items};

/// The profile by its name.
pub struct Purge(pub String);

impl Choice for Purge {
    const NAME: &'static str = "purge";

    fn title(&self, model: &Model) -> String {
        model.strings().purge_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        items([strings.purge_no.to_owned(), format!("{}{}", strings.purge_yes, self.0)])
    }

    fn choose(&mut self, _: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match row {
            1 => Effect::StoreCommand(StoreCommand::Purge(std::mem::take(&mut self.0))),
            _ => Effect::None,
        })
    }
}
