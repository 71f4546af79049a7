//! Today's date in Beijing, where the measure applies.

use std::time::{SystemTime, UNIX_EPOCH};

use super::day::civil;

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

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::stamp;

    #[test]
    fn moments_are_told_in_beijing() {
        assert_eq!(stamp(UNIX_EPOCH), "1970-01-01 08:00");
        assert_eq!(stamp(UNIX_EPOCH + Duration::from_secs(16 * 3600 + 59)), "1970-01-02 00:00");
        assert_eq!(stamp(UNIX_EPOCH - Duration::from_secs(99)), "1970-01-01 08:00");
    }
}
