//! The readings that are open in the text, and what another would give.

use std::cmp::Ordering;

use ratatui::text::Line;

use crate::advise::readings::{OptionEffect, readings_effect};
use crate::policy;
use crate::quantity::Money;
use crate::text::Lang;
use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::choice::{Choice, Chooser, Item};
use crate::tui::theme::Meaning;
use crate::tui::work::put_in_force;

/// The list: first back to the defaults where one is not in force, then the other options.
pub struct Readings;

impl Choice for Readings {
    const NAME: &'static str = "readings";

    fn title(&self, model: &Model) -> String {
        model.strings().readings_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        let mut items: Vec<Item> = Vec::new();
        if model.has_other_readings() {
            items.push(Item::new(strings.readings_default).number(0));
        }
        items.extend(options(model).into_iter().enumerate().map(|(at, option)| {
            let (text, moved) = row(model, option);
            Item::new(text).number(at + 1).right(moved)
        }));
        items
    }

    /// The rows may have no room for the option: the focused one is said in full.
    fn below(&self, model: &Model, at: usize, width: usize) -> Vec<Line<'static>> {
        let at = at.checked_sub(usize::from(model.has_other_readings()));
        let options = options(model);
        let about = at.and_then(|at| options.get(at)).map(|option| row(model, option).0);
        said(model, &about.unwrap_or_default(), Meaning::Muted, width)
    }

    fn choose(&mut self, model: &mut Model, at: usize, _: &str) -> Outcome {
        match at.checked_sub(usize::from(model.has_other_readings())) {
            Some(at) => choose(model, at),
            None => to_default(model),
        }
        Outcome::Close(Effect::None)
    }
}

/// The options not in force, those first that change something.
fn options(model: &Model) -> Vec<&OptionEffect> {
    let effect = model.work.as_ref().and_then(|work| work.effect.as_ref());
    let all = effect.map(|effect| effect.options.as_slice()).unwrap_or_default();
    let mut options: Vec<&OptionEffect> = all.iter().collect();
    options.sort_by_key(|option| !option.matters());
    options
}

/// A row: what it asks, the option, what it moves.
fn row(model: &Model, option: &OptionEffect) -> (String, String) {
    let reading = &model.policy.readings[option.reading];
    let lang = model.lang;
    let label = reading.options[option.option].label.get(lang);
    let base = model.work.as_ref().and_then(|work| work.effect.as_ref());
    let base = base.map(|effect| effect.base.amount.fen()).unwrap_or_default();
    let moved = option.totals.amount.fen().saturating_sub(base);
    let size = Money::from_fen(moved.saturating_abs()).display(lang);
    let moved = match moved.cmp(&0) {
        Ordering::Greater => format!("+{size}"),
        Ordering::Less => format!("-{size}"),
        Ordering::Equal if option.matters() => "±0".to_owned(),
        Ordering::Equal => "=".to_owned(),
    };
    let colon = if lang == Lang::Zh { "：" } else { ": " };
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
    model.push(Chooser::new(Readings, 0));
}

/// Puts the option of a row in force, for this run of the program.
fn choose(model: &mut Model, row: usize) {
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
fn to_default(model: &mut Model) {
    let readings = model.policy.default_readings();
    change(model, &readings);
    model.message = Some(model.strings().readings_are_default.to_owned());
}

/// Puts readings in force as a step that undo takes back.
fn change(model: &mut Model, readings: &policy::Readings) {
    if let Some(work) = &mut model.work {
        let (target, before) = (work.editor.target, model.program.readings());
        work.undo.remember_readings(&work.profile, target, before);
    }
    put_in_force(model, readings);
}
