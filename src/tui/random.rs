//! Random keys, pastes, clicks and sizes: nothing panics, no confirmed answer is lost.
//!
//! `FENGCE_EVENTS` gives the number of events, `FENGCE_SEED` another beginning.

use std::collections::BTreeMap;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use proptest::test_runner::{RngAlgorithm, TestRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::keys::Action;
use super::list::{About, Entry};
use super::model::{Model, Popup, Saved, Screen};
use super::page::{self, PageDone};
use super::rows::Target;
use super::start::{self, Errand};
use super::theme::{Palette, Theme};
use super::update::{Effect, loaded, saved, update};
use super::view::view;
use super::{action_of, boxes, detail, samples};
use crate::policy::load_embedded;
use crate::profile::{Profile, Value};
use crate::text::Lang;

/// What is typed and pasted; some of it hostile.
const TEXTS: [&str; 12] = [
    "1.2亿元",
    "3500万",
    "12",
    "-3%",
    "2020",
    "启元",
    "５",
    "\u{1b}[2J\u{202e}x",
    "e\u{301}\u{301}",
    "99999999999999999999",
    "。，",
    "👩‍👩‍👧",
];

struct Dice(TestRng);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        use proptest::prelude::Rng as _;
        self.0.next_u32() % end.max(1)
    }

    fn event(&mut self, model: &Model, (width, height): (u16, u16)) -> Event {
        let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        let plain = |code| key(code, KeyModifiers::NONE);
        match self.below(20) {
            0..=4 => {
                let bindings = model.keymap.bindings();
                let at = self.below(u32::try_from(bindings.len()).unwrap_or(1));
                let binding = &bindings[usize::try_from(at).unwrap_or(0)];
                let ctrl = if binding.ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
                key(binding.key, ctrl)
            }
            5..=7 => plain(KeyCode::Enter),
            8..=10 => plain(match self.below(6) {
                0 => KeyCode::Up,
                1 | 2 => KeyCode::Down,
                3 => KeyCode::Tab,
                4 => KeyCode::Left,
                _ => KeyCode::Right,
            }),
            11..=13 => plain(KeyCode::Char(char::from(b'0' + self.below(10) as u8))),
            14 | 15 => {
                let text = TEXTS[self.below(12) as usize];
                Event::Paste(text.to_owned())
            }
            16 => {
                let any = char::from_u32(self.below(0x2_0000)).unwrap_or('字');
                plain(KeyCode::Char(any))
            }
            17 => plain(match self.below(5) {
                0 => KeyCode::Backspace,
                1 => KeyCode::Delete,
                2 => KeyCode::Home,
                3 => KeyCode::End,
                _ => KeyCode::Null,
            }),
            _ => {
                let kind = match self.below(4) {
                    0 => MouseEventKind::ScrollDown,
                    1 => MouseEventKind::ScrollUp,
                    _ => MouseEventKind::Down(MouseButton::Left),
                };
                let column = self.below(u32::from(width) + 3) as u16;
                let row = self.below(u32::from(height) + 3) as u16;
                Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
            }
        }
    }
}

/// The answer to each fact.
type Known = Vec<Option<Value>>;

fn known(model: &Model) -> Option<Known> {
    Some(known_of(model, &model.work.as_ref()?.profile))
}

fn known_of(model: &Model, profile: &Profile) -> Known {
    let ids = model.policy.facts.iter().filter_map(|fact| model.policy.fact_id(&fact.id));
    ids.map(|id| profile.answers.get(id)).collect()
}

/// The disk, and what was answered as a second book-keeping knows it.
#[derive(Default)]
struct World {
    files: BTreeMap<String, Profile>,
    past: Vec<Known>,
    future: Vec<Known>,
    confirmed: Known,
    open: bool,
    /// The model remembers changes from before this book was opened (a profile put aside).
    older: bool,
}

