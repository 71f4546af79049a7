//! The search: any question, option, benefit, article, term, step or profile.

pub mod index;
mod row;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::width::dots;
use crate::text::{columns, printable_within};
use crate::tui::calls::open_saved;
use crate::tui::component::{Outcome, Popup};
use crate::tui::editor::rows::{Row, Target};
use crate::tui::effect::Effect;
use crate::tui::field::{Edited, Field};
use crate::tui::focus::first_of_step;
use crate::tui::go::{show_benefit, show_question};
use crate::tui::hits::Hit;
use crate::tui::keys::{Action, Place};
use crate::tui::lines::{spread, window, wrap};
use crate::tui::list::{List, Picked};
use crate::tui::model::{Model, Screen};
use crate::tui::paint::{boxed, cursor, hit, line, place, put};
use crate::tui::popups::asked::Asked;
use crate::tui::popups::find::index::{Goal, Index};
use crate::tui::popups::reading::Reader;
use crate::tui::popups::term::Term;
use crate::tui::screens::law::leads::{of_benefit, of_fact, open_article, open_at};
use crate::tui::theme::Meaning;

/// What it is known by.
pub const NAME: &str = "find";
/// The most characters a search has.
const MOST: usize = 60;
/// Lines below the list.
const PREVIEW: usize = 3;

/// The search as typed.
pub struct Find {
    field: Field,
    list: List,
    /// What was found, the best first.
    pub found: Vec<Goal>,
    index: Index,
    open: Vec<Goal>,
}

/// Opens the search.
pub fn open(model: &mut Model) {
    let index = Index::new(model);
    let open = at_hand(model);
    let (field, list) = (Field::new(MOST), List::default());
    model.push(Find { field, list, found: open.clone(), index, open });
}

/// What is offered before anything is typed: the questions still open, else what can be opened.
fn at_hand(model: &Model) -> Vec<Goal> {
    let due = model.work.iter().flat_map(|work| work.interview.questions());
    let mut goals: Vec<Goal> = due
        .filter(|question| question.is_due())
        .map(|question| Goal::Question(question.fact))
        .collect();
    if goals.is_empty() {
        goals.extend((0..model.shelf.entries.len()).map(Goal::Profile));
        goals.extend(model.policy.articles.iter().map(|article| Goal::Article(article.number)));
    }
    goals
}

