//! The result: every benefit, and why it came out as it did.

pub mod detail;
pub mod explain;
pub mod reasons;
pub mod state;
pub mod update;
pub mod view;
