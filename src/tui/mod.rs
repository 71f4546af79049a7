//! The terminal wizard: event → `Action` → `update` → `Effect` → `view`.
//!
//! Only this module reads events and runs effects; the model, `update` and `view` know neither
//! disk nor clock.

mod boxes;
mod editor;
mod find;
mod find_index;
mod hits;
mod input;
mod keys;
mod law;
mod law_lines;
mod lines;
mod live;
mod marks;
mod model;
mod numerals;
mod rows;
mod settings;
#[cfg(unix)]
mod signals;
mod strings;
mod terminal;
mod theme;
mod update;
mod view;
mod what_if;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context as _;
use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};
use include_dir::{Dir, include_dir};

use crate::diagnostic::Source;
use crate::policy::{Policy, Readings};
use crate::profile::{self, Benchmarks, Profile, Store};
use crate::text::Lang;

use keys::Action;
use model::{Entry, Model, Sample, Saved};
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
    /// A profile to open at once.
    pub open: Option<PathBuf>,
}

/// Runs the wizard until the user leaves.
///
/// # Errors
/// The terminal cannot be used, or the profile to open cannot be read.
pub fn run(options: Options) -> anyhow::Result<()> {
    let store = options.data_dir.clone().or_else(Store::default_dir).map(Store::new);
    let disk = Disk { store };
    let color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let theme = theme::Theme { color, ascii: options.ascii };
    let year = crate::calendar::today().0;
    let mut model = Model::new(options.policy, &options.readings, options.lang, theme, year);
    let policy = Rc::clone(&model.policy);
    let benchmarks = options.benchmarks;
    model.fill = Rc::new(move |year, industry, answers| {
        benchmarks.fill(&policy, year, industry, answers);
    });
    model.samples = samples(&model.policy, options.lang);
    if let Some(path) = &options.open {
        let loaded = profile::read_path(&model.policy, path)
            .map_err(|faults| anyhow::anyhow!(faults.render(options.lang)))?;
        let name = path.file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        update::loaded(&mut model, loaded.profile, name);
        if let Some(work) = &mut model.work {
            work.path = Some(path.clone());
        }
    }
    disk.list(&mut model);
    let mut screen = terminal::Screen::enter().context("the terminal cannot be used")?;
    #[cfg(unix)]
    signals::watch().context("signals cannot be watched")?;
    loop {
        screen.terminal.draw(|frame| view::view(&model, frame))?;
        // What has arrived already is taken in before the next drawing: a paste may come as keys.
        loop {
            if let Some(action) = action_of(&model, event::read()?) {
                let effect = update::update(&mut model, action);
                if disk.perform(&mut model, effect) {
                    return Ok(());
                }
            }
            if !event::poll(std::time::Duration::ZERO)? {
                break;
            }
        }
    }
}

fn action_of(model: &Model, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.is_press() => keys::resolve(model.place(), model.is_typing(), key),
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
}

impl Disk {
    /// Runs an effect; true when the wizard ends.
    fn perform(&self, model: &mut Model, effect: Effect) -> bool {
        match effect {
            Effect::None => {}
            Effect::Quit => return true,
            Effect::Save => {
                self.save(model);
                let safe = model.work.as_ref().is_none_or(|work| work.saved == Saved::Yes);
                if model.quitting && safe {
                    return true;
                }
                model.quitting = false;
                self.list(model);
            }
            Effect::Load(name) => {
                let Some(store) = &self.store else { return false };
                match store.load(&model.policy, &name) {
                    Ok(loaded) => {
                        let remark = loaded.remarks.first().map(|r| r.get(model.lang).to_owned());
                        update::loaded(model, loaded.profile, name);
                        model.message = remark;
                    }
                    Err(faults) => {
                        let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                        model.message = Some(first.unwrap_or_default().to_owned());
                    }
                }
            }
        }
        false
    }

    fn save(&self, model: &mut Model) {
        let Some(work) = &model.work else { return };
        // A profile named on the command line keeps its own place.
        let outcome = match (&work.path, &self.store) {
            (Some(path), _) => write(&model.policy, path, &work.profile)
                .map(|()| work.file.clone().unwrap_or_default())
                .map_err(|error| error.to_string()),
            (None, Some(store)) => {
                let name = match (&work.file, work.profile.enterprise.name.as_str()) {
                    (Some(name), _) => name.clone(),
                    (None, "") => store.free_name(model.strings().unnamed),
                    (None, name) => store.free_name(name),
                };
                store
                    .save(&model.policy, &name, &work.profile)
                    .map(|_| name)
                    .map_err(|error| error.to_string())
            }
            (None, None) => Err(model.strings().no_folder.to_owned()),
        };
        update::saved(model, outcome);
    }

    fn list(&self, model: &mut Model) {
        let Some(store) = &self.store else { return };
        match store.list() {
            Ok(entries) => {
                model.entries =
                    entries.into_iter().map(|entry| Entry { name: entry.name }).collect();
            }
            Err(error) => model.message = Some(error.to_string()),
        }
    }
}

fn write(policy: &Policy, path: &Path, profile: &Profile) -> std::io::Result<()> {
    profile::write_atomically(path, profile::to_toml(policy, profile).as_bytes())
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
