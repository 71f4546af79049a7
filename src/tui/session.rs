//! The profile at hand, and what follows from its answers.

use crate::advise::readings::{Range, ReadingsEffect};
use crate::interview::{Impact, Interview, Route};
use crate::profile::{Answers, Profile};
use crate::quantity::Money;
use crate::text::Text;

use super::editor::rows::Target;
use super::editor::{Draft, Editor};
use super::live::Live;
use super::screens::result::detail::Detail;
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
    /// What it goes by as long as it has no name: the call and its time.
    pub call: Option<String>,
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
    /// What depends on the focused question.
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

    /// What it is called: the enterprise, else its file, else the call; none of these at first.
    pub fn title(&self) -> Option<&str> {
        let name = Some(self.profile.enterprise.name.as_str()).filter(|name| !name.is_empty());
        name.or(self.file.as_deref()).or(self.call.as_deref())
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
