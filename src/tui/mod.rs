//! The terminal wizard: event → `Action` → `update` → `Effect` → `view`.
//!
//! Only this module reads events and runs effects; the model, `update` and `view` know neither
//! disk nor clock.

mod boxes;
mod compare;
mod configure;
mod detail;
mod editor;
mod events;
mod export;
mod find;
mod find_index;
#[doc(hidden)]
pub mod headless;
mod hits;
mod input;
mod keymap;
mod keys;
mod law;
mod law_lines;
mod lines;
mod list;
mod live;
mod marks;
mod model;
mod numerals;
mod page;
mod readings;
mod result;
mod rows;
mod settings;
mod shelf;
#[cfg(unix)]
mod signals;
mod start;
mod strings;
mod terminal;
mod theme;
mod undo;
mod update;
mod view;
mod ways;
mod what_if;

#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context as _;
use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};
use include_dir::{Dir, include_dir};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::policy::{Policy, Readings, packs};
use crate::profile::{self, Benchmarks, Opened, Session, Store};
use crate::text;
use crate::text::{Lang, Text};

use events::Incoming;
use keymap::Keymap;
use keys::Action;
use model::{Model, Sample, Saved};
use update::Effect;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/profiles");

/// What the wizard is started with.
pub struct Options {
    /// The language it starts in.
    pub lang: Lang,
    /// Where profiles are saved; the user's data folder if none.
    pub data_dir: Option<PathBuf>,
    /// The measure.
    pub policy: Policy,
    /// The readings in force.
    pub readings: Readings,
    /// The averages known.
    pub benchmarks: Benchmarks,
    /// Whether only ASCII symbols and lines are drawn.
    pub ascii: bool,
    /// Other keys for some actions, by name: `("page", "Ctrl-G")`.
    pub keys: Vec<(String, String)>,
    /// A profile to open at once.
    pub open: Option<PathBuf>,
    /// What the user's settings file says, to be shown and changed.
    pub config: Config,
    /// The settings file.
    pub config_path: Option<PathBuf>,
    /// What the settings file says that is not known.
    pub unknown: Vec<Text>,
    /// Whether the folder was named for this run.
    pub folder_is_given: bool,
}

/// Every key with what it does, in one language.
pub fn keys_described(lang: Lang) -> Vec<(String, String)> {
    Keymap::default().described(lang)
}

/// Runs the wizard until the user leaves.
///
/// # Errors
/// The terminal cannot be used, or the profile to open cannot be read.
pub fn run(options: Options) -> anyhow::Result<End> {
    let store = options.data_dir.clone().or_else(Store::default_dir).map(Store::new);
    // A long folder is listed while the screen is made ready.
    let listing = store.clone().map(|store| std::thread::spawn(move || store.list()));
    let mut disk = Disk { store, session: None, parked: Vec::new(), told: false, left: None };
    let color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let palette = theme::Palette::named(options.config.theme.as_deref());
    let theme = theme::Theme { palette, color, ascii: options.ascii };
    let year = crate::calendar::today().0;
    let mut model = Model::new(options.policy, &options.readings, options.lang, theme, year);
    model.keymap = Keymap::rebound(&options.keys)
        .map_err(|why| anyhow::anyhow!(why.get(options.lang).to_owned()))?;
    let policy = Rc::clone(&model.policy);
    let benchmarks = options.benchmarks;
    model.fill = Rc::new(move |year, industry, answers| {
        benchmarks.fill(&policy, year, industry, answers);
    });
    model.default_year = options.config.year;
    model.settings = settings::SettingsView {
        config: options.config,
        path: options.config_path,
        unknown: options.unknown,
        folder_is_given: options.folder_is_given,
        ..settings::SettingsView::default()
    };
    if let Some(unknown) = model.settings.unknown.first() {
        model.message = Some(unknown.get(options.lang).to_owned());
    }
    model.samples = samples(&model.policy, options.lang);
    if let Some(path) = &options.open {
        disk.open(&mut model, path)
            .map_err(|faults| anyhow::anyhow!(faults.render(options.lang)))?;
    }
    match listing.map(std::thread::JoinHandle::join) {
        Some(Ok(listed)) => shelf::take_list(&mut model, listed),
        _ => disk.list(&mut model),
    }
    let mut screen = terminal::Screen::enter().context("the terminal cannot be used")?;
    let mut events = events::Events::listen().context("signals cannot be watched")?;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        run_until_the_end(&mut screen, &mut events, &mut model, &mut disk)
    }));
    // Whatever the way out: what is not on the disk yet is saved, then the terminal given back.
    let message = match &ended {
        Ok(Ok(None)) => disk.left.take(),
        Ok(_) => disk.save_at_the_end(&mut model, true),
        Err(_) => disk.save_at_the_end(&mut model, false),
    };
    let message = disk.save_parked(&mut model, ended.is_ok()).or(message);
    drop(screen);
    match ended {
        Ok(Ok(signal)) => Ok(End { signal, message }),
        Ok(Err(error)) => {
            let message = message.map(|text| text.get(model.lang).to_owned()).unwrap_or_default();
            Err(error.context(message))
        }
        Err(panic) => resume_unwind(panic),
    }
}

