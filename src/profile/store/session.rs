//! A profile that is open: where it is saved, what was last seen there, who else has it open.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostics;
use crate::policy::Policy;
use crate::text;
use crate::text::Text;

use super::error::{StoreError, Why};
use super::files::{Disk, Files, create, folder, replace};
use super::lock::Lock;
use super::name::{file_name, with_ending};
use super::{Store, history};
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

/// A profile is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its file.
    pub path: PathBuf,
    /// What the user should know.
    pub note: Option<Note>,
}

/// What the user should know about a save that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Another program changed the file meanwhile: its version stays, ours is beside it now.
    Conflict {
        /// The file as the other program left it.
        theirs: PathBuf,
        /// Ours, which this session goes on with.
        ours: PathBuf,
    },
    /// The file had been removed meanwhile and was written again.
    WrittenAgain,
    /// The state before this session could not be kept in the history.
    NoHistory(StoreError),
}

impl Note {
    /// The note for a person; to be made printable before it is shown.
    pub fn text(&self) -> Text {
        match self {
            Self::Conflict { theirs, ours } => {
                let (theirs, ours) = (named(theirs), named(ours));
                text!(
                    "“{theirs}”被别的程序改过。两份都在：那一份没有动，这里的存为“{ours}”",
                    "\"{theirs}\" was changed by another program. Both are kept: that one is untouched, this one is saved as \"{ours}\""
                )
            }
            Self::WrittenAgain => text!(
                "档案的文件被删除或移走过，已重新写出",
                "the profile's file had been removed; it was written again"
            ),
            Self::NoHistory(error) => {
                let why = error.what();
                Text::new(
                    format!("已保存，但先前的状态没能留存：{}", why.zh),
                    format!("saved, but the state before was not kept: {}", why.en),
                )
            }
        }
    }
}

fn named(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
    pub fn at(path: &Path, store: Option<&Store>) -> Self {
        let mut session = Self { path: Some(path.to_owned()), ..Self::new(store) };
        if path.is_file() {
            session.lock = Lock::ask(path);
            session.read_only = matches!(session.lock, Lock::Theirs);
            session.seen = session.files.read(path).ok();
            session.modified = std::fs::metadata(path).and_then(|about| about.modified()).ok();
            session.history_due = session.seen.is_some();
        }
        session
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
        session.modified = std::fs::metadata(path).and_then(|about| about.modified()).ok();
        session.read_only = matches!(lock, Lock::Theirs);
        session.lock = lock;
        session.history_due = true;
        session.path = Some(path.to_owned());
        // What a killed program left is of no use to anybody.
        let _ = history::sweep(&*session.files, folder(path), false);
        Ok(Opened { loaded, session })
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
            Err(error) => return Err(StoreError::io(&error, &path)),
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
        let failed = |error: io::Error| StoreError::io(&error, &path);
        if there.is_none() && self.is_in_store(&path) {
            self.files.create_dir(folder(&path)).map_err(failed)?;
        }
        // Where the folder is gone, the history must not make it anew.
        let history = if folder(&path).is_dir() { self.keep_history(&path) } else { None };
        self.tried = Some(bytes.clone());
        let written = match there {
            Some(_) => replace(&*self.files, &path, &bytes),
            None => create(&*self.files, &path, &bytes),
        };
        match written {
            // It is there after all: another program has just written it.
            Err(error) if there_is_another(&error) => return self.save_beside(&path, bytes),
            written => written.map_err(failed)?,
        }
        // Taken over from another window: it may be closed by now.
        if !matches!(self.lock, Lock::Ours { .. }) {
            self.lock = Lock::ask(&path);
        }
        self.done(bytes);
        Ok(Saved { path, note: note.or(history) })
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
        create(&*self.files, &path, &bytes).map_err(|error| StoreError::io(&error, &path))?;
        self.settle(path.clone(), bytes);
        Ok(Saved { path, note: None })
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
        self.files.create_dir(store.dir()).map_err(|error| StoreError::io(&error, store.dir()))?;
        let path = self.create_free(&store, &name_of(profile, unnamed), &bytes)?;
        self.settle(path.clone(), bytes);
        Ok(Saved { path, note: None })
    }

    /// Another program changed the file: ours is saved beside it.
    fn save_beside(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Saved, StoreError> {
        let beside = Store { dir: folder(path).to_owned(), files: self.files.clone() };
        let ours = self.create_free(&beside, &with_ending(&named(path), "-conflict"), &bytes)?;
        self.settle(ours.clone(), bytes);
        let note = Note::Conflict { theirs: path.to_owned(), ours: ours.clone() };
        Ok(Saved { path: ours, note: Some(note) })
    }

    fn create_free(&self, store: &Store, base: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        loop {
            let path = store.path(&store.free_name(base));
            match create(&*self.files, &path, bytes) {
                Ok(()) => return Ok(path),
                // Another window took the name this moment.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::io(&error, &path)),
            }
        }
    }

    /// Goes on with a file just made.
    fn settle(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.lock = Lock::ask(&path);
        self.path = Some(path);
        self.read_only = false;
        // What was opened is still in its old file, or never was.
        self.history_due = false;
        self.done(bytes);
    }

    fn done(&mut self, bytes: Vec<u8>) {
        self.seen = Some(bytes);
        self.tried = None;
    }

    fn keep_history(&mut self, path: &Path) -> Option<Note> {
        let state = self.seen.as_ref().filter(|_| self.history_due)?;
        match history::keep(&*self.files, path, state, self.modified) {
            Ok(()) => {
                self.history_due = false;
                None
            }
            Err(error) => Some(Note::NoHistory(StoreError::io(&error, &history::dir(path)))),
        }
    }

    fn is_in_store(&self, path: &Path) -> bool {
        self.store.as_ref().is_some_and(|store| store.dir() == folder(path))
    }
}

fn there_is_another(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AlreadyExists
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
