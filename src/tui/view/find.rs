//! The search: any question, benefit, article, term or profile, by Chinese, English, id or initials.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::find::Find;
use super::super::model::Model;
use super::boxed;

pub(super) fn draw(model: &Model, find: &Find, frame: &mut Frame<'_>, area: Rect) {
    let _ = find;
    boxed(model, frame, area, model.strings().key_find);
}
