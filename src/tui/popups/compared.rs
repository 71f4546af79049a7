//! A text that was worked out to be read: what differs, what an edition changed, what to do next.

use ratatui::text::Line;

use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::reading::Reading;
use crate::tui::theme::Meaning;

/// The text and what it is.
pub struct Compared {
    /// What stands in the frame.
    pub title: &'static str,
    /// The text.
    pub text: String,
}

impl Reading for Compared {
    const NAME: &'static str = "compared";

    fn title(&self, _: &Model) -> String {
        self.title.to_owned()
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        said(model, &self.text, Meaning::Plain, width)
    }
}
