//! The settings screen: every setting of `config.toml`, in force as soon as it is chosen.

use std::path::PathBuf;
use std::rc::Rc;

use tui_input::{Input, InputRequest};

use crate::assess::Program;
use crate::config::{Config, THEMES};
use crate::text::Lang;

use super::boxes;
use super::hits::Hit;
use super::input::pasted;
use super::keys::Action;
use super::model::{Model, Screen};
use super::theme::Palette;
use super::update::Effect;

/// The most characters of a path.
const PATH: usize = 1000;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language.
    Language,
    /// The theme.
    Theme,
    /// Only ASCII symbols.
    Ascii,
    /// The mouse.
    Mouse,
    /// Wizard or plain questions.
    Interface,
    /// The assessment year of a new profile.
    Year,
    /// The folder of the profiles.
    DataDir,
    /// The file of averages.
    Averages,
    /// A reading, by its place in the policy.
    Reading(usize),
}

/// The settings as they are edited.
#[derive(Clone, Debug, Default)]
pub struct SettingsView {
    /// What is set.
    pub config: Config,
    /// The file, where there is a place for it.
    pub path: Option<PathBuf>,
    /// The keys of the file that are not known, each with what to do.
    pub unknown: Vec<crate::text::Text>,
    /// Whether the folder was named for this run, so that another one waits for the next.
    pub folder_is_given: bool,
    /// The focused row.
    pub row: usize,
    /// The text being typed.
    pub input: Option<Input>,
    /// What is wrong with the focused setting.
    pub fault: Option<String>,
    /// Where Esc leads back to.
    pub back: Option<Screen>,
}

impl SettingsView {
    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        self.input.is_some()
    }

    /// Whether the mouse is listened to.
    pub fn mouse(&self) -> bool {
        self.config.mouse.unwrap_or(true)
    }
}

/// The rows.
pub fn rows(model: &Model) -> Vec<Setting> {
    use Setting::{Ascii, Averages, DataDir, Interface, Language, Mouse, Theme, Year};
    let mut rows = vec![Language, Theme, Ascii, Mouse, Interface, Year, DataDir, Averages];
    rows.extend((0..model.policy.readings.len()).map(Setting::Reading));
    rows
}

/// Opens the settings.
pub fn open(model: &mut Model) {
    if model.screen != Screen::Settings {
        model.settings.back = Some(model.screen);
    }
    model.settings.input = None;
    model.settings.fault = None;
    model.screen = Screen::Settings;
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    if model.settings.input.is_some() {
        return typing(model, action);
    }
    let last = rows(model).len().saturating_sub(1);
    let row = model.settings.row;
    let to = match action {
        Action::Up => row.saturating_sub(1),
        Action::Down => (row + 1).min(last),
        Action::PageUp => row.saturating_sub(8),
        Action::PageDown => (row + 8).min(last),
        Action::Home => 0,
        Action::End => last,
        Action::Click(Hit::Row(at)) => (*at).min(last),
        _ => row,
    };
    if to != row {
        model.settings.row = to;
        model.settings.fault = None;
        return Effect::None;
    }
    match action {
        Action::Back => {
            let fallback = if model.work.is_some() { Screen::Form } else { Screen::Start };
            model.screen = model.settings.back.take().unwrap_or(fallback);
            Effect::None
        }
        Action::Enter | Action::Right | Action::Click(_) => change(model, true),
        Action::Left => change(model, false),
        other => {
            boxes::open(model, other);
            Effect::None
        }
    }
}

fn typing(model: &mut Model, action: &Action) -> Effect {
    let Some(input) = &mut model.settings.input else { return Effect::None };
    let request = match action {
        Action::Back => {
            model.settings.input = None;
            model.settings.fault = None;
            return Effect::None;
        }
        Action::Enter => {
            let text = input.value().trim().to_owned();
            let path = (!text.is_empty()).then(|| home(&text));
            let is_folder = rows(model).get(model.settings.row) == Some(&Setting::DataDir);
            return Effect::Configure(if is_folder {
                Configure::DataDir(path)
            } else {
                Configure::Averages(path)
            });
        }
        Action::Insert(c) if !crate::text::is_unsafe(*c) => Some(InputRequest::InsertChar(*c)),
        Action::Paste(text) => {
            let room = PATH.saturating_sub(input.value().chars().count());
            let (kept, more) = pasted(text, room);
            for c in kept.chars() {
                input.handle(InputRequest::InsertChar(c));
            }
            model.settings.fault = more.then(|| model.strings().too_long.to_owned());
            return Effect::None;
        }
        Action::Backspace => Some(InputRequest::DeletePrevChar),
        Action::DeleteChar => Some(InputRequest::DeleteNextChar),
        Action::Left => Some(InputRequest::GoToPrevChar),
        Action::Right => Some(InputRequest::GoToNextChar),
        Action::Home => Some(InputRequest::GoToStart),
        Action::End => Some(InputRequest::GoToEnd),
        other => {
            boxes::open(model, other);
            return Effect::None;
        }
    };
    if let Some(request) = request {
        input.handle(request);
    }
    model.settings.fault = None;
    Effect::None
}

/// A path with `~` as people write it.
fn home(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// What the loop has to check and write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Configure {
    /// Write what is set.
    Save,
    /// Use another folder, if it can be.
    DataDir(Option<PathBuf>),
    /// Use another file of averages, if it is a good one.
    Averages(Option<PathBuf>),
}

/// The next of some options, or the one before.
fn step<T: PartialEq + Clone>(options: &[T], now: &T, forward: bool) -> Option<T> {
    let at = options.iter().position(|option| option == now).unwrap_or(0);
    let count = options.len().max(1);
    let to = if forward { (at + 1) % count } else { (at + count - 1) % count };
    options.get(to).cloned()
}

