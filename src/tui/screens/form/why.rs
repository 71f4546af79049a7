//! Under the editor: what is wrong with the answer, what hangs on it and where it comes from,
//! help, who knows.

use ratatui::text::Line;

use crate::interview::State;
use crate::policy::{FactId, FactKind};
use crate::profile::{improbable, is_credit_code};
use crate::report::{sources, stake_text};
use crate::text::width::dots;
use crate::text::{Lang, columns};

use crate::tui::editor::own::Own;
use crate::tui::editor::rows::{Row, Target};
use crate::tui::lines::wrap;
use crate::tui::model::Model;
use crate::tui::paint::{line, shorten};
use crate::tui::quoting::quoted;
use crate::tui::screens::live::article;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// The lines that fit a height; what helps to answer comes first.
pub fn lines(model: &Model, work: &Session, width: usize, height: usize) -> Vec<Line<'static>> {
    let strings = model.strings();
    let mut texts: Vec<(String, Meaning)> = Vec::new();
    let mut why: Vec<(String, Meaning)> = Vec::new();
    match work.editor.target {
        Target::Own(own) => {
            let typed = work.editor.field.text().trim();
            if own == Own::CreditCode && !typed.is_empty() && !is_credit_code(typed) {
                texts.push((strings.credit_doubt.to_owned(), Meaning::Missing));
            }
            texts.push((own.words(strings)[2].to_owned(), Meaning::Muted));
        }
        Target::Note(_) => texts.push((strings.note_help.to_owned(), Meaning::Muted)),
        Target::Fact(fact) => {
            texts = help(model, work, fact, width);
            why = reasons(model, work, fact);
        }
    }
    let style = |meaning| model.theme.style(meaning);
    let wrapped = |texts: Vec<(String, Meaning)>| -> Vec<Line<'static>> {
        let one = |(text, meaning): (String, Meaning)| {
            wrap(&text, width).into_iter().map(move |l| line(l, style(meaning)))
        };
        texts.into_iter().flat_map(one).collect()
    };
    let mut out = wrapped(texts);
    let why = wrapped(why);
    let law = law(model, work);
    if !why.is_empty() {
        // The reason keeps a few lines even where the help is long; F1 has all of it.
        let more = model.keymap.spell(strings.help_more);
        shorten(&mut out, height.saturating_sub(why.len().min(4) + 1), &more, width);
        let rule = model.theme.symbols().rule;
        let head = format!("{rule}{rule} {} {rule}{rule}", strings.matters);
        out.push(line(head, style(Meaning::Muted)));
        out.extend(why);
    }
    // Where there is room, the whole article stands below.
    let law = wrapped(law);
    if out.len() + law.len() < height && !law.is_empty() {
        out.push(line("", style(Meaning::Plain)));
        out.extend(law);
    }
    shorten(&mut out, height, &format!(" {}", dots()), width);
    out
}

/// All that can be said of the question in focus, for the box that scrolls.
pub fn whole(model: &Model, work: &Session, width: usize) -> Vec<Line<'static>> {
    let Target::Fact(fact) = work.editor.target else { return Vec::new() };
    let data = model.policy.fact(fact);
    let label = data.label.dated(work.profile.year).get(model.lang).to_owned();
    let mut texts = vec![(label, Meaning::Heading)];
    texts.extend(help(model, work, fact, width));
    texts.push((String::new(), Meaning::Plain));
    texts.push((model.strings().matters.to_owned(), Meaning::Heading));
    texts.extend(reasons(model, work, fact));
    texts.push((String::new(), Meaning::Plain));
    let wrapped = texts.into_iter().flat_map(|(text, meaning)| {
        let style = model.theme.style(meaning);
        wrap(&text, width).into_iter().map(move |l| line(l, style)).collect::<Vec<_>>()
    });
    wrapped.collect()
}

/// The text of the first article that the question comes from.
fn law(model: &Model, work: &Session) -> Vec<(String, Meaning)> {
    let Target::Fact(fact) = work.editor.target else { return Vec::new() };
    let first = sources(&model.policy, fact, &work.impact.benefits).into_iter().next();
    let text = first
        .and_then(|source| source.article)
        .and_then(|number| model.policy.article_text(number));
    text.map(|text| vec![(text.to_owned(), Meaning::Muted)]).unwrap_or_default()
}

/// Help on the option in focus, then on the question.
fn help(model: &Model, work: &Session, fact: FactId, width: usize) -> Vec<(String, Meaning)> {
    let strings = model.strings();
    let mut texts: Vec<(String, Meaning)> = Vec::new();
    let data = model.policy.fact(fact);
    let own = |text: &crate::text::Text| text.dated(work.profile.year).get(model.lang).to_owned();
    let conflict = work.live.conflicts.iter().find(|conflict| conflict.fact == fact);
    if let Some(conflict) = conflict {
        let counts = conflict.answer_counts();
        let said = if counts { strings.conflict_bounds } else { strings.conflict };
        let text = format!("{said}{}", conflict.computed(&model.policy, model.lang));
        texts.push((text, Meaning::Fault));
    }
    for doubt in improbable(&model.policy, &work.filled, work.profile.year) {
        if doubt.when.iter().any(|relation| relation.fact == fact) {
            texts.push((own(&doubt.text), Meaning::Fault));
        }
    }
    let question = work.interview.questions().find(|question| question.fact == fact);
    if question.is_some_and(|question| question.state == State::Filled) {
        texts.push((strings.filled.to_owned(), Meaning::Open));
    }
    if let Some(note) = work.profile.notes.get(&data.id) {
        texts.push((format!("{} {note}", strings.note_question), Meaning::Plain));
    }
    if let Row::Option(option) = work.editor.row()
        && let Some(option) = data.kind.options().get(option)
    {
        // What the row had no room for is said in full here.
        if columns(option.label.get(model.lang)) + 9 > width {
            texts.push((own(&option.label), Meaning::Plain));
        }
        if !option.help.get(model.lang).is_empty() {
            texts.push((own(&option.help), Meaning::Plain));
        }
    }
    let how: &[&str] = match data.kind {
        FactKind::Set(_) => &[strings.help_set],
        FactKind::MoneyList => &[strings.help_list, strings.help_money],
        FactKind::Money { .. } => &[strings.help_money],
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year => &[],
    };
    texts.extend(how.iter().map(|text| ((*text).to_owned(), Meaning::Muted)));
    texts.push((own(&data.help), Meaning::Muted));
    let who = own(&data.who_knows);
    if !who.is_empty() {
        let colon = if model.lang == Lang::Zh { "：" } else { ": " };
        texts.push((format!("{}{colon}{who}", strings.why), Meaning::Muted));
    }
    texts
}

/// What hangs on the question, and the sentence it comes from; or why nothing hangs on it.
fn reasons(model: &Model, work: &Session, fact: FactId) -> Vec<(String, Meaning)> {
    let policy = &model.policy;
    let mut texts = Vec::new();
    let text = stake_text(policy, &work.filled, work.profile.year, &work.impact);
    let meaning = if work.impact.idle.is_some() { Meaning::Open } else { Meaning::Plain };
    texts.push((text.get(model.lang).to_owned(), meaning));
    for source in sources(policy, fact, &work.impact.benefits).into_iter().take(3) {
        let number = source.article.map(|number| article(model, number)).unwrap_or_default();
        let text = format!("{number} {}", quoted(model, source.quote));
        texts.push((text.trim_start().to_owned(), Meaning::Muted));
    }
    texts
}
