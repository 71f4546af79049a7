//! Which values of each fact a list of conditions leaves, by intervals and sets of options.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::policy::{
    Comparison, Condition, Derivation, FactId, FactKind, Limit, Milestone, Operand, Policy, Rate,
    Test,
};
use crate::profile::parse::MAX_COUNT;
use crate::profile::{Answers, Value};
use crate::quantity::{Money, Percent};

/// The values that a fact can still have.
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// Bits for no and yes.
    Bool {
        /// May be no.
        no: bool,
        /// May be yes.
        yes: bool,
    },
    /// A bit for each option of a choice.
    Choice(u128),
    /// Of each group of options at least one is held.
    Set {
        /// The groups.
        groups: Vec<u128>,
        /// Options that are not held.
        without: u128,
        /// May be empty.
        empty: bool,
    },
    /// Fen or units.
    Number {
        /// Not less.
        lo: i64,
        /// Not more.
        hi: i64,
    },
    /// Offsets from the assessment year; none when any year will do.
    Years(Option<Vec<i32>>),
    /// A list, which may be empty or not.
    List {
        /// May be empty.
        empty: bool,
        /// May hold amounts.
        filled: bool,
    },
    /// A percentage, within these bounds where there are any.
    Percent {
        /// Not less.
        lo: Option<Decimal>,
        /// Not more.
        hi: Option<Decimal>,
    },
}

impl Domain {
    /// All values of a type.
    pub fn all(kind: &FactKind) -> Self {
        match kind {
            FactKind::Bool => Self::Bool { no: true, yes: true },
            FactKind::Choice(options) => Self::Choice(all_bits(options.len())),
            FactKind::Set(_) => Self::Set { groups: Vec::new(), without: 0, empty: true },
            FactKind::Money { signed } => Self::Number {
                lo: if *signed { -Money::MAX.fen() } else { 0 },
                hi: Money::MAX.fen(),
            },
            FactKind::Count => {
                Self::Number { lo: 0, hi: i64::try_from(MAX_COUNT).unwrap_or(i64::MAX) }
            }
            FactKind::Percent => Self::Percent { lo: None, hi: None },
            FactKind::Year => Self::Years(None),
            FactKind::MoneyList => Self::List { empty: true, filled: true },
        }
    }

    /// Leaves only what passes the test.
    fn meet(&mut self, test: &Test) {
        match (&mut *self, test) {
            (Self::Bool { no, .. }, Test::Yes) => *no = false,
            (Self::Choice(left), Test::OneOf(bits)) => *left &= bits,
            (Self::Set { groups, empty, .. }, Test::HasAny(bits)) => {
                groups.push(*bits);
                *empty = false;
            }
            (Self::Set { groups, .. }, Test::Empty) => groups.push(0),
            (Self::Set { empty, .. }, Test::NotEmpty) => *empty = false,
            (Self::List { filled, .. }, Test::Empty) => *filled = false,
            (Self::List { empty, .. }, Test::NotEmpty) => *empty = false,
            (Self::Number { lo, .. }, Test::AtLeast(at)) => *lo = (*lo).max(at.raw()),
            (Self::Number { lo, .. }, Test::Above(at)) => {
                *lo = (*lo).max(at.raw().saturating_add(1))
            }
            (Self::Number { hi, .. }, Test::Below(at)) => {
                *hi = (*hi).min(at.raw().saturating_sub(1))
            }
            (Self::Number { lo, hi }, Test::Equals(at)) => {
                *lo = (*lo).max(at.raw());
                *hi = (*hi).min(at.raw());
            }
            (Self::Years(left), Test::YearIn(offsets)) => {
                only(left, |year| offsets.contains(&year), offsets)
            }
            (_, Test::Compared(is, than)) => self.meet_bound(*is, *than),
            (_, Test::Not(test)) => self.meet_not(test),
            // What combines conditions is taken apart before; the rest leaves all values.
            _ => {}
        }
    }

