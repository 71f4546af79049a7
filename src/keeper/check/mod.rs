//! Proving a pack: its quotes are in the text, every clause is quoted, its rules say what they
//! quote, its examples hold.

pub mod codes;
mod domain;
mod domains;
mod examples;
pub mod figure;
mod finding;
mod lints;
mod locate;
mod phantoms;
mod quotes;
pub mod todo;
mod walk;

pub use codes::Severity;
pub use finding::{Finding, Mark, diagnostic_json};
pub use lints::{begins, shown};

use crate::diagnostic::Diagnostics;
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load};

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Number of examples run.
    pub examples: usize,
    /// Number of examples that fail.
    pub failing: usize,
    /// Number of quotes proved.
    pub quotes: usize,
    /// Number of clauses of the measure that are covered.
    pub clauses: usize,
    /// What was found, one finding a cause.
    pub found: Vec<Finding>,
}

impl Report {
    /// Everything found: quotes, rules, examples.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter()
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|finding| finding.severity() == severity).count()
    }
}

/// Loads a pack and proves it.
///
/// # Errors
/// The faults of a pack that cannot be loaded.
pub fn check(files: &PackFiles) -> Result<(Policy, Report), Diagnostics> {
    let policy = load(files)?;
    let mut report = Report { examples: 0, failing: 0, quotes: 0, clauses: 0, found: Vec::new() };
    todo::check(files, &mut report.found);
    quotes::check(&policy, files, &mut report);
    report.found.extend(lints::run(&policy, files));
    examples::run(&policy, files, &mut report);
    report.found = phantoms::without(std::mem::take(&mut report.found));
    Ok((policy, report))
}

/// The faults of a pack that does not load, with the lines they are of; an id that stands twice
/// is told before what follows from it.
pub fn refused(files: &PackFiles, faults: Diagnostics) -> Vec<Finding> {
    let mut found = Vec::new();
    lints::doubled(files, &mut found);
    let known: Vec<(String, usize)> = found
        .iter()
        .map(|finding: &Finding| {
            (finding.diagnostic.place.file.clone(), finding.diagnostic.place.line)
        })
        .collect();
    for diagnostic in faults.0 {
        let place = (diagnostic.place.file.clone(), diagnostic.place.line);
        if !known.contains(&place) {
            let mark = Mark::at(files, &diagnostic.place);
            found.push(Finding::new(diagnostic, "").marked(mark));
        }
    }
    phantoms::without(found)
}

#[cfg(test)]
mod tests;
