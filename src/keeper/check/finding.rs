//! What a check found: a diagnostic, with facts that show it where there are any.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::policy::Policy;
use crate::profile::{Answers, written};
use crate::text::{Lang, printable_within};

/// One fault of a pack that loads.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where, what, and the remedy.
    pub diagnostic: Diagnostic,
    /// Id of the fact, benefit or article it is about; empty for the pack as a whole.
    pub of: String,
    /// Facts that show the fault, by id, as a profile writes them; empty where none exist.
    pub facts: Vec<(String, String)>,
}

impl Finding {
    /// A finding without facts.
    pub fn new(diagnostic: Diagnostic, of: impl Into<String>) -> Self {
        Self { diagnostic, of: of.into(), facts: Vec::new() }
    }

    /// The finding with the facts that show it.
    pub fn shown_by(mut self, policy: &Policy, answers: &Answers) -> Self {
        self.facts = answers
            .answered()
            .filter_map(|id| {
                let fact = policy.fact(id);
                Some((fact.id.clone(), written(fact, &answers.get(id)?)))
            })
            .collect();
        self
    }

    /// As lines for a person.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = Diagnostics::from(self.diagnostic.clone()).render(lang);
        if !self.facts.is_empty() {
            let facts: Vec<String> =
                self.facts.iter().map(|(id, value)| format!("{id} = {value}")).collect();
            let name = if lang == Lang::Zh { "反例" } else { "counter-example" };
            let _ = writeln!(out, "  {name}: {}", printable_within(&facts.join(", "), 600));
        }
        out
    }

    /// For programs.
    pub fn to_json(&self) -> Json {
        let mut json = diagnostic_json(&self.diagnostic);
        if let Some(map) = json.as_object_mut() {
            if !self.of.is_empty() {
                map.insert("of".to_owned(), json!(self.of));
            }
            if !self.facts.is_empty() {
                let facts: Map<String, Json> =
                    self.facts.iter().map(|(id, value)| (id.clone(), json!(value))).collect();
                map.insert("facts".to_owned(), Json::Object(facts));
            }
        }
        json
    }
}

/// A diagnostic for programs.
pub fn diagnostic_json(diagnostic: &Diagnostic) -> Json {
    let Diagnostic { code, place, what, remedy } = diagnostic;
    json!({
        "code": code, "file": place.file, "line": place.line, "column": place.column,
        "what": { "zh": what.zh, "en": what.en }, "remedy": { "zh": remedy.zh, "en": remedy.en },
    })
}
