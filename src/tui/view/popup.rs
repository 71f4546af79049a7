//! Boxes on top of a screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::text::{columns, printable, printable_within};

use super::super::hits::Hit;
use super::super::lines::{spread, window, wrap};
use super::super::model::{Model, Screen};
use super::super::offers::menu;
use super::super::popup::Popup;
use super::super::theme::Meaning;
use super::super::{compare, readings, routes};
use super::{boxed, hit, line, put, shelf};

pub(super) fn draw(model: &Model, popup: Popup, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let wide = area.width.saturating_sub(4).min(90);
    match popup {
        Popup::Help { scroll } => {
            let text = help(model, usize::from(wide - 4));
            let area = place(frame, area, wide, text.len());
            scrolled(model, frame, area, strings.key_help, text, scroll);
        }
        Popup::Sentence { row } => {
            let rows = super::law::leads(model, usize::from(wide).saturating_sub(10));
            choices(model, frame, area, strings.law_leads, rows, row);
        }
        Popup::Term { at, scroll, .. } => {
            let text = super::law::term(model, at, usize::from(wide - 4));
            let area = place(frame, area, wide, text.len());
            scrolled(model, frame, area, strings.kind_term, text, scroll);
        }
        Popup::Menu { row } => {
            let rows = menu(model)
                .into_iter()
                .map(|binding| spread((binding.label)(strings), &binding.name, 30))
                .collect();
            choices(model, frame, area, strings.key_menu, rows, row);
        }
        Popup::Sections { row } => {
            let rows = model
                .steps()
                .into_iter()
                .map(|(title, done, all)| spread(&title, &format!("{done}/{all}"), 34))
                .collect();
            choices(model, frame, area, strings.steps, rows, row);
        }
        Popup::Routes { row } => {
            let rows =
                routes::routes(model).into_iter().map(|(_, name)| spread(&name, "", 50)).collect();
            choices(model, frame, area, strings.way_of, rows, row);
        }
        Popup::Page { row } => {
            let (text, rows) = page(model, row, usize::from(wide - 4));
            let area = place(frame, area, wide, text.len());
            let inner = boxed(model, frame, area, strings.page_title);
            for at in 0..rows {
                hit(model, inner, at, Hit::Row(at));
            }
            put(frame, inner, text);
        }
        Popup::Beside { row } => {
            let rows = compare::offers(model).into_iter();
            let rows = rows.map(|(_, name)| spread(&printable(&name), "", 50)).collect();
            choices(model, frame, area, strings.compare_title, rows, row);
        }
        Popup::Compared { scroll } => {
            let style = model.theme.style(Meaning::Plain);
            let lines = wrap(&model.compared, usize::from(wide - 4)).into_iter();
            let text: Vec<Line<'static>> = lines.map(|text| line(text, style)).collect();
            let area = place(frame, area, wide, text.len());
            scrolled(model, frame, area, strings.key_compare, text, scroll);
        }
        Popup::Readings { row } => {
            let width = usize::from(wide).saturating_sub(14);
            let rows = readings::options(model)
                .into_iter()
                .map(|option| readings::row(model, option))
                .map(|(text, moved)| spread(&text, &moved, width))
                .collect();
            // The rows may have no room for the option: the focused one is said in full below.
            let about =
                readings::options(model).get(row).map(|option| readings::row(model, option).0);
            let about = about.unwrap_or_default();
            choices_about(model, frame, area, strings.readings_title, rows, row, &about);
        }
        Popup::Rename => shelf::rename(model, frame, area),
        Popup::Carry { row, scroll } => shelf::carry(model, frame, area, row, scroll),
        Popup::Bin { row } => shelf::bin(model, frame, area, row),
        Popup::EmptyBin { row } => shelf::empty_bin(model, frame, area, row),
        Popup::Unsaved { row } => super::unsaved::draw(model, frame, area, row),
        Popup::Purge { row } => shelf::purge(model, frame, area, row),
        Popup::Elsewhere { row } => {
            let width = usize::from(area.width).saturating_sub(14);
            let named =
                |place: &std::path::PathBuf| printable_within(&place.display().to_string(), width);
            let rows = model.places.iter().map(named).collect();
            choices(model, frame, area, strings.elsewhere_title, rows, row);
        }
        Popup::TakeOver { row } => {
            let rows = [strings.take_over_no, strings.take_over_yes].map(str::to_owned).to_vec();
            choices(model, frame, area, strings.take_over_title, rows, row);
        }
        Popup::Quit { row } => {
            let rows = [strings.quit_stay, strings.quit_start, strings.quit_leave];
            let rows = rows.into_iter().map(|row| spread(row, "", 24)).collect();
            choices(model, frame, area, strings.quit_title, rows, row);
        }
    }
}

