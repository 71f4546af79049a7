//! Everything the screen is drawn from.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::assess::Program;
use crate::interview::{Interview, Stake, State, Way, next_question, quick_answer, supportable};
use crate::policy::{FactId, Policy, Readings};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;
use crate::readings::{Range, ReadingsEffect};
use crate::text::Lang;

use super::detail::Detail;
use super::editor::{Editor, Target};
use super::keymap::Keymap;
use super::keys::Place;
use super::list::{Entry, List};
use super::live::Live;
use super::strings::{Strings, strings};
use super::theme::Theme;
use super::undo::Undo;

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
    /// The ways through the questions.
    Ways {
        /// Focused row.
        row: usize,
    },
    /// The page for the caller.
    Page {
        /// Focused row.
        row: usize,
    },
    /// What to compare with.
    Beside {
        /// Focused row.
        row: usize,
    },
    /// What differs.
    Compared {
        /// First line shown.
        scroll: usize,
    },
    /// The readings, and what each would give.
    Readings {
        /// Focused row.
        row: usize,
    },
    /// Another name for a profile.
    Rename,
    /// A profile carried over, before it is saved.
    Carry {
        /// Focused row.
        row: usize,
        /// First change shown.
        scroll: usize,
    },
    /// The bin, and earlier states.
    Bin {
        /// Focused row.
        row: usize,
    },
    /// Whether to empty the bin.
    EmptyBin {
        /// Focused row.
        row: usize,
    },
    /// Why nothing is saved, and what can be done.
    Unsaved {
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
    /// Whether it is on the disk.
    pub saved: Saved,
    /// When it was saved last, as `10:32`.
    pub saved_at: String,
    /// Answers with what a benchmark file fills.
    pub filled: Answers,
    /// The questions.
    pub interview: Interview,
    /// The way through the questions.
    pub way: Way,
    /// Questions done or no longer needed, and all of this way.
    pub progress: (usize, usize),
    /// What hangs on the focused question.
    pub stake: Stake,
    /// The result.
    pub live: Live,
    /// The editor of the focused question.
    pub editor: Editor,
    /// What the last answer changed in the estimated ceiling.
    pub change: Money,
    /// What the last answer changed: benefits whose state or amount is another.
    pub changed: Vec<bool>,
    /// What the readings mean for it, once worked out.
    pub effect: Option<ReadingsEffect>,
    /// Why the benefit looked at came out as it did, once worked out.
    pub detail: Option<Detail>,
    /// The largest upper bound seen since it is named; the bar is drawn against it.
    pub widest: Money,
    /// Earlier states.
    pub undo: Undo,
}

impl Work {
    /// The range of the sum under other readings, where there is one.
    pub fn other_readings(&self) -> Option<Range> {
        let effect = self.effect.as_ref()?;
        // What is shown beside it is the sum once the common conditions are met.
        let comparable = self.live.prospective.is_none() && !effect.amount.is_point();
        comparable.then_some(effect.amount)
    }
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
    pub parked: Vec<super::start::Parked>,
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

    /// Takes up a profile.
    pub fn open(&mut self, profile: Profile, file: Option<String>) {
        let saved = if file.is_some() { Saved::Yes } else { Saved::Not };
        let way = Way::default();
        let (filled, interview, live) = self.derive(&profile, way);
        let progress = interview.progress(&self.policy, &self.program, profile.year, way);
        let editor = Editor::of_year(profile.year, self.current_year);
        self.work = Some(Work {
            profile,
            file,
            saved,
            saved_at: String::new(),
            filled,
            interview,
            way,
            progress,
            stake: Stake::default(),
            live,
            editor,
            change: Money::ZERO,
            changed: Vec::new(),
            effect: None,
            detail: None,
            widest: Money::ZERO,
            undo: Undo::default(),
        });
        self.screen = Screen::Form;
        self.popup = None;
        self.result_row = 0;
        self.result_scroll = 0;
    }

    /// What follows from a profile.
    fn derive(&self, profile: &Profile, way: Way) -> (Answers, Interview, Live) {
        let mut filled = profile.answers.clone();
        (self.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
        let interview = Interview::along(&self.policy, &self.program, profile, &filled, way);
        let live = Live::new(&self.policy, &self.program, &filled, profile.year);
        (filled, interview, live)
    }

    /// What is known of the listed profiles holds no longer: they are read again while idle.
    pub fn forget_sums(&mut self) {
        for entry in &mut self.entries {
            entry.about = super::list::About::Pending;
        }
    }

    /// Computes anew what follows from the answers, and what the last one changed.
    pub fn refresh(&mut self) {
        if let Some(mut work) = self.work.take() {
            let before = work.live;
            (work.filled, work.interview, work.live) = self.derive(&work.profile, work.way);
            let year = work.profile.year;
            work.progress = work.interview.progress(&self.policy, &self.program, year, work.way);
            let after = work.live.sum();
            let change = after.amount.fen().saturating_sub(before.sum().amount.fen());
            work.change = Money::from_fen(change);
            work.changed = work.live.changed_since(&before);
            (work.effect, work.detail) = (None, None);
            if work.interview.scope_known {
                work.widest = work.widest.max(after.at_most);
            }
            self.work = Some(work);
        }
    }

    /// Opens the editor of a question.
    pub fn focus(&mut self, target: Target) {
        let Some(mut work) = self.work.take() else { return };
        work.editor = match target {
            Target::Year => Editor::of_year(work.profile.year, self.current_year),
            Target::Name => Editor::of_text(target, &work.profile.enterprise.name),
            Target::CreditCode => {
                let code = work.profile.enterprise.credit_code.as_deref();
                Editor::of_text(target, code.unwrap_or_default())
            }
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
        work.stake = match target {
            Target::Fact(fact) => {
                Stake::of(&self.policy, &self.program, &work.profile, &work.filled, fact)
            }
            _ => Stake::default(),
        };
        self.work = Some(work);
    }

    /// The question to ask next on the way chosen.
    pub fn next_due(&self, after: Option<FactId>) -> Option<Target> {
        let work = self.work.as_ref()?;
        let (policy, program) = (&self.policy, &self.program);
        let (profile, filled, questions) = (&work.profile, &work.filled, &work.interview);
        next_question(policy, program, profile, filled, questions, work.way, after)
            .map(Target::Fact)
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
        editor.offer(quick_answer(&self.policy, &work.filled, fact));
        if data.by_authority && open {
            editor.focus_unsure();
        }
        editor
    }

    /// Every question in order.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = vec![Target::Year, Target::Name, Target::CreditCode, Target::Industry];
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
            _ => vec![Target::Year, Target::Name, Target::CreditCode, Target::Industry],
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
