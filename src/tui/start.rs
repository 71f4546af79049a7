//! The start screen: the list of profiles and what is done to whole profiles.

use crate::profile::{Carried, Profile};

use super::input::pasted;
use super::keys::Action;
use super::list::{self, Entry, Kept};
use super::model::{Model, Screen, StartRow};
use super::popup::Popup;
use super::session::Saved;
use super::update::{Effect, update};
use super::{boxes, calls};

/// The most characters of a filter, and of a name.
const FILTER: usize = 60;
const NAME: usize = 200;

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
}

/// The saved profile under the focus.
pub fn focused(model: &Model) -> Option<&Entry> {
    match model.start_rows().get(model.start_row) {
        Some(StartRow::Saved(at)) => model.entries.get(*at),
        _ => None,
    }
}

/// Acts.
pub fn act(model: &mut Model, action: &Action) -> Effect {
    let rows = model.start_rows();
    let last = rows.len().saturating_sub(1);
    match action {
        Action::Up => model.start_row = model.start_row.saturating_sub(1),
        Action::Down => model.start_row = (model.start_row + 1).min(last),
        Action::PageUp => model.start_row = model.start_row.saturating_sub(10),
        Action::PageDown => model.start_row = (model.start_row + 10).min(last),
        Action::Home => model.start_row = 0,
        Action::End => model.start_row = last,
        Action::Enter => return choose(model, model.start_row.min(last)),
        Action::Back if !model.list.filter.is_empty() => narrow(model, String::clear),
        Action::Back => return Effect::Quit,
        Action::Insert(c) => return typed(model, *c),
        Action::Paste(text) => {
            let room = FILTER.saturating_sub(model.list.filter.chars().count());
            let (line, more) = pasted(text.trim_start(), room);
            narrow(model, |filter| filter.push_str(line.trim_end()));
            model.message = more.then(|| model.strings().too_long.to_owned());
        }
        Action::Backspace => narrow(model, |filter| {
            filter.pop();
        }),
        Action::Sort => list::sort(model),
        Action::Bin => {
            let name = focused(model).map(|entry| entry.name.clone());
            return Effect::StoreCommand(StoreCommand::Bin(name));
        }
        Action::Copy | Action::CarryOver | Action::Rename | Action::Delete | Action::Purge => {
            return of_focused(model, action);
        }
        other => {
            boxes::open(model, other);
        }
    }
    Effect::None
}

/// A character: the number of a row or the search where nothing is typed yet, else the filter.
fn typed(model: &mut Model, c: char) -> Effect {
    if model.list.filter.is_empty() {
        let digit = match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            other => Some(other),
        };
        match (c, digit.and_then(|digit| digit.to_digit(10))) {
            ('/', _) => return update(model, Action::Find),
            (' ', _) => return update(model, Action::Enter),
            (_, Some(digit)) => {
                let row = (digit as usize).checked_sub(1);
                let there = row.filter(|row| *row < model.start_rows().len());
                return there.map_or(Effect::None, |row| choose(model, row));
            }
            _ => {}
        }
    }
    if !crate::text::is_unsafe(c) && model.list.filter.chars().count() < FILTER {
        narrow(model, |filter| filter.push(c));
    }
    Effect::None
}

fn narrow(model: &mut Model, change: impl FnOnce(&mut String)) {
    change(&mut model.list.filter);
    list::arrange(model);
    // The first profile found is what Enter opens.
    if !model.list.filter.is_empty() && focused(model).is_none() {
        let rows = model.start_rows();
        let found = rows.iter().position(|row| !matches!(row, StartRow::New));
        model.start_row = found.unwrap_or(0);
    }
}

fn of_focused(model: &mut Model, action: &Action) -> Effect {
    let Some(name) = focused(model).map(|entry| entry.name.clone()) else {
        model.message = Some(model.strings().choose_saved.to_owned());
        return Effect::None;
    };
    if model.parked.iter().any(|parked| parked.work.file.as_ref() == Some(&name)) {
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
            model.list.purge = name;
            model.popup = Some(Popup::Purge { row: 0 });
            return Effect::None;
        }
        _ => {
            let input = tui_input::Input::new(name.clone());
            model.list.rename = list::Rename { from: name, input, fault: None };
            model.popup = Some(Popup::Rename);
            return Effect::None;
        }
    })
}

