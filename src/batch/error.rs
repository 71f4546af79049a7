//! Why an input is not screened, and how much of it is held.

use std::io;

use crate::text::Text;

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The input as a whole cannot be used.
    #[error("{}", .0.en)]
    Input(Text),
    /// Reading failed.
    #[error("reading failed: {0}")]
    Read(io::Error),
    /// Writing failed.
    #[error("writing failed: {0}")]
    Write(io::Error),
}

/// The longest line that is read.
pub const LINE_LIMIT: usize = 1 << 20;
