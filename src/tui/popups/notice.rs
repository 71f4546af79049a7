//! What must be read before one goes on, such as under which name an answer was saved.

use ratatui::text::Line;

use crate::text::Text;
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::reading::Reading;
use crate::tui::theme::Meaning;

/// The notice.
pub struct Notice(pub Text);

impl Reading for Notice {
    const NAME: &'static str = "notice";

    fn title(&self, model: &Model) -> String {
        model.strings().notice_title.to_owned()
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        said(model, self.0.get(model.lang), Meaning::Plain, width)
    }
}
