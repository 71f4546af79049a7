//! Which readings matter for one enterprise, and by how much.
//!
//! Readings that touch no benefit in common act on different terms of the sums, so the range
//! over all combinations is the sum of the ranges of the groups that do: few evaluations, and
//! exact.

use crate::assess::{Evaluator, Outcome, Program, Totals};
use crate::policy::{BenefitId, Exclusive, Policy, Readings};
use crate::profile::Answers;
use crate::quantity::Money;

/// How many combinations of readings that touch each other are tried.
const COMBINATIONS: usize = 4_096;

/// A benefit that comes out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The benefit.
    pub benefit: BenefitId,
    /// Its result under the readings in force.
    pub from: Outcome,
    /// Its result under the other option.
    pub to: Outcome,
}

/// One option that is not in force: what it would give, all other readings as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionEffect {
    /// Position of the reading.
    pub reading: usize,
    /// Position of the option.
    pub option: usize,
    /// The sums under it.
    pub totals: Totals,
    /// The benefits that come out otherwise.
    pub changed: Vec<Changed>,
}

impl OptionEffect {
    /// Whether anything comes out otherwise.
    pub fn matters(&self) -> bool {
        !self.changed.is_empty()
    }
}

/// The least and the most that a sum can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: Money,
    /// The most.
    pub most: Money,
}

impl Range {
    /// Whether the readings leave it as it is.
    pub fn is_point(self) -> bool {
        self.least == self.most
    }
}

/// What the readings mean for one enterprise.
#[derive(Clone, Debug)]
pub struct ReadingsEffect {
    /// The sums under the readings in force.
    pub base: Totals,
    /// Every option not in force, in the order of the pack.
    pub options: Vec<OptionEffect>,
    /// The range of the sum of the amounts over all combinations of readings.
    pub amount: Range,
    /// The range of the sum of the upper bounds over all combinations of readings.
    pub at_most: Range,
    /// Readings that give the least and the most.
    pub least: Readings,
    /// Readings that give the most.
    pub most: Readings,
}

impl ReadingsEffect {
    /// The options under which something comes out otherwise.
    pub fn that_matter(&self) -> impl Iterator<Item = &OptionEffect> {
        self.options.iter().filter(|option| option.matters())
    }
}

/// What each reading means for one enterprise: every option not in force by itself, and the
/// range of the sums over all combinations.
pub fn readings_effect(
    policy: &Policy,
    readings: &Readings,
    answers: &Answers,
    year: i32,
) -> ReadingsEffect {
    let (base, outcomes) = result(policy, readings, answers, year);
    let mut options = Vec::new();
    for (reading, known) in policy.readings.iter().enumerate() {
        for option in (0..known.options.len()).filter(|option| readings.0[reading] != *option) {
            let mut other = readings.clone();
            other.0[reading] = option;
            let (totals, then) = result(policy, &other, answers, year);
            let changed = changed(policy, &outcomes, &then);
            options.push(OptionEffect { reading, option, totals, changed });
        }
    }
    let mut effect = ReadingsEffect {
        amount: Range { least: base.amount, most: base.amount },
        at_most: Range { least: base.at_most, most: base.at_most },
        base,
        options,
        least: readings.clone(),
        most: readings.clone(),
    };
    let (mut low, mut high) = (readings.clone(), readings.clone());
    for group in groups(policy) {
        let (least, most) = widen(policy, readings, answers, year, &group, &mut effect);
        for reading in group {
            low.0[reading] = least.0[reading];
            high.0[reading] = most.0[reading];
        }
    }
    // What one enterprise reaches is no sum of the groups where a choice or year is not known,
    // so it is evaluated under the readings that lower and raise each group.
    let at_most = |readings| result(policy, readings, answers, year).0.at_most;
    let (low, high) = (at_most(&low), at_most(&high));
    effect.at_most.least = effect.at_most.least.min(low);
    effect.at_most.most = effect.at_most.most.max(high);
    effect
}