    /// Leaves only what compares so with a constant.
    fn meet_bound(&mut self, is: Comparison, than: Operand) {
        let step = match is {
            Comparison::Above => 1,
            Comparison::Below => -1,
            Comparison::AtLeast | Comparison::AtMost => 0,
        };
        let least = matches!(is, Comparison::AtLeast | Comparison::Above);
        match (self, than) {
            (Self::Number { lo, hi }, Operand::Money(_) | Operand::Count(_)) => {
                let at = match than {
                    Operand::Money(money) => money.fen(),
                    Operand::Count(count) => count,
                    Operand::Percent(_) | Operand::Year(_) | Operand::Share { .. } => return,
                };
                let at = at.saturating_add(step);
                if least { *lo = (*lo).max(at) } else { *hi = (*hi).min(at) }
            }
            (Self::Percent { lo, hi }, Operand::Percent(at)) => {
                // A little more or less, where the bound itself will not do.
                let at = at.to_decimal() + Decimal::new(step, 2);
                if least {
                    *lo = Some(lo.map_or(at, |known| known.max(at)));
                } else {
                    *hi = Some(hi.map_or(at, |known| known.min(at)));
                }
            }
            (Self::Years(left), Operand::Year(offset)) => {
                let at = offset.saturating_add(i32::try_from(step).unwrap_or(0));
                // Years of the last half century stand for all.
                let all: Vec<i32> = if least {
                    (at..=at.max(0)).rev().collect()
                } else {
                    (at.min(0) - 50..=at).rev().collect()
                };
                only(left, |year| if least { year >= at } else { year <= at }, &all);
            }
            _ => {}
        }
    }

    /// Leaves only what does not pass the test.
    fn meet_not(&mut self, test: &Test) {
        match (&mut *self, test) {
            (Self::Bool { yes, .. }, Test::Yes) => *yes = false,
            (Self::Choice(left), Test::OneOf(bits)) => *left &= !bits,
            (Self::Set { without, .. }, Test::HasAny(bits)) => *without |= bits,
            (_, Test::Empty) => self.meet(&Test::NotEmpty),
            (_, Test::NotEmpty) => self.meet(&Test::Empty),
            (_, Test::AtLeast(at)) => self.meet(&Test::Below(*at)),
            (_, Test::Below(at)) => self.meet(&Test::AtLeast(*at)),
            (Self::Number { hi, .. }, Test::Above(at)) => *hi = (*hi).min(at.raw()),
            (Self::Years(Some(left)), Test::YearIn(offsets)) => {
                left.retain(|year| !offsets.contains(year));
            }
            (_, Test::Not(test)) => self.meet(test),
            _ => {}
        }
    }

    /// Whether no value is left.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bool { no, yes } => !no && !yes,
            Self::Choice(bits) => *bits == 0,
            Self::Set { groups, without, empty } => {
                groups.contains(&0) && (!*empty || groups.iter().any(|group| *group != 0))
                    || groups.iter().any(|group| *group != 0 && group & !without == 0)
            }
            Self::Number { lo, hi } => lo > hi,
            Self::Years(left) => left.as_ref().is_some_and(Vec::is_empty),
            Self::List { empty, filled } => !empty && !filled,
            Self::Percent { lo, hi } => lo.zip(*hi).is_some_and(|(lo, hi)| lo > hi),
        }
    }

    /// Whether every value left passes the test.
    pub fn implies(&self, test: &Test) -> bool {
        match (self, test) {
            (_, Test::Answered) => true,
            (Self::Bool { no, .. }, Test::Yes) => !no,
            (Self::Choice(left), Test::OneOf(bits)) => left & !bits == 0,
            (Self::Set { groups, .. }, Test::HasAny(bits)) => {
                groups.iter().any(|group| *group != 0 && group & !bits == 0)
            }
            (Self::Set { groups, .. }, Test::Empty) => groups.contains(&0),
            (Self::Set { empty, .. }, Test::NotEmpty) => !empty,
            (Self::Number { lo, .. }, Test::AtLeast(at)) => *lo >= at.raw(),
            (Self::Number { lo, .. }, Test::Above(at)) => *lo > at.raw(),
            (Self::Number { hi, .. }, Test::Below(at)) => *hi < at.raw(),
            (Self::Number { lo, hi }, Test::Equals(at)) => *lo == at.raw() && *hi == at.raw(),
            (Self::Years(Some(left)), Test::YearIn(offsets)) => {
                left.iter().all(|year| offsets.contains(year))
            }
            (Self::List { empty, .. }, Test::NotEmpty) => !empty,
            (Self::List { filled, .. }, Test::Empty) => !filled,
            _ => false,
        }
    }

    /// Whether it holds a value.
    pub fn contains(&self, value: &Value, year: i32) -> bool {
        match (self, value) {
            (Self::Bool { no, yes }, Value::Bool(is)) => {
                if *is {
                    *yes
                } else {
                    *no
                }
            }
            (Self::Choice(bits), Value::Choice(at)) => bits >> at & 1 == 1,
            (Self::Set { groups, without, empty }, Value::Set(held)) => {
                (*held != 0 || *empty)
                    && held & without == 0
                    && groups
                        .iter()
                        .all(|group| if *group == 0 { *held == 0 } else { held & group != 0 })
            }
            (Self::Number { lo, hi }, Value::Money(money)) => (*lo..=*hi).contains(&money.fen()),
            (Self::Number { lo, hi }, Value::Count(count)) => (*lo..=*hi).contains(count),
            (Self::Years(left), Value::Year(is)) => {
                left.as_ref().is_none_or(|left| left.iter().any(|offset| year + offset == *is))
            }
            (Self::List { empty, filled }, Value::MoneyList(list)) => {
                if list.is_empty() {
                    *empty
                } else {
                    *filled
                }
            }
            (Self::Percent { .. }, Value::Percent(_)) => true,
            _ => false,
        }
    }

    /// A plain value of it.
    fn example(&self, kind: &FactKind, year: i32) -> Option<Value> {
        /// What an amount is taken for when nothing limits it: 1亿元.
        const USUAL: i64 = 10_000_000_000;
        Some(match self {
            Self::Bool { yes, .. } => Value::Bool(*yes),
            Self::Choice(bits) => Value::Choice(u8::try_from(bits.trailing_zeros()).ok()?),
            Self::Set { groups, without, empty } => {
                let held = groups.iter().fold(0u128, |held, group| {
                    let group = group & !without;
                    if held & group != 0 || group == 0 {
                        held
                    } else {
                        held | group & group.wrapping_neg()
                    }
                });
                let any = if without & 1 == 0 { 1 } else { 2 };
                Value::Set(if held == 0 && !empty { any } else { held })
            }
            Self::Number { lo, hi } => {
                let free = Self::all(kind);
                let Self::Number { lo: least, hi: most } = free else { return None };
                let limited = *lo > least.max(0) || *hi < most;
                let usual = if *kind == FactKind::Count { 1 } else { USUAL };
                let number = if limited { (*lo).max(0).min(*hi) } else { usual.min(*hi) };
                match kind {
                    FactKind::Count => Value::Count(number),
                    _ => Value::Money(Money::from_fen(number)),
                }
            }
            Self::Years(left) => {
                let offset = left.as_ref().and_then(|left| left.first().copied()).unwrap_or(0);
                Value::Year(year.saturating_add(offset))
            }
            Self::List { filled: true, .. } => Value::MoneyList(vec![Money::from_fen(USUAL)]),
            Self::List { .. } => Value::MoneyList(Vec::new()),
            Self::Percent { lo, hi } => {
                Value::Percent(Percent::from_decimal(lo.or(*hi).unwrap_or(Decimal::from(5)))?)
            }
        })
    }
}

