//! The page for the caller: what was written where, and the short text that goes with it.

use super::form::take_pending;
use super::model::Model;
use super::popup::Popup;
use super::update::Effect;

/// What became of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageDone {
    /// The files written: the page to print, the page to edit, the short text.
    pub files: Vec<String>,
    /// The short text, as it went to the clipboard.
    pub text: String,
    /// What could not be written, and why.
    pub fault: Option<String>,
    /// Whether the notes are on the page.
    pub notes: bool,
}

/// Rows of the box: open it, again with or without notes, close.
pub const ROWS: usize = 3;

/// Asks for the page to be written, and shows the box.
pub fn open(model: &mut Model, notes: bool) -> Effect {
    if model.work.is_none() {
        return Effect::None;
    }
    if take_pending(model) == Effect::Save {
        // The answer typed last belongs on the page and on the disk.
        model.page_waits = Some(notes);
        return Effect::Save;
    }
    Effect::Page { notes }
}

/// The page was written, or not.
pub fn done(model: &mut Model, done: PageDone) {
    model.page = done;
    model.popup = Some(Popup::Page { row: 0 });
}

/// Acts on a row of the box.
pub fn choose(model: &mut Model, row: usize) -> Effect {
    model.popup = None;
    match row {
        0 => model.page.files.first().cloned().map_or(Effect::None, Effect::Browse),
        1 => open(model, !model.page.notes),
        _ => Effect::None,
    }
}
