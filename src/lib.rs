//! What a support measure gives an enterprise, and what is still missing.
//!
//! A measure is data: a *pack* of TOML files that quotes its text and holds its facts, conditions and amounts. A pack is
//! loaded and checked once into a [`Policy`] and compiled into a [`Program`]. A [`Profile`] holds what is known about one
//! enterprise; what is not answered is unknown, which is neither no nor zero. The two give an [`Assessment`].
//!
//! ```
//! use fengce::{Policy, Profile, Program, assess, text::Lang};
//!
//! let policy = Policy::embedded()?;
//! let profile = Profile::parse(&policy, r#"
//!     schema = 1
//!     policy = "fengtai-smart-manufacturing"
//!     year = 2026
//!     [answers]
//!     category = "manufacturer"
//!     industrial_output = "1.2亿元"
//!     industrial_output_prior = "8000万元"
//! "#)?;
//! let program = Program::compile(&policy, &policy.default_readings());
//! let assessment = assess(&policy, &program, &profile);
//!
//! let growth = policy.benefit_id("a06-output-growth").expect("the pack has this item");
//! let outcome = assessment.outcome(growth);
//! assert_eq!(outcome.status, fengce::Status::Undetermined); // the averages are not known
//! // (1.2亿 − 8000万 − 500万) × 1%: an upper bound, in yuan
//! assert_eq!(outcome.at_most.map(|most| most.display(Lang::En)).as_deref(), Some("¥350,000"));
//! for part in assessment.missing(growth) {
//!     println!("{}: {}", assessment.missing_name(&part, Lang::Zh), assessment.needed(&part, Lang::Zh));
//! }
//! # Ok::<(), fengce::Diagnostics>(())
//! ```
//!
//! From there: [`Assessment::missing`] says what an item lacks and by how much, [`Assessment::remedies`] what would change
//! that, [`report`] turns an assessment into documents and JSON, [`batch`] evaluates a hundred thousand profiles from a
//! stream or a sheet, [`keeper`] checks and compares packs. `examples/` has three small programs. Rooms use only the rooms
//! below them; `CONTRIBUTING.md` walks through the house.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod advise;
pub mod assess;
pub mod batch;
#[cfg(feature = "app")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod interview;
pub mod keeper;
pub mod policy;
pub mod profile;
pub mod quantity;
pub mod report;
#[cfg(feature = "app")]
mod signals;
pub mod text;
#[cfg(feature = "app")]
pub mod tui;

pub use assess::{Outcome, Program, Status, Totals};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use policy::{Policy, Readings};
pub use profile::Profile;
pub use quantity::{Money, Percent, Truth};
pub use report::Assessment;

/// Assesses a profile for its own year, with nothing but its own answers.
///
/// Averages of the district from a file are filled in beforehand, with
/// [`profile::Averages::fill`] and [`Assessment::new`].
pub fn assess<'a>(
    policy: &'a Policy,
    program: &'a Program,
    profile: &'a Profile,
) -> Assessment<'a> {
    Assessment::new(policy, program, profile, profile.answers.clone(), profile.year)
}

// What the tests in here share with those from outside, which know the library by its name.
#[cfg(test)]
extern crate self as fengce;
#[cfg(test)]
#[path = "../tests/support/pack.rs"]
mod patched;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod random;
