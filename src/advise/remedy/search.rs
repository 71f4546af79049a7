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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advise::remedy::tests::template;
    use crate::quantity::Money;

    /// Conditions that no one answer meets are given up as soon as an answer would turn back.
    #[test]
    fn ways_that_turn_back_are_not_gone() {
        let options = "options = [{ id = \"a\", label = { zh = \"一\", en = \"One\" } }, { id = \"b\", label = { zh = \"二\", en = \"Two\" } }, { id = \"c\", label = { zh = \"三\", en = \"Three\" } }]";
        let set = format!("type = \"set\"\n{options}");
        let choice = format!("type = \"choice\"\n{options}");
        let yuan = |yuan: i64| Value::Money(Money::from_fen(yuan * 100));
        for (kind, first, then, value, looks) in [
            // To 5, and not back to 3.
            ("type = \"count\"", "at_least = 5", "below = 4", Value::Count(4), 2),
            ("type = \"count\"", "below = 4", "at_least = 5", Value::Count(4), 2),
            ("type = \"money\"", "at_least = \"5元\"", "below = \"4元\"", yuan(4), 2),
            ("type = \"year\"", "year = \"Y\"", "year = \"Y-1\"", Value::Year(2020), 2),
            (&choice, "is = \"a\"", "is = \"b\"", Value::Choice(2), 2),
            // To none, on to b, and not back to none.
            (&set, "empty = true", "has = \"b\"", Value::Set(1), 3),
        ] {
            let when = format!("{{ fact = \"it\", {first} }}, {{ fact = \"it\", {then} }}");
            let policy = template(&[("it", kind)], &when);
            let mut answers = Answers::new(&policy);
            for (id, value) in [("in_district", Value::Bool(true)), ("it", value)] {
                answers.set(policy.fact_id(id).expect("a fact"), Some(value));
            }
            let program = Program::compile(&policy, &policy.default_readings());
            let staff = policy.benefit_id("staff").expect("a benefit");
            let mut search = Search::new(&policy, &program, &answers, 2026, staff);
            search.explore(Vec::new());
            assert!(search.found.is_empty(), "{kind} {when}");
            assert_eq!(search.looks, looks, "{kind} {when}");
        }
    }
}
