//! The profiles to choose from.

pub mod shelf;
pub mod sums;
pub mod update;
pub mod view;
