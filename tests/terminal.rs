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

/// The saved profiles.
fn profiles(home: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(home.join("profiles")).expect("listed").flatten();
    let all = all.map(|entry| entry.path());
    all.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect()
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
        wizard.send("1\r");
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
    // Woken before it sleeps it would sleep on.
    wizard.wait_until(Wizard::is_stopped);
    wizard.signal("CONT");
    wizard.wait_until(Wizard::is_alternate);
    wizard.wait_for("是否已纳入丰台区智能制造企业库");
    wizard.send("1\r");
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
    wizard.send("1\r");
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
    second.wait_for("这份档案在另一个窗口里开着");
    // To look only; then an answer, which is not saved.
    second.send("1\r");
    second.wait_for("只读");
    second.send("2\r");
    second.wait_for("保存失败");
    assert!(!fs::read_to_string(&path).expect("read").contains("in_enterprise_library"));
    first.send("1\r");
    // Painted, then saved.
    let saved = |_: &Wizard| {
        fs::read_to_string(&path).is_ok_and(|text| text.contains("in_enterprise_library = true"))
    };
    first.wait_until(saved);
    second.wait_for("保存失败");
    // Taken over, its answer is saved beside the first window's: both are kept.
    second.send("\u{14}");
    second.wait_for("在这里接着改");
    second.send("2\r");
    second.wait_for("两份都在");
    assert_eq!(profiles(home.path()).len(), 2);
    // Killed outright, the first leaves a lock that is free.
    first.signal("KILL");
    first.end();
    second.signal("TERM");
    second.end();
    let mut third = Wizard::start_with(home.path(), 30, 100, &["wizard", argument], &[]);
    third.wait_for("属于第二条中的哪一类");
    assert!(!third.screen().contains("另一个窗口"), "{}", third.screen());
}

#[test]
fn a_burst_of_10_000_characters_into_a_note_loses_none() {
    // Numbered, so that order counts too; Chinese and ASCII, as keys and as a paste.
    let mut note = String::new();
    for number in 0.. {
        note.push_str(&format!("第{number}句;"));
        if note.chars().count() >= 10_000 {
            break;
        }
    }
    let note: String = note.chars().take(10_000).collect();
    for paste in [false, true] {
        let home = tempfile::tempdir().expect("a folder");
        let (mut wizard, path) = open(home.path(), &[]);
        wizard.send(key::F4);
        wizard.wait_for("写下依据");
        let burst = if paste { format!("\u{1b}[200~{note}\u{1b}[201~") } else { note.clone() };
        wizard.send(&(burst + key::ENTER));
        wizard.wait_until(|_| fs::read_to_string(&path).is_ok_and(|text| text.contains("[notes]")));
        wizard.signal("TERM");
        wizard.end();
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.contains(&note), "paste: {paste}: {} characters", text.chars().count());
    }
}

#[test]
fn a_key_rebound_in_the_settings_file_works_and_its_own_does_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("fengce");
    fs::create_dir_all(&config).expect("made");
    let config = config.join("config.toml");
    fs::write(&config, "[keys]\npage = \"ctrl-g\"\nfind = \"F8\"\n").expect("written");
    let (mut wizard, _) = open(home.path(), &[]);
    wizard.wait_for("F8 查找");
    wizard.send(key::F8);
    wizard.wait_for("还没答的题目");
    wizard.send(key::ESC);
    wizard.wait_until(|wizard| !wizard.screen().contains("还没答的题目"));
    wizard.send("\u{7}");
    wizard.wait_for("浏览器");
    wizard.signal("TERM");
    wizard.end();
    // What is not known is told with its line and what to write; the rest is used.
    fs::write(&config, "[keys]\npage = \"Ctrl-G\"\nfnd = \"F8\"\nlaw = \"F99\"\nnote = \"F7\"\n")
        .expect("written");
    let mut wizard = Wizard::start(home.path(), 30, 100);
    wizard.wait_for("没有名为“fnd”的操作");
    wizard.send(key::F3);
    wizard.wait_for("档案和条款");
    wizard.signal("TERM");
    wizard.end();
}

#[test]
fn a_profile_is_deleted_for_good_from_the_list() {
    let home = tempfile::tempdir().expect("a folder");
    let path = profile(home.path());
    let mut wizard = Wizard::start(home.path(), 24, 80);
    wizard.wait_for("2. 甲");
    wizard.send(key::DOWN);
    // Through the menu, as someone whose input method swallows letters does.
    wizard.send(key::F10);
    wizard.wait_for("彻底删除");
    let screen = wizard.screen();
    // By the number that it has there.
    let row = screen.lines().find(|row| row.contains("彻底删除")).expect("a row");
    let before = row.split("彻底删除").next().unwrap_or_default().trim_end();
    let number = before.rsplit(' ').next().unwrap_or_default().trim_end_matches('.').to_owned();
    assert!((1..=2).contains(&number.len()), "{row}");
    wizard.send(&number);
    wizard.send(key::ENTER);
    wizard.wait_for("彻底删除：甲");
    assert!(path.exists());
    wizard.send(key::DOWN);
    wizard.send(key::ENTER);
    wizard.wait_for("已彻底删除：甲");
    assert_eq!(profiles(home.path()), Vec::<PathBuf>::new());
    wizard.signal("TERM");
    wizard.end();
}
