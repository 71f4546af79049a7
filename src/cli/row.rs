//! A line of a list of profiles.

use crate::text::{char_columns, columns, printable_within};

/// Columns of a name in a list.
const NAME: usize = 30;

/// One line of a list: a name in its column, then the rest.
pub fn row(name: &str, when: &str, about: &str) -> String {
    let name = printable_within(name, NAME);
    let gap = (NAME + 2 * char_columns(' ')).saturating_sub(columns(&name));
    format!("{name}{}{when}  {about}\n", " ".repeat(gap))
}
