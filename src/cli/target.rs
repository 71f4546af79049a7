//! The file that a command writes: beside it first, then renamed, so that a partial one never
//! stands in place of a whole one.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::interrupt::Interrupt;

/// A file under way.
#[derive(Debug)]
pub enum Target {
    /// Beside its place, which it takes in the end.
    Beside(NamedTempFile, PathBuf, Interrupt),
    /// A device or pipe, which cannot be replaced.
    Itself(File),
}

impl Target {
    /// Opens it. What is beside is taken away if a second signal ends the program.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(path: &Path, interrupt: &Interrupt) -> io::Result<Self> {
        if path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            return OpenOptions::new().write(true).open(path).map(Self::Itself);
        }
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file; the user's mask is taken off.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder(path))?;
        interrupt.remove_at_end(Some(file.path().to_owned()));
        Ok(Self::Beside(file, path.to_owned(), interrupt.clone()))
    }

    /// Where to write.
    pub fn file(&mut self) -> &mut File {
        match self {
            Self::Beside(file, ..) => file.as_file_mut(),
            Self::Itself(file) => file,
        }
    }

    /// The file is whole: it takes its place.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn keep(self) -> io::Result<()> {
        if let Self::Beside(file, path, interrupt) = self {
            file.persist(path).map_err(|error| error.error)?;
            interrupt.remove_at_end(None);
        }
        Ok(())
    }
}

/// The folder of a file.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
