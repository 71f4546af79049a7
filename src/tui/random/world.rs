//! A disk in memory, and a second book-keeping of the answers that is held against the model's.

use std::collections::BTreeMap;

use super::{Acted, Dice, echoes};
use crate::profile::{Profile, Value};
use crate::tui::calls;
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::effect::StoreCommand;
use crate::tui::keys::Action;
use crate::tui::model::{Model, Screen};
use crate::tui::popups::page::{self, Page};
use crate::tui::screens::start::shelf::{About, Entry};
use crate::tui::session::Saved;
use crate::tui::work::{loaded, saved};

/// The answer to each fact.
pub type Known = Vec<Option<Value>>;

pub fn known(model: &Model) -> Option<Known> {
    Some(known_of(model, &model.work.as_ref()?.profile))
}

fn known_of(model: &Model, profile: &Profile) -> Known {
    let ids = model.policy.facts.iter().filter_map(|fact| model.policy.fact_id(&fact.id));
    ids.map(|id| profile.answers.get(id)).collect()
}

/// The disk, and what was answered as a second book-keeping knows it.
#[derive(Default)]
pub struct World {
    pub files: BTreeMap<String, Profile>,
    past: Vec<Known>,
    future: Vec<Known>,
    confirmed: Known,
    pub open: bool,
    /// The model remembers changes from before this book was opened (a profile put aside).
    older: bool,
}

impl World {
    pub fn run(&mut self, model: &mut Model, mut effect: Effect, dice: &mut Dice) {
        match std::mem::replace(&mut effect, Effect::None) {
            Effect::Save => {
                let Some(work) = &model.work else { return };
                let name = work.file.clone().unwrap_or_else(|| format!("p{}", self.files.len()));
                if dice.below(10) == 0 {
                    saved(model, Err("磁盘已满".to_owned()));
                } else {
                    self.files.insert(name.clone(), work.profile.clone());
                    saved(model, Ok(name));
                }
            }
            Effect::Load(name) => {
                let profile = self.files.get(&name).expect("a listed file").clone();
                loaded(model, profile, name);
            }
            Effect::Page { notes } => {
                page::done(model, Page { files: vec!["x.html".into()], notes, ..Page::default() })
            }
            Effect::StoreCommand(StoreCommand::NewCall { .. }) => calls::call(model, "10:32"),
            Effect::None
            | Effect::New
            | Effect::Told(_)
            | Effect::Hand { .. }
            | Effect::Sheets
            | Effect::TakeBack(_)
            | Effect::StoreCommand(_)
            | Effect::Configure(_)
            | Effect::Beside(_)
            | Effect::Browse(_)
            | Effect::Quit => {}
        }
        if model.screen == Screen::Start {
            let name = |name: &String| Entry {
                name: name.clone(),
                modified: std::time::SystemTime::UNIX_EPOCH,
                about: About::Pending,
            };
            model.shelf.entries = self.files.keys().map(name).collect();
        }
    }

    /// Holds what the model did against what the keys meant.
    pub fn check(&mut self, model: &Model, acted: &Acted) {
        let Some(now) = known(model) else { return };
        if acted.opens(model) || acted.at_year || !self.open {
            (self.past, self.future) = (Vec::new(), Vec::new());
            (self.confirmed, self.open) = (now, true);
            self.older = model.work.as_ref().is_some_and(|work| work.undo.steps() > 0);
            return;
        }
        let what = &acted.action;
        match what {
            Action::Undo | Action::Redo if acted.at_work => {
                let back = *what == Action::Undo;
                let (from, to) = match back {
                    true => (&mut self.past, &mut self.future),
                    false => (&mut self.future, &mut self.past),
                };
                // Changes that are not answers (names, notes) are steps too, without a difference.
                match from.pop() {
                    Some(state) => to.push(std::mem::replace(&mut self.confirmed, state)),
                    None if self.older => {
                        to.push(std::mem::replace(&mut self.confirmed, now.clone()));
                    }
                    None => {}
                }
                // Of a profile that was put aside, the earlier steps are not in this book.
                if !self.older {
                    assert_eq!(self.confirmed, now, "{what:?} gives another state back");
                }
            }
            _ => {
                for (at, (before, after)) in self.confirmed.iter().zip(&now).enumerate() {
                    if before == after {
                        continue;
                    }
                    let id = model.policy.fact_id(&model.policy.facts[at].id);
                    let own = matches!(acted.target, Some(Target::Fact(fact)) if Some(fact) == id);
                    assert!(own, "{what:?} changed another answer: {}", model.policy.facts[at].id);
                    // Given and taken back only by the keys that say so.
                    let said = match after {
                        Some(_) => matches!(what, Action::Enter | Action::Click(_)),
                        None => matches!(
                            what,
                            Action::Clear | Action::Unsure | Action::Enter | Action::Click(_)
                        ),
                    };
                    let fact = &model.policy.facts[at];
                    assert!(said, "{what:?} changed {} to {after:?}", fact.id);
                    let year = model.work.as_ref().map_or(0, |work| work.profile.year);
                    if let (Some(seen), Some(value)) = (&acted.seen, after) {
                        assert!(echoes(seen, fact, year, value), "{value:?} unseen:\n{seen}");
                    }
                }
            }
        }
        self.confirmed = now;
        let Some(work) = &model.work else { return };
        if let (Saved::Yes, Some(name)) = (&work.saved, &work.file) {
            // A saved profile is on the disk as it stands, a sample only once it is changed.
            if let Some(file) = self.files.get(name) {
                assert_eq!(
                    known_of(model, file),
                    self.confirmed,
                    "{what:?}: the disk has another state"
                );
            }
        }
    }

    /// Follows the stack of the model: a change remembered is a step for undo.
    pub fn remember(&mut self, model: &Model, steps_before: usize, before: Known) {
        let steps = model.work.as_ref().map_or(0, |work| work.undo.steps());
        for _ in steps_before..steps {
            self.past.push(before.clone());
            self.future.clear();
        }
    }
}
