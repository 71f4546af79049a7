//! The header of a sheet: fact ids, or the names of facts in either language, with units.

mod header;
mod labels;
mod map;
mod names;
mod propose;
mod unit;

use super::{Format, Options, ScreenError, Wanted};
use crate::diagnostic::{found, nearest};
use crate::policy::{FactId, Policy};
use crate::text;
use crate::text::Text;

pub(super) use header::{By, Column, Header, carried, carried_name, is_example, letters, saved_as};
use header::{INDUSTRY, NAMING, YEAR};
#[cfg(feature = "sheets")]
pub(super) use header::{Items, SAVED_AS, is_naming};
use labels::{Label, fact, is_dated, labels, plain, unit_in};
#[cfg(feature = "sheets")]
pub(super) use labels::{header_name, header_unit};
pub use map::ColumnMap;
use map::{Mapped, Target};
pub(super) use names::{Certainty, LOOKED_AT, TITLE_ROWS, Top, find};
pub use propose::Proposal;
pub use unit::ColumnUnit;

/// Reads the names of the columns of a header.
pub(super) fn read(policy: &Policy, options: &Options, top: Top) -> Result<Header, ScreenError> {
    let names: Vec<&str> = top.names.iter().map(|name| name.trim()).collect();
    if names.iter().any(|name| name.contains(char::REPLACEMENT_CHARACTER)) {
        return Err(ScreenError::Input(text!(
            "表头既非 UTF-8 也非 GBK",
            "the header is neither UTF-8 nor GBK"
        )));
    }
    let workbook = options.from == Format::Xlsx;
    let carry = options.carry || (workbook && !options.ignore_unknown);
    let by = options.by.as_deref().map(plain);
    let plains: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let place = |id: &&str| plains.iter().position(|name| name == id);
    let mapped: Vec<Option<&Mapped>> = names.iter().map(|name| options.map.column(name)).collect();
    if let Some(column) = options.map.not_in(&names) {
        return Err(ScreenError::Input(map::missing(column, &names)));
    }
    let of_map = mapped.iter().position(|it| it.is_some_and(|it| it.target == Target::Id));
    let id = of_map.or_else(|| ["id"].iter().chain(&NAMING).find_map(place));
    // Rows with a year of their own make a year in a header ambiguous.
    let told_year = |it: &Option<&Mapped>| it.is_some_and(|it| it.target == Target::Year);
    let own_years =
        plains.iter().any(|name| YEAR.contains(&name.as_str())) || mapped.iter().any(told_year);
    let labels = labels(policy, options.year.filter(|_| !own_years));
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    let mut unknown = Vec::new();
    // The first column of which it was not said what to do with it.
    let mut odd = None;
    for (at, (name, plain)) in names.iter().zip(&plains).enumerate() {
        let name = *name;
        let other = |carry: bool| match carry {
            true => Column::Carried(name.to_owned()),
            false => Column::Ignored,
        };
        let column = match (mapped[at].map(|it| it.target), plain.as_str()) {
            _ if Some(at) == id => Column::Id,
            (Some(Target::Year), _) => Column::Year,
            (Some(Target::Industry), _) => Column::Industry,
            (Some(Target::Fact(fact)), _) => {
                let own = unit_in(name).filter(|unit| unit.fits(&policy.fact(fact).kind));
                Column::Fact(fact, mapped[at].and_then(|it| it.unit).or(own))
            }
            (Some(Target::Nothing | Target::Id), _) => other(!options.ignore_unknown),
            (None, plain) if YEAR.contains(&plain) => Column::Year,
            (None, plain) if INDUSTRY.contains(&plain) => Column::Industry,
            (None, "") if workbook => Column::Ignored,
            (None, plain) => match fact(policy, &labels, name) {
                Some((fact, unit)) => Column::Fact(fact, unit),
                None if is_dated(policy, &labels, name) => return Err(wrong_year(name)),
                None if by.as_deref() == Some(plain) => other(true),
                // Another name of the enterprise is none that is not known.
                None if NAMING.contains(&plain) => other(carry),
                None if carry || options.ignore_unknown => {
                    unknown.push(name);
                    other(carry)
                }
                None => {
                    odd.get_or_insert(name);
                    Column::Ignored
                }
            },
        };
        let same = |(earlier, known): (&&str, &Column)| match (known, &column) {
            (Column::Fact(earlier, _), Column::Fact(fact, _)) => earlier == fact,
            (Column::Ignored, Column::Ignored) => !name.is_empty() && *earlier == name,
            (earlier, column) => earlier == column,
        };
        if let Some(earlier) = names.iter().zip(&columns).position(same) {
            return Err(doubled((earlier, names[earlier]), (at, name)));
        }
        columns.push(column);
    }
    let no_fact = !columns.iter().any(|column| matches!(column, Column::Fact(..)));
    let faults = [
        odd.map(|odd| unknown_column(policy, &labels, odd)),
        no_fact.then(|| {
            text!(
                "表头里没有一列是事实（如工业产值、企业类别），没有可评估的内容；列名不一样的，用 --write-map 列.toml 写出对应，再用 --map 读；或用 fengce template 生成带全部列名的表，把名单抄进去",
                "no column of the header is a fact (such as industrial output or category), so there is nothing to assess; if the names are others, let --write-map FILE write what they are, and read with --map; or fengce template writes a sheet with the names of all columns, to copy the list into"
            )
        }),
    ];
    let told = faults.into_iter().flatten().reduce(|all, more| {
        Text::new(format!("{}；{}", all.zh, more.zh), format!("{}; {}", all.en, more.en))
    });
    if let Some(told) = told {
        return Err(ScreenError::Input(told));
    }
    if id.is_none() {
        return Err(ScreenError::Input(text!(
            "表头缺少 id 列（也可以是统一社会信用代码或企业名称）",
            "the header has no column id (统一社会信用代码 or 企业名称 serve as well)"
        )));
    }
    let copied = carry && options.wanted == Wanted::Rows;
    let remarks = remark(policy, &labels, &unknown, copied).into_iter().collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let words = mapped.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?.words.clone())));
    let words = words.filter(|(_, words)| !words.is_empty()).collect();
    let mut header = Header { columns, names, remarks, words, ..Header::default() };
    header.give_units(policy, options, &labels, top.unit)?;
    Ok(header)
}

