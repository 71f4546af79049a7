//! Today's date in Beijing, where the measure applies.

use std::time::{SystemTime, UNIX_EPOCH};

/// Year, month and day in Beijing.
pub fn today() -> (i32, u32, u32) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    civil(i64::try_from(now.saturating_add(8 * 3600) / 86_400).unwrap_or(0))
}

/// Today in Beijing as `2026-01-31`.
pub fn today_text() -> String {
    let (year, month, day) = today();
    format!("{year:04}-{month:02}-{day:02}")
}

/// A moment in Beijing as `2026-01-31 09:05`.
pub fn stamp(moment: SystemTime) -> String {
    let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let local = seconds.saturating_add(8 * 3600);
    let (year, month, day) = civil(i64::try_from(local / 86_400).unwrap_or(0));
    let (hour, minute) = (local / 3600 % 24, local / 60 % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// The civil date of a day counted from 1970-01-01, in eras of 400 years that begin on 1 March.
fn civil(days: i64) -> (i32, u32, u32) {
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
    use std::time::{Duration, UNIX_EPOCH};

    use super::{civil, stamp};

    #[test]
    fn moments_are_told_in_beijing() {
        assert_eq!(stamp(UNIX_EPOCH), "1970-01-01 08:00");
        assert_eq!(stamp(UNIX_EPOCH + Duration::from_secs(16 * 3600 + 59)), "1970-01-02 00:00");
        assert_eq!(stamp(UNIX_EPOCH - Duration::from_secs(99)), "1970-01-01 08:00");
    }

    #[test]
    fn days_have_dates() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (20_453, (2025, 12, 31)),
            (20_454, (2026, 1, 1)),
            (-1, (1969, 12, 31)),
        ] {
            assert_eq!(civil(days), date);
        }
    }
}
