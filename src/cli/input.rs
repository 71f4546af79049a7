//! Reading what commands name.

use std::path::{Path, PathBuf};

use super::exit::{Failure, complain};
use crate::cli::globals::Globals;
use crate::cli::settings::{Settings, is_there};
use crate::keeper::diff::update;
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load, load_embedded, packs};
use crate::profile::parse::YEARS;
use crate::profile::{self, Answers, Loaded, Store};
use crate::text;

/// The pack in a folder, the edition that the settings name, or the embedded one; how the office
/// is reached is as the settings say.
pub fn policy(dir: Option<&Path>, settings: &Settings) -> Result<Policy, Failure> {
    let mut policy = match (dir, &settings.edition) {
        (Some(dir), _) => load(&PackFiles::from_dir(dir)?)?,
        (None, Some(edition)) => packs::find(settings.packs_dir().as_deref(), edition)?,
        (None, None) => load_embedded()?,
    };
    policy.contact = settings.config.contact.clone().or(policy.contact);
    Ok(policy)
}

/// A profile by path, `-`, or saved name.
pub fn profile(policy: &Policy, name: &str, data_dir: Option<&Path>) -> Result<Loaded, Failure> {
    if name == "-" {
        let source = profile::source_from_reader("<stdin>", std::io::stdin().lock())?;
        return Ok(profile::read(policy, &source)?);
    }
    Ok(profile::read_path(policy, &file(name, data_dir)?)?)
}

/// The file of a profile that is named so: of a saved one, if it is no path and not `-`.
///
/// # Errors
/// Whether it is a path cannot be told, or the saved profile cannot be.
pub fn file(name: &str, data_dir: Option<&Path>) -> Result<PathBuf, Failure> {
    match data_dir {
        Some(dir) if name != "-" && !is_path(name)? => {
            let store = Store::new(dir.join("profiles"));
            // Where there is none, reading its file tells so, with its place.
            Ok(store.find(name)?.unwrap_or_else(|| store.path(name)))
        }
        _ => Ok(PathBuf::from(name)),
    }
}

/// Whether a profile is named by its path, not as a saved one.
///
/// # Errors
/// It cannot be told.
pub fn is_path(name: &str) -> Result<bool, Failure> {
    Ok(name.contains(['/', std::path::MAIN_SEPARATOR])
        || name.ends_with(".toml")
        || is_there(Path::new(name))?)
}

/// What changed since a profile was saved with another edition; else how it was read.
pub fn tell_of_update(policy: &Policy, loaded: &Loaded, settings: &Settings) {
    let tell = |text: &text::Text| {
        complain(&format!("{}\n", text::printable(text.get(settings.lang))));
    };
    let saved_with = loaded.edition.as_deref().filter(|edition| **edition != *policy.edition);
    policy.superseded().iter().for_each(tell);
    // Without the old pack only the answers that moved can be told.
    let packs = settings.packs_dir();
    let old = saved_with.and_then(|edition| packs::find(packs.as_deref(), edition).ok());
    match update(old.as_ref(), policy, loaded) {
        Some(update) => {
            tell(&update.headline());
            for change in &update.changes {
                tell(&change.map(|change| format!("  {change}")));
            }
        }
        None => loaded.remarks.iter().for_each(tell),
    }
}

/// A profile with its answers, the averages filled in, and the assessment year.
pub fn answers(
    policy: &Policy,
    name: &str,
    year: Option<i32>,
    globals: &Globals,
    settings: &Settings,
) -> Result<(Loaded, Answers, i32), Failure> {
    let loaded = profile(policy, name, settings.data_dir.as_deref())?;
    tell_of_update(policy, &loaded, settings);
    let year = year.unwrap_or(loaded.profile.year);
    if !YEARS.contains(&year) {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    let benchmarks = settings.benchmarks(policy, globals.benchmarks.as_deref())?;
    let mut answers = loaded.profile.answers.clone();
    let industry = loaded.profile.enterprise.industry_code.as_deref();
    benchmarks.fill(policy, year, industry, &mut answers);
    Ok((loaded, answers, year))
}
