//! Earlier states of a profile: a bounded number, in a hidden folder beside it.
//!
//! They are numbered, not dated: a clock that jumps back must not mix them up.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::files::Files;

/// How many states of a profile are kept; the oldest ones go.
const MOST_STATES: usize = 30;
/// The folder of all histories, beside the profiles.
pub(super) const FOLDER: &str = ".history";

/// An earlier state of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its number; later states have higher ones.
    pub number: u32,
    /// Its file.
    pub path: PathBuf,
    /// When it was written, by the clock of that time.
    pub modified: SystemTime,
}

/// Where the states of a profile are.
pub(super) fn dir(profile: &Path) -> PathBuf {
    let name = profile.file_name().unwrap_or_default();
    profile.with_file_name(FOLDER).join(name)
}

/// The states in a history folder, the latest first.
pub(super) fn states(files: &dyn Files, dir: &Path) -> io::Result<Vec<State>> {
    let mut states = Vec::new();
    for found in files.entries(dir)? {
        let stem = found.path.file_stem().and_then(|stem| stem.to_str());
        let number = stem.and_then(|stem| stem.parse::<u32>().ok());
        let is_state =
            found.may_be_file() && found.path.extension().is_some_and(|end| end == "toml");
        if let Some(number) = number.filter(|_| is_state) {
            states.push(State { number, path: found.path, modified: found.seen.modified });
        }
    }
    states.sort_by_key(|state| std::cmp::Reverse(state.number));
    Ok(states)
}

/// Keeps a state, unless it is the last one kept.
pub(super) fn keep(
    files: &dyn Files,
    profile: &Path,
    bytes: &[u8],
    modified: Option<SystemTime>,
) -> io::Result<()> {
    let dir = dir(profile);
    let states = states(files, &dir)?;
    if let Some(last) = states.first()
        && files.read(&last.path).is_ok_and(|last| last == bytes)
    {
        return Ok(());
    }
    files.create_dir(&dir)?;
    let mut number = states.first().map_or(1, |last| last.number.saturating_add(1));
    loop {
        let mut file = files.temp(&dir)?;
        files.write(&mut file, bytes)?;
        if let Some(modified) = modified {
            // Only shown; without it the state is dated today.
            let _ = file.as_file().set_modified(modified);
        }
        files.sync(&file)?;
        match files.persist_new(file, &dir.join(format!("{number:06}.toml"))) {
            // Another window was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < u32::MAX => {
                number += 1;
            }
            kept => {
                kept?;
                break;
            }
        }
    }
    files.sync_dir(&dir)?;
    for old in states.iter().skip(MOST_STATES - 1) {
        files.remove(&old.path)?;
    }
    Ok(())
}

/// Removes a history: the states that are listed, what a killed program left of one, and the
/// folder unless somebody put something else there. Of a link only the link goes.
pub(super) fn remove(files: &dyn Files, dir: &Path) -> io::Result<()> {
    if dir.is_symlink() {
        return files.remove(dir);
    }
    for state in states(files, dir)? {
        files.remove(&state.path)?;
    }
    files.sweep(dir)?;
    files.remove_folder(dir)
}
