//! The file that a command writes: beside it first, then renamed, so that a partial one never
//! stands in place of a whole one. Nor does it ever stand in place of what was read.

#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::exit::{Failure, stream};
use super::interrupt::Interrupt;
use crate::cli::globals::Globals;
use crate::cli::settings::Settings;
use crate::disk;
use crate::profile::{claimed, persist};
use crate::text;
use crate::text::printable;

/// How a file under way is called after the point and its name, and how that ends.
const MARK: &str = ".fengce-";
const ENDING: &str = ".tmp";

/// A file under way.
#[derive(Debug)]
pub enum Target {
    /// Beside its place, which it takes in the end.
    Beside(Beside),
    /// A device or pipe, which cannot be replaced.
    Itself(File),
}

/// What only the user may read until it is whole.
#[derive(Debug)]
pub struct Beside {
    file: NamedTempFile,
    /// Its place: of a link the file that it points to.
    path: PathBuf,
    rights: Rights,
    interrupt: Interrupt,
}

impl Target {
    /// Opens it. What is beside is taken away if a second signal ends the program.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(path: &Path, interrupt: &Interrupt) -> io::Result<Self> {
        let replaced = match path.metadata() {
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => {
                return OpenOptions::new().write(true).open(path).map(Self::Itself);
            }
            Ok(meta) => Some(meta),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let path = pointed_to(path);
        // Whose it is can be seen if the program is killed; names end at 255 bytes.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name: String = name.chars().take(50).collect();
        let prefix = format!(".{name}{MARK}");
        // What a killed run of the same output left is nobody's any more.
        let _ = sweep(folder(&path), &prefix);
        let mut builder = tempfile::Builder::new();
        let (file, rights) =
            begin(builder.prefix(&prefix).suffix(ENDING), folder(&path), replaced.as_ref())?;
        interrupt.remove_at_end(Some(file.path().to_owned()));
        Ok(Self::Beside(Beside { file, path, rights, interrupt: interrupt.clone() }))
    }

    /// The folder that it is written in; none of a device.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Beside(beside) => Some(folder(&beside.path)),
            Self::Itself(_) => None,
        }
    }

    /// Where to write.
    pub fn file(&mut self) -> &mut File {
        match self {
            Self::Beside(beside) => beside.file.as_file_mut(),
            Self::Itself(file) => file,
        }
    }

    /// The file is whole: it takes its place.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn keep(self) -> io::Result<()> {
        if let Self::Beside(Beside { file, path, rights, interrupt }) = self {
            give(file.as_file(), rights)?;
            persist(file, &path)?;
            interrupt.remove_at_end(None);
        }
        Ok(())
    }
}

/// Removes what killed runs left of the outputs in a folder whose names begin so; returns what
/// went.
///
/// # Errors
/// The folder cannot be read, or a file not be removed.
pub fn sweep(folder: &Path, prefix: &str) -> io::Result<Vec<PathBuf>> {
    let is_one =
        |name: &str| name.starts_with(prefix) && name.contains(MARK) && name.ends_with(ENDING);
    disk::sweep(folder, is_one)
}

/// What a link points to, be it there or not; anything else is itself.
fn pointed_to(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // As many links as systems follow.
    for _ in 0..40 {
        let Ok(link) = path.read_link() else { break };
        path = folder(&path).join(link);
    }
    path
}

/// Who may read and write a file, and the group it is of where that must be kept.
#[cfg(unix)]
type Rights = (u32, Option<u32>);
#[cfg(not(unix))]
type Rights = ();

/// An empty file that only the user may read, and the rights that it is to have: those of the
/// file that it replaces, or those of any new one.
#[cfg(unix)]
fn begin(
    builder: &mut tempfile::Builder<'_, '_>,
    folder: &Path,
    replaced: Option<&Metadata>,
) -> io::Result<(NamedTempFile, Rights)> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    if let Some(meta) = replaced {
        let file = claimed(|| builder.tempfile_in(folder))?;
        let other = file.as_file().metadata()?.gid() != meta.gid();
        return Ok((file, (meta.mode() & 0o777, other.then(|| meta.gid()))));
    }
    // The system takes the user's mask off, which nothing tells otherwise.
    builder.permissions(Permissions::from_mode(0o666));
    let file = claimed(|| builder.tempfile_in(folder))?;
    let mode = file.as_file().metadata()?.mode() & 0o777;
    file.as_file().set_permissions(Permissions::from_mode(0o600))?;
    Ok((file, (mode, None)))
}

