//! What if a figure were another: the total against it.

use super::keys::Action;
use super::model::{Model, Screen};
use super::update::Effect;

/// What is moved.
#[derive(Clone, Debug, Default)]
pub struct WhatIfView {}

impl WhatIfView {
    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        false
    }
}

/// Opens the chart of the focused figure.
pub fn open(model: &mut Model) {
    model.screen = Screen::WhatIf;
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    if *action == Action::Back {
        model.screen = if model.work.is_some() { Screen::Form } else { Screen::Start };
    }
    Effect::None
}
