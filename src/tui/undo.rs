//! Undo and redo without limit: a profile is small, and a call is long.

use crate::profile::Profile;

use super::model::{Model, Screen};
use super::rows::Target;
use super::update::Effect;

/// Earlier states, and those that were undone.
#[derive(Clone, Default)]
pub struct Undo {
    past: Vec<(Profile, Target)>,
    future: Vec<(Profile, Target)>,
}

impl Undo {
    /// Remembers the state before a change at a question; what was undone before is gone.
    pub fn remember(&mut self, profile: &Profile, target: Target) {
        self.past.push((profile.clone(), target));
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

type State = (Profile, Target);

fn step(
    model: &mut Model,
    stacks: fn(&mut Undo) -> (&mut Vec<State>, &mut Vec<State>),
    back: bool,
) -> Effect {
    let strings = model.strings();
    let target = model.work.as_mut().and_then(|work| {
        let (from, to) = stacks(&mut work.undo);
        let (profile, target) = from.pop()?;
        to.push((std::mem::replace(&mut work.profile, profile), target));
        Some(target)
    });
    let Some(target) = target else {
        let nothing = if back { strings.nothing_to_undo } else { strings.nothing_to_redo };
        model.message = Some(nothing.to_owned());
        return Effect::None;
    };
    model.refresh();
    model.screen = Screen::Form;
    model.focus(target);
    model.message = Some(if back { strings.undone } else { strings.redone }.to_owned());
    let named = model.work.as_ref().is_some_and(|work| work.file.is_some());
    if named { Effect::Save } else { Effect::None }
}
