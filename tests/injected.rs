//! A fault at each system call of each command that touches the store, by `strace -e inject`.
//! Needs strace and takes minutes: `cargo test --test injected -- --ignored --nocapture`.
#![cfg(all(feature = "app", target_os = "linux"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The calls by which the store looks, reads and writes.
const CALLS: [&str; 15] = [
    "openat",
    "statx",
    "newfstatat",
    "read",
    "write",
    "fsync",
    "rename",
    "link",
    "linkat",
    "unlink",
    "mkdir",
    "getdents64",
    "close",
    "readlink",
    "flock",
];
/// A profile and its earlier state, told apart by their year.
const YEARS: [&str; 2] = ["year = 2025", "year = 2026"];

/// What is run, and on what input.
const RUNS: [(&[&str], &str); 10] = [
    (&["profiles", "list"], ""),
    (&["profiles", "history", "甲"], ""),
    (&["profiles", "copy", "甲", "丙"], ""),
    (&["profiles", "rename", "甲", "丙"], ""),
    (&["profiles", "delete", "甲"], ""),
    (&["profiles", "restore", "乙"], ""),
    (&["profiles", "restore", "甲", "--state", "1"], ""),
    (&["ask", "甲"], "category = software\n08\n"),
    (&["ask", "新"], "category = software\n08\n"),
    (&["info"], ""),
];

fn program(home: &Path, strace: &[String], arguments: &[&str], input: &str) -> Output {
    let data = home.join("data");
    let mut command = Command::new("strace");
    command.args(strace).arg(env!("CARGO_BIN_EXE_fengce")).args(arguments);
    command.env("FENGCE_DATA", &data).env("FENGCE_CONFIG", home.join("config")).env("HOME", home);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("strace is installed");
    let mut stdin = child.stdin.take().expect("a pipe");
    // It may have ended before it read.
    let _ = std::io::Write::write_all(&mut stdin, input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn desk() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(dir.join(".history/甲.toml")).expect("made");
    fs::create_dir_all(dir.join(".bin/乙")).expect("made");
    let text = |year: &str| {
        format!("schema = 1\npolicy = \"fengtai-smart-manufacturing\"\n{year}\n\n[answers]\n")
    };
    fs::write(dir.join("甲.toml"), text(YEARS[1])).expect("written");
    fs::write(dir.join(".history/甲.toml/000001.toml"), text(YEARS[0])).expect("written");
    fs::write(dir.join(".bin/乙/乙.toml"), text("year = 2024")).expect("written");
    home
}

/// All profiles, histories and the bin in one text.
fn all(dir: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => text += &all(&path),
            path => text += &fs::read_to_string(&path).unwrap_or_default(),
        }
    }
    text
}

/// How often a command makes each call.
fn counted(arguments: &[&str], input: &str) -> BTreeMap<String, usize> {
    let home = desk();
    let log = home.path().join("log");
    let strace = ["-f", "-o", log.to_str().expect("UTF-8")].map(str::to_owned);
    program(home.path(), &strace, arguments, input);
    let log = fs::read_to_string(log).expect("a log");
    let mut counts = BTreeMap::new();
    for line in log.lines() {
        let call = line.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
        let call = call.split('(').next().unwrap_or_default();
        *counts.entry(call.to_owned()).or_insert(0) += 1;
    }
    counts
}

#[test]
#[ignore = "needs strace, takes minutes"]
fn a_fault_at_each_system_call_loses_nothing_and_is_told() {
    let mut faults = 0;
    for (arguments, input) in RUNS {
        let counts = counted(arguments, input);
        for call in CALLS {
            for when in 1..=counts.get(call).copied().unwrap_or(0) {
                let home = desk();
                let inject = format!("inject={call}:error=EIO:when={when}");
                let strace = ["-f", "-qq", "-o", "/dev/null", "-e", &inject].map(str::to_owned);
                let output = program(home.path(), &strace, arguments, input);
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                let place = format!("{arguments:?}, {inject}: {said}");
                faults += 1;
                // The loader and the runtime of the language end in their own ways, before
                // anything of ours is reached.
                let reached =
                    !said.contains("error while loading") && output.status.code() != Some(127);
                assert_ne!(output.status.code(), Some(101), "a panic: {place}");
                let dir = home.path().join("data/profiles");
                let all = all(&dir);
                for year in YEARS.iter().chain(&["year = 2024"]) {
                    assert!(all.contains(year), "{year} is lost: {place}");
                }
                let listed = String::from_utf8_lossy(&output.stdout);
                if reached && arguments == ["profiles", "list"] && output.status.success() {
                    assert!(listed.contains('甲'), "taken to be absent: {place} {listed}");
                }
                if reached && arguments == ["profiles", "history", "甲"] && output.status.success()
                {
                    assert!(!listed.contains("还没有"), "taken to be absent: {place} {listed}");
                }
                if reached && arguments == ["ask", "甲"] {
                    // What was 甲 is 甲's still, or is told to be beside it.
                    let now = fs::read_to_string(dir.join("甲.toml")).expect("it is there");
                    assert!(now.contains(YEARS[1]), "written over: {place}");
                }
            }
        }
    }
    println!("{faults} faults injected");
    assert!(faults > 500, "{faults}");
}