/// Room in the middle, cleared; a wide character cut in half at its edge is taken away.
pub(super) fn place(frame: &mut Frame<'_>, area: Rect, width: u16, lines: usize) -> Rect {
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let width = width.min(area.width);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    let room = Rect { x, y, width, height };
    frame.render_widget(Clear, room);
    let buffer = frame.buffer_mut();
    for row in room.top()..room.bottom() {
        if let Some(left) = x.checked_sub(1)
            && let Some(cell) = buffer.cell_mut((left, row))
            && columns(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
    room
}

fn scrolled(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    text: Vec<Line<'static>>,
    scroll: usize,
) {
    let title = format!("{title} {} {}", model.theme.symbols().dot, model.strings().close);
    let inner = boxed(model, frame, area, &title);
    let last = text.len().saturating_sub(usize::from(inner.height));
    put(frame, inner, text.into_iter().skip(scroll.min(last)).collect());
}

pub(super) fn choices(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    rows: Vec<String>,
    focus: usize,
) {
    choices_about(model, frame, area, title, rows, focus, "");
}

/// Lines below the rows, where what is focused is said in full.
const ABOUT: usize = 3;

fn choices_about(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    rows: Vec<String>,
    focus: usize,
    about: &str,
) {
    let widest = rows.iter().map(|row| columns(row) + 10).max().unwrap_or(0);
    let widest = widest.max(columns(title) + 6);
    let below = if about.is_empty() { 0 } else { ABOUT + 1 };
    let lines = rows.len() + below;
    let room = place(frame, area, u16::try_from(widest).unwrap_or(area.width), lines);
    let inner = boxed(model, frame, room, title);
    let height = usize::from(inner.height).saturating_sub(below);
    let shown = window(rows.len(), focus, height);
    let mut out = Vec::new();
    for at in shown {
        let mark = if at == focus { model.theme.symbols().focus } else { " " };
        let number = if at < 9 { format!("{}.", at + 1) } else { "  ".to_owned() };
        let meaning = if at == focus { Meaning::Focus } else { Meaning::Plain };
        hit(model, inner, out.len(), Hit::Row(at));
        out.push(line(format!("{mark} {number} {}", rows[at]), model.theme.style(meaning)));
    }
    if !about.is_empty() {
        let (width, muted) = (usize::from(inner.width), model.theme.style(Meaning::Muted));
        out.push(line(model.theme.symbols().rule.repeat(width), muted));
        out.extend(wrap(about, width).into_iter().take(ABOUT).map(|text| line(text, muted)));
    }
    put(frame, inner, out);
}

/// The choices, then what was written and the short text.
fn page(model: &Model, focus: usize, width: usize) -> (Vec<Line<'static>>, usize) {
    let strings = model.strings();
    let style = |meaning| model.theme.style(meaning);
    let done = &model.page;
    let notes = if done.notes { strings.page_without_notes } else { strings.page_with_notes };
    let rows = [strings.page_browse, notes, strings.page_close];
    let mut out = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let mark = if at == focus { model.theme.symbols().focus } else { " " };
        let meaning = if at == focus { Meaning::Focus } else { Meaning::Plain };
        out.push(line(format!("{mark} {}. {row}", at + 1), style(meaning)));
    }
    let mut say = |text: &str, meaning| {
        out.extend(wrap(text, width).into_iter().map(|l| line(l, style(meaning))));
    };
    say("", Meaning::Plain);
    if let Some(fault) = &done.fault {
        say(&format!("{}{fault}", strings.page_failed), Meaning::Fault);
    }
    if !done.files.is_empty() {
        say(strings.page_written, Meaning::Heading);
        for file in &done.files {
            say(file, Meaning::Plain);
        }
    }
    say("", Meaning::Plain);
    say(strings.page_copied, Meaning::Heading);
    say(&done.text, Meaning::Plain);
    (out, rows.len())
}

fn help(model: &Model, width: usize) -> Vec<Line<'static>> {
    let strings = model.strings();
    let place = model.screen_place();
    let wanted = model.help_filter.to_lowercase();
    let mut rows: Vec<String> = model
        .keymap
        .bindings()
        .iter()
        .filter(|binding| binding.places.contains(&place))
        .map(|binding| {
            let pad = 11usize.saturating_sub(columns(&binding.name));
            format!("{}{}{}", binding.name, " ".repeat(pad), (binding.label)(strings))
        })
        .collect();
    let hints = [strings.help_digits, strings.help_money, strings.help_saved, strings.help_mouse];
    rows.extend(hints.map(str::to_owned));
    rows.retain(|row| row.to_lowercase().contains(&wanted));
    let looked_for = format!("{}{}_", strings.help_filter, printable(&model.help_filter));
    let mut out = vec![line(looked_for, model.theme.style(Meaning::Heading))];
    // First what the question in focus means, where the screen had no room for all of it.
    let asked = model.work.as_ref().filter(|_| wanted.is_empty() && model.screen == Screen::Form);
    out.extend(asked.map(|work| super::why::whole(model, work, width)).unwrap_or_default());
    let plain = model.theme.style(Meaning::Plain);
    out.extend(rows.iter().flat_map(|row| wrap(row, width)).map(|l| line(l, plain)));
    out
}
