//! The loop: takes in what came, paints, then saves; waits for the next only after that.

use anyhow::Context as _;
use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use super::disk::Disk;
use super::effect::Effect;
use super::events::{Events, Incoming};
use super::keys::Action;
use super::model::{Model, Screen, TypedAhead};
use super::screens::result::explain;
use super::update;

/// What is painted on: the terminal, or a test's record.
pub trait Canvas {
    /// Paints the model.
    ///
    /// # Errors
    /// What the terminal says.
    fn paint(&mut self, model: &Model) -> anyhow::Result<()>;

    /// The user wants the program to pause.
    ///
    /// # Errors
    /// What the terminal says.
    fn pause(&mut self) -> anyhow::Result<()>;

    /// The program goes on; others may have drawn on the terminal.
    ///
    /// # Errors
    /// What the terminal says.
    fn resume(&mut self) -> anyhow::Result<()>;
}

/// Why the loop goes on, or ends.
enum Turn {
    /// There is something to paint.
    Paint,
    /// There is an answer to save once it is painted.
    Save,
    /// The user leaves, or a signal ends the program.
    End(Option<u8>),
}

/// Runs until the user leaves; returns the signal that ended it.
///
/// # Errors
/// The terminal is gone.
pub fn run(
    canvas: &mut impl Canvas,
    events: &mut Events,
    model: &mut Model,
    disk: &mut Disk,
) -> anyhow::Result<Option<u8>> {
    loop {
        take_typed_ahead(events, model);
        canvas.paint(model)?;
        // What can wait is worked out once the screen stands and no key waits.
        let mut batches = 0;
        while !events.is_waiting() && settle(events, model, disk) {
            batches += 1;
            // Of a long list those in sight are read first; the rest is shown when all is read.
            let unseen = model.screen == Screen::Start && batches > 1;
            if !unseen || model.shelf.next_pending().is_none() {
                canvas.paint(model)?;
            }
        }
        if !events.is_waiting() {
            disk.remember_typed(model);
        }
        match take_in(canvas, events, model, disk)? {
            Turn::Paint => disk.save_if_free(model),
            // The answer is seen at once; a disk that is slow shows as "saving".
            Turn::Save => {
                take_typed_ahead(events, model);
                canvas.paint(model)?;
                if disk.perform(model, Effect::Save) {
                    return Ok(None);
                }
            }
            Turn::End(signal) => return Ok(signal),
        }
    }
}

/// Waits for the next event and takes in all that have arrived, for a paste may come as keys;
/// an answer to save ends it, so that no key is read before it is on the disk.
fn take_in(
    canvas: &mut impl Canvas,
    events: &mut Events,
    model: &mut Model,
    disk: &mut Disk,
) -> anyhow::Result<Turn> {
    loop {
        match events.next() {
            Incoming::Event(event, _) => {
                fault_of_a_test(&event);
                if let Some(action) = action_of(model, event) {
                    let effect = update::update(model, action);
                    if effect == Effect::Save {
                        return Ok(Turn::Save);
                    }
                    if disk.perform(model, effect) {
                        return Ok(Turn::End(None));
                    }
                    // What comes next must be seen before a key is read for it.
                    if model.typed_ahead != TypedAhead::GoesOn {
                        return Ok(Turn::Paint);
                    }
                }
            }
            Incoming::End(signal) => return Ok(Turn::End(Some(signal))),
            Incoming::Lost(error) => return Err(error).context("the terminal is gone"),
            Incoming::Quiet => {}
            Incoming::Pause => canvas.pause()?,
            Incoming::Resume => canvas.resume()?,
        }
        if !events.is_waiting() {
            return Ok(Turn::Paint);
        }
    }
}

/// Takes in what was typed before the screen can be seen that the program went on to by itself:
/// characters stay in a field, all else is dropped. It is done before that screen is painted, for
/// what comes later may answer it.
fn take_typed_ahead(events: &mut Events, model: &mut Model) {
    let rule = std::mem::take(&mut model.typed_ahead);
    if rule == TypedAhead::GoesOn {
        return;
    }
    let (mut kept, mut dropped) = (false, false);
    // A signal, or another size of the terminal, is not typed and ends it.
    while let Some(event) = events.take_typed() {
        match action_of(model, event) {
            Some(action @ (Action::Insert(_) | Action::Paste(_)))
                if rule == TypedAhead::StaysInField =>
            {
                update::update(model, action);
                kept = true;
            }
            Some(_) => dropped = true,
            None => {}
        }
    }
    if dropped {
        let strings = model.strings();
        let said = if kept { strings.typed_ahead_kept } else { strings.typed_ahead_dropped };
        model.message = Some(said.to_owned());
    }
}

/// How many profiles of the list are read before it is drawn again.
const AT_ONCE: usize = 20;

/// Does some of the work that the screen can wait for; true if there is something to draw.
fn settle(events: &mut Events, model: &mut Model, disk: &Disk) -> bool {
    if explain::settle(model) {
        return true;
    }
    let mut done = 0;
    while done < AT_ONCE && disk.read_one(model) {
        done += 1;
        if events.is_waiting() {
            break;
        }
    }
    done > 0
}

/// The fault that a test asks for; never in a released program.
fn fault_of_a_test(event: &Event) {
    if cfg!(debug_assertions)
        && let Event::Paste(text) = event
        && std::env::var_os("FENGCE_TEST_PANIC").is_some_and(|word| word == text.as_str())
    {
        panic!("{text}");
    }
}

/// What an event means at the moment; nothing where it could not be seen what a key does.
pub fn action_of(model: &Model, event: Event) -> Option<Action> {
    let action = meant(model, event)?;
    let seen = !model.blind.get() || matches!(action, Action::Resize | Action::Quit);
    seen.then_some(action)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
fn meant(model: &Model, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.is_press() => {
            model.keymap.resolve(model.place(), model.takes_text(), key)
        }
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(..) => Some(Action::Resize),
        Event::Mouse(mouse) => mouse_action(model, mouse),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
fn mouse_action(model: &Model, mouse: MouseEvent) -> Option<Action> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            model.hits.borrow().at(mouse.column, mouse.row).map(Action::Click)
        }
        MouseEventKind::ScrollUp => Some(Action::Wheel(false)),
        MouseEventKind::ScrollDown => Some(Action::Wheel(true)),
        _ => None,
    }
}
