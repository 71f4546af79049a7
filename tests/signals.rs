//! Every signal that ends a program: the wizard gives the terminal back, saves, and leaves no
//! lock; plain questions do, too.
#![cfg(all(target_os = "linux", feature = "app"))]

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// HUP, INT, QUIT, USR1, USR2, ALRM, TERM, STKFLT, XCPU, VTALRM, PROF, IO, PWR, the first of real
/// time.
const SIGNALS: [i32; 14] = [1, 2, 3, 10, 12, 14, 15, 16, 24, 26, 27, 29, 30, 34];

fn send(signal: i32, process: u32) {
    let sent = Command::new("kill").args([format!("-{signal}"), process.to_string()]).status();
    assert!(sent.expect("kill runs").success(), "signal {signal}");
}

#[test]
fn the_wizard_gives_the_terminal_back() {
    for signal in SIGNALS {
        let home = tempfile::tempdir().expect("a folder");
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_fengce"));
        command.env_clear();
        for name in ["HOME", "FENGCE_DATA", "FENGCE_CONFIG"] {
            command.env(name, home.path());
        }
        if let Some(file) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", file);
        }
        command.env("TERM", "xterm-256color");
        let file = home.path().join("甲.toml");
        fs::write(
            &file,
            "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\n",
        )
        .expect("written");
        command.args(["wizard".as_ref(), file.as_os_str()]);
        let mut wizard = pair.slave.spawn_command(command).expect("it starts");
        let process = wizard.process_id().expect("a process");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let mut said = Vec::new();
        let mut piece = [0; 4096];
        // The alternate screen is on, and a question is asked.
        while !String::from_utf8_lossy(&said).contains('？') {
            let len = reader.read(&mut piece).expect("readable");
            assert!(len > 0, "signal {signal}: {}", String::from_utf8_lossy(&said));
            said.extend_from_slice(&piece[..len]);
        }
        assert!(home.path().join(".甲.toml.lock").exists(), "it is open");
        send(signal, process);
        while let Ok(len @ 1..) = reader.read(&mut piece) {
            said.extend_from_slice(&piece[..len]);
        }
        let ended = wizard.wait().expect("it ends");
        assert_eq!(ended.exit_code(), 128 + u32::try_from(signal).expect("small"), "{ended:?}");
        let said = String::from_utf8_lossy(&said);
        let last = |on: &str, off: &str| said.rfind(off) > said.rfind(on);
        for (what, on, off) in [
            ("the screen", "\u{1b}[?1049h", "\u{1b}[?1049l"),
            ("the cursor", "\u{1b}[?25l", "\u{1b}[?25h"),
            ("paste", "\u{1b}[?2004h", "\u{1b}[?2004l"),
            ("the mouse", "\u{1b}[?1000h", "\u{1b}[?1000l"),
        ] {
            assert!(last(on, off), "signal {signal}: {what} is not given back");
        }
        assert!(!home.path().join(".甲.toml.lock").exists(), "signal {signal}: the lock is gone");
        drop(pair.master);
    }
}

#[test]
fn plain_questions_save_and_leave_no_lock() {
    for signal in SIGNALS {
        let home = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_fengce"));
        command.args(["ask", "甲"]).env_clear();
        for name in ["HOME", "FENGCE_DATA", "FENGCE_CONFIG"] {
            command.env(name, home.path());
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut ask = command.spawn().expect("it starts");
        let mut stdin = ask.stdin.take().expect("a pipe");
        stdin.write_all("category = software\n".as_bytes()).expect("typed");
        let dir = home.path().join("profiles");
        let mut out = ask.stdout.take().expect("a pipe");
        let mut said = String::new();
        let mut piece = [0; 4096];
        while !said.contains("记下") {
            let len = out.read(&mut piece).expect("readable");
            assert!(len > 0, "signal {signal}: {said}");
            said += &String::from_utf8_lossy(&piece[..len]);
        }
        send(signal, ask.id());
        let ended = ask.wait().expect("it ends");
        assert_eq!(ended.code(), Some(128 + signal));
        let text = fs::read_to_string(dir.join("甲.toml")).expect("saved");
        assert!(text.contains("category = \"software\""), "{text}");
        let names = fs::read_dir(&dir).expect("listed").flatten().map(|entry| entry.file_name());
        let names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["甲.toml"], "signal {signal}");
    }
}
