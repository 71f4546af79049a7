//! What to ask, in which order. A question is worth asking if its answer can change the result,
//! or could once the gate conditions that can be met at once are met. Everything follows from
//! the compiled rules; there is no second list.
//!
//! [`Interview`] holds the questions of one [`Route`] through, [`next_question`] names the next
//! one, [`Impact`] says what depends on a question, or why nothing does any more.

mod impact;
mod quick;
mod quickest;
mod relevant;
mod route;
#[cfg(test)]
mod route_tests;
mod steps;
#[cfg(test)]
mod tests;

pub use impact::{Idle, Impact};
pub use quick::quick_answer;
pub use relevant::{Relevance, supportable};
pub use route::{Route, next_question};
pub use steps::{Interview, Question, State, Step, StepKind};
