//! Whether to leave.

use super::super::component::{Choice, Item, Outcome, items};
use super::super::model::{Model, Screen};
use super::super::update::Effect;

/// The question.
pub struct Quit;

impl Choice for Quit {
    const NAME: &'static str = "quit";

    fn title(&self, model: &Model) -> String {
        model.strings().quit_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        items([strings.quit_stay, strings.quit_start, strings.quit_leave])
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        match row {
            0 => {}
            1 => {
                model.screen = Screen::Start;
            }
            _ => {
                return Outcome::Close(Effect::Quit);
            }
        }
        Outcome::Close(Effect::None)
    }
}
