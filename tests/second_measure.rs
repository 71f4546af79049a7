//! A quite different, made-up measure: the engine, the command line and the wizard know none.
#![cfg(all(unix, feature = "app"))]

#[path = "support/program.rs"]
mod program;
#[path = "support/wizard.rs"]
mod support;

use program::fengce;
use support::{Wizard, key};

const PACK: &str = "tests/packs/second";

#[test]
fn the_command_line_assesses_it() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = format!("{PACK}/person.toml");
    let output =
        fengce(home.path(), &["assess", &profile, "--policy", PACK, "--format", "json"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    // Lot 11: 1200. Of rent 4000 × 30% = 1200, shared 800 and loan 800 (capped) the largest:
    // 1200. Two children: 600. Together 3000 a month.
    assert_eq!(json["total"]["amount"], "3000.00");
    let status: Vec<&str> = json["benefits"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|benefit| benefit["status"].as_str().expect("text"))
        .collect();
    assert_eq!(status, ["eligible", "eligible", "superseded", "superseded", "eligible"]);
}

#[test]
fn the_wizard_asks_its_questions() {
    let home = tempfile::tempdir().expect("a folder");
    let pack = std::fs::canonicalize(PACK).expect("a folder");
    let pack = pack.to_str().expect("UTF-8");
    let mut wizard = Wizard::start_with(home.path(), 24, 80, &["--policy", pack], &[]);
    wizard.wait_for("新建");
    wizard.send(key::ENTER);
    wizard.wait_for("年度");
    wizard.send(key::ENTER);
    wizard.wait_for("企业叫什么名称");
    wizard.send("007");
    wizard.send(key::ENTER);
    wizard.wait_for("你在海湾镇就业吗");
    wizard.send("1\r");
    wizard.wait_for("受过下列处理吗");
    wizard.send("0");
    wizard.send(key::ENTER);
    wizard.wait_for("有几个子女");
    wizard.send("2\r");
    // Two children, 300 a month each.
    wizard.wait_for("600元");
}
