//! Which actions make sense at the moment: the key bar and the menu offer no others.

use super::editor::rows::Target;
use super::keys::{Action, Binding};
use super::model::Model;

/// The keys of the bar, by their places in the table.
pub fn bar(model: &Model) -> Vec<usize> {
    let place = model.place();
    let all = model.keymap.bindings().iter().enumerate();
    let shown = all.filter(|(_, binding)| {
        binding.in_bar && binding.places.contains(&place) && makes_sense(model, &binding.action)
    });
    shown.map(|(at, _)| at).collect()
}

/// The actions of the menu of a screen.
pub fn menu(model: &Model) -> Vec<&Binding> {
    let place = model.screen.place();
    let offered = |binding: &&Binding| {
        binding.in_menu && binding.places.contains(&place) && makes_sense(model, &binding.action)
    };
    model.keymap.bindings().iter().filter(offered).collect()
}

/// Whether another window has the profile at hand open.
pub fn is_read_only(model: &Model) -> bool {
    model.work.as_ref().is_some_and(|work| work.read_only)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
fn makes_sense(model: &Model, action: &Action) -> bool {
    let target = model.work.as_ref().map(|work| work.editor.target);
    match action {
        Action::Unsure | Action::Note => matches!(target, Some(Target::Fact(_))),
        Action::Previous => target.is_some_and(|target| target != Target::YEAR),
        Action::Enter => model.popups.last().is_none_or(|popup| popup.takes_enter()),
        Action::Clear => target.is_some_and(|target| target != Target::YEAR),
        Action::Page | Action::Result => target.is_some(),
        Action::TakeOver => is_read_only(model),
        Action::Switch => !model.shelf.parked.is_empty(),
        _ => true,
    }
}
