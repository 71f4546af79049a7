//! What the columns of a sheet hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::labels::plain;
use super::map::Words;
use super::unit::ColumnUnit;
use crate::batch::Record;
use crate::diagnostic::found;
use crate::policy::FactId;
use crate::text;
#[cfg(feature = "sheets")]
use crate::text::Lang;
use crate::text::Text;

/// The header of a sheet.
#[derive(Clone, Debug, Default)]
pub(in crate::batch) struct Header {
    pub columns: Vec<Column>,
    /// The names as written.
    pub names: Vec<String>,
    /// The sheet's name; none for CSV.
    pub sheet: Option<String>,
    /// Columns whose unit was given by the user: it is not doubted.
    pub confirmed: Vec<usize>,
    /// The column that takes the name of its sheet, where several are read.
    #[cfg(feature = "sheets")]
    pub sheet_column: Option<usize>,
    /// What the user should know of it, such as which columns are no facts.
    pub remarks: Vec<Text>,
    /// The items of lists that stand on sheets of their own.
    pub items: Vec<Items>,
    /// What cells of columns say in other words, by a mapping file.
    pub words: BTreeMap<usize, Words>,
}

/// The items of a list on a sheet of its own.
#[derive(Clone, Debug)]
pub(in crate::batch) struct Items {
    pub fact: FactId,
    /// By the name or code of the enterprise, as one cell would hold them.
    pub of: Arc<HashMap<String, String>>,
}

impl Header {
    /// The columns of codes; what stands in one need be none.
    pub(in crate::batch) fn codes(&self) -> Vec<usize> {
        let is_code = |name: &String| CODES.contains(&plain(name).as_str());
        let at = self.names.iter().enumerate().filter(|(_, name)| is_code(name));
        at.map(|(at, _)| at).collect()
    }

    /// A cell as the grammar of cells has it, where a mapping file says so.
    pub(in crate::batch) fn reworded<'c>(&self, at: usize, cell: &'c str) -> Cow<'c, str> {
        match self.words.get(&at) {
            Some(words) => words.of(cell),
            None => cell.into(),
        }
    }

    /// The units that bare numbers are read in, each with the names of its columns.
    pub(in crate::batch) fn units(&self) -> Vec<(Text, Vec<String>)> {
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
    pub(in crate::batch) fn naming(&self) -> Vec<usize> {
        let id = self.columns.iter().position(|column| *column == Column::Id);
        let known = |id: &&str| self.names.iter().position(|name| plain(name) == **id);
        id.into_iter().chain(NAMING.iter().filter_map(known)).collect()
    }

    /// Where a cell stands, for messages: `企业库!F12`, or the column's number; and its name.
    pub(in crate::batch) fn place(&self, line: u64, column: usize) -> Text {
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
pub(in crate::batch) fn letters(column: usize) -> String {
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
pub(in crate::batch) enum Column {
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
pub(super) const NAMING: [&str; 12] = [
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
pub(super) const YEAR: [&str; 5] = ["year", "年度", "评估年度", "年份", "assessmentyear"];
pub(super) const INDUSTRY: [&str; 4] =
    ["industry_code", "行业代码", "国民经济行业代码", "industrycode"];

/// The mark of a row that only shows how to fill in the sheet.
const EXAMPLE: [&str; 2] = ["【示例】", "[Example]"];

/// Whether a name is that of a template's example row, which is passed over.
pub(in crate::batch) fn is_example(name: &str) -> bool {
    EXAMPLE.iter().any(|mark| name.trim_start().starts_with(mark))
}

/// Whether a column of that name can serve as the id.
pub(in crate::batch) fn is_naming(name: &str) -> bool {
    let name = plain(name);
    name == "id" || NAMING.contains(&name.as_str())
}

/// The names of the columns that are copied.
pub(in crate::batch) fn carried(columns: &[Column]) -> Vec<String> {
    let name = |column: &Column| match column {
        Column::Carried(name) => Some(name.clone()),
        _ => None,
    };
    columns.iter().filter_map(name).collect()
}

/// Which of the columns that are copied is the enterprise's name; its code is none.
pub(in crate::batch) fn carried_name(columns: &[Column]) -> Option<usize> {
    let names: Vec<String> = carried(columns).iter().map(|name| plain(name)).collect();
    let known = NAMING.iter().filter(|name| !name.ends_with("代码") && !name.ends_with("code"));
    known.filter_map(|known| names.iter().position(|name| name == known)).next()
}

/// The column of the name that a profile is saved under, in both languages.
pub(in crate::batch) const SAVED_AS: [&str; 2] = ["档案名称", "Profile name"];

/// Which of the columns that are copied is the name that a profile was saved under.
pub(in crate::batch) fn saved_as(columns: &[Column]) -> Option<usize> {
    let names = SAVED_AS.map(plain);
    carried(columns).iter().position(|name| names.contains(&plain(name)))
}

/// What enterprises are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::batch) enum By {
    /// One of the columns that are copied.
    Carried(usize),
    /// The industry code.
    Industry,
}

impl By {
    /// The column of that name; lines without a header have the industry code only.
    pub(in crate::batch) fn named(columns: &[Column], name: &str) -> Option<Self> {
        let wanted = plain(name);
        let industry = columns.is_empty() || columns.contains(&Column::Industry);
        if industry && INDUSTRY.contains(&wanted.as_str()) {
            return Some(Self::Industry);
        }
        carried(columns).iter().position(|name| plain(name) == wanted).map(Self::Carried)
    }

    /// What an enterprise is grouped under.
    pub(in crate::batch) fn of(self, record: &Record) -> &str {
        match self {
            Self::Carried(at) => record.carried.get(at).map_or("", String::as_str),
            Self::Industry => record.industry_code.as_deref().unwrap_or(""),
        }
    }
}

#[cfg(feature = "sheets")]
impl Header {
    /// Adds a column for the name of the sheet that a row comes from.
    pub(in crate::batch) fn name_sheets(&mut self, lang: Lang, carried: bool) {
        let name = text!("工作表", "Sheet").get(lang).to_owned();
        self.sheet_column = Some(self.columns.len());
        let column = if carried { Column::Carried(name.clone()) } else { Column::Ignored };
        self.columns.push(column);
        self.names.push(name);
    }
}
