//! Packs made by small patches of another pack.
#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::Path;

/// Copies a folder with all in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("writable");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

/// Replaces a text that must stand in a file exactly once.
#[track_caller]
pub fn replace(dir: &Path, file: &str, find: &str, with: &str) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(text.matches(find).count(), 1, "{file}: {find}");
    fs::write(&path, text.replacen(find, with, 1)).expect("writable");
}

/// Applies the replacements of a patch file.
pub fn patch(dir: &Path, patch: &toml::Table) {
    for one in patch["replace"].as_array().expect("a list") {
        let part = |key: &str| one[key].as_str().expect("a string").to_owned();
        replace(dir, &part("file"), &part("find"), &part("with"));
    }
}
