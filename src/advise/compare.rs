//! Two assessments side by side: which benefits come out otherwise, and which condition or
//! figure makes it so. Two enterprises, two years of one, or the same under other readings.

use crate::advise::readings::touching;
use crate::assess::{Evaluator, Outcome, Program, Status};
use crate::policy::{Amount, Benefit, BenefitId, Condition, FactId, Policy};
use crate::profile::Answers;
use crate::quantity::{Money, Truth};

/// One side: evaluated, with what it was evaluated from.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The evaluation of the answers.
    pub evaluator: &'a Evaluator<'a>,
    /// The answers with the averages filled in.
    pub answers: &'a Answers,
}

/// What differs between two sides.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The benefits that come out otherwise, the largest difference first.
    pub benefits: Vec<Difference>,
    /// The facts known otherwise, in the order of the facts.
    pub facts: Vec<FactId>,
    /// The readings that differ, by position.
    pub readings: Vec<usize>,
    /// How many benefits come out the same.
    pub same: usize,
}

/// A benefit that comes out otherwise.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The benefit.
    pub benefit: BenefitId,
    /// Its result on the first side.
    pub from: Outcome,
    /// Its result on the second side.
    pub to: Outcome,
    /// What makes it so.
    pub why: Vec<Why>,
}

impl Difference {
    /// By how much the amount differs.
    pub fn step(&self) -> Money {
        Money::from_fen(self.to.amount.fen().saturating_sub(self.from.amount.fen()))
    }
}

/// What makes a benefit come out otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// A condition that is not the same on both sides.
    Condition {
        /// The condition.
        condition: Condition,
        /// Its truth on the first side; none where it does not ask for it.
        from: Option<Truth>,
        /// Its truth on the second side.
        to: Option<Truth>,
    },
    /// A figure of the award.
    Figure(FactId),
    /// A reading, by position.
    Reading(usize),
    /// Supported by another measure on one side only.
    Supported,
    /// An excluding benefit gives more on one side only.
    Exclusive(BenefitId),
}

/// What differs between two sides, and why.
pub fn compare(policy: &Policy, first: Side<'_>, second: Side<'_>) -> Comparison {
    let (a, b) = (first.evaluator.outcomes(), second.evaluator.outcomes());
    let readings_of = |side: Side<'_>| side.evaluator.program().readings().0.clone();
    let pairs = readings_of(first).into_iter().zip(readings_of(second)).enumerate();
    let readings: Vec<usize> = pairs.filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let mut benefits: Vec<Difference> = policy
        .benefits()
        .map(|(id, _)| id)
        .filter(|id| a[id.index()] != b[id.index()])
        .map(|benefit| Difference {
            benefit,
            from: a[benefit.index()],
            to: b[benefit.index()],
            why: why(policy, first, second, benefit, &readings),
        })
        .collect();
    benefits.sort_by_key(|difference| {
        let other = difference.to.at_most.unwrap_or_default().fen()
            - difference.from.at_most.unwrap_or_default().fen();
        std::cmp::Reverse((difference.step().fen().abs(), other.abs()))
    });
    let facts = policy
        .facts()
        .filter(|(id, fact)| {
            fact.derived.is_none() && first.answers.get(*id) != second.answers.get(*id)
        })
        .map(|(id, _)| id)
        .collect();
    let same = policy.benefits.len() - benefits.len();
    Comparison { benefits, facts, readings, same }
}

fn why(
    policy: &Policy,
    first: Side<'_>,
    second: Side<'_>,
    benefit: BenefitId,
    readings: &[usize],
) -> Vec<Why> {
    let mut why = conditions(first, second, benefit);
    if first.evaluator.is_supported(benefit) != second.evaluator.is_supported(benefit) {
        why.push(Why::Supported);
    }
    let superseded =
        |side: Side<'_>| side.evaluator.outcomes()[benefit.index()].status == Status::Superseded;
    if superseded(first) != superseded(second) {
        let side = if superseded(first) { first } else { second };
        why.extend(winner(side, benefit).map(Why::Exclusive));
    }
    let touched = touching(policy, benefit).into_iter().filter(|at| readings.contains(at));
    why.extend(touched.map(Why::Reading));
    // A figure explains an amount only where both sides have one.
    let priced = |side: Side<'_>| {
        let outcome = side.evaluator.outcomes()[benefit.index()];
        matches!(outcome.status, Status::Eligible | Status::Undetermined | Status::Superseded)
    };
    if priced(first) && priced(second) {
        why.extend(figures(policy, first, second, benefit).into_iter().map(Why::Figure));
    }
    why
}

