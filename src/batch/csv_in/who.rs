//! Whose row it is: the enterprise's id, or that the row is none.

use crate::batch::cells::is_unknown;
use crate::batch::columns::{Column, Header, is_example};
use crate::batch::footers;
use crate::batch::job::Job;
use crate::batch::rows::{Cells, Flaw};
use crate::policy::FactKind;

/// What a row is.
pub(in crate::batch) enum Row<'c> {
    Enterprise,
    /// A sum, a note, a heading, or one of which nothing is known; with what names it.
    NoEnterprise(&'c str),
    /// A template's example.
    Example,
}

/// The columns that tell.
pub(in crate::batch) struct Who<'h> {
    header: &'h Header,
    /// Those that name the enterprise, the best first, and which of them are codes.
    naming: Vec<usize>,
    codes: Vec<usize>,
    /// Those of a choice: what an enterprise is, a note is not.
    choices: Vec<usize>,
    facts: Vec<usize>,
}

impl<'h> Who<'h> {
    pub(in crate::batch) fn new(job: &Job<'_>, header: &'h Header) -> Self {
        let facts = header.columns.iter().enumerate().filter_map(|(at, column)| match column {
            Column::Fact(fact, _) => Some((at, job.policy.fact(*fact))),
            Column::Id | Column::Year | Column::Industry | Column::Carried(_) | Column::Ignored => {
                None
            }
        });
        let facts: Vec<_> = facts.collect();
        let choices = facts.iter().filter(|(_, fact)| matches!(fact.kind, FactKind::Choice(_)));
        Self {
            header,
            naming: header.naming(),
            codes: header.codes(),
            choices: choices.map(|(at, _)| *at).collect(),
            facts: facts.iter().map(|(at, _)| *at).collect(),
        }
    }

    /// What a row is; `faulty`: some of its cells are known to be wrong, so it holds something.
    pub(in crate::batch) fn is<'r>(&self, cells: &Cells<'r>, faulty: bool) -> Row<'r> {
        let text = |at: usize| cells.text(at).map_or("", str::trim);
        let names = || self.naming.iter().map(|at| text(*at)).filter(|name| !name.is_empty());
        if names().any(is_example) {
            return Row::Example;
        }
        let first = || cells.texts().flatten().map(str::trim).find(|cell| !cell.is_empty());
        let name = names().next().or_else(first).unwrap_or_default();
        let is_known = |at: &usize| match cells.text(*at) {
            Some(cell) => !is_unknown(cell),
            // What is not UTF-8 is a fault, not nothing.
            None => *at < cells.len(),
        };
        let footer = match names().next() {
            Some(_) => names().find(|name| footers::is_footer(name)),
            None => first().filter(|cell| footers::is_footer(cell)),
        };
        let has_code = self.codes.iter().any(|at| footers::looks_like_code(text(*at)));
        if let Some(footer) = footer
            && !has_code
            && !self.choices.iter().any(is_known)
        {
            return Row::NoEnterprise(footer);
        }
        // A row that is cut short is no empty one.
        let whole = cells.len() == self.header.columns.len() && cells.flaw != Some(Flaw::Open);
        match whole && !faulty && !self.facts.iter().any(is_known) {
            true => Row::NoEnterprise(name),
            false => Row::Enterprise,
        }
    }

    /// What names the enterprise, the best first.
    pub(in crate::batch) fn names<'c>(
        &'c self,
        cells: &'c Cells<'_>,
    ) -> impl Iterator<Item = &'c str> {
        let names = self.naming.iter().filter_map(|at| cells.text(*at));
        names.map(str::trim).filter(|name| !name.is_empty())
    }

    /// The id of the enterprise: the best name that is one; empty if there is none.
    pub(in crate::batch) fn id<'r>(&self, cells: &Cells<'r>) -> &'r str {
        let is_name = |at: &usize, name: &str| match self.codes.contains(at) {
            true => footers::is_code(name),
            false => !is_unknown(name) || self.own_ids(*at),
        };
        let names = self.naming.iter().filter_map(|at| Some((at, cells.text(*at)?)));
        let name =
            names.into_iter().find(|(at, name)| !name.trim().is_empty() && is_name(at, name));
        name.map_or("", |(at, name)| if self.own_ids(*at) { name } else { name.trim() })
    }

    /// Whether a column is of the user's own ids, which are copied as they are.
    fn own_ids(&self, at: usize) -> bool {
        self.header.names.get(at).is_some_and(|name| name == "id")
    }
}
