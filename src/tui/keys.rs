//! One table of keys: it drives the event handling, the key bar, the menu and the help.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::strings::Strings;

/// What the user wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// Left: cursor, or one less.
    Left,
    /// Right: cursor, or one more.
    Right,
    /// Takes the focused row.
    Enter,
    /// One step back.
    Back,
    /// To the next question.
    Next,
    /// To the question before.
    Previous,
    /// To the next section, or a page down.
    PageDown,
    /// To the section before, or a page up.
    PageUp,
    /// Shows the keys.
    Help,
    /// The other language.
    Language,
    /// The list of sections.
    Sections,
    /// A note on the question.
    Note,
    /// The sentences of the measure.
    Law,
    /// Back to the questions.
    Form,
    /// The result.
    Result,
    /// Takes the answer back.
    Clear,
    /// The answer is not known.
    Unsure,
    /// All actions.
    Menu,
    /// Undoes the last change.
    Undo,
    /// Does again what was undone.
    Redo,
    /// Finds a question, benefit, article, term or profile.
    Find,
    /// The way through the questions: by section, by article, quickest first.
    Route,
    /// The page for the caller.
    Page,
    /// Parks this profile and opens a new one: the phone rings.
    NewCall,
    /// Back to the profile put aside last.
    Switch,
    /// What if a figure were another.
    WhatIf,
    /// Beside another year, sample or profile.
    Compare,
    /// All answers, to be looked through.
    Review,
    /// What to do next.
    Steps,
    /// Notes what was said to the caller.
    Told,
    /// Hands the open questions to who can answer them.
    Hand,
    /// Takes a filled sheet back.
    TakeBack,
    /// The readings and what each changes.
    Readings,
    /// The settings.
    Settings,
    /// A copy of the profile.
    Copy,
    /// The profile carried over to the next year.
    CarryOver,
    /// Another name for the profile.
    Rename,
    /// The profile goes to the bin.
    Delete,
    /// The profile goes for good.
    Purge,
    /// Saves here although another window has the profile open.
    TakeOver,
    /// Saves in another folder from now on.
    SaveElsewhere,
    /// What is in the bin, and earlier states.
    Bin,
    /// Another order of the list.
    Sort,
    /// Opens or closes a branch.
    Fold,
    /// A click on what was drawn there.
    Click(super::hits::Hit),
    /// The wheel: down if true.
    Wheel(bool),
    /// Leaves the program.
    Quit,
    /// A character of a text.
    Insert(char),
    /// Pasted text.
    Paste(String),
    /// Removes the character before the cursor.
    Backspace,
    /// Removes the character under the cursor.
    DeleteChar,
    /// To the start of the text.
    Home,
    /// To the end of the text.
    End,
    /// The terminal has another size.
    Resize,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of profiles.
    Start,
    /// The questions.
    Form,
    /// The result.
    Result,
    /// A box on top.
    Popup,
    /// The search, where text is typed.
    Find,
    /// The text of the measure.
    Law,
    /// The settings.
    Settings,
    /// What if a figure were another.
    WhatIf,
}

/// One row of the table.
#[derive(Clone)]
pub struct Binding {
    /// What the configuration calls the action.
    pub id: &'static str,
    /// The key.
    pub key: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// How the key is written.
    pub name: Cow<'static, str>,
    /// What it does.
    pub action: Action,
    /// Where it works.
    pub places: &'static [Place],
    /// What it does, in words.
    pub label: fn(&Strings) -> &'static str,
    /// Whether the key bar shows it.
    pub in_bar: bool,
    /// Whether the menu offers it.
    pub in_menu: bool,
}

use Place::{Find, Form, Law, Popup, Result as Outcome, Settings, Start, WhatIf};

const ALL: &[Place] = &[Start, Form, Outcome, Popup, Find, Law, Settings, WhatIf];
const SCREENS: &[Place] = &[Start, Form, Outcome, Law, Settings, WhatIf];
const NOT_LAW: &[Place] = &[Start, Form, Outcome, Settings, WhatIf];
const NOT_SETTINGS: &[Place] = &[Start, Form, Outcome, Law, WhatIf];
const WORK: &[Place] = &[Form, Outcome];
const ANY_WORK: &[Place] = &[Form, Outcome, Law, WhatIf];
const LISTS: &[Place] = &[Start];
const ASK: &[Place] = &[Form];

