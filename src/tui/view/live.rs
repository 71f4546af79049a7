//! The result as it stands, beside the questions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::assess::Totals;
use crate::quantity::Money;

use super::super::lines::{spread, wrap};
use super::super::live::Group;
use super::super::model::{Model, Work};
use super::super::theme::Meaning;
use super::{boxed, line, put};

pub(super) fn draw(model: &Model, work: &Work, frame: &mut Frame<'_>, area: Rect) {
    let inner = boxed(model, frame, area, model.strings().result_title);
    let mut text = totals(model, work, usize::from(inner.width));
    text.push(line("", model.theme.style(Meaning::Plain)));
    let room = usize::from(inner.height).saturating_sub(text.len());
    text.extend(states(model, work, usize::from(inner.width), room));
    put(frame, inner, text);
}

/// The sums: now, at most, later, discretionary.
pub(super) fn totals(model: &Model, work: &Work, width: usize) -> Vec<Line<'static>> {
    let strings = model.strings();
    let style = |meaning| model.theme.style(meaning);
    let amount = |money: Money| money.display(model.lang);
    let live = &work.live;
    let mut out = Vec::new();
    let sum: &Totals = live.sum();
    if live.prospective.is_some() {
        let now = amount(live.totals.amount);
        out.push(line(spread(strings.now, &now, width), style(Meaning::Plain)));
        for gate in &live.waiting {
            let title = model.policy.gates[gate.index()].title.get(model.lang);
            let text = match model.lang {
                crate::text::Lang::Zh => format!("“{title}”之后："),
                crate::text::Lang::En => format!("After “{title}”:"),
            };
            out.extend(wrap(&text, width).into_iter().map(|l| line(l, style(Meaning::Missing))));
        }
    }
    out.push(line(spread(strings.total, &amount(sum.amount), width), style(Meaning::Heading)));
    if work.change != Money::ZERO {
        let plus = if work.change > Money::ZERO { "+" } else { "" };
        let change = format!("{plus}{}", amount(work.change));
        out.push(line(spread(strings.this_answer, &change, width), style(Meaning::Eligible)));
    }
    let open = live.count(Group::Open);
    if work.interview.scope_known {
        let most = amount(sum.at_most);
        out.push(line(spread(strings.at_most, &most, width), style(Meaning::Plain)));
        if !sum.unbounded.is_empty() {
            let count = items(model, sum.unbounded.len());
            out.push(line(spread(strings.unbounded, &count, width), style(Meaning::Muted)));
        }
    } else {
        let count = items(model, open);
        out.push(line(spread(strings.pending, &count, width), style(Meaning::Plain)));
    }
    if sum.later > Money::ZERO {
        out.push(line(spread(strings.later, &amount(sum.later), width), style(Meaning::Plain)));
    }
    if sum.discretionary > Money::ZERO {
        let apart = amount(sum.discretionary);
        out.push(line(spread(strings.discretionary, &apart, width), style(Meaning::Plain)));
    }
    out
}

/// A number of items.
pub(super) fn items(model: &Model, count: usize) -> String {
    format!("{count} {}", model.strings().items).trim_end().to_owned()
}

/// The number of an article as it is cited.
pub(super) fn article(model: &Model, number: u32) -> String {
    match model.lang {
        crate::text::Lang::Zh => format!("第{}条", crate::tui::numerals::chinese(number)),
        crate::text::Lang::En => format!("Art. {number}"),
    }
}

/// The symbol, meaning and amount of a benefit.
pub(super) fn badge(model: &Model, work: &Work, at: usize) -> (&'static str, Meaning, String) {
    let symbols = model.theme.symbols();
    let strings = model.strings();
    let standing = &work.live.standings[at];
    let benefit = &model.policy.benefits[at];
    let money = |amount: Money| match benefit.award {
        Some(_) => amount.display(model.lang),
        None => strings.not_money.to_owned(),
    };
    match standing.group {
        Group::Eligible => (symbols.yes, Meaning::Eligible, money(standing.outcome.amount)),
        Group::Waiting => (symbols.open, Meaning::Open, money(standing.outcome.amount)),
        Group::Open => {
            let most = match standing.outcome.at_most {
                _ if !work.interview.scope_known => String::new(),
                Some(most) => money(most),
                None => strings.no_ceiling.to_owned(),
            };
            (symbols.unsure, Meaning::Open, most)
        }
        Group::Missing => (symbols.missing, Meaning::Missing, String::new()),
        Group::Duplicate | Group::Superseded | Group::Never => {
            (symbols.never, Meaning::Muted, String::new())
        }
    }
}

/// The heading of a group.
pub(super) fn heading(model: &Model, group: Group) -> &'static str {
    let strings = model.strings();
    match group {
        Group::Eligible => strings.group_eligible,
        Group::Waiting => strings.group_waiting,
        Group::Open => strings.pending,
        Group::Missing => strings.state_missing,
        Group::Duplicate => strings.state_duplicate,
        Group::Superseded => strings.state_superseded,
        Group::Never => strings.state_never,
    }
}

fn states(model: &Model, work: &Work, width: usize, room: usize) -> Vec<Line<'static>> {
    let style = |meaning| model.theme.style(meaning);
    let strings = model.strings();
    let mut out = Vec::new();
    let groups = [
        Group::Eligible,
        Group::Waiting,
        Group::Open,
        Group::Missing,
        Group::Duplicate,
        Group::Superseded,
    ];
    for group in groups {
        let count = work.live.count(group);
        if count == 0 {
            continue;
        }
        let head = items(model, count);
        let title = match group {
            Group::Open if work.interview.scope_known => strings.state_open,
            group => heading(model, group),
        };
        out.push(line(spread(title, &head, width), style(Meaning::Heading)));
        for (at, standing) in work.live.standings.iter().enumerate() {
            if standing.group != group {
                continue;
            }
            let benefit = &model.policy.benefits[at];
            let (symbol, meaning, amount) = badge(model, work, at);
            let title = benefit.title.get(model.lang);
            let name = format!("{symbol} {} {title}", article(model, benefit.article));
            out.push(line(spread(&name, &amount, width), style(meaning)));
        }
    }
    let never = work.live.count(Group::Never);
    // The last line always says how many do not apply, and how many had no room.
    let room = room.saturating_sub(1);
    if out.len() > room {
        out.truncate(room);
        out.push(line(spread("…  F7", "", width), style(Meaning::Muted)));
    } else if never > 0 {
        let count = items(model, never);
        out.push(line(spread(strings.state_never, &count, width), style(Meaning::Muted)));
    }
    out
}
