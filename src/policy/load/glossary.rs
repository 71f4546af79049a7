//! `glossary.toml` and `faq.toml`: the terms, and what is asked often.

use super::articles::quotes;
use crate::diagnostic::reader::Table;
use crate::policy::{Basis, Question, Term};

/// Reads the glossary.
pub fn terms(document: &Table<'_, '_>) -> Vec<Term> {
    let term = |table: &Table<'_, '_>| {
        Some(Term {
            id: table.string("id")?,
            name: table.text("name")?,
            aliases: table.strings("aliases"),
            definition: table.text("definition")?,
            source: table.text("source")?,
            revised: table.flag("revised"),
        })
    };
    document.tables("term").iter().filter_map(term).collect()
}

/// Reads the questions.
pub fn questions(document: &Table<'_, '_>) -> Vec<Question> {
    let question = |table: &Table<'_, '_>| {
        Some(Question {
            id: table.string("id")?,
            question: table.text("question")?,
            words: table.strings("words"),
            answer: table.text("answer")?,
            quotes: if table.has("quote") || table.has("quotes") { quotes(table)? } else { vec![] },
            basis: match (table.flag("practice"), table.flag("open")) {
                (true, _) => Basis::Practice,
                (false, true) => Basis::Open,
                (false, false) => Basis::Text,
            },
        })
    };
    document.tables("faq").iter().filter_map(question).collect()
}
