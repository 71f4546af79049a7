//! Profiles from a backup: nothing that is here is lost to what comes.

use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use super::Store;
use super::bin::HISTORY;
use super::error::{Step, StoreError};
use super::files::{create, folder};
use super::history;
use super::manage::confirmed;

/// A profile, or a state of one, as it was kept elsewhere.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its content.
    pub bytes: Vec<u8>,
    /// When it was written.
    pub modified: SystemTime,
}

/// What became of a profile that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// There was none of this name.
    New,
    /// It is here as it came.
    Same,
    /// Another was here, which is in its history now.
    Replaced,
}

impl Store {
    /// What would become of a profile that comes.
    ///
    /// # Errors
    /// It cannot be told; or a window has the one open that would be replaced.
    pub fn would_take(&self, name: &str, came: &Kept) -> Result<Taken, StoreError> {
        let Some(path) = self.find(name)? else { return Ok(Taken::New) };
        if self.step(Step::Read, &path, |files| files.read(&path))? == came.bytes {
            return Ok(Taken::Same);
        }
        self.hold(&path)?;
        Ok(Taken::Replaced)
    }

    /// Takes a profile in, with its earlier states, the oldest first. One of the same name that
    /// is here goes into the history.
    ///
    /// # Errors
    /// It cannot be written; what was here still is.
    pub fn take(&self, name: &str, came: &Kept, states: &[Kept]) -> Result<Taken, StoreError> {
        let taken = self.would_take(name, came)?;
        let path = self.path(name);
        let dir = history::dir(&path);
        let mut known = Vec::new();
        for state in self.step(Step::List, &dir, |files| history::states(files, &dir))? {
            known.push(self.step(Step::Read, &state.path, |files| files.read(&state.path))?);
        }
        let new = states.iter().filter(|state| !known.contains(&state.bytes));
        for Kept { bytes, modified } in new {
            self.step(Step::Write, &dir, |files| {
                history::keep(files, &path, bytes, Some(*modified))
            })?;
        }
        match taken {
            Taken::Same => {}
            Taken::New => self.put(&path, came)?,
            Taken::Replaced => {
                self.replace_keeping(&path, &came.bytes)?;
                date(&path, came.modified);
            }
        }
        Ok(taken)
    }

    /// Takes a deleted profile into the bin, unless it is there.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn take_deleted(
        &self,
        name: &str,
        came: &Kept,
        states: &[Kept],
    ) -> Result<Taken, StoreError> {
        for deleted in self.bin()?.iter().filter(|deleted| deleted.name == name) {
            if self.step(Step::Read, &deleted.path, |files| files.read(&deleted.path))?
                == came.bytes
            {
                return Ok(Taken::Same);
            }
        }
        let (_, item, _) = self.free_item(name)?;
        self.put(&item.join(format!("{name}.toml")), came)?;
        for (number, state) in (1u32..).zip(states) {
            self.put(&item.join(HISTORY).join(format!("{number:06}.toml")), state)?;
        }
        Ok(Taken::New)
    }

    fn put(&self, path: &Path, came: &Kept) -> Result<(), StoreError> {
        let dir = folder(path);
        self.step(Step::Write, dir, |files| files.create_dir(dir))?;
        let written = self.step(Step::Write, path, |files| create(files, path, &came.bytes))?;
        date(path, came.modified);
        confirmed(written, path)
    }
}

/// Dates a file as it was; only shown, so that it may fail.
fn date(path: &Path, modified: SystemTime) {
    let _ = File::options().write(true).open(path).and_then(|file| file.set_modified(modified));
}
