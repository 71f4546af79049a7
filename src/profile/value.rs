//! What was answered: one value a fact, in a form that evaluation reads without look-ups.

use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::quantity::{Money, Percent, Ratio};
use crate::text;
use crate::text::Lang;

/// An answer to a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// Position of the option.
    Choice(u8),
    /// A bit for each option.
    Set(u128),
    /// Yuan.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A whole number.
    Count(i64),
    /// A calendar year.
    Year(i32),
    /// Amounts.
    MoneyList(Vec<Money>),
}

/// A value as evaluation sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// Not known.
    Absent,
    Bool(bool),
    Choice(u8),
    Set(u128),
    Money(i64),
    Count(i64),
    Year(i32),
    Ratio(Ratio),
    List {
        start: u32,
        len: u32,
    },
}

impl Slot {
    pub(crate) fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(crate) fn bool(self) -> Option<bool> {
        if let Self::Bool(yes) = self { Some(yes) } else { None }
    }

    pub(crate) fn choice(self) -> Option<u8> {
        if let Self::Choice(option) = self { Some(option) } else { None }
    }

    pub(crate) fn set(self) -> Option<u128> {
        if let Self::Set(bits) = self { Some(bits) } else { None }
    }

    pub(crate) fn money(self) -> Option<i64> {
        if let Self::Money(fen) = self { Some(fen) } else { None }
    }

    /// An amount in fen, or a count.
    pub(crate) fn number(self) -> Option<i64> {
        if let Self::Money(number) | Self::Count(number) = self { Some(number) } else { None }
    }

    pub(crate) fn year(self) -> Option<i32> {
        if let Self::Year(year) = self { Some(year) } else { None }
    }

    pub(crate) fn ratio(self) -> Option<Ratio> {
        if let Self::Ratio(ratio) = self { Some(ratio) } else { None }
    }
}

/// The answers of one enterprise, by fact.
#[derive(Clone, Debug)]
pub struct Answers {
    pub(crate) slots: Vec<Slot>,
    /// The amounts of all lists.
    pub(crate) pool: Vec<Money>,
}

impl Answers {
    /// Nothing answered yet.
    pub fn new(policy: &Policy) -> Self {
        Self { slots: vec![Slot::Absent; policy.facts.len()], pool: Vec::new() }
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.slots.fill(Slot::Absent);
        self.pool.clear();
    }

    /// The answer to a fact.
    pub fn get(&self, fact: FactId) -> Option<Value> {
        Some(match self.slots[fact.index()] {
            Slot::Absent => return None,
            Slot::Bool(yes) => Value::Bool(yes),
            Slot::Choice(option) => Value::Choice(option),
            Slot::Set(bits) => Value::Set(bits),
            Slot::Money(fen) => Value::Money(Money::from_fen(fen)),
            Slot::Count(count) => Value::Count(count),
            Slot::Year(year) => Value::Year(year),
            Slot::Ratio(ratio) => Value::Percent(percent_of(ratio)?),
            Slot::List { start, len } => Value::MoneyList(self.list(start, len).to_vec()),
        })
    }

    /// Whether a fact is answered.
    pub fn is_answered(&self, fact: FactId) -> bool {
        !self.slots[fact.index()].is_absent()
    }

    /// Answers a fact, or takes the answer back. The value must be of the fact's type, as
    /// values read by [`super::parse`] are.
    pub fn set(&mut self, fact: FactId, value: Option<Value>) {
        self.slots[fact.index()] = match value {
            None => Slot::Absent,
            Some(Value::Bool(yes)) => Slot::Bool(yes),
            Some(Value::Choice(option)) => Slot::Choice(option),
            Some(Value::Set(bits)) => Slot::Set(bits),
            Some(Value::Money(money)) => Slot::Money(money.fen()),
            Some(Value::Percent(percent)) => Slot::Ratio(percent.ratio()),
            Some(Value::Count(count)) => Slot::Count(count),
            Some(Value::Year(year)) => Slot::Year(year),
            Some(Value::MoneyList(list)) => {
                // Lists left behind by earlier answers stay in the pool until they outgrow
                // what is in use.
                if self.pool.len() > 64 + 4 * list.len() {
                    self.compact();
                }
                let start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
                self.pool.extend(&list);
                Slot::List { start, len: u32::try_from(list.len()).unwrap_or(u32::MAX) }
            }
        };
    }

