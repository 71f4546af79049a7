//! Names of profiles as names of files, on any system.

use crate::text::is_unsafe;

/// The longest name of a saved profile, in bytes, before a number is added.
const NAME_LIMIT: usize = 80;

/// A text as a file name on any system, without the ending.
pub fn file_name(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| {
            !is_unsafe(*c) && !matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
        })
        .collect();
    // A leading dot hides the file, a leading dash makes it an option.
    let mut name = kept.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '-');
    name = cut(name, NAME_LIMIT);
    while let Some(rest) = name.strip_suffix(".toml") {
        name = rest;
    }
    name = name.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    if name.is_empty() {
        "profile".to_owned()
    } else if is_reserved(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// A name with an ending that is never cut off.
pub(super) fn with_ending(name: &str, ending: &str) -> String {
    let room = NAME_LIMIT.saturating_sub(ending.len());
    format!("{}{ending}", cut(name, room))
}

fn cut(name: &str, limit: usize) -> &str {
    let mut end = limit.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Whether Windows takes the name for a device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|port| port.len() == 1 && port.bytes().all(|b| b.is_ascii_digit()))
}
