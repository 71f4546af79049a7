//! Signals: told to the loop, which saves and gives the terminal back.
#![cfg(unix)]

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGTSTP};
use signal_hook::iterator::Signals;

use super::events::Incoming;

/// How long the loop has to end by itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Waits for the signals on a thread of its own.
///
/// # Errors
/// What the system says.
pub fn watch(loop_: Sender<Incoming>) -> std::io::Result<()> {
    let ending = crate::signals::ending();
    let mut signals = Signals::new(ending.into_iter().chain([SIGTSTP, SIGCONT]))?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            let sent = match signal {
                SIGTSTP => loop_.send(Incoming::Pause),
                SIGCONT => loop_.send(Incoming::Resume),
                _ => loop_.send(Incoming::End(u8::try_from(signal).unwrap_or(0))),
            };
            if sent.is_err() || !matches!(signal, SIGTSTP | SIGCONT) {
                // The loop saves and ends the program; if it hangs, it is ended here.
                thread::sleep(PATIENCE);
                super::terminal::restore();
                std::process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}

/// Stops the program as the signal would; returns when it goes on.
pub fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
