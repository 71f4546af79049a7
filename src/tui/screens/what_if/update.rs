//! What if a figure were another: the total against it, with the points worth knowing.

use crate::advise::whatif::{number_of, sweep, value_of};
use crate::assess::Evaluator;
use crate::policy::{FactId, FactKind};
use crate::report::{self, Assessment};
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::go::show_result;
use crate::tui::keys::Action;
use crate::tui::list::{List, Picked};
use crate::tui::model::{Model, Screen};
use crate::tui::screens::what_if::state::WhatIfView;

/// Opens the chart of the focused figure, else of the first.
pub fn open(model: &mut Model) {
    let Some(work) = &model.work else { return };
    let movable = |fact: &FactId| {
        let kind = &model.policy.fact(*fact).kind;
        let known = work.filled.get(*fact).as_ref().and_then(number_of).is_some();
        let number = matches!(kind, FactKind::Money { .. } | FactKind::Percent | FactKind::Count);
        number && (known || Target::Fact(*fact) == work.editor.target)
    };
    let facts: Vec<FactId> =
        model.policy.facts().map(|(id, _)| id).filter(|id| movable(id)).collect();
    if facts.is_empty() {
        model.message = Some(model.strings().nothing_to_move.to_owned());
        return;
    }
    let asked = work.editor.target.fact();
    let focused = asked.and_then(|fact| facts.iter().position(|known| *known == fact));
    model.what_if =
        WhatIfView { facts, list: List::at(focused.unwrap_or(0)), ..WhatIfView::default() };
    model.screen = Screen::WhatIf;
    compute(model);
}

/// Recomputes the chart, for another figure or in another language.
pub fn compute(model: &mut Model) {
    let lang = model.lang;
    let Some(work) = &model.work else { return };
    let Some(fact) = model.what_if.facts.get(model.what_if.list.cursor()).copied() else { return };
    let year = work.profile.year;
    let view =
        Assessment::new(&model.policy, &model.program, &work.profile, work.filled.clone(), year);
    let swept = sweep(report::question(&view), fact, (None, None))
        .map_err(|error| error.text(&model.policy, fact).get(lang).to_owned());
    let (points, heading) = match &swept {
        Ok(sweep) => {
            (report::point_lines(&view, sweep, lang), report::whatif_heading(&view, sweep, lang))
        }
        Err(_) => (Vec::new(), String::new()),
    };
    let total = swept.as_ref().ok().map(|sweep| sweep.total_now);
    let view = &mut model.what_if;
    (view.sweep, view.points, view.heading, view.lang) = (Some(swept), points, heading, lang);
    (view.at, view.total) = (None, total);
}

/// The total with the figure where it was moved to.
fn weigh(model: &mut Model) {
    let view = &model.what_if;
    let (Some(work), Some(fact), Some(at)) =
        (&model.work, view.facts.get(view.list.cursor()), view.at)
    else {
        return;
    };
    let Some(value) = value_of(&model.policy.fact(*fact).kind, at) else { return };
    let mut answers = work.filled.clone();
    answers.set(*fact, Some(value));
    let mut evaluator = Evaluator::new(&model.program);
    if !evaluator.run_prospective(&answers, work.profile.year) {
        evaluator.run(&answers, work.profile.year);
    }
    model.what_if.total = Some(evaluator.totals().amount);
}

/// Acts: another figure, the figure moved, to the next point, back.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
pub fn act(model: &mut Model, action: &Action) -> Effect {
    let view = &mut model.what_if;
    match action {
        Action::Left | Action::Right => {
            shift(view, action == &Action::Right);
            weigh(model);
        }
        Action::PageUp | Action::PageDown => {
            jump(view, action == &Action::PageDown);
            weigh(model);
        }
        Action::Back => model.screen = Screen::Form,
        Action::Result => show_result(model),
        other => {
            let view = &mut model.what_if;
            let before = view.list.cursor();
            let picked = view.list.update(other, &vec![None; view.facts.len()]);
            let row = view.list.cursor();
            if let (Picked::Chosen(_), Action::Enter, Some(fact)) =
                (picked, other, view.facts.get(row))
            {
                let fact = *fact;
                model.screen = Screen::Form;
                model.focus(Target::Fact(fact));
            } else if row != before {
                compute(model);
            }
        }
    }
    Effect::None
}

/// One column's worth of the range to the left or right.
fn shift(view: &mut WhatIfView, right: bool) {
    let Some(Ok(sweep)) = &view.sweep else { return };
    let step = (sweep.to.saturating_sub(sweep.from) / 50).max(1);
    let here = view.at.or(sweep.now).unwrap_or(sweep.from);
    let there = if right { here.saturating_add(step) } else { here.saturating_sub(step) };
    view.at = Some(there.clamp(sweep.from, sweep.to));
}

/// To the next or the last point worth knowing.
fn jump(view: &mut WhatIfView, forward: bool) {
    let Some(Ok(sweep)) = &view.sweep else { return };
    let here = view.at.or(sweep.now).unwrap_or(sweep.from);
    let points = || sweep.points.iter().map(|point| point.at);
    let to = if forward { points().find(|at| *at > here) } else { points().rfind(|at| *at < here) };
    view.at = to.or(view.at);
}