impl World {
    fn run(&mut self, model: &mut Model, mut effect: Effect, dice: &mut Dice) {
        match std::mem::replace(&mut effect, Effect::None) {
            Effect::Save => {
                let Some(work) = &model.work else { return };
                let name = work.file.clone().unwrap_or_else(|| format!("p{}", self.files.len()));
                if dice.below(10) == 0 {
                    saved(model, Err("磁盘已满".to_owned()));
                } else {
                    self.files.insert(name.clone(), work.profile.clone());
                    saved(model, Ok(name));
                }
            }
            Effect::Load(name) => {
                let profile = self.files.get(&name).expect("a listed file").clone();
                loaded(model, profile, name);
            }
            Effect::Elsewhere => {
                let Some(work) = &model.work else { return };
                let name = format!("e{}", self.files.len());
                self.files.insert(name.clone(), work.profile.clone());
                saved(model, Ok(name));
            }
            Effect::Page { notes } => page::done(
                model,
                PageDone { files: vec!["x.html".into()], notes, ..PageDone::default() },
            ),
            Effect::Errand(Errand::NewCall { .. }) => start::call(model, "10:32"),
            Effect::None
            | Effect::Errand(_)
            | Effect::Configure(_)
            | Effect::Beside(_)
            | Effect::Browse(_)
            | Effect::Quit => {}
        }
        if std::mem::take(&mut model.quitting) || model.screen == Screen::Start {
            let name = |name: &String| Entry {
                name: name.clone(),
                modified: std::time::SystemTime::UNIX_EPOCH,
                about: About::Pending,
            };
            model.entries = self.files.keys().map(name).collect();
        }
    }

    /// Holds what the model did against what the keys meant.
    fn check(&mut self, model: &Model, acted: &Acted) {
        let Some(now) = known(model) else { return };
        if acted.opens(model) || !self.open {
            (self.past, self.future) = (Vec::new(), Vec::new());
            (self.confirmed, self.open) = (now, true);
            self.older = model.work.as_ref().is_some_and(|work| work.undo.steps() > 0);
            return;
        }
        let what = &acted.action;
        match what {
            Action::Undo | Action::Redo if acted.at_work => {
                let back = *what == Action::Undo;
                let (from, to) = match back {
                    true => (&mut self.past, &mut self.future),
                    false => (&mut self.future, &mut self.past),
                };
                // Changes that are not answers (names, notes) are steps too, without a difference.
                match from.pop() {
                    Some(state) => to.push(std::mem::replace(&mut self.confirmed, state)),
                    None if self.older => {
                        to.push(std::mem::replace(&mut self.confirmed, now.clone()));
                    }
                    None => {}
                }
                // Of a profile that was put aside, the earlier steps are not in this book.
                if !self.older {
                    assert_eq!(self.confirmed, now, "{what:?} gives another state back");
                }
            }
            _ => {
                for (at, (before, after)) in self.confirmed.iter().zip(&now).enumerate() {
                    if before == after {
                        continue;
                    }
                    let id = model.policy.fact_id(&model.policy.facts[at].id);
                    let own = matches!(acted.target, Some(Target::Fact(fact)) if Some(fact) == id);
                    assert!(own, "{what:?} changed another answer: {}", model.policy.facts[at].id);
                    // Taken back only by the keys that say so.
                    let said = matches!(
                        what,
                        Action::Clear
                            | Action::Unsure
                            | Action::Enter
                            | Action::Digit(_)
                            | Action::Click(_)
                    );
                    assert!(after.is_some() || said, "{what:?} lost {}", model.policy.facts[at].id);
                }
            }
        }
        self.confirmed = now;
        let Some(work) = &model.work else { return };
        if let (Saved::Yes, Some(name)) = (&work.saved, &work.file) {
            // A saved profile is on the disk as it stands, a sample only once it is changed.
            if let Some(file) = self.files.get(name) {
                assert_eq!(
                    known_of(model, file),
                    self.confirmed,
                    "{what:?}: the disk has another state"
                );
            }
        }
    }

    /// Follows the stack of the model: a change remembered is a step for undo.
    fn remember(&mut self, model: &Model, steps_before: usize, before: Known) {
        let steps = model.work.as_ref().map_or(0, |work| work.undo.steps());
        for _ in steps_before..steps {
            self.past.push(before.clone());
            self.future.clear();
        }
    }
}

