//! What is done with the profile at hand as a whole.

use std::rc::Rc;

use crate::assess::Program;
use crate::interview::{Impact, Interview, Route};
use crate::policy::Readings;
use crate::profile::{Answers, Profile};
use crate::quantity::Money;
use crate::text::Text;

use super::editor::Editor;
use super::editor::rows::Target;
use super::effect::Effect;
use super::live::Live;
use super::model::{Model, Screen};
use super::popups::choice::Chooser;
use super::popups::unsaved::Unsaved;
use super::screens::result::state::ResultView;
use super::session::{Saved, Session};
use super::undo::{Direction, Undo};

impl Model {
    /// Takes up a profile.
    pub fn open(&mut self, profile: Profile, file: Option<String>) {
        let saved = if file.is_some() { Saved::Yes } else { Saved::Not };
        let route = Route::default();
        let (filled, interview, live) = self.derive(&profile, route);
        let progress = interview.progress(&self.policy, &self.program, profile.year, route);
        let editor = Editor::of_year(profile.year, self.current_year);
        self.work = Some(Session {
            profile,
            file,
            call: None,
            saved,
            read_only: false,
            told_unsaved: false,
            saved_at: String::new(),
            filled,
            interview,
            route,
            progress,
            impact: Impact::default(),
            verdict: Text::default(),
            live,
            editor,
            drafts: Vec::new(),
            change: Money::ZERO,
            changed: Vec::new(),
            effect: None,
            detail: None,
            undo: Undo::default(),
        });
        self.screen = Screen::Form;
        self.popups.clear();
        self.result = ResultView::default();
    }

    /// What follows from a profile.
    fn derive(&self, profile: &Profile, route: Route) -> (Answers, Interview, Live) {
        let mut filled = profile.answers.clone();
        (self.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
        let interview = Interview::along(&self.policy, &self.program, profile, &filled, route);
        let live = Live::new(&self.policy, &self.program, &filled, profile.year);
        (filled, interview, live)
    }

    /// Recomputes what follows from the answers, and what the last one changed.
    pub fn refresh(&mut self) {
        if let Some(mut work) = self.work.take() {
            let before = work.live;
            (work.filled, work.interview, work.live) = self.derive(&work.profile, work.route);
            let year = work.profile.year;
            work.progress = work.interview.progress(&self.policy, &self.program, year, work.route);
            let after = work.live.sum();
            let change = after.amount.fen().saturating_sub(before.sum().amount.fen());
            work.change = Money::from_fen(change);
            work.changed = work.live.changed_since(&before);
            (work.effect, work.detail) = (None, None);
            self.work = Some(work);
        }
    }
}

/// A saved profile was read: go on where it was left.
pub fn loaded(model: &mut Model, profile: Profile, name: String) {
    model.open(profile, Some(name));
    match model.next_due(None) {
        Some(due) => model.focus(due),
        None => model.screen = Screen::Result,
    }
}

/// The profile at hand was written, or not.
pub fn saved(model: &mut Model, outcome: Result<String, String>) {
    if let Some(work) = &mut model.work {
        match outcome {
            Ok(name) => {
                work.file = Some(name);
                work.saved = Saved::Yes;
                work.told_unsaved = false;
                model.close("unsaved");
            }
            Err(why) => {
                // Told once; while it goes on the header says so, as it does of a read-only one.
                let told = std::mem::replace(&mut work.told_unsaved, true);
                let tell = !told && !work.read_only;
                work.saved = Saved::Failed(why);
                if tell && model.popups.is_empty() {
                    model.push_unasked(Chooser::new(Unsaved, 0));
                }
            }
        }
    }
}

/// Puts readings in force; what they change is no doing of an answer.
pub fn put_in_force(model: &mut Model, readings: &Readings) {
    model.program = Rc::new(Program::compile(&model.policy, readings));
    model.shelf.forget_sums();
    model.refresh();
    let target = model.work.as_mut().map_or(Target::YEAR, |work| {
        work.change = Money::ZERO;
        work.editor.target
    });
    if matches!(target, Target::Fact(_)) {
        model.focus(target);
    }
}

/// Takes the last change back.
pub fn undo(model: &mut Model) -> Effect {
    step(model, Direction::Back)
}

/// Makes the change again that was taken back last.
pub fn redo(model: &mut Model) -> Effect {
    step(model, Direction::Forward)
}

fn step(model: &mut Model, direction: Direction) -> Effect {
    let strings = model.strings();
    let readings = model.program.readings();
    let step =
        model.work.as_mut().and_then(|work| work.undo.step(direction, &mut work.profile, readings));
    let (nothing, done) = match direction {
        Direction::Back => (strings.nothing_to_undo, strings.undone),
        Direction::Forward => (strings.nothing_to_redo, strings.redone),
    };
    let Some((target, readings)) = step else {
        model.message = Some(nothing.to_owned());
        return Effect::None;
    };
    if let Some(readings) = readings {
        put_in_force(model, &readings);
        model.message = Some(done.to_owned());
        return Effect::None;
    }
    model.refresh();
    model.screen = Screen::Form;
    if let Some(work) = &mut model.work {
        work.editor.settle();
    }
    model.focus(target);
    model.message = Some(done.to_owned());
    let named = model.work.as_ref().is_some_and(|work| work.file.is_some());
    if named { Effect::Save } else { Effect::None }
}
