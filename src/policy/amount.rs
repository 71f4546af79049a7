//! Amounts: how an award follows from the facts. Trees that use each fact once and only grow
//! or only shrink with it, so that bounds under incomplete knowledge are intervals.

use crate::quantity::Money;

use super::{BenefitId, Condition, FactId, Operand, Rate, Test};

/// An amount of yuan.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// So much (the text gives 最高 only: decided by review, the estimate is the ceiling).
    Fixed(Money),
    /// A share of an amount of money.
    Share {
        /// The share.
        rate: Rate,
        /// Of this fact.
        of: FactId,
        /// Only of what is beyond this; not below 0.
        beyond: Option<Beyond>,
    },
    /// So much for each one counted.
    PerUnit {
        /// For each.
        each: Money,
        /// The count.
        of: FactId,
    },
    /// So much for each whole step that a figure goes, perhaps beyond a beginning.
    Steps {
        /// For each step.
        each: Money,
        /// The figure: money, a count or a percentage.
        of: FactId,
        /// How large a step is, in the unit of the figure.
        step: Operand,
        /// Where the steps begin; at nothing where none is said.
        from: Option<Operand>,
    },
    /// A share of each amount of a list, each capped by itself.
    ShareOfEach {
        /// The share.
        rate: Rate,
        /// The list.
        of: FactId,
        /// Only those of at least this count.
        from: Option<Money>,
        /// Ceiling of each.
        cap: Option<Money>,
    },
    /// So much for each item of a list. Facts within are its fields by their position.
    EachItem {
        /// The list.
        of: FactId,
        /// Only items of which all of this holds.
        when: Vec<Condition>,
        /// What each gives.
        gives: Box<Amount>,
        /// Only so many of them, those that give most.
        most: Option<usize>,
    },
    /// The sum of the parts whose condition holds.
    Sum(Vec<Part>),
    /// The first case whose condition holds.
    FirstOf(Vec<Case>),
    /// The largest of several.
    Larger(Vec<Amount>),
    /// A share of an amount.
    Scaled {
        /// The share.
        rate: Rate,
        /// Of this.
        amount: Box<Amount>,
    },
    /// Not more than a ceiling.
    Capped {
        /// What is capped.
        amount: Box<Amount>,
        /// The ceiling.
        cap: Box<Amount>,
    },
    /// Cut, or rounded, to whole units (千元, 万元), once what is within is worked out.
    Rounded {
        /// What is rounded.
        amount: Box<Amount>,
        /// To this.
        to: Money,
        /// Which way.
        way: Rounding,
    },
    /// What another benefit gives, where its conditions hold; as the readings in force have it.
    OfBenefit {
        /// The benefit.
        benefit: BenefitId,
        /// Its award as its own keys have it.
        award: Box<Amount>,
        /// The condition that it is given.
        given: Box<Condition>,
    },
    /// Less what was received before, not below 0.
    Less {
        /// What it is taken from.
        amount: Box<Amount>,
        /// What was received.
        less: FactId,
    },
    /// Less another amount, not below 0.
    Difference {
        /// What it is taken from.
        amount: Box<Amount>,
        /// What is taken off.
        less: Box<Amount>,
    },
    /// By the tiers that a figure reaches for the first time.
    Milestone(Milestone),
    /// By the year since a recognition.
    Stages(Stages),
}

/// Where a share begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Beyond {
    /// At a fixed amount.
    Amount(Money),
    /// At a percentage (not below 0) of another fact: the average growth of the prior year.
    Growth {
        /// The percentage.
        percent: FactId,
        /// Of this.
        of: FactId,
    },
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Counts only if this holds; otherwise 0.
    pub when: Option<Condition>,
    /// The amount.
    pub amount: Amount,
}

/// A case; the last one needs no condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Applies if this holds and no earlier case does.
    pub when: Option<Condition>,
    /// The amount.
    pub amount: Amount,
}

