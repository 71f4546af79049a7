//! The start screen: the list of profiles and what is done to whole profiles.

use crate::profile::Profile;
use crate::text::is_unsafe;
use crate::tui::calls::{self, open_saved, still_unsaved};
use crate::tui::editor::input::pasted;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::keys::Action;
use crate::tui::list::{Picked, digit};
use crate::tui::model::{Model, Screen};
use crate::tui::popups;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::purge::Purge;
use crate::tui::popups::quit::ask_to_leave;
use crate::tui::popups::rename::Rename;
use crate::tui::screens::settings::update::alter;
use crate::tui::screens::start::shelf::{FirstRun, Row, Sort, is_about};

/// The most characters of a filter.
const FILTER: usize = 60;

/// Acts.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
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
        Action::Left | Action::Right => {
            if let Some(Row::Setting(setting)) =
                model.shelf.rows().get(model.shelf.list.cursor()).copied()
            {
                return alter(model, setting, *action == Action::Right);
            }
        }
        Action::Sort => sort(model),
        Action::Bin => {
            let name = model.shelf.focused().map(|entry| entry.name.clone());
            return Effect::StoreCommand(StoreCommand::Bin(name));
        }
        Action::Copy | Action::CarryOver | Action::Rename | Action::Delete | Action::Purge => {
            return of_focused(model, action);
        }
        other => {
            let numbers = model.shelf.numbers();
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
        let numbers = model.shelf.numbers();
        let rows = numbers.iter().flatten().count();
        let number = format!("{}{digit}", model.shelf.list.typed());
        // Too large for a row, it may be a part of a name or of a telephone number.
        let is_row = number.parse().is_ok_and(|number: usize| number <= rows);
        if is_row || !model.shelf.entries.iter().any(|entry| is_about(entry, &number)) {
            model.shelf.list.type_digit(digit, &numbers);
        } else {
            narrow(model, number);
        }
    } else if c == '/' && filter.is_empty() {
        popups::find::open(model);
    } else if !is_unsafe(c) && c != ' ' && filter.chars().count() < FILTER {
        let filter = format!("{filter}{c}");
        narrow(model, filter);
    }
}

fn narrow(model: &mut Model, filter: String) {
    let focused = model.shelf.list.cursor();
    let found = !filter.is_empty();
    model.shelf.list.narrow(filter);
    model.shelf.list.go(focused);
    model.shelf.arrange();
    // The first profile found is what Enter opens.
    if found && model.shelf.focused().is_none() {
        let found = model.shelf.rows().iter().position(|row| !matches!(row, Row::New));
        model.shelf.list.go(found.unwrap_or(0));
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
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
    if let Row::Setting(setting) = chosen {
        return alter(model, setting, true);
    }
    if model.shelf.first_run == FirstRun::Asking {
        model.shelf.first_run = FirstRun::Taken;
    }
    match chosen {
        Row::Setting(_) => {}
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

/// Another order.
fn sort(model: &mut Model) {
    model.shelf.sort = model.shelf.sort.next();
    model.shelf.arrange();
    let strings = model.strings();
    let by = match model.shelf.sort {
        Sort::Changed => strings.sort_changed,
        Sort::Name => strings.sort_name,
        Sort::Total => strings.sort_total,
        Sort::Progress => strings.sort_progress,
    };
    model.message = Some(by.to_owned());
}
