//! Calls: a profile is put aside as it stands, another is opened, the first is taken up again.

use crate::profile::Profile;

use super::model::{Model, Screen};
use super::profiles;
use super::session::{Saved, Session};
use super::start::StoreCommand;
use super::update::Effect;

/// A profile put aside, as it was: half-typed text included.
pub struct Parked {
    /// Its number.
    pub number: u32,
    /// The work.
    pub work: Session,
    /// The screen it was on.
    pub screen: Screen,
}

/// Puts the profile at hand aside and opens one for the call that comes in.
pub fn new_call(model: &mut Model) -> Effect {
    let parked = park(model);
    Effect::StoreCommand(StoreCommand::NewCall { parked })
}

/// Puts the profile at hand aside, unless there is nothing to come back to; returns its number.
fn park(model: &mut Model) -> Option<u32> {
    let left = model.screen == Screen::Start;
    let screen = match model.screen {
        Screen::Result => Screen::Result,
        Screen::Start | Screen::Form | Screen::Law | Screen::Settings | Screen::WhatIf => {
            Screen::Form
        }
    };
    let work = model.work.take()?;
    let failed = matches!(work.saved, Saved::Failed(_));
    if !failed && !work.is_unsaved() && (left || is_blank(&work)) {
        return None;
    }
    model.shelf.parked_so_far += 1;
    let number = model.shelf.parked_so_far;
    // The newest first.
    model.shelf.parked.insert(0, Parked { number, work, screen });
    Some(number)
}

/// Back to the profile put aside last; the one at hand is put aside for it.
pub fn switch(model: &mut Model) -> Effect {
    if model.shelf.parked.is_empty() {
        model.message = Some(model.strings().nothing_parked.to_owned());
        return Effect::None;
    }
    let at = model.shelf.parked.len();
    let parked = park(model);
    let last = model.shelf.parked.len() - at;
    let Some(number) = model.shelf.parked.get(last).map(|parked| parked.number) else {
        return Effect::None;
    };
    take_up(model, last);
    Effect::StoreCommand(StoreCommand::Switch { parked, to: number })
}

/// Takes a profile off the list of those put aside. Its answers are saved; what is not keeps it.
pub fn remove(model: &mut Model, at: usize) -> Effect {
    let Some(parked) = model.shelf.parked.get(at) else { return Effect::None };
    if parked.work.is_unsaved() {
        model.message = Some(model.strings().parked_unsaved.to_owned());
        return Effect::None;
    }
    let name = parked_title(model, parked);
    let parked = model.shelf.parked.remove(at);
    profiles::arrange(model);
    model.message = Some(format!("{}{name}", model.strings().removed_from_list));
    Effect::StoreCommand(StoreCommand::LetGo(parked.number))
}

fn is_blank(work: &Session) -> bool {
    let nothing = work.profile.answers.answered().next().is_none();
    let at_start = work.editor.target == super::rows::Target::Year;
    work.file.is_none() && nothing && work.profile.unsure.is_empty() && at_start
}

/// The call that comes in, at a time.
pub fn call(model: &mut Model, stamp: &str) {
    let mut profile = Profile::new(&model.policy, model.first_year());
    profile.enterprise.name = format!("{} {stamp}", model.strings().call);
    model.open(profile, None);
    if let Some(parked) = model.shelf.parked.first() {
        let name = parked_title(model, parked);
        model.message = Some(format!("{}{name}", model.strings().parked_now));
    }
}

/// Takes up a profile that was put aside, as it was left.
pub fn resume(model: &mut Model, at: usize) -> Effect {
    match take_up(model, at) {
        Some(number) => Effect::StoreCommand(StoreCommand::Resume(number)),
        None => Effect::None,
    }
}

fn take_up(model: &mut Model, at: usize) -> Option<u32> {
    if at >= model.shelf.parked.len() {
        return None;
    }
    let parked = model.shelf.parked.remove(at);
    model.work = Some(parked.work);
    model.screen = parked.screen;
    model.popups.clear();
    // The readings may be others by now; the editor stays as it was.
    model.refresh();
    Some(parked.number)
}

/// What a parked profile is called.
pub fn parked_title(model: &Model, parked: &Parked) -> String {
    match (parked.work.profile.enterprise.name.as_str(), &parked.work.file) {
        ("", Some(file)) => file.clone(),
        ("", None) => model.strings().unnamed.to_owned(),
        (name, _) => name.to_owned(),
    }
}
