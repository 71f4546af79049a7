//! `fengce screen` on a file of a folder, in English.

use std::path::Path;
use std::process::Output;

use super::program::fengce;

/// Runs it on a file of the folder.
pub fn screen(folder: &Path, file: &str, arguments: &[&str]) -> Output {
    let input = folder.join(file);
    let input = input.to_str().expect("UTF-8");
    fengce(folder, &[&["screen", input, "--lang", "en"], arguments].concat(), &[])
}

/// What it wrote to standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
