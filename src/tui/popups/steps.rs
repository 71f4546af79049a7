//! What to do next: now, this year, later; whom to ask for what.

use crate::document::{Layout, plain};
use crate::report::{Assessment, next_steps};
use crate::tui::model::Model;
use crate::tui::popups::compared::Compared;
use crate::tui::popups::reading::Reader;

/// Opens the page.
pub fn open(model: &mut Model) {
    let Some(work) = &model.work else { return };
    let (profile, answers) = (&work.profile, work.filled.clone());
    let view = Assessment::new(&model.policy, &model.program, profile, answers, profile.year);
    let text = plain(&next_steps(&view, work.route, model.lang), Layout::new(80));
    model.push(Reader::new(Compared { title: model.strings().key_steps, text }));
}
