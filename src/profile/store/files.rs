//! What the store does on disk, step by step, so that a test can make each step fail.

use std::fmt::Debug;
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::{Step, StoreError};

use crate::disk::{self, Kind, Seen};

/// How temporary files are called; a killed program may leave one behind.
const TEMP_PREFIX: &str = ".fengce-";
const TEMP_SUFFIX: &str = ".tmp";
/// More than any profile may have: what is longer is no profile, and differs from all.
const READ_LIMIT: u64 = (1 << 20) + 1;

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// What is known of it.
    pub seen: Seen,
}

impl Found {
    /// Whether it can be a file that is listed: it is one, or cannot be looked at now.
    pub fn may_be_file(&self) -> bool {
        matches!(self.seen.kind, Kind::File | Kind::Unknown)
    }
}

/// The steps. The methods as they stand work on the real disk.
pub trait Files: Debug + Send + Sync {
    /// What stands at a path; none where the system says that nothing does.
    ///
    /// # Errors
    /// Whether something is there cannot be told, and why.
    fn look(&self, path: &Path) -> io::Result<Option<Seen>> {
        disk::look(path)
    }

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
        disk::retried(|| fs::File::open(path))?.take(READ_LIMIT).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// What is in a folder; nothing where there is none. What is there and cannot be looked at
    /// is of unknown kind.
    ///
    /// # Errors
    /// The folder cannot be read.
    fn entries(&self, dir: &Path) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        for name in disk::names(dir)?.unwrap_or_default() {
            let path = dir.join(name);
            let seen = match disk::look(&path) {
                Ok(Some(seen)) => seen,
                // It vanished meanwhile.
                Ok(None) => continue,
                Err(_) => Seen { kind: Kind::Unknown, modified: std::time::UNIX_EPOCH },
            };
            found.push(Found { path, seen });
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
        let is_new = !dir.is_dir();
        builder.recursive(true).create(dir)?;
        if is_new {
            hide(dir);
        }
        Ok(())
    }

    /// An empty file that only the user may read, removed again unless it is given a name.
    ///
    /// # Errors
    /// What the system says.
    fn temp(&self, dir: &Path) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        claimed(|| builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).tempfile_in(dir))
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
        persist(file, path)
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
            Err(error) => match disk::look(path)? {
                Some(_) => Err(ErrorKind::AlreadyExists.into()),
                None => persist(error.file, path),
            },
        }
    }

    /// Moves a file or folder.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        disk::retried(|| fs::rename(from, to))
    }

    /// Gives a file another name that nothing has.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it, else what the system says.
    fn move_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Ok(()) => disk::retried(|| fs::remove_file(from)),
            Err(error)
                if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) =>
            {
                Err(error)
            }
            // No hard links here: look first, then rename.
            Err(_) => match disk::look(to)? {
                Some(_) => Err(ErrorKind::AlreadyExists.into()),
                None => disk::retried(|| fs::rename(from, to)),
            },
        }
    }

    /// Removes a regular file, or a link; what is not there is fine.
    ///
    /// # Errors
    /// `IsADirectory` or `InvalidInput` for anything else, or what the system says.
    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = match fs::symlink_metadata(path) {
            Ok(about) if about.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Ok(about) if !about.is_file() && !about.is_symlink() => {
                return Err(ErrorKind::InvalidInput.into());
            }
            Ok(_) => disk::retried(|| fs::remove_file(path)),
            Err(error) => Err(error),
        };
        match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Removes a folder if nothing is in it. One that holds what others put there stays.
    ///
    /// # Errors
    /// What the system says.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        match disk::retried(|| fs::remove_dir(path)) {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty) =>
            {
                Ok(())
            }
            removed => removed,
        }
    }

    /// Removes the temporary files in a folder that no running program uses.
    ///
    /// # Errors
    /// The folder cannot be read, or a file not be removed.
    fn sweep(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        disk::sweep(dir, |name| name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX))
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

/// A temporary file that no other program takes for abandoned while it is open.
pub fn claimed(mut make: impl FnMut() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    loop {
        let file = make()?;
        if disk::claim(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
}

/// Gives a temporary file its name, in place of whatever has it.
pub fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    let mut file = Some(file);
    disk::retried(|| match file.take().map(|file| file.persist(path)) {
        Some(Ok(written)) if cfg!(windows) => written.sync_all(),
        Some(Ok(_)) | None => Ok(()),
        Some(Err(error)) => {
            file = Some(error.file);
            Err(error.error)
        }
    })
}

/// Hides, on Windows, what a leading point hides elsewhere; only a matter of looks.
fn hide(dir: &Path) {
    let is_hidden = |dir: &Path| {
        dir.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'))
    };
    for dir in dir.ancestors().take(2).filter(|dir| cfg!(windows) && is_hidden(dir)) {
        let _ = std::process::Command::new("attrib").arg("+h").arg(dir).output();
    }
}

#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    let folder = match fs::File::open(dir) {
        // A folder that may be written and not read cannot be told to last.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(()),
        folder => folder?,
    };
    match folder.sync_all() {
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

/// The name of a profile's file, without its ending.
pub(super) fn named(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// Whether a step failed because something has the name already.
pub(super) fn is_taken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AlreadyExists
}

/// How far what is written is safe.
#[derive(Debug)]
#[must_use]
pub(super) enum Written {
    /// It lasts through a power cut.
    ForGood,
    /// It is in its place, and the system does not confirm that its name lasts.
    NotConfirmed(io::Error),
}

/// Makes the names in a folder last, trying twice.
pub(super) fn settle(files: &dyn Files, dir: &Path) -> Written {
    match files.sync_dir(dir).or_else(|_| files.sync_dir(dir)) {
        Ok(()) => Written::ForGood,
        Err(error) => Written::NotConfirmed(error),
    }
}

/// Writes a file so that, whatever happens, the old content or the new one is there.
pub(super) fn replace(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<Written> {
    // A link stays a link: the file it points to is replaced.
    let target = match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        target => target?,
    };
    let dir = folder(&target);
    let mut file = files.temp(dir)?;
    files.write(&mut file, bytes)?;
    files.sync(&file)?;
    files.persist(file, &target)?;
    Ok(settle(files, dir))
}

/// Writes a file of a name that nothing has yet: all of it is there, or nothing.
pub(super) fn create(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let dir = folder(path);
    let mut file = files.temp(dir)?;
    files.write(&mut file, bytes)?;
    files.sync(&file)?;
    files.persist_new(file, path)?;
    Ok(settle(files, dir))
}

/// Writes a file so that, whatever happens, the old content or the new one is there; only the
/// user may read it. When this returns well it is in its place; what it returns then is why the
/// system does not confirm that it stays there through a power cut.
///
/// # Errors
/// The folder or file cannot be written; what was there before still is.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<Option<StoreError>> {
    Ok(match replace(&Disk, path, bytes)? {
        Written::ForGood => None,
        Written::NotConfirmed(error) => Some(StoreError::io(&error, path, Step::Settle)),
    })
}

/// The same for what is a convenience: it does not wait for the disk, and a power cut may leave
/// either content.
///
/// # Errors
/// The folder or file cannot be written.
pub fn write_quickly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Disk.temp(folder(path))?;
    file.write_all(bytes)?;
    match file.persist(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.error),
    }
}
