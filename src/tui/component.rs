//! What a popup is: one type that owns its state, acts on it and draws itself. The model keeps
//! them on a stack and gives each action to the one on top.
//!
//! A popup that is a list to choose from implements `Choice`, one that is a text to read `Reading`;
//! the rest of it is there already. To add one, write its file in `popups/` and name it in
//! `popups/mod.rs`.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::effect::Effect;
use super::keys::{Action, Place};
use super::model::{Model, TypedAhead};

/// A popup on top of a screen.
pub trait Popup {
    /// What the rest of the wizard knows it by.
    fn name(&self) -> &'static str;

    /// Acts. It is off the stack meanwhile; what it opens goes on top of it.
    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome;

    /// Draws itself.
    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect);

    /// Which keys work in it.
    fn place(&self) -> Place {
        Place::Popup
    }

    /// Whether it has a field that a pasted text goes into.
    fn takes_text(&self) -> bool {
        false
    }

    /// Whether there is something that Enter takes.
    fn takes_enter(&self) -> bool {
        true
    }

    /// The row in focus, and what the rows are narrowed by.
    #[cfg(test)]
    fn focus(&self) -> (usize, &str) {
        (0, "")
    }
}

/// What becomes of a popup that acted.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays, and something may be done.
    Stay(Effect),
    /// It closes, and something may be done.
    Close(Effect),
    /// It closes, then another action is done.
    Then(Action),
}

impl Model {
    /// Opens a popup on top.
    pub fn push(&mut self, popup: impl Popup + 'static) {
        self.popups.push(Box::new(popup));
    }

    /// Opens one that nobody asked for: what was typed before it was seen is not for it.
    pub fn push_unasked(&mut self, popup: impl Popup + 'static) {
        self.push(popup);
        self.typed_ahead = TypedAhead::Dropped;
    }

    /// The popup on top, by its name.
    pub fn popup(&self) -> Option<&'static str> {
        self.popups.last().map(|popup| popup.name())
    }

    /// Closes the popup on top, if it is called so.
    pub fn close(&mut self, name: &str) {
        if self.popup() == Some(name) {
            self.popups.pop();
        }
    }
}
