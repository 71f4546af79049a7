//! The tables of what other readings would change.

use super::other::{Other, other_readings};
use super::tables::{Shown, Table, Value};
use crate::text;

impl Shown<'_> {
    /// The other options of the readings, with what was added up under each.
    pub(super) fn others(&self) -> impl Iterator<Item = ((usize, usize), &Other)> {
        let others = other_readings(self.policy, self.program.readings());
        others.into_iter().zip(&self.summary.others)
    }

    /// The benefits whose sum is another under another reading: place, sum, change.
    pub(super) fn changed(&self, other: &Other) -> Vec<(usize, i128, i128)> {
        let sums = other.benefits.iter().zip(&self.summary.benefits).enumerate();
        let sums = sums.map(|(at, (sum, line))| (at, *sum, *sum - line.amounts.sum));
        sums.filter(|(.., change)| *change != 0).collect()
    }

    fn change(&self, fen: i128) -> Value {
        format!("{}{}", if fen > 0 { "+" } else { "" }, self.amount(fen)).into()
    }

    pub(super) fn readings(&self) -> Table {
        let rows = self.others().map(|((reading, option), other)| {
            let reading = &self.policy.readings[reading];
            let option = &reading.options[option];
            let (id, option, label) = (&reading.id, &option.id, option.label.get(self.lang));
            vec![
                self.say(text!("{id}={option}：{label}", "{id}={option}: {label}")).into(),
                Value::Money(other.amount),
                self.change(other.amount - self.summary.amounts.sum),
                Value::Money(other.at_most),
                format!("{}/{}", other.more, other.less).into(),
            ]
        });
        Table {
            title: self.say(text!(
                "换一种读法，合计是多少（每次只换一处）",
                "Under another reading (one changed at a time)"
            )),
            heads: self.heads(&[
                text!("读法", "Reading"),
                text!("估算上限合计", "Ceilings"),
                text!("变化", "Change"),
                text!("最多", "At most"),
                text!("增/减家数", "More/less"),
            ]),
            rows: rows.collect(),
            orders: Vec::new(),
            total: false,
        }
    }

    /// Which benefits another reading changes.
    pub(super) fn readings_by_benefit(&self) -> Table {
        let rows = self.others().flat_map(|((reading, option), other)| {
            let reading = &self.policy.readings[reading];
            let id = format!("{}={}", reading.id, reading.options[option].id);
            self.changed(other).into_iter().map(move |(at, sum, change)| {
                vec![
                    self.name(at).into(),
                    id.clone().into(),
                    Value::Money(sum - change),
                    Value::Money(sum),
                    self.change(change),
                ]
            })
        });
        Table {
            title: self.say(text!(
                "换读法后，哪些事项的合计变了",
                "Items whose sum another reading changes"
            )),
            heads: self.heads(&[
                text!("事项", "Item"),
                text!("换成", "Changed to"),
                text!("现读法合计", "As read now"),
                text!("换后合计", "Then"),
                text!("变化", "Change"),
            ]),
            rows: rows.collect(),
            orders: Vec::new(),
            total: false,
        }
    }
}
