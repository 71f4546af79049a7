//! The search for sets of answers that leave no condition of a benefit false.

use std::cmp::Ordering;

use crate::assess::{Evaluator, Program};
use crate::policy::{BenefitId, FactId, Policy};
use crate::profile::{Answers, Value};

use super::options::{Options, Set};

/// How many sets of changes are looked at for one benefit, finished or not.
const LOOKS: usize = 1_000;
/// How many finished ones are compared.
const FOUND: usize = 200;

/// The search for one benefit.
pub(super) struct Search<'a> {
    policy: &'a Policy,
    answers: &'a Answers,
    year: i32,
    benefit: BenefitId,
    evaluator: Evaluator<'a>,
    looks: usize,
    found: Vec<Vec<Set>>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        policy: &'a Policy,
        program: &'a Program,
        answers: &'a Answers,
        year: i32,
        benefit: BenefitId,
    ) -> Self {
        let evaluator = Evaluator::new(program);
        Self { policy, answers, year, benefit, evaluator, looks: 0, found: Vec::new() }
    }

    /// Every set of answers found that leaves no condition false and has none too many.
    pub(super) fn run(mut self) -> Vec<Vec<Set>> {
        self.explore(Vec::new());
        let mut smallest: Vec<Vec<Set>> = Vec::new();
        for sets in std::mem::take(&mut self.found) {
            let sets = self.without_the_superfluous(sets);
            if !sets.is_empty() && !smallest.contains(&sets) {
                smallest.push(sets);
            }
        }
        smallest
    }

    /// Takes the false condition with the fewest ways out, and tries each of them.
    fn explore(&mut self, sets: Vec<Set>) {
        if self.looks >= LOOKS || self.found.len() >= FOUND {
            return;
        }
        self.looks += 1;
        self.look(&sets);
        let options = Options { policy: self.policy, evaluator: &self.evaluator };
        let ways = self
            .evaluator
            .unmet(self.benefit)
            .map(|requirement| -> Vec<Vec<Set>> {
                let ways = options.of(requirement).into_iter();
                ways.filter_map(|way| self.joined(&sets, way)).collect()
            })
            .min_by_key(Vec::len);
        match ways {
            None => self.found.push(sets),
            Some(ways) => ways.into_iter().for_each(|way| self.explore(way)),
        }
    }

    fn look(&mut self, sets: &[Set]) {
        self.evaluator.look(&applied(self.answers, sets), self.year);
    }

    /// The sets with one answer more, or one moved on in the direction it took.
    fn joined(&self, sets: &[Set], (fact, value): Set) -> Option<Vec<Set>> {
        let mut joined = sets.to_vec();
        match sets.binary_search_by_key(&fact, |(fact, _)| *fact) {
            Err(at) => joined.insert(at, (fact, value)),
            Ok(at) if self.goes_on(fact, &sets[at].1, &value) => joined[at].1 = value,
            Ok(_) => return None,
        }
        Some(joined)
    }

    fn goes_on(&self, fact: FactId, from: &Value, to: &Value) -> bool {
        if let (Value::Set(from), Value::Set(to)) = (from, to) {
            return to & from == *from;
        }
        let order = |a: &Value, b: &Value| match (a, b) {
            (Value::Money(a), Value::Money(b)) => Some(a.cmp(b)),
            (Value::Count(a), Value::Count(b)) => Some(a.cmp(b)),
            (Value::Percent(a), Value::Percent(b)) => Some(a.ratio().cmp(&b.ratio())),
            _ => None,
        };
        let before = self.answers.get(fact).and_then(|before| order(&before, from));
        before.is_some_and(|before| before != Ordering::Equal && order(from, to) == Some(before))
    }

    /// Drops changes while no condition turns false without them.
    fn without_the_superfluous(&mut self, mut sets: Vec<Set>) -> Vec<Set> {
        let mut at = 0;
        while at < sets.len() {
            let mut fewer = sets.clone();
            fewer.remove(at);
            self.look(&fewer);
            if self.evaluator.unmet(self.benefit).next().is_none() {
                sets = fewer;
                at = 0;
            } else {
                at += 1;
            }
        }
        sets
    }
}

/// The answers with others set.
pub(super) fn applied(answers: &Answers, sets: &[Set]) -> Answers {
    let mut changed = answers.clone();
    for (fact, value) in sets {
        changed.set(*fact, Some(value.clone()));
    }
    changed
}
