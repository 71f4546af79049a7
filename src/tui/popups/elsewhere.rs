//! Other folders to save in.

use std::path::PathBuf;

use super::super::component::{Choice, Item, Outcome, items};
use super::super::model::Model;
use super::super::start::StoreCommand;
use super::super::update::Effect;
use crate::text::printable;

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
