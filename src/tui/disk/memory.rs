//! What is remembered of a profile beside its file: the route, the question, what was typed and
//! not confirmed. It stands in a file beside the store, never in a profile, and holds only as long
//! as the profile is the one that it was typed for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::interview::Route;
use crate::policy::{FactId, Policy};
use crate::profile::typed::items;
use crate::profile::{item_text, write_quickly};
use crate::quantity::Money;
use crate::text::Lang;
use crate::text::digest::sha256;

use crate::tui::editor::Draft;
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::Target;
use crate::tui::model::{Model, Screen};
use crate::tui::session::Session;

/// The file in the folder of the profiles' folder.
const FILE: &str = "desk.json";
/// How many profiles are remembered.
const MOST: usize = 200;

/// What is remembered, by the profiles' names; of a profile without a file under no name.
#[derive(Debug, Default)]
pub struct Memory {
    path: Option<PathBuf>,
    profiles: BTreeMap<String, Place>,
}

/// Where one was in a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    /// Of the profile's file as it was; another file is another profile.
    digest: String,
    route: String,
    question: String,
    drafts: Vec<Typed>,
}

/// What was typed at a question and not confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    question: String,
    text: String,
    ticked: Vec<String>,
    amounts: Vec<String>,
}

impl Memory {
    /// Reads what is remembered; a file that cannot be read is none.
    pub fn read(dir: Option<&Path>) -> Self {
        let path = dir.map(|dir| dir.join(FILE));
        let text = path.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
        let profiles = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { path, profiles }
    }

    /// Remembers where one is in a profile; `file` is the profile's file as it is saved.
    pub fn keep(&mut self, policy: &Policy, work: &Session, file: Option<&Path>) {
        let name = work.file.clone().unwrap_or_default();
        let mut work = work.clone();
        work.keep_draft();
        let drafts = work.drafts.iter().map(|(at, draft)| typed(policy, *at, draft));
        let place = Place {
            digest: digest(file),
            route: route_name(policy, work.route),
            question: question_name(policy, work.editor.target),
            drafts: drafts.collect(),
        };
        // A new profile in which nothing is typed is nothing to go on with.
        let nothing = work.file.is_none() && place.drafts.is_empty();
        if nothing {
            self.forget(&name);
        } else if self.profiles.get(&name) != Some(&place) {
            self.profiles.insert(name, place);
            self.write();
        }
    }

    /// Goes on where one was, if the profile is as it was then.
    pub fn go_on(&self, model: &mut Model, file: Option<&Path>) {
        let name = model.work.as_ref().and_then(|work| work.file.clone()).unwrap_or_default();
        let Some(place) = self.profiles.get(&name).filter(|place| place.digest == digest(file))
        else {
            return;
        };
        let policy = model.policy.clone();
        let Some(work) = &mut model.work else { return };
        work.drafts = place.drafts.iter().filter_map(|typed| draft(&policy, typed)).collect();
        let typed = work.drafts.first().map(|(target, _)| *target);
        if let Some(route) = route(&policy, &place.route).filter(|route| *route != work.route) {
            work.route = route;
            model.refresh();
        }
        let question = question(&policy, &place.question);
        let asked = question.filter(|at| model.targets().contains(at));
        let at = asked.filter(|at| model.work.as_ref().is_some_and(|w| w.draft(*at).is_some()));
        if let Some(at) = at.or(typed).or(asked.filter(|_| model.screen == Screen::Form)) {
            model.screen = Screen::Form;
            model.focus(at);
        }
        if typed.is_some() {
            model.message = Some(model.strings().kept_unconfirmed.to_owned());
        }
    }

    /// What is remembered follows a profile to its new name.
    pub fn rename(&mut self, from: &str, to: &str) {
        if let Some(place) = self.profiles.remove(from) {
            self.profiles.insert(to.to_owned(), place);
            self.write();
        }
    }

    /// Forgets what is remembered of a profile.
    pub fn forget(&mut self, name: &str) {
        if self.profiles.remove(name).is_some() {
            self.write();
        }
    }

