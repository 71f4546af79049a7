//! What a popup is: one type that owns its state, acts on it and draws itself. The model keeps
//! them on a stack and gives each action to the one on top.
//!
//! A popup that is a list to choose from implements [`Choice`], one that is a text to read
//! [`Reading`]; the rest of them is here. To add one, write its file in `popups/` and name it in
//! `popups/mod.rs`.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::columns;

use super::hits::Hit;
use super::keys::{Action, Place};
use super::lines::{spread, window, wrap};
use super::list::{List, Picked};
use super::model::Model;
use super::theme::Meaning;
use super::update::Effect;
use super::view::{boxed, hit, line, place, put};

/// A popup on top of a screen.
pub trait Popup {
    /// What the rest of the wizard knows it by.
    fn name(&self) -> &'static str;

    /// Acts. It is off the stack meanwhile; what it opens goes on top of it.
    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome;

    /// Draws itself.
    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect);

    /// Which keys work in it.
    fn place(&self) -> Place {
        Place::Popup
    }

    /// Whether it has a field that a pasted text goes into.
    fn takes_text(&self) -> bool {
        false
    }

    /// Whether there is something that Enter takes.
    fn takes_enter(&self) -> bool {
        true
    }

    /// The row in focus, and what the rows are narrowed by.
    #[cfg(test)]
    fn focus(&self) -> (usize, &str) {
        (0, "")
    }
}

/// What becomes of a popup that acted.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays, and something may be done.
    Stay(Effect),
    /// It closes, and something may be done.
    Close(Effect),
    /// It closes, then another action is done.
    Then(Action),
}

impl Model {
    /// Opens a popup on top.
    pub fn push(&mut self, popup: impl Popup + 'static) {
        self.popups.push(Box::new(popup));
    }

    /// Opens one that nobody asked for: what was typed before it was seen is not for it.
    pub fn push_unasked(&mut self, popup: impl Popup + 'static) {
        self.push(popup);
        self.typed_ahead = super::model::TypedAhead::Dropped;
    }

    /// The popup on top, by its name.
    pub fn popup(&self) -> Option<&'static str> {
        self.popups.last().map(|popup| popup.name())
    }

    /// Closes the popup on top, if it is called so.
    pub fn close(&mut self, name: &str) {
        if self.popup() == Some(name) {
            self.popups.pop();
        }
    }

    /// Gives an action to the popup on top.
    pub fn update_popup(&mut self, action: &Action) -> Effect {
        let Some(mut popup) = self.popups.pop() else { return Effect::None };
        let depth = self.popups.len();
        match popup.update(self, action) {
            Outcome::Stay(effect) => {
                self.popups.insert(depth.min(self.popups.len()), popup);
                effect
            }
            Outcome::Close(effect) => effect,
            Outcome::Then(action) => super::update::update(self, action),
        }
    }
}

/// A row to choose.
pub struct Item {
    text: String,
    right: String,
    number: Option<usize>,
    heading: Option<String>,
}

impl Item {
    /// A row called so.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), right: String::new(), number: None, heading: None }
    }

    /// With something at its right end.
    pub fn right(self, right: impl Into<String>) -> Self {
        Self { right: right.into(), ..self }
    }

    /// With a number of its own.
    pub fn number(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    /// Under a heading that stands above it.
    pub fn under(self, heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), ..self }
    }
}

/// Rows with the numbers 1, 2, 3.
pub fn items<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Vec<Item> {
    let numbered = texts.into_iter().enumerate();
    numbered.map(|(at, text)| Item::new(text).number(at + 1)).collect()
}

/// A list of things to choose from.
pub trait Choice {
    /// What the popup is known by.
    const NAME: &'static str;

    /// What stands in its frame.
    fn title(&self, model: &Model) -> String;

    /// What can be chosen; `filter` is what was typed, where the list is narrowed by it.
    fn items(&self, model: &Model, filter: &str) -> Vec<Item>;

    /// Does what a row says; the popup is closed by then, unless it asks to stay.
    fn choose(&mut self, model: &mut Model, row: usize, filter: &str) -> Outcome;

    /// What is said above the rows.
    fn above(&self, _model: &Model, _width: usize) -> Vec<Line<'static>> {
        Vec::new()
    }

    /// What is said below them of the row in focus.
    fn below(&self, _model: &Model, _row: usize, _width: usize) -> Vec<Line<'static>> {
        Vec::new()
    }
}

/// A popup that is a list.
pub struct Chooser<C> {
    choice: C,
    list: List,
    scroll: Cell<usize>,
}

impl<C: Choice> Chooser<C> {
    /// With the cursor on a row.
    pub fn new(choice: C, row: usize) -> Self {
        Self { choice, list: List::at(row), scroll: Cell::new(0) }
    }

    /// One that is narrowed by typing.
    pub fn filtered(choice: C) -> Self {
        Self { choice, list: List::filtered(), scroll: Cell::new(0) }
    }
}

