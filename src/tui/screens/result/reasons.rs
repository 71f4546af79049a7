//! The reasons of a benefit: a tree that opens and closes, then what else bears on it.

use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::quoting::quoted;
use crate::tui::screens::result::detail::Detail;
use crate::tui::theme::Meaning;

/// Adds the lines; returns the row of the step in focus.
pub fn push(model: &Model, detail: &Detail, out: &mut Pane<'_>) -> Option<usize> {
    let strings = model.strings();
    let symbols = model.theme.symbols();
    let mut focus = None;
    if !detail.turning.is_empty() {
        out.say(strings.own_done, Meaning::Heading);
    }
    for text in &detail.turning {
        out.under("- ", text, Meaning::Open);
    }
    if let Some(award) = &detail.award {
        out.under("= ", award, Meaning::Plain);
    }
    out.say(strings.reasons, Meaning::Heading);
    for at in detail.visible() {
        let node = &detail.nodes[at];
        let here = model.result.reason == Some(at);
        if here {
            focus = Some(out.len());
        }
        let open = detail.is_open(at);
        let fold = match (node.opens, open) {
            (false, _) => " ",
            (true, true) => symbols.opened,
            (true, false) => symbols.closed,
        };
        let mark = if here { symbols.focus } else { " " };
        let indent = "  ".repeat(node.depth);
        let meaning = if here { Meaning::Focus } else { Meaning::Plain };
        out.under(&format!("{mark}{indent}{fold} "), &node.text, meaning);
        if open && !node.quote.is_empty() {
            out.under(&format!(" {indent}  "), &quoted(model, &node.quote), Meaning::Muted);
        }
    }
    let lists = [
        (strings.what_helps, &detail.remedies, Meaning::Plain),
        (strings.by_years, &detail.years, Meaning::Plain),
        (strings.key_readings, &detail.readings, Meaning::Muted),
    ];
    for (title, lines, meaning) in lists.into_iter().filter(|(_, lines, _)| !lines.is_empty()) {
        out.say(title, Meaning::Heading);
        for text in lines {
            out.under("- ", text, meaning);
        }
    }
    focus
}
