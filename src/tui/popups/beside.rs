//! What the profile at hand can be compared with.

use super::super::compare::{choose, offers};
use super::super::component::{Choice, Item, Outcome, items};
use super::super::model::Model;
use crate::text::printable;

/// The list.
pub struct Beside;

impl Choice for Beside {
    const NAME: &'static str = "beside";

    fn title(&self, model: &Model) -> String {
        model.strings().compare_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        items(offers(model).into_iter().map(|(_, name)| printable(&name).into_owned()))
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(choose(model, row))
    }
}
