//! The wizard without terminal and disk, for benches: events in, frames on a test backend.

use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::effect::Effect;
use super::main_loop::action_of;
use super::model::Model;
use super::theme::Theme;
use super::update::update;
use super::view::view;
use super::work::saved;
use crate::policy::Policy;
use crate::text::Lang;

/// A wizard whose screen is kept in memory.
pub struct Headless {
    model: Model,
    /// An answer is to be saved after the next frame.
    due: bool,
    terminal: Terminal<TestBackend>,
}

impl Headless {
    /// At its first screen.
    pub fn new(policy: Policy, lang: Lang, year: i32, (width, height): (u16, u16)) -> Option<Self> {
        let readings = policy.default_readings();
        let theme = Theme { color: true, ..Theme::default() };
        Some(Self {
            model: Model::new(policy, &readings, lang, theme, year),
            due: false,
            terminal: Terminal::new(TestBackend::new(width, height)).ok()?,
        })
    }

    /// Takes an event in.
    pub fn take(&mut self, event: Event) {
        let Some(action) = action_of(&self.model, event) else { return };
        self.due |= update(&mut self.model, action) == Effect::Save;
    }

    /// What was to be saved after the frame counts as saved; true if there was something.
    pub fn save(&mut self) -> bool {
        let due = std::mem::take(&mut self.due);
        if due {
            saved(&mut self.model, Ok("headless".to_owned()));
        }
        due
    }

    /// Draws the frame.
    pub fn draw(&mut self) {
        // The backend cannot fail.
        let _ = self.terminal.draw(|frame| view(&self.model, frame));
    }

    /// The cells of the frame as text.
    pub fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }
}