/// A bit for each of so many options.
pub fn all_bits(count: usize) -> u128 {
    if count >= 128 { u128::MAX } else { (1 << count) - 1 }
}

/// Leaves only the years that pass; `all` where any year would do.
fn only(left: &mut Option<Vec<i32>>, passes: impl Fn(i32) -> bool, all: &[i32]) {
    match left {
        Some(left) => left.retain(|year| passes(*year)),
        None => *left = Some(all.to_vec()),
    }
}

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
        match test {
            Test::AllOf(all) => all.iter().fold(ways, one),
            Test::AnyOf(all) => each(all, &one),
            Test::Not(inner) => match inner.as_ref() {
                Test::AllOf(all) => each(all, &other),
                Test::AnyOf(all) => all.iter().fold(ways, other),
                Test::Not(test) => Self::met(policy, ways, fact, test),
                _ => Self::all_meet(policy, ways, fact, test),
            },
            _ => Self::all_meet(policy, ways, fact, test),
        }
    }

    fn all_meet(
        policy: &Policy,
        mut ways: Vec<Self>,
        fact: Option<FactId>,
        test: &Test,
    ) -> Vec<Self> {
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
        match self.get(policy, fact) {
            Domain::Number { lo, hi } => (lo, hi),
            _ => (0, i64::MAX),
        }
    }

    /// Leaves only what passes a test.
    fn meet(&mut self, policy: &Policy, fact: Option<FactId>, test: &Test) {
        match test {
            Test::ValidThrough(last) => {
                self.last_year = Some(self.last_year.map_or(*last, |known| known.min(*last)));
            }
            Test::FirstReaches(milestone) => self.meet_milestone(policy, milestone),
            test => {
                if let Some(fact) = fact {
                    if let Test::Compared(is, Operand::Share { rate, of }) = test {
                        self.shares.push((fact, *is, *rate, *of));
                    }
                    let mut domain = self.get(policy, fact);
                    domain.meet(test);
                    self.facts.insert(fact, domain);
                }
            }
        }
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
                let computed = match fact.derived {
                    Some(Derivation::Increase { current, prior }) => {
                        let (lo, hi) = self.number(policy, id);
                        let (current_lo, current_hi) = self.number(policy, current);
                        let (prior_lo, prior_hi) = self.number(policy, prior);
                        lo > current_hi.saturating_sub(prior_lo)
                            || hi < current_lo.saturating_sub(prior_hi)
                    }
                    _ => false,
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
