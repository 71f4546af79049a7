//! What is done to whole profiles: copies, names, earlier states.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{Step, StoreError, Why};
use super::files::{Files, Found, Written, create, folder, replace, settle};
use super::history::{self, State};
use super::lock::Lock;
use super::name::{check, file_name, may_be_saved};
use super::{OpenElsewhere, Seen, Store};
use crate::disk::Kind;
use crate::profile::caller::without_told;

impl Store {
    /// Whether a window has the profile open now, as far as the system can tell.
    pub fn is_open(&self, name: &str) -> bool {
        Lock::is_theirs(&self.path(name))
    }

    /// Whether there is a profile of this name: its file, or none.
    ///
    /// # Errors
    /// It cannot be told, and why; or something other than a file has the name.
    pub fn find(&self, name: &str) -> Result<Option<PathBuf>, StoreError> {
        // What is never listed is no profile, and must not be a path to anywhere.
        if !may_be_saved(name) {
            return Ok(None);
        }
        let path = self.path(name);
        let seen = match self.look(&path) {
            // A name that the system takes for no file's is nobody's.
            Err(error) if error.why == Why::Name => return Ok(None),
            seen => seen?,
        };
        match seen.map(|seen| seen.kind) {
            None => Ok(None),
            Some(Kind::File) => Ok(Some(path)),
            Some(kind) => Err(StoreError::new(Why::Stands(kind), &path)),
        }
    }

    /// The file of a profile that is there.
    ///
    /// # Errors
    /// There is none, or that cannot be told.
    pub fn existing(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.find(name)?.ok_or_else(|| StoreError::new(Why::Missing, &self.path(name)))
    }

    /// The file of a new profile, which any system takes and nothing has.
    ///
    /// # Errors
    /// The name cannot be a file's, something has it, or that cannot be told.
    pub fn vacant(&self, name: &str) -> Result<PathBuf, StoreError> {
        check(name).map_err(|fault| StoreError::new(Why::BadName(fault), name.as_ref()))?;
        let path = self.path(name);
        if let Some(taken) = self.taken(&path)? {
            return Err(StoreError::new(Why::Taken, &taken));
        }
        Ok(path)
    }

    /// A name made from an enterprise's that no saved profile has yet.
    ///
    /// # Errors
    /// Whether one is free cannot be told.
    pub fn free_name(&self, base: &str) -> Result<String, StoreError> {
        let base = file_name(base);
        let mut name = base.clone();
        let mut number = 2u32;
        while self.taken(&self.path(&name))?.is_some() {
            name = format!("{base}-{number}");
            number = number.saturating_add(1);
        }
        Ok(name)
    }

