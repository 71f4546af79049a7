//! The settings screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::{columns, printable_within};
use crate::tui::hits::Hit;
use crate::tui::model::Model;
use crate::tui::paint::{RULED, boxed, cursor, line, ruler};
use crate::tui::pane::Pane;
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::words::{help, label, rows, value};
use crate::tui::theme::Meaning;

/// Draws it.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let mut inner = boxed(model, frame, area, strings.key_settings);
    // A value far from its name is hard to find.
    inner.width = inner.width.min(110);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    let rows = rows(model);
    let view = &model.settings;
    let row = view.list.cursor().min(rows.len().saturating_sub(1));
    let Some(focused) = rows.get(row).copied() else { return };
    view.list.page.set(height / 2);

    let mut below = Pane::new(model, width);
    below.rule();
    if let Some(fault) = &view.fault {
        below.say(fault, Meaning::Fault);
    }
    below.say(&model.keymap.spell(help(model, focused)), Meaning::Plain);
    if let Setting::Reading(at) = focused
        && let Some(reading) = model.policy.readings.get(at)
    {
        below.say(reading.title.get(model.lang), Meaning::Heading);
        let chosen = model.program.readings().0.get(at).copied().unwrap_or(0);
        for (option, known) in reading.options.iter().enumerate() {
            let symbols = model.theme.symbols();
            let mark = if option == chosen { symbols.yes } else { symbols.open };
            below.under(&format!("  {mark} "), known.label.get(model.lang), Meaning::Plain);
        }
    }
    for unknown in view.unknown.iter().take(3) {
        below.say(unknown.get(model.lang), Meaning::Missing);
    }
    if let Some(path) = &view.path {
        below.say(&format!("{}{}", strings.set_file, path.display()), Meaning::Muted);
    }
    let mut list = Pane::new(model, width);
    let mut focus_line = 0;
    for (at, setting) in rows.iter().enumerate() {
        if matches!(setting, Setting::Reading(0)) {
            list.row(strings.set_readings, "", Meaning::Heading);
        }
        let focus = at == row;
        if focus {
            focus_line = list.len();
        }
        if let Some(input) = view.input.as_ref().filter(|_| focus) {
            let lead = format!("{} {} ", model.theme.symbols().focus, label(model, *setting));
            let (shown, _) = input.shown(width.saturating_sub(columns(&lead) + 1));
            let text = format!("{lead}{shown}");
            list.push(line(text, model.theme.style(Meaning::Heading)));
        } else {
            let said = printable_within(&value(model, *setting), (width / 2).max(16));
            list.choice(focus, &format!(" {}", label(model, *setting)), &said, Meaning::Plain);
        }
        list.hit(Hit::Row(at));
    }
    // Where only ASCII is drawn, their width is nobody's concern.
    let ruled = if height > 14 && !model.theme.ascii { RULED } else { 0 };
    let room = height.saturating_sub(below.len() + usize::from(ruled)).max(4.min(height));
    let mut out = Pane::new(model, width);
    let first = out.window(list, focus_line, room);
    out.append(below);
    out.draw(frame, inner);
    ruler(model, frame, Rect { y: inner.bottom() - ruled, height: ruled, ..inner });
    if let Some(input) = view.input.as_ref().filter(|_| model.popups.is_empty()) {
        let lead = columns(&label(model, focused)) + 3;
        let (_, column) = input.shown(width.saturating_sub(lead + 1));
        cursor(frame, inner, lead + column, focus_line - first);
    }
}
