//! The text of the measure, each sentence with what it means for this enterprise.

use super::keys::Action;
use super::model::{Model, Screen};
use super::update::Effect;

/// Where the text is read.
#[derive(Clone, Debug, Default)]
pub struct LawView {}

/// Opens the text at what is focused.
pub fn open(model: &mut Model) {
    model.screen = Screen::Law;
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    if *action == Action::Back {
        model.screen = if model.work.is_some() { Screen::Form } else { Screen::Start };
    }
    Effect::None
}
