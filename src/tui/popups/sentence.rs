//! What depends on the sentence in focus: questions, benefits, terms.

use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::go::{show_benefit, show_question};
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Item};
use crate::tui::popups::reading::Reader;
use crate::tui::popups::term::Term;
use crate::tui::screens::law::leads::{Lead, leads};
use crate::tui::screens::law::view::lead;

/// The list.
pub struct Sentence;

impl Choice for Sentence {
    const NAME: &'static str = "sentence";

    fn title(&self, model: &Model) -> String {
        model.strings().law_leads.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let leads = leads(model).into_iter().enumerate();
        let item = |(at, to)| {
            let (text, right) = lead(model, to);
            Item::new(text).number(at + 1).right(right)
        };
        leads.map(item).collect()
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        match leads(model).get(row) {
            Some(Lead::Question(fact)) => show_question(model, *fact),
            Some(Lead::Benefit(id)) => show_benefit(model, id.index()),
            // Closed, the term leads back to the list.
            Some(Lead::Term(at)) => {
                model.push(Reader::new(Term(*at)));
                return Outcome::Stay(Effect::None);
            }
            None => {}
        }
        Outcome::Close(Effect::None)
    }
}
