//! The items of a list, as a table.

use crate::policy::Fact;
use crate::profile::{Item, Value};
use crate::text::{Lang, columns};
use crate::tui::editor::Editor;

/// The fields of an item, each as a cell.
pub(super) fn cells_of(fields: &[Fact], item: &Item, lang: Lang) -> Vec<String> {
    let cell = |(value, field): (&Option<Value>, &Fact)| {
        value.as_ref().map_or_else(|| "?".to_owned(), |value| value.display(field, lang))
    };
    item.iter().zip(fields).map(cell).collect()
}

/// How wide the columns of the items are, their names with them.
pub(super) fn widths(editor: &Editor, lang: Lang) -> Vec<usize> {
    let names = editor.fields().iter().map(|field| columns(field.label.get(lang)));
    let mut widths: Vec<usize> = names.collect();
    for item in &editor.items {
        for (cell, width) in cells_of(editor.fields(), item, lang).iter().zip(&mut widths) {
            *width = columns(cell).max(*width);
        }
    }
    widths
}

/// Cells beside each other, padded to their columns.
pub(super) fn table_line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(columns(cell)))));
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}
