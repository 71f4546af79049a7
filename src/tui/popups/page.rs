//! What was printed where, and the short text that goes with it.

use ratatui::text::Line;

use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::choice::{Choice, Chooser, Item, items};
use crate::tui::theme::Meaning;

/// What became of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The files written: the page to print, the page to edit, the short text.
    pub files: Vec<String>,
    /// The short text, as it went to the clipboard.
    pub text: String,
    /// What could not be written, and why.
    pub fault: Option<String>,
    /// Whether the notes are on the page.
    pub notes: bool,
}

/// The page was written, or not.
pub fn done(model: &mut Model, page: Page) {
    model.push(Chooser::new(page, 0));
}

impl Choice for Page {
    const NAME: &'static str = "page";

    fn title(&self, model: &Model) -> String {
        model.strings().page_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        let notes = match self.notes {
            true => strings.page_without_notes,
            false => strings.page_with_notes,
        };
        items([strings.page_browse, notes, strings.page_close])
    }

    fn below(&self, model: &Model, _: usize, width: usize) -> Vec<Line<'static>> {
        let strings = model.strings();
        let mut out = Vec::new();
        let mut say = |text: &str, meaning| out.extend(said(model, text, meaning, width));
        if let Some(fault) = &self.fault {
            say(&format!("{}{fault}", strings.page_failed), Meaning::Fault);
        }
        if !self.files.is_empty() {
            say(strings.page_written, Meaning::Heading);
            self.files.iter().for_each(|file| say(file, Meaning::Plain));
        }
        say("", Meaning::Plain);
        say(strings.page_copied, Meaning::Heading);
        say(&self.text, Meaning::Plain);
        out
    }

    fn choose(&mut self, _: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match row {
            0 => self.files.first().cloned().map_or(Effect::None, Effect::Browse),
            1 => Effect::Page { notes: !self.notes },
            _ => Effect::None,
        })
    }
}
