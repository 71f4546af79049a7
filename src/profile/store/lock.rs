//! Who has a profile open. The lock only warns: the check before each save decides.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Lock {
    /// It is ours until this goes out of scope; the system frees it if the program is killed.
    Ours {
        /// Closing it frees the lock.
        _file: File,
        path: PathBuf,
    },
    /// Another window has the profile open.
    Theirs,
    /// The system cannot tell: no locks here (some network folders), or the folder is read-only.
    Unknown,
}

/// Whether a file is called as locks are.
pub(super) fn is_named_so(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(".toml.lock")
}

/// The lock beside a profile.
pub(super) fn path_beside(profile: &Path) -> PathBuf {
    let name = profile.file_name().unwrap_or_default().to_string_lossy();
    profile.with_file_name(format!(".{name}.lock"))
}

impl Lock {
    /// Asks for the lock of a profile; never waits.
    pub(super) fn ask(profile: &Path) -> Self {
        let path = path_beside(profile);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let Ok(file) = options.open(&path) else { return Self::Unknown };
            match file.try_lock() {
                // Whoever had it may have removed it between our opening and our locking.
                Ok(()) if !is_at(&file, &path) => {}
                Ok(()) => return Self::Ours { _file: file, path },
                Err(TryLockError::WouldBlock) => return Self::Theirs,
                Err(TryLockError::Error(_)) => {
                    let _ = std::fs::remove_file(path);
                    return Self::Unknown;
                }
            }
        }
    }

    /// Whether another window has the profile open now.
    pub(super) fn is_theirs(profile: &Path) -> bool {
        // Only where there is none for certain nobody need be asked.
        let is_free = matches!(path_beside(profile).try_exists(), Ok(false));
        !is_free && matches!(Self::ask(profile), Self::Theirs)
    }

    /// Removes the lock beside a profile where the program that held it is gone; whether it did.
    pub(super) fn clear(path: &Path) -> bool {
        // Not through a link, and no pipe, whose opening would wait.
        if !std::fs::symlink_metadata(path).is_ok_and(|about| about.is_file()) {
            return false;
        }
        let file = OpenOptions::new().write(true).open(path);
        let is_free = file.is_ok_and(|file| file.try_lock().is_ok());
        is_free && std::fs::remove_file(path).is_ok()
    }
}

/// Whether an open file is the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |about: std::fs::Metadata| (about.dev(), about.ino());
    let (open, named) = (file.metadata().map(number), std::fs::symlink_metadata(path).map(number));
    matches!((open, named), (Ok(open), Ok(named)) if open == named)
}

/// Windows removes no file that is open.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file goes with its lock, so that nothing is left lying about.
        if let Self::Ours { path, .. } = self {
            let _ = std::fs::remove_file(path);
        }
    }
}
