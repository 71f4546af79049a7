//! Saved profiles: one TOML file each, in a folder of the user's own, with their earlier states
//! and the deleted ones beside them.
//!
//! ```text
//! profiles/甲.toml              a profile
//! profiles/.甲.toml.lock        while a window has it open
//! profiles/.history/甲.toml/    its earlier states, numbered
//! profiles/.bin/甲/             a deleted one with its history
//! ```

mod bin;
mod bring;
mod error;
mod files;
mod history;
mod leftovers;
mod lock;
mod manage;
mod name;
mod note;
mod old;
mod session;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostics;
use crate::policy::Policy;

use super::{Loaded, read_path};

pub use crate::disk::Seen;
pub use bin::Deleted;
pub use bring::{Kept, Taken};
pub use error::{Step, StoreError, Why};
pub use files::{Disk, Files, Found, claimed, persist, write_atomically, write_quickly};
pub use history::State;
pub use note::{Note, Saved};
pub use old::Old;
pub use session::{Opened, Session};

pub use name::{NameFault, check as check_name, file_name};

/// The folder of the saved profiles.
#[derive(Clone, Debug)]
pub struct Store {
    dir: PathBuf,
    files: Arc<dyn Files>,
    open_elsewhere: OpenElsewhere,
}

/// What is done about a profile that another window has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenElsewhere {
    /// It is left alone.
    Refuse,
    /// It is moved or removed all the same.
    GoOn,
}

/// One saved profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name: the file's without `.toml`.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// When it was last saved.
    pub modified: SystemTime,
}

impl Store {
    /// A store in a folder, which need not exist yet.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self::with_files(dir, Arc::new(Disk))
    }

    /// A store that does its steps on the disk through `files`.
    pub fn with_files(dir: impl Into<PathBuf>, files: Arc<dyn Files>) -> Self {
        Self { dir: dir.into(), files, open_elsewhere: OpenElsewhere::Refuse }
    }

    /// The same store; profiles that another window has open are moved and removed, too.
    #[must_use]
    pub fn even_if_open(&self) -> Self {
        Self { open_elsewhere: OpenElsewhere::GoOn, ..self.clone() }
    }

    /// Places to offer where the folder cannot be written: of the user's documents, the home
    /// folder, the folder the program runs in, and the one for temporary files, those in which a
    /// file can be made.
    pub fn other_places() -> Vec<PathBuf> {
        let places = [dirs::document_dir(), dirs::home_dir(), std::env::current_dir().ok()];
        let mut found: Vec<PathBuf> = Vec::new();
        for place in places.into_iter().flatten().chain([std::env::temp_dir()]) {
            if !found.contains(&place) && tempfile::tempfile_in(&place).is_ok() {
                found.push(place);
            }
        }
        found
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The saved profiles, the newest first; none where the folder does not exist.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for found in self.entries(&self.dir)? {
            let Some(name) = found.path.file_stem().and_then(|name| name.to_str()) else {
                continue;
            };
            let is_toml = found.path.extension().is_some_and(|end| end == "toml");
            if is_toml && found.may_be_file() && name::may_be_saved(name) {
                let (name, modified) = (name.to_owned(), found.seen.modified);
                entries.push(Entry { name, modified, path: found.path });
            }
        }
        entries.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.name.cmp(&b.name)));
        Ok(entries)
    }

    /// The file of a name; always within the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        let name = name.replace(name::leads_away, "_");
        self.dir.join(format!("{name}.toml"))
    }

    /// Reads a saved profile.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn load(&self, policy: &Policy, name: &str) -> Result<Loaded, Diagnostics> {
        read_path(policy, &self.path(name))
    }

    /// Opens a saved profile for changes.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn open(&self, policy: &Policy, name: &str) -> Result<Opened, Diagnostics> {
        Session::open(policy, &self.path(name), Some(self))
    }
}
