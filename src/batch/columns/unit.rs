//! Units named in headers, titles and options: 万元, 千元, %, 10k yuan.

use crate::policy::FactKind;
use crate::quantity::read::{BarePercent, Unit, folded};
use crate::text::Text;

/// What the bare numbers of a column are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Amounts, in this unit.
    Money(Unit),
    /// Percentages, with the sign left out or as fractions.
    Percent(BarePercent),
}

/// A unit by its names, in small letters, spaces aside; the first two are shown.
struct Named(&'static [&'static str], ColumnUnit);

const fn yuan(zeros: u32) -> ColumnUnit {
    ColumnUnit::Money(Unit::yuan(zeros))
}

const NAMES: [Named; 8] = [
    Named(&["元", "yuan", "人民币元", "人民币", "rmb", "cny", "rmbyuan", "圆"], yuan(0)),
    Named(&["千元", "thousand yuan", "人民币千元", "kyuan", "1,000yuan", "1000yuan"], yuan(3)),
    Named(
        &[
            "万元",
            "10k yuan",
            "万",
            "人民币万元",
            "万元人民币",
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
        yuan(4),
    ),
    Named(
        &[
            "百万元",
            "million yuan",
            "百万",
            "人民币百万元",
            "myuan",
            "rmbmillion",
            "cnymillion",
            "million",
        ],
        yuan(6),
    ),
    Named(&["千万元", "10 million yuan", "千万"], yuan(7)),
    Named(
        &[
            "亿元",
            "100 million yuan",
            "亿",
            "人民币亿元",
            "亿元人民币",
            "hundredmillionyuan",
            "yiyuan",
        ],
        yuan(8),
    ),
    Named(
        &["%", "%", "百分比", "percent", "百分点", "个百分点"],
        ColumnUnit::Percent(BarePercent::Percent),
    ),
    Named(&["小数", "fraction", "decimal"], ColumnUnit::Percent(BarePercent::Fraction)),
];

impl ColumnUnit {
    /// The unit of that name.
    pub fn named(name: &str) -> Option<Self> {
        let mut name = folded(name);
        name.retain(|c| !c.is_whitespace());
        let name = name
            .strip_prefix("计量单位")
            .or_else(|| name.strip_prefix("金额单位"))
            .unwrap_or(&name);
        let name = name.strip_prefix("单位").unwrap_or(name);
        let name = name.strip_prefix("unit").unwrap_or(name).trim_start_matches([':', '为']);
        let is = |known: &&str| known.replace(' ', "") == name;
        NAMES.iter().find(|Named(names, _)| names.iter().any(&is)).map(|Named(_, unit)| *unit)
    }

    /// Whether facts of the kind are counted in it.
    pub(in crate::batch) fn fits(self, kind: &FactKind) -> bool {
        match kind {
            FactKind::Money { .. } | FactKind::MoneyList | FactKind::Items(_) => {
                matches!(self, Self::Money(_))
            }
            FactKind::Percent => matches!(self, Self::Percent(_)),
            FactKind::Bool
            | FactKind::Choice(_)
            | FactKind::Set(_)
            | FactKind::Count
            | FactKind::Year
            | FactKind::Day => false,
        }
    }

    /// The unit of amounts, if it is one.
    pub(in crate::batch) fn money(self) -> Option<Unit> {
        match self {
            Self::Money(unit) => Some(unit),
            Self::Percent(_) => None,
        }
    }

    /// Its name.
    pub(in crate::batch) fn text(self) -> Text {
        let found = NAMES.iter().find(|Named(_, unit)| *unit == self);
        let names = found.map_or(&["元", "yuan"][..], |Named(names, _)| names);
        Text::new(names[0], names[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_by_name() {
        for (name, zeros) in [
            ("万元", 4),
            ("10k yuan", 4),
            ("千元", 3),
            ("Million yuan", 6),
            ("单位：千元", 3),
            ("计量单位：亿元", 8),
            ("unit: yuan", 0),
            ("百万元", 6),
        ] {
            assert_eq!(ColumnUnit::named(name), Some(yuan(zeros)), "{name}");
        }
        for (name, bare) in [("％", BarePercent::Percent), ("小数", BarePercent::Fraction)] {
            assert_eq!(ColumnUnit::named(name), Some(ColumnUnit::Percent(bare)));
        }
        assert_eq!(ColumnUnit::named("吨"), None);
        assert!(!yuan(4).fits(&FactKind::Count) && !yuan(4).fits(&FactKind::Percent));
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for Named(_, unit) in NAMES {
            let text = unit.text();
            assert_eq!(ColumnUnit::named(&text.zh), Some(unit));
            assert_eq!(ColumnUnit::named(&text.en), Some(unit));
        }
    }
}
