//! The search: any question, benefit, article, term or profile, by Chinese, English, id or initials.

use super::keys::Action;
use super::model::Model;
use super::update::Effect;

/// The search as typed.
#[derive(Clone, Debug, Default)]
pub struct Find {}

/// Opens the search.
pub fn open(model: &mut Model) {
    model.find = Some(Find::default());
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    if *action == Action::Back {
        model.find = None;
    }
    Effect::None
}
