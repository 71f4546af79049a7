//! A program in a pseudo-terminal, shared by the tests and the benches.
#![allow(dead_code, reason = "each user takes its part")]

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What is started, and on how large a terminal.
pub struct Start<'a> {
    /// The program.
    pub program: &'a str,
    /// Its arguments.
    pub arguments: &'a [&'a str],
    /// Its home, and the folder of its data and settings.
    pub home: &'a Path,
    /// Variables beyond those.
    pub variables: &'a [(&'a str, &'a str)],
    /// The rows of the terminal.
    pub rows: u16,
    /// The columns of the terminal.
    pub columns: u16,
}

/// A running program.
pub struct Pty {
    /// When it was started.
    pub started: Instant,
    output: Receiver<(Instant, Vec<u8>)>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

fn size(rows: u16, columns: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Pty {
    /// Starts a program with nothing in its environment but what is given.
    pub fn start(start: &Start<'_>) -> io::Result<Self> {
        let pair = native_pty_system()
            .openpty(size(start.rows, start.columns))
            .map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(start.program);
        command.args(start.arguments);
        command.env_clear();
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "FENGCE_DATA"] {
            command.env(name, start.home);
        }
        // Where the coverage is measured.
        if let Some(file) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", file);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        for (name, value) in start.variables {
            command.env(name, value);
        }
        command.cwd(start.home);
        let mut reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let input = pair.master.take_writer().map_err(io::Error::other)?;
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0u8; 65_536];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(io::Error::other)?;
        // Held by the program alone, it is closed with it.
        drop(pair.slave);
        Ok(Self { started, output, input, child, master: pair.master })
    }

    /// The next output, and when it came.
    pub fn read(&self, patience: Duration) -> Result<(Instant, Vec<u8>), RecvTimeoutError> {
        self.output.recv_timeout(patience)
    }

    /// Types.
    pub fn write(&mut self, keys: &[u8]) -> io::Result<()> {
        self.input.write_all(keys)?;
        self.input.flush()
    }

    /// Gives the terminal another size.
    pub fn resize(&self, rows: u16, columns: u16) -> io::Result<()> {
        self.master.resize(size(rows, columns)).map_err(io::Error::other)
    }

    /// The process id.
    pub fn pid(&self) -> Option<u32> {
        self.child.process_id()
    }

    /// Waits for the end and returns the exit code.
    pub fn wait(&mut self) -> io::Result<u32> {
        Ok(self.child.wait()?.exit_code())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