macro_rules! bind {
    ($key:expr, $name:literal, $action:expr, $places:expr, $label:ident, $bar:literal, $menu:literal) => {
        Binding {
            id: stringify!($label),
            key: $key,
            ctrl: false,
            name: Cow::Borrowed($name),
            action: $action,
            places: $places,
            label: |strings| strings.$label,
            in_bar: $bar,
            in_menu: $menu,
        }
    };
}

macro_rules! ctrl {
    ($key:literal, $name:literal, $action:expr, $places:expr, $label:ident) => {
        Binding {
            id: stringify!($label),
            key: KeyCode::Char($key),
            ctrl: true,
            name: Cow::Borrowed($name),
            action: $action,
            places: $places,
            label: |strings| strings.$label,
            in_bar: false,
            in_menu: true,
        }
    };
}

/// Every key, in the order of the key bar.
pub const BINDINGS: &[Binding] = &[
    bind!(KeyCode::Up, "↑", Action::Up, ALL, key_up, false, false),
    bind!(KeyCode::Down, "↓", Action::Down, ALL, key_down, false, false),
    bind!(KeyCode::Left, "←", Action::Left, ALL, key_left, false, false),
    bind!(KeyCode::Right, "→", Action::Right, ALL, key_right, false, false),
    bind!(KeyCode::Enter, "Enter", Action::Enter, ALL, key_enter, true, false),
    bind!(KeyCode::Esc, "Esc", Action::Back, ALL, key_back, true, false),
    bind!(KeyCode::Tab, "Tab", Action::Next, ASK, key_next, false, true),
    bind!(KeyCode::BackTab, "Shift-Tab", Action::Previous, ASK, key_previous, true, true),
    bind!(KeyCode::F(9), "F9", Action::Unsure, ASK, key_unsure, true, true),
    bind!(KeyCode::F(7), "F7", Action::Result, &[Form, Law, WhatIf], key_result, true, true),
    bind!(KeyCode::F(7), "F7", Action::Form, &[Outcome], key_form, true, true),
    bind!(KeyCode::F(10), "F10", Action::Menu, SCREENS, key_menu, true, false),
    bind!(KeyCode::F(3), "F3", Action::Find, SCREENS, key_find, true, true),
    bind!(KeyCode::F(6), "F6", Action::Route, WORK, key_way, true, true),
    bind!(KeyCode::F(4), "F4", Action::Note, ASK, key_note, true, true),
    bind!(KeyCode::F(5), "F5", Action::Law, NOT_LAW, key_law, true, true),
    bind!(KeyCode::F(8), "F8", Action::Page, ANY_WORK, key_page, true, true),
    bind!(KeyCode::F(12), "F12", Action::NewCall, SCREENS, key_new_call, true, true),
    bind!(KeyCode::F(11), "F11", Action::Switch, SCREENS, key_switch, false, true),
    bind!(KeyCode::F(1), "F1", Action::Help, SCREENS, key_help, true, true),
    bind!(KeyCode::F(2), "F2", Action::Language, ALL, key_language, true, true),
    bind!(KeyCode::PageDown, "PgDn", Action::PageDown, ALL, key_page_down, false, false),
    bind!(KeyCode::PageUp, "PgUp", Action::PageUp, ALL, key_page_up, false, false),
    ctrl!('z', "Ctrl-Z", Action::Undo, WORK, key_undo),
    ctrl!('y', "Ctrl-Y", Action::Redo, WORK, key_redo),
    ctrl!('u', "Ctrl-U", Action::Clear, ASK, key_clear),
    ctrl!('o', "Ctrl-O", Action::Sections, ASK, key_sections),
    ctrl!('w', "Ctrl-W", Action::WhatIf, WORK, key_what_if),
    ctrl!('k', "Ctrl-K", Action::Compare, WORK, key_compare),
    ctrl!('q', "Ctrl-Q", Action::Review, WORK, key_review),
    ctrl!('v', "Ctrl-V", Action::Steps, WORK, key_steps),
    ctrl!('d', "Ctrl-D", Action::Told, WORK, key_told),
    ctrl!('e', "Ctrl-E", Action::Hand, WORK, key_hand),
    ctrl!('b', "Ctrl-B", Action::TakeBack, WORK, key_take_back),
    ctrl!('r', "Ctrl-R", Action::Readings, WORK, key_readings),
    ctrl!('a', "Ctrl-A", Action::SaveElsewhere, WORK, key_save_elsewhere),
    ctrl!('t', "Ctrl-T", Action::TakeOver, WORK, key_take_over),
    ctrl!('f', "Ctrl-F", Action::Fold, &[Outcome], key_fold),
    ctrl!('d', "Ctrl-D", Action::Copy, LISTS, key_copy),
    ctrl!('n', "Ctrl-N", Action::CarryOver, LISTS, key_carry_over),
    ctrl!('e', "Ctrl-E", Action::Rename, LISTS, key_rename),
    ctrl!('x', "Ctrl-X", Action::Delete, LISTS, key_delete),
    ctrl!('l', "Ctrl-L", Action::Purge, LISTS, key_purge),
    ctrl!('b', "Ctrl-B", Action::Bin, LISTS, key_bin),
    ctrl!('s', "Ctrl-S", Action::Sort, LISTS, key_sort),
    ctrl!('p', "Ctrl-P", Action::Settings, NOT_SETTINGS, key_settings),
    ctrl!('c', "Ctrl-C", Action::Quit, ALL, key_quit),
];

