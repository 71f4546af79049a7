//! What if one figure were another: the total award as an exact function of one amount,
//! percentage or count, all other answers as they are.

mod sweep;

use crate::assess::{Outcome, Program};
use crate::policy::{BenefitId, FactId, FactKind, GateId, Policy};
use crate::profile::{Answers, Value};
use crate::quantity::{Money, Percent};
use crate::text;
use crate::text::{Lang, Text};

pub use sweep::sweep;

/// A number as it is swept: fen, hundredths of a percent, or units.
pub type Number = i64;

/// The total award as a function of one fact, piece by piece.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// The fact moved.
    pub fact: FactId,
    /// The least number looked at.
    pub from: Number,
    /// The greatest number looked at.
    pub to: Number,
    /// What is answered now.
    pub now: Option<Number>,
    /// The total now.
    pub total_now: Money,
    /// The gate conditions taken as met, since they can be met at once.
    pub assuming: Vec<GateId>,
    /// The pieces in order, without gaps; on each the total is linear, but for the cut to fen.
    pub pieces: Vec<Piece>,
    /// Where the total steps, or begins or ceases to move.
    pub points: Vec<Point>,
}

/// A piece on which the total is linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first number.
    pub from: Number,
    /// Its last number.
    pub to: Number,
    /// The total at the first.
    pub total_from: Money,
    /// The total at the last.
    pub total_to: Money,
    /// The upper bound at the first.
    pub at_most_from: Money,
    /// The upper bound at the last.
    pub at_most_to: Money,
}

/// A number worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The first number of the new piece.
    pub at: Number,
    /// The total just below.
    pub below: Money,
    /// The total there.
    pub total: Money,
    /// How the total goes on from there.
    pub then: Course,
    /// The benefits that come out otherwise there, with their result below and there; those
    /// that only move on are left out.
    pub changed: Vec<(BenefitId, Outcome, Outcome)>,
    /// The other benefits that begin or cease to move there, with how they go on.
    pub turned: Vec<(BenefitId, Course, Outcome)>,
}

impl Point {
    /// By how much the total steps there.
    pub fn step(&self) -> Money {
        let steps = self.changed.iter().map(|(_, below, at)| at.amount.fen() - below.amount.fen());
        Money::from_fen(steps.fold(0, i64::saturating_add))
    }
}

/// How the total moves with the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It rises.
    Rising,
    /// It stays.
    Flat,
    /// It falls.
    Falling,
}

/// Why a fact cannot be swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SweepError {
    /// It is no amount, percentage or count.
    Kind,
    /// It is computed from these.
    Computed(Vec<FactId>),
    /// The range is empty or beyond what the fact can be.
    Range,
}

impl SweepError {
    /// What is wrong and what to do.
    pub fn text(&self, policy: &Policy, fact: FactId) -> Text {
        let id = &policy.fact(fact).id;
        match self {
            Self::Kind => text!(
                "“{id}”不是金额、百分比或个数，不能移动；换一个数值事实",
                "\"{id}\" is no amount, percentage or count and cannot be moved; name one that is"
            ),
            Self::Computed(inputs) => {
                let ids: Vec<&str> =
                    inputs.iter().map(|input| policy.fact(*input).id.as_str()).collect();
                let list = ids.join(", ");
                text!(
                    "“{id}”由其他回答算得，移动它不起作用；请移动 {list}",
                    "\"{id}\" is computed from other answers, moving it has no effect; move {list}"
                )
            }
            Self::Range => text!(
                "范围是空的，或超出“{id}”能取的值；--from 应小于 --to",
                "the range is empty, or beyond what \"{id}\" can be; --from must be below --to"
            ),
        }
    }
}

impl Sweep {
    /// The total at a number, to the fen where a piece begins or ends, else within one fen a
    /// benefit.
    pub fn total_at(&self, number: Number) -> Option<Money> {
        self.at(number, |piece| (piece.total_from, piece.total_to))
    }

    /// The upper bound at a number.
    pub fn at_most_at(&self, number: Number) -> Option<Money> {
        self.at(number, |piece| (piece.at_most_from, piece.at_most_to))
    }

    fn at(&self, number: Number, ends: impl Fn(&Piece) -> (Money, Money)) -> Option<Money> {
        let at = self.pieces.partition_point(|piece| piece.to < number);
        let piece = self.pieces.get(at).filter(|piece| piece.from <= number)?;
        let (low, high) = ends(piece);
        let (low, high) = (i128::from(low.fen()), i128::from(high.fen()));
        let width = i128::from(piece.to) - i128::from(piece.from);
        let along = i128::from(number) - i128::from(piece.from);
        let fen = if width == 0 { low } else { low + (high - low) * along / width };
        i64::try_from(fen).ok().map(Money::from_fen)
    }
}

/// A number of a fact as an answer.
pub fn value_of(kind: &FactKind, number: Number) -> Option<Value> {
    let value = match kind {
        FactKind::Money { .. } => Value::Money(Money::from_fen(number)),
        FactKind::Count => Value::Count(number),
        FactKind::Percent => {
            let decimal = rust_decimal::Decimal::new(number, 2).normalize();
            Value::Percent(Percent::from_decimal(decimal)?)
        }
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Set(_)
        | FactKind::Year
        | FactKind::Day
        | FactKind::MoneyList
        | FactKind::Items(_) => return None,
    };
    value.fits(kind).then_some(value)
}

/// An answer as the number it is swept by; a percentage is cut to hundredths.
pub fn number_of(value: &Value) -> Option<Number> {
    match value {
        Value::Money(money) => Some(money.fen()),
        Value::Count(count) => Some(*count),
        Value::Percent(percent) => {
            let hundredths = percent.to_decimal() * rust_decimal::Decimal::from(100);
            hundredths.floor().try_into().ok()
        }
        Value::Bool(_)
        | Value::Choice(_)
        | Value::Set(_)
        | Value::Year(_)
        | Value::Day(_)
        | Value::MoneyList(_)
        | Value::Items(_) => None,
    }
}

/// A number of a fact as a person reads it.
pub fn number_text(policy: &Policy, fact: FactId, number: Number, lang: Lang) -> String {
    let fact = policy.fact(fact);
    value_of(&fact.kind, number)
        .map_or_else(|| number.to_string(), |value| value.display(fact, lang))
}

/// What a sweep needs.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The measure.
    pub policy: &'a Policy,
    /// The measure compiled for the readings in force.
    pub program: &'a Program,
    /// The answers with the averages filled in.
    pub answers: &'a Answers,
    /// The assessment year.
    pub year: i32,
}
