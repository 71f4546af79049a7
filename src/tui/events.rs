//! What the loop waits for: the terminal and signals, in one queue.
//!
//! Each is read on a thread of its own that sleeps until something comes, so that a signal
//! reaches the loop even when the terminal is gone, and idle costs nothing.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyModifiers};

use super::burst;

/// Something that came.
#[derive(Debug)]
pub enum Incoming {
    /// From the terminal, and whether more of the same burst follows it.
    Event(Event, bool),
    /// A burst is over, of which the last was swallowed.
    Quiet,
    /// A signal that ends the program, by its number.
    End(u8),
    /// The user wants the program to pause.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix pauses"))]
    Pause,
    /// The program goes on after a pause; others may have drawn on the terminal.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix pauses"))]
    Resume,
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// The queue.
#[derive(Debug)]
pub struct Events {
    queue: Receiver<Incoming>,
    first: Option<Incoming>,
    /// The last that was taken said that more of its burst follows.
    more: bool,
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
        #[cfg(windows)]
        {
            let sender = sender.clone();
            crate::signals::listen(move |signal| {
                let _ = sender.send(Incoming::End(u8::try_from(signal).unwrap_or(0)));
            })?;
        }
        thread::Builder::new().name("keys".into()).spawn(move || read(&sender))?;
        Ok(Self { queue, first: None, more: false })
    }

    /// What a test sends.
    #[cfg(test)]
    pub fn from(queue: Receiver<Incoming>) -> Self {
        Self { queue, first: None, more: false }
    }

    /// Waits for the next.
    pub fn next(&mut self) -> Incoming {
        loop {
            let next = self.first.take().or_else(|| self.queue.recv().ok()).unwrap_or_else(lost);
            self.more = matches!(next, Incoming::Event(_, true));
            if !matches!(next, Incoming::Quiet) {
                return next;
            }
        }
    }

    /// Whether something has come already. The rest of a burst is waited for: it is there, and
    /// only has to be handed over.
    pub fn is_waiting(&mut self) -> bool {
        if self.first.is_none() {
            let more = std::mem::take(&mut self.more);
            self.first = if more { self.queue.recv().ok() } else { self.queue.try_recv().ok() };
        }
        if matches!(self.first, Some(Incoming::Quiet)) {
            self.first = None;
            return self.is_waiting();
        }
        self.first.is_some()
    }

    /// What has come already and was typed, pasted or clicked.
    pub fn take_typed(&mut self) -> Option<Event> {
        let is_typed =
            |event: &Event| matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_));
        if !self.is_waiting()
            || !matches!(&self.first, Some(Incoming::Event(event, _)) if is_typed(event))
        {
            return None;
        }
        match self.next() {
            Incoming::Event(event, _) => Some(event),
            Incoming::Quiet
            | Incoming::End(_)
            | Incoming::Pause
            | Incoming::Resume
            | Incoming::Lost(_) => None,
        }
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
    let mut replies = Replies::default();
    loop {
        let first = match event::read() {
            Ok(event) => event,
            Err(error) => {
                let _ = sender.send(Incoming::Lost(error));
                return;
            }
        };
        // Elsewhere the terminal tells what is pasted.
        let events = if cfg!(windows) { burst::taken(first, next_at_once) } else { vec![first] };
        let more = event::poll(Duration::ZERO).unwrap_or(false);
        let last = events.len().saturating_sub(1);
        for (at, event) in events.into_iter().enumerate() {
            let more = more || at < last;
            let incoming = match replies.pass(event) {
                Some(event) => Incoming::Event(event, more),
                None if more => continue,
                None => Incoming::Quiet,
            };
            if sender.send(incoming).is_err() {
                return;
            }
        }
    }
}

/// The next event of a burst.
fn next_at_once() -> Option<Event> {
    event::poll(burst::SOON).is_ok_and(|more| more).then(|| event::read().ok()).flatten()
}

/// Keeps late replies of the terminal to what somebody else asked it (its colours, its name) from
/// being read as keys: `ESC ] … ESC \\` and its like arrive as Alt with a letter, then as text.
#[derive(Debug, Default)]
struct Replies {
    inside: bool,
}

impl Replies {
    /// The event, unless it is a part of a reply.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
    fn pass(&mut self, event: Event) -> Option<Event> {
        let Event::Key(key) = &event else { return Some(event) };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            // The beginning of a reply; the rest of it may come a moment later.
            KeyCode::Char(']' | 'P' | '_' | '^') if alt => self.inside = true,
            KeyCode::Char('\\') if alt => self.inside = false,
            KeyCode::Char('g') if control && self.inside => self.inside = false,
            // What replies are made of; any other key is somebody's and ends it.
            KeyCode::Char(c) if self.inside && !control && is_of_reply(c) => {}
            _ => {
                self.inside = false;
                return Some(event);
            }
        }
        None
    }
}

/// Whether a character is one that replies are made of: `11;rgb:1c1c/1c1c/1c1c`.
fn is_of_reply(c: char) -> bool {
    c.is_ascii_hexdigit() || ";:/?=,.rg".contains(c)
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
