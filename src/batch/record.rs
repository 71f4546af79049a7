//! One enterprise of the input.

use super::rows::Kind;
use crate::diagnostic::found;
use crate::policy::Policy;
use crate::profile::Answers;
use crate::text;
use crate::text::Text;

/// A good line.
#[derive(Clone, Debug)]
pub struct Record {
    /// The number of its line, from 1; of a sheet that of its row.
    pub line: u64,
    /// The caller's id.
    pub id: String,
    /// The assessment year.
    pub year: i32,
    /// Chooses the industry averages.
    pub industry_code: Option<String>,
    /// The answers.
    pub answers: Answers,
    /// What is copied to the result.
    pub carried: Vec<String>,
    /// What of it is no text, by position.
    pub kinds: Vec<(usize, Kind)>,
    /// The columns whose cells could not be read, where such rows are evaluated.
    pub unreadable: Vec<String>,
}

impl Record {
    pub(super) fn new(policy: &Policy) -> Self {
        Self {
            line: 0,
            id: String::new(),
            year: 0,
            industry_code: None,
            answers: Answers::new(policy),
            carried: Vec::new(),
            kinds: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.id.clear();
        self.year = 0;
        self.industry_code = None;
        self.answers.clear();
        self.carried.clear();
        self.kinds.clear();
        self.unreadable.clear();
    }
}

/// What kind of fault a bad line has: many of one kind are counted, not told one by one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It is over the limit.
    TooLong,
    /// It is no JSON.
    Json,
    /// Its keys or answers are not those of an enterprise.
    Answers,
    /// A cell of the column of this name cannot be read.
    Cell(String),
    /// The row lacks its id, its year, a cell or a quotation mark.
    Row,
}

impl Cause {
    /// In words.
    pub fn text(&self) -> Text {
        match self {
            Self::TooLong => text!("超过 1 MiB", "over 1 MiB"),
            Self::Json => text!("不是 JSON", "not JSON"),
            Self::Answers => text!("键或回答不对", "keys or answers that are wrong"),
            Self::Cell(name) => {
                let name = found(name);
                text!("“{name}”读不出", "\"{name}\" cannot be read")
            }
            Self::Row => text!("缺 id、年度或单元格", "no id or year, or cells missing"),
        }
    }
}

/// A bad line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// Its number, from 1 (the header of a CSV file is line 1).
    pub line: u64,
    /// Its id, where one could be read.
    pub id: Option<String>,
    /// What is wrong.
    pub error: Text,
    /// The kind of it.
    pub cause: Cause,
    /// What is copied to the result.
    pub carried: Vec<String>,
}
