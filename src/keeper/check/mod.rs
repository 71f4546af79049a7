//! Proving a pack: its quotes are in the text, every clause is quoted, its examples hold.

pub mod codes;
mod domain;
mod examples;
pub mod figure;
mod finding;
mod lints;
mod locate;
mod quotes;

pub use codes::Severity;
pub use finding::{Finding, Mark, diagnostic_json};

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
    /// Faults of quotes.
    pub faults: Vec<Diagnostic>,
    /// Rules that cannot be meant.
    pub lints: Vec<Finding>,
}

impl Report {
    /// Everything found: quotes, rules, examples.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let plain = |diagnostic: &Diagnostic| Finding::new(diagnostic.clone(), "");
        let faults = self.faults.iter().map(plain);
        faults.chain(self.lints.iter().cloned()).chain(self.failing.iter().map(plain))
    }
}

/// Loads a pack and proves it.
///
/// # Errors
/// The faults of a pack that cannot be loaded.
pub fn check(files: &PackFiles) -> Result<(Policy, Report), Diagnostics> {
    let policy = load(files)?;
    let mut report = Report {
        examples: 0,
        quotes: 0,
        clauses: 0,
        failing: Vec::new(),
        faults: Vec::new(),
        lints: Vec::new(),
    };
    quotes::check(&policy, files, &mut report);
    examples::run(&policy, files, &mut report);
    report.lints = lints::run(&policy, files);
    Ok((policy, report))
}

#[cfg(test)]
mod tests;
