//! The real binary in a pseudo-terminal, its screen emulated.
#![allow(dead_code, reason = "each test uses its part")]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A running wizard.
pub struct Wizard {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

/// Keys beyond text.
pub mod key {
    pub const ENTER: &str = "\r";
    pub const TAB: &str = "\t";
    pub const UP: &str = "\u{1b}[A";
    pub const DOWN: &str = "\u{1b}[B";
    pub const F2: &str = "\u{1b}OQ";
    pub const F7: &str = "\u{1b}[18~";
    pub const F9: &str = "\u{1b}[20~";
    pub const F10: &str = "\u{1b}[21~";
}

impl Wizard {
    /// Starts the binary with an empty home.
    pub fn start(home: &Path, rows: u16, columns: u16) -> Self {
        Self::start_with(home, rows, columns, &[], &[])
    }

    /// Starts the binary with arguments and further variables.
    pub fn start_with(
        home: &Path,
        rows: u16,
        columns: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let program = [env!("CARGO_BIN_EXE_fengce")];
        Self::start_as(&program, home, (rows, columns), arguments, variables)
    }

    /// Starts a program by its name and first arguments: the binary, or one that starts it.
    pub fn start_as(
        program: &[&str],
        home: &Path,
        (rows, columns): (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.args(arguments);
        command.env_clear();
        // Where the coverage is measured.
        if let Some(file) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", file);
        }
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "FENGCE_DATA"] {
            command.env(name, home);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("the binary starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let input = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0u8; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let size = |cells| std::num::NonZero::new(cells).expect("a size");
        let parser = vt100::Parser::new(size(rows), size(columns), 0);
        Self { parser, output, input, child, master: pair.master }
    }

    /// Reads until something holds; panics with the screen if it never does.
    #[track_caller]
    pub fn wait_until(&mut self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..100 {
            if holds(self) {
                return;
            }
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
                self.parser.process(&bytes);
            }
        }
        panic!("it never came true:\n{}", self.screen());
    }

    /// Types, key by key.
    pub fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).expect("the terminal takes input");
        self.input.flush().expect("the terminal takes input");
    }

    /// Reads until the screen shows a text; panics with the screen if it never does.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        for _ in 0..100 {
            if self.screen().contains(text) {
                return;
            }
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
                self.parser.process(&bytes);
            }
        }
        panic!("“{text}” never appeared:\n{}", self.screen());
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("a size");
        let size = |cells| std::num::NonZero::new(cells).expect("a size");
        self.parser.screen_mut().set_size(size(rows), size(columns));
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().expect("a process").to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status();
        assert!(sent.is_ok_and(|status| status.success()));
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether the program is on the alternate screen.
    pub fn is_alternate(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// The process id.
    pub fn pid(&self) -> Option<u32> {
        self.child.process_id()
    }

    /// Waits for the end and returns the exit code, having read all output.
    pub fn end(&mut self) -> u32 {
        let status = self.child.wait().expect("the program ends");
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(500)) {
            self.parser.process(&bytes);
        }
        status.exit_code()
    }
}

impl Drop for Wizard {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
