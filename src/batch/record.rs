//! One enterprise of the input.

use crate::policy::Policy;
use crate::profile::Answers;
use crate::text::Text;

/// A good line.
#[derive(Clone, Debug)]
pub struct Record {
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
}

impl Record {
    pub(super) fn new(policy: &Policy) -> Self {
        Self {
            id: String::new(),
            year: 0,
            industry_code: None,
            answers: Answers::new(policy),
            carried: Vec::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.id.clear();
        self.year = 0;
        self.industry_code = None;
        self.answers.clear();
        self.carried.clear();
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
    /// What is copied to the result.
    pub carried: Vec<String>,
}
