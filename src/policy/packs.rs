//! The packs of a user: editions of measures, a folder each, beside the one in the binary.

use std::path::{Path, PathBuf};

use super::source::{PackFiles, unreadable};
use super::{Policy, load};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::disk;
use crate::text;

/// The folders that hold packs, by name; none where the folder does not exist.
///
/// # Errors
/// The folder cannot be read, or a folder in it not be looked into.
pub fn folders(dir: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let told = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| unreadable(&path, &error.to_string())
    };
    let mut folders = Vec::new();
    for name in disk::names(dir).map_err(told(dir))?.unwrap_or_default() {
        let path = dir.join(name);
        let policy = path.join("policy.toml");
        if disk::is_there(&policy).map_err(told(&policy))? {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// The pack with an edition: in the folder of packs, or else the one in the binary. A folder
/// may also be named by its own name.
///
/// # Errors
/// No pack has the edition, the one that has it by name is faulty, or the packs cannot be read.
pub fn find(dir: Option<&Path>, edition: &str) -> Result<Policy, Diagnostics> {
    let mut known = Vec::new();
    for folder in dir.map(folders).transpose()?.unwrap_or_default() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patched::{copy, replace};
    use crate::policy::load_embedded;

    /// A folder with a pack of edition 2027-1, a faulty one, and a folder that is no pack.
    fn packs() -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        for name in ["b-next", "a-broken"] {
            copy(Path::new("policies/template"), &home.path().join(name));
        }
        let next = home.path().join("b-next");
        replace(&next, "policy.toml", "edition = \"2026-1\"", "edition = \"2027-1\"");
        replace(&home.path().join("a-broken"), "policy.toml", "schema = 1", "schema = 9");
        std::fs::create_dir(home.path().join("notes")).expect("writable");
        home
    }

    #[test]
    fn folders_with_a_pack_are_listed_by_name() {
        let home = packs();
        let names: Vec<_> = folders(home.path())
            .expect("readable")
            .iter()
            .map(|folder| folder.file_name().expect("a name").to_owned())
            .collect();
        assert_eq!(names, ["a-broken", "b-next"]);
        assert_eq!(folders(&home.path().join("nowhere")).ok(), Some(Vec::new()));
        // What cannot be read is not taken for empty.
        let file = home.path().join("file");
        std::fs::write(&file, "").expect("writable");
        let faults = folders(&file).expect_err("a file is no folder");
        assert_eq!(faults.0[0].code, "pack/unreadable");
    }

    #[test]
    fn an_edition_is_found_by_what_it_says_or_by_its_folder() {
        let home = packs();
        let found = |edition: &str| find(Some(home.path()), edition);
        for edition in ["2027-1", "b-next"] {
            let policy = found(edition).unwrap_or_else(|faults| panic!("{faults}"));
            assert_eq!(
                (policy.id.as_str(), policy.edition.as_str()),
                ("example-measure", "2027-1")
            );
        }
        let embedded = load_embedded().expect("the pack");
        let same = found(&embedded.edition).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(same.id, embedded.id);
        assert_eq!(find(None, &embedded.edition).map(|policy| policy.id).ok(), Some(embedded.id));

        let faults = found("a-broken").expect_err("asked for by name");
        assert_eq!(faults.0[0].code, "pack/schema");
        let faults = found("1999").expect_err("no such edition");
        assert_eq!(faults.0[0].code, "pack/no-edition");
        let list = format!("2027-1, {}", embedded.edition);
        assert!(faults.0[0].what.en.ends_with(&list), "{}", faults.0[0].what.en);
    }
}
