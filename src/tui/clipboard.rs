//! The clipboard: through the terminal, and through the system where the terminal may not know how.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Puts a text there; what cannot do it leaves it, as the text stands in a file and on the screen.
pub fn copy(text: &str) {
    let _ = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_bytes()));
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(windows) {
        // It reads UTF-16 with its mark whatever the code page is.
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        hand_to("clip", &[], &units.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    } else if cfg!(target_os = "macos") {
        hand_to("pbcopy", &[], text.as_bytes());
    } else if is_set("WAYLAND_DISPLAY") {
        hand_to("wl-copy", &[], text.as_bytes());
    } else if is_set("DISPLAY") {
        hand_to("xclip", &["-selection", "clipboard"], text.as_bytes());
    }
}

/// Hands a text to a program of the system, if it is there.
fn hand_to(program: &str, arguments: &[&str], bytes: &[u8]) {
    let quiet = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = quiet else { return };
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(bytes);
    }
    // It goes on by itself as long as the clipboard is its own.
    std::thread::spawn(move || child.wait());
}
