//! The real binary, with nothing of the tester's own settings.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs it with a home folder, arguments and further variables.
pub fn fengce(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("HOME", home)
        .env("FENGCE_CONFIG", home)
        // Where the coverage is measured.
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}
