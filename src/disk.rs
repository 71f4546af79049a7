//! What stands at a path, and what is in a folder.
//!
//! Absence is what the system says: a look-up that fails tells nothing, and nothing is taken to
//! be absent because of it.

use std::ffi::OsString;
use std::fs::{self, File, FileType, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::text;
use crate::text::Text;

/// How long a file that another program holds is waited for, on Windows.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// Where the system has no locks: a temporary file of this age is nobody's any more.
const ABANDONED: Duration = Duration::from_secs(3600);

/// What something on the disk is; a link is what it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A device.
    Device,
    /// A socket.
    Socket,
    /// A link to nothing, or in a circle.
    BrokenLink,
    /// It is there, and the system does not say what it is.
    Unknown,
}

/// What is known of something on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it is.
    pub kind: Kind,
    /// When it was last written; the epoch where the system does not say.
    pub modified: SystemTime,
}

impl Kind {
    #[cfg(unix)]
    fn of(kind: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_fifo() {
            Self::Pipe
        } else if kind.is_socket() {
            Self::Socket
        } else {
            Self::Device
        }
    }

    #[cfg(not(unix))]
    fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else {
            Self::Device
        }
    }

    /// What it is called.
    pub fn name(self) -> Text {
        match self {
            Self::File => text!("一个文件", "a file"),
            Self::Folder => text!("一个文件夹", "a folder"),
            Self::Pipe => text!("一个管道（FIFO）", "a pipe (FIFO)"),
            Self::Device => text!("一个设备", "a device"),
            Self::Socket => text!("一个套接字", "a socket"),
            Self::BrokenLink => text!("一条指向不到文件的链接", "a link that leads to no file"),
            Self::Unknown => text!("看不出是什么的东西", "something that cannot be looked at"),
        }
    }
}

