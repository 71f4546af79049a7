//! The table of keys as the user has it: the built-in one with what the configuration rebinds.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::Rebinding;
use crate::diagnostic::{Diagnostic, found, nearest};
use crate::text;
use crate::text::Lang;

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
    /// The built-in keys with others for some actions: `page = "Ctrl-G"`; and what of that was
    /// not used: every action and key that is not known, every key that would mean two things in
    /// one place. There the built-in key stays.
    pub fn rebound(changes: &[Rebinding]) -> (Self, Vec<Diagnostic>) {
        let mut map = Self::default();
        let mut faults = Vec::new();
        let mut taken: Vec<&Rebinding> = Vec::new();
        for change in changes {
            let known = map.0.iter().any(|binding| name(binding) == change.action);
            match parse(&change.key) {
                _ if !known => faults.push(map.no_action(change)),
                None => faults.push(no_key(change)),
                Some(to) => {
                    map.bind(&change.action, to);
                    taken.push(change);
                }
            }
        }
        // Two that change places meet no more once both are moved; what still meets goes back.
        for change in taken {
            if let Some(fault) = map.bound_twice(change) {
                faults.push(fault);
                let built_in = BINDINGS.iter().find(|binding| name(binding) == change.action);
                if let Some(binding) = built_in {
                    map.bind(&change.action, (binding.key, binding.ctrl));
                }
            }
        }
        (map, faults)
    }

    fn bind(&mut self, action: &str, (key, ctrl): (KeyCode, bool)) {
        for binding in self.0.iter_mut().filter(|binding| name(binding) == action) {
            (binding.key, binding.ctrl) = (key, ctrl);
            binding.name = Cow::Owned(spelled(key, ctrl));
        }
    }

    fn no_action(&self, change: &Rebinding) -> Diagnostic {
        let shown = found(&change.action);
        let near = nearest(&change.action, self.0.iter().map(name));
        let remedy = match near {
            Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
            None => {
                let mut names: Vec<&str> = self.0.iter().map(name).collect();
                names.dedup();
                let list = names.join(", ");
                text!("改成其中之一：{list}。", "Use one of: {list}.")
            }
        };
        Diagnostic {
            code: "keys/unknown-action",
            place: change.action_at.clone(),
            what: text!("没有名为“{shown}”的操作", "there is no action \"{shown}\""),
            remedy,
        }
    }

    /// That a key given by the file has another meaning in the same place.
    fn bound_twice(&self, change: &Rebinding) -> Option<Diagnostic> {
        let ours = self.0.iter().filter(|binding| name(binding) == change.action);
        let (one, other) = ours.into_iter().find_map(|one| {
            let same = |other: &&Binding| {
                (other.key, other.ctrl) == (one.key, one.ctrl)
                    && name(other) != change.action
                    && other.places.iter().any(|place| one.places.contains(place))
            };
            Some((one, self.0.iter().find(same)?))
        })?;
        let (key, other) = (&one.name, name(other));
        let action = &change.action;
        Some(Diagnostic {
            code: "keys/bound-twice",
            place: change.key_at.clone(),
            what: text!(
                "键 {key} 在同一处有两个用途：{action}、{other}",
                "the key {key} means two things in one place: {action}, {other}"
            ),
            remedy: text!(
                "换一个键，或给“{other}”也换一个。",
                "Use another key, or give \"{other}\" another one too."
            ),
        })
    }

    /// Every key, in the order of the key bar.
    pub fn bindings(&self) -> &[Binding] {
        &self.0
    }

    /// What a key press means; `typing` where a text field is focused.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
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
            None => unbound(typing, key),
        }
    }

    /// The keys as text, for the manual page and the documentation.
    pub fn described(&self, lang: Lang) -> Vec<(String, String)> {
        let words = strings(lang);
        let said =
            |binding: &Binding| (binding.name.to_string(), (binding.label)(words).to_owned());
        self.0.iter().map(said).collect()
    }

    /// A text with the names of keys in the place of `{page}`.
    pub fn spell(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for binding in self.0.iter().filter(|_| text.contains('{')) {
            out = out.replace(&format!("{{{}}}", name(binding)), &binding.name);
        }
        out
    }
}

/// What the configuration calls the action of a binding.
pub fn name(binding: &Binding) -> &'static str {
    binding.id.strip_prefix("key_").unwrap_or(binding.id)
}

