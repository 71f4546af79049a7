//! The result: every benefit, and beside it what it lacks and the text of its article.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::assess::{Gap, Kind, Missing, Named};
use crate::policy::Certainty;
use crate::quantity::Money;
use crate::report::{self, article_text, readings_in_force};
use crate::text::{Lang, Text};
use crate::tui::folds::{self, Row};
use crate::tui::hits::Hit;
use crate::tui::lines::window;
use crate::tui::live::Group;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, line, put};
use crate::tui::pane::Pane;
use crate::tui::screens::live;
use crate::tui::screens::result::reasons;
use crate::tui::screens::result::state::Fold;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// The columns from which the focused benefit stands beside the list.
const TWO: u16 = 76;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(work) = &model.work else { return };
    // On a narrow terminal the list, or what the focused benefit rests on, has the whole width.
    let narrow = area.width < TWO;
    let left_width = if narrow { area.width } else { (area.width / 2).clamp(34, 70) };
    let left = Rect { width: left_width, ..area };
    let right = if narrow {
        area
    } else {
        Rect { x: left.right(), width: area.width - left_width, ..area }
    };
    let rows = folds::shown(model);
    let focus = model.result.list.cursor().min(rows.len().saturating_sub(1));
    if !narrow || model.result.reason.is_none() {
        list(model, work, frame, left, &rows, focus);
    }
    if !narrow || model.result.reason.is_some() {
        match rows.get(focus) {
            Some(Row::Benefit(benefit)) => beside(model, work, frame, right, *benefit),
            Some(Row::Fold(fold, _)) => behind(model, work, frame, right, *fold),
            None => {}
        }
    }
}

/// The sums and the benefits.
fn list(
    model: &Model,
    work: &Session,
    frame: &mut Frame<'_>,
    area: Rect,
    rows: &[Row],
    focus: usize,
) {
    let inner = boxed(model, frame, area, model.strings().result_title);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    let mut out = live::totals(model, work, width);
    out.rule();
    let mut below = Pane::new(model, width);
    if height >= 30 {
        below.blank();
        for notice in notices(model, work) {
            below.say(&notice, Meaning::Muted);
        }
    }
    if frame.area().width < TWO {
        below.push(line(model.strings().narrow_reasons, model.theme.style(Meaning::Muted)));
    }
    let room = height.saturating_sub(out.len() + below.len()).max(5);
    let shown = window(rows.len(), focus, room);
    model.result.list.page.set(shown.len());
    let benefits: Vec<usize> = rows[shown.clone()]
        .iter()
        .filter_map(|row| match row {
            Row::Benefit(at) => Some(*at),
            Row::Fold(..) => None,
        })
        .collect();
    let mut names = live::names(model, work, &benefits, 3, width).into_iter();
    for at in shown {
        let here = at == focus;
        match rows[at] {
            Row::Benefit(benefit) => {
                let (symbol, meaning, _) = live::badge(model, work, benefit);
                let name = names.next().unwrap_or_default();
                out.choice(here, &format!("{symbol} {name}"), "", meaning);
                out.hit(Hit::Benefit(benefit));
            }
            Row::Fold(fold, count) => {
                let symbols = model.theme.symbols();
                let open = model.result.open.contains(&fold);
                let sign = if open { symbols.opened } else { symbols.closed };
                let name = format!("{sign} {}", folds::title(model, fold));
                out.choice(here, &name, &live::items(model, count), Meaning::Muted);
                out.hit(Hit::Row(at));
            }
        }
    }
    out.append(below);
    out.draw(frame, inner);
}

/// What the focused benefit lacks and rests on.
fn beside(model: &Model, work: &Session, frame: &mut Frame<'_>, right: Rect, benefit: usize) {
    let number = model.policy.benefits[benefit].article;
    let inner = boxed(model, frame, right, &article_text(&model.policy, number, model.lang));
    let height = usize::from(inner.height);
    let (text, focus) = detail(model, work, benefit, usize::from(inner.width), height < 30);
    let last = text.len().saturating_sub(height);
    let scroll = match focus {
        // The step of the reasons in focus stays in sight.
        Some(row) => row.saturating_sub(height.saturating_sub(4)).min(last),
        None => model.result.scroll.min(last),
    };
    put(frame, inner, text.into_lines().split_off(scroll));
}

/// What is behind a fold.
fn behind(model: &Model, work: &Session, frame: &mut Frame<'_>, right: Rect, fold: Fold) {
    let inner = boxed(model, frame, right, folds::title(model, fold));
    let mut out = Pane::new(model, usize::from(inner.width));
    out.say(model.strings().fold_help, Meaning::Muted);
    for (_, at) in folds::sorted(model, work).iter().filter(|(of, _)| *of == Some(fold)) {
        let benefit = &model.policy.benefits[*at];
        let number = article_text(&model.policy, benefit.article, model.lang);
        out.say(&format!("{number} {}", benefit.title.get(model.lang)), Meaning::Plain);
    }
    out.draw(frame, inner);
}

