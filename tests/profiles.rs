//! `fengce profiles` and `fengce info`, as a shell sees them.
#![cfg(feature = "app")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::fengce;

/// Runs with the data folder `home/data`; returns the exit status and both outputs.
fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let data = home.join("data");
    let output = fengce(home, arguments, &[("FENGCE_DATA", data.to_str().expect("UTF-8"))]);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn home_with_a_profile() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(&dir).expect("made");
    fs::copy("profiles/robot-maker.toml", dir.join("甲.toml")).expect("copied");
    home
}

#[test]
fn from_the_list_to_the_bin_and_back() {
    let home = home_with_a_profile();
    let ok = |arguments: &[&str]| {
        let (status, out, error) = run(home.path(), arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{arguments:?}");
        out
    };
    assert!(ok(&["profiles", "list"]).starts_with("甲  "));
    let json: serde_json::Value =
        serde_json::from_str(&ok(&["profiles", "list", "--json"])).expect("JSON");
    assert_eq!(json[0]["name"], "甲");
    assert_eq!((&json[0]["year"], &json[0]["readable"]), (&2026.into(), &true.into()));
    ok(&["profiles", "copy", "甲", "乙.toml"]);
    ok(&["profiles", "rename", "乙", "丙"]);
    ok(&["profiles", "delete", "甲"]);
    assert!(ok(&["profiles", "list", "--bin"]).starts_with("甲  "));
    assert!(!ok(&["profiles", "list"]).contains('甲'));
    assert_eq!(ok(&["profiles", "restore", "甲", "--lang", "en"]), "restored as \"甲\"\n");
    let shown = ok(&["profiles", "show", "甲"]);
    assert_eq!(shown, fs::read_to_string("profiles/robot-maker.toml").expect("read"));
    assert!(ok(&["profiles", "history", "甲"]).contains("还没有"));
    ok(&["profiles", "purge", "丙", "--yes"]);
    ok(&["profiles", "delete", "甲"]);
    assert_eq!(
        ok(&["profiles", "purge", "--bin", "--yes", "--lang", "en"]),
        "1 deleted for good\n"
    );
    assert!(ok(&["profiles", "list", "--bin"]).contains("空"));
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let home = home_with_a_profile();
    for (arguments, words) in [
        (&["profiles", "copy", "无", "乙"][..], &["没有这份档案", "profiles list"][..]),
        (&["profiles", "copy", "甲", "甲"], &["已有同名", "换一个名称"]),
        (&["profiles", "copy", "甲", "a/b"], &["不能用作文件名", "“ab”"]),
        (&["profiles", "restore", "甲"], &["没有这份档案"]),
        (&["profiles", "restore", "甲", "--state", "7"], &["编号 7", "profiles history"]),
        (&["profiles", "purge", "甲"], &["不能恢复", "--yes"]),
        (&["profiles", "show", "无"], &["没有这个文件"]),
    ] {
        let (status, out, error) = run(home.path(), arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        for word in words {
            assert!(error.contains(word), "{arguments:?}: {error}");
        }
    }
    assert!(run(home.path(), &["profiles", "list"]).1.contains('甲'), "nothing was lost");
}

#[test]
fn a_profile_open_in_a_window_is_not_taken_away() {
    let home = home_with_a_profile();
    let lock = home.path().join("data/profiles/.甲.toml.lock");
    let file = fs::File::create(&lock).expect("made");
    file.lock().expect("locked");
    for command in [&["delete", "甲"][..], &["rename", "甲", "乙"], &["purge", "甲", "--yes"]] {
        let arguments = [&["profiles"], command].concat();
        let (status, _, error) = run(home.path(), &arguments);
        assert_eq!(status, 2);
        assert!(error.contains("另一个窗口") && error.contains("--force"), "{error}");
    }
    assert_eq!(run(home.path(), &["profiles", "delete", "甲", "--force"]).0, 0);
}

#[test]
fn info_has_the_pack_and_the_folders_and_no_answers() {
    let home = home_with_a_profile();
    let (status, out, _) = run(home.path(), &["info"]);
    assert_eq!(status, 0);
    assert!(out.contains(env!("CARGO_PKG_VERSION")), "{out}");
    assert!(out.contains(home.path().join("data/profiles").to_str().expect("UTF-8")), "{out}");
    let hash = fengce::policy::source::PackFiles::embedded().digest();
    assert!(hash.len() == 64 && out.contains(&hash), "{out}");
    let name = fs::read_to_string("profiles/robot-maker.toml").expect("read");
    let name = name.lines().find_map(|l| l.strip_prefix("name = \"")).expect("a name");
    assert!(!out.contains(name.trim_end_matches('"')), "{out}");
    // The pack in the folder is the embedded one.
    let pack = "policies/fengtai-smart-manufacturing";
    assert!(run(home.path(), &["info", "--policy", pack]).1.contains(&hash));
}
