//! A profile that is open: where it is saved, what was last seen there, who else has it open.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostics;
use crate::policy::Policy;
use crate::text;
use crate::text::Text;

use super::error::{Step, StoreError, Why};
use super::files::{Disk, Files, Written, create, folder, is_taken, named, replace};
use super::lock::Lock;
use super::name::{file_name, with_ending};
use super::note::{Note, Saved};
use super::{Store, history};
use crate::disk::Kind;
use crate::profile::file::{source_from_path, source_from_reader};
use crate::profile::{Loaded, Profile, read, to_toml};

/// An open profile.
///
/// Every save writes the whole profile, so that a failed one is made good by the next.
#[derive(Debug)]
pub struct Session {
    pub(super) files: Arc<dyn Files>,
    /// Where a profile without a file gets one; none where the system names no folder.
    store: Option<Store>,
    path: Option<PathBuf>,
    /// What the file holds as far as we know; none if it is not there yet.
    seen: Option<Vec<u8>>,
    /// What a save that failed late may have left in the file.
    tried: Option<Vec<u8>>,
    /// When what was opened had been written.
    pub(super) modified: Option<SystemTime>,
    lock: Lock,
    read_only: bool,
    /// The state that was opened is not in the history yet.
    history_due: bool,
}

/// An opened profile.
#[derive(Debug)]
pub struct Opened {
    /// The profile, and what is to be said about how it was read.
    pub loaded: Loaded,
    /// Its place on the disk. Where another window has it open, it starts read-only.
    pub session: Session,
}

impl Session {
    /// A profile that has no file yet: it gets one in the store, by its name, with the first
    /// save. Without a store it stays in memory until [`Session::save_elsewhere`].
    pub fn new(store: Option<&Store>) -> Self {
        let files = store.map_or_else(|| Arc::new(Disk) as Arc<dyn Files>, |s| s.files.clone());
        Self {
            files,
            store: store.cloned(),
            path: None,
            seen: None,
            tried: None,
            modified: None,
            lock: Lock::Unknown,
            read_only: false,
            history_due: false,
        }
    }

    /// A profile that has no file yet, to be saved in the store under a name.
    pub fn named(store: &Store, name: &str) -> Self {
        Self { path: Some(store.path(name)), ..Self::new(Some(store)) }
    }

    /// A file anywhere that is to hold a profile, whatever it holds now: that goes into the
    /// history, and a change by another program from now on is noticed.
    ///
    /// # Errors
    /// What stands there is no file, cannot be read, or cannot be told.
    pub fn at(path: &Path, store: Option<&Store>) -> Result<Self, StoreError> {
        let mut session = Self { path: Some(path.to_owned()), ..Self::new(store) };
        let failed = |step| move |error: io::Error| StoreError::io(&error, path, step);
        let Some(seen) = session.files.look(path).map_err(failed(Step::LookUp))? else {
            return Ok(session);
        };
        if seen.kind != Kind::File {
            return Err(StoreError::new(Why::Stands(seen.kind), path));
        }
        session.lock = Lock::ask(path);
        session.read_only = matches!(session.lock, Lock::Theirs);
        session.seen = Some(session.files.read(path).map_err(failed(Step::Read))?);
        session.modified = Some(seen.modified);
        session.history_due = true;
        Ok(session)
    }

    /// Opens a profile anywhere; its history is kept beside it.
    ///
    /// # Errors
    /// Every fault found in the file, with its place.
    pub fn open(
        policy: &Policy,
        path: &Path,
        store: Option<&Store>,
    ) -> Result<Opened, Diagnostics> {
        let mut session = Self::new(store);
        let lock = Lock::ask(path);
        let source = match session.files.read(path) {
            Ok(bytes) => {
                let source = source_from_reader(&path.display().to_string(), &bytes[..])?;
                session.seen = Some(bytes);
                source
            }
            // Says what is wrong with the file, unless it was so for a moment only.
            Err(_) => {
                let source = source_from_path(path)?;
                session.seen = std::fs::read(path).ok();
                source
            }
        };
        let loaded = read(policy, &source)?;
        session.modified = session.files.look(path).ok().flatten().map(|seen| seen.modified);
        session.read_only = matches!(lock, Lock::Theirs);
        session.lock = lock;
        session.history_due = true;
        session.path = Some(path.to_owned());
        // What a killed program left is of no use to anybody.
        let _ = session.files.sweep(folder(path));
        Ok(Opened { loaded, session })
    }

