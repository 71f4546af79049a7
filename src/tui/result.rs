//! The result screen: which benefit is looked at.

use super::keys::Action;
use super::list::{List, Picked, numbered};
use super::model::{Model, Screen};
use super::rows::Target;
use super::session::Session;
use super::undo;
use super::update::Effect;

/// Where one is in the result.
#[derive(Clone, Debug, Default)]
pub struct ResultView {
    /// The benefits; the cursor on the one looked at.
    pub list: List,
    /// First line shown of its text.
    pub scroll: usize,
    /// Focused step of the reasons, where they have the focus.
    pub reason: Option<usize>,
}

/// Shows the result: at the first benefit of the way in force.
pub fn show(model: &mut Model) {
    model.screen = Screen::Result;
    model.result.scroll = 0;
    let Some(work) = &model.work else { return };
    if work.route.is_narrow() {
        let first = work.route.benefits(&model.policy).first().map(|id| id.index());
        if let Some(benefit) = first {
            show_benefit(model, benefit);
        }
    }
}

/// Shows one benefit, by its place in the policy.
pub fn show_benefit(model: &mut Model, benefit: usize) {
    model.screen = Screen::Result;
    model.result.scroll = 0;
    if let Some(row) =
        model.work.as_ref().map(order).unwrap_or_default().iter().position(|at| *at == benefit)
    {
        model.result.list.go(row);
    }
}

/// Benefits by heading, in the order of the measure within one.
pub fn order(work: &Session) -> Vec<usize> {
    let mut order: Vec<usize> = (0..work.live.standings.len()).collect();
    order.sort_by_key(|at| (work.live.standings[*at].group, *at));
    order
}

/// The benefit looked at, by its place in the policy.
pub fn focused(model: &Model) -> Option<usize> {
    focused_of(model.work.as_ref()?, model.result.list.cursor())
}

/// The benefit in a row, by its place in the policy.
pub fn focused_of(work: &Session, row: usize) -> Option<usize> {
    let order = order(work);
    order.get(row.min(order.len().saturating_sub(1))).copied()
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    match (model.result.reason, action) {
        (Some(at), _) => reasons(model, at, action),
        (None, Action::Right | Action::Fold) => {
            model.result.reason = nodes(model).first().copied();
            Effect::None
        }
        (None, _) => benefits(model, action),
    }
}

/// The steps of the reasons in sight.
fn nodes(model: &Model) -> Vec<usize> {
    let detail = model.work.as_ref().and_then(|work| work.detail.as_ref());
    detail.map(super::detail::Detail::visible).unwrap_or_default()
}

/// Among the reasons: up, down, open, close, to the question behind one, and back.
fn reasons(model: &mut Model, at: usize, action: &Action) -> Effect {
    let shown = nodes(model);
    let row = shown.iter().position(|node| *node == at).unwrap_or(0);
    match action {
        Action::Up => match row.checked_sub(1) {
            Some(row) => model.result.reason = shown.get(row).copied(),
            None => model.result.reason = None,
        },
        Action::Down => model.result.reason = shown.get(row + 1).or(shown.last()).copied(),
        Action::Home => model.result.reason = shown.first().copied(),
        Action::End => model.result.reason = shown.last().copied(),
        Action::Left | Action::Back => model.result.reason = None,
        Action::Right | Action::Fold => {
            if let Some(detail) = model.work.as_mut().and_then(|work| work.detail.as_mut()) {
                detail.flip(at);
            }
        }
        Action::Enter => {
            let detail = model.work.as_ref().and_then(|work| work.detail.as_ref());
            let fact = detail.and_then(|detail| detail.nodes.get(at)).and_then(|node| node.fact);
            match fact {
                Some(fact) => {
                    model.result.reason = None;
                    model.screen = Screen::Form;
                    model.focus(Target::Fact(fact));
                }
                // A step that no question decides alone: what it consists of.
                None => return reasons(model, at, &Action::Fold),
            }
        }
        Action::Form => {
            model.result.reason = None;
            return benefits(model, action);
        }
        Action::PageUp | Action::PageDown => {}
        other => return benefits(model, other),
    }
    Effect::None
}

/// Among the benefits.
fn benefits(model: &mut Model, action: &Action) -> Effect {
    let scroll = model.result.scroll;
    match action {
        Action::PageUp => model.result.scroll = scroll.saturating_sub(5),
        Action::PageDown => model.result.scroll = scroll + 5,
        Action::Form | Action::Back | Action::Enter => model.screen = Screen::Form,
        Action::Undo => return undo::undo(model),
        Action::Redo => return undo::redo(model),
        other if super::update::open_popup(model, other) => {}
        other => {
            let numbers = numbered(model.policy.benefits.len());
            if model.result.list.update(other, &numbers) == Picked::Moved {
                model.result.scroll = 0;
            }
        }
    }
    Effect::None
}
