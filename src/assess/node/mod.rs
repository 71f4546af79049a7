//! Compiled amounts: trees over slots in whole numbers, with bounds under incomplete knowledge.
//!
//! All numbers of one tree are fen times a common denominator, so that rates are exact and
//! the award is truncated once, at the end. A tree uses each fact once and is monotone in it,
//! so the interval from the bounds of its parts is exact.

mod bounds;
mod open;

use crate::policy::{Amount, Beyond, Condition, FactId, Milestone, Rate};
use crate::quantity::Money;

pub(crate) use bounds::View;

use super::atom::AtomId;

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
    /// `count × each`.
    Units {
        of: FactId,
        each: i128,
    },
    /// The sum of `min(item × factor, cap)`.
    EachOf {
        of: FactId,
        factor: i128,
        cap: Option<i128>,
        /// Only items of at least so much, in fen.
        from: Option<i64>,
    },
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
    /// Compiles an amount; `atom` gives the number of a condition.
    pub(crate) fn compile(amount: &Amount, atom: &mut impl FnMut(&Condition) -> AtomId) -> Self {
        let scale = common_denominator(amount);
        Self { node: compile(amount, scale, atom), scale }
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

/// The least common denominator of the rates in an amount, all of them powers of ten.
fn common_denominator(amount: &Amount) -> i128 {
    let rate = |rate: &Rate| i128::from(rate.den);
    match amount {
        Amount::Share { rate: share, .. } | Amount::ShareOfEach { rate: share, .. } => rate(share),
        Amount::Sum(parts) => {
            parts.iter().map(|part| common_denominator(&part.amount)).max().unwrap_or(1)
        }
        Amount::FirstOf(cases) => {
            cases.iter().map(|case| common_denominator(&case.amount)).max().unwrap_or(1)
        }
        Amount::Larger(all) => all.iter().map(common_denominator).max().unwrap_or(1),
        Amount::Scaled { rate: share, amount } => rate(share) * common_denominator(amount),
        Amount::Capped { amount, cap } => common_denominator(amount).max(common_denominator(cap)),
        Amount::Less { amount, .. } => common_denominator(amount),
        Amount::Fixed(_) | Amount::PerUnit { .. } | Amount::Milestone(_) | Amount::Stages(_) => 1,
    }
}

fn compile(amount: &Amount, scale: i128, atom: &mut impl FnMut(&Condition) -> AtomId) -> Node {
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
            Node::Less { amount: Box::new(compile(amount, scale, atom)), less: *less, scale }
        }
        Amount::PerUnit { each, of } => Node::Units { of: *of, each: scaled(*each) },
        Amount::ShareOfEach { rate, of, from, cap } => Node::EachOf {
            of: *of,
            factor: factor(*rate),
            cap: cap.map(scaled),
            from: from.map(Money::fen),
        },
        Amount::Larger(all) => {
            Node::Larger(all.iter().map(|amount| compile(amount, scale, atom)).collect())
        }
        // All numbers within are in proportion to the scale.
        Amount::Scaled { rate, amount } => compile(amount, factor(*rate), atom),
        Amount::Sum(parts) => Node::Sum(
            parts
                .iter()
                .map(|part| {
                    (guard_of(part.when.as_ref(), atom), compile(&part.amount, scale, atom))
                })
                .collect(),
        ),
        Amount::FirstOf(cases) => Node::FirstOf(
            cases
                .iter()
                .map(|case| {
                    (guard_of(case.when.as_ref(), atom), compile(&case.amount, scale, atom))
                })
                .collect(),
        ),
        Amount::Capped { amount, cap } => Node::Capped {
            amount: Box::new(compile(amount, scale, atom)),
            cap: Box::new(compile(cap, scale, atom)),
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
            Self::Less { amount, .. } => amount.each_stage(give),
            Self::Capped { amount, cap } => {
                amount.each_stage(give);
                cap.each_stage(give);
            }
            Self::Const(_)
            | Self::Linear { .. }
            | Self::Over { .. }
            | Self::OverGrowth { .. }
            | Self::Units { .. }
            | Self::EachOf { .. }
            | Self::Milestone { .. } => {}
        }
    }
}

fn guard_of(
    when: Option<&Condition>,
    atom: &mut impl FnMut(&Condition) -> AtomId,
) -> Option<Guard> {
    when.map(|when| Guard { atom: atom(when) })
}
