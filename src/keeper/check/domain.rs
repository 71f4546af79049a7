//! The values that one fact can still have, by intervals and sets of options.

use rust_decimal::Decimal;

use crate::policy::{Comparison, FactKind, Operand, Test};
use crate::profile::Value;
use crate::profile::parse::MAX_COUNT;
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
    /// A day.
    Day,
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
            FactKind::Day => Self::Day,
            FactKind::MoneyList | FactKind::Items(_) => Self::List { empty: true, filled: true },
        }
    }

    /// Leaves only what passes the test.
    pub fn meet(&mut self, test: &Test) {
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
                    Operand::Percent(_)
                    | Operand::Year(_)
                    | Operand::Day { .. }
                    | Operand::Share { .. } => return,
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
            Self::Day => false,
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
            (Self::Day, Value::Day(_)) => true,
            (Self::List { empty, filled }, Value::Items(list)) => {
                if list.is_empty() {
                    *empty
                } else {
                    *filled
                }
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
    pub fn example(&self, kind: &FactKind, year: i32) -> Option<Value> {
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
                value_of(kind, number)?
            }
            Self::Years(left) => {
                let offset = left.as_ref().and_then(|left| left.first().copied()).unwrap_or(0);
                Value::Year(year.saturating_add(offset))
            }
            Self::Day => Value::Day(crate::quantity::Day::new(year, 6, 30)?),
            Self::List { filled, .. } if !kind.fields().is_empty() => {
                let blank = vec![None; kind.fields().len()];
                Value::Items(if *filled { vec![blank] } else { Vec::new() })
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

/// A number as a value of its type: fen of money, or a count.
pub fn value_of(kind: &FactKind, number: i64) -> Option<Value> {
    match kind {
        FactKind::Money { .. } => Some(Value::Money(Money::from_fen(number))),
        FactKind::Count => Some(Value::Count(number)),
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Set(_)
        | FactKind::Percent
        | FactKind::Year
        | FactKind::Day
        | FactKind::MoneyList
        | FactKind::Items(_) => None,
    }
}

/// Leaves only the years that pass; `all` where any year would do.
fn only(left: &mut Option<Vec<i32>>, passes: impl Fn(i32) -> bool, all: &[i32]) {
    match left {
        Some(left) => left.retain(|year| passes(*year)),
        None => *left = Some(all.to_vec()),
    }
}
