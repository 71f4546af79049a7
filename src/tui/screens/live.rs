//! The result as it stands, beside the questions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::assess::Totals;
use crate::policy::Certainty;
use crate::quantity::Money;

use crate::tui::hits::Hit;
use crate::tui::lines::{spread, wrap};
use crate::tui::live::{Group, Live, Standing};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put};
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

pub fn draw(model: &Model, work: &Session, frame: &mut Frame<'_>, area: Rect) {
    let inner = boxed(model, frame, area, model.strings().result_title);
    let mut text = totals(model, work, usize::from(inner.width));
    text.push(line("", model.theme.style(Meaning::Plain)));
    let room = usize::from(inner.height).saturating_sub(text.len());
    for (line, benefit) in states(model, work, usize::from(inner.width), room) {
        if let Some(at) = benefit {
            hit(model, inner, text.len(), Hit::Benefit(at));
        }
        text.push(line);
    }
    put(frame, inner, text);
}

/// The sums on one line, for a terminal that has no room for more.
pub fn strip(model: &Model, work: &Session, width: usize) -> Line<'static> {
    let strings = model.strings();
    let sum = work.live.sum();
    let mut text = format!(" {} {}", strings.total, sum.amount.display(model.lang));
    if work.interview.scope_known {
        let (dot, most) = (model.theme.symbols().dot, sum.at_most.display(model.lang));
        text = format!("{text} {dot} {} {most}", strings.at_most);
    }
    let key = model.keymap.spell("{result}");
    let key = format!("{key} {} ", strings.key_result);
    line(spread(&text, &key, width), model.theme.style(Meaning::Heading))
}

/// The sums: now, at most, later, discretionary.
pub fn totals(model: &Model, work: &Session, width: usize) -> Vec<Line<'static>> {
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
    out.extend(split(model, live, width));
    if work.change != Money::ZERO {
        let plus = if work.change > Money::ZERO { "+" } else { "" };
        let change = format!("{plus}{}", amount(work.change));
        out.push(line(spread(strings.this_answer, &change, width), style(Meaning::Eligible)));
    }
    if work.interview.scope_known {
        let most = amount(sum.at_most);
        out.push(line(spread(strings.at_most, &most, width), style(Meaning::Plain)));
        out.extend(bar(model, sum, width));
        if !sum.unbounded.is_empty() {
            let count = items(model, sum.unbounded.len());
            out.push(line(spread(strings.unbounded, &count, width), style(Meaning::Muted)));
        }
    }
    if sum.later > Money::ZERO {
        out.push(line(spread(strings.later, &amount(sum.later), width), style(Meaning::Plain)));
    }
    if let Some(range) = work.other_readings() {
        let range = format!("{}–{}", amount(range.least), amount(range.most));
        out.push(line(spread(strings.other_readings, &range, width), style(Meaning::Open)));
    }
    if sum.discretionary > Money::ZERO {
        let apart = amount(sum.discretionary);
        out.push(line(spread(strings.discretionary, &apart, width), style(Meaning::Plain)));
    }
    out
}

/// What the sum is made of, by how sure it is; nothing where it is all of one kind by formula.
fn split(model: &Model, live: &Live, width: usize) -> Vec<Line<'static>> {
    let strings = model.strings();
    let parts = [
        (Certainty::Formula, strings.by_formula),
        (Certainty::RateCeiling, strings.by_rate),
        (Certainty::Ceiling, strings.by_ceiling),
        (Certainty::Competitive, strings.by_choice),
    ];
    let sums = parts.map(|(certainty, label)| (label, live.sum_of(&model.policy, certainty)));
    let rest = sums.iter().skip(1).any(|(_, sum)| *sum > Money::ZERO);
    let style = model.theme.style(Meaning::Muted);
    sums.into_iter()
        .filter(|(_, sum)| rest && *sum > Money::ZERO)
        .map(|(label, sum)| {
            line(spread(&format!("  {label}"), &sum.display(model.lang), width), style)
        })
        .collect()
}

/// What is sure of what is possible now, with what each part means.
fn bar(model: &Model, sum: &Totals, width: usize) -> Vec<Line<'static>> {
    let symbols = model.theme.symbols();
    let strings = model.strings();
    let most = i128::from(sum.at_most.fen()).max(1);
    let exact = i128::from(sum.amount.fen()) * i128::try_from(width).unwrap_or(0);
    // Anything at all is seen.
    let sure = usize::try_from((exact + most - 1) / most).unwrap_or(0).min(width);
    let possible = if sum.at_most > Money::ZERO { width - sure } else { 0 };
    let part = |text: String, meaning| Span::styled(text, model.theme.style(meaning));
    vec![
        Line::from(vec![
            part(symbols.sure.repeat(sure), Meaning::Eligible),
            part(symbols.possible.repeat(possible), Meaning::Open),
        ]),
        Line::from(vec![
            part(format!("{} {}  ", symbols.sure, strings.bar_sure), Meaning::Eligible),
            part(format!("{} {}", symbols.possible, strings.bar_possible), Meaning::Open),
        ]),
    ]
}

