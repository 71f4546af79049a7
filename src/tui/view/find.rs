//! The search: a field, and below it what was found.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::text::{columns, printable, printable_within};

use super::super::editor::Target;
use super::super::find::Find;
use super::super::find_index::Goal;
use super::super::hits::Hit;
use super::super::lines::{spread, window, wrap};
use super::super::model::Model;
use super::super::theme::Meaning;
use super::{boxed, hit, law, line, live, popup, put};

/// Lines below the list.
const PREVIEW: usize = 3;

pub(super) fn draw(model: &Model, find: &Find, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let wide = area.width.saturating_sub(4).min(90);
    // As high as can be, so that the box stays in place while one types.
    let lines = usize::from(area.height.saturating_sub(4)).min(26);
    let area = popup::place(frame, area, wide, lines);
    let inner = boxed(model, frame, area, strings.key_find);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    let style = |meaning| model.theme.style(meaning);

    let (field, column) = field(model, find, width);
    let mut out = vec![field];
    let empty = find.input.value().trim().is_empty();
    let heading = match (empty, find.found.is_empty(), find.found.first()) {
        (false, true, _) => strings.find_none,
        (true, _, Some(Goal::Question(_))) => strings.find_open,
        (true, ..) => strings.find_all,
        _ => "",
    };
    let right = match find.found.len() {
        0 => String::new(),
        count => format!("{}/{count}", find.row.min(count - 1) + 1),
    };
    if columns(heading) + columns(&right) < width {
        out.push(line(spread(heading, &right, width), style(Meaning::Muted)));
    } else {
        out.extend(wrap(heading, width).into_iter().map(|l| line(l, style(Meaning::Muted))));
    }
    // Below the list, what the focused row is about.
    let about = find.found.get(find.row).map_or_else(String::new, |goal| about(model, *goal));
    let mut below = wrap(&about, width.saturating_sub(2));
    if below.len() > PREVIEW {
        below.truncate(PREVIEW);
        below.last_mut().into_iter().for_each(|last| last.push('…'));
    }
    let room = height.saturating_sub(out.len() + PREVIEW + 1);
    for at in window(find.found.len(), find.row, room) {
        hit(model, inner, out.len(), Hit::Row(at));
        out.push(row(model, find.found[at], at == find.row, width));
    }
    if !about.is_empty() {
        let blank = height.saturating_sub(PREVIEW + 1 + out.len());
        out.extend(std::iter::repeat_n(Line::default(), blank));
        out.push(line(model.theme.symbols().rule.repeat(width), style(Meaning::Muted)));
        out.extend(below.into_iter().map(|l| line(l, style(Meaning::Muted))));
    }
    put(frame, inner, out);
    if model.popup.is_none() {
        let x = inner.x + u16::try_from(column).unwrap_or(0).min(inner.width.saturating_sub(1));
        frame.set_cursor_position(Position { x, y: inner.y });
    }
}

/// The field, scrolled so that the cursor is in it, and the column of the cursor.
fn field(model: &Model, find: &Find, width: usize) -> (Line<'static>, usize) {
    let room = width.saturating_sub(4).max(4);
    if find.input.value().is_empty() {
        let hint = printable_within(model.strings().find_hint, room);
        return (line(format!("/ {hint}"), model.theme.style(Meaning::Muted)), 2);
    }
    let scroll = find.input.visual_scroll(room);
    let mut skipped = 0;
    let mut shown = String::new();
    for c in find.input.value().chars() {
        let wide = crate::text::char_columns(c);
        if skipped < scroll {
            skipped += wide;
        } else if columns(&shown) + wide <= room {
            shown.push(c);
        }
    }
    let column = 2 + find.input.visual_cursor().saturating_sub(skipped);
    let text = format!("/ {}", printable(&shown));
    (line(text, model.theme.style(Meaning::Heading)), column)
}

