//! Two assessments side by side for programs.

use serde_json::{Value as Json, json};

use crate::text::{Lang, json_safe};

use super::Assessment;
use super::compare::Compared;

/// The comparison as JSON.
///
/// # Errors
/// Never in practice: all of it is plain data.
pub fn compare_json(compared: &Compared<'_, '_>, lang: Lang) -> Result<String, serde_json::Error> {
    let policy = compared.first.policy;
    let side = |view: &Assessment<'_>| {
        let readings: serde_json::Map<String, Json> = policy
            .readings
            .iter()
            .zip(&view.evaluator.program().readings().0)
            .map(|(reading, option)| {
                (reading.id.clone(), Json::from(reading.options[*option].id.as_str()))
            })
            .collect();
        json!({
            "name": view.profile.enterprise.name,
            "year": view.year,
            "readings": readings,
            "total": super::json::TotalJson::new(policy, view.evaluator.totals()),
        })
    };
    let outcome = |outcome: crate::assess::Outcome| {
        json!({
            "status": outcome.status.as_str(),
            "amount": outcome.amount.to_plain(),
            "at_most": outcome.at_most.map(|at_most| at_most.to_plain()),
            "later": outcome.later.to_plain(),
        })
    };
    let benefits: Vec<Json> = compared
        .comparison
        .benefits
        .iter()
        .map(|difference| {
            let benefit = policy.benefit(difference.benefit);
            json!({
                "id": benefit.id,
                "title": benefit.title.get(lang),
                "a": outcome(difference.from),
                "b": outcome(difference.to),
                "difference": difference.step().to_plain(),
                "why": compared.why_lines(difference, lang),
            })
        })
        .collect();
    let facts: Vec<Json> = compared
        .comparison
        .facts
        .iter()
        .map(|fact| {
            let value = |view: &Assessment<'_>| {
                view.evaluator.effective(policy, &view.answers, *fact, lang)
            };
            json!({
                "id": policy.fact(*fact).id,
                "a": value(compared.first),
                "b": value(compared.second),
            })
        })
        .collect();
    let notices = compared.second.notices();
    let notice: Vec<&str> = notices.iter().map(|notice| notice.get(lang)).collect();
    let json = json!({
        "policy": policy.id,
        "notice": notice,
        "a": side(compared.first),
        "b": side(compared.second),
        "benefits": benefits,
        "same": compared.comparison.same,
        "facts": facts,
    });
    Ok(json_safe(&serde_json::to_string_pretty(&json)?).into_owned())
}
