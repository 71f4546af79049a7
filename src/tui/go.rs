//! To a question or to the result, from wherever one is.

use crate::policy::FactId;
use crate::report::idle_text;

use super::editor::rows::Target;
use super::folds::{self, Row, in_focus, shown};
use super::model::{Model, Screen};

/// To the result: at the first benefit of the way in force.
pub fn show_result(model: &mut Model) {
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

/// Shows one benefit, by its place in the policy; the fold that it is behind opens.
pub fn show_benefit(model: &mut Model, benefit: usize) {
    model.screen = Screen::Result;
    model.result.scroll = 0;
    let Some(work) = &model.work else { return };
    let sorted = folds::sorted(model, work);
    let fold = sorted.iter().find(|(_, at)| *at == benefit).and_then(|(fold, _)| *fold);
    if let Some(fold) = fold.filter(|fold| !model.result.open.contains(fold)) {
        model.result.open.push(fold);
    }
    if let Some(row) = shown(model).iter().position(|row| *row == Row::Benefit(benefit)) {
        model.result.list.go(row);
    }
}

/// The benefit looked at, by its place in the policy.
pub fn focused_benefit(model: &Model) -> Option<usize> {
    match in_focus(model)? {
        Row::Benefit(at) => Some(at),
        Row::Fold(..) => None,
    }
}

/// To a question of the form, asked now or not; says why it is not.
pub fn show_question(model: &mut Model, fact: FactId) {
    model.screen = Screen::Form;
    model.focus(Target::Fact(fact));
    let Some(work) = &model.work else { return };
    let idle = work.impact.idle.as_ref().map(|idle| {
        idle_text(&model.policy, &work.filled, work.profile.year, idle).get(model.lang).to_owned()
    });
    model.message = idle;
}
