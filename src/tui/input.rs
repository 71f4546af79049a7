//! What was typed, read by [`crate::profile::typed`], with the reasons in the wizard's words.

use crate::policy::FactKind;
use crate::profile::Value;
use crate::profile::typed::{self, Wrong};

use super::strings::Strings;

pub use crate::profile::typed::{UNITS, normalized, yuan};

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
    Wrong(&'static str),
}

/// Reads what was typed for a fact; `unit` is the unit chosen for a bare number.
pub fn understand(
    kind: &FactKind,
    text: &str,
    unit: Option<usize>,
    strings: &Strings,
) -> Understood {
    match typed::understand(kind, text, unit) {
        typed::Understood::Empty => Understood::Empty,
        typed::Understood::Value(value) => Understood::Value(value),
        typed::Understood::NeedsUnit => Understood::NeedsUnit,
        typed::Understood::Wrong(wrong) => Understood::Wrong(match wrong {
            Wrong::Money => strings.bad_money,
            Wrong::Negative => strings.bad_negative,
            Wrong::Fine => strings.bad_fine,
            Wrong::Large => strings.bad_large,
            Wrong::Percent => strings.bad_percent,
            Wrong::Count => strings.bad_count,
            Wrong::Year => strings.bad_year,
        }),
    }
}
