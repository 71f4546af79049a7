//! The settings screen.

use super::keys::Action;
use super::model::{Model, Screen};
use super::update::Effect;

/// The settings as they are edited.
#[derive(Clone, Debug, Default)]
pub struct SettingsView {}

impl SettingsView {
    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        false
    }
}

/// Opens the settings.
pub fn open(model: &mut Model) {
    model.screen = Screen::Settings;
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    if *action == Action::Back {
        model.screen = if model.work.is_some() { Screen::Form } else { Screen::Start };
    }
    Effect::None
}