impl Header {
    /// Units that the options give, then that of a title for the amounts that have none.
    fn give_units(
        &mut self,
        policy: &Policy,
        options: &Options,
        labels: &[Label],
        title: Option<ColumnUnit>,
    ) -> Result<(), ScreenError> {
        for (name, unit) in &options.units {
            let wanted = fact(policy, labels, name).map(|(id, _)| id);
            let is_meant = |at: usize, id: FactId| {
                wanted == Some(id)
                    || self.names.get(at).is_some_and(|own| plain(own) == plain(name))
            };
            let at = self.columns.iter().enumerate().position(|(at, column)| match column {
                Column::Fact(id, _) => is_meant(at, *id),
                Column::Id
                | Column::Year
                | Column::Industry
                | Column::Carried(_)
                | Column::Ignored => false,
            });
            let shown = found(name);
            let Some((at, Some(Column::Fact(id, own)))) =
                at.map(|at| (at, self.columns.get_mut(at)))
            else {
                return Err(ScreenError::Input(text!(
                    "--unit：表头里没有名为“{shown}”的事实列",
                    "--unit: the header has no column of a fact \"{shown}\""
                )));
            };
            if !unit.fits(&policy.fact(*id).kind) {
                let unit = unit.text();
                let (zh, en) = (unit.zh, unit.en);
                return Err(ScreenError::Input(text!(
                    "--unit：“{shown}”不以{zh}计；金额用 元、千元、万元、亿元，百分比用 % 或 小数",
                    "--unit: \"{shown}\" is not counted in {en}; amounts take 元, 千元, 万元 or 亿元, percentages % or 小数"
                )));
            }
            *own = Some(*unit);
            self.confirmed.push(at);
        }
        for column in &mut self.columns {
            if let (Column::Fact(id, own @ None), Some(unit)) = (column, title)
                && unit.fits(&policy.fact(*id).kind)
            {
                *own = Some(unit);
            }
        }
        Ok(())
    }
}

