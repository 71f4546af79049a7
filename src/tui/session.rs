//! The profile at hand, and what follows from its answers.

use crate::advise::readings::{Range, ReadingsEffect};
use crate::interview::{Impact, Interview, Route};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;

use super::detail::Detail;
use super::editor::Editor;
use super::live::Live;
use super::model::{Model, Screen};
use super::undo::Undo;

/// Whether the answers are on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// No file yet.
    Not,
    /// An answer is confirmed and about to be saved.
    Due,
    /// Saved.
    Yes,
    /// Saving failed.
    Failed(String),
}

impl Saved {
    /// Whether something is to be saved that is not on the disk.
    pub fn is_owed(&self) -> bool {
        matches!(self, Self::Due | Self::Failed(_))
    }
}

/// The profile at hand.
#[derive(Clone)]
pub struct Session {
    /// The profile.
    pub profile: Profile,
    /// The name of its file.
    pub file: Option<String>,
    /// Whether it is on the disk.
    pub saved: Saved,
    /// Another window has it open: nothing is saved here unless it is taken over.
    pub read_only: bool,
    /// That it is not saved was told.
    pub told_unsaved: bool,
    /// When it was saved last, as `10:32`.
    pub saved_at: String,
    /// Answers with what a benchmark file fills.
    pub filled: Answers,
    /// The questions.
    pub interview: Interview,
    /// The way through the questions.
    pub way: Route,
    /// Questions done or no longer needed, and all of this way.
    pub progress: (usize, usize),
    /// What hangs on the focused question.
    pub stake: Impact,
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

impl Session {
    /// The range of the sum under other readings, where there is one.
    pub fn other_readings(&self) -> Option<Range> {
        let effect = self.effect.as_ref()?;
        // What is shown beside it is the sum once the common conditions are met.
        let comparable = self.live.prospective.is_none() && !effect.amount.is_point();
        comparable.then_some(effect.amount)
    }
}

impl Model {
    /// Takes up a profile.
    pub fn open(&mut self, profile: Profile, file: Option<String>) {
        let saved = if file.is_some() { Saved::Yes } else { Saved::Not };
        let way = Route::default();
        let (filled, interview, live) = self.derive(&profile, way);
        let progress = interview.progress(&self.policy, &self.program, profile.year, way);
        let editor = Editor::of_year(profile.year, self.current_year);
        self.work = Some(Session {
            profile,
            file,
            saved,
            read_only: false,
            told_unsaved: false,
            saved_at: String::new(),
            filled,
            interview,
            way,
            progress,
            stake: Impact::default(),
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
    fn derive(&self, profile: &Profile, way: Route) -> (Answers, Interview, Live) {
        let mut filled = profile.answers.clone();
        (self.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
        let interview = Interview::along(&self.policy, &self.program, profile, &filled, way);
        let live = Live::new(&self.policy, &self.program, &filled, profile.year);
        (filled, interview, live)
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
}
