//! Names of profiles as names of files, on any system: the one place where they are checked.

use crate::text;
use crate::text::{Text, is_unsafe};

/// The longest name of a saved profile, in bytes, before a number is added.
const NAME_LIMIT: usize = 80;

/// Why a name cannot be a new profile's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// There is nothing in it.
    Empty,
    /// It begins with a character that hides the file or makes an option of it, or with a space.
    Start(char),
    /// It ends with a point or a space, which Windows drops.
    End,
    /// It ends as the file itself does.
    Ending,
    /// It holds a character that some system does not take in a name, or that cannot be seen.
    Character(char),
    /// Windows takes it for a device.
    Device,
    /// It is longer than a file's name may be.
    TooLong,
}

impl NameFault {
    /// What is wrong with the name, without a full stop.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => text!("名称是空的", "the name is empty"),
            Self::Start(first) => {
                let shown = shown(*first);
                text!("名称不能以“{shown}”开头", "a name cannot begin with \"{shown}\"")
            }
            Self::End => text!(
                "名称不能以点或空格结尾（Windows 会去掉）",
                "a name cannot end with a point or a space, which Windows drops"
            ),
            Self::Ending => {
                text!("名称不用写 .toml", "the ending .toml is not part of a name")
            }
            Self::Character(c) => {
                let shown = shown(*c);
                text!("名称里不能有“{shown}”", "a name cannot hold \"{shown}\"")
            }
            Self::Device => {
                text!("Windows 把这个名称当作设备", "Windows takes this name for a device")
            }
            Self::TooLong => text!(
                "名称太长：最多 {NAME_LIMIT} 字节，约 26 个汉字",
                "the name is too long: at most {NAME_LIMIT} bytes"
            ),
        }
    }
}

fn shown(c: char) -> String {
    match c {
        ' ' | '\u{3000}' => "空格 / space".to_owned(),
        c if is_unsafe(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    }
}

/// Whether a new profile may be called so, on any system; nothing is looked up.
///
/// # Errors
/// What is wrong with the name.
pub fn check(name: &str) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if let Some(c) = name.chars().find(|c| !may_stand_in_a_name(*c)) {
        return Err(NameFault::Character(c));
    }
    if let Some(first) = name.chars().next().filter(|c| !may_begin_a_name(*c)) {
        return Err(NameFault::Start(first));
    }
    if name.ends_with(|c: char| !may_end_a_name(c)) {
        return Err(NameFault::End);
    }
    if name.ends_with(".toml") {
        return Err(NameFault::Ending);
    }
    if is_device(name) {
        return Err(NameFault::Device);
    }
    if name.len() > NAME_LIMIT {
        return Err(NameFault::TooLong);
    }
    Ok(())
}

/// Whether a saved profile can be called so, however it came there: what is listed.
pub(super) fn may_be_saved(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(leads_away)
}

/// Whether a character in a name would make a path of it.
pub(super) fn leads_away(c: char) -> bool {
    std::path::is_separator(c) || c == '\0' || (cfg!(windows) && c == ':')
}

fn may_stand_in_a_name(c: char) -> bool {
    !is_unsafe(c) && !matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// A leading point hides the file, a leading dash makes it an option.
fn may_begin_a_name(c: char) -> bool {
    !c.is_whitespace() && c != '.' && c != '-'
}

fn may_end_a_name(c: char) -> bool {
    !c.is_whitespace() && c != '.'
}

/// A text as a file name on any system, without the ending.
pub fn file_name(text: &str) -> String {
    let kept: String = text.chars().filter(|c| may_stand_in_a_name(*c)).collect();
    let mut name = kept.trim_start_matches(|c| !may_begin_a_name(c));
    name = cut(name, NAME_LIMIT);
    while let Some(rest) = name.strip_suffix(".toml") {
        name = rest;
    }
    name = name.trim_end_matches(|c| !may_end_a_name(c));
    if name.is_empty() {
        "profile".to_owned()
    } else if is_device(name) {
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

/// Whether Windows takes the name for a device, which it does with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = |rest: &str| {
        let mut chars = rest.chars();
        matches!(chars.next(), Some('0'..='9' | '¹' | '²' | '³')) && chars.next().is_none()
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$")
        || port.is_some_and(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_some_system_refuses_is_refused_on_all() {
        for (name, fault) in [
            ("", NameFault::Empty),
            (".hidden", NameFault::Start('.')),
            ("--help", NameFault::Start('-')),
            (" 甲", NameFault::Start(' ')),
            ("a\nb", NameFault::Character('\n')),
            ("a\u{202e}b", NameFault::Character('\u{202e}')),
            ("C:evil", NameFault::Character(':')),
            ("../x", NameFault::Character('/')),
            ("a\\b", NameFault::Character('\\')),
            ("甲.", NameFault::End),
            ("甲 ", NameFault::End),
            ("甲.toml", NameFault::Ending),
            ("con", NameFault::Device),
            ("Con .x", NameFault::Device),
            ("COM¹", NameFault::Device),
            ("lpt9.toml.x", NameFault::Device),
            ("CONIN$", NameFault::Device),
        ] {
            assert_eq!(check(name), Err(fault), "{name:?}");
            // What is offered instead would do.
            assert_eq!(check(&file_name(name)), Ok(()), "{name:?}");
        }
        assert_eq!(check(&"长".repeat(27)), Err(NameFault::TooLong));
        for name in
            ["甲", "甲 乙", "COMPANY", "COM10", "a.b", "启元（北京）-2", "x".repeat(80).as_str()]
        {
            assert_eq!(check(name), Ok(()), "{name:?}");
            assert_eq!(file_name(name), name);
        }
    }
}
