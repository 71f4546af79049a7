//! Thirteen benefits of the measure as an ordinary good program would have them: the rules as
//! straight-line code over `rust_decimal`, typed JSON in, typed JSON out. It knows complete
//! answers and the default readings only; the engine is measured against it.

mod facts;
mod rules;
mod writing;

#[allow(unused_imports, reason = "each bench uses its part")]
pub use facts::Enterprise;
#[allow(unused_imports, reason = "each bench uses its part")]
pub use rules::{IDS, Status, evaluate};
#[allow(unused_imports, reason = "each bench uses its part")]
pub use writing::screen;
