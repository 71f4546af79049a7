//! The wizard as a person meets it: the real binary in a pseudo-terminal.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use support::{Wizard, key};

#[test]
fn from_an_empty_home_to_a_saved_profile_and_back() {
    let home = tempfile::tempdir().expect("a folder");
    let mut wizard = Wizard::start(home.path(), 24, 80);
    wizard.wait_for("新建企业档案");
    wizard.send(key::ENTER);
    wizard.wait_for("评估哪一年度的业绩");
    wizard.send(key::ENTER);
    wizard.wait_for("企业叫什么名称");
    wizard.send("007");
    wizard.send(key::ENTER);
    wizard.wait_for("已保存");
    wizard.wait_for("是否在丰台区依法合规开展经营活动");
    wizard.send("1");
    wizard.send(key::ENTER);
    wizard.wait_for("是否已纳入丰台区智能制造企业库");
    wizard.send("2");
    wizard.send(key::ENTER);
    // Not being in the library does not end the interview: the result says what it would bring.
    wizard.wait_for("现在");
    wizard.wait_for("属于第二条中的哪一类");
    wizard.send("1");
    wizard.send(key::ENTER);
    wizard.wait_for("有无下列情形");
    wizard.send("0");
    wizard.send(key::ENTER);
    wizard.wait_for("是否已纳入规模以上统计范围");
    wizard.send(key::F9);
    wizard.wait_for("哪一年首次纳入");
    wizard.send(key::TAB);
    wizard.wait_for("年工业产值是多少");
    wizard.send("12000");
    wizard.send(key::ENTER);
    wizard.wait_for("= 120,000,000 元");
    wizard.send(key::ENTER);
    wizard.wait_for("1.2亿元");
    wizard.send("8000");
    wizard.wait_for("8000__");
    wizard.send(key::ENTER);
    wizard.send(key::ENTER);
    wizard.wait_for("8000万元");
    wizard.send("9500");
    wizard.wait_for("9500__");
    wizard.send(key::ENTER);
    wizard.send(key::ENTER);
    wizard.wait_for("9500万元");
    wizard.wait_for("30万元");
    wizard.send(key::F7);
    wizard.wait_for("补上共同条件后·估算上限 30万");
    wizard.send(key::F2);
    wizard.wait_for("Estimated ceiling");
    wizard.send(key::F2);
    wizard.wait_for("估算上限");
    leave(&mut wizard);

    let saved = home.path().join("profiles").join("007.toml");
    let text = std::fs::read_to_string(saved).expect("the profile is saved");
    assert!(text.contains("industrial_output = \"1.2亿元\""), "{text}");
    assert!(text.contains("in_enterprise_library = false"), "{text}");
    assert!(text.contains("above_scale"), "{text}");

    let mut again = Wizard::start(home.path(), 24, 80);
    again.wait_for("2. 007");
    again.send("2");
    again.send(key::ENTER);
    again.wait_for("2025 年度");
    again.send(key::F7);
    again.wait_for("补上共同条件后·估算上限 30万");
    leave(&mut again);
}

fn leave(wizard: &mut Wizard) {
    wizard.send(key::F10);
    wizard.wait_for("打字可筛选");
    wizard.send("tuichu");
    wizard.send(key::ENTER);
    wizard.wait_for("退出程序");
    wizard.send("3");
    wizard.send(key::ENTER);
    assert_eq!(wizard.end(), 0);
    assert!(!wizard.is_alternate());
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let home = tempfile::tempdir().expect("a folder");
    let mut wizard = Wizard::start(home.path(), 24, 80);
    wizard.wait_for("新建企业档案");
    assert!(wizard.is_alternate());
    let pid = wizard.pid().expect("a process").to_string();
    let sent = std::process::Command::new("kill").args(["-TERM", &pid]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    assert_eq!(wizard.end(), 128 + 15);
    assert!(!wizard.is_alternate());
}

#[test]
fn a_small_terminal_is_told_so() {
    let home = tempfile::tempdir().expect("a folder");
    let mut wizard = Wizard::start(home.path(), 17, 60);
    wizard.wait_for("终端太小");
    wizard.send("\u{3}");
    assert_eq!(wizard.end(), 0);
}
