//! The text of the measure, each sentence with what it means for this enterprise.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::assess::{Kind, Named};
use crate::policy::Sentence;
use crate::report::article_text;
use crate::text::columns;
use crate::text::width::dots;
use crate::tui::hits::Hit;
use crate::tui::lines::window;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put};
use crate::tui::pane::Pane;
use crate::tui::quoting::renderings;
use crate::tui::screens::law::leads::{Lead, focused, leads};
use crate::tui::screens::law::lines::{Part, Row, terms};
use crate::tui::screens::law::marks::{
    Mark, facts, gates, here, is_idle, mark_with, of_group, of_truth,
};
use crate::tui::screens::live;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// Columns at the left of a line: the focus, the mark, air.
const GUTTER: usize = 4;

/// Columns that two panes, and three, need.
const WIDE: (u16, u16) = (120, 170);

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let mut text = area;
    if area.width >= WIDE.1 {
        let list = Rect { width: 34, ..area };
        text = Rect { x: list.right(), width: area.width - list.width, ..area };
        draw_articles(model, frame, list);
    }
    if area.width >= WIDE.0 {
        let width = (area.width / 3).clamp(40, 60);
        let beside = Rect { x: area.right() - width, width, ..area };
        text.width -= width;
        draw_detail(model, frame, beside);
    } else {
        let height = (area.height / 3).clamp(5, 9);
        let below = Rect { y: area.bottom() - height, height, ..area };
        text.height -= height;
        draw_detail(model, frame, below);
    }
    draw_text(model, frame, text);
}

fn draw_text(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = boxed(model, frame, area, model.policy.title.get(model.lang));
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    // Lines longer than this are tiring to read.
    let measure = width.saturating_sub(GUTTER).min(100);
    let rows = model.law.rows(&model.policy, model.lang, measure);
    let sentences = model.law.sentences(&model.policy);
    let cursor = model.law.cursor.min(sentences.len().saturating_sub(1));
    let of_cursor = |row: &Row| matches!(row.part, Part::Sentence { at, .. } if at == cursor);
    let start = rows.iter().position(of_cursor).unwrap_or(0);
    let size = rows.iter().filter(|row| of_cursor(row)).count();
    // The title is seen above the first sentence where both have room.
    let from_top = cursor == 0 && start + size <= height;
    let middle = if from_top { 0 } else { start + size.min(height) / 2 };
    let known = model.work.as_ref().map(|work| (work, gates(model, work)));
    let state = |at: usize| match (&known, sentences.get(at)) {
        (Some((work, gates)), Some(sentence)) => mark_with(model, work, gates, sentence),
        _ => Mark::Context,
    };
    let mut out = Vec::new();
    for at in window(rows.len(), middle, height) {
        if let Part::Sentence { at: sentence, .. } = rows[at].part {
            hit(model, inner, out.len(), Hit::Row(sentence));
        }
        out.push(text_line(model, &rows[at], cursor, &state));
    }
    put(frame, inner, out);
}

fn text_line(
    model: &Model,
    row: &Row,
    cursor: usize,
    state: &dyn Fn(usize) -> Mark,
) -> Line<'static> {
    let style = |meaning| model.theme.style(meaning);
    match &row.part {
        Part::Blank => Line::default(),
        Part::Heading | Part::Article(_) => line(row.text.clone(), style(Meaning::Heading)),
        Part::Gist => line(format!("    {}", row.text), style(Meaning::Muted)),
        Part::Sentence { at, first, terms } => {
            let focus = *at == cursor;
            let mark = state(*at);
            let (symbol, meaning) = badge(model, mark);
            let arrow = if focus && *first { model.theme.symbols().focus } else { " " };
            let symbol = if *first { symbol } else { " " };
            let body = if focus { Meaning::Focus } else { text_meaning(mark) };
            let gutter = if focus { Meaning::Heading } else { Meaning::Plain };
            let mut spans = vec![
                Span::styled(arrow, style(gutter)),
                Span::styled(format!(" {symbol} "), style(meaning)),
            ];
            spans.extend(underlined(&row.text, terms, style(body)));
            Line::from(spans)
        }
    }
}

/// What does not concern the enterprise is calm.
fn text_meaning(mark: Mark) -> Meaning {
    if mark == Mark::Never { Meaning::Muted } else { Meaning::Plain }
}

fn underlined(text: &str, terms: &[std::ops::Range<usize>], style: Style) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for term in terms {
        let (Some(before), Some(name)) = (text.get(at..term.start), text.get(term.clone())) else {
            continue;
        };
        spans.push(Span::styled(before.to_owned(), style));
        spans.push(Span::styled(name.to_owned(), style.add_modifier(Modifier::UNDERLINED)));
        at = term.end;
    }
    spans.push(Span::styled(text.get(at..).unwrap_or_default().to_owned(), style));
    spans
}

