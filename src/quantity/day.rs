//! Days of the calendar, and periods between them.

use std::fmt;

use super::read::YEARS;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A time that passes: whole months (twelve a year), then days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Months.
    pub months: i32,
    /// Days.
    pub days: i32,
}

impl Day {
    /// The day of a date; none where the calendar has no such day, or it is outside the years
    /// that a profile may name.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = YEARS.contains(&year) && (1..=12).contains(&month);
        (known && (1..=days_of(year, month)).contains(&day))
            .then(|| Self(days_until(year, month, day)))
    }

    /// The day that is so many after 1970-01-01.
    pub fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// How many days after 1970-01-01 it is.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, u32, u32) {
        civil(self.0.into())
    }

    /// `2026-02-07`, as files write it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next()?;
            let all = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            all.then(|| part.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let year = i32::try_from(year).ok()?;
        if parts.next().is_some() { None } else { Self::new(year, month, day) }
    }

    /// The day on which a period that begins on this one ends: the day of the same number so many
    /// months later, or the last of a shorter month.
    #[must_use]
    pub fn after(self, period: Period) -> Self {
        let (year, month, day) = self.civil();
        let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(period.months);
        let year = i32::try_from(months.div_euclid(12)).unwrap_or(year);
        let month = u32::try_from(months.rem_euclid(12)).unwrap_or(0) + 1;
        let day = day.min(days_of(year, month));
        Self(days_until(year, month, day).saturating_add(period.days))
    }

    /// How many whole months have passed on a later day; none before one has.
    pub fn months_until(self, later: Self) -> i32 {
        let ((from, first, _), (to, last, _)) = (self.civil(), later.civil());
        let (last, first) = (i32::try_from(last), i32::try_from(first));
        let months = (to - from) * 12 + last.unwrap_or(0) - first.unwrap_or(0);
        let whole = self.after(Period { months, days: 0 }) <= later;
        (if whole { months } else { months - 1 }).max(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How many days a month has.
pub(super) fn days_of(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970-01-01, in years that begin on 1 March.
fn days_until(year: i32, month: u32, day: u32) -> i32 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year = year.rem_euclid(400);
    let shifted = i64::from((month + 9) % 12);
    let day_of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year * 365 + year / 4 - year / 100 + day_of_year;
    i32::try_from(era * 146_097 + day_of_era - 719_468).unwrap_or(0)
}

/// The date of a day counted from 1970-01-01, in eras of 400 years that begin on 1 March.
pub(super) fn civil(days: i64) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day = shifted.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let march_based = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * march_based + 2) / 5 + 1;
    let month = if march_based < 10 { march_based + 3 } else { march_based - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let small = |number| u32::try_from(number).unwrap_or(1);
    (i32::try_from(year).unwrap_or(1970), small(month), small(day_of_month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn days_have_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
            (-1, "1969-12-31"),
        ] {
            assert_eq!((day(date).days(), Day::from_days(days).to_string()), (days, date.into()));
        }
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "2026-01-01x", "1948-01-01", "", "-"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_end_on_the_same_day_of_a_month_or_its_last() {
        for (from, months, days, to) in [
            ("2023-12-31", 36, 0, "2026-12-31"),
            ("2024-02-29", 12, 0, "2025-02-28"),
            ("2026-01-31", 1, 0, "2026-02-28"),
            ("2026-03-31", -1, 0, "2026-02-28"),
            ("2026-01-15", -1, 0, "2025-12-15"),
            ("2026-02-07", 0, 90, "2026-05-08"),
        ] {
            assert_eq!(day(from).after(Period { months, days }).to_string(), to, "{from}");
        }
    }

    #[test]
    fn whole_months_that_have_passed() {
        for (from, to, months) in [
            ("2026-01-01", "2026-12-31", 11),
            ("2025-12-31", "2026-12-31", 12),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-31", "2026-03-30", 1),
            ("2026-05-01", "2026-04-01", 0),
        ] {
            assert_eq!(day(from).months_until(day(to)), months, "{from} {to}");
        }
    }
}
