//! Under the editor: what is wrong with the answer, what depends on it and where it comes from,
//! help, who knows.

use ratatui::text::Line;

use crate::interview::State;
use crate::policy::{FactId, FactKind};
use crate::profile::{improbable, is_credit_code};
use crate::report::{article_text, sources, stake_text};
use crate::text::{Text, columns};
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::{Row, Target};
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::quoting::quoted;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// The lines that fit a height; what helps to answer comes first.
pub fn lines<'m>(model: &'m Model, work: &Session, width: usize, height: usize) -> Pane<'m> {
    let strings = model.strings();
    let mut out = Pane::new(model, width);
    let (mut why, mut law) = (Pane::new(model, width), Pane::new(model, width));
    match work.editor.target {
        Target::Own(own) => {
            let typed = work.editor.field.text().trim();
            if own == Own::CreditCode && !typed.is_empty() && !is_credit_code(typed) {
                out.say(strings.credit_doubt, Meaning::Missing);
            }
            out.say(own.words(strings)[2], Meaning::Muted);
        }
        Target::Note(_) => out.say(strings.note_help, Meaning::Muted),
        Target::Fact(fact) => {
            help(&mut out, model, work, fact);
            reasons(&mut why, model, work, fact);
            if let Some(text) = first_article(model, work, fact) {
                law.say(text, Meaning::Muted);
            }
        }
    }
    if why.len() > 0 {
        // The reason keeps a few lines even where the help is long; F1 has all of it.
        let more = model.keymap.spell(strings.help_more);
        out.shorten_with(height.saturating_sub(why.len().min(4) + 1), &more);
        let rule = model.theme.symbols().rule;
        out.row(&format!("{rule}{rule} {} {rule}{rule}", strings.matters), "", Meaning::Muted);
        out.append(why);
    }
    // Where there is room, the whole article stands below.
    if law.len() > 0 && out.len() + law.len() < height {
        out.blank();
        out.append(law);
    }
    out.shorten(height);
    out
}

/// All that can be said of the question in focus, for the box that scrolls.
pub fn whole(model: &Model, work: &Session, width: usize) -> Vec<Line<'static>> {
    let Target::Fact(fact) = work.editor.target else { return Vec::new() };
    let mut out = Pane::new(model, width);
    let label = model.policy.fact(fact).label.dated(work.profile.year);
    out.say(label.get(model.lang), Meaning::Heading);
    help(&mut out, model, work, fact);
    out.blank();
    out.say(model.strings().matters, Meaning::Heading);
    reasons(&mut out, model, work, fact);
    out.blank();
    out.into_lines()
}

/// The text of the first article that the question comes from.
fn first_article<'m>(model: &'m Model, work: &Session, fact: FactId) -> Option<&'m str> {
    let first = sources(&model.policy, fact, &work.impact.benefits).into_iter().next();
    model.policy.article_text(first?.article?)
}

/// Help on the option in focus, then on the question.
fn help(out: &mut Pane<'_>, model: &Model, work: &Session, fact: FactId) {
    let strings = model.strings();
    let data = model.policy.fact(fact);
    let own = |text: &Text| text.dated(work.profile.year).get(model.lang).to_owned();
    let conflict = work.live.conflicts.iter().find(|conflict| conflict.fact == fact);
    if let Some(conflict) = conflict {
        let counts = conflict.answer_counts();
        let said = if counts { strings.conflict_bounds } else { strings.conflict };
        let text = format!("{said}{}", conflict.computed(&model.policy, model.lang));
        out.say(&text, Meaning::Fault);
    }
    for doubt in improbable(&model.policy, &work.filled, work.profile.year) {
        if doubt.when.iter().any(|relation| relation.fact == fact) {
            out.say(&own(&doubt.text), Meaning::Fault);
        }
    }
    let question = work.interview.questions().find(|question| question.fact == fact);
    if question.is_some_and(|question| question.state == State::Filled) {
        out.say(strings.filled, Meaning::Open);
    }
    if let Some(note) = work.profile.notes.get(&data.id) {
        out.say(&format!("{} {note}", strings.note_question), Meaning::Plain);
    }
    if let Row::Option(option) = work.editor.row()
        && let Some(option) = data.kind.options().get(option)
    {
        // What the row had no room for is said in full here.
        if columns(option.label.get(model.lang)) + 9 > out.width {
            out.say(&own(&option.label), Meaning::Plain);
        }
        if !option.help.get(model.lang).is_empty() {
            out.say(&own(&option.help), Meaning::Plain);
        }
    }
    let how: &[&str] = match data.kind {
        FactKind::Set(_) => &[strings.help_set],
        FactKind::MoneyList => &[strings.help_list, strings.help_money],
        FactKind::Items(_) => &[strings.help_items, strings.help_money],
        FactKind::Money { .. } => &[strings.help_money],
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year
        | FactKind::Day => &[],
    };
    for text in how {
        out.say(text, Meaning::Muted);
    }
    out.say(&own(&data.help), Meaning::Muted);
    let who = own(&data.who_knows);
    if !who.is_empty() {
        let colon = model.lang.colon();
        out.say(&format!("{}{colon}{who}", strings.why), Meaning::Muted);
    }
}

/// What depends on the question, and the sentence it comes from; or why nothing depends on it.
fn reasons(out: &mut Pane<'_>, model: &Model, work: &Session, fact: FactId) {
    let policy = &model.policy;
    let text = stake_text(policy, &work.filled, work.profile.year, &work.impact);
    let meaning = if work.impact.idle.is_some() { Meaning::Open } else { Meaning::Plain };
    out.say(text.get(model.lang), meaning);
    for source in sources(policy, fact, &work.impact.benefits).into_iter().take(3) {
        let number = source
            .article
            .map(|number| article_text(&model.policy, number, model.lang))
            .unwrap_or_default();
        let text = format!("{number} {}", quoted(model, source.quote));
        out.say(text.trim_start(), Meaning::Muted);
    }
}