/// The symbol of a mark.
fn badge(model: &Model, mark: Mark) -> (&'static str, Meaning) {
    let symbols = model.theme.symbols();
    match mark {
        Mark::Met => (symbols.yes, Meaning::Eligible),
        Mark::Waiting => (symbols.open, Meaning::Open),
        Mark::Open => (symbols.unsure, Meaning::Open),
        Mark::Missing => (symbols.missing, Meaning::Missing),
        Mark::Never => (symbols.never, Meaning::Muted),
        Mark::Context => (" ", Meaning::Plain),
    }
}

/// A mark in words.
fn named(model: &Model, mark: Mark) -> &'static str {
    let strings = model.strings();
    match mark {
        Mark::Met => strings.law_met,
        Mark::Waiting => strings.group_waiting,
        Mark::Open => strings.pending,
        Mark::Missing => strings.state_missing,
        Mark::Never => strings.state_never,
        Mark::Context => strings.law_context,
    }
}

fn draw_articles(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = boxed(model, frame, area, model.strings().law_articles);
    let current = focused(model).map(|sentence| sentence.article);
    let articles = &model.policy.articles;
    let at = articles.iter().position(|article| Some(article.number) == current).unwrap_or(0);
    let known = model.work.as_ref().map(|work| (work, gates(model, work)));
    let mut out = Pane::new(model, usize::from(inner.width));
    for at in window(articles.len(), at, usize::from(inner.height)) {
        let article = &articles[at];
        let focus = Some(article.number) == current;
        // The best of its sentences that set a condition.
        let sentences = model.law.sentences(&model.policy).iter();
        let mark = known.as_ref().map_or(Mark::Context, |(work, gates)| {
            let own = sentences.filter(|sentence| sentence.article == article.number);
            own.map(|sentence| mark_with(model, work, gates, sentence))
                .min()
                .unwrap_or(Mark::Context)
        });
        let (symbol, meaning) = badge(model, mark);
        let arrow = if focus { model.theme.symbols().focus } else { " " };
        let number = article_text(&model.policy, article.number, model.lang);
        let text = format!("{arrow} {symbol} {number} {}", article.title.get(model.lang));
        out.row(&text, "", if focus { Meaning::Heading } else { meaning });
        out.hit(Hit::Step(at));
    }
    out.draw(frame, inner);
}

fn draw_detail(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(sentence) = focused(model) else { return };
    let title = match model.policy.article(sentence.article) {
        Some(article) => {
            let number = article_text(&model.policy, sentence.article, model.lang);
            format!("{number} {}", article.title.get(model.lang))
        }
        None => article_text(&model.policy, sentence.article, model.lang),
    };
    let inner = boxed(model, frame, area, &title);
    let height = usize::from(inner.height);
    let mut text = detail(model, sentence, usize::from(inner.width));
    if text.len() > height {
        // More than fits is said to be there, and is one key away.
        text.truncate(height.saturating_sub(1));
        let more = format!("{}  {}", dots(), model.strings().law_jump);
        text.row(&more, "", Meaning::Muted);
    }
    text.draw(frame, inner);
}

/// What a sentence means for the enterprise.
fn detail<'m>(model: &'m Model, sentence: &Sentence, width: usize) -> Pane<'m> {
    let strings = model.strings();
    let policy = &model.policy;
    let colon = model.lang.colon();
    let mut out = Pane::new(model, width);
    for english in renderings(model, &policy.text[sentence.range.clone()]) {
        out.say(&format!("Unofficial: “{english}”"), Meaning::Plain);
    }
    if let Some(work) = &model.work {
        let gates = gates(model, work);
        if sentence.gates.is_empty() && sentence.benefits.is_empty() {
            out.say(strings.law_context, Meaning::Muted);
        }
        for gate in &sentence.gates {
            let mark = of_truth(here(model, work, &gates, sentence, *gate));
            let (symbol, meaning) = badge(model, mark);
            let title = policy.gates[gate.index()].title.dated(work.profile.year);
            let text = format!("{}{colon}{}", title.get(model.lang), named(model, mark));
            out.under(&format!("{symbol} "), &text, meaning);
        }
        for id in &sentence.benefits {
            benefit(&mut out, model, work, id.index());
        }
    }
    if let Some(work) = &model.work {
        for fact in facts(model, sentence) {
            let label = policy.fact(fact).label.dated(work.profile.year);
            let answer = answer(model, work, fact);
            let text = match answer.as_str() {
                "" => label.get(model.lang).to_owned(),
                answer => format!("{}{colon}{answer}", label.get(model.lang)),
            };
            let not_asked = is_idle(model, fact);
            let meaning = if not_asked { Meaning::Muted } else { Meaning::Plain };
            out.under(&format!("{} ", model.theme.symbols().dot), &text, meaning);
        }
    }
    for remark in &sentence.remarks {
        out.say(remark.get(model.lang), Meaning::Muted);
    }
    let found = terms(policy, &policy.text[sentence.range.clone()]);
    let mut names: Vec<&str> = Vec::new();
    for (_, at) in &found {
        if let Some(term) = policy.terms.get(*at)
            && !names.contains(&term.name.get(model.lang))
        {
            names.push(term.name.get(model.lang));
        }
    }
    if !names.is_empty() {
        let names = names.join(model.lang.list());
        out.say(&format!("{}{colon}{names}", strings.law_terms), Meaning::Muted);
    }
    if !leads(model).is_empty() {
        out.say(strings.law_jump, Meaning::Muted);
    }
    out
}

