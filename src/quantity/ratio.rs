//! Exact fractions, for percentages and growth rates that are compared, never rounded.

use std::cmp::Ordering;

use ethnum::I256;

/// An exact fraction `num / den` with a positive denominator, not reduced.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// `num / den`; the denominator must be positive, so none for 0 or less.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        (den > 0).then_some(Self { num, den })
    }

    /// The numerator, not reduced.
    pub fn num(self) -> i128 {
        self.num
    }

    /// The denominator, positive, not reduced.
    pub fn den(self) -> i128 {
        self.den
    }

    /// Whether the two differ by at least one unit of this fraction's denominator:
    /// one unit of the last digit where `self` was written with decimals.
    pub fn differs_by_a_digit(self, other: Self) -> bool {
        let difference = wide(self.num, other.den) - wide(other.num, self.den);
        difference.abs() >= I256::from(other.den)
    }

    /// `self − other` in hundredths, rounded up; saturates at `i128::MAX`.
    pub fn hundredths_above(self, other: Self) -> i128 {
        let num = (wide(self.num, other.den) - wide(other.num, self.den)) * I256::new(100);
        let den = wide(self.den, other.den);
        let up = num.div_euclid(den) + I256::from(i32::from(num.rem_euclid(den) != 0));
        i128::try_from(up).unwrap_or(i128::MAX)
    }

    /// `self × factor`, rounded down and clamped to `i128`.
    pub fn times_rounded_down(self, factor: i128) -> i128 {
        let product = wide(self.num, factor).div_euclid(I256::from(self.den));
        let end = if product.is_negative() { i128::MIN } else { i128::MAX };
        i128::try_from(product).unwrap_or(end)
    }

    /// How many whole steps it is beyond a beginning; none below it.
    pub fn steps(self, from: Self, step: Self) -> i128 {
        let beyond = wide(self.num, from.den) - wide(from.num, self.den);
        let num = beyond.saturating_mul(I256::from(step.den));
        let den = wide(self.den, from.den).saturating_mul(I256::from(step.num));
        if num.is_negative() || den <= I256::new(0) {
            return 0;
        }
        i128::try_from(num / den).unwrap_or(i128::MAX)
    }

    /// In hundredths, the nearest, halves away from zero; clamped to `i128`.
    pub fn hundredths(self) -> i128 {
        let twice = wide(self.num, 200);
        let den = I256::from(self.den);
        let half = if self.num < 0 { -den } else { den };
        let nearest = (twice + half) / (den * I256::new(2));
        i128::try_from(nearest).unwrap_or(if self.num < 0 { i128::MIN } else { i128::MAX })
    }

    /// `amount × self × factor / 100`, rounded up and clamped to `i128`: a percentage of an
    /// amount, in units of the amount times `factor`.
    pub fn percent_of_rounded_up(self, amount: i128, factor: i128) -> i128 {
        let den = I256::from(self.den) * I256::new(100);
        let num = wide(amount, factor).saturating_mul(I256::from(self.num));
        let up = num.div_euclid(den) + I256::from(i32::from(num.rem_euclid(den) != 0));
        i128::try_from(up).unwrap_or(if up.is_negative() { i128::MIN } else { i128::MAX })
    }
}

