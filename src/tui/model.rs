//! Everything the screen is drawn from.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use crate::assess::Program;
use crate::interview::{Interview, State, supportable};
use crate::policy::{FactId, Policy, Readings};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;
use crate::text::Lang;

use super::editor::{Editor, Target};
use super::keys::Place;
use super::live::Live;
use super::strings::{Strings, strings};
use super::theme::Theme;

/// Fills averages into answers: year, industry code, answers.
pub type Fill = Rc<dyn Fn(i32, Option<&str>, &mut Answers)>;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Profiles to choose from.
    Start,
    /// The questions.
    Form,
    /// The result.
    Result,
    /// The text of the measure.
    Law,
    /// The settings.
    Settings,
    /// What if a figure were another.
    WhatIf,
}

/// A box on top of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Popup {
    /// The keys.
    Help {
        /// First line shown.
        scroll: usize,
    },
    /// All actions.
    Menu {
        /// Focused row.
        row: usize,
    },
    /// What hangs on the sentence in focus: questions, benefits, terms.
    Sentence {
        /// Focused row.
        row: usize,
    },
    /// A term of the glossary.
    Term {
        /// Its place in the policy.
        at: usize,
        /// First line shown.
        scroll: usize,
        /// The row of the sentence's box that it was opened from.
        back: Option<usize>,
    },
    /// The sections.
    Sections {
        /// Focused row.
        row: usize,
    },
    /// Whether to leave.
    Quit {
        /// Focused row.
        row: usize,
    },
}

/// Whether the answers are on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// No file yet.
    Not,
    /// Saved.
    Yes,
    /// Saving failed.
    Failed(String),
}

/// The profile at hand.
#[derive(Clone)]
pub struct Work {
    /// The profile.
    pub profile: Profile,
    /// The name of its file.
    pub file: Option<String>,
    /// A file outside the store that it was opened from and is saved to.
    pub path: Option<PathBuf>,
    /// Whether it is on the disk.
    pub saved: Saved,
    /// Answers with what a benchmark file fills.
    pub filled: Answers,
    /// The questions.
    pub interview: Interview,
    /// The result.
    pub live: Live,
    /// The editor of the focused question.
    pub editor: Editor,
    /// What the last answer changed in the estimated ceiling.
    pub change: Money,
    /// Earlier states, the last one last.
    pub undo: Vec<(Profile, Target)>,
}

/// A saved profile to choose.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its file.
    pub name: String,
}

/// A sample to choose.
#[derive(Clone)]
pub struct Sample {
    /// Its title.
    pub title: String,
    /// The profile.
    pub profile: Profile,
}

/// A row of the start screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRow {
    /// A new profile.
    New,
    /// A saved one.
    Saved(usize),
    /// A sample.
    Sample(usize),
}

/// Everything the screen is drawn from.
pub struct Model {
    /// The language.
    pub lang: Lang,
    /// How things look.
    pub theme: Theme,
    /// The measure.
    pub policy: Rc<Policy>,
    /// The measure compiled.
    pub program: Rc<Program>,
    /// Fills averages.
    pub fill: Fill,
    /// The calendar year it is now.
    pub current_year: i32,
    /// The saved profiles.
    pub entries: Vec<Entry>,
    /// The samples.
    pub samples: Vec<Sample>,
    /// The screen.
    pub screen: Screen,
    /// The box on top.
    pub popup: Option<Popup>,
    /// Focused row of the start screen.
    pub start_row: usize,
    /// Focused benefit of the result screen.
    pub result_row: usize,
    /// First line shown of its text.
    pub result_scroll: usize,
    /// What just happened, until the next key.
    pub message: Option<String>,
    /// The profile at hand.
    pub work: Option<Work>,
    /// Leave once the last answer is saved.
    pub quitting: bool,
    /// The search, where it is open.
    pub find: Option<super::find::Find>,
    /// The text of the measure, where it is read.
    pub law: super::law::LawView,
    /// The settings as they are edited.
    pub settings: super::settings::SettingsView,
    /// What if a figure were another.
    pub what_if: super::what_if::WhatIfView,
    /// Where things were drawn last, for the mouse.
    pub hits: std::cell::RefCell<super::hits::Hits>,
}

impl Model {
    /// The start screen.
    pub fn new(policy: Policy, readings: &Readings, lang: Lang, theme: Theme, year: i32) -> Self {
        let program = Rc::new(Program::compile(&policy, readings));
        Self {
            lang,
            theme,
            policy: Rc::new(policy),
            program,
            fill: Rc::new(|_, _, _| {}),
            current_year: year,
            entries: Vec::new(),
            samples: Vec::new(),
            screen: Screen::Start,
            popup: None,
            start_row: 0,
            result_row: 0,
            result_scroll: 0,
            message: None,
            work: None,
            quitting: false,
            find: None,
            law: super::law::LawView::default(),
            settings: super::settings::SettingsView::default(),
            what_if: super::what_if::WhatIfView::default(),
            hits: std::cell::RefCell::default(),
        }
    }

