//! Compiled amounts: trees over slots in whole numbers, with bounds under incomplete knowledge.
//!
//! All numbers of one tree are fen times a common denominator, so that rates are exact and
//! the award is truncated once, at the end. A tree uses each fact once and is monotone in it,
//! so the interval from the bounds of its parts is exact.

mod bounds;
mod open;

use crate::policy::{Amount, Beyond, Condition, FactId, Milestone, Operand, Rate, Rounding};
use crate::quantity::{Money, Ratio};

pub(crate) use bounds::View;

use super::atom::AtomId;
use super::in_force::Compiler;
use super::items::Each;

/// A node of a compiled amount.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Const(i128),
    /// `fact × factor`.
    Linear {
        of: FactId,
        factor: i128,
    },
    /// `max(0, fact × factor − beyond)`.
    Over {
        of: FactId,
        factor: i128,
        beyond: i128,
    },
    /// `max(0, fact × factor − max(0, percent) × base × factor)`.
    OverGrowth {
        of: FactId,
        factor: i128,
        percent: FactId,
        base: FactId,
    },
    /// `max(0, amount − less × scale)`.
    Less {
        amount: Box<Node>,
        less: FactId,
        scale: i128,
    },
    /// `max(0, amount − less)`.
    Difference {
        amount: Box<Node>,
        less: Box<Node>,
    },
    Rounded {
        amount: Box<Node>,
        unit: i128,
        way: Rounding,
    },
    /// `count × each`.
    Units {
        of: FactId,
        each: i128,
    },
    /// `each` for every whole step.
    Steps {
        of: FactId,
        each: i128,
        step: Ratio,
        from: Ratio,
    },
    /// The sum of `min(item × factor, cap)`.
    EachOf {
        of: FactId,
        factor: i128,
        cap: Option<i128>,
        /// Only items of at least so much, in fen.
        from: Option<i64>,
    },
    /// The sum over the items of a list.
    Each(Box<Each>),
    Sum(Vec<(Option<Guard>, Node)>),
    FirstOf(Vec<(Option<Guard>, Node)>),
    /// The largest.
    Larger(Vec<Node>),
    Capped {
        amount: Box<Node>,
        cap: Box<Node>,
    },
    Milestone {
        milestone: Milestone,
        scale: i128,
    },
    Stages {
        since: FactId,
        awards: Vec<i128>,
    },
}

/// The condition of a part or case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard {
    pub atom: AtomId,
}

/// A compiled award: a tree and the denominator of its numbers.
#[derive(Clone, Debug)]
pub(crate) struct Award {
    pub node: Node,
    pub scale: i128,
}

impl Award {
    /// Compiles an amount.
    pub(crate) fn compile(amount: &Amount, compiler: &mut Compiler<'_>) -> Self {
        let scale = common_denominator(amount, compiler);
        Self { node: compile(amount, scale, compiler), scale }
    }

    /// The bounds, truncated to fen; an award is never negative.
    pub(crate) fn bounds(&self, view: View<'_>) -> (Money, Option<Money>) {
        let bounds = self.node.bounds(view).or_zero();
        if let Some(known) = bounds.point() {
            let award = self.truncated(known);
            return (award, Some(award));
        }
        let lo = self.truncated(bounds.lo().unwrap_or(0));
        (lo, bounds.hi().map(|hi| self.truncated(hi)))
    }

    /// An amount of the tree, cut to fen.
    pub(crate) fn truncated(&self, scaled: i128) -> Money {
        // Nearly all amounts fit the narrow type, whose division is an instruction.
        let fen = match (i64::try_from(scaled), i64::try_from(self.scale)) {
            (Ok(scaled), Ok(scale)) => i128::from(scaled.div_euclid(scale)),
            _ => scaled.div_euclid(self.scale),
        };
        Money::from_fen(i64::try_from(fen).unwrap_or(if fen.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        }))
    }
}

/// The least number that both divide.
fn common(a: i128, b: i128) -> i128 {
    let (mut high, mut low) = (a.max(b), a.min(b));
    while low > 0 {
        (high, low) = (low, high % low);
    }
    a / high.max(1) * b
}

