//! Earlier states of a profile, and what is in the bin.

use ratatui::text::Line;

use crate::profile::{Deleted, State};
use crate::quantity::calendar::stamp;
use crate::text::printable;
use crate::tui::component::Outcome;
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::choice::{Choice, Chooser, Item};
use crate::tui::popups::empty_bin::EmptyBin;
use crate::tui::theme::Meaning;

/// What can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// An earlier state of a profile.
    State {
        /// The profile.
        name: String,
        /// The state.
        state: State,
    },
    /// A deleted profile.
    Deleted(Deleted),
    /// The row that removes all deleted ones for good.
    Empty,
}

/// The list.
pub struct Bin(Vec<Kept>);

/// Opens the list of what was kept.
pub fn open(model: &mut Model, mut kept: Vec<Kept>) {
    if kept.iter().any(|row| matches!(row, Kept::Deleted(_))) {
        kept.push(Kept::Empty);
    }
    model.push(Chooser::new(Bin(kept), 0));
}

impl Choice for Bin {
    const NAME: &'static str = "bin";

    fn title(&self, model: &Model) -> String {
        model.strings().bin_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let strings = model.strings();
        let item = |(at, kept): (usize, &Kept)| {
            let (name, right) = match kept {
                Kept::State { name, state } => {
                    (name.as_str(), format!("{} {}", strings.bin_state, stamp(state.modified)))
                }
                Kept::Deleted(deleted) => {
                    let when = stamp(deleted.modified);
                    (deleted.name.as_str(), format!("{} {when}", strings.bin_deleted))
                }
                Kept::Empty => (strings.bin_empty_row, String::new()),
            };
            Item::new(printable(name)).number(at + 1).right(right)
        };
        self.0.iter().enumerate().map(item).collect()
    }

    fn above(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        match self.0.is_empty() {
            true => said(model, model.strings().bin_nothing, Meaning::Plain, width),
            false => Vec::new(),
        }
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(match self.0.get(row) {
            Some(Kept::State { name, state }) => {
                let (name, number) = (name.clone(), state.number);
                Effect::StoreCommand(StoreCommand::BringBack { name, number })
            }
            Some(Kept::Deleted(deleted)) => {
                Effect::StoreCommand(StoreCommand::Restore(deleted.id.clone()))
            }
            Some(Kept::Empty) => {
                model.push(Chooser::new(EmptyBin, 0));
                Effect::None
            }
            None => Effect::None,
        })
    }
}