/// A number of items.
pub fn items(model: &Model, count: usize) -> String {
    format!("{count} {}", model.strings().items).trim_end().to_owned()
}

/// The number of an article as it is cited.
pub fn article(model: &Model, number: u32) -> String {
    match model.lang {
        crate::text::Lang::Zh => format!("第{}条", crate::tui::numerals::chinese(number)),
        crate::text::Lang::En => format!("Art. {number}"),
    }
}

/// The symbol, meaning and amount of a benefit.
pub fn badge(model: &Model, work: &Session, at: usize) -> (&'static str, Meaning, String) {
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
                Some(most) => money(most),
                None => strings.no_ceiling.to_owned(),
            };
            (symbols.unsure, Meaning::Open, most)
        }
        // What lacks more than one thing is calm: a screen of crosses is no advice.
        Group::Missing if standing.is_near() => (symbols.missing, Meaning::Missing, String::new()),
        Group::Missing => (symbols.missing, Meaning::Muted, String::new()),
        Group::Duplicate | Group::Superseded | Group::Never => {
            (symbols.never, Meaning::Muted, String::new())
        }
    }
}

/// The heading of a group.
pub fn heading(model: &Model, group: Group) -> &'static str {
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

/// The benefits by heading, what just changed marked; on a click the benefit is shown.
fn states(
    model: &Model,
    work: &Session,
    width: usize,
    room: usize,
) -> Vec<(Line<'static>, Option<usize>)> {
    let style = |meaning| model.theme.style(meaning);
    let strings = model.strings();
    let mut out: Vec<(Line<'static>, Option<usize>)> = Vec::new();
    // What does not concern the enterprise now is a line and a number.
    let mut folded: Vec<Line<'static>> = Vec::new();
    let groups = [
        Group::Eligible,
        Group::Waiting,
        Group::Open,
        Group::Missing,
        Group::Duplicate,
        Group::Superseded,
    ];
    let concerned = work.route.benefits(&model.policy);
    for group in groups {
        let of_group = || {
            let standings = work.live.standings.iter().enumerate();
            standings.filter(|(at, standing)| {
                standing.group == group && concerned.iter().any(|id| id.index() == *at)
            })
        };
        let count = of_group().count();
        if count == 0 {
            continue;
        }
        let head = items(model, count);
        let near = of_group().filter(|(_, standing)| standing.is_near()).count();
        let folds = match group {
            Group::Missing => !work.route.is_narrow(),
            Group::Duplicate | Group::Superseded => true,
            Group::Eligible | Group::Waiting | Group::Open | Group::Never => false,
        };
        if folds && near < count {
            let rest = items(model, count - near);
            let title =
                if group == Group::Missing { strings.no_such } else { heading(model, group) };
            folded.push(line(spread(title, &rest, width), style(Meaning::Muted)));
            if near == 0 {
                continue;
            }
        }
        let shown = |standing: &Standing| !folds || standing.is_near();
        let head = if folds { items(model, near) } else { head };
        let title = match group {
            Group::Missing if folds => strings.one_step_short,
            Group::Open if work.interview.scope_known => strings.state_open,
            group => heading(model, group),
        };
        out.push((line(spread(title, &head, width), style(Meaning::Heading)), None));
        for (at, standing) in of_group().filter(|(_, standing)| shown(standing)) {
            let benefit = &model.policy.benefits[at];
            let (symbol, meaning, amount) = badge(model, work, at);
            let title = benefit.title.get(model.lang);
            let changed = work.changed.get(at).copied().unwrap_or(false);
            let mark = if changed { model.theme.symbols().changed } else { " " };
            let name = format!("{symbol}{mark}{} {title}", article(model, benefit.article));
            let style = style(meaning);
            let style = if changed { style.add_modifier(Modifier::BOLD) } else { style };
            out.push((line(spread(&name, &amount, width), style), Some(at)));
            if standing.own_done {
                let text = format!("  {}", strings.own_done);
                out.push((
                    line(spread(&text, "", width), model.theme.style(Meaning::Muted)),
                    Some(at),
                ));
            }
        }
    }
    out.extend(folded.into_iter().map(|text| (text, None)));
    let never = work.live.count(Group::Never);
    // The last line always says how many do not apply, and how many had no room.
    let room = room.saturating_sub(1);
    if out.len() > room {
        let hidden = out.iter().skip(room).filter(|(_, benefit)| benefit.is_some()).count();
        out.truncate(room);
        let more = model.keymap.spell(&format!("{{result}}  +{hidden}"));
        out.push((line(spread(strings.key_result, &more, width), style(Meaning::Muted)), None));
    } else if never > 0 && !work.route.is_narrow() {
        let count = items(model, never);
        out.push((line(spread(strings.state_never, &count, width), style(Meaning::Muted)), None));
    }
    out
}
