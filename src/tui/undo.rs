//! Undo and redo without limit: a profile is small, and a call is long. Another reading is a step
//! as an answer is.

use crate::policy::Readings;
use crate::profile::Profile;

use super::model::{Model, Screen};
use super::rows::Target;
use super::update::Effect;

/// A state of the profile at a question, with the readings where those were changed.
type State = (Profile, Target, Option<Readings>);

/// Earlier states, and those that were undone.
#[derive(Clone, Default)]
pub struct Undo {
    past: Vec<State>,
    future: Vec<State>,
}

impl Undo {
    /// Remembers the state before a change at a question; what was undone before is gone.
    pub fn remember(&mut self, profile: &Profile, target: Target) {
        self.past.push((profile.clone(), target, None));
        self.future.clear();
    }

    /// Remembers the readings before others are put in force.
    pub fn remember_readings(&mut self, profile: &Profile, target: Target, readings: &Readings) {
        self.past.push((profile.clone(), target, Some(readings.clone())));
        self.future.clear();
    }

    /// How many changes can be taken back.
    #[cfg(test)]
    pub fn steps(&self) -> usize {
        self.past.len()
    }
}

/// Takes the last change back.
pub fn undo(model: &mut Model) -> Effect {
    step(model, |undo| (&mut undo.past, &mut undo.future), true)
}

/// Makes the change again that was taken back last.
pub fn redo(model: &mut Model) -> Effect {
    step(model, |undo| (&mut undo.future, &mut undo.past), false)
}

fn step(
    model: &mut Model,
    stacks: fn(&mut Undo) -> (&mut Vec<State>, &mut Vec<State>),
    back: bool,
) -> Effect {
    let strings = model.strings();
    let now = model.program.readings().clone();
    let state = model.work.as_mut().and_then(|work| {
        let (from, to) = stacks(&mut work.undo);
        let (profile, target, readings) = from.pop()?;
        let other = readings.as_ref().map(|_| now.clone());
        to.push((std::mem::replace(&mut work.profile, profile), target, other));
        Some((target, readings))
    });
    let Some((target, readings)) = state else {
        let nothing = if back { strings.nothing_to_undo } else { strings.nothing_to_redo };
        model.message = Some(nothing.to_owned());
        return Effect::None;
    };
    let done = if back { strings.undone } else { strings.redone }.to_owned();
    if let Some(readings) = readings {
        super::readings::put_in_force(model, &readings);
        model.message = Some(done);
        return Effect::None;
    }
    model.refresh();
    model.screen = Screen::Form;
    if let Some(work) = &mut model.work {
        work.editor.settle();
    }
    model.focus(target);
    model.message = Some(done);
    let named = model.work.as_ref().is_some_and(|work| work.file.is_some());
    if named { Effect::Save } else { Effect::None }
}
