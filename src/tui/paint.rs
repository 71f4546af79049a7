//! Drawing that every screen and popup shares.

use std::borrow::Cow;
use std::num::NonZeroU16;

use ratatui::Frame;
use ratatui::buffer::CellDiffOption;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use crate::text::columns;
use crate::text::width::{SECOND_CELL, drawn};

use super::hits::Hit;
use super::lines;
use super::model::Model;
use super::theme::Meaning;

/// Five characters of ambiguous width and a bar, and where it stands if each takes one cell or two.
const RULER: [&str; 2] = ["“…—·≤|", "     1    2"];

/// The rows of the ruler.
pub const RULED: u16 = 2;

/// The cells of a wide character.
const TWO: NonZeroU16 = NonZeroU16::new(2).unwrap();

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
        .title(Line::styled(
            drawn(&format!(" {title} ")).into_owned(),
            model.theme.style(Meaning::Heading),
        ));
    if model.theme.drawing().plain_signs() {
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
pub fn put(frame: &mut Frame<'_>, area: Rect, mut lines: Vec<Line<'static>>) {
    for span in lines.iter_mut().flat_map(|line| &mut line.spans) {
        if let Cow::Owned(text) = drawn(&span.content) {
            span.content = text.into();
        }
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// Lets the cells in which a character was kept a second cell count as two.
pub fn widen(frame: &mut Frame<'_>) {
    let buffer = frame.buffer_mut();
    let mut second = [0; 4];
    let second = SECOND_CELL.encode_utf8(&mut second);
    for at in 1..buffer.content.len() {
        let [before, cell] = &mut buffer.content[at - 1..=at] else { continue };
        if cell.symbol() == second {
            cell.set_symbol(" ");
            before.set_diff_option(CellDiffOption::ForcedWidth(TWO));
        }
    }
}

/// Two lines that show which width the terminal gives ambiguous characters, whichever is set: the
/// bar stands above the number of cells that each of them takes.
pub fn ruler(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let style = model.theme.style(Meaning::Plain);
    // Past `put`, which would make the two agree.
    frame.render_widget(Paragraph::new(RULER.map(|bar| line(bar, style)).to_vec()), area);
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
pub fn shorten(lines: &mut Vec<Line<'static>>, room: usize, more: &str, width: usize) {
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

/// A text in lines of one meaning.
pub fn said(model: &Model, text: &str, meaning: Meaning, width: usize) -> Vec<Line<'static>> {
    let style = model.theme.style(meaning);
    lines::wrap(text, width).into_iter().map(|text| line(text, style)).collect()
}
