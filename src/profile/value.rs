//! What was answered: one value a fact, in a form that evaluation reads without look-ups.

use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::quantity::{Day, Money, Percent, Ratio};
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
    /// A day of the calendar.
    Day(Day),
    /// Amounts.
    MoneyList(Vec<Money>),
    /// Things, each with a value for each field.
    Items(Vec<Item>),
}

/// The fields of one item of a list; none where a field is not known.
pub type Item = Vec<Option<Value>>;

/// A value as evaluation sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// Not known.
    Absent,
    Bool(bool),
    Choice(u8),
    Set(u128),
    Money(i64),
    /// Fen that are no whole number: computed, and cut only in the end.
    Fen(Ratio),
    Count(i64),
    Year(i32),
    Day(Day),
    Ratio(Ratio),
    List {
        start: u32,
        len: u32,
    },
    Items(Rows),
}

/// Where the items of a list stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows {
    start: u32,
    pub len: u32,
    width: u16,
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

    /// An amount in fen, cut to whole ones.
    pub(crate) fn money(self) -> Option<i64> {
        match self {
            Self::Money(fen) => Some(fen),
            Self::Fen(exact) => i64::try_from(exact.times_rounded_down(1)).ok(),
            Self::Absent
            | Self::Bool(_)
            | Self::Choice(_)
            | Self::Set(_)
            | Self::Count(_)
            | Self::Year(_)
            | Self::Day(_)
            | Self::Ratio(_)
            | Self::List { .. }
            | Self::Items(_) => None,
        }
    }

    /// An amount in fen, a count, or a day as its number.
    pub(crate) fn number(self) -> Option<i64> {
        match self {
            Self::Money(number) | Self::Count(number) => Some(number),
            Self::Fen(_) => self.money(),
            Self::Day(day) => Some(day.days().into()),
            Self::Absent
            | Self::Bool(_)
            | Self::Choice(_)
            | Self::Set(_)
            | Self::Year(_)
            | Self::Ratio(_)
            | Self::List { .. }
            | Self::Items(_) => None,
        }
    }

    /// A year, or the year of a day.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            Self::Day(day) => Some(day.civil().0),
            Self::Absent
            | Self::Bool(_)
            | Self::Choice(_)
            | Self::Set(_)
            | Self::Money(_)
            | Self::Fen(_)
            | Self::Count(_)
            | Self::Ratio(_)
            | Self::List { .. }
            | Self::Items(_) => None,
        }
    }

    pub(crate) fn day(self) -> Option<Day> {
        if let Self::Day(day) = self { Some(day) } else { None }
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
    /// The fields of the items of all lists.
    pub(crate) items: Vec<Slot>,
}

impl Answers {
    /// Nothing answered yet.
    pub fn new(policy: &Policy) -> Self {
        Self { slots: vec![Slot::Absent; policy.facts.len()], pool: Vec::new(), items: Vec::new() }
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.slots.fill(Slot::Absent);
        self.pool.clear();
        self.items.clear();
    }

    /// The answer to a fact.
    pub fn get(&self, fact: FactId) -> Option<Value> {
        self.value(self.slots[fact.index()])
    }

