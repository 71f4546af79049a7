//! What was typed, read as everywhere by [`crate::quantity::read`].

use crate::policy::FactKind;
use crate::profile::{Value, typed};
use crate::quantity::read::{AmountError, UNITS};

/// What a field with so much room takes of a pasted text, and whether there was more: nothing that
/// steers a terminal. However long the text is, it is gone through once.
pub fn pasted(text: &str, room: usize) -> (String, bool) {
    let mut clean = text.chars().filter(|c| !crate::text::is_unsafe(*c));
    let kept = clean.by_ref().take(room).collect();
    (kept, clean.next().is_some())
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
