//! The questions: their list, the focused one with its editor and help, the result beside.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::interview::{Route, State};
use crate::policy::FactKind;
use crate::profile::{Value, is_credit_code, item_text};
use crate::quantity::read::UNITS;
use crate::text::width::dots;
use crate::text::{columns, printable_within};

use crate::tui::editor::Editor;
use crate::tui::editor::input::Understood;
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::{Row, Target};
use crate::tui::hits::Hit;
use crate::tui::lines::{window, wrap_under};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, line, put};
use crate::tui::pane::Pane;
use crate::tui::popups::routes;
use crate::tui::screens::form::items::{cells_of, table_line, widths};
use crate::tui::screens::form::{steps, why};
use crate::tui::screens::live;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// The columns from which the result stands beside the form.
const TWO: u16 = 76;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(work) = &model.work else { return };
    let mut area = area;
    if area.width >= 116 {
        let width = if area.width >= 160 { 34 } else { 26 };
        steps::draw(model, work, frame, Rect { width, ..area });
        area = Rect { x: area.x + width, width: area.width - width, ..area };
    }
    // On a narrow terminal the words of the options need the room; the result is a line and F7.
    if area.width < TWO {
        let strip = live::strip(model, work, usize::from(area.width));
        put(frame, Rect { height: 1, ..area }, vec![strip]);
        let form = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        return draw_form(model, work, frame, form);
    }
    let side = (area.width * 2 / 5).clamp(28, 62);
    let form = Rect { width: area.width - side, ..area };
    draw_form(model, work, frame, form);
    let beside = Rect { x: form.right(), width: side, ..area };
    live::draw(model, work, frame, beside);
}

fn draw_form(model: &Model, work: &Session, frame: &mut Frame<'_>, area: Rect) {
    let editor = &work.editor;
    let step = model.step_of(editor.target);
    let steps = model.steps();
    let title = steps.get(step).map_or("", |step| step.0.as_str());
    let typed = editor.list.typed();
    let mut title = format!("{}/{} {title}", step + 1, steps.len());
    if work.route != Route::Section {
        let dot = model.theme.symbols().dot;
        title = format!("{} {dot} {title}", routes::name(model, work.route));
    }
    let (done, all) = work.progress;
    if done < all {
        // A question takes about a quarter of a minute.
        let (left, minutes) = (all - done, (all - done).div_ceil(4));
        let said =
            crate::text!("约剩 {left} 题 {minutes} 分钟", "about {left} left, {minutes} min");
        title = format!("{title} {} {}", model.theme.symbols().dot, said.get(model.lang));
    }
    if !typed.is_empty() {
        title = format!("{title} {} {typed}_", model.theme.symbols().dot);
    }
    let inner = boxed(model, frame, area, &title);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    // Pinned above all: what there is to say to the caller now.
    let mut out = Pane::new(model, width);
    let said = work.verdict.get(model.lang);
    if !said.is_empty() {
        out.say(said, Meaning::Eligible);
        out.shorten(if height >= 30 { 4 } else { 2 });
    }
    let room = height.saturating_sub(out.len());
    question_list(&mut out, model, work, step, room);
    out.rule();
    out.say(&question(model, work), Meaning::Heading);
    let fields = work.editor.fields();
    if !fields.is_empty() {
        let names: Vec<String> =
            fields.iter().map(|field| field.label.get(model.lang).to_owned()).collect();
        let names = format!("  {}", table_line(&names, &widths(&work.editor, model.lang)));
        out.push(line(printable_within(&names, width), model.theme.style(Meaning::Muted)));
    }
    let cursor = answers(&mut out, model, work, height);
    let rest = height.saturating_sub(out.len());
    if rest > 1 {
        out.blank();
        out.append(why::lines(model, work, width, rest - 1));
    }
    out.draw(frame, inner);
    if let Some((column, row)) = cursor.filter(|_| model.popups.is_empty()) {
        crate::tui::paint::cursor(frame, inner, column, row);
    }
}

