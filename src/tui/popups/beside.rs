//! What the profile at hand can be compared with.

use crate::document::{Layout, plain};
use crate::profile::Profile;
use crate::report;
use crate::report::{Assessment, comparison};
use crate::text;
use crate::text::printable;
use crate::tui::component::Outcome;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::popups::choice::{Choice, Chooser, Item, items};
use crate::tui::popups::compared::Compared;
use crate::tui::popups::reading::Reader;
use crate::tui::screens::start::shelf::Entry;

/// The list.
pub struct Beside;

impl Choice for Beside {
    const NAME: &'static str = "beside";

    fn title(&self, model: &Model) -> String {
        model.strings().compare_title.to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        items(offers(model).into_iter().map(|(_, name)| printable(&name).into_owned()))
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        Outcome::Close(choose(model, row))
    }
}

/// What can stand beside the profile at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Other {
    /// The same answers in another assessment year.
    Year(i32),
    /// A sample.
    Sample(usize),
    /// A saved profile, by name.
    Saved(String),
}

/// What can stand beside it, with names: years, saved profiles, samples.
fn offers(model: &Model) -> Vec<(Other, String)> {
    let Some(work) = &model.work else { return Vec::new() };
    let year = work.profile.year;
    let year_row = |year: i32| {
        let said = text!("同样的回答，{year} 年度", "the same answers in {year}");
        (Other::Year(year), said.get(model.lang).to_owned())
    };
    let mut offers = vec![year_row(year + 1), year_row(year - 1)];
    let other = |entry: &&Entry| Some(&entry.name) != work.file.as_ref();
    let saved = model.shelf.entries.iter().filter(other);
    offers.extend(saved.map(|entry| (Other::Saved(entry.name.clone()), entry.name.clone())));
    let samples = model.shelf.samples.iter().enumerate();
    offers.extend(samples.map(|(at, sample)| (Other::Sample(at), sample.title.clone())));
    offers
}

/// Opens the list.
pub fn open(model: &mut Model) {
    if model.work.is_some() {
        model.push(Chooser::new(Beside, 0));
    }
}

/// Takes a row: a saved profile is read first.
fn choose(model: &mut Model, row: usize) -> Effect {
    let Some((other, _)) = offers(model).into_iter().nth(row) else { return Effect::None };
    match other {
        Other::Saved(name) => return Effect::Beside(name),
        Other::Year(year) => {
            let profile = model.work.as_ref().map(|work| work.profile.clone());
            if let Some(profile) = profile {
                show(model, &Profile { year, ..profile });
            }
        }
        Other::Sample(at) => {
            if let Some(profile) = model.shelf.samples.get(at).map(|sample| sample.profile.clone())
            {
                show(model, &profile);
            }
        }
    }
    Effect::None
}

/// Shows the differences.
pub fn show(model: &mut Model, other: &Profile) {
    let Some(work) = &model.work else { return };
    let (policy, program) = (&model.policy, &model.program);
    let mut answers = other.answers.clone();
    (model.fill)(other.year, other.enterprise.industry_code.as_deref(), &mut answers);
    let first =
        Assessment::new(policy, program, &work.profile, work.filled.clone(), work.profile.year);
    let second = Assessment::new(policy, program, other, answers, other.year);
    let compared = comparison(&report::Compared::new(&first, &second), model.lang);
    let text = plain(&compared, Layout::new(96));
    model.push(Reader::new(Compared { title: model.strings().key_compare, text }));
}
