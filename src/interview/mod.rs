//! What to ask, in which order. A question is worth asking if its answer can change the result,
//! or could once the gate conditions that can be met at once are met. Everything follows from
//! the compiled rules; there is no second list.
//!
//! [`Interview`] holds the questions of one [`Way`] through, [`next_question`] names the next
//! one, [`Stake`] says what hangs on a question, or why nothing does any more.

mod quick;
mod quickest;
mod relevant;
mod stake;
mod steps;
#[cfg(test)]
mod tests;
mod way;
#[cfg(test)]
mod way_tests;

pub use quick::quick_answer;
pub use relevant::{Relevance, supportable};
pub use stake::{Idle, Stake};
pub(crate) use steps::needs_authority;
pub use steps::{Interview, Question, State, Step, StepKind};
pub use way::{Way, next_question};
