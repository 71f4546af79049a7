//! From the model to the screen.

pub mod find;
mod form;
pub mod law;
mod live;
mod reasons;
mod result;
mod settings;
mod start;
mod steps;
mod what_if;
pub mod why;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use crate::text::{columns, printable, printable_within};

use super::hits::Hit;
use super::lines;
use super::model::{Model, Screen};
use super::offers;
use super::session::Saved;
use super::theme::Meaning;

/// The smallest terminal that is drawn on.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Draws the screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    model.hits.borrow_mut().clear();
    let blind = area.width < SMALLEST.0 || area.height < SMALLEST.1;
    model.blind.set(blind);
    if blind {
        let text = lines::wrap(model.strings().too_small, usize::from(area.width));
        frame.render_widget(Paragraph::new(text.join("\n")), area);
        return;
    }
    header(model, frame, Rect { height: 1, ..area });
    let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
    match model.screen {
        Screen::Start => start::draw(model, frame, body),
        Screen::Form => form::draw(model, frame, body),
        Screen::Result => result::draw(model, frame, body),
        Screen::Law => law::draw(model, frame, body),
        Screen::Settings => settings::draw(model, frame, body),
        Screen::WhatIf => what_if::draw(model, frame, body),
    }
    // A click beside a box does not reach what lies under it.
    if !model.popups.is_empty() {
        model.hits.borrow_mut().clear();
    }
    key_bar(model, frame, Rect { y: area.bottom() - 1, height: 1, ..area });
    if let Some(popup) = model.popups.last() {
        popup.draw(model, frame, body);
    }
}

/// A styled line.
pub fn line(text: impl Into<String>, style: Style) -> Line<'static> {
    Line::from(Span::styled(text.into(), style))
}

/// A box with a title; returns the room inside.
pub fn boxed(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str) -> Rect {
    let title = lines::cut(title, usize::from(area.width.saturating_sub(6)));
    let mut block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(model.theme.style(Meaning::Muted))
        .title(Line::styled(format!(" {title} "), model.theme.style(Meaning::Heading)));
    if model.theme.ascii {
        block = block.border_set(border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        });
    }
    let inner = block.inner(area);
    frame.render_widget(block, area);
    // A column of air on both sides.
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// Remembers what a line of an area means to a click.
pub fn hit(model: &Model, inner: Rect, row: usize, hit: Hit) {
    if let Ok(row) = u16::try_from(row)
        && row < inner.height
    {
        model.hits.borrow_mut().push(Rect { y: inner.y + row, height: 1, ..inner }, hit);
    }
}

/// Lines from the top of an area; those beyond its height are not drawn.
pub fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'static>>) {
    frame.render_widget(Paragraph::new(lines), area);
}

/// Room in the middle, cleared; a wide character cut in half at its edge is taken away.
pub fn place(frame: &mut Frame<'_>, area: Rect, width: u16, lines: usize) -> Rect {
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

/// Puts the terminal's cursor into an area, where input methods look for it.
pub fn cursor(frame: &mut Frame<'_>, inner: Rect, column: usize, row: usize) {
    let (Ok(column), Ok(row)) = (u16::try_from(column), u16::try_from(row)) else { return };
    if row < inner.height {
        let x = inner.x + column.min(inner.width.saturating_sub(1));
        frame.set_cursor_position(Position { x, y: inner.y + row });
    }
}

/// Leaves as many lines as there is room for; the last one says that there were more.
fn shorten(lines: &mut Vec<Line<'static>>, room: usize, more: &str, width: usize) {
    if lines.len() <= room {
        return;
    }
    lines.truncate(room);
    if let Some(last) = lines.last_mut() {
        let style = last.spans.first().map_or_else(Default::default, |span| span.style);
        let said = last.to_string();
        // Where there is no room for the hint, the last words go, never a part of a number.
        let room = width.saturating_sub(columns(more));
        let said = lines::wrap(said.trim_end(), room).into_iter().next().unwrap_or_default();
        let said = format!("{}{more}", said.trim_end());
        *last = line(said, style);
    }
}

fn header(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let width = usize::from(area.width);
    let dot = model.theme.symbols().dot;
    let mut left = format!(" {}  {}", strings.app, model.policy.short_title.get(model.lang));
    let mut right = String::new();
    let mut fault = false;
    if let Some(work) = model.work.as_ref().filter(|work| {
        model.screen != Screen::Start
        // What is not on the disk is said on every screen.
        || work.saved.is_owed()
    }) {
        let year = work.profile.year;
        let suffix = if strings.year_of.is_empty() { "" } else { " " };
        left = format!(" {} {dot} {year}{suffix}{}", strings.app, strings.year_of);
        if model.has_other_readings() {
            left = format!("{left} {dot} {}", strings.other_reading_mark);
        }
        let name = match work.profile.enterprise.name.as_str() {
            "" => strings.unnamed.to_owned(),
            name => printable(name).into_owned(),
        };
        left = format!("{left} {dot} {name}");
        right = match &work.saved {
            Saved::Not => strings.unsaved.to_owned(),
            Saved::Due => strings.saving.to_owned(),
            Saved::Yes if work.read_only => strings.read_only.to_owned(),
            Saved::Yes => format!("{} {}", strings.saved, work.saved_at).trim_end().to_owned(),
            Saved::Failed(why) => {
                fault = true;
                let why = printable_within(why, width / 2);
                let how = model.keymap.spell(strings.save_failed_then);
                format!("{}{dot}{why}{dot}{how}", strings.save_failed)
            }
        };
    }
    if let Some(message) = model.message.as_ref().filter(|_| !fault) {
        right = printable_within(message, width * 2 / 3);
    }
    let text = lines::spread(&left, &format!("{right} "), width);
    let meaning = if fault { Meaning::Fault } else { Meaning::Heading };
    put(frame, area, vec![line(text, model.theme.style(meaning))]);
}

fn key_bar(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let mut text = String::new();
    for at in offers::bar(model) {
        let Some(binding) = model.keymap.bindings().get(at) else { continue };
        let more = format!(" {} {} ", binding.name, (binding.label)(model.strings()));
        if columns(&text) + columns(&more) > usize::from(area.width) {
            break;
        }
        let x = area.x + u16::try_from(columns(&text)).unwrap_or(0);
        let width = u16::try_from(columns(&more)).unwrap_or(0);
        model.hits.borrow_mut().push(Rect { x, width, ..area }, Hit::Key(at));
        text.push_str(&more);
    }
    put(frame, area, vec![line(text, model.theme.style(Meaning::Muted))]);
}