    /// It is a convenience: where it cannot be written, nothing is lost but that.
    fn write(&mut self) {
        while self.profiles.len() > MOST {
            self.profiles.pop_first();
        }
        let text = serde_json::to_string_pretty(&self.profiles);
        if let (Some(path), Ok(text)) = (&self.path, text)
            && path.parent().is_some_and(Path::is_dir)
        {
            let _ = write_quickly(path, text.as_bytes());
        }
    }
}

fn digest(file: Option<&Path>) -> String {
    let bytes = file.and_then(|file| std::fs::read(file).ok());
    bytes.map(|bytes| sha256(&[&bytes])).unwrap_or_default()
}

fn route_name(policy: &Policy, route: Route) -> String {
    match route {
        Route::Section => "section".to_owned(),
        Route::Quickest => "quickest".to_owned(),
        Route::Article(number) => format!("article {number}"),
        Route::Benefit(id) => format!("benefit {}", policy.benefit(id).id),
    }
}

fn route(policy: &Policy, name: &str) -> Option<Route> {
    match (name, name.split_once(' ')) {
        ("section", _) => Some(Route::Section),
        ("quickest", _) => Some(Route::Quickest),
        (_, Some(("article", number))) => number.parse().ok().map(Route::Article),
        (_, Some(("benefit", id))) => policy.benefit_id(id).map(Route::Benefit),
        _ => None,
    }
}

fn question_name(policy: &Policy, target: Target) -> String {
    let id = |fact: FactId| policy.fact(fact).id.clone();
    match target {
        Target::Fact(fact) => id(fact),
        Target::Note(fact) => format!("note {}", id(fact)),
        Target::Own(own) => own.id().to_owned(),
    }
}

fn question(policy: &Policy, name: &str) -> Option<Target> {
    let own = Own::ALL.into_iter().find(|own| own.id() == name).map(Target::Own);
    let note = name.strip_prefix("note ").and_then(|id| policy.fact_id(id)).map(Target::Note);
    own.or(note).or_else(|| policy.fact_id(name).map(Target::Fact))
}

fn typed(policy: &Policy, target: Target, draft: &Draft) -> Typed {
    let options = match target {
        Target::Fact(fact) => policy.fact(fact).kind.options(),
        Target::Own(_) | Target::Note(_) => &[],
    };
    let fields = match target {
        Target::Fact(fact) => policy.fact(fact).kind.fields(),
        Target::Own(_) | Target::Note(_) => &[],
    };
    let amounts = draft.amounts.iter().map(|amount| amount.to_profile());
    let items = draft.items.iter().map(|item| item_text(fields, item, Lang::Zh));
    let ticked = options.iter().enumerate().filter(|(at, _)| draft.ticked >> at & 1 == 1);
    Typed {
        question: question_name(policy, target),
        text: draft.text.clone(),
        ticked: ticked.map(|(_, option)| option.id.clone()).collect(),
        amounts: amounts.chain(items).collect(),
    }
}

fn draft(policy: &Policy, typed: &Typed) -> Option<(Target, Draft)> {
    let target = question(policy, &typed.question)?;
    let ticked = match target {
        Target::Fact(fact) => {
            let kind = &policy.fact(fact).kind;
            typed.ticked.iter().filter_map(|id| kind.option(id)).fold(0, |bits, at| bits | 1 << at)
        }
        Target::Own(_) | Target::Note(_) => 0,
    };
    let fields = match target {
        Target::Fact(fact) => policy.fact(fact).kind.fields(),
        Target::Own(_) | Target::Note(_) => &[],
    };
    let rows = typed.amounts.iter();
    let text = typed.text.clone();
    Some((
        target,
        match fields {
            [] => {
                let amounts = rows.filter_map(|text| Money::parse(text, false).ok()).collect();
                Draft { text, ticked, amounts, ..Draft::default() }
            }
            fields => {
                let items =
                    rows.filter_map(|text| items(fields, text, None).ok()).flatten().collect();
                Draft { text, ticked, items, ..Draft::default() }
            }
        },
    ))
}
