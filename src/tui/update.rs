//! What an action changes. No terminal, no disk: what must be done there is an [`Effect`].

use super::editor::{Answer, Row, Step, Target};
use super::hits::Hit;
use super::keys::{Action, Place};
use crate::profile::Value;
use crate::profile::is_ten_times_off;

use super::model::{Model, Popup, Saved, Screen};
use super::start::{self, Errand};
use super::{boxes, compare, find, law, page, readings, result, settings, undo, ways, what_if};

/// What the loop has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Write the profile at hand.
    Save,
    /// Write the profile at hand in another place.
    Elsewhere,
    /// Read a saved profile.
    Load(String),
    /// Check and write settings.
    Configure(settings::Configure),
    /// Do something with whole profiles.
    Errand(Errand),
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

/// Acts.
pub fn update(model: &mut Model, action: Action) -> Effect {
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
            Action::Find => {
                let effect = take_pending(model);
                find::open(model);
                return effect;
            }
            Action::Page => return page::open(model, false),
            Action::NewCall => return start::new_call(model),
            Action::Readings if model.work.is_some() => {
                let effect = take_pending(model);
                readings::open(model);
                return effect;
            }
            Action::Compare if model.work.is_some() => {
                let effect = take_pending(model);
                compare::open(model);
                return effect;
            }
            Action::Way if model.work.is_some() => {
                let effect = take_pending(model);
                ways::open(model);
                return effect;
            }
            Action::Law => {
                let effect = take_pending(model);
                law::open(model);
                return effect;
            }
            Action::Settings => {
                let effect = take_pending(model);
                settings::open(model);
                return effect;
            }
            Action::WhatIf => {
                let effect = take_pending(model);
                what_if::open(model);
                return effect;
            }
            _ => {}
        }
    }
    match model.place() {
        Place::Popup => boxes::popup(model, &action),
        Place::Find => find::update(model, &action),
        Place::Law => law::update(model, &action),
        Place::Settings => settings::update(model, &action),
        Place::WhatIf => what_if::update(model, &action),
        Place::Start => start::act(model, &action),
        Place::Form => form(model, &action),
        Place::Result => result::update(model, &action),
    }
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

pub(super) fn open_popup(model: &mut Model, action: &Action) -> bool {
    let popup = match action {
        Action::Help => {
            model.help_filter.clear();
            Popup::Help { scroll: 0 }
        }
        Action::Menu => Popup::Menu { row: 0 },
        Action::Sections if model.work.is_some() => {
            let target = model.work.as_ref().map_or(Target::Year, |work| work.editor.target);
            Popup::Sections { row: model.step_of(target) }
        }
        _ => return false,
    };
    model.popup = Some(popup);
    true
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
            }
            Err(why) => {
                // Told once; while it goes on the header says so.
                if !matches!(work.saved, Saved::Failed(_)) && model.popup.is_none() {
                    model.popup = Some(Popup::Unsaved { row: 0 });
                }
                work.saved = Saved::Failed(why);
            }
        }
    }
}

fn form(model: &mut Model, action: &Action) -> Effect {
    let strings = model.strings();
    let Some(work) = &mut model.work else {
        model.screen = Screen::Start;
        return Effect::None;
    };
    let target = work.editor.target;
    let editing_note = matches!(target, Target::Note(_));
    match action {
        // A note is left with Esc without a change; the question comes back.
        Action::Back => {
            match target {
                Target::Note(fact) => model.focus(Target::Fact(fact)),
                _ => model.popup = Some(Popup::Quit { row: 0 }),
            }
            return Effect::None;
        }
        Action::Next | Action::Previous | Action::PageDown | Action::PageUp => {
            let effect = take_pending(model);
            move_on(model, action);
            return effect;
        }
        Action::Result => {
            let effect = take_pending(model);
            model.screen = Screen::Result;
            return effect;
        }
        Action::Undo => return undo::undo(model),
        Action::Redo => return undo::redo(model),
        Action::Note => {
            if let Target::Fact(fact) = target {
                let effect = take_pending(model);
                model.focus(Target::Note(fact));
                return effect;
            }
            return Effect::None;
        }
        other if open_popup(model, other) => return Effect::None,
        _ => {}
    }
    let Some(work) = &mut model.work else { return Effect::None };
    match work.editor.apply(action, strings) {
        Step::Commit(answer) => {
            if let (Target::Fact(fact), Answer::Value(Value::Money(money))) = (target, &answer)
                && !work.editor.doubted
                && is_ten_times_off(&model.policy, &work.profile.answers, fact, *money)
            {
                work.editor.doubted = true;
                work.editor.fault = Some(strings.factor_ten);
                return Effect::None;
            }
            let effect = commit(model, answer);
            if editing_note {
                if let Target::Note(fact) = target {
                    model.focus(Target::Fact(fact));
                }
            } else {
                after_answer(model, target);
            }
            effect
        }
        Step::Before => {
            let effect = take_pending(model);
            move_on(model, &Action::Previous);
            effect
        }
        Step::After => {
            let effect = take_pending(model);
            move_on(model, &Action::Next);
            effect
        }
        Step::Ignored if *action == Action::Clear => clear(model, target),
        Step::Ignored | Step::Stay => Effect::None,
    }
}

