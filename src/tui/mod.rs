//! The terminal wizard: event → `Action` → `update` → `Effect` → `view`.
//!
//! Only `main_loop` reads events and only `disk` runs effects; the model, `update` and `view` know
//! neither disk nor clock.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod answer;
mod burst;
mod calls;
mod clipboard;
mod colleague;
mod component;
mod disk;
mod editor;
mod effect;
mod events;
mod field;
mod focus;
mod folds;
mod go;
#[doc(hidden)]
pub mod headless;
mod hits;
mod keymap;
mod keys;
mod lines;
mod list;
mod live;
mod main_loop;
mod model;
mod offers;
mod paint;
mod pane;
mod popups;
mod quoting;
mod screen;
mod screens;
mod session;
#[cfg(unix)]
mod signals;
mod sound;
mod strings;
mod terminal;
mod theme;
mod undo;
mod update;
mod view;
mod work;

#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::Context as _;
use include_dir::{Dir, include_dir};

use crate::config::Config;
use crate::diagnostic::Source;
use crate::policy::{Policy, Readings};
use crate::profile::{self, Averages, Store};
use crate::text::width::Drawing;
use crate::text::{Lang, Text};

pub use colleague::{Ask, Sheets};
use disk::Disk;
pub use keymap::Keymap;
use model::Model;
use screens::settings::state::SettingsView;
use screens::start::shelf::Sample;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/profiles");

/// What the wizard is started with.
pub struct Options {
    /// The language it starts in.
    pub lang: Lang,
    /// Where profiles are saved; none where the system names no folder.
    pub data_dir: Option<PathBuf>,
    /// The measure.
    pub policy: Policy,
    /// The readings in force.
    pub readings: Readings,
    /// The averages known.
    pub benchmarks: Averages,
    /// What the terminal is given.
    pub drawing: Drawing,
    /// The keys.
    pub keymap: Keymap,
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
    /// Workbooks in and out.
    pub sheets: Option<Box<dyn Sheets>>,
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
    let store = options.data_dir.clone().map(Store::new);
    // A long folder is listed while the screen is made ready.
    let listing = store.clone().map(|store| std::thread::spawn(move || store.list()));
    let mut disk = Disk::new(store);
    disk.sheets = options.sheets;
    let color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let palette = theme::Palette::named(options.config.theme.as_deref());
    let theme = {
        let Drawing { ascii, wide } = options.drawing;
        theme::Theme { palette, color, ascii, wide }
    };
    let year = crate::quantity::calendar::today().0;
    let mut model = Model::new(options.policy, &options.readings, options.lang, theme, year);
    model.keymap = options.keymap;
    let policy = Rc::clone(&model.policy);
    let benchmarks = options.benchmarks;
    model.fill = Rc::new(move |year, industry, answers| {
        benchmarks.fill(&policy, year, industry, answers);
    });
    model.settings = SettingsView {
        config: options.config,
        path: options.config_path,
        unknown: options.unknown,
        folder_is_given: options.folder_is_given,
        ..SettingsView::default()
    };
    if let Some(told) = model.policy.superseded() {
        model.message = Some(told.get(options.lang).to_owned());
    }
    if let Some(unknown) = model.settings.unknown.first() {
        model.message = Some(unknown.get(options.lang).to_owned());
    }
    model.shelf.samples = samples(&model.policy, options.lang);
    if let Some(path) = &options.open {
        disk.open(&mut model, path)
            .map_err(|faults| anyhow::anyhow!(faults.render(options.lang)))?;
    }
    match listing.map(std::thread::JoinHandle::join) {
        Some(Ok(listed)) => disk::profiles::take_list(&mut model, listed),
        _ => disk.list(&mut model),
    }
    let lang = model.lang;
    let set = model.settings.path.as_ref().is_none_or(|path| path.exists());
    if !set && options.open.is_none() && model.shelf.entries.is_empty() {
        model.shelf.first_run = screens::start::shelf::FirstRun::Asking;
    }
    let mut screen = terminal::Screen::enter().map_err(|error| unusable(&error, lang))?;
    let mut events = events::Events::listen().context("signals cannot be watched")?;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        main_loop::run(&mut screen, &mut events, &mut model, &mut disk)
    }));
    // Whatever the way out: what is not on the disk yet is saved, then the terminal given back.
    let message = match &ended {
        Ok(Ok(None)) => disk.left.take(),
        Ok(_) | Err(_) => disk.save_at_the_end(&mut model),
    };
    disk.remember(&model);
    let message = disk.save_parked(&mut model).or(message);
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

/// Why the terminal cannot be drawn on, and what to do.
#[expect(clippy::wildcard_enum_match_arm, reason = "the system may report anything")]
fn unusable(error: &std::io::Error, lang: Lang) -> anyhow::Error {
    let said = match error.kind() {
        std::io::ErrorKind::Unsupported => crate::text!(
            "这个控制台太旧，画不出向导。可改用 Windows 终端，或在窗口标题上右键、属性里取消“使用旧版控制台”；也可以运行 fengce ask，逐行问答。",
            "This console is too old for the wizard. Use Windows Terminal, or clear \"Use legacy console\" in the properties of the window; or run fengce ask for plain questions."
        ),
        _ => crate::text!("终端不能用：{error}", "the terminal cannot be used: {error}"),
    };
    anyhow::anyhow!(said.get(lang).to_owned())
}

/// How the wizard ended.
#[derive(Debug)]
pub struct End {
    /// The signal that ended it.
    pub signal: Option<u8>,
    /// What became of the answers, for the normal screen.
    pub message: Option<Text>,
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
