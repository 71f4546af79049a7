//! Calls: a profile is put aside as it stands, another is opened, the first is taken up again.

use crate::profile::Profile;

use super::model::{Model, Screen};
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
    let left = model.screen == Screen::Start;
    let screen = match model.screen {
        Screen::Result => Screen::Result,
        _ => Screen::Form,
    };
    let mut number = None;
    if let Some(work) = model.work.take() {
        let failed = matches!(work.saved, Saved::Failed(_));
        if failed || work.is_unsaved() || !(left || is_blank(&work)) {
            model.shelf.parked_so_far += 1;
            number = Some(model.shelf.parked_so_far);
            model
                .shelf
                .parked
                .insert(0, Parked { number: model.shelf.parked_so_far, work, screen });
        }
    }
    Effect::StoreCommand(StoreCommand::NewCall { parked: number })
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
    if at >= model.shelf.parked.len() {
        return Effect::None;
    }
    let parked = model.shelf.parked.remove(at);
    model.work = Some(parked.work);
    model.screen = parked.screen;
    model.popups.clear();
    // The readings may be others by now; the editor stays as it was.
    model.refresh();
    Effect::StoreCommand(StoreCommand::Resume(parked.number))
}

/// What a parked profile is called.
pub fn parked_title(model: &Model, parked: &Parked) -> String {
    match (parked.work.profile.enterprise.name.as_str(), &parked.work.file) {
        ("", Some(file)) => file.clone(),
        ("", None) => model.strings().unnamed.to_owned(),
        (name, _) => name.to_owned(),
    }
}
