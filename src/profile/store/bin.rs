//! Deleted profiles: kept with their history until they are purged.
//!
//! Each has a folder of its own, so that two of one name can be there.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::{StoreError, Why};
use super::files::{Files, folder};
use super::{Store, history};

/// The folder of deleted profiles, beside the others.
const FOLDER: &str = ".bin";
/// Where the history of a deleted profile is.
const HISTORY: &str = "history";

/// A deleted profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// Its name when it was deleted.
    pub name: String,
    /// What tells it from others of the same name.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// When it was last saved.
    pub modified: SystemTime,
    number: u32,
}

impl Store {
    /// The deleted profiles, by name, the last deleted first.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn bin(&self) -> Result<Vec<Deleted>, StoreError> {
        let dir = self.dir.join(FOLDER);
        let mut all = Vec::new();
        for item in self.entries(&dir)?.into_iter().filter(|item| item.is_dir) {
            let id = item.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for found in self.entries(&item.path)? {
                let is_file = found.path.extension().is_some_and(|end| end == "toml");
                let stem = found.path.file_stem().and_then(|name| name.to_str());
                if let Some(name) = stem.filter(|_| is_file && !found.is_dir) {
                    let rest = id.strip_prefix(name).unwrap_or_default();
                    let number = rest.strip_prefix('-').and_then(|n| n.parse().ok()).unwrap_or(1);
                    let (name, id) = (name.to_owned(), id.clone());
                    all.push(Deleted {
                        name,
                        id,
                        number,
                        path: found.path,
                        modified: found.modified,
                    });
                }
            }
        }
        all.sort_by(|a, b| a.name.cmp(&b.name).then(b.number.cmp(&a.number)));
        Ok(all)
    }

    /// Moves a profile and its history to the bin.
    ///
    /// # Errors
    /// There is none of this name, or the folder cannot be written.
    pub fn delete(&self, name: &str) -> Result<Deleted, StoreError> {
        let path = self.existing(name)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let last = self.bin()?.iter().filter(|d| d.name == stem).map(|d| d.number).max();
        let mut number = last.unwrap_or(0).saturating_add(1);
        let (id, item) = loop {
            let id = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            let item = self.dir.join(FOLDER).join(&id);
            if std::fs::symlink_metadata(&item).is_err() {
                break (id, item);
            }
            number = number.saturating_add(1);
        };
        self.step(&item, |files| files.create_dir(&item))?;
        let modified = std::fs::metadata(&path).and_then(|about| about.modified());
        let to = item.join(path.file_name().unwrap_or_default());
        self.step(&path, |files| files.move_new(&path, &to))?;
        self.move_history(&history::dir(&path), &item.join(HISTORY))?;
        self.step(&item, |files| files.sync_dir(&item))?;
        self.step(&self.dir, |files| files.sync_dir(&self.dir))?;
        let modified = modified.unwrap_or(SystemTime::UNIX_EPOCH);
        Ok(Deleted { name: stem, id, path: to, modified, number })
    }

    /// Brings a deleted profile back with its history; returns its name, which has a number
    /// added where another profile has taken it meanwhile.
    ///
    /// Of several of one name it is the one deleted last.
    ///
    /// # Errors
    /// There is none of this name or id, or the folder cannot be written.
    pub fn restore(&self, name: &str) -> Result<String, StoreError> {
        let bin = self.bin()?;
        let by_name = bin.iter().find(|deleted| deleted.name == name);
        let Some(deleted) = by_name.or_else(|| bin.iter().find(|deleted| deleted.id == name))
        else {
            return Err(StoreError::new(Why::Missing, &self.dir.join(FOLDER).join(name)));
        };
        let item = folder(&deleted.path);
        loop {
            let name = self.free_name(&deleted.name);
            let path = self.path(&name);
            match self.files.move_new(&deleted.path, &path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::io(&error, &path)),
                Ok(()) => {
                    self.move_history(&item.join(HISTORY), &history::dir(&path))?;
                    self.step(item, |files| files.remove(item))?;
                    self.step(&self.dir, |files| files.sync_dir(&self.dir))?;
                    return Ok(name);
                }
            }
        }
    }

    /// Removes every deleted profile for good; returns how many there were.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn empty_bin(&self) -> Result<usize, StoreError> {
        let count = self.bin()?.len();
        let dir = self.dir.join(FOLDER);
        self.step(&dir, |files| files.remove(&dir))?;
        Ok(count)
    }

    /// Removes a profile for good: its file, its history, those of its name in the bin, and what
    /// a killed program may have left. Returns how many profiles went.
    ///
    /// # Errors
    /// There is none of this name, or something cannot be removed.
    pub fn purge(&self, name: &str) -> Result<usize, StoreError> {
        let path = self.path(name);
        let history = history::dir(&path);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let deleted: Vec<_> = self.bin()?.into_iter().filter(|d| d.name == stem).collect();
        let is_there = |path: &Path| std::fs::symlink_metadata(path).is_ok();
        let live = usize::from(is_there(&path));
        if live + deleted.len() == 0 && !is_there(&history) {
            return Err(StoreError::new(Why::Missing, &path));
        }
        for gone in [&history, &super::lock::path_beside(&path), &path] {
            self.step(gone, |files| files.remove(gone))?;
        }
        for deleted in &deleted {
            let item = folder(&deleted.path);
            self.step(item, |files| files.remove(item))?;
        }
        self.step(&self.dir, |files| history::sweep(files, &self.dir, true))?;
        self.step(&self.dir, |files| files.sync_dir(&self.dir))?;
        Ok(live + deleted.len())
    }

    /// Moves a history folder where there is one.
    pub(super) fn move_history(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        if !from.is_dir() {
            return Ok(());
        }
        let parent = folder(to);
        self.step(parent, |files| files.create_dir(parent))?;
        self.step(from, |files| files.rename(from, to))
    }

    pub(super) fn step<T>(
        &self,
        path: &Path,
        step: impl FnOnce(&dyn Files) -> io::Result<T>,
    ) -> Result<T, StoreError> {
        step(&*self.files).map_err(|error| StoreError::io(&error, path))
    }
}
