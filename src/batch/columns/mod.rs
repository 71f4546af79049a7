//! The header of a sheet: fact ids, or the names of facts in either language, with units.

mod labels;
mod names;
mod unit;

use std::collections::HashMap;
use std::sync::Arc;

use super::{Format, Options, ScreenError, Wanted};
use crate::diagnostic::{found, nearest};
use crate::policy::{FactId, Policy};
use crate::text;
use crate::text::Text;

use labels::{Label, fact, is_dated, labels, plain};
#[cfg(feature = "sheets")]
pub(super) use labels::{header_name, header_unit};
pub(super) use names::{TITLE_ROWS, Top, find};
pub use unit::ColumnUnit;

/// The header of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub columns: Vec<Column>,
    /// The names as written.
    pub names: Vec<String>,
    /// The sheet's name; none for CSV.
    pub sheet: Option<String>,
    /// What separates the cells.
    pub separator: u8,
    /// Columns whose unit was given by the user: it is not doubted.
    pub confirmed: Vec<usize>,
    /// The column that takes the name of its sheet, where several are read.
    #[cfg(feature = "sheets")]
    pub sheet_column: Option<usize>,
    /// What the user should know of it, such as which columns are no facts.
    pub remarks: Vec<Text>,
    /// The items of lists that stand on sheets of their own.
    pub items: Vec<Items>,
}

/// The items of a list on a sheet of its own.
#[derive(Clone, Debug)]
pub(super) struct Items {
    pub fact: FactId,
    /// By the name or code of the enterprise, as one cell would hold them.
    pub of: Arc<HashMap<String, String>>,
}

impl Default for Header {
    fn default() -> Self {
        let (columns, names, remarks) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            columns,
            names,
            sheet: None,
            separator: b',',
            confirmed: Vec::new(),
            #[cfg(feature = "sheets")]
            sheet_column: None,
            remarks,
            items: Vec::new(),
        }
    }
}

impl Header {
    /// The columns of codes; what stands in one need be none.
    pub(super) fn codes(&self) -> Vec<usize> {
        let is_code = |name: &String| CODES.contains(&plain(name).as_str());
        let at = self.names.iter().enumerate().filter(|(_, name)| is_code(name));
        at.map(|(at, _)| at).collect()
    }

