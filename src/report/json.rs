//! The JSON of one assessment.

use serde::Serialize;

use crate::advise::readings::{Range, ReadingsEffect};
use crate::assess::{Kind, Totals};
use crate::policy::{BenefitId, GateId, Policy};
use crate::text::{Lang, json_safe};

use super::readings::Touched;
use super::remedy::RemedyJson;
use super::years::{LaterJson, later_json};
use super::{Assessment, Explanation};

#[derive(Serialize)]
struct Report<'a> {
    policy: PolicyJson<'a>,
    notice: Vec<String>,
    year: i32,
    enterprise: EnterpriseJson<'a>,
    readings: serde_json::Map<String, serde_json::Value>,
    gate: Vec<GateJson<'a>>,
    conflicts: Vec<ConflictJson<'a>>,
    benefits: Vec<BenefitJson<'a>>,
    total: TotalJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prospective: Option<Prospective<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over_readings: Option<OverReadings>,
}

/// The range of the sums over all readings.
#[derive(Serialize)]
struct OverReadings {
    amount: [String; 2],
    at_most: [String; 2],
}

#[derive(Serialize)]
struct PolicyJson<'a> {
    id: &'a str,
    title: &'a str,
    status: &'a str,
    edition: &'a str,
}

#[derive(Serialize)]
struct EnterpriseJson<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct GateJson<'a> {
    id: &'a str,
    fact: Option<&'a str>,
    truth: &'a str,
}

#[derive(Serialize)]
struct ConflictJson<'a> {
    id: &'a str,
    answered: String,
    computed: String,
}

#[derive(Serialize)]
struct BenefitJson<'a> {
    id: &'a str,
    article: u32,
    title: &'a str,
    status: &'a str,
    certainty: &'a str,
    amount: String,
    at_most: Option<String>,
    later: String,
    missing: Vec<MissingJson<'a>>,
    hints: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
    /// Asked for with the explanation; null where no award is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    award: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedies: Option<Vec<RemedyJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    touched_by: Option<Vec<Touched>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    later_years: Option<Vec<LaterJson>>,
}

#[derive(Serialize)]
struct MissingJson<'a> {
    id: String,
    fact: Option<&'a str>,
    kind: &'static str,
    needed: String,
    actual: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<String>,
    todo: String,
    who_knows: String,
}

/// The totals as JSON.
#[derive(Serialize)]
pub(crate) struct TotalJson<'a> {
    amount: String,
    at_most: String,
    later: String,
    discretionary: String,
    unbounded: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ceilings: Vec<CeilingJson<'a>>,
}

/// A ceiling over several benefits.
#[derive(Serialize)]
struct CeilingJson<'a> {
    id: &'a str,
    limit: Option<String>,
    cut: String,
}

#[derive(Serialize)]
struct Prospective<'a> {
    assuming: Vec<&'a str>,
    #[serde(flatten)]
    total: TotalJson<'a>,
}

impl<'a> TotalJson<'a> {
    pub(crate) fn new(policy: &'a Policy, totals: &Totals) -> Self {
        Self {
            amount: totals.amount.to_plain(),
            at_most: totals.at_most.to_plain(),
            later: totals.later.to_plain(),
            discretionary: totals.discretionary.to_plain(),
            unbounded: totals
                .unbounded
                .iter()
                .map(|benefit| policy.benefit(*benefit).id.as_str())
                .collect(),
            ceilings: totals
                .ceilings
                .iter()
                .map(|held| CeilingJson {
                    id: &policy.ceilings[held.ceiling].id,
                    limit: held.limit.map(crate::quantity::Money::to_plain),
                    cut: held.cut.to_plain(),
                })
                .collect(),
        }
    }
}

