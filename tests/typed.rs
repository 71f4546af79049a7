//! What is typed is what is saved: every kind of answer, whatever stood there before, through the
//! real binary in a pseudo-terminal.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Wizard, key};

/// A question, what is typed there, what is asked before it is saved, what the file says then.
struct Typed {
    fact: &'static str,
    keys: &'static [&'static str],
    saved: &'static str,
}

const fn typed(fact: &'static str, keys: &'static [&'static str], saved: &'static str) -> Typed {
    Typed { fact, keys, saved }
}

/// One question of each kind. A bare amount is asked for its unit; 3 is 万元 there.
const TABLE: [Typed; 11] = [
    typed("industrial_output", &["58\u{4e07}\u{5143}", key::ENTER], "\"58万元\""),
    typed("industrial_output_prior", &["60", key::ENTER, "3", key::ENTER], "\"60万元\""),
    typed("district_output_growth", &["12", key::ENTER], "\"12%\""),
    typed("industry_output_growth", &["1.5", key::ENTER], "\"1.5%\""),
    typed("above_scale_since", &["2019", key::ENTER], "2019"),
    typed("municipal_platform_count", &["7", key::ENTER], "7"),
    typed("category", &["2", key::ENTER], "\"software\""),
    typed("in_enterprise_library", &["2", key::ENTER], "false"),
    typed("exclusions", &["0", key::ENTER], "[]"),
    typed("issuer_contracts", &["300万", key::ENTER, key::DOWN, key::ENTER], "[\"300万元\"]"),
    typed("rd_growth", &["0", key::ENTER], "\"0%\""),
];

/// What stood there before: nothing, another answer, or that it is not known.
const BEFORE: [&str; 3] = [
    "",
    "[answers]\nindustrial_output = \"12万元\"\nindustrial_output_prior = \"12万元\"\ndistrict_output_growth = \"2%\"\nindustry_output_growth = \"3%\"\nabove_scale_since = 2018\ncategory = \"manufacturer\"\nin_enterprise_library = true\nissuer_contracts = []\nrd_growth = \"7%\"\nmunicipal_platform_count = 3\n",
    "[unsure]\nfacts = [\"industrial_output\", \"industrial_output_prior\", \"district_output_growth\", \"industry_output_growth\", \"above_scale_since\", \"category\", \"in_enterprise_library\", \"exclusions\", \"issuer_contracts\", \"rd_growth\", \"municipal_platform_count\"]\n",
];

fn profile(home: &Path, before: &str) -> PathBuf {
    let path = home.join("甲.toml");
    let head = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\nname = \"甲\"\n";
    fs::write(&path, format!("{head}{before}")).expect("written");
    path
}

fn line_of(path: &Path, fact: &str) -> String {
    let text = fs::read_to_string(path).expect("read");
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{fact} = ")));
    line.unwrap_or_default().to_owned()
}

#[test]
fn what_is_typed_is_saved_whatever_stood_there() {
    for before in BEFORE {
        let home = tempfile::tempdir().expect("a folder");
        let path = profile(home.path(), before);
        let argument = path.to_str().expect("UTF-8");
        let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", argument], &[]);
        wizard.wait_for("2026 年度");
        for row in &TABLE {
            // To the question by its id, in what is found first.
            wizard.send(key::F3);
            wizard.wait_for("拼音首字母");
            wizard.send(row.fact);
            wizard.wait_for(&format!("/ {}", row.fact));
            wizard.send(key::ENTER);
            wizard.wait_until(|wizard| !wizard.screen().contains("/ "));
            for keys in row.keys {
                wizard.send(keys);
            }
            wizard.wait_until(|_| line_of(&path, row.fact) == row.saved);
        }
        wizard.signal("TERM");
        wizard.end();
        // Nothing else was answered on the way.
        for row in &TABLE {
            assert_eq!(line_of(&path, row.fact), row.saved, "{}", row.fact);
        }
    }
}

/// A late reply of the terminal, asked for its background by somebody else, is no answer.
#[test]
fn a_late_reply_of_the_terminal_is_swallowed() {
    let home = tempfile::tempdir().expect("a folder");
    let path = profile(home.path(), "");
    let argument = path.to_str().expect("UTF-8");
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", argument], &[]);
    wizard.wait_for("2026 年度");
    wizard.send(key::F3);
    wizard.wait_for("拼音首字母");
    for reply in ["\u{1b}]11;rgb:1c1c/1c1c/1c1c\u{1b}\\", "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}"] {
        wizard.send(reply);
        wizard.send("xjr");
        wizard.wait_for("/ xjr");
        assert!(!wizard.screen().contains("rgb"), "{}", wizard.screen());
        wizard.send("\u{7f}\u{7f}\u{7f}");
        wizard.wait_until(|wizard| !wizard.screen().contains("/ xjr"));
    }
    wizard.signal("TERM");
    wizard.end();
}

/// What is typed and not confirmed is no answer on any way out, and stands there again.
#[test]
fn what_is_not_confirmed_is_kept_and_is_no_answer() {
    let home = tempfile::tempdir().expect("a folder");
    let profiles = home.path().join("profiles");
    fs::create_dir_all(&profiles).expect("made");
    let path = profile(&profiles, "");
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", "甲"], &[]);
    wizard.wait_for("2026 年度");
    wizard.send(key::F3);
    wizard.wait_for("拼音首字母");
    wizard.send("industrial_output");
    wizard.wait_for("/ industrial_output");
    wizard.send(key::ENTER);
    wizard.send("2.5亿元");
    wizard.wait_for("= 250,000,000 元");
    wizard.signal("HUP");
    wizard.end();
    assert_eq!(line_of(&path, "industrial_output"), "");
    let mut again = Wizard::start_with(home.path(), 40, 120, &["wizard", "甲"], &[]);
    again.wait_for("= 250,000,000 元");
    again.signal("TERM");
    again.end();
    assert_eq!(line_of(&path, "industrial_output"), "");
}
