//! The settings screen: every setting of `config.toml`, in force as soon as it is chosen.

use std::path::PathBuf;

use crate::config::THEMES;
use crate::tui::effect::{Configure, Effect};
use crate::tui::field::{Edited, Field};
use crate::tui::keys::Action;
use crate::tui::list::Picked;
use crate::tui::model::{Model, Screen};
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::words::rows;
use crate::tui::theme::Palette;
use crate::tui::work::put_in_force;

/// The most characters of a path.
const PATH: usize = 1000;

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
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
pub fn act(model: &mut Model, action: &Action) -> Effect {
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

#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
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
            Edited::Ignored => {}
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
pub fn home(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// The next of some options, or the one before.
fn step<T: PartialEq + Clone>(options: &[T], now: &T, forward: bool) -> Option<T> {
    let at = options.iter().position(|option| option == now).unwrap_or(0);
    let count = options.len().max(1);
    let to = if forward { (at + 1) % count } else { (at + count - 1) % count };
    options.get(to).cloned()
}

fn change(model: &mut Model, forward: bool) -> Effect {
    focused(model).map_or(Effect::None, |setting| alter(model, setting, forward))
}

/// Puts the next option of a setting in force, or the one before.
pub fn alter(model: &mut Model, setting: Setting, forward: bool) -> Effect {
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
        Setting::Width => {
            model.theme.wide = !model.theme.wide;
            config.wide = Some(model.theme.wide);
        }
        Setting::Mouse => config.mouse = Some(!config.mouse.unwrap_or(true)),
        Setting::Interface => config.ask = Some(!config.ask.unwrap_or(false)),
        Setting::HelpDesk => config.help_desk = Some(!config.help_desk.unwrap_or(false)),
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
            put_in_force(model, &readings);
        }
    }
    Effect::Configure(Configure::Save)
}
