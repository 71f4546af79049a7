//! Compiled amounts: trees over slots in whole numbers, with bounds under incomplete knowledge.
//!
//! All numbers of one tree are fen times a common denominator, so that rates are exact and
//! the award is truncated once, at the end. A tree uses each fact once and is monotone in it,
//! so the interval from the bounds of its parts is exact.

use crate::policy::{Amount, Beyond, FactId, Milestone, Rate, Take};
use crate::profile::{Answers, Slot};
use crate::quantity::{Money, Truth};

use super::atom::{AtomId, money};
use super::bounds::Bounds;
use super::shape::Shape;

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
    /// `max(0, fact × factor − less × scale)`.
    Less {
        of: FactId,
        factor: i128,
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
    },
    Sum(Vec<(Option<Guard>, Node)>),
    FirstOf(Vec<(Option<Guard>, Node)>),
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

/// The condition of a part or case, and the fact it tests.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard {
    pub atom: AtomId,
    fact: Option<FactId>,
}

/// A compiled award: a tree and the denominator of its numbers.
#[derive(Clone, Debug)]
pub(crate) struct Award {
    pub node: Node,
    pub scale: i128,
}

/// What evaluating an amount needs to see.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub slots: &'a [Slot],
    pub answers: &'a Answers,
    pub year: i32,
    pub atoms: super::evaluate::Truths<'a>,
    /// What this year's award has used up of what may be drawn again, in scaled fen.
    pub drawn: i128,
}

impl Award {
    /// Compiles an amount; `atom` gives the number of a condition.
    pub(crate) fn compile(
        amount: &Amount,
        atom: &mut impl FnMut(&crate::policy::Condition) -> AtomId,
    ) -> Self {
        let scale = common_denominator(amount);
        Self { node: compile(amount, scale, atom), scale }
    }

