//! The list of profiles, calls and settings on a real terminal and disk.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Wizard, key};

const DELETE: &str = "\u{18}";
const BIN: &str = "\u{2}";
const CARRY: &str = "\u{e}";
const COPY: &str = "\u{4}";
const RENAME: &str = "\u{5}";
const SETTINGS: &str = "\u{10}";
const NEW_CALL: &str = "\u{1b}[24~";

fn with_robot_maker(home: &Path) -> PathBuf {
    let dir = home.join("profiles");
    fs::create_dir_all(&dir).expect("made");
    fs::copy("profiles/robot-maker.toml", dir.join("启元.toml")).expect("copied");
    dir
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a folder").filter_map(Result::ok);
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(name).filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

#[test]
fn profiles_are_listed_copied_renamed_deleted_and_brought_back() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = with_robot_maker(home.path());
    fs::write(dir.join("坏.toml"), "schema = = 1").expect("written");
    let mut wizard = Wizard::start(home.path(), 30, 100);
    // The robot maker's 155万元 are worked out once the list stands; the bad file says its fault.
    wizard.wait_for("155万元");
    wizard.wait_for("读不了");
    wizard.send("启");
    wizard.wait_until(|wizard| !wizard.screen().contains("读不了"));
    wizard.send(COPY);
    wizard.wait_for("已复制为：启元-2");
    assert_eq!(names(&dir), ["启元-2.toml", "启元.toml", "坏.toml"]);
    wizard.send(RENAME);
    wizard.wait_for("改名");
    wizard.send("甲");
    wizard.send(key::ENTER);
    wizard.wait_for("已改名为");
    let renamed = names(&dir);
    assert_eq!(renamed.iter().filter(|name| name.contains('甲')).count(), 1, "{renamed:?}");
    wizard.send(DELETE);
    wizard.wait_for("已移到回收站");
    assert_eq!(names(&dir).len(), 2);
    wizard.send(BIN);
    wizard.wait_for("已删除");
    // Histories come first; the deleted one is the row before the last.
    wizard.send(key::UP);
    wizard.send(key::UP);
    wizard.send(key::ENTER);
    wizard.wait_for("已找回");
    assert_eq!(names(&dir), renamed);
}

#[test]
fn a_profile_is_carried_over_and_the_old_one_stays() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = with_robot_maker(home.path());
    let mut wizard = Wizard::start(home.path(), 30, 100);
    wizard.wait_for("155万元");
    wizard.send(key::DOWN);
    wizard.send(CARRY);
    wizard.wait_for("清除，重新问");
    assert_eq!(names(&dir), ["启元.toml"]);
    wizard.send(key::ENTER);
    wizard.wait_for("2027 年度");
    wizard.wait_for("已保存");
    assert_eq!(names(&dir), ["启元 2027.toml", "启元.toml"]);
    let text = fs::read_to_string(dir.join("启元 2027.toml")).expect("read");
    assert!(text.contains("year = 2027"), "{text}");
    assert!(text.contains("industrial_output_prior = \"1.2亿元\""), "{text}");
    let old = fs::read_to_string(dir.join("启元.toml")).expect("read");
    let sample = fs::read_to_string("profiles/robot-maker.toml").expect("read");
    assert_eq!(old, sample);
}

#[test]
fn what_is_half_typed_is_no_answer_when_the_wizard_ends() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = with_robot_maker(home.path());
    let mut wizard = Wizard::start(home.path(), 30, 100);
    wizard.wait_for("155万元");
    wizard.send(key::ENTER);
    wizard.wait_for("评估哪一年度");
    wizard.send(key::ENTER);
    wizard.wait_for("企业叫什么名称");
    // Half typed, never confirmed.
    wizard.send("半句名");
    wizard.wait_for("半句名");
    wizard.send(NEW_CALL);
    wizard.wait_for("已搁置");
    wizard.send(key::ESC);
    wizard.wait_for("搁置的");
    wizard.send("2");
    wizard.send(key::ENTER);
    wizard.wait_for("半句名");
    wizard.signal("TERM");
    assert_eq!(wizard.end(), 128 + 15);
    assert_eq!(names(&dir), ["启元.toml"]);
}

#[test]
fn settings_are_remembered_and_the_file_stays_the_users() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("config/config.toml");
    fs::create_dir_all(home.path().join("config")).expect("made");
    fs::write(&path, "# 我的\nmouse = true # 留着\nzzz = 1\n").expect("written");
    let config = home.path().join("config");
    let variables = [("FENGCE_CONFIG", config.to_str().expect("UTF-8"))];
    let mut wizard = Wizard::start_with(home.path(), 30, 100, &[], &variables);
    wizard.wait_for("zzz");
    wizard.send(SETTINGS);
    wizard.wait_for("基准文件");
    // Language, theme, ASCII, width, mouse.
    for _ in 0..4 {
        wizard.send(key::DOWN);
    }
    wizard.send(key::ENTER);
    wizard.wait_until(|_| fs::read_to_string(&path).is_ok_and(|text| text.contains("false")));
    let text = fs::read_to_string(&path).expect("read");
    assert_eq!(text, "# 我的\nmouse = false # 留着\nzzz = 1\n");
    // Start with, help desk, year, data folder, averages: a file that is not there is refused beside
    // its field, and not remembered.
    for _ in 0..5 {
        wizard.send(key::DOWN);
    }
    wizard.send(key::ENTER);
    wizard.send("nope.toml");
    wizard.send(key::ENTER);
    wizard.wait_for("没有这个文件");
    assert_eq!(fs::read_to_string(&path).expect("read"), text);
}
