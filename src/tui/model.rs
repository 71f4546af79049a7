//! Everything the screen is drawn from.

use std::rc::Rc;

use crate::assess::Program;
use crate::policy::{Policy, Readings};
use crate::profile::{Answers, Profile};
use crate::text::Lang;

use super::keymap::Keymap;
use super::keys::Place;
use super::list::{Entry, List};
use super::popup::Popup;
use super::session::Session;
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
    /// One put aside.
    Parked(usize),
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
    /// The keys.
    pub keymap: Keymap,
    /// The measure.
    pub policy: Rc<Policy>,
    /// The measure compiled.
    pub program: Rc<Program>,
    /// Fills averages.
    pub fill: Fill,
    /// The calendar year it is now.
    pub current_year: i32,
    /// The year that a new profile starts with, where the user chose one.
    pub default_year: Option<i32>,
    /// The saved profiles.
    pub entries: Vec<Entry>,
    /// Their order, the filter and what is done with them.
    pub list: List,
    /// Profiles put aside.
    pub parked: Vec<super::calls::Parked>,
    /// How many were put aside so far.
    pub parked_so_far: u32,
    /// The samples.
    pub samples: Vec<Sample>,
    /// The screen.
    pub screen: Screen,
    /// The box on top.
    pub popup: Option<Popup>,
    /// Focused row of the start screen.
    pub start_row: usize,
    /// Focused step of the reasons, where they have the focus.
    pub reason: Option<usize>,
    /// Focused benefit of the result screen.
    pub result_row: usize,
    /// First line shown of its text.
    pub result_scroll: usize,
    /// What just happened, until the next key.
    pub message: Option<String>,
    /// The profile at hand.
    pub work: Option<Session>,
    /// Other folders to save in, while one is chosen.
    pub places: Vec<std::path::PathBuf>,
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
    /// The page last written.
    pub page: super::page::PageDone,
    /// A page to be written once the answer is saved, with or without notes.
    pub page_waits: Option<bool>,
    /// What differs from the profile compared with.
    pub compared: String,
    /// What is looked for in the help.
    pub help_filter: String,
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
            keymap: Keymap::default(),
            policy: Rc::new(policy),
            program,
            fill: Rc::new(|_, _, _| {}),
            current_year: year,
            default_year: None,
            entries: Vec::new(),
            list: List::default(),
            parked: Vec::new(),
            parked_so_far: 0,
            samples: Vec::new(),
            screen: Screen::Start,
            popup: None,
            start_row: 0,
            reason: None,
            result_row: 0,
            result_scroll: 0,
            message: None,
            work: None,
            places: Vec::new(),
            quitting: false,
            find: None,
            law: super::law::LawView::default(),
            settings: super::settings::SettingsView::default(),
            what_if: super::what_if::WhatIfView::default(),
            page: super::page::PageDone::default(),
            page_waits: None,
            compared: String::new(),
            help_filter: String::new(),
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
            Place::Start => true,
            Place::Popup => matches!(self.popup, Some(Popup::Help { .. } | Popup::Rename)),
            Place::Result | Place::Law => false,
        }
    }

    /// The rows of the start screen.
    pub fn start_rows(&self) -> Vec<StartRow> {
        let mut rows = vec![StartRow::New];
        rows.extend((0..self.parked.len()).map(StartRow::Parked));
        rows.extend(self.list.order.iter().copied().map(StartRow::Saved));
        let needle = self.list.filter.to_lowercase();
        let samples = self.samples.iter().enumerate();
        let found = samples.filter(|(_, s)| s.title.to_lowercase().contains(&needle));
        rows.extend(found.map(|(at, _)| StartRow::Sample(at)));
        rows
    }

    /// The assessment year that a new profile starts with.
    pub fn first_year(&self) -> i32 {
        self.default_year.unwrap_or(self.current_year - 1)
    }

    /// What is known of the listed profiles holds no longer: they are read again while idle.
    pub fn forget_sums(&mut self) {
        for entry in &mut self.entries {
            entry.about = super::list::About::Pending;
        }
    }
}
