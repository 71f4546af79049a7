//! The result as it stands, beside the questions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::advise::outlook::Outlook;
use crate::assess::Totals;
use crate::policy::Certainty;
use crate::quantity::Money;
use crate::report::article_text;
use crate::text::{Lang, columns};
use crate::tui::folds::{self, Row};
use crate::tui::hits::Hit;
use crate::tui::lines::{apart, spread};
use crate::tui::live::{Group, Live, Standing};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, line};
use crate::tui::pane::Pane;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// Columns from which a list has room for whole amounts in English.
const NARROW: usize = 40;

/// Draws it.
pub fn draw(model: &Model, work: &Session, frame: &mut Frame<'_>, area: Rect) {
    let inner = boxed(model, frame, area, model.strings().result_title);
    let mut out = totals(model, work, usize::from(inner.width));
    out.blank();
    let room = usize::from(inner.height).saturating_sub(out.len());
    let states = states(model, work, out.width, room);
    out.append(states);
    out.draw(frame, inner);
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
pub fn totals<'m>(model: &'m Model, work: &Session, width: usize) -> Pane<'m> {
    let strings = model.strings();
    let amount = |money: Money| money.display(model.lang);
    let live = &work.live;
    let mut out = Pane::new(model, width);
    let sum: &Totals = live.sum();
    if live.prospective.is_some() {
        out.row(strings.now, &amount(live.totals.amount), Meaning::Plain);
        for gate in &live.waiting {
            let title = &model.policy.gates[gate.index()].title;
            let (zh, en) = (&title.zh, &title.en);
            let after = crate::text!("“{zh}”之后：", "After “{en}”:");
            out.say(after.get(model.lang), Meaning::Missing);
        }
    }
    out.row(strings.total, &amount(sum.amount), Meaning::Heading);
    split(&mut out, model, live);
    if work.change != Money::ZERO {
        let plus = if work.change > Money::ZERO { "+" } else { "" };
        let change = format!("{plus}{}", amount(work.change));
        out.row(strings.this_answer, &change, Meaning::Eligible);
    }
    if work.interview.scope_known {
        out.row(strings.at_most, &amount(sum.at_most), Meaning::Plain);
        bar(&mut out, model, sum);
        if !sum.unbounded.is_empty() {
            out.row(strings.unbounded, &items(model, sum.unbounded.len()), Meaning::Muted);
        }
    }
    if sum.later > Money::ZERO {
        out.row(strings.later, &amount(sum.later), Meaning::Plain);
    }
    if let Some(range) = work.other_readings() {
        let range = format!("{}–{}", amount(range.least), amount(range.most));
        out.row(strings.other_readings, &range, Meaning::Open);
    }
    if sum.discretionary > Money::ZERO {
        out.row(strings.discretionary, &amount(sum.discretionary), Meaning::Plain);
    }
    out
}

/// What the sum is made of, by how sure it is; nothing where it is all of one kind by formula.
fn split(out: &mut Pane<'_>, model: &Model, live: &Live) {
    let strings = model.strings();
    let parts = [
        (Certainty::Formula, strings.by_formula),
        (Certainty::RateCeiling, strings.by_rate),
        (Certainty::Ceiling, strings.by_ceiling),
        (Certainty::Competitive, strings.by_choice),
    ];
    let sums = parts.map(|(certainty, label)| (label, live.sum_of(&model.policy, certainty)));
    let rest = sums.iter().skip(1).any(|(_, sum)| *sum > Money::ZERO);
    for (label, sum) in sums.into_iter().filter(|(_, sum)| rest && *sum > Money::ZERO) {
        out.row(&format!("  {label}"), &sum.display(model.lang), Meaning::Muted);
    }
}

/// What is sure of what is possible now, with what each part means.
fn bar(out: &mut Pane<'_>, model: &Model, sum: &Totals) {
    let (symbols, strings, width) = (model.theme.symbols(), model.strings(), out.width);
    let most = i128::from(sum.at_most.fen()).max(1);
    let exact = i128::from(sum.amount.fen()) * i128::try_from(width).unwrap_or(0);
    // Anything at all is seen.
    let sure = usize::try_from((exact + most - 1) / most).unwrap_or(0).min(width);
    let possible = if sum.at_most > Money::ZERO { width - sure } else { 0 };
    let part = |text: String, meaning| Span::styled(text, model.theme.style(meaning));
    out.push(Line::from(vec![
        part(symbols.sure.repeat(sure), Meaning::Eligible),
        part(symbols.possible.repeat(possible), Meaning::Open),
    ]));
    out.push(Line::from(vec![
        part(format!("{} {}  ", symbols.sure, strings.bar_sure), Meaning::Eligible),
        part(format!("{} {}", symbols.possible, strings.bar_possible), Meaning::Open),
    ]));
}

/// A number of items.
pub fn items(model: &Model, count: usize) -> String {
    format!("{count} {}", model.strings().items).trim_end().to_owned()
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
        Group::Missing if standing.outlook == Outlook::Near => {
            (symbols.missing, Meaning::Missing, String::new())
        }
        Group::Missing => (symbols.missing, Meaning::Muted, String::new()),
        Group::Duplicate | Group::Superseded | Group::Never => {
            (symbols.never, Meaning::Muted, String::new())
        }
    }
}