fn change(model: &mut Model, forward: bool) -> Effect {
    let Some(setting) = rows(model).get(model.settings.row).copied() else { return Effect::None };
    model.settings.fault = None;
    let config = &mut model.settings.config;
    match setting {
        Setting::Language => {
            model.lang = model.lang.other();
            config.lang = Some(model.lang);
        }
        Setting::Theme => {
            let next = step(&THEMES, &model.theme.palette.name(), forward);
            config.theme = next.map(str::to_owned);
            model.theme.palette = Palette::named(config.theme.as_deref());
        }
        Setting::Ascii => {
            model.theme.ascii = !model.theme.ascii;
            config.ascii = Some(model.theme.ascii);
        }
        Setting::Mouse => config.mouse = Some(!config.mouse.unwrap_or(true)),
        Setting::Interface => config.ask = Some(!config.ask.unwrap_or(false)),
        Setting::Year => {
            let now = model.current_year;
            let years = [None, Some(now - 2), Some(now - 1), Some(now), Some(now + 1)];
            config.year = step(&years, &config.year, forward).flatten();
            model.default_year = config.year;
        }
        Setting::DataDir | Setting::Averages => {
            let path =
                if setting == Setting::DataDir { &config.data_dir } else { &config.benchmarks };
            let text = path.as_ref().map(|path| path.to_string_lossy().into_owned());
            model.settings.input = Some(Input::new(text.unwrap_or_default()));
            return Effect::None;
        }
        Setting::Reading(at) => {
            let Some(reading) = model.policy.readings.get(at) else { return Effect::None };
            let mut readings = model.program.readings().clone();
            let options: Vec<usize> = (0..reading.options.len()).collect();
            let now = readings.0.get(at).copied().unwrap_or(0);
            let Some(chosen) = step(&options, &now, forward) else { return Effect::None };
            if let Some(slot) = readings.0.get_mut(at) {
                *slot = chosen;
            }
            config.readings.retain(|(id, _)| *id != reading.id);
            if chosen != 0 {
                let option = reading.options[chosen].id.clone();
                config.readings.push((reading.id.clone(), option));
            }
            model.program = Rc::new(Program::compile(&model.policy, &readings));
            model.forget_sums();
            model.refresh();
        }
    }
    Effect::Configure(Configure::Save)
}

/// What a setting is called.
pub fn label(model: &Model, setting: Setting) -> String {
    let strings = model.strings();
    match setting {
        Setting::Language => strings.set_language.to_owned(),
        Setting::Theme => strings.set_theme.to_owned(),
        Setting::Ascii => strings.set_ascii.to_owned(),
        Setting::Mouse => strings.set_mouse.to_owned(),
        Setting::Interface => strings.set_interface.to_owned(),
        Setting::Year => strings.set_year.to_owned(),
        Setting::DataDir => strings.set_folder.to_owned(),
        Setting::Averages => strings.set_benchmarks.to_owned(),
        Setting::Reading(at) => {
            model.policy.readings.get(at).map_or("", |r| r.title.get(model.lang)).to_owned()
        }
    }
}

/// What a setting is set to.
pub fn value(model: &Model, setting: Setting) -> String {
    let strings = model.strings();
    let config = &model.settings.config;
    let on = |on: bool| if on { strings.set_on } else { strings.set_off }.to_owned();
    let path = |path: &Option<PathBuf>| {
        path.as_ref().map_or(strings.set_default.to_owned(), |p| p.to_string_lossy().into_owned())
    };
    match setting {
        Setting::Language => if model.lang == Lang::Zh { "中文" } else { "English" }.to_owned(),
        Setting::Theme => theme_name(model).to_owned(),
        Setting::Ascii => on(model.theme.ascii),
        Setting::Mouse => on(model.settings.mouse()),
        Setting::Interface if config.ask.unwrap_or(false) => strings.set_ask.to_owned(),
        Setting::Interface => strings.set_wizard.to_owned(),
        Setting::Year => match config.year {
            Some(year) => year.to_string(),
            None => format!("{} ({})", strings.set_last_year, model.current_year - 1),
        },
        Setting::DataDir => path(&config.data_dir),
        Setting::Averages => path(&config.benchmarks),
        Setting::Reading(at) => {
            let chosen = model.program.readings().0.get(at).copied().unwrap_or(0);
            let reading = model.policy.readings.get(at);
            let option = reading.and_then(|reading| reading.options.get(chosen));
            option.map_or("", |option| option.label.get(model.lang)).to_owned()
        }
    }
}

fn theme_name(model: &Model) -> &'static str {
    let strings = model.strings();
    match model.theme.palette {
        Palette::Plain => strings.theme_plain,
        Palette::Dark => strings.theme_dark,
        Palette::Light => strings.theme_light,
        Palette::Contrast => strings.theme_contrast,
        Palette::None => strings.theme_none,
    }
}

/// What a setting does.
pub fn help(model: &Model, setting: Setting) -> &'static str {
    let strings = model.strings();
    match setting {
        Setting::Language => strings.set_language_help,
        Setting::Theme => strings.set_theme_help,
        Setting::Ascii => strings.set_ascii_help,
        Setting::Mouse => strings.set_mouse_help,
        Setting::Interface => strings.set_interface_help,
        Setting::Year => strings.set_year_help,
        Setting::DataDir => strings.set_folder_help,
        Setting::Averages => strings.set_benchmarks_help,
        Setting::Reading(_) => strings.set_reading_help,
    }
}
