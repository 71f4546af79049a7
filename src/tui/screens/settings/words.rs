//! What the settings are called, what they are set to and what they do.

use std::path::PathBuf;

use crate::text::Lang;
use crate::tui::model::Model;
use crate::tui::screens::settings::state::Setting;
use crate::tui::theme::Palette;

/// The rows.
pub fn rows(model: &Model) -> Vec<Setting> {
    use Setting::{
        Ascii, Averages, DataDir, HelpDesk, Interface, Language, Mouse, Theme, Width, Year,
    };
    let mut rows =
        vec![Language, Theme, Ascii, Width, Mouse, Interface, HelpDesk, Year, DataDir, Averages];
    rows.extend((0..model.policy.readings.len()).map(Setting::Reading));
    rows
}

/// What a setting is called.
pub fn label(model: &Model, setting: Setting) -> String {
    let strings = model.strings();
    match setting {
        Setting::Language => strings.set_language.to_owned(),
        Setting::Theme => strings.set_theme.to_owned(),
        Setting::Ascii => strings.set_ascii.to_owned(),
        Setting::Width => strings.set_width.to_owned(),
        Setting::Mouse => strings.set_mouse.to_owned(),
        Setting::Interface => strings.set_interface.to_owned(),
        Setting::HelpDesk => strings.set_help_desk.to_owned(),
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
        Setting::Width if model.theme.wide => strings.set_width_two.to_owned(),
        Setting::Width => strings.set_width_one.to_owned(),
        Setting::Mouse => on(model.settings.mouse()),
        Setting::Interface if config.ask.unwrap_or(false) => strings.set_ask.to_owned(),
        Setting::Interface => strings.set_wizard.to_owned(),
        Setting::HelpDesk => on(config.help_desk.unwrap_or(false)),
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
        Setting::Width => strings.set_width_help,
        Setting::Mouse => strings.set_mouse_help,
        Setting::Interface => strings.set_interface_help,
        Setting::HelpDesk => strings.set_help_desk_help,
        Setting::Year => strings.set_year_help,
        Setting::DataDir => strings.set_folder_help,
        Setting::Averages => strings.set_benchmarks_help,
        Setting::Reading(_) => strings.set_reading_help,
    }
}