/// The rows of the editor, in what the list and the question leave of a height; returns where the
/// cursor of the field stands.
fn answers(
    out: &mut Pane<'_>,
    model: &Model,
    work: &Session,
    height: usize,
) -> Option<(usize, usize)> {
    let editor = &work.editor;
    let echo = echo(model, editor);
    let room = height.saturating_sub(out.len() + usize::from(echo.is_some())).max(1);
    let rows: Vec<(Vec<String>, Option<usize>)> =
        (0..editor.rows.len()).map(|at| row(model, work, editor, at, out.width)).collect();
    let focused = editor.list.cursor();
    // Long options are shown whole where there is room, else the focused one.
    let whole = rows.iter().map(|(lines, _)| lines.len()).sum::<usize>() <= room;
    let more = rows.get(focused).map_or(0, |(lines, _)| lines.len().saturating_sub(1));
    let room = if whole { room } else { room.saturating_sub(more).max(1) };
    let mut cursor = None;
    for at in window(editor.rows.len(), focused, room) {
        let (lines, at_cursor) = &rows[at];
        if let Some(column) = at_cursor {
            cursor = Some((*column, out.len()));
        }
        let focus = at == focused && editor.rows[at] != Row::Field;
        let meaning = if focus { Meaning::Focus } else { Meaning::Plain };
        let cut = !whole && at != focused && lines.len() > 1;
        for text in lines.iter().take(if cut { 1 } else { lines.len() }) {
            let text = if cut { format!("{text}{}", dots()) } else { text.clone() };
            let text = printable_within(&text, out.width);
            out.push(line(text, model.theme.style(meaning)));
            out.hit(Hit::EditorRow(at));
        }
        if editor.rows[at] == Row::Field
            && let Some((text, meaning)) = &echo
        {
            out.under("   ", text, *meaning);
        }
    }
    if let Some((text, meaning)) = echo.filter(|_| !editor.has_field()) {
        out.say(&text, meaning);
    }
    cursor
}

/// The questions of the step with their answers, as many as leave room for the editor.
fn question_list(out: &mut Pane<'_>, model: &Model, work: &Session, step: usize, height: usize) {
    let symbols = model.theme.symbols();
    let targets = model.step_targets(step);
    let focused = work.editor.target.question();
    let focused = targets.iter().position(|target| *target == focused).unwrap_or(0);
    let room = (height / 3).clamp(3, height.saturating_sub(10).max(3));
    for at in window(targets.len(), focused, room) {
        let (mark, label, answer, muted) = summary(model, work, targets[at]);
        let arrow = if at == focused { symbols.focus } else { " " };
        // Amounts are never cut; names of options may be.
        let fact = targets[at].fact().map(|fact| model.policy.fact(fact));
        let named = fact.is_none_or(|fact| !fact.kind.options().is_empty());
        let most = if named { out.width / 2 } else { out.width.saturating_sub(5) };
        let answer = printable_within(&answer, most);
        let meaning = match (at == focused, muted) {
            (true, _) => Meaning::Heading,
            (false, true) => Meaning::Muted,
            (false, false) => Meaning::Plain,
        };
        out.row(&format!("{arrow}{mark} {label}"), &answer, meaning);
        out.hit(Hit::Question(targets[at]));
    }
}

