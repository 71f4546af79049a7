//! Open questions for who can answer them, and the sheets that they go in and come back by.

use std::io::{self, Write};
use std::path::Path;

use crate::interview::State;
use crate::policy::{FactId, Policy};
use crate::profile::{Enterprise, Profile};
use crate::text::{Lang, Text, dated};

use super::model::Model;

/// Workbooks in and out; the face that knows them gives it.
pub trait Sheets {
    /// Writes a workbook with some questions about one enterprise.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, ask: &Ask<'_>, to: &mut (dyn Write + Send)) -> io::Result<()>;

    /// Reads the enterprises of a sheet.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(&self, policy: &Policy, lang: Lang, file: &Path) -> Result<Vec<Profile>, Text>;
}

/// What is asked about one enterprise.
pub struct Ask<'a> {
    /// The measure.
    pub policy: &'a Policy,
    /// The language.
    pub lang: Lang,
    /// The assessment year.
    pub year: i32,
    /// What the enterprise is called.
    pub name: &'a str,
    /// Its codes.
    pub enterprise: &'a Enterprise,
    /// The questions.
    pub facts: &'a [FactId],
}

/// Who knows what is still open, each with the questions; those whom most is asked first.
pub fn people(model: &Model) -> Vec<(String, Vec<FactId>)> {
    let mut people: Vec<(String, Vec<FactId>)> = Vec::new();
    let questions = model.work.iter().flat_map(|work| work.interview.questions());
    let year = model.work.as_ref().map_or(0, |work| work.profile.year);
    for question in questions {
        let open = question.is_due() || question.relevant && question.state == State::Unsure;
        if !open {
            continue;
        }
        let who = dated(model.policy.fact(question.fact).who_knows.get(model.lang), year);
        // The person, without where the figure stands or who else may know.
        let end = who.find(['（', '(', '；', ';', '，', ',']).unwrap_or(who.len());
        let who = who[..end].trim_end().to_owned();
        match people.iter_mut().find(|(known, _)| *known == who) {
            Some((_, facts)) => facts.push(question.fact),
            None => people.push((who, vec![question.fact])),
        }
    }
    people.sort_by_key(|(_, facts)| std::cmp::Reverse(facts.len()));
    people
}
