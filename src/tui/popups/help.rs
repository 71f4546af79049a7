//! The keys of the screen, after what the question in focus means; typing searches them.

use ratatui::text::Line;

use crate::text::{columns, is_unsafe, printable};
use crate::tui::keys::Action;
use crate::tui::model::{Model, Screen};
use crate::tui::paint::said;
use crate::tui::popups::reading::{Reader, Reading};
use crate::tui::screens::form::why;
use crate::tui::theme::Meaning;

/// The most characters that are looked for.
const MOST: usize = 40;

/// What is looked for.
#[derive(Default)]
pub struct Help(String);

/// Opens it.
pub fn open(model: &mut Model) {
    model.push(Reader::new(Help::default()));
}

impl Reading for Help {
    const NAME: &'static str = "help";

    fn title(&self, model: &Model) -> String {
        model.strings().key_help.to_owned()
    }

    fn takes_text(&self) -> bool {
        true
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn edit(&mut self, action: &Action) -> bool {
        let mut add = |text: &str| {
            let room = MOST.saturating_sub(self.0.chars().count());
            self.0.extend(text.chars().filter(|c| !is_unsafe(*c)).take(room));
        };
        match action {
            Action::Insert(c) => add(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => add(text),
            Action::Backspace => {
                self.0.pop();
            }
            _ => return false,
        }
        true
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        let strings = model.strings();
        let place = model.screen.place();
        let wanted = self.0.to_lowercase();
        let bindings = model.keymap.bindings().iter();
        let mut rows: Vec<String> = bindings
            .filter(|binding| binding.places.contains(&place))
            .map(|binding| {
                let pad = 11usize.saturating_sub(columns(&binding.name));
                format!("{}{}{}", binding.name, " ".repeat(pad), (binding.label)(strings))
            })
            .collect();
        let hints =
            [strings.help_digits, strings.help_money, strings.help_saved, strings.help_mouse];
        rows.extend(hints.map(str::to_owned));
        rows.retain(|row| row.to_lowercase().contains(&wanted));
        let looked_for = format!("{}{}_", strings.help_filter, printable(&self.0));
        let mut out = said(model, &looked_for, Meaning::Heading, width);
        // First what the question in focus means, where the screen had no room for all of it.
        let asked = model.work.as_ref();
        let asked = asked.filter(|_| wanted.is_empty() && model.screen == Screen::Form);
        out.extend(asked.map(|work| why::whole(model, work, width)).unwrap_or_default());
        out.extend(rows.iter().flat_map(|row| said(model, row, Meaning::Plain, width)));
        out
    }
}
