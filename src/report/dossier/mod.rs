//! A dossier: one result with all that it was worked out from, in one file, so that it can be
//! worked out again later, elsewhere, and by another edition of the pack.

mod verify;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assess::{Evaluator, Outcome, Totals};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Source, found};
use crate::policy::Policy;
use crate::profile::{Answers, Caller, Profile, to_toml};
use crate::text;
use crate::text::digest::sha256;
use crate::text::json_safe;

pub use verify::Verdict;

/// The form of dossiers that this program writes and reads.
const FORM: u32 = 1;

/// One result with all that it was worked out from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// The form of the file.
    dossier: u32,
    /// The day it was made.
    made: String,
    policy: Pack,
    year: i32,
    readings: BTreeMap<String, String>,
    /// The averages that a file gave, by fact.
    benchmarks: BTreeMap<String, String>,
    /// The profile as its file.
    profile: String,
    result: ResultJson,
    /// Digest of all the rest, so that an accidental or careless change shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
}

/// The pack it was worked out by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    id: String,
    edition: String,
    sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultJson {
    total: TotalJson,
    benefits: BTreeMap<String, BenefitJson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalJson {
    amount: String,
    at_most: String,
    later: String,
    discretionary: String,
    unbounded: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BenefitJson {
    status: String,
    amount: String,
    at_most: Option<String>,
    later: String,
}

impl BenefitJson {
    fn new(outcome: &Outcome) -> Self {
        Self {
            status: outcome.status.as_str().to_owned(),
            amount: outcome.amount.to_plain(),
            at_most: outcome.at_most.map(|at_most| at_most.to_plain()),
            later: outcome.later.to_plain(),
        }
    }
}

impl ResultJson {
    fn new(policy: &Policy, evaluator: &Evaluator<'_>) -> Self {
        let totals: &Totals = evaluator.totals();
        let unbounded = totals.unbounded.iter().map(|id| policy.benefit(*id).id.clone());
        let outcomes = policy.benefits.iter().zip(evaluator.outcomes());
        Self {
            total: TotalJson {
                amount: totals.amount.to_plain(),
                at_most: totals.at_most.to_plain(),
                later: totals.later.to_plain(),
                discretionary: totals.discretionary.to_plain(),
                unbounded: unbounded.collect(),
            },
            benefits: outcomes
                .map(|(benefit, outcome)| (benefit.id.clone(), BenefitJson::new(outcome)))
                .collect(),
        }
    }
}

/// What a dossier is made of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The measure.
    pub policy: &'a Policy,
    /// Digest of its pack.
    pub sha256: &'a str,
    /// The profile.
    pub profile: &'a Profile,
    /// Its answers with the averages filled in.
    pub answers: &'a Answers,
    /// The evaluation of the answers.
    pub evaluator: &'a Evaluator<'a>,
    /// The day.
    pub made: &'a str,
    /// Whether notes and credit code go with it.
    pub notes: bool,
}

impl Dossier {
    /// The dossier of an assessment.
    pub fn new(material: Material<'_>) -> Self {
        let Material { policy, profile, answers, evaluator, .. } = material;
        let mut kept = profile.clone();
        kept.year = evaluator.year();
        // Who called and what they were told concerns nobody who reads the result.
        kept.caller = Caller::default();
        kept.told.clear();
        if let Some(document) = &mut kept.document {
            document.remove("caller");
        }
        if !material.notes {
            // The file it was read from may hold anything.
            kept.document = None;
            kept.notes.clear();
            kept.enterprise.credit_code = None;
        }
        let filled = answers.answered().filter(|fact| !profile.answers.is_answered(*fact));
        let benchmarks = filled.filter_map(|id| {
            let fact = policy.fact(id);
            let value = answers.get(id)?.display(fact, crate::text::Lang::Zh);
            Some((fact.id.clone(), value))
        });
        let readings = policy.readings.iter().zip(&evaluator.program().readings().0);
        let mut dossier = Self {
            dossier: FORM,
            made: material.made.to_owned(),
            policy: Pack {
                id: policy.id.clone(),
                edition: policy.edition.clone(),
                sha256: material.sha256.to_owned(),
            },
            year: evaluator.year(),
            readings: readings
                .map(|(reading, option)| (reading.id.clone(), reading.options[*option].id.clone()))
                .collect(),
            benchmarks: benchmarks.collect(),
            profile: to_toml(policy, &kept),
            result: ResultJson::new(policy, evaluator),
            seal: None,
        };
        dossier.seal = dossier.digest();
        dossier
    }

    /// Digest of everything but the seal.
    fn digest(&self) -> Option<String> {
        let unsealed = Self { seal: None, ..self.clone() };
        serde_json::to_string(&unsealed).ok().map(|text| sha256(&[text.as_bytes()]))
    }

    /// The dossier as its file.
    ///
    /// # Errors
    /// Never in practice: all of it is plain data.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string_pretty(self)?;
        Ok(format!("{}\n", json_safe(&json)))
    }

    /// Reads a dossier.
    ///
    /// # Errors
    /// Not JSON, no dossier, or of another form.
    pub fn read(source: &Source) -> Result<Self, Diagnostics> {
        let dossier: Self = serde_json::from_str(&source.text).map_err(|error| {
            let what = found(&error.to_string());
            fault(
                place_of(source, &error),
                "dossier/syntax",
                text!("不是丰策的测算档案：{what}", "not a dossier of fengce: {what}"),
                text!(
                    "给出 fengce export 写的文件，内容未改动。",
                    "Give a file that fengce export wrote, unchanged."
                ),
            )
        })?;
        if dossier.dossier != FORM {
            let form = dossier.dossier;
            return Err(fault(
                source.whole(),
                "dossier/form",
                text!(
                    "格式为 {form}，本程序只认 {FORM}",
                    "the form is {form}, this program reads {FORM}"
                ),
                text!("使用相应版本的程序。", "Use the program that belongs to it."),
            ));
        }
        Ok(dossier)
    }
}

/// Where the JSON is at fault: its reader counts bytes, people count characters.
fn place_of(source: &Source, error: &serde_json::Error) -> Place {
    let before = source.text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let mut at = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    while !source.text.is_char_boundary(at) && at < source.text.len() {
        at -= 1;
    }
    source.place(at)
}

fn fault(
    place: Place,
    code: &'static str,
    what: crate::text::Text,
    remedy: crate::text::Text,
) -> Diagnostics {
    Diagnostic { code, place, what, remedy }.into()
}
