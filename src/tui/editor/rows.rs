//! What an editor is made of: targets, rows, answers.

use crate::policy::FactId;
use crate::profile::Value;

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The assessment year.
    Year,
    /// The name of the enterprise.
    Name,
    /// The unified social credit code of the enterprise.
    CreditCode,
    /// The industry code of the enterprise.
    Industry,
    /// Who is spoken to.
    Caller,
    /// Their telephone number.
    Phone,
    /// A fact of the policy.
    Fact(FactId),
    /// A note on a fact.
    Note(FactId),
}

impl Target {
    /// The questions about the profile itself, in order.
    pub const OWN: [Self; 6] =
        [Self::Year, Self::Name, Self::CreditCode, Self::Industry, Self::Caller, Self::Phone];
}

/// One row of an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The text field.
    Field,
    /// Yes.
    Yes,
    /// No.
    No,
    /// An option of a choice or set.
    Option(usize),
    /// None of the options.
    NoneOf,
    /// The ticks, or the list, are complete.
    Done,
    /// An answer that needs no typing.
    Quick,
    /// The unit of a bare number.
    Unit(usize),
    /// An amount of a list.
    Item(usize),
    /// An assessment year offered.
    Year(i32),
    /// Not known.
    Unsure,
}

/// A confirmed answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A value of the fact.
    Value(Value),
    /// Not known.
    Unsure,
    /// Free text.
    Text(String),
    /// The assessment year.
    Year(i32),
}

/// What an action led to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The action is not the editor's.
    Ignored,
    /// Done, go on editing.
    Stay,
    /// The answer is confirmed.
    Commit(Answer),
    /// Beyond the first row.
    Before,
    /// Beyond the last row.
    After,
}
