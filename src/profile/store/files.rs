//! What the store does on disk, step by step, so that a test can make each step fail.

use std::fmt::Debug;
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::NamedTempFile;

/// How temporary files are called; a killed program may leave one behind.
pub(super) const TEMP_PREFIX: &str = ".fengce-";
pub(super) const TEMP_SUFFIX: &str = ".tmp";
/// More than any profile may have: what is longer is no profile, and differs from all.
const READ_LIMIT: u64 = (1 << 20) + 1;

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder; links count as what they point to.
    pub is_dir: bool,
    /// When it was last written; the epoch where the system does not say.
    pub modified: SystemTime,
}

/// The steps. The methods as they stand work on the real disk.
pub trait Files: Debug + Send + Sync {
    /// A regular file's content, at most one byte more than a profile may have.
    ///
    /// # Errors
    /// What the system says; `IsADirectory` for a folder, `InvalidInput` for a device.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let kind = fs::metadata(path)?.file_type();
        if kind.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        // Opening a pipe would wait for its writer.
        if !kind.is_file() {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(READ_LIMIT).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// What is in a folder; nothing where there is none.
    ///
    /// # Errors
    /// The folder cannot be read.
    fn entries(&self, dir: &Path) -> io::Result<Vec<Found>> {
        let entries = match fs::read_dir(dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            // What vanishes or cannot be looked at is not there.
            let Ok(about) = fs::metadata(&path) else { continue };
            let modified = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            found.push(Found { path, is_dir: about.is_dir(), modified });
        }
        Ok(found)
    }

    /// Makes a folder that only the user may enter, with those above it.
    ///
    /// # Errors
    /// What the system says.
    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(dir)
    }

    /// An empty file that only the user may read, removed again unless it is given a name.
    ///
    /// # Errors
    /// What the system says.
    fn temp(&self, dir: &Path) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).tempfile_in(dir)
    }

    /// Fills it.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Makes its content last through a power cut.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        file.as_file().sync_all()
    }

    /// Gives it its name, in place of whatever has it.
    ///
    /// # Errors
    /// What the system says.
    fn persist(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Gives it a name that nothing has.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it, else what the system says.
    fn persist_new(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        match file.persist_noclobber(path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(error.error),
            // Some file systems know no such step (no hard links): look first, then rename.
            Err(_) if fs::symlink_metadata(path).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(error) => error.file.persist(path).map(drop).map_err(|error| error.error),
        }
    }

    /// Moves a file or folder.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Gives a file another name that nothing has.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it, else what the system says.
    fn move_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(error)
                if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) =>
            {
                Err(error)
            }
            // No hard links here: look first, then rename.
            Err(_) if fs::symlink_metadata(to).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(from, to),
        }
    }

    /// Removes a file, or a folder with all in it; what is not there is fine.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = match fs::symlink_metadata(path) {
            Ok(about) if about.is_dir() => fs::remove_dir_all(path),
            Ok(_) => fs::remove_file(path),
            Err(error) => Err(error),
        };
        match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Makes the names in a folder last through a power cut, where the system can.
    ///
    /// # Errors
    /// What the system says.
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        sync_dir(dir)
    }
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {}

#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    match fs::File::open(dir)?.sync_all() {
        // Some network file systems know no such thing.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(not(unix))]
fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// Writes a file so that, whatever happens, the old content or the new one is there.
pub(super) fn replace(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: the file it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let dir = folder(&target);
    let mut file = files.temp(dir)?;
    files.write(&mut file, bytes)?;
    files.sync(&file)?;
    files.persist(file, &target)?;
    files.sync_dir(dir)
}

/// Writes a file of a name that nothing has yet: all of it is there, or nothing.
pub(super) fn create(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = folder(path);
    let mut file = files.temp(dir)?;
    files.write(&mut file, bytes)?;
    files.sync(&file)?;
    files.persist_new(file, path)?;
    files.sync_dir(dir)
}

/// Writes a file so that, whatever happens, the old content or the new one is there; only the
/// user may read it.
///
/// # Errors
/// The folder or file cannot be written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(&Disk, path, bytes)
}
