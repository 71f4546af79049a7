//! Proving a pack: its quotes are in the text, every clause is quoted, its examples hold.

mod examples;
mod quotes;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load};

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Number of examples run.
    pub examples: usize,
    /// Number of quotes proved.
    pub quotes: usize,
    /// Number of clauses of the measure that are covered.
    pub clauses: usize,
    /// Faults of examples: the rule and the example disagree.
    pub failing: Vec<Diagnostic>,
    /// Other faults.
    pub faults: Vec<Diagnostic>,
}

/// Loads a pack and proves it.
///
/// # Errors
/// The faults of a pack that cannot be loaded.
pub fn check(files: &PackFiles) -> Result<(Policy, Report), Diagnostics> {
    let policy = load(files)?;
    let mut report =
        Report { examples: 0, quotes: 0, clauses: 0, failing: Vec::new(), faults: Vec::new() };
    quotes::check(&policy, files, &mut report);
    examples::run(&policy, files, &mut report);
    Ok((policy, report))
}