/// The assessment as the JSON text that `assess --format json` prints.
///
/// # Errors
/// Never in practice: all of it is plain data.
pub fn to_json(
    view: &Assessment<'_>,
    lang: Lang,
    explain: bool,
) -> Result<String, serde_json::Error> {
    let policy = view.policy;
    let readings = policy
        .readings
        .iter()
        .zip(&view.evaluator.program().readings().0)
        .map(|(reading, option)| (reading.id.clone(), reading.options[*option].id.clone().into()))
        .collect();
    let gate = (0u16..)
        .map(GateId)
        .zip(&policy.gates)
        .map(|(id, gate)| GateJson {
            id: &gate.id,
            fact: gate.when.fact.map(|fact| policy.fact(fact).id.as_str()),
            truth: view.evaluator.gate(id).as_str(),
        })
        .collect();
    let conflicts =
        view.conflicts
            .iter()
            .map(|conflict| ConflictJson {
                id: &policy.fact(conflict.fact).id,
                answered: view.answers.get(conflict.fact).map_or_else(String::new, |value| {
                    value.display(policy.fact(conflict.fact), lang)
                }),
                computed: conflict.computed(policy, lang),
            })
            .collect();
    let effect = explain.then(|| view.readings_effect());
    let report = Report {
        policy: PolicyJson {
            id: &policy.id,
            title: policy.title.get(lang),
            status: policy.status.as_str(),
            edition: &policy.edition,
        },
        notice: view.notices().iter().map(|notice| notice.get(lang).to_owned()).collect(),
        year: view.year,
        enterprise: EnterpriseJson { name: &view.profile.enterprise.name },
        readings,
        gate,
        conflicts,
        benefits: policy
            .benefits()
            .map(|(id, _)| benefit(view, id, lang, effect.as_ref()))
            .collect(),
        total: TotalJson::new(policy, view.evaluator.totals()),
        prospective: view.prospective.as_ref().map(|(assuming, totals)| Prospective {
            assuming: assuming.iter().map(|gate| policy.gates[gate.index()].id.as_str()).collect(),
            total: TotalJson::new(policy, totals),
        }),
        over_readings: effect.as_ref().map(|effect| {
            let ends = |range: Range| [range.least.to_plain(), range.most.to_plain()];
            OverReadings { amount: ends(effect.amount), at_most: ends(effect.at_most) }
        }),
    };
    let json = serde_json::to_string_pretty(&report)?;
    Ok(json_safe(&json).into_owned())
}

fn benefit<'a>(
    view: &Assessment<'a>,
    id: BenefitId,
    lang: Lang,
    effect: Option<&ReadingsEffect>,
) -> BenefitJson<'a> {
    let policy = view.policy;
    let reasons = effect.map(|effect| view.reasons(id, effect, lang));
    let later_years = reasons.as_ref().map(|reasons| later_json(view, &reasons.years, lang));
    let remedies = reasons.as_ref().map(|reasons| {
        reasons.remedies.iter().map(|remedy| RemedyJson::new(policy, remedy)).collect()
    });
    let (explanation, award, touched_by) = match reasons {
        Some(reasons) => (Some(reasons.explanation), Some(reasons.award), Some(reasons.readings)),
        None => (None, None, None),
    };
    let benefit = policy.benefit(id);
    let outcome = view.outcome(id);
    let missing = view.missing(id);
    BenefitJson {
        id: &benefit.id,
        article: benefit.article,
        title: benefit.title.get(lang),
        status: outcome.status.as_str(),
        certainty: benefit.certainty.as_str(),
        amount: outcome.amount.to_plain(),
        at_most: outcome.at_most.map(|at_most| at_most.to_plain()),
        later: outcome.later.to_plain(),
        missing: missing
            .iter()
            .map(|missing| MissingJson {
                id: view.missing_id(missing).to_owned(),
                fact: missing.fact.map(|fact| policy.fact(fact).id.as_str()),
                kind: match missing.kind {
                    Kind::Unmet => "unmet",
                    Kind::Unknown => "unknown",
                },
                needed: view.needed(missing, lang),
                actual: view.actual(missing, lang),
                gap: missing.gap.map(|gap| gap.to_plain()),
                todo: view.todo(missing, lang),
                who_knows: view.who_knows(missing, lang),
            })
            .collect(),
        hints: view.hints(id).map(|hint| hint.text.get(lang)).collect(),
        explanation,
        award,
        remedies,
        touched_by,
        later_years,
    }
}
