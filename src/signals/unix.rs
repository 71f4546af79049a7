//! Signals as Unix has them.

use std::io;
use std::thread;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;

/// Those that have names everywhere. Left out are SIGKILL, which nobody can catch, those of a
/// fault of the program itself (SIGSEGV, SIGBUS, SIGILL, SIGFPE), after which nothing it does can
/// be trusted, and SIGPIPE, which Rust turns into an error.
const NAMED: [i32; 15] = [
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
];

/// Linux has more: SIGSTKFLT, SIGPWR and those of real time, the first two of which are the
/// system library's own.
fn of_linux() -> impl Iterator<Item = i32> {
    let all = [16, 30].into_iter().chain(34..=64);
    all.filter(|_| cfg!(target_os = "linux"))
}

/// The signals to listen to: all that would end the program, but for those that it was started
/// with ignored, as under `nohup` or in the background of a script.
pub fn ending() -> Vec<i32> {
    let ignored = ignored();
    let is_ignored = |signal: &i32| ignored >> (signal - 1) & 1 == 1;
    NAMED.into_iter().chain(of_linux()).filter(|signal| !is_ignored(signal)).collect()
}

/// The signals that the program was started with ignored, a bit each, where the system tells.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Tells of each signal that would end the program, by its number, on a thread of its own.
///
/// # Errors
/// What the system says.
pub fn listen(came: impl Fn(i32) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new(ending())?;
    // Not joined: it waits as long as the program runs.
    thread::Builder::new().name("signals".into()).spawn(move || {
        signals.forever().for_each(came);
    })?;
    Ok(())
}