/// The keys that have names of their own, as they are written.
const NAMED: [(&str, KeyCode); 14] = [
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Insert", KeyCode::Insert),
    ("Delete", KeyCode::Delete),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
];

/// `F8`, `Ctrl-G`, `Tab`, in whatever case.
fn parse(written: &str) -> Option<(KeyCode, bool)> {
    let lower = written.to_ascii_lowercase();
    if let Some(letter) = lower.strip_prefix("ctrl-") {
        let mut letters = letter.chars();
        let first = letters.next().filter(char::is_ascii_lowercase)?;
        return letters.next().is_none().then_some((KeyCode::Char(first), true));
    }
    if let Some((_, key)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
        return Some((*key, false));
    }
    let number = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some((KeyCode::F(number), false))
}

/// How a key is written.
#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
fn spelled(key: KeyCode, ctrl: bool) -> String {
    match key {
        KeyCode::Char(letter) if ctrl => format!("Ctrl-{}", letter.to_ascii_uppercase()),
        KeyCode::F(number) => format!("F{number}"),
        _ => {
            let named = NAMED.iter().find(|(_, named)| *named == key);
            named.map_or(String::new(), |(name, _)| (*name).to_owned())
        }
    }
}

fn no_key(change: &Rebinding) -> Diagnostic {
    let shown = found(&change.key);
    Diagnostic {
        code: "keys/unknown-key",
        place: change.key_at.clone(),
        what: text!("不认识键“{shown}”", "there is no key \"{shown}\""),
        remedy: text!(
            "可写 F1 至 F12、Ctrl-A 至 Ctrl-Z、Tab、Home、Insert 之类。",
            "Write F1 to F12, Ctrl-A to Ctrl-Z, Tab, Home, Insert and the like."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place as At;

    /// As a file says it whose lines are these pairs.
    fn change(pairs: &[(&str, &str)]) -> (Keymap, Vec<Diagnostic>) {
        let at = |line: usize, column| At { file: "config.toml".to_owned(), line, column };
        let changes = pairs.iter().enumerate().map(|(line, (action, key))| Rebinding {
            action: (*action).to_owned(),
            key: (*key).to_owned(),
            action_at: at(line + 2, 1),
            key_at: at(line + 2, action.len() + 4),
        });
        Keymap::rebound(&changes.collect::<Vec<_>>())
    }

    fn press(map: &Keymap, code: KeyCode, modifiers: KeyModifiers) -> Option<Action> {
        map.resolve(Place::Form, true, KeyEvent::new(code, modifiers))
    }

    #[test]
    fn an_action_gets_another_key_and_loses_its_own() {
        let (map, faults) = change(&[("page", "ctrl-g")]);
        assert_eq!(faults, []);
        let page = press(&map, KeyCode::Char('g'), KeyModifiers::CONTROL);
        assert_eq!(page, Some(Action::Page));
        assert_eq!(press(&map, KeyCode::F(8), KeyModifiers::NONE), None);
        assert_eq!(map.spell("{page} · {menu} · {x}"), "Ctrl-G · F10 · {x}");
    }

    #[test]
    fn two_actions_may_change_places() {
        let (map, faults) = change(&[("page", "F3"), ("find", "F8")]);
        assert_eq!(faults, []);
        assert_eq!(press(&map, KeyCode::F(3), KeyModifiers::NONE), Some(Action::Page));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_the_rest_is_used() {
        let (map, faults) = change(&[
            ("pgae", "F8"),
            ("page", "Ctrl-"),
            ("note", "F13"),
            ("way", "F3"),
            ("help", "ctrl-g"),
        ]);
        let said = |fault: &Diagnostic| (fault.place.line, fault.code);
        assert_eq!(
            faults.iter().map(said).collect::<Vec<_>>(),
            [
                (2, "keys/unknown-action"),
                (3, "keys/unknown-key"),
                (4, "keys/unknown-key"),
                (5, "keys/bound-twice"),
            ]
        );
        let none = KeyModifiers::NONE;
        assert_eq!(press(&map, KeyCode::F(3), none), Some(Action::Find));
        assert_eq!(press(&map, KeyCode::F(6), none), Some(Action::Route));
        assert_eq!(press(&map, KeyCode::F(8), none), Some(Action::Page));
        let help = press(&map, KeyCode::Char('g'), KeyModifiers::CONTROL);
        assert_eq!(help, Some(Action::Help));
    }
}