fn detail<'m>(
    model: &'m Model,
    work: &Session,
    at: usize,
    width: usize,
    with_notices: bool,
) -> (Pane<'m>, Option<usize>) {
    let strings = model.strings();
    let benefit = &model.policy.benefits[at];
    let standing = &work.live.standings[at];
    let mut out = Pane::new(model, width);
    let known = work.detail.as_ref().filter(|detail| detail.benefit == at);
    if let Some(detail) = known {
        out.say(&detail.verdict, Meaning::Eligible);
        out.blank();
    }
    out.say(benefit.title.get(model.lang), Meaning::Heading);
    let (_, meaning, amount) = live::badge(model, work, at);
    let state = match standing.group {
        Group::Eligible => format!("{} {amount}", strings.state_eligible),
        Group::Waiting => format!("{} {amount}", strings.state_waiting),
        Group::Open if amount.is_empty() => strings.pending.to_owned(),
        Group::Open => format!("{} {amount}", strings.state_open),
        group @ (Group::Missing | Group::Duplicate | Group::Superseded | Group::Never) => {
            live::heading(model, group).to_owned()
        }
    };
    out.say(&state, meaning);
    if benefit.certainty == Certainty::Discretionary {
        out.say(strings.apart, Meaning::Muted);
    }
    if standing.outcome.later > Money::ZERO {
        let later = standing.outcome.later.display(model.lang);
        out.say(&format!("{} {later}", strings.later), Meaning::Plain);
    }
    for part in &standing.missing {
        missing(&mut out, model, work, part);
    }
    let focus = known.and_then(|detail| reasons::push(model, detail, &mut out));
    if matches!(standing.group, Group::Eligible | Group::Waiting | Group::Open) {
        for hint in standing.hints.iter().filter_map(|at| benefit.hints.get(*at)) {
            let text = hint.text.dated(work.profile.year);
            let (hints, colon) = (strings.hints, model.lang.colon());
            out.say(&format!("{hints}{colon}{}", text.get(model.lang)), Meaning::Muted);
        }
        if !benefit.evidence.is_empty() {
            out.say(strings.evidence, Meaning::Heading);
            for item in &benefit.evidence {
                out.say(&format!("- {}", item.get(model.lang)), Meaning::Plain);
            }
        }
    }
    out.blank();
    if model.lang == Lang::En
        && let Some(article) = model.policy.article(benefit.article)
    {
        out.say(&article.gist.en, Meaning::Plain);
    }
    if let Some(text) = model.policy.article_text(benefit.article) {
        out.say(text, Meaning::Plain);
    }
    if with_notices {
        out.blank();
        for notice in notices(model, work) {
            out.say(&notice, Meaning::Muted);
        }
    }
    (out, focus)
}

/// What every result says.
pub fn notices(model: &Model, work: &Session) -> Vec<String> {
    let mut notices = readings_in_force(&model.policy, model.program.readings(), model.lang);
    let all = report::notices(&model.policy, &work.profile.answers);
    notices.extend(all.iter().map(|notice| notice.get(model.lang).to_owned()));
    notices
}

/// One part that is missing: its name, how far it is, what to do, who knows.
fn missing(out: &mut Pane<'_>, model: &Model, work: &Session, part: &Missing) {
    let (strings, policy, lang) = (model.strings(), &model.policy, model.lang);
    let symbols = model.theme.symbols();
    let own = |text: &Text| text.dated(work.profile.year).get(lang).to_owned();
    let mut text = match part.named {
        Named::Gate(gate) => own(&policy.gates[gate.index()].title),
        Named::Fact(fact) => own(&policy.fact(fact).label),
    };
    let (symbol, meaning) = match part.kind {
        Kind::Unmet => (symbols.missing, Meaning::Missing),
        Kind::Unknown => (symbols.unsure, Meaning::Open),
    };
    let value = part.fact.and_then(|fact| work.live.effective[fact.index()].as_ref());
    let colon = lang.colon();
    match (part.kind, value) {
        (Kind::Unmet, Some(value)) => {
            text = format!("{text}{colon}{} {}", strings.has, value.get(lang));
        }
        (Kind::Unknown, _) if part.condition.is_none() => {
            text = format!("{text}{colon}{}", strings.award_depends);
        }
        (Kind::Unmet, None) | (Kind::Unknown, _) => {}
    }
    let gap = part.gap.map(|gap| match gap {
        Gap::Money(money) => money.display(lang),
        Gap::Points(_) => format!("{} {}", gap.to_plain(), strings.points),
        Gap::Count(_) => gap.to_plain(),
        Gap::Days(_) => report::gap_text(gap, lang),
    });
    if let Some(gap) = gap {
        let comma = if lang == Lang::Zh { "，" } else { ", " };
        text = format!("{text}{comma}{} {gap}", strings.gap);
    }
    out.under(&format!("{symbol} "), &text, meaning);
    let condition = part.condition.as_ref();
    let (lead, advice) = match part.kind {
        Kind::Unmet => {
            let gate = match part.named {
                Named::Gate(gate) => Some(&policy.gates[gate.index()].todo),
                Named::Fact(_) => None,
            };
            let of_fact = part.fact.map(|fact| &policy.fact(fact).todo);
            let of_condition = condition.and_then(|condition| condition.todo.as_ref());
            (String::new(), of_condition.or(gate).or(of_fact))
        }
        Kind::Unknown => {
            let of_fact = part.fact.map(|fact| &policy.fact(fact).who_knows);
            let of_condition = condition.and_then(|condition| condition.who_knows.as_ref());
            (format!("{}{colon}", strings.why), of_condition.or(of_fact))
        }
    };
    if let Some(advice) = advice {
        out.under("  ", &format!("{lead}{}", own(advice)), Meaning::Muted);
    }
}
