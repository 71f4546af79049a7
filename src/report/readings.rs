//! How the readings bear on a result, in words.

use serde::Serialize;

use crate::advise::readings::{OptionEffect, Range, ReadingsEffect, touching};
use crate::assess::{Outcome, Status};
use crate::policy::{BenefitId, Policy};
use crate::text;
use crate::text::Lang;

use super::Assessment;
use super::phrase::{article_text, status_text};

/// A reading that touches a benefit, with what its other options would give.
#[derive(Clone, Debug, Serialize)]
pub struct Touched {
    /// Id of the reading.
    pub id: String,
    /// The question left open.
    pub title: String,
    /// Id of the option in force.
    pub option: String,
    /// What it says.
    pub label: String,
    /// The other options.
    pub others: Vec<Other>,
}

/// What a benefit would come out as under another option.
#[derive(Clone, Debug, Serialize)]
pub struct Other {
    /// Id of the option.
    pub option: String,
    /// What it says.
    pub label: String,
    /// The status then.
    pub status: &'static str,
    /// The amount then.
    pub amount: String,
    /// The upper bound then.
    pub at_most: Option<String>,
    /// Whether that differs from the result under the readings in force.
    pub differs: bool,
    /// The result in words.
    #[serde(skip)]
    pub said: String,
}

/// The readings that touch a benefit and what their other options would give.
pub fn touched(
    view: &Assessment<'_>,
    effect: &ReadingsEffect,
    benefit: BenefitId,
    lang: Lang,
) -> Vec<Touched> {
    let policy = view.policy;
    let in_force = &view.evaluator.program().readings().0;
    let readings = touching(policy, benefit).into_iter();
    readings
        .map(|reading| {
            let known = &policy.readings[reading];
            let now = &known.options[in_force[reading]];
            let others = effect.options.iter().filter(|option| option.reading == reading);
            Touched {
                id: known.id.clone(),
                title: known.title.get(lang).to_owned(),
                option: now.id.clone(),
                label: now.label.get(lang).to_owned(),
                others: others.map(|option| other(view, option, benefit, lang)).collect(),
            }
        })
        .collect()
}

fn other(view: &Assessment<'_>, option: &OptionEffect, benefit: BenefitId, lang: Lang) -> Other {
    let changed = option.changed.iter().find(|changed| changed.benefit == benefit);
    let outcome = changed.map_or_else(|| view.outcome(benefit), |changed| changed.to);
    let known = &view.policy.readings[option.reading].options[option.option];
    Other {
        option: known.id.clone(),
        label: known.label.get(lang).to_owned(),
        status: outcome.status.as_str(),
        amount: outcome.amount.to_plain(),
        at_most: outcome.at_most.map(|at_most| at_most.to_plain()),
        differs: changed.is_some(),
        said: outcome_text(view.policy, outcome, lang),
    }
}

/// A result in a few words: `35万元`, `待确认，至多 10万元`, `不符合`.
pub fn outcome_text(policy: &Policy, outcome: Outcome, lang: Lang) -> String {
    let said = match (outcome.status, outcome.at_most) {
        (Status::Eligible, _) => return outcome.amount.display(lang),
        (Status::Undetermined, Some(at_most)) => {
            let at_most = at_most.display(lang);
            text!("待确认，至多 {at_most}", "to be confirmed, at most {at_most}")
        }
        (Status::Undetermined, None) => {
            text!("待确认，无上限数", "to be confirmed, no upper bound")
        }
        (status, _) => status_text(policy, status),
    };
    said.get(lang).to_owned()
}

/// A reading that touches a benefit, in one line.
pub fn touched_line(touched: &Touched, lang: Lang) -> String {
    let (id, title, label) = (&touched.id, &touched.title, &touched.label);
    let others: Vec<String> = touched
        .others
        .iter()
        .map(|other| {
            let (option, label, said) = (&other.option, &other.label, &other.said);
            let said = if other.differs {
                said.clone()
            } else {
                text!("结果相同", "the same result").get(lang).to_owned()
            };
            text!("若“{label}”（{id}={option}）：{said}", "if \"{label}\" ({id}={option}): {said}")
                .get(lang)
                .to_owned()
        })
        .collect();
    let others = others.join(lang.clause());
    text!(
        "读法 {id}：{title}？现取“{label}”；{others}",
        "Reading {id}: {title}? In force: \"{label}\"; {others}"
    )
    .get(lang)
    .to_owned()
}

/// The range of the sum over all readings: `按现用读法 155万元，其他读法 120万元–155万元`; none where
/// no reading matters.
pub fn range_line(effect: &ReadingsEffect, lang: Lang) -> Option<String> {
    let said = |range: Range| {
        let (least, most) = (range.least.display(lang), range.most.display(lang));
        format!("{least}–{most}")
    };
    if effect.amount.is_point() && effect.at_most.is_point() {
        return None;
    }
    let mut parts = Vec::new();
    if !effect.amount.is_point() {
        let (now, range) = (effect.base.amount.display(lang), said(effect.amount));
        parts.push(text!(
            "估算上限按现用读法 {now}，换用其他读法在 {range} 之间",
            "Estimated ceiling {now} by the readings in force; {range} over all readings"
        ));
    }
    if !effect.at_most.is_point() && effect.base.at_most != effect.base.amount {
        let (now, range) = (effect.base.at_most.display(lang), said(effect.at_most));
        parts.push(text!(
            "最多可达按现用读法 {now}，换用其他读法在 {range} 之间",
            "at most {now} by the readings in force; {range} over all readings"
        ));
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.get(lang)).collect();
    (!parts.is_empty()).then(|| parts.join(lang.clause()))
}

/// The options under which something comes out otherwise, a line each:
/// `…？若“…”（r06-excess=over_average）：总额 −25万元（第六条 工业产值增量奖励 35万元 → 10万元）`.
pub fn option_lines(view: &Assessment<'_>, effect: &ReadingsEffect, lang: Lang) -> Vec<String> {
    effect.that_matter().map(|option| option_line(view, effect, option, lang)).collect()
}

fn option_line(
    view: &Assessment<'_>,
    effect: &ReadingsEffect,
    option: &OptionEffect,
    lang: Lang,
) -> String {
    let policy = view.policy;
    let reading = &policy.readings[option.reading];
    let chosen = &reading.options[option.option];
    let changes: Vec<String> = option
        .changed
        .iter()
        .map(|changed| {
            let benefit = policy.benefit(changed.benefit);
            let (from, to) =
                (outcome_text(policy, changed.from, lang), outcome_text(policy, changed.to, lang));
            let article = article_text(policy, benefit.article, lang);
            let title = benefit.title.get(lang);
            format!("{article} {title} {from} → {to}")
        })
        .collect();
    let changes = changes.join(lang.clause());
    let moved = option.totals.amount.fen() - effect.base.amount.fen();
    let moved = super::phrase::signed(moved, lang);
    let (id, label) = (&reading.id, chosen.label.get(lang));
    let option = &chosen.id;
    let title = reading.title.get(lang);
    text!(
        "{title}？若“{label}”（{id}={option}）：总额 {moved}；{changes}",
        "{title}? If “{label}” ({id}={option}): total {moved}; {changes}"
    )
    .get(lang)
    .to_owned()
}
