//! The header of a sheet: fact ids, or the Chinese labels of facts, with units.

use super::ndjson::unknown_fact;
use super::{Format, Options, ScreenError};
use crate::diagnostic::{found, nearest};
use crate::policy::{FactId, FactKind, Policy};
use crate::text;
use crate::text::{Text, dated};

/// The header of a sheet.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub columns: Vec<Column>,
    /// The names as written.
    pub names: Vec<String>,
    /// The sheet's name; none for CSV.
    pub sheet: Option<String>,
    /// Which columns are no facts.
    pub remark: Option<Text>,
}

impl Header {
    /// The columns that name the enterprise, the best first.
    pub(super) fn naming(&self) -> Vec<usize> {
        let id = self.columns.iter().position(|column| *column == Column::Id);
        let known = |id: &&str| self.names.iter().position(|name| name == id);
        id.into_iter().chain(NAMING.iter().filter_map(known)).collect()
    }

    /// Where a cell stands, for messages: `企业库!F12`, or the column's number and name.
    pub(super) fn place(&self, line: u64, column: usize) -> Text {
        match &self.sheet {
            Some(sheet) => {
                let sheet = found(sheet);
                Text::same(format!("{sheet}!{}{line}", letters(column)))
            }
            None => {
                let number = column + 1;
                let name = found(self.names.get(column).map_or("", String::as_str));
                text!("第 {number} 列“{name}”", "column {number} \"{name}\"")
            }
        }
    }
}

/// The letters of a column, counted from 0.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Year,
    Industry,
    /// A fact, and the unit of the numbers that have none of their own.
    Fact(FactId, Option<Unit>),
    /// Copied to the result under its name.
    Carried(String),
    Ignored,
}

/// A unit named in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit(&'static str, bool);

impl Unit {
    /// The unit of that name, if a fact of the kind is counted in it.
    fn of(name: &str, kind: &FactKind) -> Option<Self> {
        let known: &[&'static str] = match kind {
            FactKind::Money { .. } | FactKind::MoneyList => &["元", "万元", "亿元", "万", "亿"],
            FactKind::Percent => &["%", "％"],
            _ => &[],
        };
        let unit = known.iter().find(|known| **known == name)?;
        Some(Self(if *unit == "％" { "%" } else { unit }, false))
    }

    /// Whether the header named none.
    pub(super) fn is_default(self) -> bool {
        self.1
    }

    /// The cell with the unit after each number that lacks one.
    pub(super) fn put_to(self, cell: &str) -> String {
        let mut out = String::with_capacity(cell.len() + 8);
        for (at, part) in cell.split(';').enumerate() {
            if at > 0 {
                out.push(';');
            }
            out.push_str(part);
            if part.ends_with(|last: char| last.is_ascii_digit()) {
                out.push_str(self.0);
            }
        }
        out
    }
}

/// Columns that serve as the id where there is none of that name, the best first.
pub(super) const NAMING: [&str; 3] = ["统一社会信用代码", "信用代码", "企业名称"];

/// How many of the names are a fact's, a year's, or an id's.
#[cfg(feature = "sheets")]
pub(super) fn facts_among<'n>(
    policy: &Policy,
    options: &Options,
    names: impl Iterator<Item = &'n str>,
) -> usize {
    let labels = labels(policy, options.year);
    names.filter(|name| fact(policy, &labels, name).is_some()).count()
}

/// The names of the columns that are copied.
pub(super) fn carried(columns: &[Column]) -> Vec<String> {
    let name = |column: &Column| match column {
        Column::Carried(name) => Some(name.clone()),
        _ => None,
    };
    columns.iter().filter_map(name).collect()
}

/// Reads a header.
pub(super) fn read<'c>(
    policy: &Policy,
    options: &Options,
    cells: impl Iterator<Item = &'c [u8]>,
) -> Result<Header, ScreenError> {
    let names: Vec<&str> = cells
        .map(|cell| std::str::from_utf8(cell).map(str::trim))
        .collect::<Result<_, _>>()
        .map_err(|_| {
            ScreenError::Input(text!(
                "表头既非 UTF-8 也非 GBK",
                "the header is neither UTF-8 nor GBK"
            ))
        })?;
    let workbook = options.from == Format::Xlsx;
    let carry = options.carry || (workbook && !options.ignore_unknown);
    let id = ["id"].iter().chain(&NAMING).find(|id| names.contains(id));
    // Rows with a year of their own make a year in a header ambiguous.
    let own_years = names.iter().any(|name| matches!(*name, "year" | "年度"));
    let labels = labels(policy, options.year.filter(|_| !own_years));
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    let mut unknown = Vec::new();
    for name in &names {
        let name = *name;
        let column = match name {
            name if Some(&name) == id => Column::Id,
            "year" | "年度" => Column::Year,
            "industry_code" | "行业代码" => Column::Industry,
            "" if workbook => Column::Ignored,
            name => match fact(policy, &labels, name) {
                Some((fact, unit)) => {
                    // A number of a spreadsheet cannot carry its unit: bare, it is yuan.
                    let money = matches!(
                        policy.fact(fact).kind,
                        FactKind::Money { .. } | FactKind::MoneyList
                    );
                    Column::Fact(fact, unit.or((workbook && money).then_some(YUAN)))
                }
                None if is_dated(policy, &labels, name) => return Err(wrong_year(name)),
                None if carry || options.ignore_unknown => {
                    if !NAMING.contains(&name) {
                        unknown.push(name);
                    }
                    if carry { Column::Carried(name.to_owned()) } else { Column::Ignored }
                }
                None => {
                    let near = unknown_fact(policy, name);
                    let (zh, en) = (near.zh, near.en);
                    return Err(ScreenError::Input(text!(
                        "表头：{zh}（不是事实的列可用 --carry 抄到结果，或用 --ignore-unknown 略过）",
                        "header: {en} (columns that are no facts: --carry or --ignore-unknown)"
                    )));
                }
            },
        };
        let same = |earlier: &Column| match (earlier, &column) {
            (Column::Fact(earlier, _), Column::Fact(fact, _)) => earlier == fact,
            (Column::Ignored, _) => false,
            (earlier, column) => earlier == column,
        };
        if columns.iter().any(same) {
            let name = found(name);
            return Err(ScreenError::Input(text!(
                "表头：“{name}”出现了两次",
                "header: \"{name}\" stands twice"
            )));
        }
        columns.push(column);
    }
    if id.is_none() {
        return Err(ScreenError::Input(text!(
            "表头缺少 id 列（也可以是统一社会信用代码或企业名称）",
            "the header has no column id (统一社会信用代码 or 企业名称 serve as well)"
        )));
    }
    let remark = remark(policy, &labels, &unknown, carry);
    let names = names.into_iter().map(str::to_owned).collect();
    Ok(Header { columns, names, sheet: None, remark })
}

