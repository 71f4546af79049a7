//! `glossary.toml`: the terms.

use super::facts::tables;
use crate::diagnostic::reader::Table;
use crate::policy::Term;

/// Reads the glossary.
pub fn read(document: &Table<'_, '_>) -> Vec<Term> {
    let terms = tables(document, "term")
        .iter()
        .filter_map(|table| {
            let term = Term {
                id: table.need("id")?.str()?.to_owned(),
                name: table.need("name")?.text()?,
                aliases: table
                    .take("aliases")
                    .map(|item| item.strings())
                    .unwrap_or_default()
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                definition: table.need("definition")?.text()?,
                source: table.need("source")?.text()?,
                revised: table.take("revised").and_then(|item| item.bool()).unwrap_or(false),
            };
            table.refuse_rest(&["id", "name", "aliases", "definition", "source", "revised"]);
            Some(term)
        })
        .collect();
    document.refuse_rest(&["term"]);
    terms
}
