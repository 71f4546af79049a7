//! Carrying a profile over to the next year, by the pack's table: last year's figures become
//! the prior ones, and what was true of that year only is asked again.

use crate::policy::{Carry, Fact, FactId, Policy};

use super::parse::YEARS;
use super::{Answers, Profile, Value};

/// A profile of the next year, not saved yet.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The profile.
    pub profile: Profile,
    /// What is different in it, in the pack's order.
    pub changes: Vec<Change>,
}

/// What became of one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It takes a value over: the answer to another fact, or the largest of several.
    Takes {
        /// The fact, in the next year.
        fact: FactId,
        /// Where the value comes from, in the year before.
        from: Vec<FactId>,
        /// The value.
        value: Value,
    },
    /// It was answered, and is asked again.
    Cleared {
        /// The fact.
        fact: FactId,
        /// The answer it had.
        value: Value,
    },
    /// It was not known, and is asked again.
    AskedAgain(FactId),
}

/// The profile of the next year; none where there is no further year.
///
/// The file it was read from is not followed: its comments spoke of the year before. The caller
/// stays, what they were told does not.
pub fn carry_over(policy: &Policy, profile: &Profile) -> Option<Carried> {
    let year = profile.year.checked_add(1).filter(|year| YEARS.contains(year))?;
    let mut next = Profile::new(policy, year);
    next.enterprise = profile.enterprise.clone();
    next.caller = profile.caller.clone();
    let mut changes = Vec::new();
    let old = &profile.answers;
    for (id, fact) in policy.facts() {
        let before = old.get(id);
        let (value, from) = match &fact.carry {
            Carry::Keep => (before.clone(), Vec::new()),
            Carry::Clear => (None, Vec::new()),
            Carry::From(from) => (old.get(*from), vec![*from]),
            Carry::Largest(parts) => (largest(old, parts), parts.clone()),
        };
        match (&value, before) {
            (Some(value), _) if !from.is_empty() => {
                changes.push(Change::Takes { fact: id, from: from.clone(), value: value.clone() });
            }
            (None, Some(value)) => changes.push(Change::Cleared { fact: id, value }),
            (None, None) if profile.unsure.contains(&id) => changes.push(Change::AskedAgain(id)),
            _ => {}
        }
        // A note goes with the answer it explains.
        let source = match fact.carry {
            Carry::Keep => Some(&fact.id),
            Carry::From(from) => Some(&policy.fact(from).id),
            Carry::Clear | Carry::Largest(_) => None,
        };
        if let Some(note) = source.and_then(|id| profile.notes.get(id)) {
            next.notes.insert(fact.id.clone(), note.clone());
        }
        next.answers.set(id, value);
    }
    if let Some(note) = profile.notes.get("profile") {
        next.notes.insert("profile".to_owned(), note.clone());
    }
    Some(Carried { profile: next, changes })
}

/// The largest of some amounts; not known where one of them is not.
fn largest(answers: &Answers, parts: &[FactId]) -> Option<Value> {
    let mut most = None;
    for part in parts {
        let Some(Value::Money(money)) = answers.get(*part) else { return None };
        most = most.max(Some(money));
    }
    most.map(Value::Money)
}

/// The profile of a later year, carried over year by year; none where the year is not a later one
/// or there is none.
pub fn change_year(policy: &Policy, profile: &Profile, to: i32) -> Option<Profile> {
    let mut next = None;
    while next.as_ref().map_or(profile.year, |next: &Profile| next.year) < to {
        next = Some(carry_over(policy, next.as_ref().unwrap_or(profile))?.profile);
    }
    // What others wrote in the file stays: it is the same file.
    next.map(|next| Profile { document: profile.document.clone(), ..next })
}

/// Whether a fact is one of a certain year: its label or its question names it.
pub fn names_year(fact: &Fact) -> bool {
    [&fact.label, &fact.question].iter().any(|text| text.zh.contains("{Y"))
}
