//! The reasons of a benefit: a tree that opens and closes, then what else bears on it.

use ratatui::text::Line;

use crate::tui::lines::wrap_under;
use crate::tui::model::Model;
use crate::tui::paint::line;
use crate::tui::quoting::quoted;
use crate::tui::screens::result::detail::Detail;
use crate::tui::theme::Meaning;

/// Adds the lines; returns the row of the step in focus.
pub fn push(
    model: &Model,
    detail: &Detail,
    width: usize,
    out: &mut Vec<Line<'static>>,
) -> Option<usize> {
    let strings = model.strings();
    let symbols = model.theme.symbols();
    let style = |meaning| model.theme.style(meaning);
    let mut focus = None;
    let say = |out: &mut Vec<Line<'static>>, lead: &str, text: &str, meaning| {
        let wrapped = wrap_under(lead, text, width);
        out.extend(wrapped.into_iter().map(|l| line(l, style(meaning))));
    };
    if !detail.turning.is_empty() {
        say(out, "", strings.own_done, Meaning::Heading);
    }
    for text in &detail.turning {
        say(out, "- ", text, Meaning::Open);
    }
    if let Some(award) = &detail.award {
        say(out, "= ", award, Meaning::Plain);
    }
    say(out, "", strings.reasons, Meaning::Heading);
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
        say(out, &format!("{mark}{indent}{fold} "), &node.text, meaning);
        if open && !node.quote.is_empty() {
            say(out, &format!(" {indent}  "), &quoted(model, &node.quote), Meaning::Muted);
        }
    }
    let lists = [
        (strings.what_helps, &detail.remedies, Meaning::Plain),
        (strings.by_years, &detail.years, Meaning::Plain),
        (strings.key_readings, &detail.readings, Meaning::Muted),
    ];
    for (title, lines, meaning) in lists {
        if !lines.is_empty() {
            say(out, "", title, Meaning::Heading);
        }
        for text in lines {
            say(out, "- ", text, meaning);
        }
    }
    focus
}
