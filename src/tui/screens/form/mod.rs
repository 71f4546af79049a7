//! The questions.

pub mod items;
pub mod steps;
pub mod update;
pub mod view;
pub mod why;
