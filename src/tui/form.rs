//! What an action changes in the questions: answers, and which question is in focus.

use super::boxes;
use super::editor::{Answer, Step, Target};
use super::keys::Action;
use super::model::{Model, Screen};
use super::popup::Popup;
use super::update::Effect;
use super::{result, undo};
use crate::profile::{Value, is_ten_times_off};

/// Acts.
pub(super) fn act(model: &mut Model, action: &Action) -> Effect {
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
        other if boxes::open(model, other) => return Effect::None,
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
    let pending = model.work.as_ref().and_then(|work| {
        let answer = work.editor.pending()?;
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
    let strings = model.strings();
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
            model.message = Some(strings.nothing_to_clear.to_owned());
        }
        Target::Name | Target::CreditCode | Target::Industry | Target::Note(_) => {
            if work.editor.input.value().is_empty() {
                model.message = Some(strings.nothing_to_clear.to_owned());
            } else {
                work.editor.input.reset();
            }
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
