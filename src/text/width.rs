//! How wide text is on the terminal at hand, and which signs it can be given.
//!
//! Unicode leaves the width of “ ” … — · ≤ and their like to the terminal: one cell nearly
//! everywhere, two in Chinese consoles. Every width in the program is asked for here, so that
//! what is drawn fits whichever it is.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a terminal is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Only ASCII is drawn beside the words.
    pub ascii: bool,
    /// Characters of ambiguous width take two cells, not one.
    pub wide: bool,
}

impl Drawing {
    /// Whether lines and symbols are drawn with ASCII: nothing else is one cell wide everywhere.
    pub fn plain_signs(self) -> bool {
        self.ascii || self.wide
    }
}

thread_local! {
    /// Of a thread, as the tests draw for both kinds at once; the program draws on one only.
    static DRAWING: Cell<Drawing> = const { Cell::new(Drawing { ascii: false, wide: false }) };
}

/// The second cell of an ambiguous character in what [`drawn`] returns: a code point that is no
/// character and that [`super::is_unsafe`] keeps out of every text.
pub const SECOND_CELL: char = '\u{FDD0}';

/// From now on text is measured for this terminal.
pub fn draw_as(drawing: Drawing) {
    DRAWING.set(drawing);
}

/// The terminal that text is measured for.
pub fn drawing() -> Drawing {
    DRAWING.get()
}

/// Columns that a string takes on the terminal.
pub fn columns(text: &str) -> usize {
    let drawing = drawing();
    match drawing {
        Drawing { wide: false, .. } => text.width(),
        Drawing { wide: true, ascii: false } => text.width_cjk(),
        Drawing { wide: true, ascii: true } => text.chars().map(char_columns).sum(),
    }
}

/// Columns of one character.
pub fn char_columns(c: char) -> usize {
    let columns = if drawing().wide && !is_replaced(c) { c.width_cjk() } else { c.width() };
    columns.unwrap_or(0)
}

/// The ASCII character that is drawn in place of a sign where only ASCII is drawn.
fn replacement(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '−' | '·' | '─' => '-',
        '→' | '▸' => '>',
        '←' => '<',
        '↑' | '▲' => '^',
        '↓' => 'v',
        '×' | '✗' => 'x',
        '✓' => '+',
        '○' | '□' => 'o',
        '…' => '.',
        '│' => '|',
        '¥' => 'Y',
        _ => return None,
    })
}

fn is_replaced(c: char) -> bool {
    drawing().ascii && replacement(c).is_some()
}

/// What stands for the part of a text that was cut.
pub fn dots() -> &'static str {
    if drawing().ascii { "..." } else { "…" }
}

/// Whether a character takes a cell more than a library thinks that counts it as narrow.
pub fn is_widened(c: char) -> bool {
    drawing().wide && !is_replaced(c) && c.width_cjk() > c.width()
}

/// The text as it is drawn: signs as ASCII where that is asked for, and a [`SECOND_CELL`] after
/// each character that takes one more cell than the drawing library thinks.
pub fn drawn(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_replaced(c) || is_widened(c)) {
        return Cow::Borrowed(text);
    }
    let ascii = drawing().ascii;
    let sign = |c: char| replacement(c).filter(|_| ascii).unwrap_or(c);
    let cells =
        |c: char| [Some(sign(c)), is_widened(c).then_some(SECOND_CELL)].into_iter().flatten();
    Cow::Owned(text.chars().flat_map(cells).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_characters_are_as_wide_as_the_terminal_draws_them() {
        let text = "“首台套”…—·≤→✓";
        // Three Han of two cells each; eight others of one.
        assert_eq!(columns(text), 6 + 8);
        draw_as(Drawing { wide: true, ..Drawing::default() });
        // ✓ is narrow by Unicode, the seven before it are ambiguous.
        assert_eq!(columns(text), 6 + 7 * 2 + 1);
        let drawn = drawn(text);
        assert_eq!(drawn.matches(SECOND_CELL).count(), 7);
        // The drawing library counts the filled text as wide as the terminal draws it.
        assert_eq!(drawn.width(), columns(text));
        assert_eq!(drawn.replace(SECOND_CELL, ""), text);
    }

    #[test]
    fn signs_of_ascii_are_one_cell_wide_on_every_terminal() {
        for wide in [false, true] {
            draw_as(Drawing { ascii: true, wide });
            let text = "“首台套”—·→✓";
            assert_eq!(drawn(text), "\"首台套\"-->+");
            assert_eq!(columns(text), 6 + 6);
        }
    }

    #[test]
    fn text_from_outside_has_no_second_cells() {
        assert_eq!(crate::text::printable("a\u{fdd0}"), "a\\u{fdd0}");
    }
}