/// A question in the list: symbol, label, answer, whether it no longer matters.
fn summary(model: &Model, work: &Session, target: Target) -> (&'static str, String, String, bool) {
    let (symbols, strings) = (model.theme.symbols(), model.strings());
    let profile = &work.profile;
    match target {
        Target::Own(own) => {
            let said = own.text(profile);
            let mark = match own {
                Own::Year => symbols.yes,
                Own::Name if said.is_empty() => symbols.open,
                Own::CreditCode if !said.is_empty() && !is_credit_code(&said) => "!",
                _ if said.is_empty() => symbols.never,
                Own::Name | Own::CreditCode | Own::Industry | Own::Caller | Own::Phone => {
                    symbols.yes
                }
            };
            let [label, ..] = own.words(strings);
            (mark, label.to_owned(), said, false)
        }
        Target::Fact(fact) | Target::Note(fact) => {
            let data = model.policy.fact(fact);
            let question = work.interview.questions().find(|question| question.fact == fact);
            let (relevant, state) = question
                .map_or((false, State::Open), |question| (question.relevant, question.state));
            let answer = match state {
                State::Answered => {
                    profile.answers.get(fact).map_or(String::new(), |v| short(model, data, &v))
                }
                State::Unsure => strings.unsure.to_owned(),
                State::Filled => {
                    work.filled.get(fact).map_or(String::new(), |v| short(model, data, &v))
                }
                State::Open => String::new(),
            };
            let contradicted = work.live.conflicts.iter().any(|conflict| conflict.fact == fact);
            let mark = match state {
                _ if contradicted => "!",
                State::Answered | State::Filled if relevant => symbols.yes,
                State::Unsure => symbols.unsure,
                State::Open => symbols.open,
                State::Answered | State::Filled => symbols.never,
            };
            let label = data.label.dated(profile.year).get(model.lang).to_owned();
            (mark, label, answer, !relevant)
        }
    }
}

/// An answer on one line: lists and ticks as their number where there are several.
fn short(model: &Model, fact: &crate::policy::Fact, value: &Value) -> String {
    let count = match value {
        Value::Set(bits) => bits.count_ones() as usize,
        Value::MoneyList(list) => list.len(),
        Value::Items(items) => items.len(),
        Value::Bool(_)
        | Value::Choice(_)
        | Value::Money(_)
        | Value::Percent(_)
        | Value::Count(_)
        | Value::Year(_)
        | Value::Day(_) => 1,
    };
    if count > 1 { live::items(model, count) } else { value.display(fact, model.lang) }
}

fn question(model: &Model, work: &Session) -> String {
    let strings = model.strings();
    match work.editor.target {
        Target::Own(own) => own.words(strings)[1].to_owned(),
        Target::Fact(fact) => {
            model.policy.fact(fact).question.dated(work.profile.year).get(model.lang).to_owned()
        }
        Target::Note(fact) => {
            let label = model.policy.fact(fact).label.dated(work.profile.year);
            format!(
                "{} {} {}",
                strings.note_question,
                model.theme.symbols().dot,
                label.get(model.lang)
            )
        }
    }
}

