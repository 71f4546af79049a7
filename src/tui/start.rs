//! The start screen: the list of profiles and what is done to whole profiles.

use crate::profile::{Carried, Profile};

use super::calls;
use super::component::Chooser;
use super::input::pasted;
use super::keys::Action;
use super::list::{Picked, digit, numbered};
use super::model::{Model, Screen};
use super::popups::{carry::Carry, purge::Purge, rename::Rename};
use super::profiles::{self, Row};
use super::session::Saved;
use super::update::{Effect, ask_to_leave, open_popup};

/// The most characters of a filter.
const FILTER: usize = 60;

/// What the loop does to whole profiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreCommand {
    /// Copy a profile.
    Copy(String),
    /// Read a profile and carry it over.
    Carry(String),
    /// Save the profile at hand as a new file.
    SaveAs(String),
    /// Give a profile another name.
    Rename {
        /// The present one.
        from: String,
        /// The new one.
        to: String,
    },
    /// Move a profile to the bin.
    Delete(String),
    /// Look into the bin, and into the history of a profile.
    Bin(Option<String>),
    /// Bring a deleted profile back.
    Restore(String),
    /// Bring an earlier state back.
    BringBack {
        /// The profile.
        name: String,
        /// The state.
        number: u32,
    },
    /// Remove a profile for good, its history and those of its name in the bin too.
    Purge(String),
    /// Look where else the profile at hand could be saved.
    Places,
    /// Save the profile at hand in a folder, and go on there.
    SaveIn(std::path::PathBuf),
    /// Save the profile at hand although another window has it open.
    TakeOver,
    /// Remove all deleted profiles for good.
    EmptyBin,
    /// Open a profile named by the time; the place of the one at hand is kept for later.
    NewCall {
        /// Under which number it was parked.
        parked: Option<u32>,
    },
    /// Go on with a parked profile.
    Resume(u32),
    /// Go on with a parked profile, the one at hand being parked.
    Switch {
        /// Under which number it was parked.
        parked: Option<u32>,
        /// The one to go on with.
        to: u32,
    },
    /// Close a parked profile.
    LetGo(u32),
}

/// Acts.
pub fn act(model: &mut Model, action: &Action) -> Effect {
    match action {
        Action::Back if !model.shelf.list.filter().is_empty() => narrow(model, String::new()),
        Action::Back => return ask_to_leave(model),
        Action::Insert(c) => typed(model, *c),
        Action::Paste(text) => {
            let filter = model.shelf.list.filter().to_owned();
            let room = FILTER.saturating_sub(filter.chars().count());
            let (line, more) = pasted(text.trim_start(), room);
            narrow(model, filter + line.trim_end());
            model.message = more.then(|| model.strings().too_long.to_owned());
        }
        Action::Backspace if model.shelf.list.typed().is_empty() => {
            let mut filter = model.shelf.list.filter().to_owned();
            filter.pop();
            narrow(model, filter);
        }
        Action::Sort => profiles::sort(model),
        Action::Bin => {
            let name = model.shelf.focused().map(|entry| entry.name.clone());
            return Effect::StoreCommand(StoreCommand::Bin(name));
        }
        Action::Copy | Action::CarryOver | Action::Rename | Action::Delete | Action::Purge => {
            return of_focused(model, action);
        }
        other if open_popup(model, other) => {}
        other => {
            let numbers = numbered(model.shelf.rows().len());
            if let Picked::Chosen(row) = model.shelf.list.update(other, &numbers) {
                return choose(model, row);
            }
        }
    }
    Effect::None
}

/// A digit goes to the row of that number where nothing else is typed; all else narrows the list.
fn typed(model: &mut Model, c: char) {
    let filter = model.shelf.list.filter();
    if let Some(digit) = digit(c).filter(|_| filter.is_empty()) {
        let rows = model.shelf.rows().len();
        let number = format!("{}{digit}", model.shelf.list.typed());
        // Too large for a row, it may be a part of a name or of a telephone number.
        let is_row = number.parse().is_ok_and(|number: usize| number <= rows);
        if is_row || !model.shelf.entries.iter().any(|entry| profiles::is_about(entry, &number)) {
            model.shelf.list.type_digit(digit, &numbered(rows));
        } else {
            narrow(model, number);
        }
    } else if c == '/' && filter.is_empty() {
        super::popups::find::open(model);
    } else if !crate::text::is_unsafe(c) && c != ' ' && filter.chars().count() < FILTER {
        let filter = format!("{filter}{c}");
        narrow(model, filter);
    }
}

