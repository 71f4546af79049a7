//! The profile at hand, and what follows from its answers.

use crate::advise::readings::{Range, ReadingsEffect};
use crate::interview::{Impact, Interview, Route};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;
use crate::text::Text;

use super::detail::Detail;
use super::editor::{Draft, Editor, Target};
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
    /// The route through the questions.
    pub route: Route,
    /// Questions done or no longer needed, and all of this route.
    pub progress: (usize, usize),
    /// What hangs on the focused question.
    pub impact: Impact,
    /// On the article or benefit asked for, else on what the focused question decides first: its
    /// ceiling and what is missing, in the sentence that every face gives.
    pub verdict: Text,
    /// The result.
    pub live: Live,
    /// The editor of the focused question.
    pub editor: Editor,
    /// What was typed at other questions and not confirmed.
    pub drafts: Vec<(Target, Draft)>,
    /// What the last answer changed in the estimated ceiling.
    pub change: Money,
    /// What the last answer changed: benefits whose state or amount is another.
    pub changed: Vec<bool>,
    /// What the readings mean for it, once worked out.
    pub effect: Option<ReadingsEffect>,
    /// Why the benefit looked at came out as it did, once worked out.
    pub detail: Option<Detail>,
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

    /// Whether something of it is in no file: answers, or what is typed for a profile without one.
    pub fn is_unsaved(&self) -> bool {
        let typed = self.editor.draft().is_some() || !self.drafts.is_empty();
        self.saved.is_owed() || self.file.is_none() && typed
    }

    /// Keeps what is typed at the question in focus and not confirmed; true if there is something.
    pub fn keep_draft(&mut self) -> bool {
        let target = self.editor.target;
        self.drop_draft(target);
        let draft = self.editor.draft();
        self.drafts.extend(draft.map(|draft| (target, draft)));
        self.draft(target).is_some()
    }

    /// What was typed at a question and not confirmed.
    pub fn draft(&self, target: Target) -> Option<&Draft> {
        self.drafts.iter().find(|(of, _)| *of == target).map(|(_, draft)| draft)
    }

    /// Forgets what was typed at a question.
    pub fn drop_draft(&mut self, target: Target) {
        self.drafts.retain(|(of, _)| *of != target);
    }
}

impl Model {
    /// Takes up a profile.
    pub fn open(&mut self, profile: Profile, file: Option<String>) {
        let saved = if file.is_some() { Saved::Yes } else { Saved::Not };
        let route = Route::default();
        let (filled, interview, live) = self.derive(&profile, route);
        let progress = interview.progress(&self.policy, &self.program, profile.year, route);
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
            route,
            progress,
            impact: Impact::default(),
            verdict: Text::default(),
            live,
            editor,
            drafts: Vec::new(),
            change: Money::ZERO,
            changed: Vec::new(),
            effect: None,
            detail: None,
            undo: Undo::default(),
        });
        self.screen = Screen::Form;
        self.popups.clear();
        self.result = super::result::ResultView::default();
    }

    /// What follows from a profile.
    fn derive(&self, profile: &Profile, route: Route) -> (Answers, Interview, Live) {
        let mut filled = profile.answers.clone();
        (self.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
        let interview = Interview::along(&self.policy, &self.program, profile, &filled, route);
        let live = Live::new(&self.policy, &self.program, &filled, profile.year);
        (filled, interview, live)
    }

    /// Computes anew what follows from the answers, and what the last one changed.
    pub fn refresh(&mut self) {
        if let Some(mut work) = self.work.take() {
            let before = work.live;
            (work.filled, work.interview, work.live) = self.derive(&work.profile, work.route);
            let year = work.profile.year;
            work.progress = work.interview.progress(&self.policy, &self.program, year, work.route);
            let after = work.live.sum();
            let change = after.amount.fen().saturating_sub(before.sum().amount.fen());
            work.change = Money::from_fen(change);
            work.changed = work.live.changed_since(&before);
            (work.effect, work.detail) = (None, None);
            self.work = Some(work);
        }
    }
}
