//! The text of the measure, each sentence with what it means for this enterprise.

pub mod leads;
pub mod lines;
pub mod marks;
pub mod state;
pub mod update;
pub mod view;