/// What a key press means where no row of the table says so; `typing` where there is a field.
#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
pub fn unbound(typing: bool, key: KeyEvent) -> Option<Action> {
    let plain = !key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Backspace => Some(Action::Backspace),
        KeyCode::Delete => Some(Action::DeleteChar),
        KeyCode::Home => Some(Action::Home),
        KeyCode::End => Some(Action::End),
        KeyCode::Char('/') if plain && !typing => Some(Action::Find),
        KeyCode::Char(c) if plain => Some(Action::Insert(c)),
        _ => None,
    }
}

/// What an action is for, as the menu groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To go somewhere.
    Go,
    /// To change something.
    Change,
    /// Tools.
    Tools,
    /// The program itself.
    Program,
}

impl Kind {
    /// In words.
    pub fn label(self, strings: &Strings) -> &'static str {
        match self {
            Self::Go => strings.menu_go,
            Self::Change => strings.menu_change,
            Self::Tools => strings.menu_tools,
            Self::Program => strings.menu_program,
        }
    }
}

impl Action {
    /// What it is for.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Next
            | Self::Previous
            | Self::Find
            | Self::Route
            | Self::Result
            | Self::Form
            | Self::Law
            | Self::Sections
            | Self::Review
            | Self::Steps
            | Self::NewCall
            | Self::Switch
            | Self::Up
            | Self::Down
            | Self::Left
            | Self::Right
            | Self::Enter
            | Self::Back
            | Self::PageDown
            | Self::PageUp
            | Self::Home
            | Self::End
            | Self::Click(_)
            | Self::Wheel(_) => Kind::Go,
            Self::Unsure
            | Self::Note
            | Self::Told
            | Self::TakeBack
            | Self::Undo
            | Self::Redo
            | Self::Clear
            | Self::Copy
            | Self::CarryOver
            | Self::Rename
            | Self::Delete
            | Self::Purge
            | Self::TakeOver
            | Self::Insert(_)
            | Self::Paste(_)
            | Self::Backspace
            | Self::DeleteChar => Kind::Change,
            Self::Page
            | Self::Hand
            | Self::WhatIf
            | Self::Compare
            | Self::Readings
            | Self::SaveElsewhere
            | Self::Bin
            | Self::Sort
            | Self::Fold => Kind::Tools,
            Self::Help
            | Self::Language
            | Self::Menu
            | Self::Settings
            | Self::Quit
            | Self::Resize => Kind::Program,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::strings::strings;
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_key_is_labelled_and_bound_once_a_place() {
        for (at, binding) in BINDINGS.iter().enumerate() {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!(binding.label)(strings(lang)).is_empty(), "{}", binding.id);
            }
            for other in &BINDINGS[at + 1..] {
                let same = other.key == binding.key && other.ctrl == binding.ctrl;
                let meets = other.places.iter().any(|place| binding.places.contains(place));
                assert!(!(same && meets), "{}", binding.id);
            }
            // Letters never arrive through a Chinese input method: the menu must offer it then.
            if matches!(binding.key, KeyCode::Char(_)) {
                assert!(binding.in_menu, "{}", binding.id);
            }
        }
    }
}
