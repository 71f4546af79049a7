//! Random keys, pastes, clicks and sizes: nothing panics, no confirmed answer is lost, and every
//! answer that changed was the one in focus, confirmed by a key that says so, with the value that
//! stood on the screen.
//!
//! `FENGCE_EVENTS` gives the number of events, `FENGCE_SEED` another beginning.

mod world;

use std::collections::VecDeque;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use proptest::test_runner::{RngAlgorithm, TestRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use self::world::{World, known};
use super::tests::drawn;
use crate::policy::{Fact, load_embedded};
use crate::profile::Value;
use crate::text::{Lang, dated};
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::effect::StoreCommand;
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::main_loop::action_of;
use crate::tui::model::{Model, Screen};
use crate::tui::popups::menu;
use crate::tui::samples;
use crate::tui::screens::result::explain::settle;
use crate::tui::theme::Theme;
use crate::tui::update::update;
use crate::tui::view::view;

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

struct Dice {
    rng: TestRng,
    /// The rest of an answer being given.
    next: VecDeque<Event>,
}

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        use proptest::prelude::Rng as _;
        self.rng.next_u32() % end.max(1)
    }

    fn event(&mut self, model: &Model, (width, height): (u16, u16)) -> Event {
        let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        let plain = |code| key(code, KeyModifiers::NONE);
        if let Some(event) = self.next.pop_front() {
            return event;
        }
        // Now and then a question is answered as a person would, so that the walk gets on.
        if model.popups.is_empty() && model.screen == Screen::Form && self.below(3) == 0 {
            let digit = char::from(b'0' + self.below(4) as u8);
            let text = TEXTS[self.below(5) as usize];
            match model.takes_text() {
                true => self.next.extend(text.chars().map(|c| plain(KeyCode::Char(c)))),
                false => self.next.extend([digit, ' '].map(|c| plain(KeyCode::Char(c)))),
            }
            self.next.extend([plain(KeyCode::Enter), plain(KeyCode::Enter)]);
        }
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

/// An action and where it was done.
struct Acted {
    action: Action,
    target: Option<Target>,
    at_start: bool,
    at_work: bool,
    /// The year is asked about, which changes many answers at once.
    at_year: bool,
    /// What could be seen, where an answer could be confirmed.
    seen: Option<String>,
}

impl Acted {
    /// What a key or click comes to: menu rows and the key bar stand for other actions.
    fn of(model: &Model, action: &Action) -> Self {
        let bindings = model.keymap.bindings();
        let popup = model.popups.last();
        let (focus, filter) = popup.map_or((0, ""), |popup| popup.focus());
        let chosen = match action {
            _ if model.popup() != Some("menu") => None,
            Action::Enter => Some(focus),
            Action::Click(Hit::Row(row)) => Some(*row),
            _ => None,
        };
        let by_menu = chosen.and_then(|row| menu::actions(model, filter).into_iter().nth(row));
        let by_bar = match action {
            Action::Click(Hit::Key(at)) if popup.is_none() => {
                bindings.get(*at).map(|binding| binding.action.clone())
            }
            _ => None,
        };
        let meant = by_menu.or(by_bar);
        let free = meant.is_some() || popup.is_none();
        let at_work = matches!(model.screen, Screen::Form | Screen::Result);
        let action = meant.unwrap_or_else(|| action.clone());
        let confirms = matches!(action, Action::Enter | Action::Click(Hit::EditorRow(_)));
        let asked = popup.is_none() && model.screen == Screen::Form;
        Self {
            seen: (confirms && asked).then(|| drawn(model, 120, 70)),
            action,
            target: model.work.as_ref().map(|work| work.editor.target),
            at_start: model.screen == Screen::Start,
            at_work: free && at_work,
            at_year: model.popup() == Some("year"),
        }
    }

    fn opens(&self, model: &Model) -> bool {
        self.at_start && model.screen != Screen::Start
    }
}

/// Whether a value stood on the screen: echoed below the field, ticked, or in the row in focus.
fn echoes(seen: &str, fact: &Fact, year: i32, value: &Value) -> bool {
    let head = |text: &str| dated(text, year).chars().take(6).collect::<String>();
    let focused = |text: &str| seen.lines().any(|row| row.contains('▸') && row.contains(text));
    let option = |at: usize| head(&fact.kind.options()[at].label.zh);
    let quick = focused("就是");
    match value {
        Value::Bool(yes) => focused(if *yes { "是" } else { "否" }),
        Value::Choice(at) => focused(&option(usize::from(*at))),
        Value::Set(0) => focused("以上都没有"),
        Value::Set(bits) => {
            (0..fact.kind.options().len()).filter(|at| bits >> at & 1 == 1).all(|at| {
                let (box_, label) = ("[✓]", option(at));
                let row = |row: &str| row.contains(box_) && row.contains(&label);
                // A long list scrolls: what is out of sight was seen when it was ticked.
                seen.lines().any(row) || !seen.contains(&label)
            })
        }
        Value::Money(money) => quick || seen.contains(&format!("= {} 元", money.grouped())),
        Value::Percent(percent) => quick || seen.contains(&format!("= {percent}")),
        Value::Day(day) => quick || seen.contains(&format!("= {day}")),
        Value::Year(year) => quick || seen.contains(&format!("= {year}")),
        Value::Count(count) => quick || seen.contains(&format!("= {count}")),
        Value::Items(_) => true,
        Value::MoneyList(list) => {
            list.iter().all(|money| seen.contains(&money.display(Lang::Zh))) || list.len() > 8
        }
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn random_keys_neither_panic_nor_lose_an_answer() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let readings = policy.default_readings();
    let mut model =
        Model::new(policy, &readings, Lang::Zh, Theme { color: true, ..Theme::default() }, 2026);
    model.shelf.samples = samples(&model.policy, Lang::Zh);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&setting("FENGCE_SEED", 7).to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut dice = Dice { rng, next: VecDeque::new() };
    let mut world = World::default();
    let mut size = (80, 24);
    let (mut changes, mut screens) = (0usize, [0usize; 6]);
    let events = setting("FENGCE_EVENTS", 3_000);
    for _ in 0..events {
        // Too small to be seen, no key does anything: it is made larger again.
        if model.blind.get() {
            drawn(&model, 80, 24);
        }
        let event = dice.event(&model, size);
        let Some(action) = action_of(&model, event) else { continue };
        // Looked at in one language and one set of symbols, whichever it has.
        let lang = std::mem::replace(&mut model.lang, Lang::Zh);
        let drawing = (model.theme.ascii, model.theme.wide);
        (model.theme.ascii, model.theme.wide) = (false, false);
        let acted = Acted::of(&model, &action);
        model.lang = lang;
        (model.theme.ascii, model.theme.wide) = drawing;
        let before = known(&model).unwrap_or_default();
        let steps = model.work.as_ref().map_or(0, |work| work.undo.steps());
        let effect = update(&mut model, action);
        if matches!(
            effect,
            Effect::Load(_)
                | Effect::StoreCommand(
                    StoreCommand::NewCall { .. }
                        | StoreCommand::Resume(_)
                        | StoreCommand::Switch { .. }
                )
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
                settle(&mut model);
            }
            terminal.draw(|frame| view(&model, frame)).expect("memory cannot fail");
        }
    }
    eprintln!(
        "{events} events: {changes} changed answers, {} files, screens {screens:?}",
        world.files.len()
    );
    // The walk must not stand in a corner, or it proves nothing.
    if events >= 3_000 {
        assert!(changes > 50, "{changes} changes");
        assert!(screens.iter().take(3).all(|count| *count > 10), "{screens:?}");
    }
}
