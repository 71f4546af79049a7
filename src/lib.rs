//! What a policy measure gives an enterprise, and what is still missing.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod assess;
pub mod calendar;
pub mod check;
#[cfg(feature = "app")]
pub mod cli;
pub mod compare;
pub mod config;
pub mod diagnostic;
pub mod diff;
mod digest;
pub mod dossier;
pub mod interview;
mod nesting;
pub mod policy;
pub mod profile;
pub mod quantity;
pub mod reader;
pub mod readings;
pub mod remedy;
pub mod report;
pub mod screen;

pub mod text;
pub mod timeline;
#[cfg(feature = "app")]
pub mod tui;
pub mod typed;
pub mod whatif;
pub mod wrap;

// What the tests in here share with those from outside, which know the library by its name.
#[cfg(test)]
extern crate self as fengce;
#[cfg(test)]
#[path = "../tests/support/pack.rs"]
mod patched;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod random;
