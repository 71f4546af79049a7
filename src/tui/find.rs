//! The search: any question, benefit, article, term, step or profile, by Chinese, English, id or
//! initials.

use tui_input::{Input, InputRequest};

use super::editor::{Row, Target};
use super::find_index::{Goal, Index};
use super::form::first_of_step;
use super::keys::Action;
use super::model::{Model, Screen};
use super::popup::Popup;
use super::update::Effect;
use super::{law, result};

/// How many rows a page moves.
const PAGE: usize = 10;

/// The most characters a search has.
const MOST: usize = 60;

/// The search as typed.
pub struct Find {
    /// What is typed.
    pub input: Input,
    /// The focused row.
    pub row: usize,
    /// What was found, the best first.
    pub found: Vec<Goal>,
    index: Index,
}

impl Find {
    fn look(&mut self, model_open: &[Goal]) {
        self.row = 0;
        self.found = match self.input.value().trim() {
            "" => model_open.to_vec(),
            query => self.index.search(query),
        };
    }
}

/// Opens the search.
pub fn open(model: &mut Model) {
    let index = Index::new(model);
    let found = at_hand(model);
    model.find = Some(Find { input: Input::default(), row: 0, found, index });
}

/// What is offered before anything is typed: the questions still open, else what can be opened.
fn at_hand(model: &Model) -> Vec<Goal> {
    let due = model.work.iter().flat_map(|work| work.interview.questions());
    let mut goals: Vec<Goal> = due
        .filter(|question| question.is_due())
        .map(|question| Goal::Question(question.fact))
        .collect();
    if goals.is_empty() {
        goals.extend((0..model.entries.len()).map(Goal::Profile));
        goals.extend(model.policy.articles.iter().map(|article| Goal::Article(article.number)));
    }
    goals
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    let open = at_hand(model);
    let Some(find) = &mut model.find else { return Effect::None };
    let last = find.found.len().saturating_sub(1);
    match action {
        Action::Back => model.find = None,
        Action::Up => find.row = find.row.checked_sub(1).unwrap_or(last),
        Action::Down if find.row >= last => find.row = 0,
        Action::Down => find.row += 1,
        Action::PageUp => find.row = find.row.saturating_sub(PAGE),
        Action::PageDown => find.row = (find.row + PAGE).min(last),
        Action::Left => edit(find, InputRequest::GoToPrevChar),
        Action::Right => edit(find, InputRequest::GoToNextChar),
        Action::Home => edit(find, InputRequest::GoToStart),
        Action::End => edit(find, InputRequest::GoToEnd),
        Action::Backspace => {
            edit(find, InputRequest::DeletePrevChar);
            find.look(&open);
        }
        Action::DeleteChar => {
            edit(find, InputRequest::DeleteNextChar);
            find.look(&open);
        }
        Action::Insert(c) => {
            type_in(find, &c.to_string());
            find.look(&open);
        }
        Action::Paste(text) => {
            let more = type_in(find, text);
            find.look(&open);
            model.message = more.then(|| model.strings().too_long.to_owned());
        }
        Action::Enter => {
            let chosen = find.found.get(find.row).copied();
            if let Some(goal) = chosen {
                model.find = None;
                return go(model, goal);
            }
        }
        _ => {}
    }
    Effect::None
}

/// A click on a row.
pub fn click(model: &mut Model, row: usize) -> Effect {
    if let Some(find) = &mut model.find {
        find.row = row;
    }
    update(model, &Action::Enter)
}

fn edit(find: &mut Find, request: InputRequest) {
    find.input.handle(request);
}

/// Takes what can be seen; a paste of several lines becomes one.
/// Takes a text in, a line break as a space; says whether there was more than the search has.
fn type_in(find: &mut Find, text: &str) -> bool {
    let room = MOST.saturating_sub(find.input.value().chars().count());
    let mut clean = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !crate::text::is_unsafe(*c));
    for c in clean.by_ref().take(room) {
        find.input.handle(InputRequest::InsertChar(c));
    }
    clean.next().is_some()
}

/// Goes to what was chosen.
fn go(model: &mut Model, goal: Goal) -> Effect {
    let has_work = model.work.is_some();
    let in_text = match goal {
        Goal::Question(fact) if has_work => {
            law::show_question(model, fact);
            return Effect::None;
        }
        Goal::Choice(fact, option) if has_work => {
            law::show_question(model, fact);
            if let Some(work) = &mut model.work {
                work.editor.focus_on(Row::Option(option));
            }
            return Effect::None;
        }
        Goal::Benefit(at) if has_work => {
            result::show_benefit(model, at);
            return Effect::None;
        }
        Goal::Step(step) => {
            if let Some(target) = first_of_step(model, step) {
                model.screen = Screen::Form;
                model.focus(target);
            }
            return Effect::None;
        }
        Goal::Own(target) => {
            show_own(model, target);
            return Effect::None;
        }
        Goal::Article(number) => {
            law::open_article(model, number);
            return Effect::None;
        }
        Goal::Term(at) => {
            model.popup = Some(Popup::Term { at, scroll: 0, back: None });
            return Effect::None;
        }
        Goal::Profile(at) => {
            let name = model.entries.get(at).map(|entry| entry.name.clone());
            return name.map_or(Effect::None, |name| super::start::open_saved(model, name));
        }
        Goal::Question(fact) | Goal::Choice(fact, _) => law::of_fact(model, fact),
        Goal::Benefit(at) => law::of_benefit(model, at),
    };
    // Without a profile there is no form and no result: the text says what is asked.
    if let Some(at) = in_text.first() {
        law::open_at(model, *at);
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
