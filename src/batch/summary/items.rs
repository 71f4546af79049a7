//! The tables of articles and items.

use super::line::Line;
use super::tables::{Shown, Table, Value};
use crate::assess::Status;
use crate::batch::words::status_word;
use crate::policy::Certainty;
use crate::report::article_text;
use crate::text;

impl Shown<'_> {
    /// The sums of each article.
    pub(super) fn articles(&self) -> Table {
        let rows = self.policy.articles.iter().zip(&self.summary.articles).filter_map(
            |(article, line)| {
                let mut benefits = self.policy.benefits.iter();
                benefits.find(|benefit| benefit.article == article.number)?;
                let (counted, apart) = self.sums_of(article.number);
                Some(vec![
                    self.article(article.number).into(),
                    line.eligible.into(),
                    line.undetermined.into(),
                    line.one_step.into(),
                    Value::Money(counted),
                    if apart == 0 { Value::Blank } else { Value::Money(apart) },
                ])
            },
        );
        let total = vec![
            self.say(text!("合计", "Total")).into(),
            Value::Blank,
            Value::Blank,
            Value::Blank,
            Value::Money(self.summary.amounts.sum),
            Value::Money(self.summary.discretionary),
        ];
        Table {
            title: self.say(text!("各条（家数）", "By article (enterprises)")),
            heads: self.heads(&[
                text!("条款", "Article"),
                status_word(Status::Eligible),
                status_word(Status::Undetermined),
                text!("差一步", "one step away"),
                text!("估算上限合计", "Ceilings"),
                text!("另列（综合评定）", "Apart (discretionary)"),
            ]),
            rows: rows.chain([total]).collect(),
            orders: vec![1, 3, 4],
            total: true,
        }
    }

    /// The name of an item, with its article.
    pub(super) fn name(&self, at: usize) -> String {
        let benefit = &self.policy.benefits[at];
        format!(
            "{} {}",
            article_text(self.policy, benefit.article, self.lang),
            benefit.title.get(self.lang)
        )
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, String, &Line)> {
        let lines = self.summary.benefits.iter().enumerate();
        lines.map(|(at, line)| (at, self.name(at), line))
    }

    /// How many enterprises each item has in each state; a row adds up to all of them.
    pub(super) fn counts(&self) -> Table {
        let rows = self.lines().map(|(_, name, line)| {
            vec![
                name.into(),
                line.eligible.into(),
                line.undetermined.into(),
                line.ineligible.into(),
                line.duplicate.into(),
                line.superseded.into(),
                line.one_step.into(),
                line.one_answer.into(),
            ]
        });
        Table {
            title: self.say(text!("各事项（家数）", "By item (enterprises)")),
            heads: self.heads(&[
                text!("事项", "Item"),
                status_word(Status::Eligible),
                status_word(Status::Undetermined),
                status_word(Status::Ineligible),
                status_word(Status::Duplicate),
                status_word(Status::Superseded),
                text!("其中差一步", "one step away"),
                text!("其中差一问", "one answer away"),
            ]),
            rows: rows.collect(),
            orders: vec![1, 2, 6],
            total: false,
        }
    }

    /// How much each item gives; what is apart is in no total.
    pub(super) fn sums(&self) -> Table {
        let rows = self.lines().map(|(at, name, line)| {
            let certainty = self.policy.benefits[at].certainty;
            let name = match certainty {
                Certainty::Discretionary => self.say(text!("{name}（另列）", "{name} (apart)")),
                Certainty::Formula
                | Certainty::Ceiling
                | Certainty::RateCeiling
                | Certainty::Competitive
                | Certainty::None => name,
            };
            // What gives nothing stays empty: the eye then finds the others.
            let money = |fen| match certainty {
                _ if fen == 0 => Value::Blank,
                Certainty::None => Value::Blank,
                Certainty::Formula
                | Certainty::Ceiling
                | Certainty::RateCeiling
                | Certainty::Competitive
                | Certainty::Discretionary => Value::Money(fen),
            };
            let unbounded = match line.unbounded {
                0 => Value::Blank,
                count => Value::Count(count),
            };
            let [largest, whose] = self.largest(&line.amounts);
            vec![
                name.into(),
                money(line.amounts.sum),
                money(line.at_most),
                unbounded,
                money(line.later),
                largest,
                whose,
            ]
        });
        let total = vec![
            self.say(text!("合计（不含另列）", "Total (without what is apart)")).into(),
            Value::Money(self.summary.amounts.sum),
            Value::Money(self.summary.at_most),
            Value::Blank,
            Value::Money(self.summary.later),
            Value::Blank,
            Value::Blank,
        ];
        Table {
            title: self.say(text!("各事项（金额）", "By item (amounts)")),
            heads: self.heads(&[
                text!("事项", "Item"),
                text!("估算上限合计", "Ceilings"),
                text!("最多", "At most"),
                text!("不设上限的家数", "Without a ceiling (enterprises)"),
                text!("以后年度", "Later years"),
                text!("一家最多", "Largest"),
                text!("哪家", "Whose"),
            ]),
            rows: rows.chain([total]).collect(),
            orders: vec![1, 2, 5],
            total: true,
        }
    }
}