/// An action and where it was done.
struct Acted {
    action: Action,
    target: Option<Target>,
    at_start: bool,
    at_work: bool,
}

impl Acted {
    /// What a key or click comes to: menu rows and the key bar stand for other actions.
    fn of(model: &Model, action: &Action) -> Self {
        let bindings = model.keymap.bindings();
        let chosen = match (model.popup, action) {
            (Some(Popup::Menu { row }), Action::Enter) => Some(row),
            (Some(Popup::Menu { .. }), Action::Digit(digit)) => usize::from(*digit).checked_sub(1),
            (Some(Popup::Menu { .. }), Action::Click(super::hits::Hit::Row(row))) => Some(*row),
            _ => None,
        };
        let by_menu = chosen.and_then(|row| boxes::menu(model).get(row).map(|b| b.action.clone()));
        let by_bar = match action {
            Action::Click(super::hits::Hit::Key(at)) if model.popup.is_none() => {
                bindings.get(*at).map(|binding| binding.action.clone())
            }
            _ => None,
        };
        let meant = by_menu.or(by_bar);
        let free = meant.is_some() || model.popup.is_none() && model.find.is_none();
        let at_work = matches!(model.screen, Screen::Form | Screen::Result);
        Self {
            action: meant.unwrap_or_else(|| action.clone()),
            target: model.work.as_ref().map(|work| work.editor.target),
            at_start: model.screen == Screen::Start,
            at_work: free && at_work,
        }
    }

    fn opens(&self, model: &Model) -> bool {
        self.at_start && model.screen != Screen::Start
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn random_keys_neither_panic_nor_lose_an_answer() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let readings = policy.default_readings();
    let mut model = Model::new(
        policy,
        &readings,
        Lang::Zh,
        Theme { color: true, ascii: false, palette: Palette::default() },
        2026,
    );
    model.samples = samples(&model.policy, Lang::Zh);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&setting("FENGCE_SEED", 7).to_le_bytes());
    let mut dice = Dice(TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let mut world = World::default();
    let mut size = (80, 24);
    let (mut changes, mut screens) = (0usize, [0usize; 6]);
    let events = setting("FENGCE_EVENTS", 10_000);
    for number in 0..events {
        let event = dice.event(&model, size);
        let Some(action) = action_of(&model, event) else { continue };
        let acted = Acted::of(&model, &action);
        let before = known(&model).unwrap_or_default();
        let steps = model.work.as_ref().map_or(0, |work| work.undo.steps());
        let effect = update(&mut model, action);
        if matches!(
            effect,
            Effect::Load(_) | Effect::Errand(Errand::NewCall { .. } | Errand::Resume(_))
        ) {
            world.open = false;
        }
        if !acted.opens(&model) && !matches!(acted.action, Action::Undo | Action::Redo) {
            world.remember(&model, steps, before.clone());
        }
        let opened = matches!(effect, Effect::Load(_));
        world.run(&mut model, effect, &mut dice);
        if opened {
            world.open = false;
        }
        changes += usize::from(known(&model).is_some_and(|now| now != before));
        world.check(&model, &acted);
        screens[model.screen as usize] += 1;
        if dice.below(20) == 0 {
            size = (1 + dice.below(250) as u16, 1 + dice.below(70) as u16);
            let mut terminal =
                Terminal::new(TestBackend::new(size.0, size.1)).expect("memory cannot fail");
            if dice.below(20) == 0 {
                detail::settle(&mut model);
            }
            terminal.draw(|frame| view(&model, frame)).expect("memory cannot fail");
        }
        assert!(model.help_filter.chars().count() <= 40, "event {number}: the filter grows");
    }
    eprintln!(
        "{events} events: {changes} changed answers, {} files, screens {screens:?}",
        world.files.len()
    );
    // The walk must not stand in a corner, or it proves nothing.
    if events >= 10_000 {
        assert!(changes > 50, "{changes} changes");
        assert!(screens.iter().take(3).all(|count| *count > 10), "{screens:?}");
    }
}
