//! Boxes of the list of profiles: another name, what is carried over, the bin.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::profile::Change;
use crate::quantity::calendar::stamp;
use crate::text::{columns, printable_within};

use super::super::lines::{spread, wrap, wrap_under};
use super::super::list::Kept;
use super::super::model::Model;
use super::super::theme::Meaning;
use super::popup::{choices, place};
use super::{boxed, hit, line, put};
use crate::tui::hits::Hit;

pub(super) fn rename(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let wide = area.width.saturating_sub(4).min(70);
    let width = usize::from(wide).saturating_sub(4);
    let rename = &model.list.rename;
    let mut out =
        vec![line(printable_within(&rename.from, width), model.theme.style(Meaning::Muted))];
    let scroll = rename.input.visual_scroll(width.saturating_sub(4));
    let typed: String = rename.input.value().to_owned();
    let cut = skip_columns(&typed, scroll);
    let shown = printable_within(cut, width.saturating_sub(3));
    out.push(line(
        format!("{} {shown}", model.theme.symbols().focus),
        model.theme.style(Meaning::Plain),
    ));
    if let Some(fault) = &rename.fault {
        let lines = wrap(fault, width).into_iter();
        out.extend(lines.map(|l| line(l, model.theme.style(Meaning::Fault))));
    }
    let room = place(frame, area, wide, out.len());
    let inner = boxed(model, frame, room, model.strings().rename_title);
    put(frame, inner, out);
    let column = 2 + rename.input.visual_cursor().saturating_sub(scroll);
    let x = inner.x + u16::try_from(column).unwrap_or(0).min(inner.width.saturating_sub(1));
    frame.set_cursor_position(Position { x, y: inner.y + 1 });
}

/// What is left of a text after some columns.
pub(super) fn skip_columns(text: &str, skip: usize) -> &str {
    let mut passed = 0;
    for (at, c) in text.char_indices() {
        if passed >= skip {
            return &text[at..];
        }
        passed += crate::text::char_columns(c);
    }
    if skip == 0 { text } else { "" }
}

pub(super) fn carry(model: &Model, frame: &mut Frame<'_>, area: Rect, row: usize, scroll: usize) {
    let strings = model.strings();
    let Some((name, year, carried)) = &model.list.carried else { return };
    let wide = area.width.saturating_sub(4).min(90);
    let width = usize::from(wide).saturating_sub(4);
    let style = |meaning| model.theme.style(meaning);
    let mut out = Vec::new();
    for (at, text) in [strings.carry_save, strings.carry_cancel].into_iter().enumerate() {
        let mark = if at == row { model.theme.symbols().focus } else { " " };
        let meaning = if at == row { Meaning::Focus } else { Meaning::Plain };
        out.push(line(format!("{mark} {}. {text}", at + 1), style(meaning)));
    }
    let next = carried.profile.year;
    let label = |fact, year| model.policy.fact(fact).label.dated(year).get(model.lang).to_owned();
    let mut takes = Vec::new();
    let mut clears = Vec::new();
    for change in &carried.changes {
        match change {
            Change::Takes { fact, value, .. } => {
                let value = value.display(model.policy.fact(*fact), model.lang);
                takes.push(spread(&label(*fact, next), &value, width - 2));
            }
            Change::Cleared { fact, value } => {
                let value = value.display(model.policy.fact(*fact), model.lang);
                // Lists of options may be long; amounts are not.
                let value = printable_within(&value, width / 2);
                clears.push(spread(&label(*fact, *year), &value, width - 2));
            }
            Change::AskedAgain(fact) => {
                clears.push(spread(&label(*fact, *year), strings.unsure, width - 2));
            }
        }
    }
    let mut list = Vec::new();
    for (heading, lines) in [(strings.carry_takes, takes), (strings.carry_clears, clears)] {
        if !lines.is_empty() {
            list.push(line("", style(Meaning::Plain)));
            list.push(line(heading, style(Meaning::Heading)));
            let indented = lines.into_iter().flat_map(|text| wrap_under("  ", &text, width));
            list.extend(indented.map(|l| line(l, style(Meaning::Plain))));
        }
    }
    let room = place(frame, area, wide, out.len() + list.len());
    let fits = out.len() + list.len() + 2 <= usize::from(room.height);
    let mut title = format!("{} {next}: {name}", strings.carry_title);
    if !fits {
        title = format!("{title} {} {}", model.theme.symbols().dot, strings.carry_scroll);
    }
    let inner = boxed(model, frame, room, &title);
    for at in 0..2 {
        hit(model, inner, at, Hit::Row(at));
    }
    let height = usize::from(inner.height).saturating_sub(out.len());
    let first = scroll.min(list.len().saturating_sub(height));
    out.extend(list.into_iter().skip(first));
    put(frame, inner, out);
}

pub(super) fn bin(model: &Model, frame: &mut Frame<'_>, area: Rect, row: usize) {
    let strings = model.strings();
    let width = usize::from(area.width).saturating_sub(14).min(70);
    let rows: Vec<String> = model
        .list
        .kept
        .iter()
        .map(|kept| match kept {
            Kept::State { name, state } => {
                let when = format!("{} {}", strings.bin_state, stamp(state.modified));
                spread(name, &when, width)
            }
            Kept::Deleted(deleted) => {
                let when = format!("{} {}", strings.bin_deleted, stamp(deleted.modified));
                spread(&deleted.name, &when, width)
            }
            Kept::Empty => spread(strings.bin_empty_row, "", width),
        })
        .collect();
    if rows.is_empty() {
        let text = strings.bin_nothing;
        let wide = u16::try_from(columns(text) + 6).unwrap_or(area.width);
        let room = place(frame, area, wide, 1);
        let inner = boxed(model, frame, room, strings.key_bin);
        put(frame, inner, vec![line(text, model.theme.style(Meaning::Plain))]);
        return;
    }
    choices(model, frame, area, strings.bin_title, rows, row);
}

pub(super) fn empty_bin(model: &Model, frame: &mut Frame<'_>, area: Rect, row: usize) {
    let strings = model.strings();
    let wide = columns(strings.bin_sure);
    let rows = [strings.bin_keep, strings.bin_purge].map(|row| spread(row, "", wide)).to_vec();
    choices(model, frame, area, strings.bin_sure, rows, row);
}

pub(super) fn purge(model: &Model, frame: &mut Frame<'_>, area: Rect, row: usize) {
    let strings = model.strings();
    let width = usize::from(area.width).saturating_sub(10);
    let yes = format!("{}{}", strings.purge_yes, model.list.purge);
    let rows = vec![strings.purge_no.to_owned(), printable_within(&yes, width)];
    choices(model, frame, area, strings.purge_title, rows, row);
}
