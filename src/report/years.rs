//! The time line: what each year brings, by stages, and what has to be kept up.

use serde::Serialize;

use crate::advise::timeline::Step;
use crate::assess::Status;
use crate::policy::{BenefitId, Condition, Policy, Test};
use crate::quantity::Money;
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{condition_text, label};

/// One year of the time line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Its benefits in the order of the measure.
    pub entries: Vec<YearEntry>,
}

/// One benefit in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEntry {
    /// The benefit.
    pub benefit: BenefitId,
    /// The amount; of the assessment year at most so much while something is open.
    pub amount: Money,
    /// Stage, amount and what to keep up, in one line.
    pub text: String,
}

/// The years of every benefit that later years can still bring something of.
pub fn years(view: &Assessment<'_>, lang: Lang) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for step in view.timeline() {
        let (benefit, amount) = (step.benefit, step.amount);
        let entry = YearEntry { benefit, amount, text: step_text(view, &step, lang) };
        match years.last_mut().filter(|year| year.year == step.year) {
            Some(year) => year.entries.push(entry),
            None => years.push(Year { year: step.year, entries: vec![entry] }),
        }
    }
    years
}

/// One year of one benefit: `第 3/3 年，10万元；届时须：国家高新技术企业`.
pub fn step_text(view: &Assessment<'_>, step: &Step, lang: Lang) -> String {
    let amount = step.amount.display(lang);
    let said = match step.status {
        Some(Status::Undetermined) => {
            text!("待确认，至多 {amount}", "to be confirmed, at most {amount}")
        }
        _ => stands(step).unwrap_or_else(|| Text::same(amount)),
    };
    said_of(view, step, Some(&said), lang)
}

/// The same where the amount stands beside it.
pub fn step_note(view: &Assessment<'_>, step: &Step, lang: Lang) -> String {
    said_of(view, step, stands(step).as_ref(), lang)
}

/// What there is to say of the assessment year but an amount.
fn stands(step: &Step) -> Option<Text> {
    Some(match step.status? {
        Status::Eligible => return None,
        Status::Undetermined => text!("待确认", "to be confirmed"),
        Status::Superseded => text!("由另一项替代", "gives way to another item"),
        Status::Duplicate => text!("已享受同类政策", "supported elsewhere already"),
        Status::Ineligible => text!("今年不符合", "not eligible this year"),
    })
}

/// The stage, what is said, and what has to be kept up.
fn said_of(view: &Assessment<'_>, step: &Step, said: Option<&Text>, lang: Lang) -> String {
    let stage = step.stage.map(|(stage, of)| text!("第 {stage}/{of} 年", "stage {stage} of {of}"));
    let first: Vec<&str> = stage.iter().chain(said).map(|text| text.get(lang)).collect();
    let first = first.join(lang.comma());
    let keep: Vec<String> = step
        .keep
        .iter()
        .map(|condition| kept_text(view.policy, condition, step.year, lang))
        .collect();
    let keep = keep.join(lang.list());
    let keep = match (keep.is_empty(), first.is_empty()) {
        (true, _) => text!("", ""),
        (_, true) => text!("届时须：{keep}", "to be met then: {keep}"),
        _ => text!("；届时须：{keep}", "; to be met then: {keep}"),
    };
    let beyond = if step.beyond_term {
        text!(
            "（超出措施有效期，须主管部门确认）",
            " (beyond the term of the measure: ask the authority)"
        )
    } else {
        text!("", "")
    };
    format!("{first}{}{}", keep.get(lang), beyond.get(lang))
}

/// A condition as something to keep up: the fact, with what is needed of it where the name
/// alone does not say so.
fn kept_text(policy: &Policy, condition: &Condition, year: i32, lang: Lang) -> String {
    let needed = condition_text(policy, condition, year, lang);
    let Some(fact) = condition.fact else { return needed };
    let name = label(policy, fact, year, lang);
    if matches!(condition.test, Test::Yes | Test::Answered) {
        name
    } else {
        format!("{name} {needed}")
    }
}

/// One later year as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct LaterJson {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    amount: String,
    keep: Vec<String>,
}

/// The later years of one benefit as JSON.
pub(super) fn later_json(view: &Assessment<'_>, steps: &[Step], lang: Lang) -> Vec<LaterJson> {
    let later = steps.iter().filter(|step| step.status.is_none());
    later
        .map(|step| LaterJson {
            year: step.year,
            stage: step.stage.map(|(stage, _)| stage),
            of: step.stage.map(|(_, of)| of),
            amount: step.amount.to_plain(),
            keep: step
                .keep
                .iter()
                .map(|condition| kept_text(view.policy, condition, step.year, lang))
                .collect(),
        })
        .collect()
}
