//! A popup that is a text to read.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::component::{Outcome, Popup};
use crate::tui::effect::Effect;
use crate::tui::keys::Action;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, place, put};

/// A text to read.
pub trait Reading {
    /// What the popup is known by.
    const NAME: &'static str;

    /// What stands in its frame.
    fn title(&self, model: &Model) -> String;

    /// The text, of so many columns.
    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>>;

    /// Whether it is searched by typing.
    fn takes_text(&self) -> bool {
        false
    }

    /// A character typed, where it has a field; true if it took it.
    fn edit(&mut self, _action: &Action) -> bool {
        false
    }
}

/// A popup that is a text; it scrolls.
pub struct Reader<R> {
    text: R,
    scroll: Cell<usize>,
    page: Cell<usize>,
}

impl<R: Reading> Reader<R> {
    /// At its beginning.
    pub fn new(text: R) -> Self {
        Self { text, scroll: Cell::new(0), page: Cell::new(10) }
    }
}

impl<R: Reading> Popup for Reader<R> {
    fn name(&self) -> &'static str {
        R::NAME
    }

    fn takes_text(&self) -> bool {
        self.text.takes_text()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn update(&mut self, _model: &mut Model, action: &Action) -> Outcome {
        let scroll = self.scroll.get();
        let page = self.page.get().max(1);
        let to = match action {
            Action::Back | Action::Enter => return Outcome::Close(Effect::None),
            Action::Up => scroll.saturating_sub(1),
            Action::Down => scroll.saturating_add(1),
            Action::PageUp => scroll.saturating_sub(page),
            Action::PageDown => scroll.saturating_add(page),
            Action::Home => 0,
            Action::End => usize::MAX,
            other if self.text.edit(other) => 0,
            _ => scroll,
        };
        self.scroll.set(to);
        Outcome::Stay(Effect::None)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let wide = area.width.saturating_sub(4).min(90);
        let text = self.text.lines(model, usize::from(wide.saturating_sub(4)));
        let room = place(frame, area, wide, text.len());
        let dot = model.theme.symbols().dot;
        let title = format!("{} {dot} {}", self.text.title(model), model.strings().close);
        let inner = boxed(model, frame, room, &title);
        let height = usize::from(inner.height);
        self.page.set(height);
        self.scroll.set(self.scroll.get().min(text.len().saturating_sub(height)));
        put(frame, inner, text.into_iter().skip(self.scroll.get()).collect());
    }
}
