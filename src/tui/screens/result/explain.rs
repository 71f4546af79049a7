//! Works out what there is to say about the benefit looked at, while nothing else is to do.

use std::collections::BTreeSet;

use crate::advise::readings::{ReadingsEffect, readings_effect};
use crate::interview::Route;
use crate::policy::BenefitId;
use crate::report::{
    Assessment, Explanation, explanation_line, remedy_line, step_text, touched_line,
};
use crate::text;
use crate::tui::folds;
use crate::tui::model::{Model, Screen};
use crate::tui::screens::result::detail::{Detail, Node};
use crate::tui::session::Session;

/// Does one piece of work that the screen can wait for; true if something came of it.
pub fn settle(model: &mut Model) -> bool {
    let Some(mut work) = model.work.take() else { return false };
    let done = settle_work(model, &mut work);
    model.work = Some(work);
    done
}

fn settle_work(model: &Model, work: &mut Session) -> bool {
    if work.effect.is_none() {
        let (policy, readings) = (&model.policy, model.program.readings());
        let year = work.profile.year;
        let effect = readings_effect(policy, readings, &work.filled, year);
        work.effect = Some(effect);
        return true;
    }
    if model.screen != Screen::Result {
        return false;
    }
    let rows = folds::rows(model, work, &model.result.open);
    let row = model.result.list.cursor().min(rows.len().saturating_sub(1));
    let Some(folds::Row::Benefit(benefit)) = rows.get(row).copied() else { return false };
    let current = |detail: &Detail| detail.benefit == benefit && detail.lang == model.lang;
    if work.detail.as_ref().is_some_and(current) {
        return false;
    }
    work.detail = work.effect.as_ref().and_then(|effect| detail(model, work, effect, benefit));
    work.detail.is_some()
}

fn detail(
    model: &Model,
    work: &Session,
    effect: &ReadingsEffect,
    benefit: usize,
) -> Option<Detail> {
    let lang = model.lang;
    let policy = &model.policy;
    let id = BenefitId(u16::try_from(benefit).ok()?);
    let year = work.profile.year;
    let view = Assessment::new(policy, &model.program, &work.profile, work.filled.clone(), year);
    let reasons = view.reasons(id, effect, lang);
    let mut nodes = Vec::new();
    for child in &reasons.explanation.children {
        add(model, child, 0, &mut nodes);
    }
    let years = reasons.years.iter().map(|step| {
        let (year, said) = (step.year, step_text(&view, step, lang));
        text!("{year} 年：{said}", "{year}: {said}").get(lang).to_owned()
    });
    // On the article asked for, else on this benefit alone.
    let asked = match work.route {
        Route::Article(number) if number == policy.benefit(id).article => work.route,
        Route::Article(_) | Route::Benefit(_) | Route::Section | Route::Quickest => {
            Route::Benefit(id)
        }
    };
    Some(Detail {
        benefit,
        lang,
        nodes,
        verdict: view.verdict(asked, lang),
        turning: view.turning_points(id).iter().map(|t| t.get(lang).to_owned()).collect(),
        award: reasons.award.clone(),
        readings: reasons.readings.iter().map(|known| touched_line(known, lang)).collect(),
        years: years.collect(),
        remedies: reasons.remedies.iter().map(|r| remedy_line(&view, r, lang)).collect(),
        flipped: BTreeSet::new(),
    })
}

fn add(model: &Model, node: &Explanation, depth: usize, nodes: &mut Vec<Node>) {
    let policy = &model.policy;
    let gate = policy.gates.iter().find(|gate| gate.id == node.id);
    nodes.push(Node {
        depth,
        text: explanation_line(node, model.lang),
        quote: node.quote.clone(),
        fact: policy.fact_id(&node.id).or_else(|| gate.and_then(|gate| gate.when.fact)),
        opens: !node.quote.is_empty() || !node.children.is_empty(),
        open: node.truth.is_some_and(|truth| truth != "true"),
    });
    for child in &node.children {
        add(model, child, depth + 1, nodes);
    }
}