    /// The units that bare numbers are read in, each with the names of its columns.
    pub(super) fn units(&self) -> Vec<(Text, Vec<String>)> {
        let mut units: Vec<(Text, Vec<String>)> = Vec::new();
        for (column, name) in self.columns.iter().zip(&self.names) {
            let Column::Fact(_, Some(unit)) = column else { continue };
            let (unit, name) = (unit.text(), found(name));
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, names)) => names.push(name),
                None => units.push((unit, vec![name])),
            }
        }
        units
    }

    /// The columns that name the enterprise, the best first.
    pub(super) fn naming(&self) -> Vec<usize> {
        let id = self.columns.iter().position(|column| *column == Column::Id);
        let known = |id: &&str| self.names.iter().position(|name| plain(name) == **id);
        id.into_iter().chain(NAMING.iter().filter_map(known)).collect()
    }

    /// Where a cell stands, for messages: `企业库!F12`, or the column's number; and its name.
    pub(super) fn place(&self, line: u64, column: usize) -> Text {
        let name = found(self.names.get(column).map_or("", String::as_str));
        match &self.sheet {
            Some(sheet) => {
                let (sheet, letters) = (found(sheet), letters(column));
                text!("{sheet}!{letters}{line}（{name}）", "{sheet}!{letters}{line} ({name})")
            }
            None => {
                let number = column + 1;
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
    Fact(FactId, Option<ColumnUnit>),
    /// Copied to the result under its name.
    Carried(String),
    Ignored,
}

/// Columns that serve as the id where there is none of that name, the best first; without spaces,
/// in small letters.
const NAMING: [&str; 12] = [
    "统一社会信用代码",
    "社会信用代码",
    "信用代码",
    "unifiedsocialcreditcode",
    "creditcode",
    "企业名称",
    "单位名称",
    "公司名称",
    "企业全称",
    "enterprisename",
    "companyname",
    "enterprise",
];
/// Those of them that are codes.
const CODES: [&str; 5] =
    ["统一社会信用代码", "社会信用代码", "信用代码", "unifiedsocialcreditcode", "creditcode"];
const YEAR: [&str; 5] = ["year", "年度", "评估年度", "年份", "assessmentyear"];
const INDUSTRY: [&str; 4] = ["industry_code", "行业代码", "国民经济行业代码", "industrycode"];

/// The mark of a row that only shows how to fill in the sheet.
const EXAMPLE: [&str; 2] = ["【示例】", "[Example]"];

/// Whether a name is that of a template's example row, which is passed over.
pub(super) fn is_example(name: &str) -> bool {
    EXAMPLE.iter().any(|mark| name.trim_start().starts_with(mark))
}

/// Whether a column of that name can serve as the id.
pub(super) fn is_naming(name: &str) -> bool {
    let name = plain(name);
    name == "id" || NAMING.contains(&name.as_str())
}

/// The names of the columns that are copied.
pub(super) fn carried(columns: &[Column]) -> Vec<String> {
    let name = |column: &Column| match column {
        Column::Carried(name) => Some(name.clone()),
        _ => None,
    };
    columns.iter().filter_map(name).collect()
}

/// Which of the columns that are copied is the enterprise's name; its code is none.
pub(super) fn carried_name(columns: &[Column]) -> Option<usize> {
    let names: Vec<String> = carried(columns).iter().map(|name| plain(name)).collect();
    let known = NAMING.iter().filter(|name| !name.ends_with("代码") && !name.ends_with("code"));
    known.filter_map(|known| names.iter().position(|name| name == known)).next()
}

/// The column of the name that a profile is saved under, in both languages.
pub(super) const SAVED_AS: [&str; 2] = ["档案名称", "Profile name"];

/// Which of the columns that are copied is the name that a profile was saved under.
pub(super) fn saved_as(columns: &[Column]) -> Option<usize> {
    let names = SAVED_AS.map(plain);
    carried(columns).iter().position(|name| names.contains(&plain(name)))
}

/// What enterprises are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// One of the columns that are copied.
    Carried(usize),
    /// The industry code.
    Industry,
}

impl By {
    /// The column of that name; lines without a header have the industry code only.
    pub(super) fn named(columns: &[Column], name: &str) -> Option<Self> {
        let wanted = plain(name);
        let industry = columns.is_empty() || columns.contains(&Column::Industry);
        if industry && INDUSTRY.contains(&wanted.as_str()) {
            return Some(Self::Industry);
        }
        carried(columns).iter().position(|name| plain(name) == wanted).map(Self::Carried)
    }

    /// What an enterprise is grouped under.
    pub(super) fn of(self, record: &super::Record) -> &str {
        match self {
            Self::Carried(at) => record.carried.get(at).map_or("", String::as_str),
            Self::Industry => record.industry_code.as_deref().unwrap_or(""),
        }
    }
}

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
    let id = ["id"].iter().chain(&NAMING).find_map(place);
    // Rows with a year of their own make a year in a header ambiguous.
    let own_years = plains.iter().any(|name| YEAR.contains(&name.as_str()));
    let labels = labels(policy, options.year.filter(|_| !own_years));
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    let mut unknown = Vec::new();
    for (at, (name, plain)) in names.iter().zip(&plains).enumerate() {
        let name = *name;
        let column = match plain.as_str() {
            _ if Some(at) == id => Column::Id,
            plain if YEAR.contains(&plain) => Column::Year,
            plain if INDUSTRY.contains(&plain) => Column::Industry,
            "" if workbook => Column::Ignored,
            plain => match fact(policy, &labels, name) {
                Some((fact, unit)) => Column::Fact(fact, unit),
                None if is_dated(policy, &labels, name) => return Err(wrong_year(name)),
                None if by.as_deref() == Some(plain) => Column::Carried(name.to_owned()),
                // Another name of the enterprise is none that is not known.
                None if carry || options.ignore_unknown || NAMING.contains(&plain) => {
                    if !NAMING.contains(&plain) {
                        unknown.push(name);
                    }
                    if carry { Column::Carried(name.to_owned()) } else { Column::Ignored }
                }
                None => {
                    return Err(unknown_column(policy, &labels, name));
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
    if !columns.iter().any(|column| matches!(column, Column::Fact(..))) {
        return Err(ScreenError::Input(text!(
            "表头里没有一列是事实（如工业产值、企业类别），没有可评估的内容；用 fengce template 生成带全部列名的表，把名单抄进去",
            "no column of the header is a fact (such as industrial output or category), so there is nothing to assess; fengce template writes a sheet with the names of all columns, to copy the list into"
        )));
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
    let mut header = Header { columns, names, remarks, ..Header::default() };
    header.give_units(policy, options, &labels, top.unit)?;
    Ok(header)
}

#[cfg(feature = "sheets")]
impl Header {
    /// Adds a column for the name of the sheet that a row comes from.
    pub(super) fn name_sheets(&mut self, options: &Options) {
        let name = text!("工作表", "Sheet").get(options.lang).to_owned();
        self.sheet_column = Some(self.columns.len());
        let column =
            if options.ignore_unknown { Column::Ignored } else { Column::Carried(name.clone()) };
        self.columns.push(column);
        self.names.push(name);
    }
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
fn unknown_column(policy: &Policy, labels: &[Label], name: &str) -> ScreenError {
    let shown = found(name);
    let (zh, en) = match near(policy, labels, name) {
        Some(near) => (format!("，是否为“{near}”"), format!("; \"{near}\"?")),
        None => Default::default(),
    };
    ScreenError::Input(text!(
        "表头：没有名为“{shown}”的事实{zh}（不是事实的列可用 --carry 抄到结果，或用 --ignore-unknown 略过）",
        "header: there is no fact \"{shown}\"{en} (columns that are no facts: --carry or --ignore-unknown)"
    ))
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

/// A year in a header that may not be the rows': taking the figures for it would be a guess.
fn wrong_year(name: &str) -> ScreenError {
    let name = found(name);
    ScreenError::Input(text!(
        "表头“{name}”写明了年份，与各行的年度未必相同；改成不带年份的名称（上一年度写“上年…”），或删去年度列并用 --year 给出评估年度",
        "the header \"{name}\" names a year that need not be the rows' own; leave the year out (上年… for the prior year), or drop the year column and give --year"
    ))
}
