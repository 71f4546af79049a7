//! What the same event brings year by year: this year's stage and those after it, each with
//! what has to be kept up.

use crate::assess::{Evaluator, LaterYear, Outcome, Status};
use crate::policy::{BenefitId, Condition, FactId, Later, Policy, Test};
use crate::profile::Answers;
use crate::quantity::Money;

/// One year of one benefit.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The year.
    pub year: i32,
    /// The benefit.
    pub benefit: BenefitId,
    /// Which stage it is, counted from 1, and of how many; none where there are no stages.
    pub stage: Option<(usize, usize)>,
    /// The amount of the year: of the assessment year the estimated ceiling, or the most it
    /// can be while something is open; 0 where it is not to be had.
    pub amount: Money,
    /// The status in the assessment year; none for later years.
    pub status: Option<Status>,
    /// What has to hold in that year.
    pub keep: Vec<Condition>,
    /// Whether the year lies beyond the term of the measure.
    pub beyond_term: bool,
}

/// The years of every benefit that later years can still bring something of, by year and in
/// the order of the measure. The amounts of the later years of a benefit add up to its
/// [`Outcome::later`]. The evaluator has run over the answers.
pub fn timeline(policy: &Policy, evaluator: &Evaluator<'_>, answers: &Answers) -> Vec<Step> {
    let last = policy.gates.iter().filter_map(|gate| {
        if let Test::ValidThrough(year) = gate.when.test { Some(year) } else { None }
    });
    let last = last.min();
    let mut steps = Vec::new();
    for (benefit, _) in policy.benefits() {
        let later = evaluator.later_years(answers, benefit);
        if later.is_empty() {
            continue;
        }
        let keep = kept_up(policy, evaluator, benefit);
        let of_stages = later.iter().find_map(|year| year.stage);
        let outcome = evaluator.outcomes()[benefit.index()];
        let now = LaterYear {
            year: evaluator.year(),
            amount: this_year(outcome),
            stage: of_stages.and_then(|(stage, of)| Some((stage.checked_sub(1)?, of))),
        };
        let all = std::iter::once((now, Some(outcome.status)))
            .chain(later.into_iter().map(|year| (year, None)));
        steps.extend(all.map(|(year, status)| Step {
            year: year.year,
            benefit,
            stage: year.stage,
            amount: year.amount,
            status,
            keep: if status.is_some() { Vec::new() } else { keep.clone() },
            beyond_term: last.is_some_and(|last| year.year > last),
        }));
    }
    // Stable: benefits stay in the order of the measure.
    steps.sort_by_key(|step| step.year);
    steps
}

fn this_year(outcome: Outcome) -> Money {
    match outcome.status {
        Status::Eligible => outcome.amount,
        Status::Undetermined => outcome.at_most.unwrap_or_default(),
        Status::Ineligible | Status::Duplicate | Status::Superseded => Money::ZERO,
    }
}

/// The conditions of a benefit that time alone does not settle.
fn kept_up(policy: &Policy, evaluator: &Evaluator<'_>, benefit: BenefitId) -> Vec<Condition> {
    // What the later award itself counts by changes with the year.
    let counted: Vec<FactId> = match &policy.benefit(benefit).later {
        Some(Later::Again(again)) => again.when.iter().filter_map(|when| when.fact).collect(),
        Some(Later::Fixed { .. } | Later::Stages { .. }) | None => Vec::new(),
    };
    evaluator
        .program()
        .conditions(benefit)
        .filter(|(gate, condition)| {
            gate.is_none()
                && !matches!(condition.test, Test::YearIn(_))
                && condition.fact.is_none_or(|fact| !counted.contains(&fact))
        })
        .map(|(_, condition)| condition.clone())
        .collect()
}
