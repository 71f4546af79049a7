//! Other folders to save in.

use std::path::PathBuf;

use crate::text::printable;
use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Item, items};

/// The folders.
pub struct Elsewhere(pub Vec<PathBuf>);

impl Choice for Elsewhere {
    const NAME: &'static str = "elsewhere";

    fn title(&self, model: &Model) -> String {
        model.strings().elsewhere_title.to_owned()
    }

    fn items(&self, _: &Model, _: &str) -> Vec<Item> {
        items(self.0.iter().map(|place| printable(&place.display().to_string()).into_owned()))
    }

    fn choose(&mut self, _: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match self.0.get(row) {
            Some(place) => Effect::StoreCommand(StoreCommand::SaveIn(place.clone())),
            None => Effect::None,
        })
    }
}
