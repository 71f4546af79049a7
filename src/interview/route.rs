//! The ways through: by section, for one article or benefit, quickest first.

use crate::assess::Program;
use crate::policy::{BenefitId, FactId, Policy};
use crate::profile::{Answers, Profile};

use super::Interview;
use super::quickest::quickest;
use super::steps::gate_facts;

/// A way through the questions. Switching keeps every answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Section by section.
    #[default]
    Section,
    /// Only what one article still needs.
    Article(u32),
    /// Only what one benefit still needs.
    Benefit(BenefitId),
    /// The question that settles the most money next.
    Quickest,
}

impl Route {
    /// The benefits that matter on this way.
    pub fn benefits(self, policy: &Policy) -> Vec<BenefitId> {
        policy
            .benefits()
            .filter(|(id, benefit)| match self {
                Self::Section | Self::Quickest => true,
                Self::Article(number) => benefit.article == number,
                Self::Benefit(wanted) => *id == wanted,
            })
            .map(|(id, _)| id)
            .collect()
    }

    /// Whether only some benefits matter.
    pub fn is_narrow(self) -> bool {
        matches!(self, Self::Article(_) | Self::Benefit(_))
    }
}

/// The question to ask next, after one if it is given; none when all is decided or asked.
/// `interview` is the one along this way, `filled` the answers with those of a benchmark file.
pub fn next_question(
    policy: &Policy,
    program: &Program,
    profile: &Profile,
    filled: &Answers,
    interview: &Interview,
    way: Route,
    after: Option<FactId>,
) -> Option<FactId> {
    match way {
        // Whether anything concerns the enterprise at all comes before what decides most.
        Route::Quickest => {
            let gate = |fact: &FactId| gate_facts(policy).any(|of| of == *fact);
            let mut due = interview.questions().filter(|question| question.is_due());
            due.find(|question| gate(&question.fact))
                .map(|question| question.fact)
                .or_else(|| quickest(policy, program, profile, filled, interview))
        }
        Route::Section | Route::Article(_) | Route::Benefit(_) => interview.next_due(after),
    }
}
