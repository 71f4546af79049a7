//! The settings screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::{columns, printable_within};

use crate::tui::hits::Hit;
use crate::tui::lines::{spread, window, wrap, wrap_under};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put, ruler};
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::words::{help, label, rows, value};
use crate::tui::theme::Meaning;

/// The rows of the ruler.
const RULED: u16 = 2;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let mut inner = boxed(model, frame, area, strings.key_settings);
    // A value far from its name is hard to find.
    inner.width = inner.width.min(110);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    let style = |meaning| model.theme.style(meaning);
    let rows = rows(model);
    let view = &model.settings;
    let row = view.list.cursor().min(rows.len().saturating_sub(1));
    let Some(focused) = rows.get(row).copied() else { return };
    view.list.page.set(height / 2);

    let mut below = vec![line(model.theme.symbols().rule.repeat(width), style(Meaning::Muted))];
    let mut say = |text: &str, meaning| {
        below.extend(wrap(text, width).into_iter().map(|l| line(l, style(meaning))));
    };
    if let Some(fault) = &view.fault {
        say(fault, Meaning::Fault);
    }
    say(&model.keymap.spell(help(model, focused)), Meaning::Plain);
    if let Setting::Reading(at) = focused
        && let Some(reading) = model.policy.readings.get(at)
    {
        let title = wrap(reading.title.get(model.lang), width).into_iter();
        below.extend(title.map(|l| line(l, style(Meaning::Heading))));
        let chosen = model.program.readings().0.get(at).copied().unwrap_or(0);
        for (option, known) in reading.options.iter().enumerate() {
            let symbols = model.theme.symbols();
            let mark = if option == chosen { symbols.yes } else { symbols.open };
            let wrapped = wrap_under(&format!("  {mark} "), known.label.get(model.lang), width);
            below.extend(wrapped.into_iter().map(|l| line(l, style(Meaning::Plain))));
        }
    }
    let mut say = |text: &str, meaning| {
        below.extend(wrap(text, width).into_iter().map(|l| line(l, style(meaning))));
    };
    for unknown in view.unknown.iter().take(3) {
        say(unknown.get(model.lang), Meaning::Missing);
    }
    if let Some(path) = &view.path {
        say(&format!("{}{}", strings.set_file, path.display()), Meaning::Muted);
    }
    // Where only ASCII is drawn, their width is nobody's concern.
    let ruled = if height > 14 && !model.theme.ascii { RULED } else { 0 };
    let room = height.saturating_sub(below.len() + usize::from(ruled)).max(4.min(height));
    let mut list = Vec::new();
    let mut focus_line = 0;
    for (at, setting) in rows.iter().enumerate() {
        if matches!(setting, Setting::Reading(0)) {
            list.push((line(strings.set_readings, style(Meaning::Heading)), None));
        }
        let focus = at == row;
        if focus {
            focus_line = list.len();
        }
        let mark = if focus { model.theme.symbols().focus } else { " " };
        let meaning = if focus { Meaning::Focus } else { Meaning::Plain };
        if let Some(input) = view.input.as_ref().filter(|_| focus) {
            let lead = format!("{mark} {} ", label(model, *setting));
            let room = width.saturating_sub(columns(&lead) + 1);
            let (shown, _) = input.shown(room);
            list.push((line(format!("{lead}{shown}"), style(Meaning::Heading)), Some(at)));
            continue;
        }
        let said = value(model, *setting);
        let said = printable_within(&said, (width / 2).max(16));
        let text = spread(&format!("{mark} {}", label(model, *setting)), &said, width);
        list.push((line(text, style(meaning)), Some(at)));
    }
    let shown = window(list.len(), focus_line, room);
    let first = shown.start;
    let mut out = Vec::new();
    for at in shown {
        let (text, row) = &list[at];
        if let Some(row) = row {
            hit(model, inner, out.len(), Hit::Row(*row));
        }
        out.push(text.clone());
    }
    if let Some(input) = view.input.as_ref().filter(|_| model.popups.is_empty()) {
        let lead = columns(&label(model, focused)) + 3;
        let (_, column) = input.shown(width.saturating_sub(lead + 1));
        crate::tui::paint::cursor(frame, inner, lead + column, focus_line - first);
    }
    out.extend(below);
    put(frame, inner, out);
    ruler(model, frame, Rect { y: inner.bottom() - ruled, height: ruled, ..inner });
}
