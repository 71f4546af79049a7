//! The text of the measure, each sentence with what it means for this enterprise.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::model::Model;
use super::boxed;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    boxed(model, frame, area, model.strings().key_law);
}
