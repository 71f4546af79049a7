//! Saved profiles: one TOML file each, in a folder of the user's own.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::Diagnostics;
use crate::policy::Policy;
use crate::text::is_unsafe;

use super::{Loaded, Profile, read_path, to_toml};

/// The longest name of a saved profile, in bytes, before a number is added.
const NAME_LIMIT: usize = 80;

/// The folder of the saved profiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    dir: PathBuf,
}

/// One saved profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name: the file's without `.toml`.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// When it was last saved.
    pub modified: SystemTime,
}

impl Store {
    /// A store in a folder, which need not exist yet.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// Where profiles are saved: `profiles` in `FENGCE_DATA`, or in the user's data folder.
    pub fn default_dir() -> Option<PathBuf> {
        let data = match std::env::var_os("FENGCE_DATA").filter(|dir| !dir.is_empty()) {
            Some(dir) => PathBuf::from(dir),
            None => dirs::data_dir()?.join("fengce"),
        };
        Some(data.join("profiles"))
    }

    /// The saved profiles, the newest first; none where the folder does not exist.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn list(&self) -> io::Result<Vec<Entry>> {
        let files = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            files => files?,
        };
        let mut entries = Vec::new();
        for file in files {
            let path = file?.path();
            // What vanishes or cannot be looked at is no saved profile.
            let Ok(about) = fs::metadata(&path) else { continue };
            let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
            if about.is_file() && path.extension().is_some_and(|end| end == "toml") {
                let modified = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                entries.push(Entry { name: name.to_owned(), modified, path });
            }
        }
        entries.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.name.cmp(&b.name)));
        Ok(entries)
    }

    /// The file of a name; always within the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        let name = name.replace(|c| std::path::is_separator(c) || c == '\0', "_");
        self.dir.join(format!("{name}.toml"))
    }

    /// Reads a saved profile.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn load(&self, policy: &Policy, name: &str) -> Result<Loaded, Diagnostics> {
        read_path(policy, &self.path(name))
    }

    /// Saves a profile: the old file or the new one is there whatever happens.
    ///
    /// # Errors
    /// The folder or file cannot be written.
    pub fn save(&self, policy: &Policy, name: &str, profile: &Profile) -> io::Result<PathBuf> {
        create_private_dir(&self.dir)?;
        let path = self.path(name);
        write_atomically(&path, to_toml(policy, profile).as_bytes())?;
        Ok(path)
    }

    /// A name made from an enterprise's that no saved profile has yet.
    pub fn free_name(&self, base: &str) -> String {
        let base = file_name(base);
        let taken = |name: &str| fs::symlink_metadata(self.path(name)).is_ok();
        let mut name = base.clone();
        let mut number = 2u32;
        while taken(&name) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}

/// A text as a file name on any system, without the ending.
pub fn file_name(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| {
            !is_unsafe(*c) && !matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
        })
        .collect();
    // A leading dot hides the file, a leading dash makes it an option.
    let mut name = kept.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '-');
    while name.len() > NAME_LIMIT {
        let mut shorter = name.chars();
        shorter.next_back();
        name = shorter.as_str();
    }
    while let Some(rest) = name.strip_suffix(".toml") {
        name = rest;
    }
    name = name.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    if name.is_empty() {
        "profile".to_owned()
    } else if is_reserved(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Whether Windows takes the name for a device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|port| port.len() == 1 && port.bytes().all(|b| b.is_ascii_digit()))
}

/// Writes a file so that, whatever happens, the old content or the new one is there; only the
/// user may read it.
///
/// # Errors
/// The folder or file cannot be written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: the file it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let dir = match target.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".fengce-").suffix(".tmp").tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target)?;
    sync_dir(dir)
}

#[cfg(unix)]
fn create_private_dir(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn create_private_dir(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)
}

/// Makes the new name of a file last through a power cut.
#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    fs::File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;

    #[test]
    fn saves_lists_and_loads() {
        let policy = load_embedded().expect("the pack");
        let home = tempfile::tempdir().expect("a folder");
        let store = Store::new(home.path().join("a/profiles"));
        assert_eq!(store.list().expect("no folder yet"), []);
        let mut profile = Profile::new(&policy, 2026);
        profile.enterprise.name = "启元机器人".into();
        let first = store.save(&policy, "甲", &profile).expect("saved");
        profile.year = 2027;
        assert_eq!(store.save(&policy, "甲", &profile).expect("saved again"), first);
        store.save(&policy, "乙", &profile).expect("saved");
        fs::write(store.dir.join("other.txt"), "x").expect("written");
        let old = fs::File::options().write(true).open(&first).expect("open");
        old.set_modified(SystemTime::UNIX_EPOCH).expect("dated");
        let names: Vec<_> = store.list().expect("listed").into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["乙", "甲"]);
        let loaded = store.load(&policy, "甲").unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(loaded.profile.year, 2027);
        assert!(store.load(&policy, "丙").is_err());
        assert!(store.path("../../x").starts_with(&store.dir));
        assert_eq!(store.path("../../x").parent(), Some(store.dir.as_path()));
        assert_eq!(fs::read_dir(&store.dir).expect("listed").count(), 3, "no temporary file left");
    }

    #[cfg(unix)]
    #[test]
    fn others_cannot_read_and_links_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let policy = load_embedded().expect("the pack");
        let home = tempfile::tempdir().expect("a folder");
        let store = Store::new(home.path().join("profiles"));
        let path = store.save(&policy, "x", &Profile::new(&policy, 2026)).expect("saved");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&store.dir)), (0o600, 0o700));
        let link = home.path().join("link.toml");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        write_atomically(&link, b"new").expect("written");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read(&path).expect("read"), b"new");
    }

    #[test]
    fn names_are_safe_and_free() {
        for (text, name) in [
            ("启元机器人（北京）有限公司", "启元机器人（北京）有限公司"),
            ("../../etc/passwd", "etcpasswd"),
            (" .hidden. ", "hidden"),
            ("--help", "help"),
            ("a\u{1b}[31m\n\u{202e}b:c*?", "a[31mbc"),
            ("con", "_con"),
            ("COM1.x", "_COM1.x"),
            ("COMPANY", "COMPANY"),
            ("a.toml", "a"),
            ("", "profile"),
            ("///", "profile"),
        ] {
            assert_eq!(file_name(text), name, "{text:?}");
        }
        assert_eq!(file_name(&"名".repeat(100)), "名".repeat(26));
        let home = tempfile::tempdir().expect("a folder");
        let store = Store::new(home.path());
        assert_eq!(store.free_name("a"), "a");
        fs::write(store.path("a"), "").expect("written");
        fs::write(store.path("a-2"), "").expect("written");
        assert_eq!(store.free_name("a"), "a-3");
    }
}