impl Popup for Find {
    fn name(&self) -> &'static str {
        NAME
    }

    fn place(&self) -> Place {
        Place::Find
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn takes_enter(&self) -> bool {
        !self.found.is_empty()
    }

    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        if *action == Action::Back {
            return Outcome::Close(Effect::None);
        }
        // The field has the characters, and the ends of the line.
        match self.field.update(action) {
            Edited::Ignored => {}
            Edited::Moved => return Outcome::Stay(Effect::None),
            edited @ (Edited::Changed | Edited::Cut) => {
                self.list.go(0);
                self.found = match self.field.text().trim() {
                    "" => self.open.clone(),
                    query => self.index.search(query),
                };
                if edited.is_cut() {
                    model.message = Some(model.strings().too_long.to_owned());
                }
                return Outcome::Stay(Effect::None);
            }
        }
        match self.list.update(action, &vec![None; self.found.len()]) {
            Picked::Chosen(row) => match self.found.get(row) {
                Some(goal) => Outcome::Close(go(model, *goal)),
                None => Outcome::Stay(Effect::None),
            },
            Picked::Moved | Picked::Ignored => Outcome::Stay(Effect::None),
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let strings = model.strings();
        let wide = area.width.saturating_sub(4).min(90);
        // As high as can be, so that the box stays in place while one types.
        let lines = usize::from(area.height.saturating_sub(4)).min(26);
        let area = place(frame, area, wide, lines);
        let inner = boxed(model, frame, area, strings.key_find);
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let style = |meaning| model.theme.style(meaning);
        let focus = self.list.cursor().min(self.found.len().saturating_sub(1));

        let empty = self.field.text().is_empty();
        let room = width.saturating_sub(4);
        let (shown, column) = self.field.shown(room);
        let (shown, meaning) = match empty {
            true => (printable_within(strings.find_hint, room), Meaning::Muted),
            false => (shown, Meaning::Heading),
        };
        let mut out = vec![line(format!("/ {shown}"), style(meaning))];
        let empty = self.field.text().trim().is_empty();
        let heading = match (empty, self.found.is_empty(), self.found.first()) {
            (false, true, _) => strings.find_none,
            (true, _, Some(Goal::Question(_))) => strings.find_open,
            (true, ..) => strings.find_all,
            _ => "",
        };
        let right = match self.found.len() {
            0 => String::new(),
            count => format!("{}/{count}", focus + 1),
        };
        if columns(heading) + columns(&right) < width {
            out.push(line(spread(heading, &right, width), style(Meaning::Muted)));
        } else {
            out.extend(wrap(heading, width).into_iter().map(|l| line(l, style(Meaning::Muted))));
        }
        // Below the list, what the focused row is about.
        let about = self.found.get(focus).map(|goal| row::about(model, *goal));
        let about = about.unwrap_or_default();
        let mut below = wrap(&about, width.saturating_sub(2));
        if below.len() > PREVIEW {
            below.truncate(PREVIEW);
            below.last_mut().into_iter().for_each(|last| last.push_str(dots()));
        }
        let room = height.saturating_sub(out.len() + PREVIEW + 1);
        self.list.page.set(room);
        for at in window(self.found.len(), focus, room) {
            hit(model, inner, out.len(), Hit::Row(at));
            out.push(row::row(model, self.found[at], at == focus, width));
        }
        if !about.is_empty() {
            let blank = height.saturating_sub(PREVIEW + 1 + out.len());
            out.extend(std::iter::repeat_n(Line::default(), blank));
            out.push(line(model.theme.symbols().rule.repeat(width), style(Meaning::Muted)));
            out.extend(below.into_iter().map(|l| line(l, style(Meaning::Muted))));
        }
        put(frame, inner, out);
        cursor(frame, inner, 2 + column, 0);
    }
}

/// Goes to what was chosen.
fn go(model: &mut Model, goal: Goal) -> Effect {
    let has_work = model.work.is_some();
    let in_text = match goal {
        Goal::Question(fact) if has_work => {
            show_question(model, fact);
            return Effect::None;
        }
        Goal::Choice(fact, option) if has_work => {
            show_question(model, fact);
            if let Some(work) = &mut model.work {
                work.editor.focus_on(Row::Option(option));
            }
            return Effect::None;
        }
        Goal::Benefit(at) if has_work => {
            show_benefit(model, at);
            return Effect::None;
        }
        Goal::Step(step) => {
            if let Some(target) = first_of_step(model, step) {
                model.screen = Screen::Form;
                model.focus(target);
            }
            return Effect::None;
        }
        Goal::Own(own) => {
            show_own(model, Target::Own(own));
            return Effect::None;
        }
        Goal::Article(number) => {
            open_article(model, number);
            return Effect::None;
        }
        Goal::Term(at) => {
            model.push(Reader::new(Term(at)));
            return Effect::None;
        }
        Goal::Asked(at) => {
            model.push(Reader::new(Asked(at)));
            return Effect::None;
        }
        Goal::Profile(at) => {
            let name = model.shelf.entries.get(at).map(|entry| entry.name.clone());
            return name.map_or(Effect::None, |name| open_saved(model, name));
        }
        Goal::Question(fact) | Goal::Choice(fact, _) => of_fact(model, fact),
        Goal::Benefit(at) => of_benefit(model, at),
    };
    // Without a profile there is no form and no result: the text says what is asked.
    if let Some(at) = in_text.first() {
        open_at(model, *at);
        model.message = Some(model.strings().find_no_profile.to_owned());
    }
    Effect::None
}

fn show_own(model: &mut Model, target: Target) {
    if model.work.is_some() {
        model.screen = Screen::Form;
        model.focus(target);
    }
}
