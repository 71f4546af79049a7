//! What an action changes in the questions: answers, and which question is in focus.

use crate::policy::FactKind;
use crate::profile::{Value, is_ten_times_off};
use crate::tui::answer::{after_answer, commit};
use crate::tui::editor::rows::{Answer, Step, Target};
use crate::tui::effect::Effect;
use crate::tui::focus::first_of_step;
use crate::tui::go::{show_benefit, show_result};
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::model::{Model, Screen, TypedAhead};
use crate::tui::popups;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::quit::Quit;
use crate::tui::session::Session;
use crate::tui::work::{redo, undo};

/// Acts.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
pub fn act(model: &mut Model, action: &Action) -> Effect {
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
            show_result(model);
            return Effect::None;
        }
        Action::Click(Hit::Question(target)) => {
            model.focus(*target);
            return Effect::None;
        }
        Action::Click(Hit::Benefit(benefit)) => {
            show_benefit(model, *benefit);
            return Effect::None;
        }
        Action::Click(Hit::Step(step)) => {
            if let Some(target) = first_of_step(model, *step) {
                model.focus(target);
            }
            return Effect::None;
        }
        Action::Undo => return undo(model),
        Action::Redo => return redo(model),
        Action::Note => {
            if let Target::Fact(fact) = target {
                model.focus(Target::Note(fact));
            }
            return Effect::None;
        }
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
        Target::Own(_) | Target::Fact(_) => {
            if model.work.as_ref().is_some_and(Session::is_unsaved) {
                model.push(Chooser::new(Quit, 0));
            } else {
                model.screen = Screen::Start;
            }
        }
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

fn clear(model: &mut Model, target: Target) -> Effect {
    let Some(work) = &mut model.work else { return Effect::None };
    let typed = work.editor.touched;
    work.editor.settle();
    work.drop_draft(target);
    let answered = match target {
        Target::Fact(fact) => {
            work.profile.answers.is_answered(fact) || work.profile.unsure.contains(&fact)
        }
        Target::YEAR => false,
        Target::Own(_) | Target::Note(_) => {
            let empty = work.editor.field.text().is_empty();
            work.editor.field.clear();
            work.editor.touched = !empty;
            if empty {
                model.message = Some(model.strings().nothing_to_clear.to_owned());
            }
            return Effect::None;
        }
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

#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
fn move_on(model: &mut Model, action: &Action) {
    let Some(work) = &model.work else { return };
    let target = work.editor.target.question();
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
