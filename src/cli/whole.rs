//! Files that a command writes as a whole.

use std::path::Path;

use super::exit::{Failure, complain};
use crate::profile::write_atomically;
use crate::text::{Lang, printable};

/// Writes a file that only the user may read: all of it or nothing.
///
/// # Errors
/// It cannot be written. Where it is written and may not last, that is only told.
pub fn write(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    let written = write_atomically(path, bytes);
    let unconfirmed = written.map_err(|error| Failure::Write(path.display().to_string(), error))?;
    if let Some(unconfirmed) = unconfirmed {
        complain(&format!("{}\n", printable(unconfirmed.text().get(lang))));
    }
    Ok(())
}
