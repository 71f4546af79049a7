//! What the loop waits for: the terminal and signals, in one queue.
//!
//! Each is read on a thread of its own that sleeps until something comes, so that a signal
//! reaches the loop even when the terminal is gone, and idle costs next to nothing.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

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

/// How often a terminal that says nothing is looked at.
const LOOK: Duration = Duration::from_secs(2);

fn read(sender: &Sender<Incoming>) {
    let had_terminal = io::stdin().is_terminal();
    loop {
        let incoming = match event::poll(LOOK) {
            Ok(true) => event::read().map_or_else(Incoming::Lost, Incoming::Event),
            // Its window closed, a terminal gives an end without end; the signal of that goes to
            // the program that started this one, which may keep it to itself.
            Ok(false) if had_terminal && !io::stdin().is_terminal() => lost(),
            Ok(false) => continue,
            Err(error) => Incoming::Lost(error),
        };
        let last = matches!(incoming, Incoming::Lost(_));
        if sender.send(incoming).is_err() || last {
            return;
        }
    }
}
