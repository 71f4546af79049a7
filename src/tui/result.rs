//! The result screen: which benefit is looked at.

use super::keys::Action;
use super::model::{Model, Screen};
use super::undo;
use super::update::{Effect, open_popup};

/// Shows the result: at the first benefit of the way in force.
pub fn show(model: &mut Model) {
    model.screen = Screen::Result;
    model.result_scroll = 0;
    let Some(work) = &model.work else { return };
    if work.way.is_narrow() {
        let first = work.way.benefits(&model.policy).first().map(|id| id.index());
        if let Some(benefit) = first {
            show_benefit(model, benefit);
        }
    }
}

/// Shows one benefit, by its place in the policy.
pub fn show_benefit(model: &mut Model, benefit: usize) {
    model.screen = Screen::Result;
    model.result_scroll = 0;
    if let Some(row) = order(model).iter().position(|at| *at == benefit) {
        model.result_row = row;
    }
}

/// Benefits by heading, in the order of the measure within one.
pub fn order(model: &Model) -> Vec<usize> {
    let Some(work) = &model.work else { return Vec::new() };
    let mut order: Vec<usize> = (0..work.live.standings.len()).collect();
    order.sort_by_key(|at| (work.live.standings[*at].group, *at));
    order
}

/// The benefit looked at, by its place in the policy.
pub fn focused(model: &Model) -> Option<usize> {
    let order = order(model);
    order.get(model.result_row.min(order.len().saturating_sub(1))).copied()
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    let last = model.policy.benefits.len().saturating_sub(1);
    let scroll = model.result_scroll;
    match action {
        Action::Up => model.result_row = model.result_row.saturating_sub(1),
        Action::Down => model.result_row = (model.result_row + 1).min(last),
        Action::Home => model.result_row = 0,
        Action::End => model.result_row = last,
        Action::PageUp | Action::Left => model.result_scroll = scroll.saturating_sub(5),
        Action::PageDown | Action::Right => model.result_scroll = scroll + 5,
        Action::Form | Action::Back | Action::Enter => {
            model.screen = Screen::Form;
            return Effect::None;
        }
        Action::Undo => return undo::undo(model),
        Action::Redo => return undo::redo(model),
        other => {
            open_popup(model, other);
        }
    }
    if matches!(action, Action::Up | Action::Down | Action::Home | Action::End) {
        model.result_scroll = 0;
    }
    Effect::None
}