#[cfg(not(unix))]
fn begin(
    builder: &mut tempfile::Builder<'_, '_>,
    folder: &Path,
    _: Option<&Metadata>,
) -> io::Result<(NamedTempFile, Rights)> {
    Ok((claimed(|| builder.tempfile_in(folder))?, ()))
}

#[cfg(unix)]
fn give(file: &File, (mode, group): Rights) -> io::Result<()> {
    use std::os::unix::fs::{PermissionsExt as _, fchown};
    // A group that cannot be kept must not leave its rights to another one.
    let kept = group.is_none_or(|group| fchown(file, None, Some(group)).is_ok());
    file.set_permissions(Permissions::from_mode(if kept { mode } else { mode & 0o707 }))
}

#[cfg(not(unix))]
fn give(_: &File, (): Rights) -> io::Result<()> {
    Ok(())
}

/// The folder of a file.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses an output (standard output if none) that is a file the same command reads, its own
/// input or one of the pack and the settings: once written, what was read would be gone.
///
/// # Errors
/// Names both.
pub fn refuse_input(
    output: Option<&Path>,
    input: Option<&Path>,
    globals: &Globals,
    settings: &Settings,
) -> Result<(), Failure> {
    let unknown = |path: &Path, error| Failure::Read(path.display().to_string(), error);
    let to = match output {
        Some(path) => identity(path).map_err(|error| unknown(path, error))?,
        None => identity_of_stdout(),
    };
    let Some(to) = to else { return Ok(()) };
    let pack = output.and_then(|output| Some((globals.policy.as_deref()?, output)));
    let pack = pack.filter(|(pack, output)| holds(pack, output)).map(|(pack, _)| pack.to_owned());
    let mut same = pack;
    for path in
        input.map(Path::to_owned).into_iter().chain(settings.files(globals.benchmarks.as_deref())?)
    {
        // What cannot be told apart is not written over.
        let read = identity(&path).map_err(|error| unknown(&path, error))?;
        if read.as_ref() == Some(&to) {
            same = Some(path);
            break;
        }
    }
    let Some(same) = same else { return Ok(()) };
    let read = stream(&same.to_string_lossy()).map(|name| printable(name).into_owned());
    let (zh, en) = (read.zh, read.en);
    Err(Failure::Argument(match output {
        Some(path) => {
            let output = printable(&path.to_string_lossy()).into_owned();
            text!(
                "输出 {output} 就是要读的 {zh}，写了原来的内容就没有了；请用 -o 给出另一个文件名",
                "the output {output} is the input {en} itself, whose content would be lost; name another file with -o"
            )
        }
        None => text!(
            "输出就是要读的 {zh}，写了原来的内容就没有了；请用 -o 给出另一个文件名",
            "the output is the input {en} itself, whose content would be lost; name another file with -o"
        ),
    }))
}

/// Whether a file is one of the texts of a pack's folder.
fn holds(pack: &Path, file: &Path) -> bool {
    let text = file.extension().is_some_and(|ext| ext == "toml" || ext == "txt");
    let within = || Some(file.canonicalize().ok()?.starts_with(pack.canonicalize().ok()?));
    text && within().unwrap_or(false)
}

/// What a file is, by whatever name or link; `-` is standard input. None for a device or pipe,
/// of which nothing is lost, and for what is not there.
#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Option<(u64, u64)>> {
    use std::os::fd::AsFd as _;
    if path.as_os_str() == "-" {
        let stdin = io::stdin().as_fd().try_clone_to_owned();
        return Ok(stdin.ok().and_then(|stdin| number(&File::from(stdin).metadata().ok()?)));
    }
    match path.metadata() {
        Ok(about) => Ok(number(&about)),
        Err(error) => absent(error),
    }
}

/// What is not there is no file that could be lost; a look-up that fails tells nothing.
fn absent<T>(error: io::Error) -> io::Result<Option<T>> {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    let missing = matches!(error.kind(), NotFound | NotADirectory | InvalidFilename);
    if missing { Ok(None) } else { Err(error) }
}

#[cfg(unix)]
fn identity_of_stdout() -> Option<(u64, u64)> {
    use std::os::fd::AsFd as _;
    number(&File::from(io::stdout().as_fd().try_clone_to_owned().ok()?).metadata().ok()?)
}

#[cfg(unix)]
fn number(about: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    about.is_file().then(|| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Option<PathBuf>> {
    match path.canonicalize() {
        Ok(path) => Ok(Some(path).filter(|path| path.is_file())),
        Err(error) => absent(error),
    }
}

#[cfg(not(unix))]
fn identity_of_stdout() -> Option<PathBuf> {
    None
}
