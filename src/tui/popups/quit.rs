//! Whether to leave.

use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::popups::choice::{Choice, Chooser, Item, items};
use crate::tui::session::Session;

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

/// Leaves at once where nothing would be lost or forgotten, else asks first.
pub fn ask_to_leave(model: &mut Model) -> Effect {
    let unsaved = model.work.as_ref().is_some_and(Session::is_unsaved);
    let at_work = model.screen != Screen::Start;
    // Where nothing can be shown, nothing can be asked: what is typed is kept on the way out.
    if model.blind.get() || !(at_work || unsaved || !model.shelf.parked.is_empty()) {
        return Effect::Quit;
    }
    if model.popup() != Some("quit") {
        model.push(Chooser::new(Quit, 0));
    }
    Effect::None
}
