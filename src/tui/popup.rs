//! The boxes there are on top of a screen.

/// A box on top of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Popup {
    /// The keys.
    Help {
        /// First line shown.
        scroll: usize,
    },
    /// All actions.
    Menu {
        /// Focused row.
        row: usize,
    },
    /// What hangs on the sentence in focus: questions, benefits, terms.
    Sentence {
        /// Focused row.
        row: usize,
    },
    /// A term of the glossary.
    Term {
        /// Its place in the policy.
        at: usize,
        /// First line shown.
        scroll: usize,
        /// The row of the sentence's box that it was opened from.
        back: Option<usize>,
    },
    /// The sections.
    Sections {
        /// Focused row.
        row: usize,
    },
    /// The routes through the questions.
    Routes {
        /// Focused row.
        row: usize,
    },
    /// The page for the caller.
    Page {
        /// Focused row.
        row: usize,
    },
    /// What to compare with.
    Beside {
        /// Focused row.
        row: usize,
    },
    /// What differs.
    Compared {
        /// First line shown.
        scroll: usize,
    },
    /// The readings, and what each would give.
    Readings {
        /// Focused row.
        row: usize,
    },
    /// Another name for a profile.
    Rename,
    /// A profile carried over, before it is saved.
    Carry {
        /// Focused row.
        row: usize,
        /// First change shown.
        scroll: usize,
    },
    /// The bin, and earlier states.
    Bin {
        /// Focused row.
        row: usize,
    },
    /// Whether to empty the bin.
    EmptyBin {
        /// Focused row.
        row: usize,
    },
    /// Whether to remove a profile for good.
    Purge {
        /// Focused row.
        row: usize,
    },
    /// Other folders to save in.
    Elsewhere {
        /// Focused row.
        row: usize,
    },
    /// Whether to save here although another window has the profile open.
    TakeOver {
        /// Focused row.
        row: usize,
    },
    /// Why nothing is saved, and what can be done.
    Unsaved {
        /// Focused row.
        row: usize,
    },
    /// Whether to leave.
    Quit {
        /// Focused row.
        row: usize,
    },
}
