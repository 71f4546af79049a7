//! Deleted profiles: kept with their history until they are purged.
//!
//! Each has a folder of its own, so that two of one name can be there.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::{Step, StoreError, Why};
use super::files::{folder, is_taken};
use super::history::State;
use super::{Store, history};
use crate::disk::Kind;

/// The folder of deleted profiles, beside the others.
pub(super) const FOLDER: &str = ".bin";
/// Where the history of a deleted profile is.
pub(super) const HISTORY: &str = "history";

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
        for item in self.entries(&dir)? {
            if !matches!(item.seen.kind, Kind::Folder | Kind::Unknown) {
                continue;
            }
            let id = item.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for found in self.entries(&item.path)? {
                let is_toml = found.path.extension().is_some_and(|end| end == "toml");
                let stem = found.path.file_stem().and_then(|name| name.to_str());
                if let Some(name) = stem.filter(|_| is_toml && found.may_be_file()) {
                    let rest = id.strip_prefix(name).unwrap_or_default();
                    let number = rest.strip_prefix('-').and_then(|n| n.parse().ok()).unwrap_or(1);
                    all.push(Deleted {
                        name: name.to_owned(),
                        id: id.clone(),
                        number,
                        modified: found.seen.modified,
                        path: found.path,
                    });
                }
            }
        }
        all.sort_by(|a, b| a.name.cmp(&b.name).then(b.number.cmp(&a.number)));
        Ok(all)
    }

    /// The earlier states of a deleted profile, the latest first.
    ///
    /// # Errors
    /// Its history cannot be read.
    pub fn history_of_deleted(&self, deleted: &Deleted) -> Result<Vec<State>, StoreError> {
        let dir = folder(&deleted.path).join(HISTORY);
        self.step(Step::List, &dir, |files| history::states(files, &dir))
    }

    /// Moves a profile and its history to the bin.
    ///
    /// # Errors
    /// There is none of this name, or the folder cannot be written.
    pub fn delete(&self, name: &str) -> Result<Deleted, StoreError> {
        let path = self.existing(name)?;
        let modified = self.look(&path)?.map_or(SystemTime::UNIX_EPOCH, |seen| seen.modified);
        let history = self.history_of(&path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (id, item, number) = self.free_item(&stem)?;
        let _held = self.hold(&path)?;
        self.step(Step::Write, &item, |files| files.create_dir(&item))?;
        let to = item.join(path.file_name().unwrap_or_default());
        self.step(Step::Move, &path, |files| files.move_new(&path, &to))?;
        if let Some(history) = history {
            self.move_history(&history, &item.join(HISTORY))?;
        }
        self.settled(&to)?;
        self.settled(&path)?;
        Ok(Deleted { name: stem, id, path: to, modified, number })
    }

    /// Id, folder and number of the next deleted profile of a name.
    pub(super) fn free_item(&self, name: &str) -> Result<(String, PathBuf, u32), StoreError> {
        let last = self.bin()?.iter().filter(|d| d.name == name).map(|d| d.number).max();
        let mut number = last.unwrap_or(0).saturating_add(1);
        loop {
            let id = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
            let item = self.dir.join(FOLDER).join(&id);
            if self.look(&item)?.is_none() {
                return Ok((id, item, number));
            }
            number = number.saturating_add(1);
        }
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
        let history = item.join(HISTORY);
        let has_history = self.look(&history)?.is_some();
        loop {
            let name = self.free_name(&deleted.name)?;
            let path = self.path(&name);
            match self.files.move_new(&deleted.path, &path) {
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(StoreError::io(&error, &path, Step::Move)),
                Ok(()) => {
                    if has_history {
                        self.move_history(&history, &history::dir(&path))?;
                    }
                    self.step(Step::Remove, item, |files| files.remove_folder(item))?;
                    self.settled(&path)?;
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
        let all = self.bin()?;
        for deleted in &all {
            self.remove_deleted(deleted)?;
        }
        let dir = self.dir.join(FOLDER);
        self.step(Step::Remove, &dir, |files| files.remove_folder(&dir))?;
        Ok(all.len())
    }

    /// Removes a deleted profile for good, with its history.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn remove_deleted(&self, deleted: &Deleted) -> Result<(), StoreError> {
        let item = folder(&deleted.path);
        let history = item.join(HISTORY);
        self.step(Step::Remove, &history, |files| history::remove(files, &history))?;
        self.step(Step::Remove, &deleted.path, |files| files.remove(&deleted.path))?;
        self.step(Step::Remove, item, |files| files.remove_folder(item))
    }

    /// Removes a profile for good: its file, its history, those of its name in the bin, and what
    /// a killed program may have left. Returns how many profiles went.
    ///
    /// # Errors
    /// There is none of this name, what has it is no file, or something cannot be removed.
    pub fn purge(&self, name: &str) -> Result<usize, StoreError> {
        let found = self.find(name)?;
        let path = self.path(name);
        let history = history::dir(&path);
        let deleted: Vec<_> = self.bin()?.into_iter().filter(|d| d.name == name).collect();
        let live = usize::from(found.is_some());
        if live + deleted.len() == 0 && self.look(&history)?.is_none() {
            return Err(StoreError::new(Why::Missing, &path));
        }
        self.remove_live(&path)?;
        for deleted in &deleted {
            self.remove_deleted(deleted)?;
        }
        self.step(Step::Remove, &self.dir, |files| files.sweep(&self.dir))?;
        self.settled(&path)?;
        Ok(live + deleted.len())
    }

    /// Removes a profile's file and history for good.
    pub(super) fn remove_live(&self, path: &Path) -> Result<(), StoreError> {
        let _held = self.hold(path)?;
        let history = history::dir(path);
        self.step(Step::Remove, &history, |files| history::remove(files, &history))?;
        for gone in [super::lock::path_beside(path).as_path(), path] {
            self.step(Step::Remove, gone, |files| files.remove(gone))?;
        }
        Ok(())
    }

    /// Moves a history folder.
    fn move_history(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let parent = folder(to);
        self.step(Step::Write, parent, |files| files.create_dir(parent))?;
        self.step(Step::Move, from, |files| files.rename(from, to))
    }
}
