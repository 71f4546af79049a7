//! The result: every benefit, and beside it what it lacks and the text of its article.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::assess::{Gap, Kind, Missing, Named};
use crate::policy::Certainty;
use crate::report::{self, readings_in_force};
use crate::text::Lang;

use crate::tui::folds::{self, Fold, Row};
use crate::tui::hits::Hit;
use crate::tui::lines::{spread, window, wrap, wrap_under};
use crate::tui::live::Group;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put};
use crate::tui::screens::live;
use crate::tui::screens::result::reasons;
use crate::tui::screens::result::state::rows;
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
    let rows = rows(model);
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
    let height = inner.height;
    let width = usize::from(inner.width);
    let mut top = live::totals(model, work, width);
    top.push(line(model.theme.symbols().rule.repeat(width), model.theme.style(Meaning::Muted)));
    let room = usize::from(inner.height).saturating_sub(top.len());
    let mut below = Vec::new();
    if height >= 30 {
        below.push(line("", model.theme.style(Meaning::Plain)));
        for notice in notices(model, work) {
            let style = model.theme.style(Meaning::Muted);
            below.extend(wrap(&notice, width).into_iter().map(|l| line(l, style)));
        }
    }
    if frame.area().width < TWO {
        let hint = line(model.strings().narrow_reasons, model.theme.style(Meaning::Muted));
        below.push(hint);
    }
    let room = room.saturating_sub(below.len()).max(5);
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
        let mark = if here { model.theme.symbols().focus } else { " " };
        let (text, meaning) = match rows[at] {
            Row::Benefit(benefit) => {
                hit(model, inner, top.len(), Hit::Benefit(benefit));
                let (symbol, meaning, _) = live::badge(model, work, benefit);
                (format!("{mark}{symbol} {}", names.next().unwrap_or_default()), meaning)
            }
            Row::Fold(fold, count) => {
                hit(model, inner, top.len(), Hit::Row(at));
                let symbols = model.theme.symbols();
                let open = model.result.open.contains(&fold);
                let sign = if open { symbols.opened } else { symbols.closed };
                let text = format!("{mark}{sign} {}", folds::title(model, fold));
                (spread(&text, &live::items(model, count), width), Meaning::Muted)
            }
        };
        let meaning = if here { Meaning::Focus } else { meaning };
        top.push(line(text, model.theme.style(meaning)));
    }
    top.extend(below);
    put(frame, inner, top);
}

/// What the focused benefit lacks and rests on.
fn beside(model: &Model, work: &Session, frame: &mut Frame<'_>, right: Rect, benefit: usize) {
    let height = right.height.saturating_sub(2);
    let number = model.policy.benefits[benefit].article;
    let inner = boxed(model, frame, right, &live::article(model, number));
    let (text, focus) = detail(model, work, benefit, usize::from(inner.width), height < 30);
    let last = text.len().saturating_sub(usize::from(inner.height));
    let scroll = match focus {
        // The step of the reasons in focus stays in sight.
        Some(row) => row.saturating_sub(usize::from(inner.height).saturating_sub(4)).min(last),
        None => model.result.scroll.min(last),
    };
    put(frame, inner, text.into_iter().skip(scroll).collect());
}

/// What is behind a fold.
fn behind(model: &Model, work: &Session, frame: &mut Frame<'_>, right: Rect, fold: Fold) {
    let inner = boxed(model, frame, right, folds::title(model, fold));
    let width = usize::from(inner.width);
    let help = wrap(model.strings().fold_help, width).into_iter();
    let mut out: Vec<Line<'static>> =
        help.map(|text| line(text, model.theme.style(Meaning::Muted))).collect();
    for (_, at) in folds::sorted(model, work).iter().filter(|(of, _)| *of == Some(fold)) {
        let benefit = &model.policy.benefits[*at];
        let title = benefit.title.get(model.lang);
        let text = format!("{} {title}", live::article(model, benefit.article));
        let lines = wrap_under("", &text, width).into_iter();
        out.extend(lines.map(|text| line(text, model.theme.style(Meaning::Plain))));
    }
    put(frame, inner, out);
}

