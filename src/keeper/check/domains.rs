//! Which values of each fact a list of conditions leaves.

use std::collections::BTreeMap;

use super::domain::Domain;
use crate::policy::{
    Comparison, Condition, Derivation, FactId, Limit, Milestone, Operand, Policy, Rate, Test,
};
use crate::profile::{Answers, Value};
use crate::quantity::Money;

/// What conditions leave of every fact they speak of.
#[derive(Clone, Debug, Default)]
pub struct Domains {
    facts: BTreeMap<FactId, Domain>,
    /// Figures that are compared with a share of another one.
    shares: Vec<(FactId, Comparison, Rate, FactId)>,
    last_year: Option<i32>,
}

/// Ways to meet conditions that offer several; more are not tried.
const MOST_WAYS: usize = 64;

impl Domains {
    /// What all the conditions leave; where they offer several ways, the first that leaves
    /// anything.
    pub fn of<'c>(policy: &Policy, conditions: impl IntoIterator<Item = &'c Condition>) -> Self {
        let mut ways = Self::ways(policy, conditions);
        let open = ways.iter().position(|way| !way.is_empty(policy)).unwrap_or(0);
        ways.swap_remove(open)
    }

    /// What all the conditions leave, for each way to meet them; never none.
    pub fn ways<'c>(
        policy: &Policy,
        conditions: impl IntoIterator<Item = &'c Condition>,
    ) -> Vec<Self> {
        conditions.into_iter().fold(vec![Self::default()], |ways, condition| {
            Self::met(policy, ways, condition.fact, &condition.test)
        })
    }

    fn met(policy: &Policy, ways: Vec<Self>, fact: Option<FactId>, test: &Test) -> Vec<Self> {
        let not = |condition: &Condition| Test::Not(Box::new(condition.test.clone()));
        let one = |ways: Vec<Self>, condition: &Condition| {
            Self::met(policy, ways, condition.fact, &condition.test)
        };
        let other = |ways: Vec<Self>, condition: &Condition| {
            Self::met(policy, ways, condition.fact, &not(condition))
        };
        let each = |all: &[Condition], met: &dyn Fn(Vec<Self>, &Condition) -> Vec<Self>| {
            let met = all.iter().flat_map(|condition| met(ways.clone(), condition));
            let met: Vec<Self> = met.take(MOST_WAYS).collect();
            if met.is_empty() { ways.clone() } else { met }
        };
        if let Test::AllOf(all) = test {
            return all.iter().fold(ways, one);
        }
        if let Test::AnyOf(all) = test {
            return each(all, &one);
        }
        if let Test::Not(inner) = test {
            if let Test::AllOf(all) = inner.as_ref() {
                return each(all, &other);
            }
            if let Test::AnyOf(all) = inner.as_ref() {
                return all.iter().fold(ways, other);
            }
            if let Test::Not(test) = inner.as_ref() {
                return Self::met(policy, ways, fact, test);
            }
        }
        let mut ways = ways;
        ways.iter_mut().for_each(|way| way.meet(policy, fact, test));
        ways
    }

    /// The domain of a fact.
    pub fn get(&self, policy: &Policy, fact: FactId) -> Domain {
        let known = self.facts.get(&fact).cloned();
        known.unwrap_or_else(|| Domain::all(&policy.fact(fact).kind))
    }

    /// The interval of a number.
    pub fn number(&self, policy: &Policy, fact: FactId) -> (i64, i64) {
        let Domain::Number { lo, hi } = self.get(policy, fact) else { return (0, i64::MAX) };
        (lo, hi)
    }

    /// Leaves only what passes a test.
    fn meet(&mut self, policy: &Policy, fact: Option<FactId>, test: &Test) {
        if let Test::ValidThrough(last) = test {
            self.last_year = Some(self.last_year.map_or(*last, |known| known.min(*last)));
        }
        if let Test::FirstReaches(milestone) = test {
            return self.meet_milestone(policy, milestone);
        }
        let Some(fact) = fact else { return };
        if let Test::Compared(is, Operand::Share { rate, of }) = test {
            self.shares.push((fact, *is, *rate, *of));
        }
        let mut domain = self.get(policy, fact);
        domain.meet(test);
        self.facts.insert(fact, domain);
    }

    fn meet_milestone(&mut self, policy: &Policy, milestone: &Milestone) {
        let (figure_lo, figure_hi) = self.number(policy, milestone.figure);
        let (record_lo, record_hi) = self.number(policy, milestone.record);
        let (prior_lo, prior_hi) = self.number(policy, milestone.prior);
        let mut open = milestone
            .tiers
            .iter()
            .map(|tier| tier.from.fen())
            .filter(|from| *from <= figure_hi && *from > record_lo.max(prior_lo));
        let first = open.next();
        let last = open.next_back().or(first);
        let lowest = first.unwrap_or(i64::MAX);
        let below = last.map_or(-1, |last| last - 1);
        let mut put = |fact, lo, hi| self.facts.insert(fact, Domain::Number { lo, hi });
        put(milestone.figure, figure_lo.max(lowest), figure_hi);
        put(milestone.record, record_lo, record_hi.min(below));
        put(milestone.prior, prior_lo, prior_hi.min(below));
    }

    /// Whether no answers are left: some fact has no value, or facts computed from each other
    /// cannot agree.
    pub fn is_empty(&self, policy: &Policy) -> bool {
        self.facts.values().any(Domain::is_empty)
            || policy.facts().any(|(id, fact)| {
                let computed = if let Some(Derivation::Increase { current, prior }) = fact.derived {
                    let (lo, hi) = self.number(policy, id);
                    let (current_lo, current_hi) = self.number(policy, current);
                    let (prior_lo, prior_hi) = self.number(policy, prior);
                    lo > current_hi.saturating_sub(prior_lo)
                        || hi < current_lo.saturating_sub(prior_hi)
                } else {
                    false
                };
                computed
                    || fact.at_least.is_some_and(|least| {
                        let least = match least {
                            Limit::Fact(least) => self.number(policy, least).0,
                            Limit::Number(number) => number.raw(),
                        };
                        self.number(policy, id).1 < least
                    })
            })
    }

    /// Answers within the domains to every fact spoken of, and to some more.
    pub fn answers(&self, policy: &Policy, year: i32, more: &[FactId]) -> Answers {
        let mut answers = Answers::new(policy);
        let facts: Vec<FactId> = self.facts.keys().chain(more).copied().collect();
        for fact in facts {
            let kind = &policy.fact(fact).kind;
            answers.set(fact, self.get(policy, fact).example(kind, year));
        }
        // What is computed from two answers must come out as wanted.
        for (id, fact) in policy.facts() {
            if let Some(Derivation::Increase { current, prior }) = fact.derived
                && let (Some(Value::Money(is)), Some(Value::Money(before)), Some(_)) =
                    (answers.get(current), answers.get(prior), self.facts.get(&id))
            {
                let wanted = before.fen().saturating_add(self.number(policy, id).0);
                let (lo, hi) = self.number(policy, current);
                let figure = is.fen().max(wanted).clamp(lo, hi.max(lo));
                answers.set(current, Some(Value::Money(Money::from_fen(figure))));
            }
        }
        for (fact, is, rate, of) in &self.shares {
            self.compare(policy, &mut answers, (*fact, *is), *rate, *of);
        }
        answers
    }

    /// Sets the figure that another one is compared with a share of, well on the right side.
    fn compare(
        &self,
        policy: &Policy,
        answers: &mut Answers,
        (fact, is): (FactId, Comparison),
        rate: Rate,
        of: FactId,
    ) {
        let free = Domain::all(&policy.fact(fact).kind).example(&policy.fact(fact).kind, 0);
        let Some(Value::Money(figure)) = answers.get(fact).or(free) else { return };
        let whole = i128::from(figure.fen()) * i128::from(rate.den) / i128::from(rate.num.max(1));
        let wanted = match is {
            Comparison::AtLeast | Comparison::Above => whole / 2,
            Comparison::AtMost | Comparison::Below => whole.saturating_mul(2),
        };
        let (lo, hi) = self.number(policy, of);
        let wanted = i64::try_from(wanted).unwrap_or(hi).clamp(lo, hi.max(lo));
        answers.set(fact, Some(Value::Money(figure)));
        answers.set(of, Some(Value::Money(Money::from_fen(wanted))));
    }

    /// The last assessment year that the conditions allow.
    pub fn last_year(&self) -> Option<i32> {
        self.last_year
    }
}
