//! Everything the screen is drawn from.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::assess::Program;
use crate::policy::{Policy, Readings};
use crate::profile::Answers;
use crate::text::Lang;

use super::component::Popup;
use super::hits::Hits;
use super::keymap::Keymap;
use super::keys::Place;
use super::screens::law::state::LawView;
use super::screens::result::state::ResultView;
use super::screens::settings::state::SettingsView;
use super::screens::start::shelf::Shelf;
use super::screens::what_if::state::WhatIfView;
use super::session::Session;
use super::strings::{Strings, help_desk, strings};
use super::theme::Theme;

pub use super::screen::{Screen, TypedAhead};

/// Fills averages into answers: year, industry code, answers.
pub type Fill = Rc<dyn Fn(i32, Option<&str>, &mut Answers)>;

/// Everything the screen is drawn from.
pub struct Model {
    /// The language.
    pub(super) lang: Lang,
    /// How things look.
    pub(super) theme: Theme,
    /// The keys.
    pub(super) keymap: Keymap,
    /// The measure.
    pub(super) policy: Rc<Policy>,
    /// The measure compiled.
    pub(super) program: Rc<Program>,
    /// Fills averages.
    pub(super) fill: Fill,
    /// The calendar year it is now.
    pub(super) current_year: i32,
    /// The profiles there are, and where one is among them.
    pub(super) shelf: Shelf,
    /// The profile at hand.
    pub(super) work: Option<Session>,
    /// The screen.
    pub(super) screen: Screen,
    /// What is open on top of it, the topmost last.
    pub(super) popups: Vec<Box<dyn Popup>>,
    /// Where one is in the result.
    pub(super) result: ResultView,
    /// Where one is in the text of the measure.
    pub(super) law: LawView,
    /// The settings as they are edited.
    pub(super) settings: SettingsView,
    /// What if a figure were another.
    pub(super) what_if: WhatIfView,
    /// What just happened, until the next key.
    pub(super) message: Option<String>,
    /// What becomes of input that was there before the next frame.
    pub(super) typed_ahead: TypedAhead,
    /// Where things were drawn last, for the mouse.
    pub(super) hits: RefCell<Hits>,
    /// Whether the terminal is too small to show what a key would do.
    pub(super) blind: Cell<bool>,
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
            shelf: Shelf::default(),
            work: None,
            screen: Screen::Start,
            popups: Vec::new(),
            result: ResultView::default(),
            law: LawView::default(),
            settings: SettingsView::default(),
            what_if: WhatIfView::default(),
            message: None,
            typed_ahead: TypedAhead::default(),
            hits: RefCell::default(),
            blind: Cell::new(false),
        }
    }

    /// The words.
    pub fn strings(&self) -> &'static Strings {
        match self.settings.config.help_desk {
            Some(true) => help_desk(self.lang),
            Some(false) | None => strings(self.lang),
        }
    }

    /// Where a key would be pressed.
    pub fn place(&self) -> Place {
        self.popups.last().map_or_else(|| self.screen.place(), |popup| popup.place())
    }

    /// Whether there is a field that typed and pasted text goes into.
    pub fn takes_text(&self) -> bool {
        match (self.popups.last(), self.screen) {
            (Some(popup), _) => popup.takes_text(),
            (None, Screen::Start) => true,
            (None, Screen::Form) => self.work.as_ref().is_some_and(|work| work.editor.has_field()),
            (None, Screen::Settings) => self.settings.is_typing(),
            (None, Screen::Result | Screen::Law | Screen::WhatIf) => false,
        }
    }

    /// The assessment year that a new profile starts with.
    pub fn first_year(&self) -> i32 {
        self.settings.config.year.unwrap_or(self.current_year - 1)
    }

    /// Whether a reading other than the default is in force.
    pub fn has_other_readings(&self) -> bool {
        *self.program.readings() != self.policy.default_readings()
    }
}
