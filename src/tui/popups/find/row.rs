//! What was found, as a row of the search and in a sentence.

use ratatui::text::Line;

use crate::assess::Evaluator;
use crate::policy::{FactId, FactKind};
use crate::profile::Value;
use crate::quantity::Money;
use crate::report::article_text;

use crate::tui::lines::spread;
use crate::tui::model::Model;
use crate::tui::paint::line;
use crate::tui::popups::find::index::Goal;
use crate::tui::quoting::quoted;
use crate::tui::screens::law::view::{answer, kind_column};
use crate::tui::screens::live;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// A sentence or two on what was found.
pub fn about(model: &Model, goal: Goal) -> String {
    let policy = &model.policy;
    let year = model.work.as_ref().map_or(model.current_year - 1, |work| work.profile.year);
    match goal {
        Goal::Question(fact) | Goal::Choice(fact, _) => {
            policy.fact(fact).question.dated(year).get(model.lang).to_owned()
        }
        Goal::Benefit(at) => {
            let quote = policy.benefits.get(at).and_then(|benefit| benefit.quotes.first());
            quote.map(|quote| quoted(model, quote)).unwrap_or_default()
        }
        Goal::Article(number) => {
            let article = policy.article(number);
            article.map_or_else(String::new, |article| article.gist.get(model.lang).to_owned())
        }
        Goal::Term(at) => {
            let term = policy.terms.get(at);
            term.map_or_else(String::new, |term| term.definition.get(model.lang).to_owned())
        }
        Goal::Asked(at) => {
            let asked = policy.faq.get(at);
            asked.map_or_else(String::new, |asked| asked.answer.get(model.lang).to_owned())
        }
        Goal::Own(_) | Goal::Step(_) | Goal::Profile(_) => String::new(),
    }
}

/// One thing that was found.
pub fn row(model: &Model, goal: Goal, focus: bool, width: usize) -> Line<'static> {
    let strings = model.strings();
    let policy = &model.policy;
    let year = model.work.as_ref().map_or(model.current_year - 1, |work| work.profile.year);
    let (kind, name, right, meaning) = match goal {
        Goal::Question(fact) => {
            let label = policy.fact(fact).label.dated(year).get(model.lang).to_owned();
            let right =
                model.work.as_ref().map_or_else(String::new, |work| answer(model, work, fact));
            (strings.kind_question, label, right, Meaning::Plain)
        }
        Goal::Choice(id, at) => {
            let fact = policy.fact(id);
            let option = fact.kind.options().get(at);
            let option = option.map_or("", |option| option.label.get(model.lang));
            let question = fact.label.dated(year).get(model.lang).to_owned();
            let dot = model.theme.symbols().dot;
            let name = format!("{option} {dot} {question}");
            let most = model.work.as_ref().and_then(|work| ceiling(model, work, id, at));
            let right = most.map(|most| most.display(model.lang)).unwrap_or_default();
            (strings.kind_option, name, right, Meaning::Plain)
        }
        Goal::Own(own) => {
            let [label, ..] = own.words(strings);
            (strings.kind_question, label.to_owned(), String::new(), Meaning::Plain)
        }
        Goal::Benefit(at) => {
            let benefit = policy.benefits.get(at);
            let title = benefit.map_or("", |benefit| benefit.title.get(model.lang));
            let number = benefit
                .map_or_else(String::new, |b| article_text(&model.policy, b.article, model.lang));
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
            let name = format!("{} {title}", article_text(&model.policy, number, model.lang));
            (strings.kind_article, name, String::new(), Meaning::Plain)
        }
        Goal::Term(at) => {
            let name = policy.terms.get(at).map_or("", |term| term.name.get(model.lang));
            (strings.kind_term, name.to_owned(), String::new(), Meaning::Plain)
        }
        Goal::Asked(at) => {
            let question = policy.faq.get(at).map_or("", |asked| asked.question.get(model.lang));
            (strings.kind_asked, question.to_owned(), String::new(), Meaning::Plain)
        }
        Goal::Step(at) => {
            let step = model.steps().into_iter().nth(at);
            let (title, done, all) = step.unwrap_or_default();
            (strings.kind_step, title, format!("{done}/{all}"), Meaning::Plain)
        }
        Goal::Profile(at) => {
            let name = model.shelf.entries.get(at).map_or("", |entry| entry.name.as_str());
            (strings.kind_profile, name.to_owned(), String::new(), Meaning::Plain)
        }
    };
    let mark = if focus { model.theme.symbols().focus } else { " " };
    let left = format!("{mark} {}{name}", kind_column(model, kind));
    let meaning = if focus { Meaning::Focus } else { meaning };
    line(spread(&left, &right, width), model.theme.style(meaning))
}

/// What an option can bring at most: how far its benefits reach beyond what they do without it.
fn ceiling(model: &Model, work: &Session, fact: FactId, option: usize) -> Option<Money> {
    let (with, without) = match model.policy.fact(fact).kind {
        FactKind::Set(_) => (Value::Set(1 << option), Value::Set(0)),
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Money { .. }
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year
        | FactKind::Day
        | FactKind::MoneyList
        | FactKind::Items(_) => return None,
    };
    let most = |value: Value| -> Vec<Option<Money>> {
        let mut answers = work.filled.clone();
        answers.set(fact, Some(value));
        let mut evaluator = Evaluator::new(&model.program);
        if !evaluator.run_prospective(&answers, work.profile.year) {
            evaluator.run(&answers, work.profile.year);
        }
        evaluator.outcomes().iter().map(|outcome| outcome.at_most).collect()
    };
    let pairs = most(with).into_iter().zip(most(without));
    let more = pairs.filter_map(|(with, without)| Some((with?, without?)));
    more.filter(|(with, without)| with > without).map(|(with, _)| with).max()
}
