//! From a policy and what is known of an enterprise to what it gives: status, amounts, reasons.
//!
//! [`Program`] is the policy compiled for the readings in force; an [`Evaluator`] runs it over
//! one profile after another without allocating. Reasons ([`Evaluator::missing`],
//! [`conflicts`]) are built on request from the same compiled rules.

// A new kind of condition, amount or answer lists here what it must bring.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod atom;
mod ceilings;
mod compile;
mod conflict;
mod derive;
mod evaluate;
mod in_force;
mod items;
mod known;
mod later;
mod limit;
mod missing;
mod node;
mod outcome;
mod pieces;
mod shape;
mod shown;
mod together;
mod unknowns;
mod unmet;
mod uses;

pub use compile::Program;
pub(crate) use compile::Requirement;
pub use conflict::{Conflict, conflicts};
pub use evaluate::Evaluator;
pub use items::item_awards;
pub use later::LaterYear;
pub use missing::{Gap, Kind, Missing, Named};
pub use outcome::{Held, Outcome, Status, Totals};
pub(crate) use shape::Shape;
pub(crate) use uses::OpenFacts;

#[cfg(test)]
mod exact;
#[cfg(test)]
mod given;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tight;
