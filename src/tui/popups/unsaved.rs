//! Why nothing is saved, and what can be done.

use ratatui::text::Line;

use crate::text::printable_within;
use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::choice::{Choice, Item, items};
use crate::tui::session::Saved;
use crate::tui::theme::Meaning;

/// The choices: again, elsewhere, go on.
pub struct Unsaved;

/// The most columns of a reason that are shown: a path may be long.
const REASON: usize = 500;

impl Choice for Unsaved {
    const NAME: &'static str = "unsaved";

    fn title(&self, model: &Model) -> String {
        model.strings().save_failed.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        items([strings.unsaved_again, strings.unsaved_elsewhere, strings.unsaved_go_on])
    }

    fn above(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        let why = match model.work.as_ref().map(|work| &work.saved) {
            Some(Saved::Failed(why)) => printable_within(why, REASON),
            _ => String::new(),
        };
        let mut out = said(model, &why, Meaning::Fault, width);
        // What came of trying elsewhere.
        if let Some(tried) = model.message.as_deref().filter(|tried| *tried != why) {
            out.extend(said(model, &printable_within(tried, REASON), Meaning::Fault, width));
        }
        out.extend(said(model, model.strings().unsaved_kept, Meaning::Plain, width));
        out
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match row {
            0 => {
                if let Some(work) = &mut model.work {
                    work.saved = Saved::Due;
                    // If it fails again, that is told again.
                    work.told_unsaved = false;
                }
                Effect::Save
            }
            1 => Effect::StoreCommand(StoreCommand::Places),
            _ => Effect::None,
        })
    }
}