/// Opens what a row stands for.
pub fn choose(model: &mut Model, row: usize) -> Effect {
    let rows = model.start_rows();
    let Some(chosen) = rows.get(row).copied() else { return Effect::None };
    model.start_row = row;
    if let Some(stay) = still_unsaved(model) {
        return stay;
    }
    match chosen {
        StartRow::New => {
            let profile = Profile::new(&model.policy, model.first_year());
            model.open(profile, None);
        }
        StartRow::Parked(at) => return calls::resume(model, at),
        StartRow::Saved(at) => {
            let Some(name) = model.entries.get(at).map(|entry| entry.name.clone()) else {
                return Effect::None;
            };
            return open_saved(model, name);
        }
        StartRow::Sample(at) => {
            if let Some(sample) = model.samples.get(at) {
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
    model.popup = None;
    model.message = Some(model.keymap.spell(model.strings().still_unsaved));
    Some(Effect::Save)
}

/// Opens a saved profile: one that was put aside as it was left, for opened twice it would find
/// our own lock.
pub fn open_saved(model: &mut Model, name: String) -> Effect {
    if let Some(stay) = still_unsaved(model) {
        return stay;
    }
    match model.parked.iter().position(|parked| parked.work.file.as_ref() == Some(&name)) {
        Some(at) => calls::resume(model, at),
        None => Effect::Load(name),
    }
}

/// A profile was carried over: it is looked at before it is saved.
pub fn carried(model: &mut Model, name: String, year: i32, carried: Carried) {
    model.list.carried = Some((name, year, carried));
    model.popup = Some(Popup::Carry { row: 0, scroll: 0 });
}

/// Takes up the profile that was carried over.
pub fn take_carried(model: &mut Model) -> Effect {
    let Some((name, _, carried)) = model.list.carried.take() else { return Effect::None };
    let year = carried.profile.year;
    let old = format!("{}", year - 1);
    // 启元 2026 becomes 启元 2027.
    let base = name.strip_suffix(&old).unwrap_or(&name).trim_end().to_owned();
    model.open(carried.profile, None);
    if let Some(due) = model.next_due(None) {
        model.focus(due);
    }
    Effect::StoreCommand(StoreCommand::SaveAs(format!("{base} {year}")))
}

/// Acts in the box that asks for a new name.
pub fn rename(model: &mut Model, action: &Action) -> Effect {
    use tui_input::InputRequest as Request;
    let rename = &mut model.list.rename;
    let request = match action {
        Action::Enter => {
            let to = rename.input.value().trim().to_owned();
            if to.is_empty() || to == rename.from {
                model.popup = None;
                return Effect::None;
            }
            return Effect::StoreCommand(StoreCommand::Rename { from: rename.from.clone(), to });
        }
        Action::Insert(c) if !crate::text::is_unsafe(*c) => Some(Request::InsertChar(*c)),
        Action::Paste(text) => {
            let room = NAME.saturating_sub(rename.input.value().chars().count());
            let (kept, more) = pasted(text, room);
            for c in kept.chars() {
                rename.input.handle(Request::InsertChar(c));
            }
            rename.fault = None;
            model.message = more.then(|| model.strings().too_long.to_owned());
            return Effect::None;
        }
        Action::Backspace => Some(Request::DeletePrevChar),
        Action::DeleteChar => Some(Request::DeleteNextChar),
        Action::Left => Some(Request::GoToPrevChar),
        Action::Right => Some(Request::GoToNextChar),
        Action::Home => Some(Request::GoToStart),
        Action::End => Some(Request::GoToEnd),
        _ => None,
    };
    if let Some(request) = request {
        rename.input.handle(request);
    }
    rename.fault = None;
    Effect::None
}

/// What was kept was looked up.
pub fn kept(model: &mut Model, mut kept: Vec<Kept>) {
    if kept.iter().any(|row| matches!(row, Kept::Deleted(_))) {
        kept.push(Kept::Empty);
    }
    model.list.kept = kept;
    model.popup = Some(Popup::Bin { row: 0 });
}

/// Acts on a row of the bin and the history.
pub fn choose_kept(model: &mut Model, row: usize) -> Effect {
    match model.list.kept.get(row) {
        Some(Kept::State { name, state }) => Effect::StoreCommand(StoreCommand::BringBack {
            name: name.clone(),
            number: state.number,
        }),
        Some(Kept::Deleted(deleted)) => {
            Effect::StoreCommand(StoreCommand::Restore(deleted.id.clone()))
        }
        Some(Kept::Empty) => {
            model.popup = Some(Popup::EmptyBin { row: 0 });
            Effect::None
        }
        None => Effect::None,
    }
}
