//! Quickest first: the question whose answer settles the most money.
//!
//! The money that is open is the sum, over the benefits not yet decided, of what they could
//! still bring. The candidates on which most of it hangs are tried: their possible answers are
//! evaluated, and the question after which least is open on average comes first.

use crate::assess::{Evaluator, Program, Status};
use crate::policy::{BenefitId, FactId, FactKind, Policy};
use crate::profile::{Answers, Profile, Value};
use crate::quantity::{Day, Money, Percent};

use super::Interview;
use super::relevant::{Links, OpenBenefit, open_prospective};

/// How many candidates are tried by evaluation.
const TRIED: usize = 12;
/// Shares of an amount are counted in parts of this; a product of these divides evenly enough.
const SHARE: i128 = 840;

/// The question that settles the most money next.
pub(super) fn quickest(
    policy: &Policy,
    program: &Program,
    profile: &Profile,
    filled: &Answers,
    interview: &Interview,
) -> Option<FactId> {
    let due: Vec<FactId> = interview
        .questions()
        .filter(|question| question.is_due())
        .map(|question| question.fact)
        .collect();
    let mut candidates: Vec<FactId> =
        due.iter().copied().filter(|fact| policy.already_supported != Some(*fact)).collect();
    if candidates.len() < 2 {
        return candidates.first().or(due.first()).copied();
    }
    let all: Vec<BenefitId> = policy.benefits().map(|(id, _)| id).collect();
    let links = Links::new(policy, program, &all);
    let mut evaluator = Evaluator::new(program);
    let year = profile.year;
    let open = open_prospective(&mut evaluator, filled, year, &all);
    let most = most(&evaluator);
    let before = width(&evaluator, most);
    // A share of each benefit for each question it waits for: what an answer is worth at least.
    let hangs = |fact: FactId| -> i128 {
        open.iter()
            .filter(|open| waits_for(&links, open, fact))
            .map(|open| {
                let waiting = open.facts.conditions.len() + open.facts.award.len();
                let width = open.at_most.map_or(most, |money| i128::from(money.fen())).max(1);
                width * SHARE / i128::try_from(waiting.max(1)).unwrap_or(1)
            })
            .sum()
    };
    let mut worth: Vec<(FactId, i128)> =
        candidates.drain(..).map(|fact| (fact, hangs(fact))).collect();
    // Stable: of equals the one that comes first by section stays first.
    worth.sort_by_key(|(_, worth)| std::cmp::Reverse(*worth));
    worth.truncate(TRIED);
    let mut trial = filled.clone();
    let mut best: Option<(FactId, i128)> = None;
    for (fact, hangs) in worth {
        let mut settled: i128 = 0;
        let mut weights: i128 = 0;
        for (value, weight) in possible_answers(&policy.fact(fact).kind, year) {
            trial.set(fact, Some(value));
            evaluator.run_benefits_prospective(&trial, year);
            settled += weight * (before - width(&evaluator, most));
            weights += weight;
        }
        trial.set(fact, None);
        let score = settled * SHARE / weights.max(1) + hangs / 4;
        if best.is_none_or(|(_, so_far)| score > so_far) {
            best = Some((fact, score));
        }
    }
    best.map(|(fact, _)| fact)
}

fn waits_for(links: &Links, open: &OpenBenefit, fact: FactId) -> bool {
    links.bears_on(fact, |id| open.facts.all().any(|waiting| waiting == id))
}

/// What a benefit without a ceiling is taken for: as much as the largest with one.
fn most(evaluator: &Evaluator<'_>) -> i128 {
    let bounds = evaluator.outcomes().iter().filter_map(|outcome| outcome.at_most);
    bounds.map(|money| i128::from(money.fen())).max().unwrap_or(0)
}

/// The money that is open.
fn width(evaluator: &Evaluator<'_>, most: i128) -> i128 {
    evaluator
        .outcomes()
        .iter()
        .filter(|outcome| outcome.status == Status::Undetermined)
        .map(|outcome| outcome.at_most.map_or(most, |money| i128::from(money.fen())).max(1))
        .sum()
}

/// Answers that stand for all, with their weights: every option, both ends of a number. None of
/// a checklist is as likely as one of its options.
fn possible_answers(kind: &FactKind, year: i32) -> Vec<(Value, i128)> {
    let even = |values: Vec<Value>| values.into_iter().map(|value| (value, 1)).collect();
    match kind {
        FactKind::Bool => even(vec![Value::Bool(true), Value::Bool(false)]),
        FactKind::Choice(options) => even((0u8..).take(options.len()).map(Value::Choice).collect()),
        FactKind::Set(options) => {
            let count = options.len().min(128);
            let mut answers = vec![(Value::Set(0), i128::try_from(count).unwrap_or(1))];
            answers.extend((0..count).map(|at| (Value::Set(1 << at), 1)));
            answers
        }
        FactKind::Money { .. } => even(vec![Value::Money(Money::ZERO), Value::Money(Money::MAX)]),
        FactKind::Percent => {
            let percent = |text: &str| Percent::parse(text).ok().map(Value::Percent);
            even(["0%", "1000%"].into_iter().filter_map(percent).collect())
        }
        FactKind::Count => even([0, 1, 100].into_iter().map(Value::Count).collect()),
        FactKind::Day => {
            let days = [year + 1, year, year - 3, year - 10];
            even(days.into_iter().filter_map(|year| Day::new(year, 1, 1)).map(Value::Day).collect())
        }
        FactKind::Year => even([year, year - 1, year - 10].into_iter().map(Value::Year).collect()),
        FactKind::Items(fields) => {
            even(vec![Value::Items(Vec::new()), Value::Items(vec![vec![None; fields.len()]])])
        }
        FactKind::MoneyList => {
            even(vec![Value::MoneyList(Vec::new()), Value::MoneyList(vec![Money::MAX])])
        }
    }
}
