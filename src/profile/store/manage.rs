//! What is done to whole profiles: copies, names, earlier states.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::Store;
use super::error::{StoreError, Why};
use super::files::{Found, create, replace};
use super::history::{self, State};
use super::lock::Lock;
use super::name::file_name;
use crate::profile::caller::without_told;

impl Store {
    /// Whether a window has the profile open now, as far as the system can tell.
    pub fn is_open(&self, name: &str) -> bool {
        Lock::is_theirs(&self.path(name))
    }

    /// Copies a profile, without its history.
    ///
    /// # Errors
    /// There is none of the first name, one of the second, or it cannot be written.
    pub fn copy(&self, from: &str, to: &str) -> Result<PathBuf, StoreError> {
        let from = self.existing(from)?;
        let to = self.new_path(to)?;
        let mut bytes = self.step(&from, |files| files.read(&from))?;
        // What a caller was told concerns that call.
        if let Some(kept) = str::from_utf8(&bytes).ok().and_then(without_told) {
            bytes = kept.into_bytes();
        }
        self.step(&to, |files| create(files, &to, &bytes))?;
        Ok(to)
    }

    /// Gives a profile another name; its history goes with it.
    ///
    /// # Errors
    /// There is none of the first name, one of the second, or it cannot be written.
    pub fn rename(&self, from: &str, to: &str) -> Result<PathBuf, StoreError> {
        let from = self.existing(from)?;
        let to = self.new_path(to)?;
        self.step(&to, |files| files.move_new(&from, &to))?;
        self.move_history(&history::dir(&from), &history::dir(&to))?;
        self.step(&self.dir, |files| files.sync_dir(&self.dir))?;
        Ok(to)
    }

    /// The earlier states of a profile, the latest first.
    ///
    /// # Errors
    /// There is no such profile, or its history cannot be read.
    pub fn history(&self, name: &str) -> Result<Vec<State>, StoreError> {
        let path = self.existing(name)?;
        self.step(&path, |files| history::states(files, &path))
    }

    /// Brings an earlier state back; the present one goes into the history first.
    ///
    /// # Errors
    /// There is no such profile or state, or it cannot be written.
    pub fn bring_back(&self, name: &str, number: u32) -> Result<PathBuf, StoreError> {
        let path = self.existing(name)?;
        let states = self.history(name)?;
        let Some(state) = states.iter().find(|state| state.number == number) else {
            return Err(StoreError::new(Why::NoState(number), &path));
        };
        let bytes = self.step(&state.path, |files| files.read(&state.path))?;
        let present = self.step(&path, |files| files.read(&path))?;
        let modified = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
        self.step(&path, |files| history::keep(files, &path, &present, modified))?;
        self.step(&path, |files| replace(files, &path, &bytes))?;
        Ok(path)
    }

    /// The file of a profile that is there.
    pub(super) fn existing(&self, name: &str) -> Result<PathBuf, StoreError> {
        let path = self.path(name);
        match std::fs::metadata(&path) {
            Ok(about) if about.is_file() => Ok(path),
            Ok(_) => Err(StoreError::new(Why::IsFolder, &path)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(StoreError::new(Why::Missing, &path))
            }
            Err(error) => Err(StoreError::io(&error, &path)),
        }
    }

    /// Whether a new profile may have a name: any system takes it, and it is free.
    ///
    /// # Errors
    /// Why it may not, with a name that it may have.
    pub fn check_new(&self, name: &str) -> Result<(), StoreError> {
        self.new_path(name).map(|_| ())
    }

    /// The file of a new profile: a name that any system takes, and that is free.
    fn new_path(&self, name: &str) -> Result<PathBuf, StoreError> {
        let safe = file_name(name);
        if safe != name {
            return Err(StoreError::new(Why::BadName(safe), name.as_ref()));
        }
        let path = self.path(&safe);
        // A history without its profile counts, too: it is another profile's.
        for taken in [&path, &history::dir(&path)] {
            if std::fs::symlink_metadata(taken).is_ok() {
                return Err(StoreError::new(Why::Taken, taken));
            }
        }
        Ok(path)
    }

    pub(super) fn entries(&self, dir: &std::path::Path) -> Result<Vec<Found>, StoreError> {
        self.step(dir, |files| files.entries(dir))
    }
}