    /// The words.
    pub fn strings(&self) -> &'static Strings {
        strings(self.lang)
    }

    /// Where a key would be pressed.
    pub fn place(&self) -> Place {
        match (self.popup, self.find.is_some()) {
            (Some(_), _) => Place::Popup,
            (None, true) => Place::Find,
            (None, false) => self.screen_place(),
        }
    }

    /// Where a key would be pressed without a box on top.
    pub fn screen_place(&self) -> Place {
        match self.screen {
            Screen::Start => Place::Start,
            Screen::Form => Place::Form,
            Screen::Result => Place::Result,
            Screen::Law => Place::Law,
            Screen::Settings => Place::Settings,
            Screen::WhatIf => Place::WhatIf,
        }
    }

    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        match self.place() {
            Place::Form => self.work.as_ref().is_some_and(|work| work.editor.is_typing()),
            Place::Find => true,
            Place::Settings => self.settings.is_typing(),
            Place::WhatIf => self.what_if.is_typing(),
            Place::Start | Place::Result | Place::Popup | Place::Law => false,
        }
    }

    /// The rows of the start screen.
    pub fn start_rows(&self) -> Vec<StartRow> {
        let mut rows = vec![StartRow::New];
        rows.extend((0..self.entries.len()).map(StartRow::Saved));
        rows.extend((0..self.samples.len()).map(StartRow::Sample));
        rows
    }

    /// Takes up a profile.
    pub fn open(&mut self, profile: Profile, file: Option<String>) {
        let saved = if file.is_some() { Saved::Yes } else { Saved::Not };
        let (filled, interview, live) = self.derive(&profile);
        let editor = Editor::of_year(profile.year, self.current_year);
        self.work = Some(Work {
            profile,
            file,
            path: None,
            saved,
            filled,
            interview,
            live,
            editor,
            change: Money::ZERO,
            undo: Vec::new(),
        });
        self.screen = Screen::Form;
        self.popup = None;
        self.result_row = 0;
        self.result_scroll = 0;
    }

    /// What follows from a profile.
    fn derive(&self, profile: &Profile) -> (Answers, Interview, Live) {
        let mut filled = profile.answers.clone();
        (self.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
        let interview = Interview::new(&self.policy, &self.program, profile, &filled);
        let live = Live::new(&self.policy, &self.program, &filled, profile.year);
        (filled, interview, live)
    }

    /// Computes anew what follows from the answers.
    pub fn refresh(&mut self) {
        if let Some(mut work) = self.work.take() {
            let before = work.live.sum().amount;
            (work.filled, work.interview, work.live) = self.derive(&work.profile);
            let after = work.live.sum().amount;
            work.change = Money::from_fen(after.fen().saturating_sub(before.fen()));
            self.work = Some(work);
        }
    }

    /// Opens the editor of a question.
    pub fn focus(&mut self, target: Target) {
        let Some(mut work) = self.work.take() else { return };
        work.editor = match target {
            Target::Year => Editor::of_year(work.profile.year, self.current_year),
            Target::Name => Editor::of_text(target, &work.profile.enterprise.name),
            Target::Industry => {
                let code = work.profile.enterprise.industry_code.as_deref();
                Editor::of_text(target, code.unwrap_or_default())
            }
            Target::Note(fact) => {
                let id = &self.policy.fact(fact).id;
                let note = work.profile.notes.get(id).map_or("", String::as_str);
                Editor::of_text(target, note)
            }
            Target::Fact(fact) => self.fact_editor(&work, fact),
        };
        self.work = Some(work);
    }

    fn fact_editor(&self, work: &Work, fact: FactId) -> Editor {
        let data = self.policy.fact(fact);
        let value = work.profile.answers.get(fact);
        let unsure = work.profile.unsure.contains(&fact);
        let mut options: Vec<usize> = (0..data.kind.options().len()).collect();
        if data.lists_benefits {
            let year = work.profile.year;
            let open = supportable(&self.policy, &self.program, &work.filled, year);
            let open: BTreeSet<usize> = open.into_iter().map(|id| id.index()).collect();
            let ticked = match value {
                Some(crate::profile::Value::Set(bits)) => bits,
                _ => 0,
            };
            options.retain(|at| open.contains(at) || ticked >> at & 1 == 1);
        }
        let year = work.profile.year;
        let open = value.is_none();
        let mut editor = Editor::of_fact(fact, &data.kind, options, value, unsure, year);
        if data.by_authority && open {
            editor.focus_unsure();
        }
        editor
    }

    /// Every question in order.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = vec![Target::Year, Target::Name, Target::Industry];
        if let Some(work) = &self.work {
            targets.extend(work.interview.questions().map(|question| Target::Fact(question.fact)));
        }
        targets
    }

    /// The step that a question stands in; the first is what is assessed.
    pub fn step_of(&self, target: Target) -> usize {
        match (target, &self.work) {
            (Target::Fact(fact) | Target::Note(fact), Some(work)) => {
                work.interview.step_of(fact).map_or(0, |step| step + 1)
            }
            _ => 0,
        }
    }

    /// The questions of a step.
    pub fn step_targets(&self, step: usize) -> Vec<Target> {
        match (step.checked_sub(1), &self.work) {
            (Some(step), Some(work)) => work.interview.steps.get(step).map_or_else(Vec::new, |s| {
                s.questions.iter().map(|question| Target::Fact(question.fact)).collect()
            }),
            _ => vec![Target::Year, Target::Name, Target::Industry],
        }
    }

    /// Steps: title, questions done, questions that matter.
    pub fn steps(&self) -> Vec<(String, usize, usize)> {
        let name = self.work.as_ref().is_some_and(|work| !work.profile.enterprise.name.is_empty());
        let mut steps = vec![(self.strings().about.to_owned(), 1 + usize::from(name), 2)];
        if let Some(work) = &self.work {
            for step in &work.interview.steps {
                let relevant = step.questions.iter().filter(|question| question.relevant);
                let done = relevant.clone().filter(|question| question.state != State::Open);
                let title = step.title.get(self.lang).to_owned();
                steps.push((title, done.count(), relevant.count()));
            }
        }
        steps
    }
}