    /// What has the name of a profile: its file, or a history without a profile, which is
    /// another one's.
    fn taken(&self, path: &Path) -> Result<Option<PathBuf>, StoreError> {
        for place in [path.to_owned(), history::dir(path)] {
            if self.look(&place)?.is_some() {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Copies a profile, without its history and without what its caller was told.
    ///
    /// # Errors
    /// There is none of the first name, one of the second, or it cannot be written.
    pub fn copy(&self, from: &str, to: &str) -> Result<PathBuf, StoreError> {
        let from = self.existing(from)?;
        let to = self.vacant(to)?;
        let mut bytes = self.step(Step::Read, &from, |files| files.read(&from))?;
        // What a caller was told concerns that call.
        if let Some(kept) = str::from_utf8(&bytes).ok().and_then(without_told) {
            bytes = kept.into_bytes();
        }
        let written = self.step(Step::Write, &to, |files| create(files, &to, &bytes))?;
        confirmed(written, &to)?;
        Ok(to)
    }

    /// Gives a profile another name; its history goes with it.
    ///
    /// # Errors
    /// There is none of the first name, one of the second, or it cannot be written.
    pub fn rename(&self, from: &str, to: &str) -> Result<PathBuf, StoreError> {
        let old = self.existing(from)?;
        check(to).map_err(|fault| StoreError::new(Why::BadName(fault), to.as_ref()))?;
        let new = self.path(to);
        // On a disk that takes x and X for one, the name to have is that of the file itself.
        let is_itself = old != new && is_same_file(&old, &new);
        let new = if is_itself { new } else { self.vacant(to)? };
        let history = self.history_of(&old)?;
        let _held = self.hold(&old)?;
        let step = |from: &Path, to: &Path| {
            let how = |files: &dyn Files| match is_itself {
                true => files.rename(from, to),
                false => files.move_new(from, to),
            };
            self.step(Step::Move, to, how)
        };
        step(&old, &new)?;
        if let Some(history) = history {
            let moved = self
                .step(Step::Move, &history, |files| files.rename(&history, &history::dir(&new)));
            if let Err(error) = moved {
                // Together, or not at all.
                step(&new, &old)?;
                return Err(error);
            }
        }
        self.settled(&new)?;
        Ok(new)
    }

    /// The earlier states of a profile, the latest first.
    ///
    /// # Errors
    /// There is no such profile, or its history cannot be read.
    pub fn history(&self, name: &str) -> Result<Vec<State>, StoreError> {
        let dir = history::dir(&self.existing(name)?);
        self.step(Step::List, &dir, |files| history::states(files, &dir))
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
        let bytes = self.step(Step::Read, &state.path, |files| files.read(&state.path))?;
        let _held = self.hold(&path)?;
        self.replace_keeping(&path, &bytes)?;
        Ok(path)
    }

    /// Puts other content into a profile, whose present one goes into the history first.
    pub(super) fn replace_keeping(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let present = self.step(Step::Read, path, |files| files.read(path))?;
        let modified = self.look(path)?.map(|seen| seen.modified);
        self.step(Step::Write, path, |files| history::keep(files, path, &present, modified))?;
        let written = self.step(Step::Write, path, |files| replace(files, path, bytes))?;
        confirmed(written, path)
    }

    /// Holds the lock of a profile while it is moved or removed, so that no window saves into it
    /// meanwhile.
    pub(super) fn hold(&self, path: &Path) -> Result<Lock, StoreError> {
        match (Lock::ask(path), self.open_elsewhere) {
            (Lock::Theirs, OpenElsewhere::Refuse) => Err(StoreError::new(Why::OpenElsewhere, path)),
            (lock, _) => Ok(lock),
        }
    }

    /// The history of a profile, where there is one.
    pub(super) fn history_of(&self, path: &Path) -> Result<Option<PathBuf>, StoreError> {
        let dir = history::dir(path);
        match self.look(&dir)?.map(|seen| seen.kind) {
            None => Ok(None),
            Some(Kind::Folder) => Ok(Some(dir)),
            Some(kind) => Err(StoreError::new(Why::Stands(kind), &dir)),
        }
    }

    pub(super) fn look(&self, path: &Path) -> Result<Option<Seen>, StoreError> {
        self.step(Step::LookUp, path, |files| files.look(path))
    }

    pub(super) fn entries(&self, dir: &Path) -> Result<Vec<Found>, StoreError> {
        self.step(Step::List, dir, |files| files.entries(dir))
    }

    /// Makes the names in the folder of a file last.
    pub(super) fn settled(&self, path: &Path) -> Result<(), StoreError> {
        confirmed(settle(&*self.files, folder(path)), path)
    }

    pub(super) fn step<T>(
        &self,
        step: Step,
        path: &Path,
        act: impl FnOnce(&dyn Files) -> io::Result<T>,
    ) -> Result<T, StoreError> {
        act(&*self.files).map_err(|error| StoreError::io(&error, path, step))
    }
}

/// Tells what is in its place and not certain to last.
pub(super) fn confirmed(written: Written, path: &Path) -> Result<(), StoreError> {
    match written {
        Written::ForGood => Ok(()),
        Written::NotConfirmed(error) => Err(StoreError::io(&error, path, Step::Settle)),
    }
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Two names of one file are two entries; one entry found by two names is what is meant.
    let number = |path: &Path| {
        std::fs::symlink_metadata(path).ok().map(|about| (about.dev(), about.ino(), about.nlink()))
    };
    let (one, other) = (number(one), number(other));
    one.is_some() && one == other && one.is_some_and(|(_, _, links)| links == 1)
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
