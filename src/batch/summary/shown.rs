//! The figures and tables that the sums are shown as, in whatever form.

use super::{Amounts, BANDS, Other, Summary, other_readings};
use crate::assess::Program;
use crate::policy::{Certainty, Policy};
use crate::quantity::{Money, grouped};
use crate::report::{article_text, notices_for_many, readings_in_force};
use crate::text;
use crate::text::{Lang, Text, printable_within};

/// What the sums are shown with.
pub(super) struct Shown<'a> {
    pub summary: &'a Summary,
    pub policy: &'a Policy,
    pub program: &'a Program,
    pub lang: Lang,
}

/// A table: its heads, and rows of a name and figures.
pub(super) struct Table {
    pub title: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Yuan with two decimals, of any size.
pub(super) fn plain(fen: i128) -> String {
    let (sign, size) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

impl Shown<'_> {
    pub(super) fn say(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// An amount in the one unit of all: 万元 with at most four decimals, in English yuan.
    pub(super) fn amount(&self, fen: i128) -> String {
        let (sign, size) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
        let (unit, digits) = match self.lang {
            // Whole yuan, the nearest.
            Lang::Zh => ((size + 50) / 100, 4),
            Lang::En => (size, 2),
        };
        let scale = 10u128.pow(digits);
        let whole = grouped(&(unit / scale).to_string());
        let part = format!("{:0digits$}", unit % scale, digits = digits as usize);
        match (self.lang, part.trim_end_matches('0')) {
            (Lang::Zh, "") => format!("{sign}{whole}万元"),
            (Lang::Zh, part) => format!("{sign}{whole}.{part}万元"),
            (Lang::En, "") => format!("{sign}¥{whole}"),
            (Lang::En, _) => format!("{sign}¥{whole}.{part}"),
        }
    }

    /// An amount that no total counts.
    fn apart(&self, fen: i128) -> String {
        let amount = self.amount(fen);
        self.say(text!("另列 {amount}", "apart {amount}"))
    }

    /// Whether the sum of an item is in no total.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.policy.benefits[at].certainty == Certainty::Discretionary
    }

    /// The sum of an item, marked if no total counts it.
    pub(super) fn sum_of(&self, at: usize) -> String {
        let sum = self.summary.benefits[at].amounts.sum;
        if self.is_apart(at) && sum != 0 { self.apart(sum) } else { self.amount(sum) }
    }

    /// The sums of an article: what the total counts, and what stands apart from it.
    pub(super) fn sums_of(&self, article: u32) -> (i128, i128) {
        let (mut counted, mut apart) = (0, 0);
        for (at, line) in self.summary.benefits.iter().enumerate() {
            if self.policy.benefits[at].article == article {
                *if self.is_apart(at) { &mut apart } else { &mut counted } += line.amounts.sum;
            }
        }
        (counted, apart)
    }

    /// The last row of a table: what its amounts add up to.
    fn total(&self, width: usize) -> Vec<String> {
        let mut row = vec![String::new(); width];
        row[0] = self.say(text!("合计（不含另列）", "Total (without what is apart)"));
        row[4] = self.amount(self.summary.amounts.sum);
        row
    }

    /// The largest amount and whose it is.
    fn largest(&self, amounts: &Amounts) -> String {
        let Some(largest) = &amounts.largest else { return "–".to_owned() };
        let (id, name) = (printable_within(&largest.id, 40), printable_within(&largest.name, 40));
        let amount = self.amount(i128::from(largest.amount.fen()));
        if name.is_empty() || name == id {
            return format!("{amount} {id}");
        }
        self.say(text!("{amount} {name}（{id}）", "{amount} {name} ({id})"))
    }

    pub(super) fn heading(&self) -> String {
        self.say(text!("成批评估汇总", "Summary of a screening"))
    }

    /// The figures of the whole, each with its name.
    pub(super) fn figures(&self) -> Vec<(String, String)> {
        let Summary { good, bad, amounts, .. } = self.summary;
        let with_any = amounts.count();
        let (gate, lang) = (self.summary.through_gate, self.lang);
        let mut figures = vec![
            (text!("评估的企业", "Enterprises assessed"), good.to_string()),
            (text!("无法读取的行", "Unreadable rows"), bad.to_string()),
            (text!("满足共同条件的企业", "Meeting the common conditions"), gate.to_string()),
            (text!("有估算上限的企业", "With an estimated ceiling"), with_any.to_string()),
            (
                text!("估算上限合计（非预算）", "Sum of ceilings (not a budget)"),
                self.amount(amounts.sum),
            ),
            (
                text!("待确认的都成立，最多", "At most, if all that is open holds"),
                self.amount(self.summary.at_most),
            ),
            (text!("以后年度合计", "Later years, sum"), self.amount(self.summary.later)),
            (
                text!("综合评定事项上限合计，另列", "Discretionary ceilings, apart"),
                self.amount(self.summary.discretionary),
            ),
            (text!("一家最多", "Largest of one enterprise"), self.largest(amounts)),
        ];
        let unchanged = readings_in_force(self.policy, self.program.readings(), lang);
        figures.extend(unchanged.into_iter().map(|said| (text!("读法", "Reading"), said)));
        figures.into_iter().map(|(name, said)| (self.say(name), said)).collect()
    }

    fn band(&self, at: usize) -> String {
        let display = |fen: i64| Money::from_fen(fen).display(self.lang);
        let to = BANDS.get(at + 1).copied();
        match (at, to) {
            (0, Some(to)) => {
                let to = display(to);
                self.say(text!("不到 {to}", "under {to}"))
            }
            (_, Some(to)) => {
                let (from, to) = (display(BANDS[at]), display(to));
                self.say(text!("{from} 起，不到 {to}", "{from} to under {to}"))
            }
            (_, None) => {
                let from = display(BANDS[at]);
                self.say(text!("{from} 及以上", "{from} and more"))
            }
        }
    }

    fn heads(&self, heads: &[Text]) -> Vec<String> {
        heads.iter().map(|head| head.get(self.lang).to_owned()).collect()
    }

    pub(super) fn articles(&self) -> Table {
        let rows = self.policy.articles.iter().zip(&self.summary.articles).filter_map(
            |(article, line)| {
                let mut benefits = self.policy.benefits.iter();
                benefits.find(|benefit| benefit.article == article.number)?;
                let sum = match self.sums_of(article.number) {
                    (counted, 0) => self.amount(counted),
                    (0, apart) => self.apart(apart),
                    (counted, apart) => format!("{} + {}", self.amount(counted), self.apart(apart)),
                };
                let name = format!(
                    "{} {}",
                    article_text(article.number, self.lang),
                    article.title.get(self.lang)
                );
                Some(vec![
                    name,
                    line.eligible.to_string(),
                    line.undetermined.to_string(),
                    line.one_step.to_string(),
                    sum,
                ])
            },
        );
        Table {
            title: self.say(text!("各条（家数）", "By article (enterprises)")),
            heads: self.heads(&[
                text!("条款", "Article"),
                text!("符合", "Eligible"),
                text!("待确认", "Open"),
                text!("差一步", "One step"),
                text!("估算上限合计", "Ceilings"),
            ]),
            rows: rows.chain([self.total(5)]).collect(),
        }
    }

    pub(super) fn name(&self, at: usize) -> String {
        let benefit = &self.policy.benefits[at];
        format!("{} {}", article_text(benefit.article, self.lang), benefit.title.get(self.lang))
    }

    pub(super) fn benefits(&self) -> Table {
        let rows = self.summary.benefits.iter().enumerate().map(|(at, line)| {
            let money = self.policy.benefits[at].certainty != Certainty::None;
            let sum = if money { self.sum_of(at) } else { "–".to_owned() };
            vec![
                self.name(at),
                line.eligible.to_string(),
                line.undetermined.to_string(),
                line.one_step.to_string(),
                sum,
                self.largest(&line.amounts),
            ]
        });
        Table {
            title: self.say(text!("各事项（家数）", "By item (enterprises)")),
            heads: self.heads(&[
                text!("事项", "Item"),
                text!("符合", "Eligible"),
                text!("待确认", "Open"),
                text!("差一步", "One step"),
                text!("估算上限合计", "Ceilings"),
                text!("一家最多", "Largest"),
            ]),
            rows: rows.chain([self.total(6)]).collect(),
        }
    }

    pub(super) fn distribution(&self) -> Table {
        let amounts = &self.summary.amounts;
        let none = self.summary.good.saturating_sub(amounts.count());
        let mut rows = vec![vec![self.say(text!("没有", "none")), none.to_string()]];
        rows.extend(
            amounts.bands.iter().enumerate().map(|(at, n)| vec![self.band(at), n.to_string()]),
        );
        Table {
            title: self.say(text!("每家估算上限的分布", "Ceilings of one enterprise")),
            heads: self.heads(&[text!("估算上限", "Ceiling"), text!("家数", "Enterprises")]),
            rows,
        }
    }

    /// Another option of a reading in words.
    fn option(&self, (reading, option): (usize, usize)) -> String {
        let reading = &self.policy.readings[reading];
        let option = &reading.options[option];
        let (id, option, label) = (&reading.id, &option.id, option.label.get(self.lang));
        self.say(text!("{id}={option}：{label}", "{id}={option}: {label}"))
    }

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

    fn change(&self, fen: i128) -> String {
        format!("{}{}", if fen > 0 { "+" } else { "" }, self.amount(fen))
    }

    pub(super) fn readings(&self) -> Table {
        let rows = self.others().map(|(place, other)| {
            vec![
                self.option(place),
                self.amount(other.amount),
                self.change(other.amount - self.summary.amounts.sum),
                self.amount(other.at_most),
                format!("{}/{}", other.more, other.less),
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
        }
    }

    /// Which benefits another reading changes.
    pub(super) fn readings_by_benefit(&self) -> Table {
        let rows = self.others().flat_map(|((reading, option), other)| {
            let reading = &self.policy.readings[reading];
            let id = format!("{}={}", reading.id, reading.options[option].id);
            self.changed(other).into_iter().map(move |(at, sum, change)| {
                vec![
                    self.name(at),
                    id.clone(),
                    self.amount(sum - change),
                    self.amount(sum),
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
        }
    }

    /// The tables that hold something.
    pub(super) fn tables(&self) -> Vec<Table> {
        let mut tables =
            vec![self.articles(), self.benefits(), self.distribution(), self.readings()];
        tables.push(self.readings_by_benefit());
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    /// What the words mean.
    pub(super) fn meaning(&self) -> String {
        self.say(text!(
            "差一步：只有一个条件未满足，或只有一处不知道，其余都成立。另列：综合评定的上限，不计入合计。合计是估算上限之和，不是预算，也不是承诺。",
            "One step: a single condition is unmet, or a single answer unknown, and all else holds. Apart: ceilings of what is decided as a whole, in no total. The sums are of estimated ceilings: neither a budget nor a promise."
        ))
    }

    pub(super) fn notices(&self) -> Vec<String> {
        let all = notices_for_many(self.policy, self.summary.unchecked);
        all.iter().map(|notice| notice.get(self.lang).to_owned()).collect()
    }
}