/// The heading of a group.
pub fn heading(model: &Model, group: Group) -> &str {
    let strings = model.strings();
    match group {
        Group::Eligible => model.policy.wording.eligible.get(model.lang),
        Group::Waiting => strings.group_waiting,
        Group::Open => strings.pending,
        Group::Missing => strings.state_missing,
        Group::Duplicate => strings.state_duplicate,
        Group::Superseded => strings.state_superseded,
        Group::Never => strings.state_never,
    }
}

/// The benefits by heading, what just changed marked; on a click the benefit is shown. What does
/// not concern the enterprise now is a line and a number.
fn states<'m>(model: &'m Model, work: &Session, width: usize, room: usize) -> Pane<'m> {
    let strings = model.strings();
    let heading = |standing: &Standing| match (standing.group, standing.outlook) {
        (_, Outlook::Near) => strings.one_step_short,
        (Group::Open, _) if work.interview.scope_known => strings.state_open,
        (group, _) => heading(model, group),
    };
    let sorted = folds::sorted(model, work);
    let of = |at: usize| &work.live.standings[at];
    let shown: Vec<usize> =
        sorted.iter().filter(|(fold, _)| fold.is_none()).map(|(_, at)| *at).collect();
    let names = names(model, work, &shown, 2, width);
    let mut out = Pane::new(model, width);
    // The benefit that each line is of.
    let mut lines: Vec<Option<usize>> = Vec::new();
    for (number, at) in shown.iter().enumerate() {
        let title = heading(of(*at));
        let before = number.checked_sub(1).map(|before| heading(of(shown[before])));
        if before != Some(title) {
            let count = shown.iter().filter(|at| heading(of(**at)) == title).count();
            out.row(title, &items(model, count), Meaning::Heading);
            lines.push(None);
        }
        let (symbol, meaning, _) = badge(model, work, *at);
        let changed = work.changed.get(*at).copied().unwrap_or(false);
        let mark = if changed { model.theme.symbols().changed } else { " " };
        let style = model.theme.style(meaning);
        let style = if changed { style.add_modifier(Modifier::BOLD) } else { style };
        out.push(line(format!("{symbol}{mark}{}", names[number]), style));
        out.hit(Hit::Benefit(*at));
        lines.push(Some(*at));
        if of(*at).outlook == Outlook::Waiting {
            out.push(line(format!("  {}", strings.own_done), model.theme.style(Meaning::Muted)));
            out.hit(Hit::Benefit(*at));
            lines.push(Some(*at));
        }
    }
    let mut folded = Pane::new(model, width);
    for row in folds::rows(model, work, &[]) {
        let Row::Fold(fold, count) = row else { continue };
        folded.row(folds::title(model, fold), &items(model, count), Meaning::Muted);
        if let Some((_, at)) = sorted.iter().find(|(of, _)| *of == Some(fold)) {
            folded.hit(Hit::Benefit(*at));
        }
    }
    // What is folded always has its line; what else has no room is counted.
    let room = room.saturating_sub(folded.len());
    if out.len() > room {
        let room = room.saturating_sub(1);
        let hidden = lines.iter().skip(room).flatten().count();
        out.truncate(room);
        let more = model.keymap.spell(&format!("{{result}}  +{hidden}"));
        out.row(strings.key_result, &more, Meaning::Muted);
    }
    out.append(folded);
    out
}

/// The lines of benefits, each after a lead of so many columns: in the narrowest lists amounts
/// and articles are short, and no two names are alike.
pub fn names(
    model: &Model,
    work: &Session,
    shown: &[usize],
    lead: usize,
    width: usize,
) -> Vec<String> {
    let room = width.saturating_sub(lead);
    let rights: Vec<String> = shown.iter().map(|at| right(model, work, *at, width)).collect();
    // Names are told apart by themselves: an article's number says little.
    let parts = |(at, right): (&usize, &String)| {
        let benefit = &model.policy.benefits[*at];
        let bare = model.lang == Lang::En && width < NARROW;
        let number = match bare {
            true => benefit.article.to_string(),
            false => article_text(&model.policy, benefit.article, model.lang),
        };
        let taken = columns(&number) + 1 + columns(right) + usize::from(!right.is_empty());
        (number, (benefit.title.get(model.lang).to_owned(), room.saturating_sub(taken)))
    };
    let (numbers, names): (Vec<String>, Vec<_>) = shown.iter().zip(&rights).map(parts).unzip();
    let named = numbers.iter().zip(apart(&names)).zip(&rights);
    named.map(|((number, name), right)| spread(&format!("{number} {name}"), right, room)).collect()
}

/// What stands at the right of a benefit: its amount, else why there is none.
fn right(model: &Model, work: &Session, at: usize, width: usize) -> String {
    let standing = &work.live.standings[at];
    let benefit = &model.policy.benefits[at];
    let strings = model.strings();
    let money = |amount: Money| match benefit.award {
        Some(_) if width < NARROW => amount.brief(model.lang),
        Some(_) => amount.display(model.lang),
        None => strings.not_money.to_owned(),
    };
    match standing.group {
        Group::Eligible | Group::Waiting => money(standing.outcome.amount),
        Group::Open => standing.outcome.at_most.map_or(strings.no_ceiling.to_owned(), money),
        Group::Missing if standing.outlook == Outlook::Near => strings.one_step_short.to_owned(),
        Group::Missing | Group::Duplicate | Group::Superseded | Group::Never => String::new(),
    }
}