/// The lines of one row of the editor, and the column of the text cursor if it stands there.
fn row(
    model: &Model,
    work: &Session,
    editor: &Editor,
    at: usize,
    width: usize,
) -> (Vec<String>, Option<usize>) {
    let (symbols, strings) = (model.theme.symbols(), model.strings());
    let mark = if at == editor.list.cursor() { symbols.focus } else { " " };
    let fact = editor.target.fact().map(|fact| model.policy.fact(fact));
    let label = match editor.rows[at] {
        Row::Field => {
            // What is typed goes in here whatever row is in focus: so stands the cursor.
            let room = width.saturating_sub(4);
            let (shown, column) = editor.field.shown(room);
            let line = "_".repeat(room.saturating_sub(columns(&shown)).min(24));
            return (vec![format!("{mark} {shown}{line}")], Some(2 + column));
        }
        Row::Yes => strings.yes.to_owned(),
        Row::No => strings.no.to_owned(),
        Row::Year(year) => {
            let what = if year < model.current_year {
                strings.year_finished
            } else {
                strings.year_current
            };
            format!("{year} {} {what}", symbols.dot)
        }
        Row::Option(option) => {
            let label = fact
                .and_then(|fact| fact.kind.options().get(option))
                .map_or("", |option| option.label.get(model.lang));
            let is_set = fact.is_some_and(|fact| matches!(fact.kind, FactKind::Set(_)));
            let tick = match (is_set, editor.ticked >> option & 1 == 1) {
                (false, _) => "",
                (true, true) => symbols.ticked,
                (true, false) => symbols.unticked,
            };
            let space = if is_set { " " } else { "" };
            crate::text::dated(&format!("{tick}{space}{label}"), work.profile.year)
        }
        Row::NoneOf
            if fact.is_some_and(|fact| {
                matches!(fact.kind, FactKind::MoneyList | FactKind::Items(_))
            }) =>
        {
            strings.empty_list.to_owned()
        }
        Row::NoneOf => strings.none_of_these.to_owned(),
        Row::Done => strings.done.to_owned(),
        Row::Quick => editor.quick.as_ref().map_or("", |(_, name)| name.get(model.lang)).to_owned(),
        Row::Unit(unit) => {
            let name = UNITS.get(unit).map_or("", |unit| unit.0);
            let said =
                [strings.unit_yuan, strings.unit_thousand, strings.unit_wan, strings.unit_yi];
            format!("{name} {}", said.get(unit).unwrap_or(&"")).trim_end().to_owned()
        }
        Row::Item(item) if !editor.items.is_empty() => {
            let list = model.lang;
            editor.items.get(item).map_or(String::new(), |item| {
                let fields = editor.fields();
                table_line(&cells_of(fields, item, list), &widths(editor, list))
            })
        }
        Row::Item(item) => {
            editor.amounts.get(item).map_or(String::new(), |m| m.display(model.lang))
        }
        Row::Unsure => {
            let key = model.keymap.spell("{unsure}");
            format!("{} {} {key}", strings.unsure, symbols.dot)
        }
    };
    let numbers = editor.numbers();
    let number = match numbers.get(at).copied().flatten() {
        Some(number) => format!("{number}. "),
        None if numbers.iter().any(Option::is_some) => "   ".to_owned(),
        None => String::new(),
    };
    (wrap_under(&format!("{mark} {number}"), &label, width), None)
}

/// What the input is understood as, or what is wrong with it.
fn echo(model: &Model, editor: &Editor) -> Option<(String, Meaning)> {
    let strings = model.strings();
    let understood = match editor.understood() {
        Understood::Value(Value::Money(money)) => {
            let unit = crate::text!("元", "yuan");
            Some(format!("{} {}", money.grouped(), unit.get(model.lang)))
        }
        Understood::Value(Value::Percent(percent)) => Some(percent.to_string()),
        Understood::Value(Value::Year(year)) => Some(year.to_string()),
        Understood::Value(Value::Day(day)) => Some(day.to_string()),
        Understood::Value(Value::Items(items)) => {
            let items = items.iter().map(|item| item_text(editor.fields(), item, model.lang));
            Some(items.collect::<Vec<_>>().join(" | "))
        }
        Understood::Value(Value::Count(count)) => Some(count.to_string()),
        Understood::NeedsUnit if editor.asks_unit() && editor.fault.is_none() => {
            return Some((strings.choose_unit.to_owned(), Meaning::Open));
        }
        Understood::Value(
            Value::Bool(_) | Value::Choice(_) | Value::Set(_) | Value::MoneyList(_),
        )
        | Understood::Empty
        | Understood::NeedsUnit
        | Understood::Wrong(_) => None,
    };
    if let Some(fault) = editor.fault {
        // What a second Enter would take is seen beside the doubt about it.
        let value = understood.filter(|_| editor.doubted).map(|value| format!("= {value}\n"));
        return Some((format!("{}{fault}", value.unwrap_or_default()), Meaning::Fault));
    }
    // What is there already is left as it is by typing elsewhere, and replaced by typing here.
    let then = match (editor.field.is_untouched(), editor.touched) {
        (true, _) => strings.typing_replaces,
        (false, true) => strings.enter_confirms,
        (false, false) => "",
    };
    understood.map(|value| (format!("= {value}  {then}"), Meaning::Eligible))
}
