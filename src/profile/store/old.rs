//! What has not been touched for long, so that callers' data do not stay for ever.

use std::path::PathBuf;
use std::time::SystemTime;

use super::error::{Step, StoreError};
use super::history::{self, State};
use super::{Deleted, Entry, Store};
use crate::disk::Kind;

/// What was last saved before a moment.
#[derive(Clone, Debug, Default)]
pub struct Old {
    /// Saved profiles, which go with their histories.
    pub profiles: Vec<Entry>,
    /// Deleted ones, which do, too.
    pub deleted: Vec<Deleted>,
    /// Earlier states of other profiles.
    pub states: Vec<State>,
}

impl Old {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.profiles.is_empty() && self.deleted.is_empty() && self.states.is_empty()
    }
}

impl Store {
    /// What was last saved before a moment; not what the system cannot date.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn older_than(&self, moment: SystemTime) -> Result<Old, StoreError> {
        let is_old = |modified| modified > SystemTime::UNIX_EPOCH && modified < moment;
        let mut old = Old::default();
        old.profiles.extend(self.list()?.into_iter().filter(|entry| is_old(entry.modified)));
        old.deleted.extend(self.bin()?.into_iter().filter(|deleted| is_old(deleted.modified)));
        let goes: Vec<PathBuf> =
            old.profiles.iter().map(|entry| history::dir(&entry.path)).collect();
        for found in self.entries(&self.dir.join(history::FOLDER))? {
            if found.seen.kind != Kind::Folder || goes.contains(&found.path) {
                continue;
            }
            let states =
                self.step(Step::List, &found.path, |files| history::states(files, &found.path))?;
            old.states.extend(states.into_iter().filter(|state| is_old(state.modified)));
        }
        Ok(old)
    }

    /// Removes that for good.
    ///
    /// # Errors
    /// A profile is open in another window, or something cannot be removed; what comes after it
    /// is still there.
    pub fn forget(&self, old: &Old) -> Result<(), StoreError> {
        for entry in &old.profiles {
            self.remove_live(&entry.path)?;
        }
        for deleted in &old.deleted {
            self.remove_deleted(deleted)?;
        }
        for state in &old.states {
            self.step(Step::Remove, &state.path, |files| files.remove(&state.path))?;
        }
        Ok(())
    }
}
