//! Ctrl-C, or the window closed, during a long run: the run ends early, with what is done. A
//! second signal ends it at once.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a wait for input goes on before signals are looked at.
const PATIENCE: Duration = Duration::from_millis(100);

/// Bytes read from standard input at once.
const PIECE: usize = 64 << 10;

/// Whether a signal came, and which.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    /// Set by a signal.
    pub stop: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
    /// The file that is not whole yet.
    partial: Arc<Mutex<Option<PathBuf>>>,
}

impl Interrupt {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn listen() -> io::Result<Self> {
        let interrupt = Self::default();
        let listener = interrupt.clone();
        crate::signals::listen(move |signal| listener.came(signal))?;
        Ok(interrupt)
    }

    /// The first signal asks the run to end, a second one ends the program.
    fn came(&self, signal: i32) {
        self.signal.store(usize::try_from(signal).unwrap_or(0), Ordering::SeqCst);
        if self.stop.swap(true, Ordering::SeqCst) {
            let partial = self.partial.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(path) = partial.as_ref() {
                let _ = std::fs::remove_file(path);
            }
            std::process::exit(128 + signal);
        }
    }

    /// Names the file that a second signal takes away.
    pub fn remove_at_end(&self, path: Option<PathBuf>) {
        *self.partial.lock().unwrap_or_else(PoisonError::into_inner) = path;
    }

    /// The signal that came.
    pub fn signal(&self) -> Option<u8> {
        self.stop
            .load(Ordering::SeqCst)
            .then(|| u8::try_from(self.signal.load(Ordering::SeqCst)).unwrap_or(0))
    }

    /// Standard input that ends when a signal comes, even while it waits; it is not touched before
    /// something is read.
    pub fn stdin(&self) -> Stdin {
        Stdin { pieces: None, piece: Vec::new(), at: 0, stop: self.stop.clone() }
    }
}

/// See [`Interrupt::stdin`].
#[derive(Debug)]
pub struct Stdin {
    /// What another thread reads, from the first time on that something is asked for.
    pieces: Option<Receiver<io::Result<Vec<u8>>>>,
    piece: Vec<u8>,
    at: usize,
    stop: Arc<AtomicBool>,
}

/// Reads standard input piece by piece in another thread, which is not joined: it may wait for
/// ever.
fn pieces() -> Receiver<io::Result<Vec<u8>>> {
    let (send, pieces) = sync_channel(2);
    std::thread::spawn(move || {
        let mut stdin = io::stdin();
        loop {
            let mut piece = vec![0; PIECE];
            let read = match stdin.read(&mut piece) {
                Ok(0) => return,
                Ok(len) => {
                    piece.truncate(len);
                    Ok(piece)
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let failed = read.is_err();
            if send.send(read).is_err() || failed {
                return;
            }
        }
    });
    pieces
}

impl Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.pieces.get_or_insert_with(pieces).recv_timeout(PATIENCE) {
                Ok(piece) => (self.piece, self.at) = (piece?, 0),
                Err(RecvTimeoutError::Timeout) if !self.stop.load(Ordering::Relaxed) => {}
                Err(_) => return Ok(0),
            }
        }
        let len = buffer.len().min(self.piece.len() - self.at);
        buffer[..len].copy_from_slice(&self.piece[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}
