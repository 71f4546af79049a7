//! Arguments that are refused, told in both languages.

use std::path::Path;
use std::process::Output;

use super::program::fengce;

/// What was told on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// What is said of the arguments in Chinese and in English, with exit status 2 and no output.
#[track_caller]
pub fn refused(home: &Path, arguments: &[&str]) -> [String; 2] {
    ["zh", "en"].map(|lang| {
        let output = fengce(home, &[arguments, &["--lang", lang]].concat(), &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
        said(&output)
    })
}
