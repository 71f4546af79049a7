//! What the loop waits for: the terminal and signals, in one queue.
//!
//! Each is read on a thread of its own that sleeps until something comes, so that a signal
//! reaches the loop even when the terminal is gone, and idle costs nothing.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crossterm::event::{self, Event};

/// Something that came.
#[derive(Debug)]
pub enum Incoming {
    /// From the terminal.
    Event(Event),
    /// A signal that ends the program, by its number.
    End(u8),
    /// The user wants the program to pause.
    Pause,
    /// The program goes on after a pause; others may have drawn on the terminal.
    Resume,
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// The queue.
#[derive(Debug)]
pub struct Events {
    queue: Receiver<Incoming>,
    first: Option<Incoming>,
}

impl Events {
    /// Listens from now on.
    ///
    /// # Errors
    /// What the system says.
    pub fn listen() -> io::Result<Self> {
        let (sender, queue) = channel();
        #[cfg(unix)]
        super::signals::watch(sender.clone())?;
        thread::Builder::new().name("keys".into()).spawn(move || read(&sender))?;
        Ok(Self { queue, first: None })
    }

    /// What a test sends.
    #[cfg(test)]
    pub fn from(queue: Receiver<Incoming>) -> Self {
        Self { queue, first: None }
    }

    /// Waits for the next.
    pub fn next(&mut self) -> Incoming {
        self.first.take().or_else(|| self.queue.recv().ok()).unwrap_or_else(lost)
    }

    /// Whether something has come already.
    pub fn is_waiting(&mut self) -> bool {
        if self.first.is_none() {
            self.first = self.queue.try_recv().ok();
        }
        self.first.is_some()
    }
}

fn lost() -> Incoming {
    Incoming::Lost(io::ErrorKind::BrokenPipe.into())
}

fn read(sender: &Sender<Incoming>) {
    // From here, so that the first screen does not wait for it. Without it a closed window is
    // told by the signal alone.
    #[cfg(unix)]
    {
        let sender = sender.clone();
        let _ = thread::Builder::new().name("window".into()).spawn(move || watch_window(&sender));
    }
    loop {
        let (incoming, last) = match event::read() {
            Ok(event) => (Incoming::Event(event), false),
            Err(error) => (Incoming::Lost(error), true),
        };
        if sender.send(incoming).is_err() || last {
            return;
        }
    }
}

/// Waits until the window is closed. The terminal then gives an end without end, which the
/// reader of keys never tells of; the signal goes to the program that started this one, which
/// may keep it to itself.
#[cfg(unix)]
fn watch_window(sender: &Sender<Incoming>) {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::IsTerminal as _;

    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return;
    }
    // Nothing is asked for: only the end is told.
    let mut end = [PollFd::new(&stdin, PollFlags::empty())];
    let told = loop {
        match poll(&mut end, None) {
            Err(rustix::io::Errno::INTR) => {}
            told => break told,
        }
    };
    if told.is_ok() {
        let _ = sender.send(lost());
    }
}
