//! Signals, faults and storms: answers saved, the terminal given back, the reason told.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Wizard, key};

/// A profile with one open question after its first answers.
fn profile(home: &Path) -> PathBuf {
    let dir = home.join("profiles");
    fs::create_dir_all(&dir).expect("made");
    let path = dir.join("甲.toml");
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\nname = \"ACME\"\n[answers]\noperates_in_fengtai = true\n";
    fs::write(&path, text).expect("written");
    path
}

fn open(home: &Path, variables: &[(&str, &str)]) -> (Wizard, PathBuf) {
    let path = profile(home);
    let argument = path.to_str().expect("UTF-8").to_owned();
    let mut wizard = Wizard::start_with(home, 30, 100, &["wizard", &argument], variables);
    wizard.wait_for("是否已纳入丰台区智能制造企业库");
    (wizard, path)
}

#[test]
fn every_signal_that_ends_saves_and_gives_the_terminal_back() {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let home = tempfile::tempdir().expect("a folder");
        let (mut wizard, path) = open(home.path(), &[]);
        wizard.send("1");
        wizard.wait_for("属于第二条中的哪一类");
        wizard.signal(name);
        assert_eq!(wizard.end(), 128 + number, "{name}");
        assert!(!wizard.is_alternate(), "{name}");
        assert!(wizard.screen().contains("回答都已存档"), "{name}: {}", wizard.screen());
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.contains("in_enterprise_library = true"), "{text}");
        let lock = path.with_file_name(".甲.toml.lock");
        assert!(!lock.exists(), "{name}: the lock is gone");
    }
}

#[test]
fn a_pause_gives_the_terminal_back_and_takes_it_again() {
    let home = tempfile::tempdir().expect("a folder");
    let (mut wizard, path) = open(home.path(), &[]);
    wizard.signal("TSTP");
    wizard.wait_until(|wizard| !wizard.is_alternate());
    wizard.signal("CONT");
    wizard.wait_until(Wizard::is_alternate);
    wizard.wait_for("是否已纳入丰台区智能制造企业库");
    wizard.send("1");
    wizard.wait_for("属于第二条中的哪一类");
    wizard.signal("TERM");
    assert_eq!(wizard.end(), 128 + 15);
    let text = fs::read_to_string(path).expect("read");
    assert!(text.contains("in_enterprise_library = true"), "{text}");
}

#[test]
fn a_panic_restores_the_terminal_and_its_report_holds_no_answers() {
    let home = tempfile::tempdir().expect("a folder");
    // The words of this panic are made from what was typed, as those of a real one might be.
    let (mut wizard, path) = open(home.path(), &[("FENGCE_TEST_PANIC", "secret-1234")]);
    wizard.send("1");
    wizard.wait_for("属于第二条中的哪一类");
    wizard.send("\u{1b}[200~secret-1234\u{1b}[201~");
    assert_eq!(wizard.end(), 101);
    assert!(!wizard.is_alternate());
    let screen = wizard.screen();
    assert!(screen.contains("程序自身出错") && screen.contains("fengce-report-"), "{screen}");
    let reports: Vec<_> = fs::read_dir(home.path())
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().contains("fengce-report-"))
        .collect();
    assert_eq!(reports.len(), 1);
    let report = fs::read_to_string(&reports[0]).expect("read");
    assert!(report.contains("src/tui/main_loop.rs:"), "{report}");
    assert!(report.contains(&fengce::policy::source::PackFiles::embedded().digest()), "{report}");
    for secret in ["secret", "ACME", "true"] {
        assert!(!report.contains(secret), "{report}");
    }
    let text = fs::read_to_string(path).expect("read");
    assert!(text.contains("in_enterprise_library = true"), "{text}");
}

#[test]
fn a_storm_of_sizes_never_panics() {
    let home = tempfile::tempdir().expect("a folder");
    let (mut wizard, path) = open(home.path(), &[]);
    // Any sizes, the smallest and largest too, in an order that repeats exactly.
    let mut state = 1u32;
    let mut random = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((state >> 8) % most + 2).expect("small")
    };
    for round in 0..600 {
        wizard.resize(random(90), random(260));
        if round % 7 == 0 {
            wizard.send(key::F7);
        }
        if round % 11 == 0 {
            wizard.send(key::TAB);
        }
    }
    wizard.resize(30, 100);
    wizard.signal("TERM");
    assert_eq!(wizard.end(), 128 + 15, "{}", wizard.screen());
    assert!(fs::read_to_string(path).is_ok());
}

#[test]
fn a_second_window_is_told_and_saves_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let (mut first, path) = open(home.path(), &[]);
    let argument = path.to_str().expect("UTF-8");
    let mut second = Wizard::start_with(home.path(), 30, 100, &["wizard", argument], &[]);
    second.wait_for("另一个窗口");
    second.send("1");
    second.wait_for("另一个窗口");
    assert!(!fs::read_to_string(&path).expect("read").contains("in_enterprise_library"));
    first.send("1");
    first.wait_for("属于第二条中的哪一类");
    assert!(fs::read_to_string(&path).expect("read").contains("in_enterprise_library = true"));
    // Killed outright, the first leaves a lock that is free.
    first.signal("KILL");
    first.end();
    second.signal("TERM");
    second.end();
    let mut third = Wizard::start_with(home.path(), 30, 100, &["wizard", argument], &[]);
    third.wait_for("属于第二条中的哪一类");
    assert!(!third.screen().contains("另一个窗口"), "{}", third.screen());
}
