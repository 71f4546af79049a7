//! The lines of a pane, written from the top, each with what a click on it means.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::text::width::dots;

use super::hits::Hit;
use super::lines::{spread, window, wrap_under};
use super::model::Model;
use super::paint::{hit, line, put, shorten};
use super::theme::Meaning;

/// Lines of at most a width.
pub struct Pane<'m> {
    model: &'m Model,
    /// The columns there are.
    pub width: usize,
    lines: Vec<Line<'static>>,
    hits: Vec<(usize, Hit)>,
}

impl<'m> Pane<'m> {
    /// An empty one.
    pub fn new(model: &'m Model, width: usize) -> Self {
        Self { model, width, lines: Vec::new(), hits: Vec::new() }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    fn style(&self, meaning: Meaning) -> Style {
        self.model.theme.style(meaning)
    }

    /// A text, broken into lines; an empty one is an empty line.
    pub fn say(&mut self, text: &str, meaning: Meaning) {
        self.under("", text, meaning);
    }

    /// A text after a lead, its further lines under its first.
    pub fn under(&mut self, lead: &str, text: &str, meaning: Meaning) {
        let style = self.style(meaning);
        let lines = wrap_under(lead, text, self.width).into_iter();
        self.lines.extend(lines.map(|text| line(text, style)));
    }

    /// One line with something at either end; the right one is never cut.
    pub fn row(&mut self, left: &str, right: &str, meaning: Meaning) {
        let style = self.style(meaning);
        self.lines.push(line(spread(left, right, self.width), style));
    }

    /// One line of a list, marked and in the meaning of the focus where it has it.
    pub fn choice(&mut self, focus: bool, left: &str, right: &str, meaning: Meaning) {
        let mark = if focus { self.model.theme.symbols().focus } else { " " };
        self.row(&format!("{mark}{left}"), right, if focus { Meaning::Focus } else { meaning });
    }

    /// A line as it is.
    pub fn push(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// Lines as they are.
    pub fn extend(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        self.lines.extend(lines);
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// A rule across.
    pub fn rule(&mut self) {
        let rule = self.model.theme.symbols().rule.repeat(self.width);
        self.lines.push(line(rule, self.style(Meaning::Muted)));
    }

    /// What a click on the last line means.
    pub fn hit(&mut self, hit: Hit) {
        self.hits.push((self.lines.len().saturating_sub(1), hit));
    }

    /// As many lines of a list as there is room for, its line in focus in sight; returns the first
    /// one shown.
    pub fn window(&mut self, list: Pane<'_>, focus: usize, room: usize) -> usize {
        let shown = window(list.len(), focus, room);
        let (first, at) = (shown.start, self.len());
        let hits = list.hits.into_iter().filter(|(row, _)| shown.contains(row));
        self.hits.extend(hits.map(|(row, hit)| (at + row - first, hit)));
        self.lines.extend(list.lines.into_iter().skip(first).take(shown.len()));
        first
    }

    /// All of another pane, below.
    pub fn append(&mut self, other: Pane<'_>) {
        let all = other.len();
        self.window(other, 0, all);
    }

    /// Leaves as many lines as there is room for; the last one says that there were more.
    pub fn shorten(&mut self, room: usize) {
        self.shorten_with(room, &format!(" {}", dots()));
    }

    /// The same, saying so in these words.
    pub fn shorten_with(&mut self, room: usize, more: &str) {
        shorten(&mut self.lines, room, more, self.width);
    }

    /// Leaves the first lines.
    pub fn truncate(&mut self, lines: usize) {
        self.lines.truncate(lines);
        self.hits.retain(|(row, _)| *row < lines);
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<Line<'static>> {
        self.lines
    }

    /// Draws them, from the top of an area.
    pub fn draw(self, frame: &mut Frame<'_>, area: Rect) {
        for (row, what) in self.hits {
            hit(self.model, area, row, what);
        }
        put(frame, area, self.lines);
    }
}
