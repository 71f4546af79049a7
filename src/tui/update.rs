//! What an action changes. No terminal, no disk: what must be done there is an [`Effect`].

use super::editor::Row;
use super::form::{first_of_step, take_pending};
use super::hits::Hit;
use super::keys::{Action, Place};
use super::model::{Model, Screen};
use super::popup::Popup;
use super::session::Saved;
use super::start::StoreCommand;
use super::{
    boxes, calls, compare, find, form, law, page, readings, result, routes, settings, start,
    what_if,
};

/// What the loop has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Write the profile at hand.
    Save,
    /// Read a saved profile.
    Load(String),
    /// Check and write settings.
    Configure(settings::Configure),
    /// Do something with whole profiles.
    StoreCommand(StoreCommand),
    /// Write the page for the caller.
    Page {
        /// With the notes.
        notes: bool,
    },
    /// Read a saved profile and show it beside the one at hand.
    Beside(String),
    /// Open a file in the browser.
    Browse(String),
    /// Leave.
    Quit,
}

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

fn act(model: &mut Model, action: Action) -> Effect {
    model.message = None;
    match action {
        Action::Language => {
            model.lang = model.lang.other();
            if model.screen == Screen::WhatIf {
                what_if::compute(model);
            }
            return Effect::None;
        }
        Action::Resize => return Effect::None,
        Action::Quit => return ask_to_leave(model),
        Action::Click(hit) if model.place() != Place::Popup => return clicked(model, hit),
        Action::Wheel(down) => {
            return update(model, if down { Action::Down } else { Action::Up });
        }
        _ => {}
    }
    if !matches!(model.place(), Place::Popup | Place::Find) {
        match action {
            Action::Page => return page::open(model, false),
            Action::NewCall => return calls::new_call(model),
            Action::SaveElsewhere if model.work.is_some() => {
                // What is typed is taken in first, and saved where it was until a place is chosen.
                if take_pending(model) == Effect::Save
                    && let Some(work) = &mut model.work
                {
                    work.saved = Saved::Due;
                }
                return Effect::StoreCommand(StoreCommand::Places);
            }
            _ => {}
        }
        if let Some(open) = screen_of(model, &action) {
            let effect = take_pending(model);
            open(model);
            return effect;
        }
    }
    if matches!(action, Action::Paste(_)) && !takes_a_paste(model) {
        model.message = Some(model.strings().no_field.to_owned());
        return Effect::None;
    }
    match model.place() {
        Place::Popup => boxes::popup(model, &action),
        Place::Find => find::update(model, &action),
        Place::Law => law::update(model, &action),
        Place::Settings => settings::update(model, &action),
        Place::WhatIf => what_if::update(model, &action),
        Place::Start => start::act(model, &action),
        Place::Form => form::act(model, &action),
        Place::Result => result::update(model, &action),
    }
}

/// Whether there is a field that a pasted text goes into.
fn takes_a_paste(model: &Model) -> bool {
    match model.place() {
        Place::Start | Place::Find => true,
        Place::Form => model.work.as_ref().is_some_and(|work| work.editor.has_field()),
        Place::Settings => model.settings.input.is_some(),
        Place::Popup => {
            matches!(model.popup, Some(Popup::Help { .. } | Popup::Rename))
        }
        Place::Law | Place::WhatIf | Place::Result => false,
    }
}

/// What opens for an action that works on every screen.
fn screen_of(model: &Model, action: &Action) -> Option<fn(&mut Model)> {
    Some(match action {
        Action::Find => find::open,
        Action::Law => law::open,
        Action::Settings => settings::open,
        Action::WhatIf => what_if::open,
        Action::Readings if model.work.is_some() => readings::open,
        Action::Compare if model.work.is_some() => compare::open,
        Action::Route if model.work.is_some() => routes::open,
        _ => return None,
    })
}

/// A click: what a key on the same thing does.
fn clicked(model: &mut Model, hit: Hit) -> Effect {
    match (model.place(), hit) {
        (_, Hit::Key(at)) => {
            match model.keymap.bindings().get(at).map(|binding| binding.action.clone()) {
                Some(action) => update(model, action),
                None => Effect::None,
            }
        }
        (Place::Form, Hit::Question(target)) => {
            let effect = take_pending(model);
            model.focus(target);
            effect
        }
        (Place::Form, Hit::EditorRow(row)) => {
            if let Some(work) = &mut model.work {
                work.editor.cursor = row;
                if work.editor.row() != Row::Field {
                    return update(model, Action::Enter);
                }
            }
            Effect::None
        }
        (Place::Form | Place::Result, Hit::Benefit(benefit)) => {
            let effect = take_pending(model);
            result::show_benefit(model, benefit);
            effect
        }
        (Place::Form, Hit::Step(step)) => {
            let effect = take_pending(model);
            if let Some(target) = first_of_step(model, step) {
                model.focus(target);
            }
            effect
        }
        (Place::Find, Hit::Row(row)) => find::click(model, row),
        (Place::Law, Hit::Row(at)) if at == model.law.cursor => update(model, Action::Enter),
        (Place::Law, Hit::Row(at)) => {
            model.law.cursor = at;
            Effect::None
        }
        (Place::Law, Hit::Step(article)) => {
            if let Some(article) = model.policy.articles.get(article) {
                let number = article.number;
                law::open_article(model, number);
            }
            Effect::None
        }
        (Place::Settings, hit @ Hit::Row(_)) => settings::update(model, &Action::Click(hit)),
        (Place::Start, Hit::Row(row)) => start::choose(model, row),
        _ => Effect::None,
    }
}

fn ask_to_leave(model: &mut Model) -> Effect {
    let failed = matches!(&model.work, Some(work) if matches!(work.saved, Saved::Failed(_)));
    match model.screen {
        Screen::Start if !failed => Effect::Quit,
        _ => {
            model.popup = Some(Popup::Quit { row: 0 });
            Effect::None
        }
    }
}

/// A saved profile was read: go on where it was left.
pub fn loaded(model: &mut Model, profile: crate::profile::Profile, name: String) {
    model.open(profile, Some(name));
    match model.next_due(None) {
        Some(due) => model.focus(due),
        None => model.screen = Screen::Result,
    }
}

/// The profile at hand was written, or not.
pub fn saved(model: &mut Model, outcome: Result<String, String>) {
    if let Some(work) = &mut model.work {
        match outcome {
            Ok(name) => {
                work.file = Some(name);
                work.saved = Saved::Yes;
                work.told_unsaved = false;
            }
            Err(why) => {
                // Told once; while it goes on the header says so, as it does of a read-only one.
                let told = std::mem::replace(&mut work.told_unsaved, true);
                if !told && !work.read_only && model.popup.is_none() {
                    model.popup = Some(Popup::Unsaved { row: 0 });
                }
                work.saved = Saved::Failed(why);
            }
        }
    }
}
