//! The box that tells why nothing is saved, and offers to try again or elsewhere.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::lines::wrap;
use super::super::model::Model;
use super::super::session::Saved;
use super::super::theme::Meaning;
use super::popup::place;
use super::{boxed, hit, line, put};
use crate::text::printable_within;
use crate::tui::hits::Hit;

/// The most columns of a reason that are shown: a path may be long.
const REASON: usize = 500;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, focus: usize) {
    let strings = model.strings();
    let wide = area.width.saturating_sub(4).min(70);
    let width = usize::from(wide).saturating_sub(4);
    let why = match model.work.as_ref().map(|work| &work.saved) {
        Some(Saved::Failed(why)) => printable_within(why, REASON),
        _ => String::new(),
    };
    let say = |text: &str, meaning| {
        let style = model.theme.style(meaning);
        wrap(text, width).into_iter().map(move |text| line(text, style))
    };
    let mut out: Vec<_> = say(&why, Meaning::Fault).collect();
    // What came of trying elsewhere.
    if let Some(tried) = model.message.as_deref().filter(|tried| *tried != why) {
        out.extend(say(&printable_within(tried, REASON), Meaning::Fault));
    }
    out.extend(say(strings.unsaved_kept, Meaning::Plain));
    let first = out.len();
    let rows = [strings.unsaved_again, strings.unsaved_elsewhere, strings.unsaved_go_on];
    for (at, row) in rows.into_iter().enumerate() {
        let mark = if at == focus { model.theme.symbols().focus } else { " " };
        let meaning = if at == focus { Meaning::Focus } else { Meaning::Plain };
        out.push(line(format!("{mark} {}. {row}", at + 1), model.theme.style(meaning)));
    }
    let room = place(frame, area, wide, out.len());
    let inner = boxed(model, frame, room, strings.save_failed);
    // Where there is little room the choices are what is kept.
    let skip = out.len().saturating_sub(usize::from(inner.height));
    for at in 0..3 {
        if let Some(row) = (first + at).checked_sub(skip) {
            hit(model, inner, row, Hit::Row(at));
        }
    }
    put(frame, inner, out.into_iter().skip(skip).collect());
}