/// A sentence or two on what was found.
fn about(model: &Model, goal: Goal) -> String {
    let policy = &model.policy;
    let year = model.work.as_ref().map_or(model.current_year - 1, |work| work.profile.year);
    match goal {
        Goal::Question(fact) | Goal::Choice(fact, _) => {
            policy.fact(fact).question.dated(year).get(model.lang).to_owned()
        }
        Goal::Benefit(at) => {
            let quote = policy.benefits.get(at).and_then(|benefit| benefit.quotes.first());
            quote.cloned().unwrap_or_default()
        }
        Goal::Article(number) => {
            let article = policy.article(number);
            article.map_or_else(String::new, |article| article.gist.get(model.lang).to_owned())
        }
        Goal::Term(at) => {
            let term = policy.terms.get(at);
            term.map_or_else(String::new, |term| term.definition.get(model.lang).to_owned())
        }
        Goal::Own(_) | Goal::Step(_) | Goal::Profile(_) => String::new(),
    }
}

fn row(model: &Model, goal: Goal, focus: bool, width: usize) -> Line<'static> {
    let strings = model.strings();
    let policy = &model.policy;
    let year = model.work.as_ref().map_or(model.current_year - 1, |work| work.profile.year);
    let (kind, name, right, meaning) = match goal {
        Goal::Question(fact) => {
            let label = policy.fact(fact).label.dated(year).get(model.lang).to_owned();
            let right =
                model.work.as_ref().map_or_else(String::new, |work| law::answer(model, work, fact));
            (strings.kind_question, label, right, Meaning::Plain)
        }
        Goal::Choice(fact, option) => {
            let fact = policy.fact(fact);
            let option = fact.kind.options().get(option);
            let option = option.map_or("", |option| option.label.get(model.lang));
            let question = fact.label.dated(year).get(model.lang).to_owned();
            let dot = model.theme.symbols().dot;
            let name = format!("{option} {dot} {question}");
            (strings.kind_option, name, String::new(), Meaning::Plain)
        }
        Goal::Own(target) => {
            let label = match target {
                Target::Year => strings.year_label,
                Target::Name => strings.name_label,
                _ => strings.industry_label,
            };
            (strings.kind_question, label.to_owned(), String::new(), Meaning::Plain)
        }
        Goal::Benefit(at) => {
            let benefit = policy.benefits.get(at);
            let title = benefit.map_or("", |benefit| benefit.title.get(model.lang));
            let number = benefit.map_or_else(String::new, |b| live::article(model, b.article));
            let (right, meaning) = match &model.work {
                Some(work) => {
                    let (symbol, meaning, amount) = live::badge(model, work, at);
                    (format!("{amount} {symbol}").trim_start().to_owned(), meaning)
                }
                None => (String::new(), Meaning::Plain),
            };
            (strings.kind_benefit, format!("{number} {title}"), right, meaning)
        }
        Goal::Article(number) => {
            let title = policy.article(number).map_or("", |article| article.title.get(model.lang));
            let name = format!("{} {title}", live::article(model, number));
            (strings.kind_article, name, String::new(), Meaning::Plain)
        }
        Goal::Term(at) => {
            let name = policy.terms.get(at).map_or("", |term| term.name.get(model.lang));
            (strings.kind_term, name.to_owned(), String::new(), Meaning::Plain)
        }
        Goal::Step(at) => {
            let step = model.steps().into_iter().nth(at);
            let (title, done, all) = step.unwrap_or_default();
            (strings.kind_step, title, format!("{done}/{all}"), Meaning::Plain)
        }
        Goal::Profile(at) => {
            let name = model.entries.get(at).map_or("", |entry| entry.name.as_str());
            (strings.kind_profile, name.to_owned(), String::new(), Meaning::Plain)
        }
    };
    let mark = if focus { model.theme.symbols().focus } else { " " };
    let left = format!("{mark} {}{name}", law::kind_column(model, kind));
    let meaning = if focus { Meaning::Focus } else { meaning };
    line(spread(&left, &right, width), model.theme.style(meaning))
}
