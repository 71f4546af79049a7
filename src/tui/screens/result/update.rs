//! The result screen: which benefit is looked at.

use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::folds::{Row, in_focus, shown};
use crate::tui::go::show_benefit;
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::list::Picked;
use crate::tui::model::{Model, Screen};
use crate::tui::screens::result::detail::Detail;
use crate::tui::work::{redo, undo};

/// Acts.
pub fn act(model: &mut Model, action: &Action) -> Effect {
    if let Action::Click(Hit::Benefit(benefit)) = action {
        show_benefit(model, *benefit);
        return Effect::None;
    }
    if let Action::Click(Hit::Row(row)) = action {
        model.result.list.go(*row);
        return act(model, &Action::Fold);
    }
    let flips = matches!(action, Action::Right | Action::Left | Action::Fold | Action::Enter);
    if let (None, true, Some(Row::Fold(fold, _))) = (model.result.reason, flips, in_focus(model)) {
        model.result.flip(fold);
        return Effect::None;
    }
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
    detail.map(Detail::visible).unwrap_or_default()
}

/// Among the reasons: up, down, open, close, to the question behind one, and back.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
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

/// The numbers that rows go by: the articles', each on its first row.
fn numbers(model: &Model) -> Vec<Option<usize>> {
    let mut before = None;
    let number = |row: Row| match row {
        Row::Benefit(at) => {
            let article = model.policy.benefits.get(at)?.article;
            (before.replace(article) != Some(article)).then_some(())?;
            usize::try_from(article).ok()
        }
        Row::Fold(..) => None,
    };
    shown(model).into_iter().map(number).collect()
}

/// Among the benefits.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
fn benefits(model: &mut Model, action: &Action) -> Effect {
    let scroll = model.result.scroll;
    match action {
        Action::PageUp => model.result.scroll = scroll.saturating_sub(5),
        Action::PageDown => model.result.scroll = scroll + 5,
        Action::Form | Action::Back | Action::Enter => model.screen = Screen::Form,
        Action::Undo => return undo(model),
        Action::Redo => return redo(model),
        other => {
            let numbers = numbers(model);
            if model.result.list.update(other, &numbers) == Picked::Moved {
                model.result.scroll = 0;
            }
        }
    }
    Effect::None
}
