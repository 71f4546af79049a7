//! What an action changes in a box on top of a screen.

use super::form::{first_of_step, take_pending};
use super::hits::Hit;
use super::keys::Action;
use super::model::{Model, Screen};
use super::offers::{is_read_only, menu};
use super::popup::Popup;
use super::rows::Target;
use super::session::Saved;
use super::start::{self, StoreCommand};
use super::update::{Effect, update};
use super::{compare, law, page, readings, routes};

/// Opens the box of an action that has one; false if it has none.
pub fn open(model: &mut Model, action: &Action) -> bool {
    let popup = match action {
        Action::Help => {
            model.help_filter.clear();
            Popup::Help { scroll: 0 }
        }
        Action::Menu => Popup::Menu { row: 0 },
        Action::TakeOver if is_read_only(model) => Popup::TakeOver { row: 0 },
        Action::TakeOver => {
            model.message = Some(model.strings().not_elsewhere.to_owned());
            return true;
        }
        Action::Sections if model.work.is_some() => {
            let target = model.work.as_ref().map_or(Target::Year, |work| work.editor.target);
            Popup::Sections { row: model.step_of(target) }
        }
        _ => return false,
    };
    model.popup = Some(popup);
    true
}

/// Acts on the box on top.
pub fn popup(model: &mut Model, action: &Action) -> Effect {
    let Some(popup) = model.popup else { return Effect::None };
    if *action == Action::Back {
        model.popup = match popup {
            Popup::Term { back: Some(row), .. } => Some(Popup::Sentence { row }),
            _ => None,
        };
        return Effect::None;
    }
    if popup == Popup::Rename {
        return start::rename(model, action);
    }
    if let Popup::Carry { row, scroll } = popup
        && let Some(scroll) = match action {
            Action::PageUp | Action::Left => Some(scroll.saturating_sub(5)),
            Action::PageDown | Action::Right => Some(scroll + 5),
            _ => None,
        }
    {
        model.popup = Some(Popup::Carry { row, scroll });
        return Effect::None;
    }
    let rows = match popup {
        Popup::Menu { .. } => menu(model).len(),
        Popup::Sections { .. } => model.steps().len(),
        Popup::Routes { .. } => routes::routes(model).len(),
        Popup::Page { .. } => page::ROWS,
        Popup::Readings { .. } => readings::options(model).len(),
        Popup::Beside { .. } => compare::offers(model).len(),
        Popup::Compared { .. } => usize::MAX,
        Popup::Quit { .. } | Popup::Unsaved { .. } => 3,
        Popup::Sentence { .. } => law::leads(model).len(),
        Popup::Elsewhere { .. } => model.places.len(),
        Popup::Carry { .. }
        | Popup::EmptyBin { .. }
        | Popup::Purge { .. }
        | Popup::TakeOver { .. } => 2,
        Popup::Bin { .. } => model.list.kept.len(),
        Popup::Rename => 0,
        Popup::Help { .. } | Popup::Term { .. } => usize::MAX,
    };
    match popup {
        Popup::Help { scroll } => {
            match action {
                Action::Insert(c) => search_for(model, c.encode_utf8(&mut [0; 4])),
                Action::Paste(text) => search_for(model, text),
                Action::Backspace => {
                    model.help_filter.pop();
                }
                _ => {}
            }
            model.popup = scrolled(scroll, action).map(|scroll| Popup::Help { scroll });
        }
        Popup::Term { at, scroll, back } => {
            let closed = back.map(|row| Popup::Sentence { row });
            let open = scrolled(scroll, action).map(|scroll| Popup::Term { at, scroll, back });
            model.popup = open.or(closed);
        }
        Popup::Compared { scroll } => {
            model.popup = scrolled(scroll, action).map(|scroll| Popup::Compared { scroll });
        }
        Popup::Menu { row }
        | Popup::Sections { row }
        | Popup::Routes { row }
        | Popup::Page { row }
        | Popup::Readings { row }
        | Popup::Beside { row }
        | Popup::Sentence { row }
        | Popup::Carry { row, .. }
        | Popup::Bin { row }
        | Popup::EmptyBin { row }
        | Popup::Unsaved { row }
        | Popup::Purge { row }
        | Popup::Elsewhere { row }
        | Popup::TakeOver { row }
        | Popup::Quit { row } => {
            let chosen = match action {
                Action::Digit(digit) if *digit >= 1 && usize::from(*digit) <= rows => {
                    Some(usize::from(*digit) - 1)
                }
                Action::Click(Hit::Row(at)) => Some(*at),
                Action::Enter => Some(row),
                _ => None,
            };
            if let Some(chosen) = chosen {
                return choose(model, popup, chosen);
            }
            let row = match action {
                Action::Up => row.checked_sub(1).unwrap_or(rows.saturating_sub(1)),
                Action::Down => (row + 1) % rows.max(1),
                _ => row,
            };
            model.popup = Some(match popup {
                Popup::Menu { .. } => Popup::Menu { row },
                Popup::Sections { .. } => Popup::Sections { row },
                Popup::Routes { .. } => Popup::Routes { row },
                Popup::Page { .. } => Popup::Page { row },
                Popup::Readings { .. } => Popup::Readings { row },
                Popup::Beside { .. } => Popup::Beside { row },
                Popup::Sentence { .. } => Popup::Sentence { row },
                Popup::Carry { scroll, .. } => Popup::Carry { row, scroll },
                Popup::Bin { .. } => Popup::Bin { row },
                Popup::EmptyBin { .. } => Popup::EmptyBin { row },
                Popup::Unsaved { .. } => Popup::Unsaved { row },
                Popup::Purge { .. } => Popup::Purge { row },
                Popup::Elsewhere { .. } => Popup::Elsewhere { row },
                Popup::TakeOver { .. } => Popup::TakeOver { row },
                _ => Popup::Quit { row },
            });
        }
        Popup::Rename => {}
    }
    Effect::None
}

