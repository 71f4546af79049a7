//! A profile: one enterprise in one assessment year.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Datetime, Table};

use crate::policy::{FactId, Policy};

use super::Answers;

/// Who the enterprise is; nothing of it enters the evaluation but the industry code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enterprise {
    /// Its name; may be empty.
    pub name: String,
    /// Its unified social credit code, free text.
    pub credit_code: Option<String>,
    /// Its industry, which chooses the industry averages of a benchmark file; free text.
    pub industry_code: Option<String>,
}

/// Who called about the enterprise.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Their name; may be empty.
    pub name: String,
    /// Their telephone number, free text; may be empty.
    pub phone: String,
    /// What else the file says of them.
    pub others: Table,
}

/// What was said to the caller, once.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// When.
    pub time: Datetime,
    /// What.
    pub text: String,
}

impl Caller {
    /// Whether nothing is known of them.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty() && self.others.is_empty()
    }
}

/// What is known of one enterprise in one assessment year.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The assessment year.
    pub year: i32,
    /// The enterprise.
    pub enterprise: Enterprise,
    /// The answers.
    pub answers: Answers,
    /// Facts that were asked and are not known: not asked again.
    pub unsure: BTreeSet<FactId>,
    /// Free text by fact id, or under `profile`.
    pub notes: BTreeMap<String, String>,
    /// Who called about it.
    pub caller: Caller,
    /// What the caller was told, in the order it was said.
    pub told: Vec<Told>,
    /// The file it was read from, so that what others wrote in it survives a save.
    pub document: Option<toml_edit::DocumentMut>,
}

impl Profile {
    /// A profile in which nothing is answered yet.
    pub fn new(policy: &Policy, year: i32) -> Self {
        Self {
            year,
            enterprise: Enterprise::default(),
            answers: Answers::new(policy),
            unsure: BTreeSet::new(),
            notes: BTreeMap::new(),
            caller: Caller::default(),
            told: Vec::new(),
            document: None,
        }
    }
}
