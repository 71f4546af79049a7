//! The questions.

pub mod steps;
pub mod update;
pub mod view;
pub mod why;