impl<C: Choice> Popup for Chooser<C> {
    fn name(&self) -> &'static str {
        C::NAME
    }

    fn takes_text(&self) -> bool {
        self.list.is_filtered()
    }

    #[cfg(test)]
    fn focus(&self) -> (usize, &str) {
        (self.list.cursor(), self.list.filter())
    }

    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        if *action == Action::Back {
            if self.list.filter().is_empty() {
                return Outcome::Close(Effect::None);
            }
            self.list.narrow("");
            return Outcome::Stay(Effect::None);
        }
        let items = self.choice.items(model, self.list.filter());
        let numbers: Vec<Option<usize>> = items.iter().map(|item| item.number).collect();
        match self.list.update(action, &numbers) {
            Picked::Chosen(row) => {
                let filter = self.list.filter().to_owned();
                self.choice.choose(model, row, &filter)
            }
            Picked::Moved | Picked::Ignored => {
                let scroll = self.scroll.get();
                match action {
                    Action::Left => self.scroll.set(scroll.saturating_sub(5)),
                    Action::Right => self.scroll.set(scroll + 5),
                    _ => {}
                }
                Outcome::Stay(Effect::None)
            }
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let items = self.choice.items(model, self.list.filter());
        let row = self.list.cursor().min(items.len().saturating_sub(1));
        let mut title = self.choice.title(model);
        let typed = [self.list.typed(), self.list.filter()].concat();
        if !typed.is_empty() {
            title = format!("{title} {} {}_", model.theme.symbols().dot, typed);
        }
        let most = usize::from(area.width.saturating_sub(8));
        let lead = items.iter().filter_map(|item| item.number).max().unwrap_or(0);
        let lead = if lead == 0 { 0 } else { lead.to_string().len() + 2 };
        let wide = |item: &Item| columns(&item.text) + columns(&item.right) + 2;
        let widest = items.iter().map(|item| wide(item) + lead + 2).max().unwrap_or(0);
        let mut width = widest.max(columns(&title) + 4).min(most);
        let said = !self.choice.above(model, most).is_empty()
            || !self.choice.below(model, row, most).is_empty();
        if said {
            width = width.max(most.min(76));
        }
        let above = self.choice.above(model, width);
        let below = self.choice.below(model, row, width);
        let headings = items.iter().filter(|item| item.heading.is_some()).count();
        let rule = usize::from(!below.is_empty());
        let lines = above.len() + items.len() + headings + rule + below.len();
        let room = place(frame, area, u16::try_from(width + 4).unwrap_or(area.width), lines);
        let inner = boxed(model, frame, room, &title);
        let height = usize::from(inner.height);
        let style = |meaning| model.theme.style(meaning);

        let (rows, focus) = self.rows(model, &items, row, lead, width);
        // Where there is little room the rows are what is kept, then what is said above them.
        let kept = rows.len().min(height.saturating_sub(above.len() + rule).max(6)).min(height);
        let top = above.len().min(height - kept);
        let mut out: Vec<Line<'static>> = above.into_iter().take(top).collect();
        self.list.page.set(kept);
        for at in window(rows.len(), focus, kept) {
            let (text, row) = &rows[at];
            if let Some(row) = row {
                hit(model, inner, out.len(), Hit::Row(*row));
            }
            out.push(text.clone());
        }
        if !below.is_empty() && out.len() + 1 < height {
            out.push(line(model.theme.symbols().rule.repeat(width), style(Meaning::Muted)));
            let left = height - out.len();
            let last = below.len().saturating_sub(left);
            self.scroll.set(self.scroll.get().min(last));
            out.extend(below.into_iter().skip(self.scroll.get()));
        }
        put(frame, inner, out);
    }
}

impl<C: Choice> Chooser<C> {
    /// The lines of the rows with the row that each stands for, and the line in focus.
    fn rows(
        &self,
        model: &Model,
        items: &[Item],
        row: usize,
        lead: usize,
        width: usize,
    ) -> (Vec<(Line<'static>, Option<usize>)>, usize) {
        let style = |meaning| model.theme.style(meaning);
        let mut rows = Vec::new();
        let mut focus = 0;
        for (at, item) in items.iter().enumerate() {
            if let Some(heading) = &item.heading {
                rows.push((line(heading.clone(), style(Meaning::Heading)), None));
            }
            let here = at == row;
            if here {
                focus = rows.len();
            }
            let mark = if here { model.theme.symbols().focus } else { " " };
            let number = item.number.map_or(String::new(), |number| format!("{number}."));
            let text = format!("{mark} {number:<lead$}{}", item.text);
            let meaning = if here { Meaning::Focus } else { Meaning::Plain };
            rows.push((line(spread(&text, &item.right, width), style(meaning)), Some(at)));
        }
        (rows, focus)
    }
}

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

    fn update(&mut self, _model: &mut Model, action: &Action) -> Outcome {
        let scroll = self.scroll.get();
        let page = self.page.get().max(1);
        let to = match action {
            Action::Back | Action::Enter => return Outcome::Close(Effect::None),
            Action::Up => scroll.saturating_sub(1),
            Action::Down => scroll + 1,
            Action::PageUp => scroll.saturating_sub(page),
            Action::PageDown => scroll + page,
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

/// A text in lines of one meaning.
pub fn said(model: &Model, text: &str, meaning: Meaning, width: usize) -> Vec<Line<'static>> {
    let style = model.theme.style(meaning);
    wrap(text, width).into_iter().map(|text| line(text, style)).collect()
}