fn narrow(model: &mut Model, filter: String) {
    let focused = model.shelf.list.cursor();
    let found = !filter.is_empty();
    model.shelf.list.narrow(filter);
    model.shelf.list.go(focused);
    profiles::arrange(model);
    // The first profile found is what Enter opens.
    if found && model.shelf.focused().is_none() {
        let found = model.shelf.rows().iter().position(|row| !matches!(row, Row::New));
        model.shelf.list.go(found.unwrap_or(0));
    }
}

fn of_focused(model: &mut Model, action: &Action) -> Effect {
    if let Some(Row::Parked(at)) = model.shelf.rows().get(model.shelf.list.cursor())
        && *action == Action::Delete
    {
        return calls::remove(model, *at);
    }
    let Some(name) = model.shelf.focused().map(|entry| entry.name.clone()) else {
        model.message = Some(model.strings().choose_saved.to_owned());
        return Effect::None;
    };
    if model.shelf.parked.iter().any(|parked| parked.work.file.as_ref() == Some(&name)) {
        model.message = Some(model.strings().parked_first.to_owned());
        return Effect::None;
    }
    // What is not on the disk yet would be missing from the copy, or lost with the old name.
    let at_hand = model.work.as_ref().is_some_and(|work| work.file.as_ref() == Some(&name));
    if at_hand
        && !matches!(action, Action::Delete | Action::Purge)
        && let Some(stay) = still_unsaved(model)
    {
        return stay;
    }
    Effect::StoreCommand(match action {
        Action::Copy => StoreCommand::Copy(name),
        Action::CarryOver => StoreCommand::Carry(name),
        Action::Delete => StoreCommand::Delete(name),
        Action::Purge => {
            model.push(Chooser::new(Purge(name), 0));
            return Effect::None;
        }
        _ => {
            model.push(Rename::of(name));
            return Effect::None;
        }
    })
}

/// Opens what a row stands for.
pub fn choose(model: &mut Model, row: usize) -> Effect {
    let Some(chosen) = model.shelf.rows().get(row).copied() else { return Effect::None };
    model.shelf.list.go(row);
    if let Some(stay) = still_unsaved(model) {
        return stay;
    }
    match chosen {
        Row::New => {
            let profile = Profile::new(&model.policy, model.first_year());
            model.open(profile, None);
            return Effect::New;
        }
        Row::Parked(at) => return calls::resume(model, at),
        Row::Saved(at) => {
            let Some(name) = model.shelf.entries.get(at).map(|entry| entry.name.clone()) else {
                return Effect::None;
            };
            return open_saved(model, name);
        }
        Row::Sample(at) => {
            if let Some(sample) = model.shelf.samples.get(at) {
                let profile = sample.profile.clone();
                model.open(profile, None);
                model.screen = Screen::Result;
            }
        }
    }
    Effect::None
}

/// What is not on the disk is not left behind: it is shown and saved again; F12 puts it aside.
fn still_unsaved(model: &mut Model) -> Option<Effect> {
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
        Some(at) => calls::resume(model, at),
        None => Effect::Load(name),
    }
}

/// A profile was carried over: it is looked at before it is saved.
pub fn carried(model: &mut Model, name: String, year: i32, carried: Carried) {
    model.push(Chooser::new(Carry { name, year, carried: Some(carried) }, 0));
}

/// Takes up the profile that was carried over.
pub fn take_carried(model: &mut Model, name: &str, carried: Carried) -> Effect {
    let year = carried.profile.year;
    let old = format!("{}", year - 1);
    // 启元 2026 becomes 启元 2027.
    let base = name.strip_suffix(&old).unwrap_or(name).trim_end().to_owned();
    model.open(carried.profile, None);
    if let Some(due) = model.next_due(None) {
        model.focus(due);
    }
    Effect::StoreCommand(StoreCommand::SaveAs(format!("{base} {year}")))
}