/// The least common denominator of the rates in an amount.
fn common_denominator(amount: &Amount, compiler: &Compiler<'_>) -> i128 {
    let of = |amount: &Amount| common_denominator(amount, compiler);
    let rate = |rate: &Rate| i128::from(rate.den);
    match amount {
        // What is computed is finer than a fen: it is kept to a millionth on the way.
        Amount::Share { rate: share, of, .. } if compiler.is_computed(*of) => {
            rate(share) * 1_000_000
        }
        Amount::Share { rate: share, .. } | Amount::ShareOfEach { rate: share, .. } => rate(share),
        Amount::Sum(parts) => parts.iter().map(|part| of(&part.amount)).fold(1, common),
        Amount::FirstOf(cases) => cases.iter().map(|case| of(&case.amount)).fold(1, common),
        Amount::Larger(all) => all.iter().map(of).fold(1, common),
        Amount::Scaled { rate: share, amount } => rate(share) * of(amount),
        Amount::Capped { amount, cap: other } | Amount::Difference { amount, less: other } => {
            common(of(amount), of(other))
        }
        Amount::Less { amount, .. } | Amount::Rounded { amount, .. } => of(amount),
        Amount::EachItem { gives, .. } => common_denominator(gives, &compiler.of_items()),
        Amount::OfBenefit { benefit, .. } => compiler.award_of(*benefit).map_or(1, of),
        Amount::Fixed(_)
        | Amount::PerUnit { .. }
        | Amount::Steps { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => 1,
    }
}

/// Compiles an amount in numbers of a scale.
pub(super) fn compile(amount: &Amount, scale: i128, compiler: &mut Compiler<'_>) -> Node {
    let scaled = |money: Money| i128::from(money.fen()) * scale;
    let factor = |rate: Rate| i128::from(rate.num) * (scale / i128::from(rate.den));
    match amount {
        Amount::Fixed(money) => Node::Const(scaled(*money)),
        Amount::Share { rate, of, beyond } => {
            let (of, factor) = (*of, factor(*rate));
            match beyond {
                Some(Beyond::Amount(beyond)) => {
                    Node::Over { of, factor, beyond: i128::from(beyond.fen()) * factor }
                }
                Some(Beyond::Growth { percent, of: base }) => {
                    Node::OverGrowth { of, factor, percent: *percent, base: *base }
                }
                None => Node::Linear { of, factor },
            }
        }
        Amount::Less { amount, less } => {
            Node::Less { amount: Box::new(compile(amount, scale, compiler)), less: *less, scale }
        }
        Amount::Difference { amount, less } => Node::Difference {
            amount: Box::new(compile(amount, scale, compiler)),
            less: Box::new(compile(less, scale, compiler)),
        },
        Amount::Rounded { amount, to, way } => Node::Rounded {
            amount: Box::new(compile(amount, scale, compiler)),
            unit: scaled(*to),
            way: *way,
        },
        Amount::OfBenefit { benefit, award, given } => {
            let award = compiler.award_of(*benefit).unwrap_or(award);
            let guard = guard_of(Some(given), compiler);
            Node::Sum(vec![(guard, compile(award, scale, compiler))])
        }
        Amount::Steps { each, of, step, from } => {
            let zero = || Ratio::new(0, 1);
            let ratio = |of: Option<Operand>| of.and_then(Operand::ratio).or_else(zero);
            match (ratio(Some(*step)), ratio(*from)) {
                (Some(step), Some(from)) => {
                    Node::Steps { of: *of, each: scaled(*each), step, from }
                }
                _ => Node::Const(0),
            }
        }
        Amount::PerUnit { each, of } => Node::Units { of: *of, each: scaled(*each) },
        Amount::ShareOfEach { rate, of, from, cap } => Node::EachOf {
            of: *of,
            factor: factor(*rate),
            cap: cap.map(scaled),
            from: from.map(Money::fen),
        },
        Amount::EachItem { of, when, gives, most } => {
            let rule = (*of, when.as_slice(), &**gives, *most);
            Node::Each(Box::new(Each::compile(compiler, rule, scale)))
        }
        Amount::Larger(all) => {
            Node::Larger(all.iter().map(|amount| compile(amount, scale, compiler)).collect())
        }
        // All numbers within are in proportion to the scale.
        Amount::Scaled { rate, amount } => compile(amount, factor(*rate), compiler),
        Amount::Sum(parts) => Node::Sum(
            parts
                .iter()
                .map(|part| {
                    (guard_of(part.when.as_ref(), compiler), compile(&part.amount, scale, compiler))
                })
                .collect(),
        ),
        Amount::FirstOf(cases) => Node::FirstOf(
            cases
                .iter()
                .map(|case| {
                    (guard_of(case.when.as_ref(), compiler), compile(&case.amount, scale, compiler))
                })
                .collect(),
        ),
        Amount::Capped { amount, cap } => Node::Capped {
            amount: Box::new(compile(amount, scale, compiler)),
            cap: Box::new(compile(cap, scale, compiler)),
        },
        Amount::Milestone(milestone) => Node::Milestone { milestone: milestone.clone(), scale },
        Amount::Stages(stages) => Node::Stages {
            since: stages.since,
            awards: stages.awards.iter().map(|award| scaled(*award)).collect(),
        },
    }
}

impl Node {
    /// Hands on every part that counts from a year, with its awards.
    pub(crate) fn each_stage(&self, give: &mut impl FnMut(FactId, &[i128])) {
        match self {
            Self::Stages { since, awards } => give(*since, awards),
            Self::Sum(parts) | Self::FirstOf(parts) => {
                parts.iter().for_each(|(_, node)| node.each_stage(give));
            }
            Self::Larger(nodes) => nodes.iter().for_each(|node| node.each_stage(give)),
            Self::Less { amount, .. } | Self::Rounded { amount, .. } => amount.each_stage(give),
            Self::Capped { amount, cap } | Self::Difference { amount, less: cap } => {
                amount.each_stage(give);
                cap.each_stage(give);
            }
            Self::Const(_)
            | Self::Linear { .. }
            | Self::Over { .. }
            | Self::OverGrowth { .. }
            | Self::Units { .. }
            | Self::Steps { .. }
            | Self::EachOf { .. }
            | Self::Each(_)
            | Self::Milestone { .. } => {}
        }
    }
}

fn guard_of(when: Option<&Condition>, compiler: &mut Compiler<'_>) -> Option<Guard> {
    when.map(|when| Guard { atom: compiler.number(when) })
}