    /// Whether the file held something when it was looked at last.
    #[cfg(test)]
    pub(super) fn holds_something(&self) -> bool {
        self.seen.is_some()
    }

    /// The file, once there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The name of the file, without its ending.
    pub fn name(&self) -> Option<String> {
        self.path.as_deref().map(named)
    }

    /// Whether another window has the profile open, so that nothing is saved here.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What is said when the profile is open in another window.
    pub fn read_only_notice(&self) -> Text {
        text!(
            "这份档案在另一个窗口里开着：这里只能看，改动不会保存",
            "the profile is open in another window: here it can be read, changes are not saved"
        )
    }

    /// Saves from now on although another window has the profile open: whoever saves second
    /// finds the file changed, and both versions are kept.
    pub fn take_over(&mut self) {
        self.read_only = false;
    }

    /// Saves the profile: when this returns well, it is on the disk.
    ///
    /// A profile without a file is called by its enterprise's name, or `unnamed`.
    ///
    /// # Errors
    /// Why it is not; what was on the disk before still is.
    pub fn save(
        &mut self,
        policy: &Policy,
        profile: &Profile,
        unnamed: &str,
    ) -> Result<Saved, StoreError> {
        let Some(path) = self.path.clone() else {
            return self.save_first(policy, profile, unnamed);
        };
        if self.read_only {
            return Err(StoreError::new(Why::OpenElsewhere, &path));
        }
        let bytes = to_toml(policy, profile).into_bytes();
        let there = match self.files.read(&path) {
            Ok(there) => Some(there),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound) => None,
            Err(error) => return Err(StoreError::io(&error, &path, Step::Read)),
        };
        if there.as_ref() == Some(&bytes) && self.tried.is_none() {
            self.seen = there;
            return Ok(Saved { path, note: None });
        }
        let note = match &there {
            None => self.seen.is_some().then_some(Note::WrittenAgain),
            Some(there) if [&self.seen, &self.tried].contains(&&Some(there.clone())) => None,
            Some(_) => return self.save_beside(&path, bytes),
        };
        let failed = |error: io::Error| StoreError::io(&error, &path, Step::Write);
        if there.is_none() && self.is_in_store(&path) {
            self.files.create_dir(folder(&path)).map_err(failed)?;
        }
        // Where the folder is gone, the history must not recreate it.
        let is_gone = matches!(self.files.look(folder(&path)), Ok(None));
        let history = if is_gone { None } else { self.keep_history(&path) };
        self.tried = Some(bytes.clone());
        let written = match there {
            Some(_) => replace(&*self.files, &path, &bytes),
            None => create(&*self.files, &path, &bytes),
        };
        let written = match written {
            // It is there after all: another program has just written it.
            Err(error) if is_taken(&error) => return self.save_beside(&path, bytes),
            written => written.map_err(failed)?,
        };
        // Taken over from another window: it may be closed by now.
        if !matches!(self.lock, Lock::Ours { .. }) {
            self.lock = Lock::ask(&path);
        }
        let unconfirmed = self.done(&path, bytes, written);
        Ok(Saved { path, note: note.or(unconfirmed).or(history) })
    }

    /// Saves the profile under another name, or in another folder, and goes on there.
    ///
    /// A folder takes the profile's own name; the ending `.toml` may be left out.
    ///
    /// # Errors
    /// Why it is not saved there; `Taken` where there is such a file already.
    pub fn save_elsewhere(
        &mut self,
        policy: &Policy,
        profile: &Profile,
        place: &Path,
        unnamed: &str,
    ) -> Result<Saved, StoreError> {
        let mut path = expand_home(place);
        if path.is_dir() {
            let name = self.name().unwrap_or_else(|| name_of(profile, unnamed));
            path.push(format!("{name}.toml"));
        } else if path.extension().is_none_or(|end| end != "toml") {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".toml");
            path.set_file_name(name);
        }
        let bytes = to_toml(policy, profile).into_bytes();
        let written = create(&*self.files, &path, &bytes)
            .map_err(|error| StoreError::io(&error, &path, Step::Write))?;
        let note = self.go_on_at(path.clone(), bytes, written);
        Ok(Saved { path, note })
    }

    /// The first save of a profile without a file.
    fn save_first(
        &mut self,
        policy: &Policy,
        profile: &Profile,
        unnamed: &str,
    ) -> Result<Saved, StoreError> {
        let Some(store) = self.store.clone() else {
            return Err(StoreError::new(Why::NoFolder, Path::new("")));
        };
        let bytes = to_toml(policy, profile).into_bytes();
        self.files
            .create_dir(store.dir())
            .map_err(|error| StoreError::io(&error, store.dir(), Step::Write))?;
        let (path, written) = self.create_free(&store, &name_of(profile, unnamed), &bytes)?;
        let note = self.go_on_at(path.clone(), bytes, written);
        Ok(Saved { path, note })
    }

    /// Another program changed the file: ours is saved beside it.
    fn save_beside(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Saved, StoreError> {
        let beside = Store::with_files(folder(path), self.files.clone());
        let name = with_ending(&named(path), "-conflict");
        let (ours, written) = self.create_free(&beside, &name, &bytes)?;
        // That there are two files now outweighs that the second may not last.
        self.go_on_at(ours.clone(), bytes, written);
        let note = Note::Conflict { theirs: path.to_owned(), ours: ours.clone() };
        Ok(Saved { path: ours, note: Some(note) })
    }

    fn create_free(
        &self,
        store: &Store,
        base: &str,
        bytes: &[u8],
    ) -> Result<(PathBuf, Written), StoreError> {
        loop {
            let path = store.path(&store.free_name(base)?);
            match create(&*self.files, &path, bytes) {
                Ok(written) => return Ok((path, written)),
                // Another window took the name this moment.
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(StoreError::io(&error, &path, Step::Write)),
            }
        }
    }

    /// Goes on with a file just made.
    fn go_on_at(&mut self, path: PathBuf, bytes: Vec<u8>, written: Written) -> Option<Note> {
        self.lock = Lock::ask(&path);
        self.read_only = false;
        // What was opened is still in its old file, or never was.
        self.history_due = false;
        let note = self.done(&path, bytes, written);
        self.path = Some(path);
        note
    }

    /// The file holds the content. Where it may not last, the next save writes it again.
    fn done(&mut self, path: &Path, bytes: Vec<u8>, written: Written) -> Option<Note> {
        match written {
            Written::ForGood => {
                (self.seen, self.tried) = (Some(bytes), None);
                None
            }
            Written::NotConfirmed(error) => {
                (self.seen, self.tried) = (Some(bytes.clone()), Some(bytes));
                Some(Note::NotConfirmed(StoreError::io(&error, path, Step::Settle)))
            }
        }
    }

    fn keep_history(&mut self, path: &Path) -> Option<Note> {
        let state = self.seen.as_ref().filter(|_| self.history_due)?;
        match history::keep(&*self.files, path, state, self.modified) {
            Ok(()) => {
                self.history_due = false;
                None
            }
            Err(error) => {
                let dir = history::dir(path);
                Some(Note::NoHistory(StoreError::io(&error, &dir, Step::Write)))
            }
        }
    }

    fn is_in_store(&self, path: &Path) -> bool {
        self.store.as_ref().is_some_and(|store| store.dir() == folder(path))
    }
}

fn name_of(profile: &Profile, unnamed: &str) -> String {
    match profile.enterprise.name.as_str() {
        "" => file_name(unnamed),
        name => file_name(name),
    }
}

/// `~/…` as people type it.
fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), dirs::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
