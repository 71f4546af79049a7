//! For the people who keep a measure as data: what is wrong with a pack, and what a change does.

#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod check;
pub mod diff;
pub mod draft;
