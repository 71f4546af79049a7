//! Between what bounds an amount lies.

use crate::policy::{FactId, Milestone, Take};
use crate::profile::{Answers, Slot};
use crate::quantity::{Interval, Money, Ratio, Truth};

use super::super::atom::Truths;
use super::super::known::Known;
use super::{Guard, Node};

/// What evaluating an amount needs to see.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub known: Known<'a>,
    pub answers: &'a Answers,
    pub year: i32,
    pub atoms: Truths<'a>,
    /// What this year's award has used up of what may be drawn again, in scaled fen.
    pub drawn: i128,
}

impl View<'_> {
    pub(super) fn guard(self, when: Option<Guard>) -> Truth {
        when.map_or(Truth::True, |guard| self.atoms.get(guard.atom))
    }

    /// `fact × factor`, what is finer than a fen with it.
    fn times(self, fact: FactId, factor: i128) -> Interval {
        if let Slot::Fen(exact) = self.known.slot(fact) {
            return Interval::exactly(exact.times_rounded_down(factor));
        }
        self.known.number(fact).times(factor)
    }

    /// `max(0, percent) × base × factor`, rounded up: what is subtracted from whole numbers may
    /// be, since the result is truncated.
    pub(super) fn growth_share(self, percent: FactId, base: FactId, factor: i128) -> Interval {
        let base = self.known.number(base);
        match self.known.slot(percent).ratio() {
            Some(percent) if percent.num() <= 0 => Interval::exactly(0),
            Some(percent) => base.map(|base| percent.percent_of_rounded_up(base, factor)),
            None if base.point() == Some(0) => Interval::exactly(0),
            None => Interval::NOT_NEGATIVE,
        }
    }
}

impl Node {
    /// The interval in which the amount lies, in scaled fen.
    pub(crate) fn bounds(&self, view: View<'_>) -> Interval {
        match self {
            Self::Const(value) => Interval::exactly(*value),
            Self::Linear { of, factor } => view.times(*of, *factor),
            Self::Over { of, factor, beyond } => {
                view.times(*of, *factor).map(|value| value.saturating_sub(*beyond)).or_zero()
            }
            Self::OverGrowth { of, factor, percent, base } => {
                let excluded = view.growth_share(*percent, *base, *factor);
                view.times(*of, *factor).minus(excluded).or_zero()
            }
            Self::Less { amount, less, scale } => {
                let left = amount.bounds(view).minus(view.times(*less, *scale));
                left.map(|left| left.saturating_sub(view.drawn)).or_zero()
            }
            Self::Difference { amount, less } => {
                amount.bounds(view).minus(less.bounds(view)).or_zero()
            }
            Self::Rounded { amount, unit, way } => {
                amount.bounds(view).map(|amount| way.round(amount, *unit))
            }
            Self::Units { of, each } => view.known.number(*of).times(*each),
            Self::Larger(nodes) => {
                let bounds = nodes.iter().map(|node| node.bounds(view));
                bounds.reduce(Interval::larger).unwrap_or(Interval::exactly(0))
            }
            Self::EachOf { of, factor, cap, from } => match view.known.list(*of, view.answers) {
                Some(items) => {
                    let share = |item: &Money| {
                        let share = i128::from(item.fen()) * factor;
                        cap.map_or(share, |cap| share.min(cap))
                    };
                    let counts = |item: &&Money| from.is_none_or(|from| item.fen() >= from);
                    Interval::exactly(items.iter().filter(counts).map(share).sum())
                }
                None => Interval::NOT_NEGATIVE,
            },
            Self::Steps { of, each, step, from } => {
                let steps = match view.known.slot(*of).ratio() {
                    Some(ratio) => Interval::exactly(ratio.steps(*from, *step)),
                    None => view.known.number(*of).map(|number| {
                        Ratio::new(number, 1).map_or(0, |number| number.steps(*from, *step))
                    }),
                };
                steps.or_zero().times(*each)
            }
            Self::Each(each) => each.bounds(view),
            Self::Sum(parts) => parts
                .iter()
                .map(|(when, node)| match view.guard(*when) {
                    Truth::True => node.bounds(view),
                    Truth::False => Interval::exactly(0),
                    Truth::Unknown => node.bounds(view).hull(Interval::exactly(0)),
                })
                .fold(Interval::exactly(0), Interval::plus),
            Self::FirstOf(cases) => first_of(view, cases),
            Self::Capped { amount, cap } => amount.bounds(view).capped(cap.bounds(view)),
            Self::Milestone { milestone, scale } => milestone_bounds(view, milestone, *scale),
            Self::Stages { since, awards } => match view.known.slot(*since).year() {
                Some(since) => {
                    let stage = usize::try_from(view.year.saturating_sub(since)).ok();
                    let award = stage.and_then(|stage| awards.get(stage));
                    Interval::exactly(award.copied().unwrap_or(0))
                }
                None => {
                    let (least, most) = (awards.iter().min(), awards.iter().max());
                    Interval::between(Some(least.copied().unwrap_or(0)), most.copied())
                }
            },
        }
    }
}

/// The first case whose condition holds; the hull of those that may apply.
fn first_of(view: View<'_>, cases: &[(Option<Guard>, Node)]) -> Interval {
    let mut hull: Option<Interval> = None;
    let widen = |hull: Option<Interval>, bounds: Interval| {
        hull.map_or(bounds, |so_far| so_far.hull(bounds))
    };
    for (when, node) in cases {
        match view.guard(*when) {
            Truth::False => {}
            Truth::Unknown => hull = Some(widen(hull, node.bounds(view))),
            Truth::True => return widen(hull, node.bounds(view)),
        }
    }
    widen(hull, Interval::exactly(0))
}

/// The tiers that the figure may newly reach: most with the record at its lowest.
fn milestone_bounds(view: View<'_>, milestone: &Milestone, scale: i128) -> Interval {
    let figure = view.known.number(milestone.figure);
    let record = view.known.number(milestone.record);
    let prior = view.known.number(milestone.prior);
    let reached = record.lo().max(prior.lo()).unwrap_or(0);
    let award = |figure: Option<i128>, reached: i128| {
        newly_reached(milestone, figure, reached).saturating_mul(scale)
    };
    let most = award(figure.hi(), reached);
    // A record that is known tells what was reached, the prior year or not.
    let lowest = figure.lo().or(Some(i128::MIN));
    let least = match (record.point(), record.hi()) {
        (Some(_), _) => award(lowest, reached),
        (None, Some(record)) => award(lowest, prior.point().unwrap_or(record).max(record)),
        (None, None) => 0,
    };
    Interval::between(Some(least), Some(most))
}

/// What the tiers are worth that a figure reaches beyond what was reached; without a figure
/// those of any figure.
fn newly_reached(milestone: &Milestone, figure: Option<i128>, reached: i128) -> i128 {
    let (mut sum, mut highest, mut old) = (0, 0, 0);
    for tier in &milestone.tiers {
        let (from, award) = (i128::from(tier.from.fen()), i128::from(tier.award.fen()));
        if reached >= from {
            old = award;
        } else if figure.is_none_or(|figure| figure >= from) {
            sum += award;
            highest = award;
        }
    }
    match milestone.take {
        Take::Highest => highest,
        Take::Each => sum,
        Take::Difference => (highest - old).max(0),
    }
}