/// The readings that can change a benefit: those that replace a part of it, and those that
/// decide whether it excludes another, directly or by groups that share a member.
pub fn touching(policy: &Policy, benefit: BenefitId) -> Vec<usize> {
    let (_, excluding) = excluded(policy, benefit);
    let mut readings = excluding;
    readings.extend(policy.benefit(benefit).overlays.iter().map(|overlay| overlay.reading));
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// The benefits that may exclude a benefit under some readings, itself among them, and the
/// readings that decide it.
fn excluded(policy: &Policy, benefit: BenefitId) -> (Vec<BenefitId>, Vec<usize>) {
    let mut members = vec![benefit];
    let mut readings = Vec::new();
    let mut left: Vec<&Exclusive> = policy.exclusives.iter().collect();
    while let Some(at) =
        left.iter().position(|group| group.members.iter().any(|member| members.contains(member)))
    {
        let group = left.swap_remove(at);
        readings.extend(group.under.map(|(reading, _)| reading));
        members.extend(&group.members);
    }
    (members, readings)
}

/// Sums and results under some readings.
fn result(
    policy: &Policy,
    readings: &Readings,
    answers: &Answers,
    year: i32,
) -> (Totals, Vec<Outcome>) {
    let program = Program::compile(policy, readings);
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(answers, year);
    (evaluator.totals().clone(), evaluator.outcomes().to_vec())
}

fn changed(policy: &Policy, from: &[Outcome], to: &[Outcome]) -> Vec<Changed> {
    let pairs = policy.benefits().map(|(id, _)| id).zip(from.iter().zip(to));
    pairs
        .filter(|(_, (from, to))| from != to)
        .map(|(benefit, (from, to))| Changed { benefit, from: *from, to: *to })
        .collect()
}

/// The readings in groups that touch no benefit in common, directly or by what excludes it.
fn groups(policy: &Policy) -> Vec<Vec<usize>> {
    // Benefits that exclude each other act together.
    let together = |benefit: BenefitId| {
        let (members, mut readings) = excluded(policy, benefit);
        readings.extend(members.into_iter().flat_map(|member| touching(policy, member)));
        readings
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (benefit, _) in policy.benefits() {
        let mut joined = together(benefit);
        if joined.is_empty() {
            continue;
        }
        groups.retain(|group| {
            let apart = group.iter().all(|reading| !joined.contains(reading));
            if !apart {
                joined.extend(group);
            }
            apart
        });
        joined.sort_unstable();
        joined.dedup();
        groups.push(joined);
    }
    groups
}

/// Adds what one group of readings can take away and bring; says under which of its options the
/// upper bound is lowest and highest.
fn widen(
    policy: &Policy,
    readings: &Readings,
    answers: &Answers,
    year: i32,
    group: &[usize],
    effect: &mut ReadingsEffect,
) -> (Readings, Readings) {
    let base = effect.base.amount.fen();
    let mut amount = (base, base);
    let (mut least, mut most) = (readings.clone(), readings.clone());
    let mut at_most = (effect.base.at_most, effect.base.at_most);
    let (mut lowest, mut highest) = (readings.clone(), readings.clone());
    for other in combinations(policy, readings, group) {
        let (totals, _) = result(policy, &other, answers, year);
        if totals.amount.fen() < amount.0 {
            amount.0 = totals.amount.fen();
            least = other.clone();
        }
        if totals.amount.fen() > amount.1 {
            amount.1 = totals.amount.fen();
            most = other.clone();
        }
        if totals.at_most < at_most.0 {
            at_most.0 = totals.at_most;
            lowest = other.clone();
        }
        if totals.at_most > at_most.1 {
            at_most.1 = totals.at_most;
            highest = other;
        }
    }
    let moved = |money: Money, by: i64| Money::from_fen(money.fen().saturating_add(by));
    effect.amount.least = moved(effect.amount.least, amount.0 - base);
    effect.amount.most = moved(effect.amount.most, amount.1 - base);
    effect.at_most.least = effect.at_most.least.min(at_most.0);
    effect.at_most.most = effect.at_most.most.max(at_most.1);
    for reading in group {
        effect.least.0[*reading] = least.0[*reading];
        effect.most.0[*reading] = most.0[*reading];
    }
    (lowest, highest)
}

/// Every combination of the options of a group, the other readings as they are.
fn combinations(policy: &Policy, readings: &Readings, group: &[usize]) -> Vec<Readings> {
    let mut all = vec![readings.clone()];
    for reading in group {
        let options = policy.readings[*reading].options.len();
        let varied = |known: &Readings, option: usize| {
            let mut other = known.clone();
            other.0[*reading] = option;
            other
        };
        if all.len().saturating_mul(options) > COMBINATIONS {
            // Too many to try: this reading only by itself.
            all.extend((0..options).map(|option| varied(readings, option)));
            continue;
        }
        all = all
            .iter()
            .flat_map(|known| (0..options).map(move |option| varied(known, option)))
            .collect();
    }
    all
}
