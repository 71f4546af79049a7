//! An answer taken in, and where it leads.

use crate::profile::Profile;

use super::editor::own::Own;
use super::editor::rows::{Answer, Target};
use super::effect::Effect;
use super::go::show_result;
use super::model::Model;
use super::popups::paper::{Kind, Paper};

/// Puts another assessment year in force, with the profile carried over to it or as it is.
pub fn set_year(model: &mut Model, year: i32, carried: Option<Profile>) -> Effect {
    if let (Some(work), Some(carried)) = (&mut model.work, carried) {
        work.undo.remember(&work.profile, Target::YEAR);
        work.editor.settle();
        work.drop_draft(Target::YEAR);
        work.profile = carried;
        model.refresh();
        return Effect::Save;
    }
    commit(model, Answer::Year(year))
}

/// Takes an answer in.
pub fn commit(model: &mut Model, answer: Answer) -> Effect {
    let policy = model.policy.clone();
    let Some(work) = &mut model.work else { return Effect::None };
    let target = work.editor.target;
    work.undo.remember(&work.profile, target);
    work.editor.settle();
    work.drop_draft(target);
    let profile = &mut work.profile;
    match (target, answer) {
        (Target::YEAR, Answer::Year(year)) => profile.year = year,
        (Target::Own(own), Answer::Text(text)) => own.set(profile, text),
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
            Target::Own(_) | Target::Fact(_) | Target::Note(_),
            Answer::Value(_) | Answer::Unsure | Answer::Text(_) | Answer::Year(_),
        ) => {}
    }
    let nameless = work.file.is_none() && work.profile.enterprise.name.is_empty();
    model.refresh();
    // A new profile gets its file with its name, or with its first answer.
    let early = matches!(target, Target::Own(_));
    if nameless && early { Effect::None } else { Effect::Save }
}

/// To the next question that is due, or to the result when none is.
pub fn after_answer(model: &mut Model, target: Target) {
    let next = match target {
        Target::YEAR => Some(Target::Own(Own::Name)),
        Target::Fact(fact) => model.next_due(Some(fact)),
        Target::Own(_) | Target::Note(_) => model.next_due(None),
    };
    match next {
        Some(next) => model.focus(next),
        // All is asked: first what was answered, then what follows from it.
        None => {
            model.focus(target);
            show_result(model);
            model.push_unasked(Paper::new(Kind::Review));
        }
    }
}