const YUAN: Unit = Unit("元", true);

/// Says which columns are no facts, and which fact each is nearest to.
fn remark(
    policy: &Policy,
    labels: &[(String, FactId)],
    unknown: &[&str],
    carry: bool,
) -> Option<Text> {
    if unknown.is_empty() {
        return None;
    }
    let known = || {
        let ids = policy.facts.iter().map(|fact| fact.id.as_str());
        ids.chain(labels.iter().map(|(label, _)| label.as_str()))
    };
    let said = |name: &&str| {
        let plain = plain(name);
        let bare = plain.split_once('（').map_or(plain.as_str(), |(bare, _)| bare);
        let shown = found(name);
        match nearest(bare, known()) {
            Some(near) => text!("“{shown}”（是否为“{near}”？）", "\"{shown}\" (\"{near}\"?)"),
            None => text!("“{shown}”", "\"{shown}\""),
        }
    };
    let said: Vec<Text> = unknown.iter().map(said).collect();
    let join =
        |pick: fn(&Text) -> &str, by: &str| said.iter().map(pick).collect::<Vec<_>>().join(by);
    let (zh, en) = (join(|text| &text.zh, "、"), join(|text| &text.en, ", "));
    Some(if carry {
        text!(
            "不是事实的列，抄到结果：{zh}",
            "columns that are no facts, copied to the result: {en}"
        )
    } else {
        text!("不是事实的列，已略过：{zh}", "columns that are no facts, ignored: {en}")
    })
}

/// The names under which facts stand in headers, apart from their ids: the label, with the year
/// where it is one for all rows, without it, and 上年 for the year before.
fn labels(policy: &Policy, year: Option<i32>) -> Vec<(String, FactId)> {
    let mut labels = Vec::new();
    for (id, fact) in policy.facts() {
        let label = fact.label.zh.as_str();
        if let Some(rest) = label.strip_prefix("{Y} 年") {
            labels.push((rest.strip_prefix('的').unwrap_or(rest).to_owned(), id));
            labels.push((format!("本年{rest}"), id));
        } else if let Some(rest) = label.strip_prefix("{Y-1} 年") {
            labels.push((format!("上年{rest}"), id));
        } else if !label.contains("{Y") {
            labels.push((label.to_owned(), id));
        }
        if let Some(year) = year.filter(|_| label.contains("{Y")) {
            labels.push((dated(label, year), id));
        }
    }
    for (label, _) in &mut labels {
        *label = plain(label);
    }
    labels
}

/// Whether a name is a fact's with a year before it that is not known to be the rows' own.
fn is_dated(policy: &Policy, labels: &[(String, FactId)], name: &str) -> bool {
    let name = plain(name);
    let undated = name.trim_start_matches(|c: char| c.is_ascii_digit());
    undated.len() + 4 == name.len()
        && undated.strip_prefix('年').is_some_and(|rest| fact(policy, labels, rest).is_some())
}

/// A year in a header that may not be the rows': taking the figures for it would be a guess.
fn wrong_year(name: &str) -> ScreenError {
    let name = found(name);
    ScreenError::Input(text!(
        "表头“{name}”写明了年份，与各行的年度未必相同；改成不带年份的名称（上一年度写“上年…”），或删去年度列并用 --year 给出评估年度",
        "the header \"{name}\" names a year that need not be the rows' own; leave the year out (上年… for the prior year), or drop the year column and give --year"
    ))
}

/// Without spaces, and parentheses of one kind.
fn plain(name: &str) -> String {
    let plain = |c: char| match c {
        '(' => '（',
        ')' => '）',
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// The fact of an id or label, and the unit after it in parentheses.
fn fact(
    policy: &Policy,
    labels: &[(String, FactId)],
    name: &str,
) -> Option<(FactId, Option<Unit>)> {
    let named = |name: &str| {
        let by_label = || labels.iter().find(|(label, _)| label == name).map(|(_, id)| *id);
        policy.fact_id(name).or_else(by_label)
    };
    let name = plain(name);
    if let Some(id) = named(&name) {
        return Some((id, None));
    }
    let (base, unit) = name.strip_suffix('）')?.rsplit_once('（')?;
    let id = named(base)?;
    Some((id, Some(Unit::of(unit, &policy.fact(id).kind)?)))
}
