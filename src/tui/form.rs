//! What an action changes in the questions: answers, and which question is in focus.

use super::component::Chooser;
use super::editor::{Answer, Step, Target};
use super::keys::Action;
use super::model::{Model, Screen, TypedAhead};
use super::popups;
use super::update::Effect;
use super::{result, undo};
use crate::policy::FactKind;
use crate::profile::{Profile, Value, is_ten_times_off};

/// Acts.
pub(super) fn act(model: &mut Model, action: &Action) -> Effect {
    let strings = model.strings();
    let Some(work) = &mut model.work else {
        model.screen = Screen::Start;
        return Effect::None;
    };
    let target = work.editor.target;
    match action {
        Action::Back => return back(model, target),
        Action::Next | Action::Previous | Action::PageDown | Action::PageUp => {
            move_on(model, action);
            return Effect::None;
        }
        Action::Result => {
            result::show(model);
            return Effect::None;
        }
        Action::Undo => return undo::undo(model),
        Action::Redo => return undo::redo(model),
        Action::Note => {
            if let Target::Fact(fact) = target {
                model.focus(Target::Note(fact));
            }
            return Effect::None;
        }
        other if super::update::open_popup(model, other) => return Effect::None,
        _ => {}
    }
    let Some(work) = &mut model.work else { return Effect::None };
    let kind = work.editor.kind().cloned();
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
            if let Answer::Year(year) = answer
                && popups::year::ask(model, year)
            {
                return Effect::None;
            }
            let effect = commit(model, answer);
            match target {
                Target::Note(fact) => model.focus(Target::Fact(fact)),
                _ => {
                    after_answer(model, target);
                    was_automatic(model, kind.as_ref());
                }
            }
            effect
        }
        Step::Before => {
            move_on(model, &Action::Previous);
            Effect::None
        }
        Step::After => {
            move_on(model, &Action::Next);
            Effect::None
        }
        Step::Ignored if *action == Action::Clear => clear(model, target),
        Step::Ignored | Step::Stay => Effect::None,
    }
}

/// One step back: from a note to its question, else to the list of profiles. Answers are saved
/// and what is half typed is kept; where nothing is saved yet, that is asked first.
fn back(model: &mut Model, target: Target) -> Effect {
    match target {
        Target::Note(fact) => {
            if let Some(work) = &mut model.work {
                work.editor.settle();
            }
            model.focus(Target::Fact(fact));
        }
        _ if model.work.as_ref().is_some_and(super::session::Session::is_unsaved) => {
            model.push(Chooser::new(popups::quit::Quit, 0));
        }
        _ => model.screen = Screen::Start,
    }
    Effect::None
}

/// The program went on by itself: what was typed before the new question was seen stays in its
/// field, and goes on only where it asks for the same kind of answer.
fn was_automatic(model: &mut Model, before: Option<&FactKind>) {
    let Some(work) = &model.work else { return };
    model.typed_ahead = match model.screen {
        Screen::Form if work.editor.goes_on_from(before) => TypedAhead::GoesOn,
        Screen::Form if work.editor.has_field() => TypedAhead::StaysInField,
        Screen::Form
        | Screen::Start
        | Screen::Result
        | Screen::Law
        | Screen::Settings
        | Screen::WhatIf => TypedAhead::Dropped,
    };
}

/// Puts another assessment year in force, with the profile carried over to it or as it is.
pub(super) fn set_year(model: &mut Model, year: i32, carried: Option<Profile>) -> Effect {
    if let (Some(work), Some(carried)) = (&mut model.work, carried) {
        work.undo.remember(&work.profile, Target::Year);
        work.editor.settle();
        work.drop_draft(Target::Year);
        work.profile = carried;
        model.refresh();
        return Effect::Save;
    }
    commit(model, Answer::Year(year))
}

fn commit(model: &mut Model, answer: Answer) -> Effect {
    let policy = model.policy.clone();
    let Some(work) = &mut model.work else { return Effect::None };
    let target = work.editor.target;
    work.undo.remember(&work.profile, target);
    work.editor.settle();
    work.drop_draft(target);
    let profile = &mut work.profile;
    match (target, answer) {
        (Target::Year, Answer::Year(year)) => profile.year = year,
        (Target::Name, Answer::Text(name)) => profile.enterprise.name = name,
        (Target::CreditCode, Answer::Text(code)) => {
            profile.enterprise.credit_code = (!code.is_empty()).then_some(code);
        }
        (Target::Caller, Answer::Text(name)) => profile.caller.name = name,
        (Target::Phone, Answer::Text(phone)) => profile.caller.phone = phone,
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
        (
            Target::Year
            | Target::Name
            | Target::CreditCode
            | Target::Industry
            | Target::Caller
            | Target::Phone
            | Target::Fact(_)
            | Target::Note(_),
            Answer::Value(_) | Answer::Unsure | Answer::Text(_) | Answer::Year(_),
        ) => {}
    }
    let nameless = work.file.is_none() && work.profile.enterprise.name.is_empty();
    model.refresh();
    // A new profile gets its file with its name, or with its first answer.
    let early = Target::OWN.contains(&target);
    if nameless && early { Effect::None } else { Effect::Save }
}

/// To the next question that is due, or to the result when none is.
pub(super) fn after_answer(model: &mut Model, target: Target) {
    let next = match target {
        Target::Year => Some(Target::Name),
        Target::Fact(fact) => model.next_due(Some(fact)),
        Target::Name
        | Target::CreditCode
        | Target::Industry
        | Target::Caller
        | Target::Phone
        | Target::Note(_) => model.next_due(None),
    };
    match next {
        Some(next) => model.focus(next),
        // All is asked: first what was answered, then what follows from it.
        None => {
            model.focus(target);
            result::show(model);
            model.push_unasked(Chooser::new(popups::review::Review, 0));
        }
    }
}

fn clear(model: &mut Model, target: Target) -> Effect {
    let Some(work) = &mut model.work else { return Effect::None };
    let typed = work.editor.touched;
    work.editor.settle();
    work.drop_draft(target);
    let answered = match target {
        Target::Fact(fact) => {
            work.profile.answers.is_answered(fact) || work.profile.unsure.contains(&fact)
        }
        Target::Name
        | Target::CreditCode
        | Target::Industry
        | Target::Caller
        | Target::Phone
        | Target::Note(_) => {
            let empty = work.editor.field.text().is_empty();
            work.editor.field.clear();
            work.editor.touched = !empty;
            if empty {
                model.message = Some(model.strings().nothing_to_clear.to_owned());
            }
            return Effect::None;
        }
        Target::Year => false,
    };
    if let Target::Fact(fact) = target
        && answered
    {
        work.undo.remember(&work.profile, target);
        work.profile.answers.set(fact, None);
        work.profile.unsure.remove(&fact);
        model.refresh();
        model.focus(target);
        return Effect::Save;
    }
    model.focus(target);
    if !typed {
        model.message = Some(model.strings().nothing_to_clear.to_owned());
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