    /// The bounds, truncated to fen.
    pub(crate) fn bounds(&self, view: View<'_>) -> (Money, Option<Money>) {
        let bounds = self.node.bounds(view);
        (self.truncated(bounds.lo), bounds.hi.map(|hi| self.truncated(hi)))
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

    /// Every unanswered fact on which the amount depends in some completion.
    pub(crate) fn open_facts(&self, view: View<'_>, out: &mut Vec<FactId>) {
        let (lo, hi) = self.bounds(view);
        if hi != Some(lo) {
            self.node.open_facts(view, out);
        }
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
        Amount::Capped { amount, cap } => common_denominator(amount).max(common_denominator(cap)),
        Amount::Fixed(_) | Amount::PerUnit { .. } | Amount::Milestone(_) | Amount::Stages(_) => 1,
    }
}

fn compile(
    amount: &Amount,
    scale: i128,
    atom: &mut impl FnMut(&crate::policy::Condition) -> AtomId,
) -> Node {
    let scaled = |money: Money| i128::from(money.fen()) * scale;
    let factor = |rate: Rate| i128::from(rate.num) * (scale / i128::from(rate.den));
    match amount {
        Amount::Fixed(money) => Node::Const(scaled(*money)),
        Amount::Share { rate, of, beyond, less } => {
            let (of, factor) = (*of, factor(*rate));
            match (beyond, less) {
                (Some(Beyond::Amount(beyond)), _) => {
                    Node::Over { of, factor, beyond: i128::from(beyond.fen()) * factor }
                }
                (Some(Beyond::Growth { percent, of: base }), _) => {
                    Node::OverGrowth { of, factor, percent: *percent, base: *base }
                }
                (None, Some(less)) => Node::Less { of, factor, less: *less, scale },
                (None, None) => Node::Linear { of, factor },
            }
        }
        Amount::PerUnit { each, of } => Node::Units { of: *of, each: scaled(*each) },
        Amount::ShareOfEach { rate, of, cap } => {
            Node::EachOf { of: *of, factor: factor(*rate), cap: cap.map(scaled) }
        }
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
    /// The interval in which the amount lies, in scaled fen.
    pub(crate) fn bounds(&self, view: View<'_>) -> Bounds {
        let known = |fact: FactId| money(view.slots, fact).map(i128::from);
        let linear = |fact: FactId, factor: i128| match known(fact) {
            Some(fen) => Bounds::exactly(fen * factor),
            None => Bounds::UNKNOWN,
        };
        match self {
            Self::Const(value) => Bounds::exactly(*value),
            Self::Linear { of, factor } => linear(*of, *factor),
            Self::Over { of, factor, beyond } => {
                linear(*of, *factor).map(|value| (value - beyond).max(0))
            }
            Self::OverGrowth { of, factor, percent, base } => {
                let whole = linear(*of, *factor);
                let excluded = growth_share(view, *percent, *base, *factor);
                let lo = excluded.hi.map_or(0, |hi| whole.lo.saturating_sub(hi).max(0));
                Bounds { lo, hi: whole.hi.map(|hi| hi.saturating_sub(excluded.lo).max(0)) }
            }
            Self::Less { of, factor, less, scale } => {
                let whole = linear(*of, *factor);
                let spent = linear(*less, *scale);
                let lo = spent.hi.map_or(0, |hi| (whole.lo - hi - view.drawn).max(0));
                Bounds { lo, hi: whole.hi.map(|hi| (hi - spent.lo - view.drawn).max(0)) }
            }
            Self::Units { of, each } => match view.slots[of.index()] {
                Slot::Count(count) => Bounds::exactly(i128::from(count) * each),
                _ => Bounds::UNKNOWN,
            },
            Self::EachOf { of, factor, cap } => match view.slots[of.index()] {
                Slot::List { start, len } => {
                    let share = |item: &Money| {
                        let share = i128::from(item.fen()) * factor;
                        cap.map_or(share, |cap| share.min(cap))
                    };
                    Bounds::exactly(view.answers.list(start, len).iter().map(share).sum())
                }
                _ => Bounds::UNKNOWN,
            },
            Self::Sum(parts) => parts
                .iter()
                .map(|(when, node)| match guard(view, *when) {
                    Truth::True => node.bounds(view),
                    Truth::False => Bounds::exactly(0),
                    Truth::Unknown => Bounds { lo: 0, ..node.bounds(view) },
                })
                .fold(Bounds::exactly(0), Bounds::plus),
            Self::FirstOf(cases) => first_of(view, cases),
            Self::Capped { amount, cap } => amount.bounds(view).capped(cap.bounds(view)),
            Self::Milestone { milestone, scale } => milestone_bounds(view, milestone, *scale),
            Self::Stages { since, awards } => match view.slots[since.index()] {
                Slot::Year(since) => {
                    let stage = usize::try_from(view.year.saturating_sub(since)).ok();
                    let award = stage.and_then(|stage| awards.get(stage));
                    Bounds::exactly(award.copied().unwrap_or(0))
                }
                _ => Bounds {
                    lo: awards.iter().copied().min().unwrap_or(0),
                    hi: awards.iter().copied().max(),
                },
            },
        }
    }

    /// Which branches the amount takes: within them it is linear in each fact.
    pub(crate) fn shape(&self, view: View<'_>, shape: &mut Shape) {
        match self {
            Self::Const(_) | Self::Linear { .. } | Self::Units { .. } | Self::EachOf { .. } => {}
            Self::Over { .. } | Self::OverGrowth { .. } | Self::Less { .. } => {
                let bounds = self.bounds(view);
                shape.compare(Some(bounds.lo), Some(0));
                shape.compare(bounds.hi, Some(0));
                if let Self::OverGrowth { percent, .. } = self {
                    let percent = view.slots[percent.index()];
                    shape.push(match percent {
                        Slot::Ratio(ratio) => ratio.num().signum(),
                        _ => 2,
                    });
                }
            }
            // The guards are atoms.
            Self::Sum(parts) | Self::FirstOf(parts) => {
                parts.iter().for_each(|(_, node)| node.shape(view, shape));
            }
            Self::Capped { amount, cap } => {
                amount.shape(view, shape);
                cap.shape(view, shape);
                let (amount, cap) = (amount.bounds(view), cap.bounds(view));
                shape.compare(Some(amount.lo), Some(cap.lo));
                shape.compare(amount.hi, cap.hi);
            }
            Self::Milestone { .. } | Self::Stages { .. } => {
                let bounds = self.bounds(view);
                shape.push(bounds.lo);
                shape.push(bounds.hi.unwrap_or(-1));
            }
        }
    }

    /// Collects the unanswered facts whose value shows in the result in some completion.
    fn open_facts(&self, view: View<'_>, out: &mut Vec<FactId>) {
        let mut open = |fact: FactId| {
            if view.slots[fact.index()].is_absent() {
                out.push(fact);
            }
        };
        match self {
            Self::Const(_) => {}
            Self::Linear { of, .. }
            | Self::Over { of, .. }
            | Self::Units { of, .. }
            | Self::EachOf { of, .. } => open(*of),
            Self::OverGrowth { of, factor, percent, base } => {
                open(*of);
                let something_left = money(view.slots, *of).is_none_or(|fen| fen > 0);
                if something_left && growth_share(view, *percent, *base, *factor).hi != Some(0) {
                    open(*percent);
                    open(*base);
                }
            }
            Self::Less { of, less, .. } => {
                open(*of);
                if money(view.slots, *of).is_none_or(|fen| fen > 0) {
                    open(*less);
                }
            }
            Self::Sum(parts) => {
                for (when, node) in parts {
                    let truth = guard(view, *when);
                    if truth == Truth::Unknown && node.bounds(view).hi != Some(0) {
                        out.extend(when.and_then(|guard| guard.fact));
                    }
                    if truth != Truth::False {
                        node.open_facts(view, out);
                    }
                }
            }
            Self::FirstOf(cases) => {
                for (when, node) in cases {
                    let truth = guard(view, *when);
                    if truth == Truth::Unknown {
                        out.extend(when.and_then(|guard| guard.fact));
                    }
                    if truth != Truth::False {
                        node.open_facts(view, out);
                    }
                    if truth == Truth::True {
                        break;
                    }
                }
            }
            Self::Capped { amount, cap } => {
                let (amount_bounds, cap_bounds) = (amount.bounds(view), cap.bounds(view));
                if cap_bounds.hi.is_none_or(|hi| hi > amount_bounds.lo) {
                    amount.open_facts(view, out);
                }
                if amount_bounds.hi.is_none_or(|hi| hi > cap_bounds.lo) {
                    cap.open_facts(view, out);
                }
            }
            Self::Milestone { milestone, .. } => {
                open(milestone.figure);
                open(milestone.record);
            }
            Self::Stages { since, .. } => open(*since),
        }
    }
}

fn guard_of(
    when: Option<&crate::policy::Condition>,
    atom: &mut impl FnMut(&crate::policy::Condition) -> AtomId,
) -> Option<Guard> {
    when.map(|when| Guard { atom: atom(when), fact: when.fact })
}

fn guard(view: View<'_>, when: Option<Guard>) -> Truth {
    when.map_or(Truth::True, |guard| view.atoms.get(guard.atom))
}

/// The first case whose condition holds; the hull of those that may apply.
fn first_of(view: View<'_>, cases: &[(Option<Guard>, Node)]) -> Bounds {
    let mut hull: Option<Bounds> = None;
    let widen = |hull: Option<Bounds>, bounds: Bounds| {
        Some(hull.map_or(bounds, |so_far| so_far.hull(bounds)))
    };
    for (when, node) in cases {
        match guard(view, *when) {
            Truth::False => {}
            Truth::Unknown => hull = widen(hull, node.bounds(view)),
            Truth::True => {
                return hull.map_or_else(|| node.bounds(view), |hull| hull.hull(node.bounds(view)));
            }
        }
    }
    hull.map_or(Bounds::exactly(0), |hull| hull.hull(Bounds::exactly(0)))
}

/// `max(0, percent) × base × factor`, rounded up: what is subtracted from whole numbers may be,
/// since the result is truncated.
fn growth_share(view: View<'_>, percent: FactId, base: FactId, factor: i128) -> Bounds {
    let percent = match view.slots[percent.index()] {
        Slot::Ratio(ratio) => Some(ratio),
        _ => None,
    };
    let base = money(view.slots, base).map(i128::from);
    match (percent, base) {
        (Some(percent), _) if percent.num() <= 0 => Bounds::exactly(0),
        (_, Some(0)) => Bounds::exactly(0),
        (Some(percent), Some(base)) => Bounds::exactly(percent.percent_of_rounded_up(base, factor)),
        _ => Bounds::UNKNOWN,
    }
}

/// The tiers that the figure may newly reach, the record being at its lowest.
fn milestone_bounds(view: View<'_>, milestone: &Milestone, scale: i128) -> Bounds {
    let figure = money(view.slots, milestone.figure);
    let record = money(view.slots, milestone.record);
    let reached = record.max(money(view.slots, milestone.prior)).unwrap_or(0);
    let fen = |award: Money| i128::from(award.fen()) * scale;
    let mut new_sum = 0;
    let mut new_highest = 0;
    let mut old_highest = 0;
    for tier in &milestone.tiers {
        if reached >= tier.from.fen() {
            old_highest = fen(tier.award);
        } else if figure.is_none_or(|figure| figure >= tier.from.fen()) {
            new_sum += fen(tier.award);
            new_highest = fen(tier.award);
        }
    }
    let hi = match milestone.take {
        Take::Highest => new_highest,
        Take::Each => new_sum,
        Take::Difference => (new_highest - old_highest).max(0),
    };
    let decided = figure.is_some() && record.is_some();
    Bounds { lo: if decided { hi } else { 0 }, hi: Some(hi) }
}
