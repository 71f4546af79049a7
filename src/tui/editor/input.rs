//! What was typed, read as everywhere by [`crate::quantity::read`].

use crate::policy::FactKind;
use crate::profile::{Value, typed};
use crate::quantity::read::{AmountError, UNITS};

/// What a field with so much room takes of a pasted text, and whether there was more: nothing that
/// steers a terminal. What was between two pieces is a space, so that no digits are joined across
/// it. However long the text is, it is gone through once.
pub fn pasted(text: &str, room: usize) -> (String, bool) {
    let is_gap = |c: char| crate::text::is_unsafe(c) || c == '\n' || c == '\r' || c == '\t';
    let mut kept = String::new();
    let (mut count, mut gap) = (0, false);
    for c in text.chars() {
        if is_gap(c) {
            gap = !kept.is_empty();
            continue;
        }
        for c in gap.then_some(' ').into_iter().chain([c]) {
            if count == room {
                return (kept, true);
            }
            kept.push(c);
            count += 1;
        }
        gap = false;
    }
    (kept, false)
}

/// What a text was understood as.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// Nothing was typed.
    Empty,
    /// A value.
    Value(Value),
    /// A number of money whose unit is not said.
    NeedsUnit,
    /// Why it is no answer.
    Wrong(AmountError),
}

/// Reads what was typed for a fact; `unit` is the position in [`UNITS`] of the unit chosen for a
/// bare number.
pub fn understand(kind: &FactKind, text: &str, unit: Option<usize>) -> Understood {
    let unit = unit.and_then(|at| UNITS.get(at)).map(|(_, unit)| *unit);
    match typed::understand(kind, text, unit) {
        Ok(value) => Understood::Value(value),
        Err(AmountError::Nothing) => Understood::Empty,
        Err(AmountError::NoUnit) => Understood::NeedsUnit,
        Err(error) => Understood::Wrong(error),
    }
}
