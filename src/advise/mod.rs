//! What would change an assessment: other answers, figures, readings, years or profiles.

pub mod compare;
pub mod effort;
pub mod outlook;
pub mod readings;
pub mod remedy;
pub mod timeline;
pub mod whatif;
