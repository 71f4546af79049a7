//! Intervals: what is known of an amount when not all facts are.

/// An amount that lies between two bounds; no upper bound where the text has no ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub lo: i128,
    pub hi: Option<i128>,
}

impl Bounds {
    pub(crate) const UNKNOWN: Self = Self { lo: 0, hi: None };

    pub(crate) fn exactly(value: i128) -> Self {
        Self { lo: value, hi: Some(value) }
    }

    pub(crate) fn map(self, change: impl Fn(i128) -> i128) -> Self {
        Self { lo: change(self.lo), hi: self.hi.map(change) }
    }

    /// The smallest interval that holds both.
    pub(crate) fn hull(self, other: Self) -> Self {
        let hi = match (self.hi, other.hi) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
        Self { lo: self.lo.min(other.lo), hi }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let hi = match (self.hi, other.hi) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            _ => None,
        };
        Self { lo: self.lo.saturating_add(other.lo), hi }
    }

    pub(crate) fn capped(self, cap: Self) -> Self {
        let hi = match (self.hi, cap.hi) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Self { lo: self.lo.min(cap.lo), hi }
    }
}
