//! The window closed for good, so that nothing can be written to the terminal: the wizard ends, its
//! answers saved, also where the program that started it keeps the signal of that to itself.
#![cfg(all(unix, feature = "app"))]

use std::fs;
use std::io::{Read as _, Write as _};
use std::sync::mpsc::channel;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[test]
fn a_closed_window_ends_the_wizard() {
    // The shell becomes the wizard, and it is told; painting may fail before that.
    closed("exec \"$0\" wizard \"$1\"", &[128 + 1, 2]);
}

#[test]
fn a_terminal_that_is_gone_ends_the_wizard_without_a_signal() {
    // The shell leads the session: it alone is told that the window closed.
    closed("trap '' HUP; \"$0\" wizard \"$1\"; exit $?", &[2]);
}

/// Starts a shell that starts the wizard, answers, takes the terminal away.
fn closed(script: &str, codes: &[u32]) {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("甲.toml");
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\noperates_in_fengtai = true\n";
    fs::write(&path, text).expect("written");
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script]);
    command.arg(env!("CARGO_BIN_EXE_fengce"));
    command.arg(&path);
    command.env_clear();
    for name in ["HOME", "FENGCE_DATA", "FENGCE_CONFIG"] {
        command.env(name, home.path());
    }
    if let Some(file) = std::env::var_os("LLVM_PROFILE_FILE") {
        command.env("LLVM_PROFILE_FILE", file);
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "zh_CN.UTF-8");
    let mut shell = pair.slave.spawn_command(command).expect("the shell starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut writer = pair.master.take_writer().expect("its input");
    let rows = std::num::NonZero::new(30).expect("a size");
    let mut screen = vt100::Parser::new(rows, std::num::NonZero::new(100).expect("a size"), 0);
    let mut until = |words: &str| {
        let mut piece = [0; 4096];
        while !screen.screen().contents().contains(words) {
            let len = reader.read(&mut piece).expect("readable");
            assert!(len > 0, "{}", screen.screen().contents());
            screen.process(&piece[..len]);
        }
    };
    until("是否已纳入丰台区智能制造企业库");
    writer.write_all(b"1\r").expect("typed");
    writer.flush().expect("typed");
    until("属于第二条中的哪一类");
    // Nothing holds the terminal any more.
    drop((reader, writer, pair.master));
    let mut killer = shell.clone_killer();
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(shell.wait()));
    let ended = ended.recv_timeout(Duration::from_secs(60));
    let _ = killer.kill();
    let ended = ended.expect("it ends without a terminal").expect("waited for");
    assert!(codes.contains(&ended.exit_code()), "{ended:?}");
    let text = fs::read_to_string(&path).expect("read");
    assert!(text.contains("in_enterprise_library = true"), "{text}");
    assert!(!home.path().join(".甲.toml.lock").exists(), "the lock is gone");
    // The end of a terminal is no fault of the program.
    let names = fs::read_dir(home.path()).expect("listed").flatten().map(|entry| entry.file_name());
    let names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.contains("report")), "{names:?}");
}
