//! What a policy measure gives an enterprise, and what is still missing.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod advise;
pub mod assess;
pub mod batch;
#[cfg(feature = "app")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod interview;
pub mod keeper;
pub mod policy;
pub mod profile;
pub mod quantity;
pub mod report;
pub mod text;
#[cfg(feature = "app")]
pub mod tui;

// What the tests in here share with those from outside, which know the library by its name.
#[cfg(test)]
extern crate self as fengce;
#[cfg(test)]
#[path = "../tests/support/pack.rs"]
mod patched;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod random;
