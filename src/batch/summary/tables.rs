//! The figures and tables that the sums are shown as, in whatever form.

use super::Summary;
use super::line::{Amounts, BANDS, Whose};
use crate::assess::Program;
use crate::batch::words::wan;
use crate::policy::{Certainty, Policy};
use crate::quantity::grouped;
use crate::report::{article_text, notices_for_many, readings_in_force};
use crate::text;
use crate::text::{Lang, Text, printable_within};

/// What the sums are shown with.
pub(super) struct Shown<'a> {
    pub summary: &'a Summary,
    pub policy: &'a Policy,
    pub program: &'a Program,
    pub lang: Lang,
    /// Whether amounts are in 万元 whatever the language, as they are all over a workbook.
    pub in_wan: bool,
}

/// What a cell of a table holds.
#[derive(Clone, Debug)]
pub(in crate::batch) enum Value {
    Blank,
    Text(String),
    Count(u64),
    /// Fen.
    Money(i128),
}

/// A table: its heads, and rows whose first cell is their name.
#[derive(Clone, Debug)]
pub(in crate::batch) struct Table {
    pub title: String,
    /// None where each row is a figure with its name.
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Value>>,
    /// The columns by which the rows may be sorted, the largest first.
    pub orders: Vec<usize>,
    /// Whether the last row is the sum of the others.
    pub total: bool,
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
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
        if self.in_wan {
            return wan(fen);
        }
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

    /// Whether the sum of an item is in no total.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.policy.benefits[at].certainty == Certainty::Discretionary
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

    /// Whose something is, as it is called.
    pub(super) fn whose(&self, whose: &Whose) -> String {
        let (id, name) = (printable_within(&whose.id, 40), printable_within(&whose.name, 40));
        let called = if name.is_empty() || name == id {
            id
        } else {
            self.say(text!("{name}（{id}）", "{name} ({id})"))
        };
        let year = whose.year;
        match self.summary.years.len() {
            0 | 1 => called,
            _ => self.say(text!("{called} {year} 年度", "{called}, {year}")),
        }
    }

    /// The largest amount, and whose it is.
    pub(super) fn largest(&self, amounts: &Amounts) -> [Value; 2] {
        match amounts.largest.iter().next() {
            None => [Value::Blank, Value::Blank],
            Some((whose, amount)) => [Value::Money(amount.fen().into()), self.whose(whose).into()],
        }
    }

    pub(super) fn heading(&self) -> String {
        self.say(text!("成批评估汇总", "Summary of a screening"))
    }

    /// The figures of the whole, each with its name.
    pub(in crate::batch) fn figures(&self) -> Table {
        let Summary { good, bad, amounts, through_gate, .. } = self.summary;
        let [largest, whose] = self.largest(amounts);
        let rows: [(Text, Value); 10] = [
            (text!("评估的企业", "Enterprises assessed"), (*good).into()),
            (text!("无法读取的行", "Unreadable rows"), (*bad).into()),
            (text!("满足共同条件的企业", "Meeting the common conditions"), (*through_gate).into()),
            (text!("有估算上限的企业", "With an estimated ceiling"), amounts.count().into()),
            (
                text!("估算上限合计（非预算）", "Sum of ceilings (not a budget)"),
                Value::Money(amounts.sum),
            ),
            (
                text!("待确认的都成立，最多", "At most, if all that is open holds"),
                Value::Money(self.summary.at_most),
            ),
            (text!("以后年度合计", "Later years, sum"), Value::Money(self.summary.later)),
            (
                text!("综合评定事项上限合计，另列", "Discretionary ceilings, apart"),
                Value::Money(self.summary.discretionary),
            ),
            (text!("一家最多", "Largest of one enterprise"), largest),
            (text!("最多的是", "Which one"), whose),
        ];
        let row = |(name, value): (Text, Value)| vec![self.say(name).into(), value];
        let mut rows: Vec<Vec<Value>> = rows.into_iter().map(row).collect();
        let unbounded = self.unbounded();
        if !unbounded.is_empty() {
            let name =
                self.say(text!("不设上限、未计入“最多”的", "Without a ceiling, not in at most"));
            let at = 6;
            rows.insert(at, vec![name.into(), unbounded.into()]);
        }
        Table { title: String::new(), heads: Vec::new(), rows, orders: Vec::new(), total: false }
    }

