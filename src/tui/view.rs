//! From the model to the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use crate::text::width::draw_as;
use crate::text::{columns, printable, printable_within};

use super::hits::Hit;
use super::lines;
use super::model::{Model, Screen};
use super::offers;
use super::paint::{line, put, widen};
use super::screens;
use super::session::Saved;
use super::theme::Meaning;

/// The smallest terminal that is drawn on.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Draws the screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    draw_as(model.theme.drawing());
    draw(model, frame);
    widen(frame);
}

fn draw(model: &Model, frame: &mut Frame<'_>) {
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
    screens::draw(model, frame, body);
    // A click beside a box does not reach what lies under it.
    if !model.popups.is_empty() {
        model.hits.borrow_mut().clear();
    }
    key_bar(model, frame, Rect { y: area.bottom() - 1, height: 1, ..area });
    if let Some(popup) = model.popups.last() {
        popup.draw(model, frame, body);
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
        let name = printable(work.title().unwrap_or(strings.unnamed));
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