/// The conditions that are not the same on both sides.
fn conditions(first: Side<'_>, second: Side<'_>, benefit: BenefitId) -> Vec<Why> {
    let of = |program: &Program| -> Vec<Condition> {
        program.conditions(benefit).map(|(_, condition)| condition.clone()).collect()
    };
    let (a, b) = (of(first.evaluator.program()), of(second.evaluator.program()));
    let mut all = a.clone();
    all.extend(b.iter().filter(|condition| !a.contains(condition)).cloned());
    let mut found: Vec<Why> = Vec::new();
    for condition in all {
        let truth = |side: Side<'_>, asked: &[Condition]| {
            asked.contains(&condition).then(|| side.evaluator.holds(&condition))
        };
        let (from, to) = (truth(first, &a), truth(second, &b));
        // A condition that one side does not ask for matters only where it does not hold.
        let holds = |truth: Option<Truth>| truth.unwrap_or(Truth::True);
        let same_fact = |known: &Why| {
            matches!(known, Why::Condition { condition: known, .. }
                if known.fact == condition.fact && known.test == condition.test)
        };
        if holds(from) != holds(to) && !found.iter().any(same_fact) {
            found.push(Why::Condition { condition, from, to });
        }
    }
    // A gate and a benefit may ask the same fact: once is enough.
    let mut seen = Vec::new();
    found.retain(|why| {
        let fact = fact_of(why);
        let new = fact.is_none() || !seen.contains(&fact);
        seen.push(fact);
        new
    });
    found
}

fn fact_of(why: &Why) -> Option<FactId> {
    match why {
        Why::Condition { condition, .. } => condition.fact,
        Why::Figure(_) | Why::Reading(_) | Why::Supported | Why::Exclusive(_) => None,
    }
}

/// The member of an excluding group that gives more.
fn winner(side: Side<'_>, benefit: BenefitId) -> Option<BenefitId> {
    let group = side.evaluator.program().exclusive_group(benefit)?;
    group.iter().copied().find(|member| {
        *member != benefit && side.evaluator.outcomes()[member.index()].status == Status::Eligible
    })
}

/// The figures of the award that are known otherwise; of a computed one its inputs.
fn figures(policy: &Policy, first: Side<'_>, second: Side<'_>, benefit: BenefitId) -> Vec<FactId> {
    let known = policy.benefit(benefit);
    let mut facts: Vec<FactId> = Vec::new();
    for side in [first, second] {
        if let Some(award) = award_in_force(known, side.evaluator.program()) {
            facts.extend(award.facts());
        }
    }
    let inputs = |fact: FactId| match policy.fact(fact).derived {
        Some(derivation) => derivation.inputs().to_vec(),
        None => vec![fact],
    };
    let mut facts: Vec<FactId> = facts.into_iter().flat_map(inputs).collect();
    facts.sort_unstable();
    facts.dedup();
    // The stage of a year moves with the year alone.
    let year_moves = first.evaluator.year() != second.evaluator.year();
    let staged = |fact: FactId| {
        year_moves && matches!(&known.award, Some(Amount::Stages(stages)) if stages.since == fact)
    };
    facts.retain(|fact| first.answers.get(*fact) != second.answers.get(*fact) || staged(*fact));
    facts
}

/// The award of a benefit under the readings of a program.
pub(crate) fn award_in_force<'b>(benefit: &'b Benefit, program: &Program) -> Option<&'b Amount> {
    let readings = &program.readings().0;
    benefit
        .overlays
        .iter()
        .filter(|overlay| readings[overlay.reading] == overlay.option)
        .filter_map(|overlay| overlay.patch.award.as_ref())
        .next_back()
        .or(benefit.award.as_ref())
}
