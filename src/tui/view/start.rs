//! The start screen: a new profile, the saved ones, samples.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::printable_within;

use super::super::lines::{window, wrap};
use super::super::model::{Model, StartRow};
use super::super::theme::Meaning;
use super::{boxed, line, put};

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let inner = boxed(model, frame, area, strings.start_title);
    let width = usize::from(inner.width);
    let style = |meaning| model.theme.style(meaning);
    let mut top = Vec::new();
    for text in wrap(strings.start_intro, width) {
        top.push(line(text, style(Meaning::Plain)));
    }
    for notice in model.policy.notices.iter().take(3) {
        for text in wrap(notice.get(model.lang), width) {
            top.push(line(text, style(Meaning::Muted)));
        }
    }
    top.push(line("", style(Meaning::Plain)));
    let rows = model.start_rows();
    let mut list = Vec::new();
    let mut focused = 0;
    for (at, row) in rows.iter().enumerate() {
        let heading = match row {
            StartRow::Saved(0) => Some(strings.start_saved),
            StartRow::Sample(0) => Some(strings.start_samples),
            _ => None,
        };
        if let Some(heading) = heading {
            list.push(line("", style(Meaning::Plain)));
            list.push(line(heading, style(Meaning::Heading)));
        }
        let label = match row {
            StartRow::New => strings.start_new,
            StartRow::Saved(at) => model.entries.get(*at).map_or("", |entry| &entry.name),
            StartRow::Sample(at) => model.samples.get(*at).map_or("", |sample| &sample.title),
        };
        let focus = at == model.start_row;
        if focus {
            focused = list.len();
        }
        let mark = if focus { model.theme.symbols().focus } else { " " };
        let number = if at < 9 { format!("{}.", at + 1) } else { "  ".to_owned() };
        let label = printable_within(label, width.saturating_sub(6));
        let text = format!("{mark} {number} {label} ");
        list.push(line(text, style(if focus { Meaning::Focus } else { Meaning::Plain })));
    }
    let room = usize::from(inner.height).saturating_sub(top.len());
    let shown = window(list.len(), focused, room);
    top.extend(list.drain(shown));
    put(frame, inner, top);
}
