//! Calls: a profile is put aside as it stands, another is opened, the first is taken up again.

use crate::profile::Profile;

use super::editor::rows::Target;
use super::effect::{Effect, StoreCommand};
use super::model::{Model, Screen};
use super::screens::start::shelf::Parked;
use super::session::{Saved, Session};

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
    model.shelf.arrange();
    model.message = Some(format!("{}{name}", model.strings().removed_from_list));
    Effect::StoreCommand(StoreCommand::LetGo(parked.number))
}

fn is_blank(work: &Session) -> bool {
    let nothing = work.profile.answers.answered().next().is_none();
    let at_start = work.editor.target == Target::YEAR;
    work.file.is_none() && nothing && work.profile.unsure.is_empty() && at_start
}

/// The call that comes in, at a time.
pub fn call(model: &mut Model, stamp: &str) {
    let profile = Profile::new(&model.policy, model.first_year());
    model.open(profile, None);
    // The file goes by the time until there is a name: typing one must not go on with it.
    let call = format!("{} {stamp}", model.strings().call);
    model.work.iter_mut().for_each(|work| work.call = Some(call.clone()));
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
    parked.work.title().unwrap_or(model.strings().unnamed).to_owned()
}

/// What is not on the disk is not left behind: it is shown and saved again; F12 puts it aside.
pub fn still_unsaved(model: &mut Model) -> Option<Effect> {
    let work = model.work.as_ref()?;
    if !matches!(work.saved, Saved::Failed(_)) {
        return None;
    }
    model.screen = Screen::Form;
    model.popups.clear();
    model.message = Some(model.keymap.spell(model.strings().still_unsaved));
    Some(Effect::Save)
}

/// Opens a saved profile: one that was put aside as it was left, for opened twice it would find
/// our own lock.
pub fn open_saved(model: &mut Model, name: String) -> Effect {
    if let Some(stay) = still_unsaved(model) {
        return stay;
    }
    // Still at hand: as it was left, with what is half typed.
    if model.work.as_ref().is_some_and(|work| work.file.as_ref() == Some(&name)) {
        model.screen = Screen::Form;
        return Effect::None;
    }
    match model.shelf.parked.iter().position(|parked| parked.work.file.as_ref() == Some(&name)) {
        Some(at) => resume(model, at),
        None => Effect::Load(name),
    }
}
