//! A report on top of a screen: 核对, 下一步. Its rows are walked through; what a row is about, a
//! question or a benefit, Enter goes to.

use std::cell::{Cell, RefCell};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::document::{Document, Folds, Layout, Row, Tone, rows};
use crate::report::{Assessment, next_steps, review};
use crate::tui::component::{Outcome, Popup};
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::go::{show_benefit, show_result};
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::lines::window;
use crate::tui::model::{Model, Screen};
use crate::tui::paint::{boxed, hit, line, place, put};
use crate::tui::strings::Strings;
use crate::tui::theme::Meaning;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All answers before the result.
    Review,
    /// What to do after it.
    Steps,
}

/// The report, the row in focus, what is open of it.
pub struct Paper {
    kind: Kind,
    document: RefCell<Option<Document>>,
    rows: RefCell<Vec<Row>>,
    /// How the rows are laid out.
    laid: Cell<Option<(usize, Folds, bool)>>,
    cursor: usize,
    folds: Folds,
    page: Cell<usize>,
}

impl Paper {
    /// At its beginning.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            document: RefCell::new(None),
            rows: RefCell::new(Vec::new()),
            laid: Cell::new(None),
            cursor: 0,
            folds: Folds::AsGiven,
            page: Cell::new(10),
        }
    }

    fn document(&self, model: &Model) -> Option<Document> {
        let work = model.work.as_ref()?;
        let (profile, answers) = (&work.profile, work.filled.clone());
        let view = Assessment::new(&model.policy, &model.program, profile, answers, profile.year);
        Some(match self.kind {
            Kind::Review => review(&view, model.lang),
            Kind::Steps => next_steps(&view, work.route, model.lang),
        })
    }

    /// Lays the report out, again where it was made in another language.
    fn lay(&self, model: &Model, width: usize) {
        let mut document = self.document.borrow_mut();
        if document.as_ref().is_none_or(|made| made.lang != model.lang) {
            *document = self.document(model);
            self.laid.set(None);
        }
        let laid = Some((width, self.folds, model.theme.ascii));
        if self.laid.replace(laid) == laid {
            return;
        }
        let layout = Layout { width, folds: self.folds, ascii: model.theme.ascii };
        let mut rows = document.as_ref().map(|document| rows(document, layout)).unwrap_or_default();
        // The title of the steps stands in the frame.
        if self.kind == Kind::Steps && !rows.is_empty() {
            rows.remove(0);
        }
        *self.rows.borrow_mut() = rows;
    }

    /// What Enter does at the first row, where there is something.
    fn first(&self, strings: &Strings) -> Option<&'static str> {
        match self.kind {
            Kind::Review => Some(strings.review_result),
            Kind::Steps => None,
        }
    }

    /// The rows that Enter goes somewhere from, counted with the one that stands before them.
    fn stops(&self) -> Vec<usize> {
        let rows = self.rows.borrow();
        let mut before: Option<&String> = None;
        let of_row = rows.iter().enumerate().filter_map(|(at, row)| {
            // A long entry is one stop.
            let new = row.target.as_ref() != before || before.is_none();
            before = row.target.as_ref();
            (row.target.is_some() && new).then_some(at + 1)
        });
        std::iter::once(0).chain(of_row).collect()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn walk(&mut self, action: &Action) {
        let last = self.rows.borrow().len();
        let page = self.page.get().max(1);
        let stops = self.stops();
        self.cursor = match action {
            // From one entry to the next, but never further than what was in sight.
            Action::Up => {
                let stop = stops.iter().rev().find(|stop| **stop < self.cursor);
                stop.copied().unwrap_or(0).max(self.cursor.saturating_sub(page / 2))
            }
            Action::Down => {
                let stop = stops.iter().find(|stop| **stop > self.cursor);
                stop.copied().unwrap_or(last).min(self.cursor + page / 2).min(last)
            }
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => (self.cursor + page).min(last),
            Action::Home => 0,
            Action::End => last,
            _ => self.cursor,
        };
    }

    fn go(&self, model: &mut Model) -> Outcome {
        let target = self.cursor.checked_sub(1).and_then(|at| {
            let rows = self.rows.borrow();
            rows.get(at).and_then(|row| row.target.clone())
        });
        let Some(id) = target else {
            if self.cursor == 0 && self.kind == Kind::Review {
                show_result(model);
            }
            return Outcome::Close(Effect::None);
        };
        let benefit = model.policy.benefit_id(&id);
        match model.policy.fact_id(&id) {
            Some(fact) => {
                model.screen = Screen::Form;
                model.focus(Target::Fact(fact));
            }
            None => benefit.into_iter().for_each(|id| show_benefit(model, id.index())),
        }
        Outcome::Close(Effect::None)
    }
}

impl Popup for Paper {
    fn name(&self) -> &'static str {
        match self.kind {
            Kind::Review => "review",
            Kind::Steps => "steps",
        }
    }

    #[cfg(test)]
    fn focus(&self) -> (usize, &str) {
        (self.cursor, "")
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Close(Effect::None),
            Action::Enter => return self.go(model),
            Action::Right => self.folds = Folds::Open,
            Action::Left => self.folds = Folds::AsGiven,
            Action::Click(Hit::Row(row)) => {
                self.cursor = *row;
                return self.go(model);
            }
            other => self.walk(other),
        }
        Outcome::Stay(Effect::None)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let strings = model.strings();
        let wide = area.width.saturating_sub(4).min(100);
        let width = usize::from(wide).saturating_sub(6);
        self.lay(model, width);
        let rows = self.rows.borrow();
        let symbols = model.theme.symbols();
        let first = self.first(strings);
        let room = place(frame, area, wide, rows.len() + 1);
        let (title, help) = match self.kind {
            Kind::Review => (strings.key_review, strings.review_help),
            Kind::Steps => (strings.key_steps, strings.steps_help),
        };
        let dot = symbols.dot;
        let inner = boxed(model, frame, room, &format!("{title} {dot} {help}"));
        let height = usize::from(inner.height);
        self.page.set(height);
        let cursor = self.cursor.min(rows.len());
        let mut out = Vec::new();
        for at in window(rows.len() + 1, cursor, height) {
            let here = at == cursor;
            let mark = if here { symbols.focus } else { " " };
            let meaning = if here { Meaning::Focus } else { Meaning::Plain };
            let row = at.checked_sub(1).and_then(|at| rows.get(at));
            let Some(row) = row else {
                let text = format!("{mark} {}", first.unwrap_or(title));
                let meaning = if first.is_some() { meaning } else { Meaning::Muted };
                out.push(line(text, model.theme.style(meaning)));
                continue;
            };
            if row.target.is_some() {
                hit(model, inner, out.len(), Hit::Row(at));
            }
            if here {
                out.push(line(format!("{mark} {}", row.text()), model.theme.style(meaning)));
                continue;
            }
            let spans = row.spans().iter().map(|span| {
                Span::styled(span.text().to_owned(), model.theme.style(of(span.tone())))
            });
            out.push(Line::from_iter(std::iter::once(Span::raw(format!("{mark} "))).chain(spans)));
        }
        put(frame, inner, out);
    }
}

/// How a tone is drawn.
fn of(tone: Tone) -> Meaning {
    match tone {
        Tone::Plain | Tone::Strong | Tone::Figure => Meaning::Plain,
        Tone::Heading => Meaning::Heading,
        Tone::Met | Tone::Added => Meaning::Eligible,
        Tone::Unmet | Tone::Removed => Meaning::Missing,
        Tone::Open => Meaning::Open,
        Tone::Quiet | Tone::Quote => Meaning::Muted,
    }
}
