//! The profile at hand beside another year of its own, a sample or a saved one: differences first.

use crate::document::{Layout, plain};
use crate::profile::Profile;
use crate::report::{Assessment, Compared, comparison};
use crate::text;

use super::component::{Chooser, Reader};
use super::model::Model;
use super::popups::{beside::Beside as Offers, compared::Compared as Differences};
use super::profiles::Entry;
use super::update::Effect;

/// What can stand beside the profile at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The same answers in another assessment year.
    Year(i32),
    /// A sample.
    Sample(usize),
    /// A saved profile, by name.
    Saved(String),
}

/// What can stand beside it, with names: years, saved profiles, samples.
pub fn offers(model: &Model) -> Vec<(Beside, String)> {
    let Some(work) = &model.work else { return Vec::new() };
    let year = work.profile.year;
    let year_row = |year: i32| {
        let said = text!("同样的回答，{year} 年度", "the same answers in {year}");
        (Beside::Year(year), said.get(model.lang).to_owned())
    };
    let mut offers = vec![year_row(year + 1), year_row(year - 1)];
    let other = |entry: &&Entry| Some(&entry.name) != work.file.as_ref();
    let saved = model.shelf.entries.iter().filter(other);
    offers.extend(saved.map(|entry| (Beside::Saved(entry.name.clone()), entry.name.clone())));
    let samples = model.shelf.samples.iter().enumerate();
    offers.extend(samples.map(|(at, sample)| (Beside::Sample(at), sample.title.clone())));
    offers
}

/// Opens the list.
pub fn open(model: &mut Model) {
    if model.work.is_some() {
        model.push(Chooser::new(Offers, 0));
    }
}

/// Takes a row: a saved profile is read first.
pub fn choose(model: &mut Model, row: usize) -> Effect {
    let Some((beside, _)) = offers(model).into_iter().nth(row) else { return Effect::None };
    match beside {
        Beside::Saved(name) => return Effect::Beside(name),
        Beside::Year(year) => {
            let profile = model.work.as_ref().map(|work| work.profile.clone());
            if let Some(profile) = profile {
                show(model, &Profile { year, ..profile });
            }
        }
        Beside::Sample(at) => {
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
    let compared = comparison(&Compared::new(&first, &second), model.lang);
    let text = plain(&compared, Layout::new(96));
    model.push(Reader::new(Differences { title: model.strings().key_compare, text }));
}
