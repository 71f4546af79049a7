//! All actions of a screen, by what they are for; typing narrows them.

use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
#[cfg(test)]
use crate::tui::keys::Action;
use crate::tui::keys::{Binding, Kind};
use crate::tui::model::Model;
use crate::tui::offers;
use crate::tui::popups::choice::{Choice, Chooser, Item};
use crate::tui::sound::Sound;

/// The menu.
pub struct Menu;

/// Opens it.
pub fn open(model: &mut Model) {
    model.push(Chooser::filtered(Menu));
}

/// The actions that match what was typed, in the order of the menu.
fn rows(model: &Model, filter: &str) -> Vec<(Kind, Binding)> {
    let sound = Sound::of(filter);
    let said = |binding: &Binding| (binding.label)(model.strings());
    let mut rows: Vec<(Kind, Binding)> = offers::menu(model)
        .into_iter()
        .filter(|binding| sound.matches(said(binding)) || sound.matches(&binding.name))
        .map(|binding| (binding.action.kind(), binding.clone()))
        .collect();
    rows.sort_by_key(|(kind, _)| *kind);
    rows
}

impl Choice for Menu {
    const NAME: &'static str = "menu";

    fn title(&self, model: &Model) -> String {
        let strings = model.strings();
        format!("{} {} {}", strings.key_menu, model.theme.symbols().dot, strings.type_to_narrow)
    }

    fn items(&self, model: &Model, filter: &str) -> Vec<Item> {
        let strings = model.strings();
        let mut before = None;
        let mut items = Vec::new();
        for (at, (kind, binding)) in rows(model, filter).into_iter().enumerate() {
            let item = Item::new((binding.label)(strings)).number(at + 1).right(&*binding.name);
            let first = before.replace(kind) != Some(kind);
            items.push(if first { item.under(kind.label(strings)) } else { item });
        }
        items
    }

    fn choose(&mut self, model: &mut Model, row: usize, filter: &str) -> Outcome {
        match rows(model, filter).into_iter().nth(row) {
            Some((_, Binding { action, .. })) => Outcome::Then(action),
            None => Outcome::Close(Effect::None),
        }
    }
}

/// The actions of the menu in the order in which it shows them.
#[cfg(test)]
pub fn actions(model: &Model, filter: &str) -> Vec<Action> {
    rows(model, filter).into_iter().map(|(_, binding)| binding.action).collect()
}
