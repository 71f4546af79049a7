//! For the people who keep a measure as data: what is wrong with a pack, and what a change does.

pub mod check;
pub mod diff;
