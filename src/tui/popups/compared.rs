//! A text that was worked out to be read: what differs, what an edition changed.

use ratatui::text::Line;

use super::super::component::{Reading, said};
use super::super::model::Model;
use super::super::theme::Meaning;

/// The text.
pub struct Compared(pub String);

impl Reading for Compared {
    const NAME: &'static str = "compared";

    fn title(&self, model: &Model) -> String {
        model.strings().key_compare.to_owned()
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        said(model, &self.0, Meaning::Plain, width)
    }
}
