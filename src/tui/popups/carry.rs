//! A profile carried over to another year: what it takes, what it clears, before it is saved.

use ratatui::text::Line;

use crate::profile::{Carried, Change};
use crate::text::printable_within;
use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::lines::{spread, wrap_under};
use crate::tui::model::Model;
use crate::tui::paint::line;
use crate::tui::popups::choice::{Choice, Chooser, Item, items};
use crate::tui::theme::Meaning;

/// The profile as it would be, and the name and year that it comes from.
pub struct Carry {
    /// The old profile's name.
    pub name: String,
    /// The old profile's year.
    pub year: i32,
    /// The new one; taken once it is chosen.
    pub carried: Option<Carried>,
}

impl Choice for Carry {
    const NAME: &'static str = "carry";

    fn title(&self, model: &Model) -> String {
        let next = self.carried.as_ref().map_or(self.year, |carried| carried.profile.year);
        let (dot, strings) = (model.theme.symbols().dot, model.strings());
        format!("{} {next}: {} {dot} {}", strings.carry_title, self.name, strings.carry_scroll)
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        items([model.strings().carry_save, model.strings().carry_cancel])
    }

    fn below(&self, model: &Model, _: usize, width: usize) -> Vec<Line<'static>> {
        self.carried
            .as_ref()
            .map_or_else(Vec::new, |carried| changes(model, self.year, carried, width))
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match (row, self.carried.take()) {
            (0, Some(carried)) => take_carried(model, &self.name, carried),
            _ => Effect::None,
        })
    }
}

/// What the new year takes from the old one, and what is asked again.
pub fn changes(model: &Model, year: i32, carried: &Carried, width: usize) -> Vec<Line<'static>> {
    let strings = model.strings();
    let style = |meaning| model.theme.style(meaning);
    let next = carried.profile.year;
    let label = |fact, year| model.policy.fact(fact).label.dated(year).get(model.lang).to_owned();
    let (mut takes, mut clears) = (Vec::new(), Vec::new());
    for change in &carried.changes {
        match change {
            Change::Takes { fact, value, .. } => {
                let value = value.display(model.policy.fact(*fact), model.lang);
                takes.push(spread(&label(*fact, next), &value, width.saturating_sub(2)));
            }
            Change::Cleared { fact, value } => {
                let value = value.display(model.policy.fact(*fact), model.lang);
                // Lists of options may be long; amounts are not.
                let value = printable_within(&value, width / 2);
                clears.push(spread(&label(*fact, year), &value, width.saturating_sub(2)));
            }
            Change::AskedAgain(fact) => {
                let unsure = strings.unsure;
                clears.push(spread(&label(*fact, year), unsure, width.saturating_sub(2)));
            }
        }
    }
    let mut out = Vec::new();
    for (heading, lines) in [(strings.carry_takes, takes), (strings.carry_clears, clears)] {
        if !lines.is_empty() {
            out.push(line(heading, style(Meaning::Heading)));
            let indented = lines.into_iter().flat_map(|text| wrap_under("  ", &text, width));
            out.extend(indented.map(|text| line(text, style(Meaning::Plain))));
        }
    }
    out
}

/// A profile was carried over: it is looked at before it is saved.
pub fn carried(model: &mut Model, name: String, year: i32, carried: Carried) {
    model.push(Chooser::new(Carry { name, year, carried: Some(carried) }, 0));
}

/// Takes up the profile that was carried over.
pub fn take_carried(model: &mut Model, name: &str, carried: Carried) -> Effect {
    let year = carried.profile.year;
    let old = format!("{}", year - 1);
    // 启元 2026 becomes 启元 2027.
    let base = name.strip_suffix(&old).unwrap_or(name).trim_end().to_owned();
    model.open(carried.profile, None);
    if let Some(due) = model.next_due(None) {
        model.focus(due);
    }
    Effect::StoreCommand(StoreCommand::SaveAs(format!("{base} {year}")))
}
