//! Whom to hand the open questions to.

use crate::policy::FactId;
use crate::text;
use crate::tui::colleague::people;
use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::lines::cut;
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Chooser, Item};

/// The choice.
pub struct Hand;

/// Opens it, where a question is open.
pub fn open(model: &mut Model) {
    if people(model).is_empty() {
        let none = text!("没有还没答的题目。", "No question is open.");
        model.message = Some(none.get(model.lang).to_owned());
    } else {
        model.push(Chooser::new(Hand, 0));
    }
}

/// Everybody's questions, then each person's.
fn rows(model: &Model) -> Vec<(String, Vec<FactId>)> {
    let mut people = people(model);
    if people.len() > 1 {
        let all = people.iter().flat_map(|(_, facts)| facts.iter().copied()).collect();
        people.push((text!("所有人", "Everyone").get(model.lang).to_owned(), all));
    }
    people
}

impl Choice for Hand {
    const NAME: &'static str = "hand";

    fn title(&self, model: &Model) -> String {
        let title = text!("把没答的题交给谁", "Hand the open questions to");
        title.get(model.lang).to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let named = |(who, facts): (String, Vec<FactId>)| match who.as_str() {
            "" => {
                (text!("企业自己核实", "The enterprise itself").get(model.lang).to_owned(), facts)
            }
            _ => (who, facts),
        };
        let unit = model.strings().items;
        let rows = rows(model).into_iter().map(named).enumerate();
        let item = |(at, (who, facts)): (usize, (String, Vec<FactId>))| {
            let count = format!("{} {unit}", facts.len());
            Item::new(cut(&who, 56)).number(at + 1).right(count.trim_end())
        };
        rows.map(item).collect()
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match rows(model).into_iter().nth(row) {
            Some((who, facts)) => Effect::Hand { who, facts },
            None => Effect::None,
        })
    }
}