fn is_unsaved(model: &Model) -> bool {
    matches!(&model.work, Some(work) if matches!(work.saved, Saved::Failed(_)))
}

/// Why a profile is not saved, the reason first: what is cut off is the end.
fn reason(error: &profile::StoreError) -> Text {
    let (what, remedy, path) = (error.what(), error.remedy(), error.path.display());
    Text::new(
        format!("{}：{path}。{}", what.zh, remedy.zh),
        format!("{}: {path}. {}", what.en, remedy.en),
    )
}

/// How the wizard ended.
#[derive(Debug)]
pub struct End {
    /// The signal that ended it.
    pub signal: Option<u8>,
    /// What became of the answers, for the normal screen.
    pub message: Option<Text>,
}

/// The loop; returns the signal that ended it.
fn run_until_the_end(
    screen: &mut terminal::Screen,
    events: &mut events::Events,
    model: &mut Model,
    disk: &mut Disk,
) -> anyhow::Result<Option<u8>> {
    loop {
        screen.listen_to_mouse(model.settings.mouse())?;
        screen.terminal.draw(|frame| view::view(model, frame))?;
        // What can wait is worked out once the screen stands and no key waits.
        while !events.is_waiting() && settle(events, model, disk) {
            screen.terminal.draw(|frame| view::view(model, frame))?;
        }
        // What has arrived already is taken in before the next drawing: a paste may come as keys.
        loop {
            match events.next() {
                Incoming::Event(event) => {
                    fault_of_a_test(&event);
                    if let Some(action) = action_of(model, event) {
                        let effect = update::update(model, action);
                        if disk.perform(model, effect) {
                            return Ok(None);
                        }
                    }
                }
                Incoming::End(signal) => return Ok(Some(signal)),
                Incoming::Lost(error) => return Err(error).context("the terminal is gone"),
                Incoming::Pause => screen.pause()?,
                Incoming::Resume => screen.resume()?,
            }
            if !events.is_waiting() {
                break;
            }
        }
    }
}

/// How many profiles of the list are read before it is drawn again.
const AT_ONCE: usize = 20;

