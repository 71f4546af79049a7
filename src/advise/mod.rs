//! What would change an assessment: other answers, figures, readings, years or profiles.

#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod compare;
pub mod effort;
pub mod outlook;
pub mod readings;
pub mod remedy;
pub mod timeline;
pub mod whatif;
