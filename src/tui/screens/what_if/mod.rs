//! What if a figure were another.

pub mod state;
pub mod update;
pub mod view;
