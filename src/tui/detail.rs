//! Why the benefit looked at came out as it did, worked out once and kept: the reasons as a tree
//! that opens and closes, the worked amount, the readings, the years, what would change it.

use std::collections::BTreeSet;

use crate::advise::readings::ReadingsEffect;
use crate::policy::{BenefitId, FactId};
use crate::report::{
    Assessment, Explanation, explanation_line, remedy_line, step_text, touched_line,
};
use crate::text;
use crate::text::Lang;

use super::model::{Model, Screen};
use super::result;
use super::session::Session;

/// One step of the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How deep it stands.
    pub depth: usize,
    /// What is known, in one line.
    pub text: String,
    /// The sentence of the measure.
    pub quote: String,
    /// The question behind it.
    pub fact: Option<FactId>,
    /// Whether something can be opened under it.
    pub opens: bool,
    /// Whether it is open unless the user closes it: what is not met is shown at once.
    pub open: bool,
}

/// What there is to say about one benefit.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The benefit, by its place in the policy.
    pub benefit: usize,
    lang: Lang,
    /// The reasons, parents before their children.
    pub nodes: Vec<Node>,
    /// The verdict on the article asked for, to read aloud.
    pub verdict: Option<String>,
    /// Where it turns, if only what an authority knows is open.
    pub turning: Vec<String>,
    /// The award as a worked line.
    pub award: Option<String>,
    /// The readings that touch it, each with what its other options give.
    pub readings: Vec<String>,
    /// What each year brings.
    pub years: Vec<String>,
    /// What would change it.
    pub remedies: Vec<String>,
    /// Nodes that the user opened or closed.
    pub flipped: BTreeSet<usize>,
}

impl Detail {
    /// Whether a node is open.
    pub fn is_open(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.open != self.flipped.contains(&at))
    }

    /// The nodes in sight: all whose parents are open.
    pub fn visible(&self) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut closed_at = usize::MAX;
        for (at, node) in self.nodes.iter().enumerate() {
            if node.depth > closed_at {
                continue;
            }
            closed_at = if self.is_open(at) { usize::MAX } else { node.depth };
            shown.push(at);
        }
        shown
    }

    /// Opens a closed node, closes an open one.
    pub fn flip(&mut self, at: usize) {
        if !self.flipped.remove(&at) {
            self.flipped.insert(at);
        }
    }

    fn new(model: &Model, work: &Session, effect: &ReadingsEffect, benefit: usize) -> Option<Self> {
        let lang = model.lang;
        let policy = &model.policy;
        let id = BenefitId(u16::try_from(benefit).ok()?);
        let year = work.profile.year;
        let view =
            Assessment::new(policy, &model.program, &work.profile, work.filled.clone(), year);
        let reasons = view.reasons(id, effect, lang);
        let mut nodes = Vec::new();
        for child in &reasons.explanation.children {
            add(model, child, 0, &mut nodes);
        }
        let years = reasons.years.iter().map(|step| {
            let (year, said) = (step.year, step_text(&view, step, lang));
            text!("{year} 年：{said}", "{year}: {said}").get(lang).to_owned()
        });
        Some(Self {
            benefit,
            lang,
            nodes,
            verdict: work.route.is_narrow().then(|| view.verdict(work.route, lang)),
            turning: view.turning_points(id).iter().map(|t| t.get(lang).to_owned()).collect(),
            award: reasons.award.clone(),
            readings: reasons.readings.iter().map(|known| touched_line(known, lang)).collect(),
            years: years.collect(),
            remedies: reasons.remedies.iter().map(|r| remedy_line(&view, r, lang)).collect(),
            flipped: BTreeSet::new(),
        })
    }
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
        let effect = crate::advise::readings::readings_effect(policy, readings, &work.filled, year);
        work.effect = Some(effect);
        return true;
    }
    if model.screen != Screen::Result {
        return false;
    }
    let Some(benefit) = result::focused_of(work, model.result.list.cursor()) else { return false };
    let current = |detail: &Detail| detail.benefit == benefit && detail.lang == model.lang;
    if work.detail.as_ref().is_some_and(current) {
        return false;
    }
    work.detail = work.effect.as_ref().and_then(|effect| Detail::new(model, work, effect, benefit));
    work.detail.is_some()
}
