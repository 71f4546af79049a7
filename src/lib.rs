//! What a policy measure gives an enterprise, and what is still missing.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod diagnostic;
pub mod quantity;
pub mod reader;
pub mod text;
pub mod policy;
