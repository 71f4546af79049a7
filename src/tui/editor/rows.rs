//! What an editor is made of: targets, rows, answers.

use crate::policy::FactId;
use crate::profile::Value;
use crate::tui::editor::own::Own;

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A question about the profile itself.
    Own(Own),
    /// A fact of the policy.
    Fact(FactId),
    /// A note on a fact.
    Note(FactId),
}

impl Target {
    /// The assessment year.
    pub const YEAR: Self = Self::Own(Own::Year);

    /// The questions about the profile itself, in order.
    pub fn own() -> Vec<Self> {
        Own::ALL.map(Self::Own).to_vec()
    }

    /// The fact asked about; not the one of a note.
    pub fn fact(self) -> Option<FactId> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Own(_) | Self::Note(_) => None,
        }
    }

    /// The question that a note belongs to, else itself.
    pub fn question(self) -> Self {
        match self {
            Self::Note(fact) => Self::Fact(fact),
            Self::Own(_) | Self::Fact(_) => self,
        }
    }
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