    fn value(&self, slot: Slot) -> Option<Value> {
        Some(match slot {
            Slot::Absent => return None,
            Slot::Bool(yes) => Value::Bool(yes),
            Slot::Choice(option) => Value::Choice(option),
            Slot::Set(bits) => Value::Set(bits),
            Slot::Money(_) | Slot::Fen(_) => Value::Money(Money::from_fen(slot.money()?)),
            Slot::Count(count) => Value::Count(count),
            Slot::Year(year) => Value::Year(year),
            Slot::Day(day) => Value::Day(day),
            Slot::Ratio(ratio) => Value::Percent(percent_of(ratio)?),
            Slot::List { start, len } => Value::MoneyList(self.list(start, len).to_vec()),
            Slot::Items(rows) => {
                let items = rows.of(&self.items);
                let item =
                    |fields: &[Slot]| fields.iter().map(|field| self.value(*field)).collect();
                Value::Items(items.map(item).collect())
            }
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
            Some(Value::Items(items)) => {
                if self.items.len() > 256 {
                    self.compact();
                }
                let start = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
                let width = items.first().map_or(0, Vec::len);
                for field in items.iter().flatten() {
                    self.items.push(field.as_ref().map_or(Slot::Absent, single));
                }
                Slot::Items(Rows {
                    start,
                    len: u32::try_from(items.len()).unwrap_or(u32::MAX),
                    width: u16::try_from(width).unwrap_or(u16::MAX),
                })
            }
            Some(value) => single(&value),
        };
    }

    pub(crate) fn list(&self, start: u32, len: u32) -> &[Money] {
        let start = start as usize;
        self.pool.get(start..start + len as usize).unwrap_or_default()
    }

    fn compact(&mut self) {
        let (mut pool, mut items) = (Vec::new(), Vec::new());
        for slot in &mut self.slots {
            if let Slot::List { start, len } = slot {
                let from = *start as usize;
                let kept = self.pool.get(from..from + *len as usize).unwrap_or_default();
                *start = u32::try_from(pool.len()).unwrap_or(u32::MAX);
                pool.extend_from_slice(kept);
            }
            if let Slot::Items(rows) = slot {
                let start = u32::try_from(items.len()).unwrap_or(u32::MAX);
                rows.of(&self.items).for_each(|item| items.extend_from_slice(item));
                rows.start = start;
            }
        }
        (self.pool, self.items) = (pool, items);
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

impl Rows {
    /// The items, each with its fields.
    pub fn of(self, all: &[Slot]) -> impl Iterator<Item = &[Slot]> {
        let (start, width) = (self.start as usize, usize::from(self.width));
        let all = all.get(start..start + self.len as usize * width).unwrap_or_default();
        all.chunks_exact(width.max(1))
    }
}

/// A single value as a slot; lists have their place in a pool.
fn single(value: &Value) -> Slot {
    match value {
        Value::Bool(yes) => Slot::Bool(*yes),
        Value::Choice(option) => Slot::Choice(*option),
        Value::Set(bits) => Slot::Set(*bits),
        Value::Money(money) => Slot::Money(money.fen()),
        Value::Percent(percent) => Slot::Ratio(percent.ratio()),
        Value::Count(count) => Slot::Count(*count),
        Value::Year(year) => Slot::Year(*year),
        Value::Day(day) => Slot::Day(*day),
        Value::MoneyList(_) | Value::Items(_) => Slot::Absent,
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
            Self::Day(day) => day.to_string(),
            Self::Items(items) if items.is_empty() => text!("无", "none").get(lang).to_owned(),
            Self::Items(items) => {
                let items = items.iter().map(|item| item_text(fact.kind.fields(), item, lang));
                items.collect::<Vec<_>>().join(" | ")
            }
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
            | (Self::Day(_), FactKind::Day)
            | (Self::MoneyList(_), FactKind::MoneyList) => true,
            (Self::Items(items), FactKind::Items(fields)) => items.iter().all(|item| {
                let fits = |(value, field): (&Option<Self>, &Fact)| {
                    value.as_ref().is_none_or(|value| value.fits(&field.kind))
                };
                item.len() == fields.len() && item.iter().zip(fields).all(fits)
            }),
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

/// One item of a list as a line that is read as the same: its fields with semicolons between.
pub fn item_text(fields: &[Fact], item: &Item, lang: Lang) -> String {
    let field = |(value, field): (&Option<Value>, &Fact)| {
        let unknown = || text!("不知道", "unknown").get(lang).to_owned();
        value.as_ref().map_or_else(unknown, |value| value.display(field, lang))
    };
    let fields: Vec<String> = item.iter().zip(fields).map(field).collect();
    fields.join(if lang == Lang::Zh { "；" } else { "; " })
}

/// Positions of the bits that are set.
pub fn bits_of(bits: u128) -> impl Iterator<Item = usize> {
    (0..128).filter(move |bit| bits >> bit & 1 == 1)
}
