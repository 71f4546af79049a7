//! A popup that is a list to choose from.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::columns;
use crate::tui::component::{Outcome, Popup};
use crate::tui::effect::Effect;
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::lines::{spread, window};
use crate::tui::list::{List, Picked};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, place, put};
use crate::tui::theme::Meaning;

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
                if *action == Action::Left {
                    self.scroll.set(scroll.saturating_sub(5));
                } else if *action == Action::Right {
                    self.scroll.set(scroll + 5);
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