/// A product that cannot overflow.
fn wide(a: i128, b: i128) -> I256 {
    I256::from(a) * I256::from(b)
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let narrow = |n: i128| i64::try_from(n).ok().map(i128::from);
        if let (Some(num), Some(den), Some(other_num), Some(other_den)) =
            (narrow(self.num), narrow(self.den), narrow(other.num), narrow(other.den))
        {
            // Nearly always; such products cannot overflow.
            return (num * other_den).cmp(&(other_num * den));
        }
        wide(self.num, other.den).cmp(&wide(other.num, self.den))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(num: i128, den: i128) -> Ratio {
        Ratio::new(num, den).expect("positive denominator")
    }

    #[test]
    fn whole_steps_beyond_a_beginning() {
        let whole = |number| ratio(number, 1);
        // 23.5 % is 3 whole points beyond 20 %.
        assert_eq!(ratio(235, 10).steps(whole(20), whole(1)), 3);
        assert_eq!(whole(20).steps(whole(20), whole(1)), 0);
        assert_eq!(whole(19).steps(whole(20), whole(1)), 0);
        assert_eq!(whole(299).steps(whole(0), whole(100)), 2);
        assert_eq!(whole(300).steps(whole(0), whole(100)), 3);
    }

    #[test]
    fn compared_exactly() {
        assert_eq!(ratio(1, 3), ratio(2, 6));
        assert!(ratio(1, 3) > ratio(333_333, 1_000_000));
        assert!(ratio(-1, 3) < ratio(0, 1));
        let huge = 10i128.pow(30);
        assert!(ratio(huge, huge + 1) < ratio(huge + 1, huge + 2));
        // One of the four numbers too long for the short way, each in its turn.
        let long = 10i128.pow(20);
        assert!(ratio(long, 1) > ratio(long - 1, 1));
        assert!(ratio(1, long) < ratio(2, long));
        assert!(ratio(long, 3) > ratio(7, 1) && ratio(7, 1) < ratio(long, 3));
        assert!(Ratio::new(1, 0).is_none());
        assert!(Ratio::new(1, -1).is_none());
    }

    #[test]
    fn a_digit_is_the_unit_of_the_written_one() {
        // 12% against 12.9%: less than one percent; against 13%: one percent.
        assert!(!ratio(12, 1).differs_by_a_digit(ratio(129, 10)));
        assert!(ratio(12, 1).differs_by_a_digit(ratio(13, 1)));
        assert!(ratio(120, 10).differs_by_a_digit(ratio(129, 10)));
    }

    #[test]
    fn differences_are_rounded_up() {
        assert_eq!(ratio(1, 3).hundredths_above(ratio(0, 1)), 34);
        assert_eq!(ratio(21, 1).hundredths_above(ratio(20, 1)), 100);
        // 5.2 − 7.25 = −2.05; 1/3 − 2/3 = −0.333…, of which up is −0.33.
        assert_eq!(ratio(52, 10).hundredths_above(ratio(725, 100)), -205);
        assert_eq!(ratio(1, 3).hundredths_above(ratio(2, 3)), -33);
        assert_eq!(ratio(i128::MAX, 1).hundredths_above(ratio(0, 1)), i128::MAX);
    }

    #[test]
    fn hundredths_are_the_nearest() {
        // 13.660001, −66.666…, ±0.125, 1/8 of a hundredth.
        for (num, den, nearest) in [
            (13_660_001, 1_000_000, 1366),
            (-200, 3, -6667),
            (1, 8, 13),
            (-1, 8, -13),
            (1, 800, 0),
            (1, 200, 1),
            (5, 1, 500),
        ] {
            assert_eq!(ratio(num, den).hundredths(), nearest, "{num}/{den}");
        }
        assert_eq!(ratio(i128::MIN, 1).hundredths(), i128::MIN);
    }

    #[test]
    fn percentages_of_amounts() {
        assert_eq!(ratio(5, 1).percent_of_rounded_up(1_000, 1), 50);
        assert_eq!(ratio(1, 3).percent_of_rounded_up(1_000, 1), 4);
        // 5.2% of 1,000 is 52; with a factor of 3, 156; −1/3 % of 1,000 is −3.33…, up −3.
        assert_eq!(ratio(52, 10).percent_of_rounded_up(1_000, 1), 52);
        assert_eq!(ratio(52, 10).percent_of_rounded_up(1_000, 3), 156);
        assert_eq!(ratio(-1, 3).percent_of_rounded_up(1_000, 1), -3);
        let huge = 10i128.pow(26);
        assert_eq!(ratio(huge, 1).percent_of_rounded_up(10i128.pow(17), 1000), i128::MAX);
        assert_eq!(ratio(-huge, 1).percent_of_rounded_up(10i128.pow(17), 1000), i128::MIN);
    }
}
