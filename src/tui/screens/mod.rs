//! The screens, a folder each: its state, what an action does to it, and how it is drawn.

pub mod form;
pub mod law;
pub mod live;
pub mod result;
pub mod settings;
pub mod start;
pub mod what_if;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::effect::Effect;
use super::keys::Action;
use super::model::{Model, Screen};

/// Gives an action to the screen.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    match model.screen {
        Screen::Start => start::update::act(model, action),
        Screen::Form => form::update::act(model, action),
        Screen::Result => result::update::act(model, action),
        Screen::Law => law::update::act(model, action),
        Screen::Settings => settings::update::act(model, action),
        Screen::WhatIf => what_if::update::act(model, action),
    }
}

/// Draws the screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    match model.screen {
        Screen::Start => start::view::draw(model, frame, area),
        Screen::Form => form::view::draw(model, frame, area),
        Screen::Result => result::view::draw(model, frame, area),
        Screen::Law => law::view::draw(model, frame, area),
        Screen::Settings => settings::view::draw(model, frame, area),
        Screen::WhatIf => what_if::view::draw(model, frame, area),
    }
}
