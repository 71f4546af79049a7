//! Days, and windows and spans of time.

use super::{Key, Kind, Says, Shape, may, need};

/// A day: of the calendar, of the assessment year, or a fact.
pub(super) const DAY: Kind = Kind::Either(&[
    Kind::Str(Says(
        "日期 \"2026-02-07\"、\"Y-12-31\"（评估年度的）、\"Y-1-12-31\"，或日期事实",
        "a day \"2026-02-07\", \"Y-12-31\" (of the assessment year), \"Y-1-12-31\", or a fact",
    )),
    Kind::Day,
]);
pub(super) const YEARS: Key = may("years", Kind::Whole(-200, 200), "几年", "So many years");
pub(super) const MONTHS: Key =
    may("months", Kind::Whole(-2_400, 2_400), "几个月", "So many months");
pub(super) const DAYS: Key = may("days", Kind::Whole(-73_000, 73_000), "几天", "So many days");

pub(super) static WITHIN: Shape = Shape {
    name: "within",
    says: Says(
        "某日之后或之前的一段时间内；期间按民法典计算：当日不算，到期日算",
        "Within a period after a day or before it; the first day does not count, the last does",
    ),
    keys: &[
        YEARS,
        MONTHS,
        DAYS,
        may("after", DAY, "从这天起", "After this day"),
        may("before", DAY, "到这天为止", "Before this day"),
    ],
    also: None,
};

pub(super) static LASTED: Shape = Shape {
    name: "lasted",
    says: Says("到某日已满一段时间", "A period has passed on a day"),
    keys: &[YEARS, MONTHS, DAYS, need("until", DAY, "到这天", "On this day")],
    also: None,
};
