//! `fengce profiles` on a terminal: it asks before what cannot be undone, and a profile shown there
//! cannot steer it.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Wizard;

fn profile(home: &Path, text: &str) -> PathBuf {
    let dir = home.join("profiles");
    fs::create_dir_all(&dir).expect("made");
    let path = dir.join("甲.toml");
    fs::write(&path, text).expect("written");
    path
}

#[test]
fn for_good_only_after_a_yes() {
    for (lang, question, done) in [
        ("zh", "不能恢复？输入 y 确认：", "已彻底删除 1 份"),
        ("en", "Type y to confirm: ", "1 deleted for good"),
    ] {
        let home = tempfile::tempdir().expect("a folder");
        let path = profile(home.path(), "schema = 1\n");
        let arguments = ["profiles", "purge", "甲", "--lang", lang];
        for answer in ["n", "", "yess"] {
            let mut asked = Wizard::start_with(home.path(), 24, 100, &arguments, &[]);
            asked.wait_for(question.trim_end());
            asked.send(&format!("{answer}\r"));
            assert_eq!(asked.end(), 1, "{answer}: {}", asked.screen());
            assert!(path.exists() && !asked.screen().contains(done), "{answer}");
        }
        let mut asked = Wizard::start_with(home.path(), 24, 100, &arguments, &[]);
        asked.wait_for(question.trim_end());
        asked.send("y\r");
        assert_eq!(asked.end(), 0, "{}", asked.screen());
        assert!(asked.screen().contains(done), "{}", asked.screen());
        assert!(!path.exists());
    }
}

#[test]
fn what_is_shown_cannot_steer_the_terminal() {
    let home = tempfile::tempdir().expect("a folder");
    let text = "schema = 1\n# \u{1b}]0;title\u{7}\u{1b}[2J a\tb \u{202e}c\nyear = 2026\n";
    profile(home.path(), text);
    let arguments = ["profiles", "show", "甲", "--lang", "en"];
    let mut shown = Wizard::start_with(home.path(), 24, 100, &arguments, &[]);
    assert_eq!(shown.end(), 0);
    let screen = shown.screen();
    // Nothing was cleared, the line stays one line, the tab is spaces.
    assert!(screen.starts_with("schema = 1\n# "), "{screen}");
    assert!(screen.contains(" a    b ") && screen.ends_with("year = 2026"), "{screen}");
    assert!(screen.contains("]0;title") && !screen.contains('\u{202e}'), "{screen}");
}