/// Adds to what is looked for in the help, as far as there is room.
fn search_for(model: &mut Model, text: &str) {
    let room = 40usize.saturating_sub(model.help_filter.chars().count());
    model.help_filter.extend(text.chars().filter(|c| !crate::text::is_unsafe(*c)).take(room));
}

fn scrolled(scroll: usize, action: &Action) -> Option<usize> {
    match action {
        Action::Up => Some(scroll.saturating_sub(1)),
        Action::Down => Some(scroll + 1),
        Action::PageUp => Some(scroll.saturating_sub(10)),
        Action::PageDown => Some(scroll + 10),
        Action::Enter => None,
        _ => Some(scroll),
    }
}

fn choose(model: &mut Model, popup: Popup, row: usize) -> Effect {
    model.popup = None;
    match popup {
        Popup::Menu { .. } => match menu(model).get(row).map(|binding| binding.action.clone()) {
            Some(action) => update(model, action),
            None => Effect::None,
        },
        Popup::Sections { .. } => {
            let effect = take_pending(model);
            if let Some(target) = first_of_step(model, row) {
                model.focus(target);
            }
            effect
        }
        Popup::Routes { .. } => match routes::routes(model).get(row) {
            Some((way, _)) => routes::take(model, *way),
            None => Effect::None,
        },
        Popup::Page { .. } => page::choose(model, row),
        Popup::Beside { .. } => compare::choose(model, row),
        Popup::Readings { .. } => {
            readings::choose(model, row);
            Effect::None
        }
        Popup::Quit { .. } => match row {
            0 => Effect::None,
            1 => {
                let effect = take_pending(model);
                model.screen = Screen::Start;
                model.start_row = 0;
                effect
            }
            _ => match take_pending(model) {
                Effect::Save => {
                    model.quitting = true;
                    Effect::Save
                }
                _ => Effect::Quit,
            },
        },
        Popup::Unsaved { .. } => match row {
            0 => {
                if let Some(work) = &mut model.work {
                    work.saved = Saved::Due;
                    // If it fails again, that is told again.
                    work.told_unsaved = false;
                }
                Effect::Save
            }
            1 => Effect::StoreCommand(StoreCommand::Places),
            _ => Effect::None,
        },
        Popup::Sentence { .. } => match law::leads(model).get(row) {
            Some(lead) => law::follow(model, *lead, row),
            None => Effect::None,
        },
        Popup::Carry { .. } if row == 0 => start::take_carried(model),
        Popup::Bin { .. } => start::choose_kept(model, row),
        Popup::EmptyBin { .. } if row == 1 => Effect::StoreCommand(StoreCommand::EmptyBin),
        Popup::Purge { .. } if row == 1 => {
            Effect::StoreCommand(StoreCommand::Purge(std::mem::take(&mut model.list.purge)))
        }
        Popup::Elsewhere { .. } => match model.places.get(row) {
            Some(place) => Effect::StoreCommand(StoreCommand::SaveIn(place.clone())),
            None => Effect::None,
        },
        Popup::TakeOver { .. } if row == 1 => Effect::StoreCommand(StoreCommand::TakeOver),
        Popup::Help { .. }
        | Popup::Term { .. }
        | Popup::Compared { .. }
        | Popup::Rename
        | Popup::Carry { .. }
        | Popup::EmptyBin { .. }
        | Popup::Purge { .. }
        | Popup::TakeOver { .. } => Effect::None,
    }
}