/// A benefit of a sentence, with what it lacks.
fn benefit(out: &mut Pane<'_>, model: &Model, work: &Session, at: usize) {
    let (Some(standing), Some(benefit)) =
        (work.live.standings.get(at), model.policy.benefits.get(at))
    else {
        return;
    };
    let (symbol, meaning, amount) = live::badge(model, work, at);
    let title = benefit.title.get(model.lang);
    let state = format!("{} {amount}", named(model, of_group(standing.group)));
    let state = state.trim_end();
    // Where both do not fit on a line, neither is cut.
    if columns(title) + columns(state) + 4 <= out.width {
        out.row(&format!("{symbol} {title}"), state, meaning);
    } else {
        out.under(&format!("{symbol} "), title, meaning);
        out.under("  ", state, meaning);
    }
    for part in &standing.missing {
        let name = match part.named {
            Named::Gate(gate) => &model.policy.gates[gate.index()].title,
            Named::Fact(fact) => &model.policy.fact(fact).label,
        };
        let symbols = model.theme.symbols();
        let (symbol, meaning) = match part.kind {
            Kind::Unmet => (symbols.missing, Meaning::Missing),
            Kind::Unknown => (symbols.unsure, Meaning::Open),
        };
        let name = name.dated(work.profile.year);
        out.under(&format!("  {symbol} "), name.get(model.lang), meaning);
    }
}

/// What something is, in a column as wide as the longest such word.
pub fn kind_column(model: &Model, kind: &str) -> String {
    let strings = model.strings();
    let kinds = [
        strings.kind_question,
        strings.kind_benefit,
        strings.kind_article,
        strings.kind_term,
        strings.kind_step,
        strings.kind_profile,
    ];
    let widest = kinds.into_iter().map(columns).max().unwrap_or(0);
    format!("{kind}{}  ", " ".repeat(widest.saturating_sub(columns(kind))))
}

/// Where one can go from the sentence in focus, in words, and what is known of it.
pub fn lead(model: &Model, lead: Lead) -> (String, String) {
    let strings = model.strings();
    let policy = &model.policy;
    let work = model.work.as_ref();
    let (kind, name, right) = match lead {
        Lead::Question(fact) => {
            let year = work.map_or(model.current_year - 1, |work| work.profile.year);
            let label = policy.fact(fact).label.dated(year).get(model.lang).to_owned();
            let known = work.map(|work| answer(model, work, fact));
            (strings.kind_question, label, known.unwrap_or_default())
        }
        Lead::Benefit(id) => {
            let badge = work.map(|work| live::badge(model, work, id.index()));
            let said = badge.map(|(symbol, _, amount)| format!("{symbol} {amount}"));
            let title = policy.benefit(id).title.get(model.lang).to_owned();
            (strings.kind_benefit, title, said.unwrap_or_default().trim_end().to_owned())
        }
        Lead::Term(at) => {
            let name = policy.terms.get(at).map_or("", |term| term.name.get(model.lang));
            (strings.kind_term, name.to_owned(), String::new())
        }
    };
    (format!("{}{name}", kind_column(model, kind)), right)
}

/// What is known of a question, or that it is not asked now.
pub fn answer(model: &Model, work: &Session, fact: crate::policy::FactId) -> String {
    let strings = model.strings();
    if let Some(value) = work.profile.answers.get(fact) {
        let text = value.display(model.policy.fact(fact), model.lang);
        let text = crate::text::dated(&text, work.profile.year);
        return crate::text::printable_within(&text, 24);
    }
    if work.profile.unsure.contains(&fact) {
        return strings.unsure.to_owned();
    }
    if is_idle(model, fact) { strings.not_asked.to_owned() } else { String::new() }
}