/// Takes a changed answer that was not confirmed, so that moving on loses nothing.
pub(super) fn take_pending(model: &mut Model) -> Effect {
    let strings = model.strings();
    let pending = model.work.as_ref().and_then(|work| {
        let answer = work.editor.pending(strings)?;
        let unchanged = match (&answer, work.editor.target) {
            (Answer::Text(text), Target::Name) => *text == work.profile.enterprise.name,
            (Answer::Text(text), Target::CreditCode) => {
                text == work.profile.enterprise.credit_code.as_deref().unwrap_or_default()
            }
            (Answer::Text(text), Target::Industry) => {
                text == work.profile.enterprise.industry_code.as_deref().unwrap_or_default()
            }
            (Answer::Text(text), Target::Note(fact)) => {
                let note = work.profile.notes.get(&model.policy.fact(fact).id);
                note.map_or("", String::as_str) == text
            }
            _ => false,
        };
        (!unchanged).then_some(answer)
    });
    match pending {
        Some(answer) => commit(model, answer),
        None => Effect::None,
    }
}

fn commit(model: &mut Model, answer: Answer) -> Effect {
    let policy = model.policy.clone();
    let Some(work) = &mut model.work else { return Effect::None };
    let target = work.editor.target;
    work.undo.remember(&work.profile, target);
    let profile = &mut work.profile;
    match (target, answer) {
        (Target::Year, Answer::Year(year)) => profile.year = year,
        (Target::Name, Answer::Text(name)) => profile.enterprise.name = name,
        (Target::CreditCode, Answer::Text(code)) => {
            profile.enterprise.credit_code = (!code.is_empty()).then_some(code);
        }
        (Target::Industry, Answer::Text(code)) => {
            profile.enterprise.industry_code = (!code.is_empty()).then_some(code);
        }
        (Target::Note(fact), Answer::Text(note)) => {
            let id = policy.fact(fact).id.clone();
            if note.is_empty() {
                profile.notes.remove(&id);
            } else {
                profile.notes.insert(id, note);
            }
        }
        (Target::Fact(fact), Answer::Value(value)) => {
            profile.unsure.remove(&fact);
            profile.answers.set(fact, Some(value));
        }
        (Target::Fact(fact), Answer::Unsure) => {
            profile.answers.set(fact, None);
            profile.unsure.insert(fact);
        }
        _ => {}
    }
    let nameless = work.file.is_none() && work.profile.enterprise.name.is_empty();
    model.refresh();
    // A new profile gets its file with its name, or with its first answer.
    let early =
        matches!(target, Target::Year | Target::Name | Target::CreditCode | Target::Industry);
    if nameless && early { Effect::None } else { Effect::Save }
}

/// To the next question that is due, or to the result when none is.
fn after_answer(model: &mut Model, target: Target) {
    let next = match target {
        Target::Year => Some(Target::Name),
        Target::Fact(fact) => model.next_due(Some(fact)),
        _ => model.next_due(None),
    };
    match next {
        Some(next) => model.focus(next),
        None => {
            model.focus(target);
            result::show(model);
        }
    }
}

fn clear(model: &mut Model, target: Target) -> Effect {
    let Some(work) = &mut model.work else { return Effect::None };
    match target {
        Target::Fact(fact) => {
            let known = work.profile.answers.is_answered(fact);
            let unsure = work.profile.unsure.contains(&fact);
            if known || unsure {
                work.undo.remember(&work.profile, target);
                work.profile.answers.set(fact, None);
                work.profile.unsure.remove(&fact);
                model.refresh();
                model.focus(target);
                return Effect::Save;
            }
            model.focus(target);
        }
        Target::Name | Target::CreditCode | Target::Industry | Target::Note(_) => {
            work.editor.input.reset();
        }
        Target::Year => {}
    }
    Effect::None
}

fn move_on(model: &mut Model, action: &Action) {
    let Some(work) = &model.work else { return };
    let target = match work.editor.target {
        Target::Note(fact) => Target::Fact(fact),
        target => target,
    };
    let to = match action {
        Action::Next | Action::Previous => {
            let targets = model.targets();
            let at = targets.iter().position(|known| *known == target).unwrap_or(0);
            let to = if *action == Action::Next { at + 1 } else { at.saturating_sub(1) };
            targets.get(to).or(targets.last()).copied()
        }
        _ => {
            let step = model.step_of(target);
            let last = model.steps().len().saturating_sub(1);
            let to = if *action == Action::PageDown { step + 1 } else { step.saturating_sub(1) };
            first_of_step(model, to.min(last))
        }
    };
    if let Some(to) = to {
        model.focus(to);
    }
}

/// The first question of a step that is due, else its first.
pub(super) fn first_of_step(model: &Model, step: usize) -> Option<Target> {
    let targets = model.step_targets(step);
    let due = step.checked_sub(1).and_then(|step| {
        let work = model.work.as_ref()?;
        work.interview.steps.get(step)?.questions.iter().find(|question| question.is_due())
    });
    due.map(|question| Target::Fact(question.fact)).or(targets.first().copied())
}
