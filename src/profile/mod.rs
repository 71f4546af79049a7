//! One enterprise: what was answered, and the file it is kept in.

pub mod parse;
mod record;
mod value;

pub use record::{Enterprise, Profile};
pub(crate) use value::Slot;
pub use value::{Answers, Value, bits_of};