/// What stands at a path; none where the system says that nothing does.
///
/// # Errors
/// Whether something is there cannot be told, and why.
pub fn look(path: &Path) -> io::Result<Option<Seen>> {
    let broken = Seen { kind: Kind::BrokenLink, modified: SystemTime::UNIX_EPOCH };
    let seen = |about: &fs::Metadata| Seen {
        kind: Kind::of(about.file_type()),
        modified: about.modified().unwrap_or(SystemTime::UNIX_EPOCH),
    };
    match fs::metadata(path) {
        Ok(about) => Ok(Some(seen(&about))),
        Err(error) if is_circle(&error) => Ok(Some(broken)),
        // The name may be a link's whose target is gone.
        Err(error) if error.kind() == ErrorKind::NotFound => match fs::symlink_metadata(path) {
            Ok(about) if about.file_type().is_symlink() => Ok(Some(broken)),
            // Another program put a file there between the two looks.
            Ok(about) => Ok(Some(seen(&about))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn is_circle(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_circle(_: &io::Error) -> bool {
    false
}

/// Whether a text that may be a path leads to anything. A text too long for a name does not.
///
/// # Errors
/// It cannot be told, and why.
pub fn is_there(path: &Path) -> io::Result<bool> {
    match look(path) {
        Err(error) if error.kind() == ErrorKind::InvalidFilename => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        seen => Ok(seen?.is_some()),
    }
}

/// The names in a folder, in no order; none where there is no such folder.
///
/// # Errors
/// The folder cannot be read to its end.
#[cfg(unix)]
pub fn names(dir: &Path) -> io::Result<Option<Vec<OsString>>> {
    use rustix::fs::{Dir, Mode, OFlags, open};
    use std::os::unix::ffi::OsStringExt as _;
    // The standard library panics where a folder cannot be closed, as on a disk that goes away.
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let open = open(dir, flags, Mode::empty()).map_err(io::Error::from);
    let folder = match open {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        open => open?,
    };
    let mut names = Vec::new();
    for entry in Dir::new(folder)? {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    Ok(Some(names))
}

/// The names in a folder, in no order; none where there is no such folder.
///
/// # Errors
/// The folder cannot be read to its end.
#[cfg(not(unix))]
pub fn names(dir: &Path) -> io::Result<Option<Vec<OsString>>> {
    match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        entries => {
            entries?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>().map(Some)
        }
    }
}

/// Tries again for a moment what fails because another program holds the file.
///
/// # Errors
/// What the system says in the end.
pub fn retried<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let until = Instant::now() + PATIENCE;
    loop {
        match act() {
            Err(error) if is_held(&error) && Instant::now() < until => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
}

/// Whether another program may hold the file: Excel, a virus scanner, `OneDrive`. Windows only.
pub fn is_held(error: &io::Error) -> bool {
    // Access denied, sharing violation, lock violation.
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Marks a temporary file as in use by this program until it is closed or the program ends;
/// false where another program has just taken it for abandoned.
pub fn claim(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => false,
        // Without locks its age will tell.
        Ok(()) | Err(TryLockError::Error(_)) => !matches!(look(path), Ok(None)),
    }
}

/// Removes the temporary files in a folder that no running program uses, as [`claim`] marks
/// them; returns those that went.
///
/// # Errors
/// The folder cannot be read, or a file not be removed.
pub fn sweep(dir: &Path, is_temporary: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut gone = Vec::new();
    for name in names(dir)?.unwrap_or_default() {
        let path = dir.join(&name);
        if name.to_str().is_some_and(&is_temporary) && is_abandoned(&path) {
            fs::remove_file(&path)?;
            gone.push(path);
        }
    }
    Ok(gone)
}

fn is_abandoned(path: &Path) -> bool {
    // Not through a link, and no pipe, whose opening would wait.
    let Ok(about) = fs::symlink_metadata(path) else { return false };
    let Some(file) = about.is_file().then(|| File::options().write(true).open(path).ok()).flatten()
    else {
        return false;
    };
    let age = about.modified().ok().and_then(|written| written.elapsed().ok());
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => age.is_some_and(|age| age > ABANDONED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_is_called_what_it_is() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        let kind = |name: &str| look(&at(name)).expect("told").map(|seen| seen.kind);
        fs::write(at("file"), "x").expect("written");
        assert_eq!(kind("file"), Some(Kind::File));
        assert_eq!(kind("none"), None);
        assert_eq!(kind("."), Some(Kind::Folder));
        // What is asked of something that is no folder cannot be told.
        assert!(look(&at("file/below")).is_err());
        assert_eq!(is_there(&at(&"长".repeat(90))).ok(), Some(false));
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink("nowhere", at("dangling")).expect("linked");
            symlink("circle", at("circle")).expect("linked");
            symlink("file", at("link")).expect("linked");
            assert_eq!(kind("dangling"), Some(Kind::BrokenLink));
            assert_eq!(kind("circle"), Some(Kind::BrokenLink));
            assert_eq!(kind("link"), Some(Kind::File));
            assert_eq!(
                look(Path::new("/dev/null")).expect("told").map(|s| s.kind),
                Some(Kind::Device)
            );
            let socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("bound");
            assert_eq!(kind("socket"), Some(Kind::Socket));
            drop(socket);
            let pipe = std::process::Command::new("mkfifo").arg(at("pipe")).status();
            if pipe.is_ok_and(|made| made.success()) {
                assert_eq!(kind("pipe"), Some(Kind::Pipe));
            }
        }
    }

    #[test]
    fn a_folder_is_read_to_its_end_or_not_at_all() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["甲.toml", ".x", "b"] {
            fs::write(dir.path().join(name), "").expect("written");
        }
        let mut found = names(dir.path()).expect("read").expect("a folder");
        found.sort();
        assert_eq!(found, [".x", "b", "甲.toml"]);
        assert_eq!(names(&dir.path().join("none")).ok(), Some(None));
        assert!(names(&dir.path().join("b")).is_err(), "a file is no folder");
    }

    #[test]
    fn what_a_dead_program_left_is_swept_and_what_one_uses_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let (mine, dead) = (dir.path().join("a.tmp"), dir.path().join("b.tmp"));
        let file = File::create(&mine).expect("made");
        assert!(claim(&file, &mine));
        fs::write(&dead, "left").expect("written");
        fs::write(dir.path().join("c.toml"), "kept").expect("written");
        let temporary = |name: &str| name.ends_with(".tmp");
        assert_eq!(sweep(dir.path(), temporary).expect("swept"), std::slice::from_ref(&dead));
        assert!(mine.exists() && !dead.exists());
        drop(file);
        assert_eq!(sweep(dir.path(), temporary).expect("swept"), [mine]);
        // Once swept it is nobody's: its maker makes another.
        let gone = dir.path().join("d.tmp");
        let file = File::create(&gone).expect("made");
        fs::remove_file(&gone).expect("swept");
        assert!(!claim(&file, &gone));
    }
}
