//! The readings that are open in the text: what each would give, and putting one in force.

use std::rc::Rc;

use crate::advise::readings::{OptionEffect, readings_effect};
use crate::assess::Program;
use crate::policy::Readings;
use crate::quantity::Money;

use super::component::Chooser;
use super::model::Model;
use super::popups;
use super::rows::Target;

/// The options not in force, those first that change something.
pub fn options(model: &Model) -> Vec<&OptionEffect> {
    let effect = model.work.as_ref().and_then(|work| work.effect.as_ref());
    let all = effect.map(|effect| effect.options.as_slice()).unwrap_or_default();
    let mut options: Vec<&OptionEffect> = all.iter().collect();
    options.sort_by_key(|option| !option.matters());
    options
}

/// A row: what it asks, the option, what it moves.
pub fn row(model: &Model, option: &OptionEffect) -> (String, String) {
    let reading = &model.policy.readings[option.reading];
    let lang = model.lang;
    let label = reading.options[option.option].label.get(lang);
    let base = model.work.as_ref().and_then(|work| work.effect.as_ref());
    let base = base.map(|effect| effect.base.amount.fen()).unwrap_or_default();
    let moved = option.totals.amount.fen().saturating_sub(base);
    let size = Money::from_fen(moved.saturating_abs()).display(lang);
    let moved = match moved.cmp(&0) {
        std::cmp::Ordering::Greater => format!("+{size}"),
        std::cmp::Ordering::Less => format!("-{size}"),
        std::cmp::Ordering::Equal if option.matters() => "±0".to_owned(),
        std::cmp::Ordering::Equal => "=".to_owned(),
    };
    let colon = if lang == crate::text::Lang::Zh { "：" } else { ": " };
    (format!("{}{colon}{label}", reading.title.get(lang)), moved)
}

/// Opens the list.
pub fn open(model: &mut Model) {
    if let Some(mut work) = model.work.take() {
        if work.effect.is_none() {
            let (policy, readings) = (&model.policy, model.program.readings());
            let year = work.profile.year;
            work.effect = Some(readings_effect(policy, readings, &work.filled, year));
        }
        model.work = Some(work);
    }
    model.push(Chooser::new(popups::readings::Readings, 0));
}

/// Puts the option of a row in force, for this run of the program.
pub fn choose(model: &mut Model, row: usize) {
    let Some((reading, option)) = options(model).get(row).map(|o| (o.reading, o.option)) else {
        return;
    };
    let mut readings = model.program.readings().clone();
    let Some(chosen) = readings.0.get_mut(reading) else { return };
    *chosen = option;
    change(model, &readings);
    let known = &model.policy.readings[reading];
    let label = known.options[option].label.get(model.lang);
    let undo = model.keymap.spell(model.strings().undo_takes_back);
    model.message = Some(format!("{}{label}{undo}", model.strings().reading_in_force));
}

/// Puts all readings back to their defaults.
pub fn to_default(model: &mut Model) {
    let readings = model.policy.default_readings();
    change(model, &readings);
    model.message = Some(model.strings().readings_are_default.to_owned());
}

/// Puts readings in force as a step that undo takes back.
fn change(model: &mut Model, readings: &Readings) {
    if let Some(work) = &mut model.work {
        let (target, before) = (work.editor.target, model.program.readings());
        work.undo.remember_readings(&work.profile, target, before);
    }
    put_in_force(model, readings);
}

/// Puts readings in force; what they change is no doing of an answer.
pub fn put_in_force(model: &mut Model, readings: &Readings) {
    model.program = Rc::new(Program::compile(&model.policy, readings));
    model.shelf.forget_sums();
    model.refresh();
    let target = model.work.as_mut().map_or(Target::Year, |work| {
        work.change = Money::ZERO;
        work.editor.target
    });
    if matches!(target, Target::Fact(_)) {
        model.focus(target);
    }
}
