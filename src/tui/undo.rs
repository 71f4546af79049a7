//! Undo and redo without limit: a profile is small, and a call is long. Another reading is a step
//! as an answer is.

use crate::policy::Readings;
use crate::profile::Profile;

use super::editor::rows::Target;

/// A state of the profile at a question, with the readings where those were changed.
type State = (Profile, Target, Option<Readings>);

/// Which way a step goes.
#[derive(Clone, Copy, Debug)]
pub enum Direction {
    /// A change is taken back.
    Back,
    /// A change is made again.
    Forward,
}

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

    /// Puts the state before, or the one undone last, in the place of the profile; returns its
    /// question, and the readings where those were changed. None where there is no such state.
    pub fn step(
        &mut self,
        direction: Direction,
        profile: &mut Profile,
        readings: &Readings,
    ) -> Option<(Target, Option<Readings>)> {
        let (from, to) = match direction {
            Direction::Back => (&mut self.past, &mut self.future),
            Direction::Forward => (&mut self.future, &mut self.past),
        };
        let (state, target, before) = from.pop()?;
        let now = before.as_ref().map(|_| readings.clone());
        to.push((std::mem::replace(profile, state), target, now));
        Some((target, before))
    }

    /// How many changes can be taken back.
    #[cfg(test)]
    pub fn steps(&self) -> usize {
        self.past.len()
    }
}
