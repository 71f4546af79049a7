//! The table of keys as the user has it: the built-in one with what the configuration rebinds.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::diagnostic::{found, nearest};
use crate::text;
use crate::text::{Lang, Text};

use super::keys::{Action, BINDINGS, Binding, Place, unbound};
use super::strings::strings;

/// The keys in force.
#[derive(Clone)]
pub struct Keymap(Vec<Binding>);

impl Default for Keymap {
    fn default() -> Self {
        Self(BINDINGS.to_vec())
    }
}

impl Keymap {
    /// The built-in keys with others for some actions: `page = "Ctrl-G"`.
    ///
    /// # Errors
    /// There is no such action or key, or the key has another meaning in the same place.
    pub fn rebound(changes: &[(String, String)]) -> Result<Self, Text> {
        let mut map = Self::default();
        for (id, written) in changes {
            let (key, ctrl) = parse(written).ok_or_else(|| {
                let shown = found(written);
                text!(
                    "不认识键“{shown}”，可写 F1 至 F12、Ctrl-A 至 Ctrl-Z、Tab、Home、Insert 之类",
                    "there is no key \"{shown}\"; write F1 to F12, Ctrl-A to Ctrl-Z, Tab, Home, Insert"
                )
            })?;
            let mut any = false;
            for binding in map.0.iter_mut().filter(|binding| name(binding) == id) {
                any = true;
                (binding.key, binding.ctrl) = (key, ctrl);
                binding.name = Cow::Owned(written.clone());
            }
            if !any {
                let shown = found(id);
                let near = nearest(id, map.0.iter().map(name)).unwrap_or("page").to_owned();
                return Err(text!(
                    "没有名为“{shown}”的操作；是不是“{near}”？",
                    "there is no action \"{shown}\"; is it \"{near}\"?"
                ));
            }
        }
        match map.clash() {
            Some((key, one, other)) => Err(text!(
                "键 {key} 在同一处有两个用途：{one}、{other}",
                "the key {key} means two things in one place: {one}, {other}"
            )),
            None => Ok(map),
        }
    }

    /// Every key, in the order of the key bar.
    pub fn bindings(&self) -> &[Binding] {
        &self.0
    }

    /// What a key press means; `typing` where a text field is focused.
    pub fn resolve(&self, place: Place, typing: bool, key: KeyEvent) -> Option<Action> {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let code = match key.code {
            KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        let bound = self.0.iter().find(|binding| {
            binding.key == code && binding.ctrl == ctrl && binding.places.contains(&place)
        });
        match bound {
            Some(binding) => Some(binding.action.clone()),
            None => unbound(place, typing, key),
        }
    }

    /// The keys as text, for the manual page and the documentation.
    pub fn described(&self, lang: Lang) -> Vec<(String, String)> {
        let words = strings(lang);
        let said =
            |binding: &Binding| (binding.name.to_string(), (binding.label)(words).to_owned());
        self.0.iter().map(said).collect()
    }

    fn clash(&self) -> Option<(String, &str, &str)> {
        for (at, one) in self.0.iter().enumerate() {
            for other in &self.0[at + 1..] {
                let same = other.key == one.key && other.ctrl == one.ctrl;
                if same && other.places.iter().any(|place| one.places.contains(place)) {
                    return Some((one.name.to_string(), name(one), name(other)));
                }
            }
        }
        None
    }
}

/// What the configuration calls the action of a binding.
pub fn name(binding: &Binding) -> &'static str {
    binding.id.strip_prefix("key_").unwrap_or(binding.id)
}

/// `F8`, `Ctrl-G`, `Tab`.
fn parse(written: &str) -> Option<(KeyCode, bool)> {
    let lower = written.to_ascii_lowercase();
    if let Some(letter) = lower.strip_prefix("ctrl-") {
        let mut letters = letter.chars();
        let first = letters.next().filter(char::is_ascii_lowercase)?;
        return letters.next().is_none().then_some((KeyCode::Char(first), true));
    }
    let key = match lower.as_str() {
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "insert" => KeyCode::Insert,
        "delete" => KeyCode::Delete,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        other => {
            let number = other.strip_prefix('f')?.parse().ok()?;
            (1..=12).contains(&number).then_some(KeyCode::F(number))?
        }
    };
    Some((key, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(id: &str, key: &str) -> Result<Keymap, Text> {
        Keymap::rebound(&[(id.to_owned(), key.to_owned())])
    }

    #[test]
    fn an_action_gets_another_key_and_loses_its_own() {
        let map = change("page", "Ctrl-G").unwrap_or_else(|why| panic!("{}", why.en));
        let press =
            |code, modifiers| map.resolve(Place::Form, true, KeyEvent::new(code, modifiers));
        assert_eq!(press(KeyCode::Char('g'), KeyModifiers::CONTROL), Some(Action::Page));
        assert_eq!(press(KeyCode::F(8), KeyModifiers::NONE), None);
    }

    #[test]
    fn what_cannot_be_rebound_is_said() {
        for (id, key, part) in [
            ("pgae", "F8", "\"page\""),
            ("page", "Ctrl-", "no key"),
            ("page", "F13", "no key"),
            ("page", "F3", "two things"),
        ] {
            let why = change(id, key).err().map(|why| why.en).unwrap_or_default();
            assert!(why.contains(part), "{id} {key}: {why}");
        }
    }
}
