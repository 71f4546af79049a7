//! What to ask, in which order. A question is worth asking if its answer can change the result,
//! or could once the gate conditions that can be met at once are met. Everything follows from
//! the compiled rules; there is no second list.

mod relevant;
mod steps;
#[cfg(test)]
mod tests;

pub use relevant::{Relevance, supportable};
pub use steps::{Interview, Question, State, Step, StepKind};
