//! What an action changes. No terminal, no disk: what must be done there is an [`Effect`].

use super::calls;
use super::component::Outcome;
use super::effect::{Effect, StoreCommand};
use super::hits::Hit;
use super::keys::Action;
use super::model::{Model, Screen};
use super::popups::paper::{Kind, Paper};
use super::popups::{self, quit::ask_to_leave};
use super::screens::{self, law, settings, what_if};
use super::session::Saved;

/// Acts; an answer that is to be saved is marked so until it is.
pub fn update(model: &mut Model, action: Action) -> Effect {
    let effect = act(model, action);
    if effect == Effect::Save
        && let Some(work) = &mut model.work
    {
        work.saved = Saved::Due;
    }
    effect
}

#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
fn act(model: &mut Model, action: Action) -> Effect {
    if action != Action::Resize {
        model.message = None;
    }
    match action {
        Action::Language => {
            model.lang = model.lang.other();
            if model.screen == Screen::WhatIf {
                what_if::update::compute(model);
            }
            return Effect::None;
        }
        Action::Resize => return Effect::None,
        Action::Quit => return ask_to_leave(model),
        Action::Wheel(down) => {
            return update(model, if down { Action::Down } else { Action::Up });
        }
        _ => {}
    }
    if matches!(action, Action::Paste(_)) && !model.takes_text() {
        model.message = Some(model.strings().no_field.to_owned());
        return Effect::None;
    }
    if let Some(mut popup) = model.popups.pop() {
        let depth = model.popups.len();
        return match popup.update(model, &action) {
            Outcome::Stay(effect) => {
                model.popups.insert(depth.min(model.popups.len()), popup);
                effect
            }
            Outcome::Close(effect) => effect,
            Outcome::Then(action) => update(model, action),
        };
    }
    match action {
        Action::Click(Hit::Key(at)) => {
            let binding = model.keymap.bindings().get(at);
            return match binding.map(|binding| binding.action.clone()) {
                Some(action) => update(model, action),
                None => Effect::None,
            };
        }
        Action::Page if model.work.is_some() => return Effect::Page { notes: false },
        Action::NewCall => return calls::new_call(model),
        Action::Switch => return calls::switch(model),
        Action::TakeBack if model.work.is_some() => return Effect::Sheets,
        Action::SaveElsewhere if model.work.is_some() => {
            return Effect::StoreCommand(StoreCommand::Places);
        }
        _ => {}
    }
    match opened_by(model, &action) {
        Some(open) => {
            open(model);
            Effect::None
        }
        None => screens::update(model, &action),
    }
}

/// What opens for an action that works on every screen.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
fn opened_by(model: &Model, action: &Action) -> Option<fn(&mut Model)> {
    let open: fn(&mut Model) = match action {
        Action::Find => popups::find::open,
        Action::Help => popups::help::open,
        Action::Menu => popups::menu::open,
        Action::Law => law::leads::open,
        Action::Settings => settings::update::open,
        Action::WhatIf => what_if::update::open,
        Action::TakeOver => popups::take_over::open,
        Action::Sections => popups::sections::open,
        Action::Readings => popups::readings::open,
        Action::Review => |model| model.push(Paper::new(Kind::Review)),
        Action::Steps => |model| model.push(Paper::new(Kind::Steps)),
        Action::Told => popups::told::open,
        Action::Hand => popups::hand::open,
        Action::Compare => popups::beside::open,
        Action::Route => popups::routes::open,
        _ => return None,
    };
    let without_profile = matches!(
        action,
        Action::Find
            | Action::Help
            | Action::Menu
            | Action::Law
            | Action::Settings
            | Action::WhatIf
            | Action::TakeOver
    );
    (without_profile || model.work.is_some()).then_some(open)
}
