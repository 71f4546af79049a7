//! The file that `-o` writes: its rights, its links, and what is beside it while it is written.
#![cfg(unix)]

mod support {
    pub mod program;
}

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use support::program::fengce;

const LINE: &str = "{\"id\":\"a\",\"year\":2026}\n";

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("read"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[track_caller]
fn run(home: &Path, arguments: &[&str]) {
    let output = fengce(home, arguments, &[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
}

#[test]
fn a_file_keeps_the_rights_of_the_one_it_replaces() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name);
    let text = |name: &str| path(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("in.ndjson"), LINE).expect("written");
    for (name, more) in [
        ("k.ndjson", &[][..]),
        ("k.csv", &["--format", "csv"]),
        ("k.xlsx", &[]),
        ("k.html", &["--summary"]),
    ] {
        for wanted in [0o600, 0o640, 0o664] {
            fs::write(path(name), "before").expect("written");
            set(&path(name), wanted);
            let input = text("in.ndjson");
            let all = ["screen", &input, "--force", "-o", &text(name)];
            run(home.path(), &[&all, more].concat());
            assert_eq!(mode(&path(name)), wanted, "{name}");
            assert_ne!(fs::read(path(name)).expect("read"), b"before", "{name}");
        }
    }
    // A new one is as any other that the user makes.
    fs::write(path("any"), "").expect("written");
    run(home.path(), &["screen", &text("in.ndjson"), "-o", &text("new.ndjson")]);
    assert_eq!(mode(&path("new.ndjson")), mode(&path("any")));
}

#[test]
fn a_link_stays_and_what_it_points_to_is_written() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name);
    let text = |name: &str| path(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("in.ndjson"), LINE).expect("written");
    fs::create_dir(path("there")).expect("made");
    fs::write(path("there/real.ndjson"), "before").expect("written");
    set(&path("there/real.ndjson"), 0o600);
    symlink("there/real.ndjson", path("first.ndjson")).expect("linked");
    symlink("first.ndjson", path("second.ndjson")).expect("linked");
    symlink("there/new.ndjson", path("dangling.ndjson")).expect("linked");
    for name in ["second.ndjson", "dangling.ndjson"] {
        run(home.path(), &["screen", &text("in.ndjson"), "--force", "-o", &text(name)]);
        assert!(fs::symlink_metadata(path(name)).expect("there").is_symlink(), "{name}");
        assert!(fs::read_to_string(path(name)).expect("read").contains("\"id\":\"a\""), "{name}");
    }
    assert!(fs::symlink_metadata(path("first.ndjson")).expect("there").is_symlink());
    assert_eq!(mode(&path("there/real.ndjson")), 0o600);
    assert_eq!(names(&path("there")), ["new.ndjson", "real.ndjson"]);
}

/// A run that waits for input, and the file beside its output.
fn waiting(home: &Path, output: &Path, through: &[&str]) -> (Child, PathBuf) {
    let program = [through, &[env!("CARGO_BIN_EXE_fengce")]].concat();
    let mut child = Command::new(program[0])
        .args(&program[1..])
        .args(["screen", "-", "--lang", "en", "--force", "-o"])
        .arg(output)
        .env_clear()
        .env("HOME", home)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let folder = output.parent().expect("a folder");
    let beside = loop {
        if let Some(name) = names(folder).into_iter().find(|name| name.ends_with(".tmp")) {
            break folder.join(name);
        }
        assert!(child.try_wait().expect("asked").is_none(), "it ended early");
        std::thread::yield_now();
    };
    (child, beside)
}

fn hang_up(child: &Child) {
    let killed = Command::new("kill").args(["-HUP", &child.id().to_string()]).status();
    assert!(killed.expect("kill runs").success());
}

#[test]
fn a_closed_window_leaves_nothing_beside_the_old_file() {
    // Where the tests themselves run under nohup there is nothing to see.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
    if u64::from_str_radix(mask.trim(), 16).expect("a mask") & 1 == 1 {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("结果.ndjson");
    fs::write(&output, "before").expect("written");
    set(&output, 0o644);
    let (mut child, beside) = waiting(home.path(), &output, &[]);
    let name = beside.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
    assert!(name.starts_with(".结果.ndjson.fengce-"), "{name}");
    assert_eq!(mode(&beside), 0o600);
    let stdin = child.stdin.take();
    hang_up(&child);
    // Standard input stays open: the program must not wait for it.
    let ended = child.wait_with_output().expect("it ends");
    drop(stdin);
    assert_eq!(ended.status.code(), Some(129));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted"));
    assert_eq!(fs::read_to_string(&output).expect("read"), "before");
    assert_eq!(names(folder.path()), ["结果.ndjson"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_under_nohup_goes_on() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("o.ndjson");
    let (mut child, _) = waiting(home.path(), &output, &["nohup"]);
    hang_up(&child);
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(LINE.as_bytes()).expect("written");
    drop(stdin);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    assert!(fs::read_to_string(&output).expect("read").contains("\"id\":\"a\""));
}

/// What another program wrote, or a file of another kind, is somebody's work.
#[test]
fn only_our_own_and_files_of_the_same_kind_are_replaced_unasked() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name);
    let text = |name: &str| path(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("in.ndjson"), LINE).expect("written");
    let screen = |to: &str, more: &[&str]| {
        let (input, output) = (text("in.ndjson"), text(to));
        let all = [&["screen", &input, "-o", &output, "--lang", "en"], more].concat();
        let output = fengce(home.path(), &all, &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "mine").expect("written");
    let theirs = book.save_to_buffer().expect("a workbook");
    for (name, more, before) in [
        ("a.xlsx", &[][..], &theirs[..]),
        ("b.xlsx", &[], b"id,a\n"),
        ("c.csv", &[], b"{\"id\":1}\n"),
        ("d.ndjson", &[], b"id,a\n"),
        ("e.html", &["--summary"], b"notes\n"),
        ("f.txt", &["--summary"], b"%PDF-1.7\n"),
    ] {
        fs::write(path(name), before).expect("written");
        let (status, said) = screen(name, more);
        assert_eq!(status, Some(2), "{name}: {said}");
        assert!(said.contains(name) && said.contains("--force"), "{said}");
        assert_eq!(fs::read(path(name)).expect("read"), before, "{name}");
        let forced = screen(name, &[more, &["--force"]].concat());
        assert_eq!(forced.0, Some(0), "{name}: {}", forced.1);
        // Now it is ours.
        let again = screen(name, more);
        assert_eq!(again.0, Some(0), "{name}: {}", again.1);
    }
    fs::write(path("g.csv"), "id,a\n").expect("written");
    assert_eq!(screen("g.csv", &[]).0, Some(0));
    fs::write(path("h.xlsx"), "").expect("written");
    assert_eq!(screen("h.xlsx", &[]).0, Some(0));
}
