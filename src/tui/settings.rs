//! The settings screen: every setting of `config.toml`, in force as soon as it is chosen.

use std::path::PathBuf;

use crate::config::{Config, THEMES};
use crate::text::Lang;

use super::field::{Edited, Field};
use super::keys::Action;
use super::list::{List, Picked};
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
    pub list: List,
    /// The text being typed.
    pub input: Option<Field>,
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
    match action {
        Action::Back => {
            let fallback = if model.work.is_some() { Screen::Form } else { Screen::Start };
            model.screen = model.settings.back.take().unwrap_or(fallback);
            return Effect::None;
        }
        Action::Right => return change(model, true),
        Action::Left => return change(model, false),
        other if super::update::open_popup(model, other) => return Effect::None,
        _ => {}
    }
    let numbers = vec![None; rows(model).len()];
    match model.settings.list.update(action, &numbers) {
        Picked::Chosen(_) => change(model, true),
        Picked::Moved | Picked::Ignored => {
            model.settings.fault = None;
            Effect::None
        }
    }
}

fn typing(model: &mut Model, action: &Action) -> Effect {
    let Some(field) = &mut model.settings.input else { return Effect::None };
    match action {
        Action::Back => {
            model.settings.input = None;
            model.settings.fault = None;
        }
        Action::Enter => {
            let text = field.text().trim().to_owned();
            let path = (!text.is_empty()).then(|| home(&text));
            return Effect::Configure(match focused(model) {
                Some(Setting::DataDir) => Configure::DataDir(path),
                _ => Configure::Averages(path),
            });
        }
        other => match field.update(other) {
            Edited::Ignored => {
                super::update::open_popup(model, other);
            }
            edited => {
                let too_long = model.strings().too_long;
                model.settings.fault = edited.is_cut().then(|| too_long.to_owned());
            }
        },
    }
    Effect::None
}

/// The setting in focus.
pub fn focused(model: &Model) -> Option<Setting> {
    rows(model).get(model.settings.list.cursor()).copied()
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
    let Some(setting) = focused(model) else { return Effect::None };
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
        }
        Setting::DataDir | Setting::Averages => {
            let path =
                if setting == Setting::DataDir { &config.data_dir } else { &config.benchmarks };
            let text = path.as_ref().map(|path| path.to_string_lossy().into_owned());
            model.settings.input = Some(Field::with(&text.unwrap_or_default(), PATH));
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
            super::readings::put_in_force(model, &readings);
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