/// The name that is known and nearest to one that is not.
fn near<'n>(policy: &'n Policy, labels: &'n [Label], name: &str) -> Option<&'n str> {
    let plain = plain(name);
    let bare = plain.split_once('（').map_or(plain.as_str(), |(bare, _)| bare);
    let ids = policy.facts.iter().map(|fact| fact.id.as_str());
    nearest(bare, ids.chain(labels.iter().map(|label| label.name.as_str())))
}

/// A column that is no fact, where it was not said what to do with such.
fn unknown_column(policy: &Policy, labels: &[Label], name: &str) -> Text {
    let shown = found(name);
    let (zh, en) = match near(policy, labels, name) {
        Some(near) => (format!("，是否为“{near}”"), format!("; \"{near}\"?")),
        None => Default::default(),
    };
    text!(
        "表头：没有名为“{shown}”的事实{zh}（不是事实的列可用 --carry 抄到结果，或用 --ignore-unknown 略过；列名不一样的用 --write-map 写出对应）",
        "header: there is no fact \"{shown}\"{en} (columns that are no facts: --carry or --ignore-unknown; facts under other names: --write-map)"
    )
}

/// Two columns of one name, or of two names of one fact: which counts would be a guess.
fn doubled(first: (usize, &str), second: (usize, &str)) -> ScreenError {
    let [(a, first), (b, second)] = [first, second].map(|(at, name)| (letters(at), found(name)));
    ScreenError::Input(if first == second {
        text!(
            "表头：“{first}”出现了两次，在 {a} 列和 {b} 列；删去一列，或改掉其中一个列名",
            "header: \"{first}\" stands twice, in the columns {a} and {b}; delete one of them, or change its name"
        )
    } else {
        text!(
            "表头：{a} 列“{first}”和 {b} 列“{second}”是同一项；删去一列，或改掉其中一个列名",
            "header: column {a} \"{first}\" and column {b} \"{second}\" are the same; delete one of them, or change its name"
        )
    })
}

/// Columns that are named in a remark.
const SHOWN: usize = 12;

/// Says which columns are no facts, and which fact each is nearest to.
fn remark(policy: &Policy, labels: &[Label], unknown: &[&str], carry: bool) -> Option<Text> {
    if unknown.is_empty() {
        return None;
    }
    let said = |name: &&str| {
        let shown = found(name);
        match near(policy, labels, name) {
            Some(near) => text!("“{shown}”（是否为“{near}”？）", "\"{shown}\" (\"{near}\"?)"),
            None => text!("“{shown}”", "\"{shown}\""),
        }
    };
    let said: Vec<Text> = unknown.iter().take(SHOWN).map(said).collect();
    let join =
        |pick: fn(&Text) -> &str, by: &str| said.iter().map(pick).collect::<Vec<_>>().join(by);
    let (mut zh, mut en) = (join(|text| &text.zh, "、"), join(|text| &text.en, ", "));
    if unknown.len() > SHOWN {
        let count = unknown.len();
        zh.push_str(&format!("……共 {count} 列"));
        en.push_str(&format!(" … {count} in all"));
    }
    Some(if carry {
        text!(
            "不是事实的列，抄到结果：{zh}",
            "columns that are no facts, copied to the result: {en}"
        )
    } else {
        text!("不是事实的列，已略过：{zh}", "columns that are no facts, ignored: {en}")
    })
}

/// A year in a header that may not be the rows': taking the figures for it would be a guess.
fn wrong_year(name: &str) -> ScreenError {
    let name = found(name);
    ScreenError::Input(text!(
        "表头“{name}”写明了年份，与各行的年度未必相同；改成不带年份的名称（上一年度写“上年…”），或删去年度列并用 --year 给出评估年度",
        "the header \"{name}\" names a year that need not be the rows' own; leave the year out (上年… for the prior year), or drop the year column and give --year"
    ))
}
