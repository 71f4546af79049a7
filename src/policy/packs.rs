//! The packs of a user: editions of measures, a folder each, beside the one in the binary.

use std::path::{Path, PathBuf};

use super::source::PackFiles;
use super::{Policy, load};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::text;

/// The folders that hold packs, by name; none where the folder does not exist.
pub fn folders(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join("policy.toml").is_file())
        .collect();
    folders.sort();
    folders
}

/// The pack with an edition: in the folder of packs, or else the one in the binary. A folder
/// may also be named by its own name.
///
/// # Errors
/// No pack has the edition, or the one that has it by name is faulty.
pub fn find(dir: Option<&Path>, edition: &str) -> Result<Policy, Diagnostics> {
    let mut known = Vec::new();
    for folder in dir.map(folders).unwrap_or_default() {
        let named = folder.file_name().is_some_and(|name| name == edition);
        match PackFiles::from_dir(&folder).and_then(|files| load(&files)) {
            Ok(policy) if named || policy.edition == edition => return Ok(policy),
            Ok(policy) => known.push(policy.edition),
            Err(faults) if named => return Err(faults),
            // What does not load is no edition to choose.
            Err(_) => {}
        }
    }
    let embedded = load(&PackFiles::embedded())?;
    if embedded.edition == edition {
        return Ok(embedded);
    }
    known.push(embedded.edition);
    let (shown, list) = (found(edition), known.join(", "));
    let file = dir.map_or_else(|| "packs".to_owned(), |dir| dir.display().to_string());
    Err(Diagnostics::from(Diagnostic {
        code: "pack/no-edition",
        place: Place { file, line: 0, column: 0 },
        what: text!(
            "没有版本“{shown}”；有：{list}",
            "there is no edition \"{shown}\"; there are: {list}"
        ),
        remedy: text!(
            "把这一版政策包放进数据目录的 packs/ 下，一版一个目录。",
            "Put the pack of that edition into packs/ of the data folder, a folder for each."
        ),
    }))
}
