//! The readings that are open in the text, and what another would give.

use ratatui::text::Line;

use super::super::component::{Choice, Item, Outcome, said};
use super::super::model::Model;
use super::super::readings::{choose, options, row, to_default};
use super::super::theme::Meaning;
use super::super::update::Effect;

/// The list: first back to the defaults where one is not in force, then the other options.
pub struct Readings;

impl Choice for Readings {
    const NAME: &'static str = "readings";

    fn title(&self, model: &Model) -> String {
        model.strings().readings_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        let mut items: Vec<Item> = Vec::new();
        if model.has_other_readings() {
            items.push(Item::new(strings.readings_default).number(0));
        }
        items.extend(options(model).into_iter().enumerate().map(|(at, option)| {
            let (text, moved) = row(model, option);
            Item::new(text).number(at + 1).right(moved)
        }));
        items
    }

    /// The rows may have no room for the option: the focused one is said in full.
    fn below(&self, model: &Model, at: usize, width: usize) -> Vec<Line<'static>> {
        let at = at.checked_sub(usize::from(model.has_other_readings()));
        let options = options(model);
        let about = at.and_then(|at| options.get(at)).map(|option| row(model, option).0);
        said(model, &about.unwrap_or_default(), Meaning::Muted, width)
    }

    fn choose(&mut self, model: &mut Model, at: usize, _: &str) -> Outcome {
        match at.checked_sub(usize::from(model.has_other_readings())) {
            Some(at) => choose(model, at),
            None => to_default(model),
        }
        Outcome::Close(Effect::None)
    }
}
