//! What is known of a number: between which bounds it lies.

use super::Truth;

/// A number that lies between two bounds, either of which may be missing; a known number is a
/// point. In fen, or in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    // No bound is the end of the type, so that comparisons need no case of their own.
    lo: i128,
    hi: i128,
}

impl Interval {
    /// Nothing is known.
    pub const ANY: Self = Self { lo: i128::MIN, hi: i128::MAX };
    /// Not below 0.
    pub const NOT_NEGATIVE: Self = Self { lo: 0, hi: i128::MAX };

    /// A known number.
    pub fn exactly(number: i128) -> Self {
        Self { lo: number, hi: number }
    }

    /// Between two bounds, either of which may be missing.
    pub fn between(lo: Option<i128>, hi: Option<i128>) -> Self {
        Self { lo: lo.unwrap_or(i128::MIN), hi: hi.unwrap_or(i128::MAX) }
    }

    /// The least it can be, if there is one.
    pub fn lo(self) -> Option<i128> {
        (self.lo != i128::MIN).then_some(self.lo)
    }

    /// The most it can be, if there is one.
    pub fn hi(self) -> Option<i128> {
        (self.hi != i128::MAX).then_some(self.hi)
    }

    /// The number, where it is known.
    pub fn point(self) -> Option<i128> {
        (self.lo == self.hi).then_some(self.lo)
    }

    /// Whether a number is within the bounds.
    pub fn contains(self, number: i128) -> bool {
        self.lo <= number && number <= self.hi
    }

    /// The bounds under a function that never falls.
    #[must_use]
    pub fn map(self, rising: impl Fn(i128) -> i128) -> Self {
        Self::between(self.lo().map(&rising), self.hi().map(&rising))
    }

    /// Times a factor that is not negative.
    #[must_use]
    pub fn times(self, factor: i128) -> Self {
        self.map(|number| number.saturating_mul(factor))
    }

    /// The sum of two numbers.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |a: Option<i128>, b: Option<i128>| Some(a?.saturating_add(b?));
        Self::between(sum(self.lo(), other.lo()), sum(self.hi(), other.hi()))
    }

    /// The difference of two numbers.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let difference = |a: Option<i128>, b: Option<i128>| Some(a?.saturating_sub(b?));
        Self::between(difference(self.lo(), other.hi()), difference(self.hi(), other.lo()))
    }

    /// The larger of the number and 0.
    #[must_use]
    pub fn or_zero(self) -> Self {
        Self { lo: self.lo.max(0), hi: self.hi.max(0) }
    }

    /// The smaller of two numbers.
    #[must_use]
    pub fn capped(self, cap: Self) -> Self {
        Self { lo: self.lo.min(cap.lo), hi: self.hi.min(cap.hi) }
    }

    /// The larger of two numbers.
    #[must_use]
    pub fn larger(self, other: Self) -> Self {
        Self { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }

    /// One of two numbers.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// Within the bounds of both, if that is possible.
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self { lo: self.lo.max(other.lo), hi: self.hi.min(other.hi) };
        (both.lo <= both.hi).then_some(both)
    }

    /// Whether it is at least so much: decided as soon as the whole interval is on one side.
    pub fn at_least(self, threshold: i128) -> Truth {
        Self::decided(self.lo >= threshold, self.hi < threshold)
    }

    /// Whether it is more than so much.
    pub fn above(self, threshold: i128) -> Truth {
        Self::decided(self.lo > threshold, self.hi <= threshold)
    }

    /// Whether it is less than so much.
    pub fn below(self, threshold: i128) -> Truth {
        Self::decided(self.hi < threshold, self.lo >= threshold)
    }

    /// Whether it is exactly so much.
    pub fn equals(self, number: i128) -> Truth {
        Self::decided(self.point() == Some(number), !self.contains(number))
    }

    fn decided(all: bool, none: bool) -> Truth {
        match (all, none) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True, Unknown};

    fn from(lo: i128) -> Interval {
        Interval::between(Some(lo), None)
    }

    fn to(hi: i128) -> Interval {
        Interval::between(None, Some(hi))
    }

    fn range(lo: i128, hi: i128) -> Interval {
        Interval::between(Some(lo), Some(hi))
    }

    #[test]
    fn thresholds_are_decided_by_the_whole_interval() {
        for (interval, at_least, above, below, equals) in [
            (range(3, 7), Unknown, Unknown, Unknown, Unknown),
            (range(5, 7), True, Unknown, False, Unknown),
            (range(6, 7), True, True, False, False),
            (range(3, 5), Unknown, False, Unknown, Unknown),
            (range(3, 4), False, False, True, False),
            (Interval::exactly(5), True, False, False, True),
            (from(5), True, Unknown, False, Unknown),
            (from(4), Unknown, Unknown, Unknown, Unknown),
            (to(4), False, False, True, False),
            (to(5), Unknown, False, Unknown, Unknown),
            (Interval::ANY, Unknown, Unknown, Unknown, Unknown),
        ] {
            assert_eq!(interval.at_least(5), at_least, "{interval:?}");
            assert_eq!(interval.above(5), above, "{interval:?}");
            assert_eq!(interval.below(5), below, "{interval:?}");
            assert_eq!(interval.equals(5), equals, "{interval:?}");
        }
    }

    #[test]
    fn arithmetic_keeps_missing_bounds_missing() {
        assert_eq!(range(1, 2).plus(from(3)), from(4));
        assert_eq!(range(1, 2).plus(range(3, 5)), range(4, 7));
        // An amount of 400 less one that is not negative is at most 400.
        assert_eq!(Interval::exactly(400).minus(Interval::NOT_NEGATIVE), to(400));
        assert_eq!(Interval::NOT_NEGATIVE.minus(Interval::exactly(400)), from(-400));
        assert_eq!(Interval::NOT_NEGATIVE.minus(Interval::NOT_NEGATIVE), Interval::ANY);
        assert_eq!(to(-3).minus(range(1, 2)), to(-4));
        assert_eq!(range(-3, 4).times(10), range(-30, 40));
        assert_eq!(from(2).times(10), from(20));
        assert_eq!(range(-3, 4).or_zero(), range(0, 4));
        assert_eq!(to(-3).or_zero(), Interval::exactly(0));
        assert_eq!(Interval::ANY.or_zero(), Interval::NOT_NEGATIVE);
    }

    #[test]
    fn two_intervals_become_one() {
        assert_eq!(range(0, 9).capped(range(3, 5)), range(0, 5));
        assert_eq!(from(4).capped(Interval::exactly(7)), range(4, 7));
        assert_eq!(range(0, 2).hull(range(5, 6)), range(0, 6));
        assert_eq!(range(0, 2).hull(from(1)), from(0));
        assert_eq!(range(0, 5).and(range(3, 9)), Some(range(3, 5)));
        assert_eq!(range(0, 5).and(from(5)), Some(Interval::exactly(5)));
        assert_eq!(range(0, 5).and(from(6)), None);
        assert_eq!(Interval::exactly(5).point(), Some(5));
        assert_eq!((from(5).point(), from(5).lo(), from(5).hi()), (None, Some(5), None));
        assert!(range(3, 5).contains(3) && range(3, 5).contains(5) && !range(3, 5).contains(6));
        assert!(!range(3, 5).contains(2));
    }
}