/// “首次达到”: the year's figure reaches a tier that no earlier year did.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// The year's figure.
    pub figure: FactId,
    /// The highest figure of any earlier year.
    pub record: FactId,
    /// The prior year's figure; the record is at least this.
    pub prior: FactId,
    /// Tiers, ascending.
    pub tiers: Vec<Tier>,
    /// Which of the tiers newly reached count.
    pub take: Take,
}

/// One tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// From this figure.
    pub from: Money,
    /// So much.
    pub award: Money,
}

/// Which way an amount is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// What is over is dropped.
    Down,
    /// To the nearest; halves up.
    Nearest,
    /// What is over counts as a whole unit.
    Up,
}

impl Rounding {
    /// A number rounded to a multiple of `unit`.
    pub fn round(self, number: i128, unit: i128) -> i128 {
        let add = match self {
            Self::Down => 0,
            Self::Nearest => unit / 2,
            Self::Up => unit - 1,
        };
        number.saturating_add(add).div_euclid(unit.max(1)).saturating_mul(unit)
    }
}

/// Which tiers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The highest newly reached.
    Highest,
    /// All newly reached.
    Each,
    /// The highest newly reached, less the award of the highest that the record had reached.
    Difference,
}

/// Awards by the years since a recognition: the first in the year itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Stages {
    /// The year of recognition.
    pub since: FactId,
    /// Award of the first, second, … year.
    pub awards: Vec<Money>,
}

impl Amount {
    /// The year that instalments count from and what each year gives, the first first.
    pub fn instalments(&self) -> Option<(FactId, Vec<&Amount>)> {
        let Self::FirstOf(cases) = self else { return None };
        let mut since = None;
        for (case, offset) in cases.iter().zip(0i32..) {
            let when = case.when.as_ref()?;
            if when.test != Test::YearIn(vec![-offset]) || since.is_some_and(|of| when.fact != of) {
                return None;
            }
            since = Some(when.fact);
        }
        Some((since??, cases.iter().map(|case| &case.amount).collect()))
    }

    /// Every fact the amount depends on, in reading order.
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        self.collect_facts(&mut facts);
        facts
    }

    fn collect_facts(&self, out: &mut Vec<FactId>) {
        match self {
            Self::Fixed(_) => {}
            Self::Share { of, beyond, .. } => {
                out.push(*of);
                if let Some(Beyond::Growth { percent, of }) = beyond {
                    out.extend([*percent, *of]);
                }
            }
            Self::PerUnit { of, .. }
            | Self::Steps { of, .. }
            | Self::ShareOfEach { of, .. }
            | Self::EachItem { of, .. } => out.push(*of),
            Self::Sum(parts) => {
                for part in parts {
                    out.extend(part.when.iter().flat_map(Condition::facts));
                    part.amount.collect_facts(out);
                }
            }
            Self::FirstOf(cases) => {
                for case in cases {
                    out.extend(case.when.iter().flat_map(Condition::facts));
                    case.amount.collect_facts(out);
                }
            }
            Self::Larger(amounts) => amounts.iter().for_each(|one| one.collect_facts(out)),
            Self::Scaled { amount, .. } | Self::Rounded { amount, .. } => amount.collect_facts(out),
            Self::OfBenefit { award, given, .. } => {
                out.extend(given.facts());
                award.collect_facts(out);
            }
            Self::Difference { amount, less } => {
                amount.collect_facts(out);
                less.collect_facts(out);
            }
            Self::Capped { amount, cap } => {
                amount.collect_facts(out);
                cap.collect_facts(out);
            }
            Self::Less { amount, less } => {
                amount.collect_facts(out);
                out.push(*less);
            }
            Self::Milestone(milestone) => {
                out.extend([milestone.figure, milestone.record, milestone.prior]);
            }
            Self::Stages(stages) => out.push(stages.since),
        }
    }
}
