//! The measure as data: a pack of TOML files, loaded and checked once into a [`Policy`].
//!
//! Nothing here knows an article, an amount or a fact by name; all of that is in the pack.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod amount;
mod atoms;
mod benefit;
mod condition;
mod derived;
mod fact;
mod load;
mod meta;
pub mod numbering;
pub mod packs;
mod relation;
pub mod schema;
mod seldom;
pub mod sentence;
pub mod source;
pub mod vocabulary;
mod wording;

pub use amount::{Amount, Beyond, Case, Milestone, Part, Rounding, Stages, Take, Tier};
pub use atoms::{Anchor, BenefitId, FactId, GateId, Rate};
pub use benefit::{
    Again, Article, Benefit, Ceiling, Certainty, EvidencePlace, Example, Exclusive, Expectation,
    Hint, Later, Overlay, Patch, Span,
};
pub use condition::{Condition, Test, Threshold};
pub use fact::{
    Assumed, Benchmark, Carry, Choice, Derivation, Effort, Fact, FactKind, ItemsFigure, Limit,
    Operands, Possible, Section, Unit,
};
pub use load::{load, load_embedded};
pub use meta::{Allowed, Exception, Gate, Policy, Reading, ReadingOption, Readings, Term};
pub use relation::{Comparison, Operand, Plausible, Relation};
pub use seldom::Seldom;
pub use sentence::Sentence;
pub use wording::{Basis, Contact, Question, Standing, Wording};