/// Does some of the work that the screen can wait for; true if there is something to draw.
fn settle(events: &mut events::Events, model: &mut Model, disk: &Disk) -> bool {
    if detail::settle(model) {
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

fn action_of(model: &Model, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.is_press() => {
            model.keymap.resolve(model.place(), model.is_typing(), key)
        }
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(..) => Some(Action::Resize),
        Event::Mouse(mouse) => mouse_action(model, mouse),
        _ => None,
    }
}

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

/// What is read and written.
struct Disk {
    store: Option<Store>,
    /// The place of the profile at hand.
    session: Option<Session>,
    /// The places of the profiles put aside, by their numbers.
    parked: Vec<(u32, Session)>,
    /// The user was told on leaving that nothing takes the answers.
    told: bool,
    /// What became of them then.
    left: Option<Text>,
}

impl Disk {
    /// Runs an effect; true when the wizard ends.
    fn perform(&mut self, model: &mut Model, effect: Effect) -> bool {
        match effect {
            Effect::None => {}
            Effect::Quit => return self.may_leave(model),
            Effect::Save => {
                self.save(model);
                if std::mem::take(&mut model.quitting) {
                    return self.may_leave(model);
                }
                // Listed again once the list is looked at: a save must not wait for the folder.
                model.list.stale = true;
                if let Some(notes) = model.page_waits.take() {
                    return self.perform(model, Effect::Page { notes });
                }
            }
            Effect::Elsewhere => self.save_elsewhere(model),
            Effect::Page { notes } => {
                let written = export::write(model, notes);
                page::done(model, written);
            }
            Effect::Browse(file) => {
                if open::that_detached(&file).is_err() {
                    let lead = model.strings().page_no_browser;
                    model.message = Some(format!("{lead}{file}"));
                }
            }
            Effect::Configure(change) => self.configure(model, change),
            Effect::Beside(name) => {
                let Some(store) = &self.store else { return false };
                match store.load(&model.policy, &name) {
                    Ok(loaded) => compare::show(model, &loaded.profile),
                    Err(faults) => {
                        let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                        model.message = Some(first.unwrap_or_default().to_owned());
                    }
                }
            }
            Effect::Errand(errand) => self.errand(model, errand),
            Effect::Load(name) => {
                let Some(store) = &self.store else { return false };
                let path = store.path(&name);
                if let Err(faults) = self.open(model, &path) {
                    let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                    model.message = Some(first.unwrap_or_default().to_owned());
                }
            }
        }
        false
    }

    /// Goes on with the profile in a file.
    fn open(&mut self, model: &mut Model, path: &Path) -> Result<(), Diagnostics> {
        // Opened again, it must not find our own lock.
        if self.session.as_ref().and_then(Session::path) == Some(path) {
            self.session = None;
        }
        let opened = Session::open(&model.policy, path, self.store.as_ref())?;
        let Opened { loaded, session } = opened;
        // Saved with another edition: what changed is told before anything is saved.
        let packs = self.store.as_ref().and_then(|store| store.dir().parent());
        let packs = packs.map(|data| data.join("packs"));
        let other = loaded.edition.as_deref().filter(|edition| **edition != *model.policy.edition);
        let old = other.and_then(|edition| packs::find(packs.as_deref(), edition).ok());
        let changed = crate::diff::update(old.as_ref(), &model.policy, &loaded);
        if let Some(changed) = &changed {
            let lang = model.lang;
            let lines = std::iter::once(changed.headline()).chain(changed.changes.iter().cloned());
            let lines: Vec<String> = lines.map(|line| line.get(lang).to_owned()).collect();
            model.compared = lines.join("\n");
        }
        let remarks = loaded.remarks;
        update::loaded(model, loaded.profile, session.name().unwrap_or_default());
        if changed.is_some() {
            model.popup = Some(model::Popup::Compared { scroll: 0 });
        }
        let elsewhere = session.is_read_only().then(|| session.read_only_notice());
        let remark = elsewhere.as_ref().or(remarks.first());
        model.message = remark.map(|remark| remark.get(model.lang).to_owned());
        self.session = Some(session);
        Ok(())
    }

    fn save(&mut self, model: &mut Model) {
        let Some(work) = &model.work else { return };
        // Without a file it is a new profile.
        if work.file.is_none() && self.session.as_ref().is_some_and(|open| open.path().is_some()) {
            self.session = None;
        }
        let session = self.session.get_or_insert_with(|| Session::new(self.store.as_ref()));
        let saved = session.save(&model.policy, &work.profile, model.strings().unnamed);
        let lang = model.lang;
        if let Ok(profile::Saved { note: Some(note), .. }) = &saved {
            model.message = Some(note.text().get(lang).to_owned());
        }
        let outcome = saved
            .map(|_| session.name().unwrap_or_default())
            .map_err(|error| reason(&error).get(lang).to_owned());
        update::saved(model, outcome);
        if let Some(work) = &mut model.work {
            let now = crate::calendar::stamp(std::time::SystemTime::now());
            work.saved_at = now.split(' ').nth(1).unwrap_or_default().to_owned();
        }
    }

    /// Whether the wizard may end: not with answers that no place takes, unless that was told.
    fn may_leave(&mut self, model: &mut Model) -> bool {
        if !is_unsaved(model) || std::mem::take(&mut self.told) {
            return true;
        }
        self.save(model);
        if is_unsaved(model) {
            self.left = self.rescue(model);
        }
        self.told = is_unsaved(model);
        !self.told
    }

    /// Saves the profile at hand in the first of the other places that takes it.
    fn save_elsewhere(&mut self, model: &mut Model) {
        let Some(work) = &model.work else { return };
        let session = self.session.get_or_insert_with(|| Session::new(self.store.as_ref()));
        let unnamed = model.strings().unnamed;
        let saved = Store::other_places().into_iter().find_map(|place| {
            session.save_elsewhere(&model.policy, &work.profile, &place, unnamed).ok()
        });
        let Some(saved) = saved else {
            // It is told as it was, with the same choices.
            model.popup = Some(model::Popup::Unsaved { row: 0 });
            return;
        };
        let name = session.name().unwrap_or_default();
        update::saved(model, Ok(name));
        model.message = Some(format!("{}{}", model.strings().saved_as, saved.path.display()));
    }

    /// Saves what is not on the disk yet, the answer being typed too if asked; elsewhere if it
    /// must be. Returns what to tell.
    fn save_at_the_end(&mut self, model: &mut Model, pending: bool) -> Option<Text> {
        if pending {
            let effect = update::take_pending(model);
            self.perform(model, effect);
        }
        if is_unsaved(model) {
            self.save(model);
        }
        match model.work.as_ref()?.saved {
            Saved::Yes => Some(text!("回答都已存档。", "Every answer is saved.")),
            Saved::Failed(_) => self.rescue(model),
            Saved::Not => None,
        }
    }

    /// Saves what its own place did not take elsewhere; returns what became of it.
    fn rescue(&mut self, model: &mut Model) -> Option<Text> {
        let Saved::Failed(why) = model.work.as_ref()?.saved.clone() else { return None };
        self.save_elsewhere(model);
        let path = self.session.as_ref().and_then(Session::path);
        Some(match path.filter(|_| !is_unsaved(model)) {
            Some(path) => {
                let path = path.display();
                text!(
                    "原处没能保存（{why}），已另存到：{path}",
                    "not saved in its place ({why}); saved instead as: {path}"
                )
            }
            None => text!("没能保存：{why}", "not saved: {why}"),
        })
    }
}

/// The samples that come with the program.
fn samples(policy: &Policy, lang: Lang) -> Vec<Sample> {
    let mut files: Vec<_> = SAMPLES.files().collect();
    files.sort_by_key(|file| file.path());
    files
        .into_iter()
        .filter(|file| file.path().extension().is_some_and(|end| end == "toml"))
        .filter_map(|file| {
            let name = file.path().file_stem()?.to_string_lossy().into_owned();
            let source = Source::new(name.clone(), file.contents_utf8()?);
            let profile = profile::read(policy, &source).ok()?.profile;
            let title = match profile.enterprise.name.as_str() {
                "" => name,
                title => format!("{title} ({}{})", profile.year, strings::strings(lang).year_of),
            };
            Some(Sample { title, profile })
        })
        .collect()
}
