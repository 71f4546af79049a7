//! What would change it: for a benefit that an enterprise does not get, the smallest sets of
//! changes after which no condition of it is false; and over the whole measure, which of them
//! bring most for least.
//!
//! Every change sets an answer, never a computed value, an average, the assessment year or what
//! other measures support. What is found is evaluated again before it is given.

mod options;
mod search;

use std::cmp::Reverse;

use crate::advise::effort;
use crate::assess::{Evaluator, Gap, Program, Status};
use crate::policy::{BenefitId, FactId, Policy, Possible};
use crate::profile::{Answers, Slot, Value};
use crate::quantity::Money;

use options::Set;
use search::{Search, applied};

/// How many alternatives are given for one benefit.
const ALTERNATIVES: usize = 3;

/// One answer that would have to be different.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The fact answered.
    pub fact: FactId,
    /// The answer it takes.
    pub set: Value,
    /// When the enterprise can bring it about.
    pub when: Possible,
    /// The distance from what is known now, for numbers.
    pub gap: Option<Gap>,
}

/// Changes after which no condition of a benefit is false; without any one of them one is.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// The changes, in the order of the facts.
    pub changes: Vec<Change>,
    /// By how much the sum of the amounts rises; it may fall.
    pub gain: Money,
}

impl Remedy {
    /// When the last of the changes can be brought about.
    pub fn when(&self) -> Possible {
        self.changes.iter().map(|change| change.when).max().unwrap_or(Possible::Now)
    }

    /// The answers with the changes made.
    pub fn apply(&self, answers: &Answers) -> Answers {
        let mut changed = answers.clone();
        for change in &self.changes {
            changed.set(change.fact, Some(change.set.clone()));
        }
        changed
    }

    /// Fewest changes first, then the soonest, then those that bring most.
    fn rank(&self) -> (usize, Possible, Reverse<Money>) {
        (self.changes.len(), self.when(), Reverse(self.gain))
    }
}

/// Up to three smallest sets of changes after which no condition of an ineligible benefit is
/// false, the best first; none for a benefit that another measure supports already.
pub fn remedies(
    policy: &Policy,
    program: &Program,
    answers: &Answers,
    year: i32,
    benefit: BenefitId,
) -> Vec<Remedy> {
    let mut evaluator = Evaluator::new(program);
    evaluator.run(answers, year);
    let mut found = all(policy, &evaluator, answers, benefit);
    found.truncate(ALTERNATIVES);
    found
}

/// The best remedy of each benefit without a change that is never possible, over the whole
/// measure; [`crate::advise::effort::rank`] orders them. Left out is what brings no more than
/// some of its changes do for another benefit.
pub fn advice(
    policy: &Policy,
    program: &Program,
    answers: &Answers,
    year: i32,
) -> Vec<(BenefitId, Remedy)> {
    let mut evaluator = Evaluator::new(program);
    evaluator.run(answers, year);
    let mut advice: Vec<(BenefitId, Remedy)> = Vec::new();
    for (benefit, _) in policy.benefits() {
        let all = all(policy, &evaluator, answers, benefit);
        let best = all.into_iter().find(|remedy| remedy.when() != Possible::Never);
        advice.extend(best.map(|best| (benefit, best)));
    }
    advice.sort_by_key(|(_, remedy)| remedy.rank());
    let mut kept: Vec<(BenefitId, Remedy)> = Vec::new();
    for (benefit, remedy) in advice {
        let does_as_much = |known: &Remedy| {
            known.gain >= remedy.gain
                && known.changes.iter().all(|change| remedy.changes.contains(change))
        };
        if !kept.iter().any(|(_, known)| does_as_much(known)) {
            kept.push((benefit, remedy));
        }
    }
    kept.sort_by_key(|(_, remedy)| effort::rank(policy, answers, remedy));
    kept
}

/// Every remedy found, the best first; the evaluator has run over the answers.
fn all(
    policy: &Policy,
    evaluator: &Evaluator<'_>,
    answers: &Answers,
    benefit: BenefitId,
) -> Vec<Remedy> {
    let ineligible = evaluator.outcomes()[benefit.index()].status == Status::Ineligible;
    if !ineligible || evaluator.is_supported(benefit) {
        return Vec::new();
    }
    let year = evaluator.year;
    let search = Search::new(policy, evaluator.program(), answers, year, benefit);
    let mut after = Evaluator::new(evaluator.program());
    let mut found: Vec<Remedy> = search
        .run()
        .into_iter()
        .map(|sets| {
            after.run(&applied(answers, &sets), year);
            let gain = after.totals().amount.fen() - evaluator.totals().amount.fen();
            let changes =
                sets.into_iter().map(|set| change(policy, evaluator, benefit, set)).collect();
            Remedy { changes, gain: Money::from_fen(gain) }
        })
        .collect();
    found.sort_by_key(Remedy::rank);
    found
}

fn change(
    policy: &Policy,
    evaluator: &Evaluator<'_>,
    benefit: BenefitId,
    (fact, set): Set,
) -> Change {
    let own = policy.fact(fact).possible;
    // A gate says itself when it can be met.
    let when = evaluator
        .unmet(benefit)
        .filter(|requirement| requirement.condition.fact == Some(fact))
        .map(|requirement| requirement.gate.map_or(own, |gate| policy.gates[gate.index()].possible))
        .max();
    let gap = match (evaluator.slots[fact.index()], &set) {
        (Slot::Money(is), Value::Money(to)) => {
            Some(Gap::Money(Money::from_fen(to.fen().saturating_sub(is).saturating_abs())))
        }
        (Slot::Count(is), Value::Count(to)) => Some(Gap::Count(to.saturating_sub(is).abs())),
        (Slot::Ratio(is), Value::Percent(to)) => {
            Some(Gap::Points(to.ratio().hundredths_above(is).abs()))
        }
        (Slot::Day(is), Value::Day(to)) => Some(Gap::Days(i64::from(to.days() - is.days()).abs())),
        _ => None,
    };
    Change { fact, set, when: when.unwrap_or(own), gap }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod laws;
