//! What an action changes. No terminal, no disk: what must be done there is an [`Effect`].

use super::component::{Chooser, Reader};
use super::form::first_of_step;
use super::hits::Hit;
use super::keys::{Action, Place};
use super::model::{Model, Screen};
use super::offers::is_read_only;
use super::popups::{self, help::Help, menu::Menu, quit::Quit, sections::Sections};
use super::rows::Target;
use super::session::{Saved, Session};
use super::start::StoreCommand;
use super::{calls, compare, form, law, readings, result, settings, start, what_if};

/// What the loop has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Write the profile at hand.
    Save,
    /// Read a saved profile.
    Load(String),
    /// A new profile was begun: what was typed for one before is shown again.
    New,
    /// Check and write settings.
    Configure(settings::Configure),
    /// Do something with whole profiles.
    StoreCommand(StoreCommand),
    /// Write the page to print.
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
    if action != Action::Resize {
        model.message = None;
    }
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
        Action::Wheel(down) => {
            return update(model, if down { Action::Down } else { Action::Up });
        }
        _ => {}
    }
    if matches!(action, Action::Paste(_)) && !model.takes_text() {
        model.message = Some(model.strings().no_field.to_owned());
        return Effect::None;
    }
    if !model.popups.is_empty() {
        return model.update_popup(&action);
    }
    match action {
        Action::Click(hit) => return clicked(model, hit),
        Action::Page if model.work.is_some() => return Effect::Page { notes: false },
        Action::NewCall => return calls::new_call(model),
        Action::Switch => return calls::switch(model),
        Action::SaveElsewhere if model.work.is_some() => {
            return Effect::StoreCommand(StoreCommand::Places);
        }
        _ => {}
    }
    if let Some(open) = screen_of(model, &action) {
        open(model);
        return Effect::None;
    }
    match model.screen {
        Screen::Law => law::update(model, &action),
        Screen::Settings => settings::update(model, &action),
        Screen::WhatIf => what_if::update(model, &action),
        Screen::Start => start::act(model, &action),
        Screen::Form => form::act(model, &action),
        Screen::Result => result::update(model, &action),
    }
}

/// What opens for an action that works on every screen.
fn screen_of(model: &Model, action: &Action) -> Option<fn(&mut Model)> {
    Some(match action {
        Action::Find => popups::find::open,
        Action::Law => law::open,
        Action::Settings => settings::open,
        Action::WhatIf => what_if::open,
        Action::Readings if model.work.is_some() => readings::open,
        Action::Review if model.work.is_some() => popups::review::open,
        Action::Steps if model.work.is_some() => popups::steps::open,
        Action::Compare if model.work.is_some() => compare::open,
        Action::Route if model.work.is_some() => popups::routes::open,
        _ => return None,
    })
}

/// Opens the popup of an action that has one; false if it has none.
pub fn open_popup(model: &mut Model, action: &Action) -> bool {
    match action {
        Action::Help => model.push(Reader::new(Help::default())),
        Action::Menu => model.push(Chooser::filtered(Menu)),
        Action::TakeOver if is_read_only(model) => {
            model.push(Chooser::new(popups::take_over::TakeOver, 0));
        }
        Action::TakeOver => model.message = Some(model.strings().not_elsewhere.to_owned()),
        Action::Sections if model.work.is_some() => {
            let target = model.work.as_ref().map_or(Target::Year, |work| work.editor.target);
            model.push(Chooser::new(Sections, model.step_of(target)));
        }
        _ => return false,
    }
    true
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
            model.focus(target);
            Effect::None
        }
        (Place::Form, hit @ Hit::EditorRow(_)) => form::act(model, &Action::Click(hit)),
        (Place::Form | Place::Result, Hit::Benefit(benefit)) => {
            result::show_benefit(model, benefit);
            Effect::None
        }
        (Place::Form, Hit::Step(step)) => {
            if let Some(target) = first_of_step(model, step) {
                model.focus(target);
            }
            Effect::None
        }
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
        (Place::WhatIf, hit @ Hit::Row(_)) => what_if::update(model, &Action::Click(hit)),
        (Place::Start, Hit::Row(row)) => start::choose(model, row),
        _ => Effect::None,
    }
}

/// Leaves at once where nothing would be lost or forgotten, else asks first.
pub(super) fn ask_to_leave(model: &mut Model) -> Effect {
    let unsaved = model.work.as_ref().is_some_and(Session::is_unsaved);
    let at_work = model.screen != Screen::Start;
    // Where nothing can be shown, nothing can be asked: what is typed is kept on the way out.
    if model.blind.get() || !(at_work || unsaved || !model.shelf.parked.is_empty()) {
        return Effect::Quit;
    }
    if model.popup() != Some("quit") {
        model.push(Chooser::new(Quit, 0));
    }
    Effect::None
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
                model.close("unsaved");
            }
            Err(why) => {
                // Told once; while it goes on the header says so, as it does of a read-only one.
                let told = std::mem::replace(&mut work.told_unsaved, true);
                let tell = !told && !work.read_only;
                work.saved = Saved::Failed(why);
                if tell && model.popups.is_empty() {
                    model.push_unasked(Chooser::new(popups::unsaved::Unsaved, 0));
                }
            }
        }
    }
}