fn detail(
    model: &Model,
    work: &Session,
    at: usize,
    width: usize,
    with_notices: bool,
) -> (Vec<Line<'static>>, Option<usize>) {
    let strings = model.strings();
    let benefit = &model.policy.benefits[at];
    let standing = &work.live.standings[at];
    let mut out = Vec::new();
    let mut say = |text: &str, meaning: Meaning| {
        let style = model.theme.style(meaning);
        out.extend(wrap(text, width).into_iter().map(|l| line(l, style)));
    };
    let known = work.detail.as_ref().filter(|detail| detail.benefit == at);
    if let Some(verdict) = known.and_then(|detail| detail.verdict.as_ref()) {
        say(verdict, Meaning::Eligible);
        say("", Meaning::Plain);
    }
    say(benefit.title.get(model.lang), Meaning::Heading);
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
    say(&state, meaning);
    if benefit.certainty == Certainty::Discretionary {
        say(strings.apart, Meaning::Muted);
    }
    if standing.outcome.later > crate::quantity::Money::ZERO {
        let later = standing.outcome.later.display(model.lang);
        say(&format!("{} {later}", strings.later), Meaning::Plain);
    }
    for part in &standing.missing {
        for text in missing(model, work, part, width) {
            out.push(line(text.0, model.theme.style(text.1)));
        }
    }
    let focus = known.and_then(|detail| reasons::push(model, detail, width, &mut out));
    let mut say = |text: &str, meaning: Meaning| {
        let style = model.theme.style(meaning);
        out.extend(wrap(text, width).into_iter().map(|l| line(l, style)));
    };
    if matches!(standing.group, Group::Eligible | Group::Waiting | Group::Open) {
        for hint in standing.hints.iter().filter_map(|at| benefit.hints.get(*at)) {
            let text = hint.text.dated(work.profile.year);
            let colon = if model.lang == Lang::Zh { "：" } else { ": " };
            say(&format!("{}{colon}{}", strings.hints, text.get(model.lang)), Meaning::Muted);
        }
        if !benefit.evidence.is_empty() {
            say(strings.evidence, Meaning::Heading);
            for item in &benefit.evidence {
                say(&format!("- {}", item.get(model.lang)), Meaning::Plain);
            }
        }
    }
    say("", Meaning::Plain);
    if model.lang == Lang::En
        && let Some(article) = model.policy.article(benefit.article)
    {
        say(&article.gist.en, Meaning::Plain);
    }
    if let Some(text) = model.policy.article_text(benefit.article) {
        say(text, Meaning::Plain);
    }
    if with_notices {
        say("", Meaning::Plain);
        for notice in notices(model, work) {
            say(&notice, Meaning::Muted);
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
fn missing(model: &Model, work: &Session, part: &Missing, width: usize) -> Vec<(String, Meaning)> {
    let strings = model.strings();
    let policy = &model.policy;
    let symbols = model.theme.symbols();
    let own = |text: &crate::text::Text| text.dated(work.profile.year).get(model.lang).to_owned();
    let name = match (part.named, part.fact) {
        (Named::Gate(gate), _) => own(&policy.gates[gate.index()].title),
        (Named::Fact(fact), _) => own(&policy.fact(fact).label),
    };
    let (symbol, meaning) = match part.kind {
        Kind::Unmet => (symbols.missing, Meaning::Missing),
        Kind::Unknown => (symbols.unsure, Meaning::Open),
    };
    let mut text = name;
    let value = part.fact.and_then(|fact| work.live.effective[fact.index()].as_ref());
    let colon = if model.lang == Lang::Zh { "：" } else { ": " };
    match (part.kind, value) {
        (Kind::Unmet, Some(value)) => {
            let value = value.get(model.lang);
            text = format!("{text}{colon}{} {value}", strings.has);
        }
        (Kind::Unknown, _) if part.condition.is_none() => {
            text = format!("{text}{colon}{}", strings.award_depends);
        }
        _ => {}
    }
    let comma = if model.lang == Lang::Zh { "，" } else { ", " };
    match part.gap {
        Some(Gap::Money(money)) => {
            text = format!("{text}{comma}{} {}", strings.gap, money.display(model.lang));
        }
        Some(gap @ Gap::Points(_)) => {
            text = format!("{text}{comma}{} {} {}", strings.gap, gap.to_plain(), strings.points);
        }
        Some(gap @ Gap::Count(_)) => {
            text = format!("{text}{comma}{} {}", strings.gap, gap.to_plain());
        }
        None => {}
    }
    let mut out: Vec<(String, Meaning)> = Vec::new();
    let head = wrap_under(&format!("{symbol} "), &text, width);
    out.extend(head.into_iter().map(|text| (text, meaning)));
    let condition = part.condition.as_ref();
    let advice = match part.kind {
        Kind::Unmet => {
            let gate = match part.named {
                Named::Gate(gate) => Some(&policy.gates[gate.index()].todo),
                Named::Fact(_) => None,
            };
            let of_fact = part.fact.map(|fact| &policy.fact(fact).todo);
            condition.and_then(|condition| condition.todo.as_ref()).or(gate).or(of_fact)
        }
        Kind::Unknown => {
            let of_fact = part.fact.map(|fact| &policy.fact(fact).who_knows);
            condition.and_then(|condition| condition.who_knows.as_ref()).or(of_fact)
        }
    };
    if let Some(advice) = advice {
        let lead = match part.kind {
            Kind::Unmet => "  ".to_owned(),
            Kind::Unknown => format!("  {}{colon}", strings.why),
        };
        let text = format!("{}{}", lead.trim_start(), own(advice));
        out.extend(wrap_under("  ", &text, width).into_iter().map(|text| (text, Meaning::Muted)));
    }
    out
}
