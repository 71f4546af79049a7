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
        let Ok(file) = options.open(&path) else { return Self::Unknown };
        match file.try_lock() {
            Ok(()) => Self::Ours { _file: file, path },
            Err(TryLockError::WouldBlock) => Self::Theirs,
            Err(TryLockError::Error(_)) => {
                let _ = std::fs::remove_file(path);
                Self::Unknown
            }
        }
    }

    /// Whether another window has the profile open now.
    pub(super) fn is_theirs(profile: &Path) -> bool {
        path_beside(profile).exists() && matches!(Self::ask(profile), Self::Theirs)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file goes with its lock, so that nothing is left lying about. Whoever opened it a
        // moment ago holds a lock on a file without a name; then the check before a save decides.
        if let Self::Ours { path, .. } = self {
            let _ = std::fs::remove_file(path);
        }
    }
}