    /// The items that are still possible and have no ceiling, with how many enterprises.
    fn unbounded(&self) -> String {
        let named = self.summary.benefits.iter().enumerate().filter(|(_, it)| it.unbounded > 0);
        let named = named.map(|(at, line)| {
            let (name, count) = (self.name(at), line.unbounded);
            self.say(text!("{name}（{count} 家）", "{name} ({count})"))
        });
        named.collect::<Vec<_>>().join(if self.lang == Lang::Zh { "、" } else { "; " })
    }

    /// What the figures rest on: years, readings, units, and what was noticed while reading.
    pub(in crate::batch) fn rests_on(&self) -> Vec<(String, String)> {
        let comma = self.lang.list();
        let years: Vec<String> = self
            .summary
            .years
            .iter()
            .map(|(year, count)| self.say(text!("{year}（{count} 家）", "{year} ({count})")))
            .collect();
        let mut said = vec![(text!("评估年度", "Assessment years"), years.join(comma))];
        said.extend(self.summary.units.iter().map(|(unit, columns)| {
            let columns = columns.join(comma);
            let unit = unit.get(self.lang);
            (
                text!("读入的单位", "Unit read in"),
                self.say(text!("{unit}：{columns}", "{unit}: {columns}")),
            )
        }));
        let readings = readings_in_force(self.policy, self.program.readings(), self.lang);
        if readings.is_empty() {
            let said_so = text!("都按默认的读法", "the default ones");
            said.push((text!("读法", "Readings"), self.say(said_so)));
        }
        said.extend(readings.into_iter().map(|reading| (text!("读法", "Reading"), reading)));
        said.extend(
            self.summary
                .remarks
                .iter()
                .map(|it| (text!("读入", "Input"), it.get(self.lang).to_owned())),
        );
        said.into_iter()
            .filter(|(_, said)| !said.is_empty())
            .map(|(name, said)| (self.say(name), said))
            .collect()
    }

    pub(super) fn heads(&self, heads: &[Text]) -> Vec<String> {
        heads.iter().map(|head| head.get(self.lang).to_owned()).collect()
    }

    /// An article with its title.
    pub(super) fn article(&self, number: u32) -> String {
        let articles = &self.policy.articles;
        let title = articles.iter().find(|article| article.number == number);
        let title = title.map_or("", |article| article.title.get(self.lang));
        format!("{} {title}", article_text(self.policy, number, self.lang))
    }

    fn band(&self, at: usize) -> String {
        let display = |fen: i64| self.amount(fen.into());
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

    /// How many enterprises have how much.
    pub(super) fn distribution(&self) -> Table {
        let amounts = &self.summary.amounts;
        let none = self.summary.good.saturating_sub(amounts.count());
        let mut rows = vec![vec![self.say(text!("没有", "none")).into(), none.into()]];
        let bands = amounts.bands.iter().enumerate();
        rows.extend(bands.map(|(at, count)| vec![self.band(at).into(), (*count).into()]));
        Table {
            title: self.say(text!("每家估算上限的分布", "Ceilings of one enterprise")),
            heads: self.heads(&[text!("估算上限", "Ceiling"), text!("家数", "Enterprises")]),
            rows,
            orders: Vec::new(),
            total: false,
        }
    }

    /// The tables that hold something.
    pub(in crate::batch) fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<Table> = self.groups().into_iter().collect();
        tables.extend([self.counts(), self.sums(), self.articles(), self.distribution()]);
        tables.extend([self.readings(), self.readings_by_benefit()]);
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    /// What the words mean.
    pub(super) fn meaning(&self) -> String {
        self.say(text!(
            "差一步：只有一个条件未满足，其余都成立，而且那个条件自己能办、能做到。差一问：只有一处不知道，其余都成立。另列：综合评定的上限，不计入合计。合计是估算上限之和，不是预算，也不是承诺。",
            "One step away: a single condition is not met, all else holds, and the enterprise can meet it by an act of its own or by a figure. One answer away: a single answer is not known, and all else holds. Apart: ceilings of what is decided as a whole, in no total. The sums are of estimated ceilings: neither a budget nor a promise."
        ))
    }

    pub(super) fn notices(&self) -> Vec<String> {
        let all = notices_for_many(self.policy, self.summary.unchecked);
        all.iter().map(|notice| notice.get(self.lang).to_owned()).collect()
    }
}
