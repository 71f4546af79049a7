//! The steps of the questions, to go to one.

use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::focus::first_of_step;
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Chooser, Item};

/// The steps.
pub struct Sections;

/// Opens them at the step of the question in focus.
pub fn open(model: &mut Model) {
    let step = model.work.as_ref().map_or(0, |work| model.step_of(work.editor.target));
    model.push(Chooser::new(Sections, step));
}

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
