//! What the Windows console tells a program: Ctrl-C, Ctrl-Break, the window closed, log-off.

use std::io;
use std::sync::{Mutex, PoisonError};

/// The number under which Unix knows Ctrl-C; which of the four it was is not told.
const INTERRUPT: i32 = 2;

/// A program has one handler: whoever listened last is told.
static LISTENER: Mutex<Option<Box<dyn Fn(i32) + Send>>> = Mutex::new(None);

/// Tells of each event that would end the program, on a thread of its own. Once the window is
/// closed the system gives little time: what must not be lost is on the disk before.
///
/// # Errors
/// What the system says.
pub fn listen(came: impl Fn(i32) + Send + 'static) -> io::Result<()> {
    let listener = || LISTENER.lock().unwrap_or_else(PoisonError::into_inner);
    if listener().replace(Box::new(came)).is_some() {
        return Ok(());
    }
    ctrlc::set_handler(move || {
        if let Some(came) = listener().as_ref() {
            came(INTERRUPT);
        }
    })
    .map_err(io::Error::other)
}
