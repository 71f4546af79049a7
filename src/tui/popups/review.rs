//! All answers before the result: contradictions first, then by section, then what is not known
//! by who knows it. Enter goes to a question.

use ratatui::text::Line;

use crate::interview::State;
use crate::policy::FactId;
use crate::profile::improbable;
use crate::text::{columns, printable_within};
use crate::tui::component::Outcome;
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::go::show_result;
use crate::tui::model::{Model, Screen};
use crate::tui::paint::said;
use crate::tui::popups::choice::{Choice, Chooser, Item};
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

/// What it is known by.
pub const NAME: &str = "review";

/// The answers.
pub struct Review;

/// Opens it.
pub fn open(model: &mut Model) {
    model.push(Chooser::new(Review, 0));
}

/// A row: a question under its heading, with what is said of it.
struct Row {
    fact: FactId,
    heading: String,
    right: String,
}

fn rows(model: &Model, work: &Session) -> Vec<Row> {
    let (strings, lang) = (model.strings(), model.lang);
    let policy = &model.policy;
    let mut rows: Vec<Row> = Vec::new();
    for conflict in &work.live.conflicts {
        let right = format!("{}{}", strings.conflict_short, conflict.computed(policy, lang));
        let heading = strings.review_conflicts.to_owned();
        rows.push(Row { fact: conflict.fact, heading, right });
    }
    for doubt in improbable(policy, &work.filled, work.profile.year) {
        if let Some(relation) = doubt.when.first() {
            let heading = strings.review_improbable.to_owned();
            let right = doubt.text.dated(work.profile.year).get(lang).to_owned();
            rows.push(Row { fact: relation.fact, heading, right });
        }
    }
    let state = |fact: FactId| {
        work.interview.questions().find(|question| question.fact == fact).map(|known| known.state)
    };
    for section in &policy.sections {
        for fact in &section.facts {
            let value = match state(*fact) {
                Some(State::Answered | State::Filled) => work.filled.get(*fact),
                Some(State::Unsure | State::Open) | None => work.profile.answers.get(*fact),
            };
            let Some(value) = value else { continue };
            let data = policy.fact(*fact);
            let mut right = crate::text::dated(&value.display(data, lang), work.profile.year);
            if !work.profile.answers.is_answered(*fact) {
                right = format!("{right} ({})", strings.filled);
            }
            rows.push(Row { fact: *fact, heading: section.title.get(lang).to_owned(), right });
        }
    }
    // What is not known, by whom to ask.
    let mut unsure: Vec<(String, FactId)> = work
        .profile
        .unsure
        .iter()
        .map(|fact| (policy.fact(*fact).who_knows.get(lang).to_owned(), *fact))
        .collect();
    unsure.sort();
    for (who, fact) in unsure {
        let heading = match who.as_str() {
            "" => strings.unsure.to_owned(),
            who => format!("{} {} {}", strings.unsure, model.theme.symbols().dot, who),
        };
        rows.push(Row { fact, heading, right: String::new() });
    }
    rows
}

impl Choice for Review {
    const NAME: &'static str = NAME;

    fn title(&self, model: &Model) -> String {
        let year = model.work.as_ref().map_or(0, |work| work.profile.year);
        let strings = model.strings();
        format!(
            "{} {} {} {year}",
            strings.key_review,
            model.theme.symbols().dot,
            strings.year_label
        )
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let Some(work) = &model.work else { return Vec::new() };
        let mut items = vec![Item::new(model.strings().review_result).number(1)];
        let mut before = String::new();
        for (at, row) in rows(model, work).into_iter().enumerate() {
            let label = model.policy.fact(row.fact).label.dated(work.profile.year);
            let right =
                if columns(&row.right) > 40 { printable_within(&row.right, 40) } else { row.right };
            let item = Item::new(label.get(model.lang)).number(at + 2).right(right);
            let first = before != row.heading;
            items.push(if first { item.under(row.heading.clone()) } else { item });
            before = row.heading;
        }
        items
    }

    fn above(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        said(model, model.strings().review_help, Meaning::Muted, width)
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        let fact = row.checked_sub(1).and_then(|at| {
            model.work.as_ref().and_then(|work| rows(model, work).into_iter().nth(at))
        });
        match fact {
            Some(row) => {
                model.screen = Screen::Form;
                model.focus(Target::Fact(row.fact));
            }
            None => show_result(model),
        }
        Outcome::Close(Effect::None)
    }
}
