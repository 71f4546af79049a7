//! The real binary in a pseudo-terminal, its screen emulated.
#![allow(dead_code, reason = "each test uses its part")]

mod pty;

use std::path::Path;
use std::time::Duration;

use pty::{Pty, Start};

/// A running wizard.
pub struct Wizard {
    parser: vt100::Parser,
    pty: Pty,
}

/// Keys beyond text.
pub mod key {
    pub const ENTER: &str = "\r";
    pub const TAB: &str = "\t";
    pub const UP: &str = "\u{1b}[A";
    pub const DOWN: &str = "\u{1b}[B";
    pub const ESC: &str = "\u{1b}";
    pub const F2: &str = "\u{1b}OQ";
    pub const F3: &str = "\u{1b}OR";
    pub const F4: &str = "\u{1b}OS";
    pub const F5: &str = "\u{1b}[15~";
    pub const F7: &str = "\u{1b}[18~";
    pub const F8: &str = "\u{1b}[19~";
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
        let arguments = &[&program[1..], arguments].concat();
        let program = program[0];
        let pty = Pty::start(&Start { program, arguments, home, variables, rows, columns })
            .expect("the binary starts");
        let size = |cells| std::num::NonZero::new(cells).expect("a size");
        let parser = vt100::Parser::new(size(rows), size(columns), 0);
        Self { parser, pty }
    }

    /// Takes in what comes next; false where nothing did.
    fn read(&mut self, patience: Duration) -> bool {
        let read = self.pty.read(patience);
        if let Ok((_, bytes)) = &read {
            self.parser.process(bytes);
        }
        read.is_ok()
    }

    /// Reads until something holds; panics with the screen if it never does.
    #[track_caller]
    pub fn wait_until(&mut self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..100 {
            if holds(self) {
                return;
            }
            self.read(Duration::from_millis(200));
        }
        panic!("it never came true:\n{}", self.screen());
    }

    /// Types, key by key.
    pub fn send(&mut self, keys: &str) {
        self.pty.write(keys.as_bytes()).expect("the terminal takes input");
    }

    /// Reads until the screen shows a text; panics with the screen if it never does.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        for _ in 0..100 {
            if self.screen().contains(text) {
                return;
            }
            self.read(Duration::from_millis(200));
        }
        panic!("“{text}” never appeared:\n{}", self.screen());
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.pty.resize(rows, columns).expect("a size");
        let size = |cells| std::num::NonZero::new(cells).expect("a size");
        self.parser.screen_mut().set_size(size(rows), size(columns));
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().expect("a process").to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status();
        assert!(sent.is_ok_and(|status| status.success()));
    }

    /// Whether the program sleeps, stopped by a signal.
    pub fn is_stopped(&self) -> bool {
        let pid = self.pid().expect("a process").to_string();
        let output = std::process::Command::new("ps").args(["-o", "stat=", "-p", &pid]).output();
        output.is_ok_and(|output| output.stdout.trim_ascii_start().starts_with(b"T"))
    }

    /// Reads until nothing comes any more.
    pub fn settle(&mut self) {
        while self.read(Duration::from_millis(600)) {}
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The screen cell by cell.
    pub fn cells(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Whether the program is on the alternate screen.
    pub fn is_alternate(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// The process id.
    pub fn pid(&self) -> Option<u32> {
        self.pty.pid()
    }

    /// Waits for the end and returns the exit code, having read all output.
    pub fn end(&mut self) -> u32 {
        let code = self.pty.wait().expect("the program ends");
        while self.read(Duration::from_millis(500)) {}
        code
    }
}
