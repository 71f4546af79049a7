//! Signals that end the program: the terminal is given back first.
#![cfg(unix)]

use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Waits for the signals on a thread of its own; the exit code is 128 and the signal's number.
///
/// # Errors
/// What the system says.
pub fn watch() -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            super::terminal::restore();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
