//! A line of text being typed: the one field of every screen and popup.

use tui_input::{Input, InputRequest};

use super::editor::input::pasted;
use super::keys::Action;
use crate::text::{char_columns, printable};

/// A field and the most characters that it takes.
#[derive(Clone, Debug)]
pub struct Field {
    input: Input,
    most: usize,
    /// It shows what was there before: the first character typed replaces it, as in a cell of a
    /// sheet.
    untouched: bool,
}

/// What an action was to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Nothing.
    Ignored,
    /// The cursor moved.
    Moved,
    /// The text is another.
    Changed,
    /// The text is another, and not all of what was pasted was taken.
    Cut,
}

impl Edited {
    /// Whether not all was taken.
    pub fn is_cut(self) -> bool {
        self == Self::Cut
    }
}

impl Field {
    /// An empty field.
    pub fn new(most: usize) -> Self {
        Self { input: Input::default(), most, untouched: false }
    }

    /// A field with a text that typing goes on with.
    pub fn with(text: &str, most: usize) -> Self {
        Self { input: Input::new(text.to_owned()), most, untouched: false }
    }

    /// A field with an answer that typing replaces.
    pub fn answered(text: &str, most: usize) -> Self {
        Self { untouched: !text.is_empty(), ..Self::with(text, most) }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether it shows an answer that the next character replaces.
    pub fn is_untouched(&self) -> bool {
        self.untouched
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.input = Input::default();
        self.untouched = false;
    }

    /// Acts.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    pub fn update(&mut self, action: &Action) -> Edited {
        let request = match action {
            Action::Insert(c) => return self.insert(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => return self.insert(text),
            Action::Backspace => InputRequest::DeletePrevChar,
            Action::DeleteChar => InputRequest::DeleteNextChar,
            Action::Left => InputRequest::GoToPrevChar,
            Action::Right => InputRequest::GoToNextChar,
            Action::Home => InputRequest::GoToStart,
            Action::End => InputRequest::GoToEnd,
            _ => return Edited::Ignored,
        };
        self.untouched = false;
        match self.input.handle(request) {
            Some(change) if change.value => Edited::Changed,
            Some(_) | None => Edited::Moved,
        }
    }

    fn insert(&mut self, text: &str) -> Edited {
        if std::mem::take(&mut self.untouched) {
            self.input = Input::default();
        }
        let before = self.input.value();
        let room = self.most.saturating_sub(before.chars().count());
        let (kept, more) = pasted(text, room);
        let at = before.char_indices().nth(self.input.cursor()).map_or(before.len(), |c| c.0);
        let whole = format!("{}{kept}{}", &before[..at], &before[at..]);
        let cursor = self.input.cursor() + kept.chars().count();
        self.input = Input::new(whole).with_cursor(cursor);
        if more { Edited::Cut } else { Edited::Changed }
    }

    /// As much of it as there is room for, the cursor in sight, and the column of the cursor.
    pub fn shown(&self, room: usize) -> (String, usize) {
        let room = room.max(4);
        let text = self.input.value();
        let cursor: usize = text.chars().take(self.input.cursor()).map(char_columns).sum();
        let scroll = cursor.saturating_sub(room);
        let (mut skipped, mut used) = (0, 0);
        let mut shown = String::new();
        for c in text.chars() {
            let wide = char_columns(c);
            if skipped < scroll {
                skipped += wide;
            } else if used + wide <= room {
                used += wide;
                shown.push(c);
            }
        }
        (printable(&shown).into_owned(), cursor.saturating_sub(skipped))
    }
}
