//! What an assessment says of each benefit, and in total.

use crate::policy::BenefitId;
use crate::quantity::Money;

/// The status of a benefit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Every condition holds and the award is known.
    Eligible,
    /// Some condition does not hold.
    Ineligible,
    /// Open.
    #[default]
    Undetermined,
    /// Supported already by another measure of the district.
    Duplicate,
    /// An exclusive alternative gives at least as much.
    Superseded,
}

impl Status {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Undetermined => "undetermined",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
        }
    }
}

/// The result for one benefit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The status.
    pub status: Status,
    /// The estimated maximum award in the assessment year, in yuan; 0 unless eligible.
    pub amount: Money,
    /// An upper bound, every unknown taken at its most favourable value; none where the text
    /// has no ceiling.
    pub at_most: Option<Money>,
    /// What the same event can still bring in later years.
    pub later: Money,
}

/// The sums over the benefits that are not discretionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the amounts.
    pub amount: Money,
    /// The most that the upper bounds that exist can add up to for one enterprise.
    pub at_most: Money,
    /// Sum of the later amounts.
    pub later: Money,
    /// Sum of the eligible discretionary ceilings.
    pub discretionary: Money,
    /// The benefits without an upper bound.
    pub unbounded: Vec<BenefitId>,
    /// The ceilings over several benefits in force, and what each takes off the amount.
    pub ceilings: Vec<Held>,
}

/// A ceiling over several benefits, and what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its place in [`crate::policy::Policy::ceilings`].
    pub ceiling: usize,
    /// Not more than this; none where it is not known.
    pub limit: Option<Money>,
    /// So much is taken off the total.
    pub cut: Money,
}

impl Totals {
    /// Back to zero; the buffer stays.
    pub(super) fn clear(&mut self) {
        let mut unbounded = std::mem::take(&mut self.unbounded);
        unbounded.clear();
        *self = Self { unbounded, ..Self::default() };
    }
}