    pub(crate) fn list(&self, start: u32, len: u32) -> &[Money] {
        let start = start as usize;
        self.pool.get(start..start + len as usize).unwrap_or_default()
    }

    fn compact(&mut self) {
        let mut pool = Vec::new();
        for slot in &mut self.slots {
            if let Slot::List { start, len } = slot {
                let from = *start as usize;
                let kept = self.pool.get(from..from + *len as usize).unwrap_or_default();
                *start = u32::try_from(pool.len()).unwrap_or(u32::MAX);
                pool.extend_from_slice(kept);
            }
        }
        self.pool = pool;
    }

    /// The facts that are answered.
    pub fn answered(&self) -> impl Iterator<Item = FactId> {
        (0u16..).zip(&self.slots).filter(|(_, slot)| !slot.is_absent()).map(|(at, _)| FactId(at))
    }
}

impl PartialEq for Answers {
    fn eq(&self, other: &Self) -> bool {
        self.slots.len() == other.slots.len()
            && (0u16..).take(self.slots.len()).map(FactId).all(|id| self.get(id) == other.get(id))
    }
}

/// The percentage that a slot holds: its denominator is the power of ten it was written with.
fn percent_of(ratio: Ratio) -> Option<Percent> {
    let scale = ratio.den().checked_ilog10()?;
    let decimal = rust_decimal::Decimal::try_from_i128_with_scale(ratio.num(), scale).ok()?;
    Percent::from_decimal(decimal)
}

impl Value {
    /// As a person reads it, in the words of the fact's options.
    pub fn display(&self, fact: &Fact, lang: Lang) -> String {
        let label = |at: usize| {
            fact.kind.options().get(at).map_or("?", |option| option.label.get(lang)).to_owned()
        };
        let comma = lang.list();
        match self {
            Self::Bool(true) => text!("是", "yes").get(lang).to_owned(),
            Self::Bool(false) => text!("否", "no").get(lang).to_owned(),
            Self::Choice(option) => label(usize::from(*option)),
            Self::Set(0) => text!("无", "none").get(lang).to_owned(),
            Self::Set(bits) => {
                let labels: Vec<_> = bits_of(*bits).map(label).collect();
                labels.join(comma)
            }
            Self::Money(money) => money.display(lang),
            Self::Percent(percent) => percent.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Year(year) => year.to_string(),
            Self::MoneyList(list) if list.is_empty() => text!("无", "none").get(lang).to_owned(),
            Self::MoneyList(list) => {
                let amounts: Vec<_> = list.iter().map(|money| money.display(lang)).collect();
                amounts.join(comma)
            }
        }
    }

    /// The ids of the options chosen.
    pub fn option_ids<'f>(&self, fact: &'f Fact) -> Vec<&'f str> {
        let options = fact.kind.options();
        match self {
            Self::Choice(option) => options
                .get(usize::from(*option))
                .map(|option| option.id.as_str())
                .into_iter()
                .collect(),
            Self::Set(bits) => {
                bits_of(*bits).filter_map(|at| Some(options.get(at)?.id.as_str())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether the value is of the fact's type.
    pub fn fits(&self, kind: &FactKind) -> bool {
        match (self, kind) {
            (Self::Bool(_), FactKind::Bool)
            | (Self::Percent(_), FactKind::Percent)
            | (Self::Count(_), FactKind::Count)
            | (Self::Year(_), FactKind::Year)
            | (Self::MoneyList(_), FactKind::MoneyList) => true,
            (Self::Money(money), FactKind::Money { signed }) => *signed || *money >= Money::ZERO,
            (Self::Choice(option), FactKind::Choice(options)) => {
                usize::from(*option) < options.len()
            }
            (Self::Set(bits), FactKind::Set(options)) => {
                bits_of(*bits).all(|bit| bit < options.len())
            }
            _ => false,
        }
    }
}

/// Positions of the bits that are set.
pub fn bits_of(bits: u128) -> impl Iterator<Item = usize> {
    (0..128).filter(move |bit| bits >> bit & 1 == 1)
}
