//! The table of the groups of a column.

use super::group::Group;
use super::tables::{Shown, Table, Value};
use crate::text;
use crate::text::printable_within;

impl Shown<'_> {
    /// The sums by what stands in a column.
    pub(super) fn groups(&self) -> Option<Table> {
        let groups = self.summary.groups.as_ref()?;
        let row = |name: String, group: &Group| {
            let [largest, whose] = self.largest(&group.amounts);
            vec![
                name.into(),
                group.enterprises.into(),
                group.eligible.into(),
                group.undetermined.into(),
                group.one_step.into(),
                Value::Money(group.amounts.sum),
                Value::Money(group.at_most),
                largest,
                whose,
            ]
        };
        let rows = groups.sorted().into_iter().map(|(value, group)| {
            let name = match value {
                Some("") => self.say(text!("（空）", "(empty)")),
                Some(value) => printable_within(value, 60),
                None => self.say(text!("其余各组", "All the others")),
            };
            row(name, group)
        });
        let mut rows: Vec<Vec<Value>> = rows.collect();
        rows.push(vec![
            self.say(text!("合计", "Total")).into(),
            self.summary.good.into(),
            Value::Blank,
            Value::Blank,
            Value::Blank,
            Value::Money(self.summary.amounts.sum),
            Value::Money(self.summary.at_most),
            Value::Blank,
            Value::Blank,
        ]);
        let column = printable_within(&groups.name, 40);
        Some(Table {
            title: self.say(text!("按{column}（家数、金额）", "By {column}")),
            heads: std::iter::once(column)
                .chain(self.heads(&[
                    text!("企业", "Enterprises"),
                    text!("有符合的", "With an eligible item"),
                    text!("有待确认的", "With an open item"),
                    text!("有差一步的", "One step away"),
                    text!("估算上限合计", "Ceilings"),
                    text!("最多", "At most"),
                    text!("一家最多", "Largest"),
                    text!("哪家", "Whose"),
                ]))
                .collect(),
            rows,
            orders: vec![1, 2, 4],
            total: true,
        })
    }
}
