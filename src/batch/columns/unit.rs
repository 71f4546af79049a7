//! Units named in headers: 万元, 千元, %, 10k yuan.

use crate::policy::FactKind;

/// A unit of the numbers that have none of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::batch) struct Unit {
    /// Written after a number.
    written: &'static str,
    /// How far the point of the number moves to the right first.
    shift: usize,
    /// Whether the header named none.
    default: bool,
}

/// A number of a spreadsheet cannot carry its unit: bare, it is yuan.
pub(super) const YUAN: Unit = Unit { written: "元", shift: 0, default: true };

const fn unit(written: &'static str, shift: usize) -> Unit {
    Unit { written, shift, default: false }
}

/// Names of amounts, without spaces, in small letters.
const MONEY: [(&[&str], Unit); 5] = [
    (&["元", "人民币元", "人民币", "rmb", "cny", "yuan", "rmbyuan"], unit("元", 0)),
    (&["千元", "人民币千元", "thousandyuan", "kyuan", "1,000yuan", "1000yuan"], unit("元", 3)),
    (
        &[
            "万元",
            "万",
            "人民币万元",
            "10kyuan",
            "10,000yuan",
            "10000yuan",
            "tenthousandyuan",
            "10thousandyuan",
            "wanyuan",
            "10krmb",
            "10kcny",
            "10,000rmb",
            "10,000cny",
        ],
        unit("万元", 0),
    ),
    (
        &["百万元", "人民币百万元", "millionyuan", "myuan", "rmbmillion", "cnymillion"],
        unit("万元", 2),
    ),
    (
        &["亿元", "亿", "人民币亿元", "100millionyuan", "hundredmillionyuan", "yiyuan"],
        unit("亿元", 0),
    ),
];

const PERCENT: [&str; 4] = ["%", "％", "百分比", "percent"];

impl Unit {
    /// The unit of that name, if a fact of the kind is counted in it.
    pub(in crate::batch) fn of(name: &str, kind: &FactKind) -> Option<Self> {
        let name = name.strip_prefix("单位").unwrap_or(name);
        let name = name.strip_prefix("unit").unwrap_or(name).trim_start_matches(['：', ':']);
        match kind {
            FactKind::Money { .. } | FactKind::MoneyList => {
                MONEY.iter().find(|(names, _)| names.contains(&name)).map(|(_, unit)| *unit)
            }
            FactKind::Percent => PERCENT.contains(&name).then_some(unit("%", 0)),
            _ => None,
        }
    }

    /// Whether the header named none.
    pub(in crate::batch) fn is_default(self) -> bool {
        self.default
    }

    /// The cell with the unit after each number that lacks one.
    pub(in crate::batch) fn put_to(self, cell: &str) -> String {
        let mut out = String::with_capacity(cell.len() + 8);
        for (at, part) in cell.split(';').enumerate() {
            if at > 0 {
                out.push(';');
            }
            if !part.ends_with(|last: char| last.is_ascii_digit()) {
                out.push_str(part);
                continue;
            }
            push_shifted(&mut out, part, self.shift);
            out.push_str(self.written);
        }
        out
    }
}

/// A number with its point moved to the right; anything else as it is.
fn push_shifted(out: &mut String, number: &str, shift: usize) {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if shift == 0 || !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(decimals) {
        out.push_str(number);
        return;
    }
    out.push_str(whole);
    out.push_str(decimals.get(..shift).unwrap_or(decimals));
    out.extend(std::iter::repeat_n('0', shift.saturating_sub(decimals.len())));
    if let Some(rest) = decimals.get(shift..).filter(|rest| !rest.is_empty()) {
        out.push('.');
        out.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_put_to_bare_numbers() {
        let money = FactKind::MoneyList;
        for (unit, cell, read) in [
            ("万元", "1200", "1200万元"),
            ("万元", "1.2亿元", "1.2亿元"),
            ("10kyuan", "300;1200", "300万元;1200万元"),
            ("千元", "1200", "1200000元"),
            ("千元", "12.5", "12500元"),
            ("千元", "-0.1234", "-0123.4元"),
            ("millionyuan", "1.2", "120万元"),
            ("单位：千元", "5", "5000元"),
            ("unit:yuan", "5", "5元"),
        ] {
            let unit = Unit::of(unit, &money).expect("a unit");
            assert_eq!(unit.put_to(cell), read);
        }
        assert_eq!(Unit::of("吨", &money), None);
        assert_eq!(Unit::of("万元", &FactKind::Count), None);
        assert!(Unit::of("percent", &FactKind::Percent).is_some());
    }
}
