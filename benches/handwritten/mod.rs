//! Thirteen benefits of the measure as an ordinary good program would have them: the rules as
//! straight-line code over `rust_decimal`, typed JSON in, typed JSON out. It knows complete
//! answers and the default readings only; the engine is measured against it.

mod facts;
mod rules;
mod writing;

pub use facts::Enterprise;
pub use rules::{IDS, Status, evaluate};
#[allow(unused_imports, reason = "the bench of evaluation reads no lines")]
pub use writing::screen;
