//! `fengce policy diff`.

use std::path::Path;

use clap::ValueEnum;

use crate::cli::Settings;
use crate::cli::exit::{Exit, Failure, complain, print};
use crate::cli::globals::Globals;
use crate::cli::settings::is_there;
use crate::keeper::diff::{compare, effect, to_html, to_json, to_text};
use crate::policy::{Policy, load};
use crate::profile::{Store, source_from_path};
use crate::text;
use crate::text::{json_safe, printable, printable_lines};

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// 给人看的文字 / lines for a person
    Text,
    /// 供程序读 / for programs
    Json,
    /// 网页 / a page
    Html,
}

/// Compares two packs, and what they give the enterprises of a folder.
pub fn run(
    old: &Path,
    new: &Path,
    profiles: Option<&Path>,
    format: DiffFormat,
    globals: &Globals,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let (old, new) = (pack(old)?, pack(new)?);
    if old.id != new.id {
        let (a, b) = (crate::diagnostic::found(&old.id), crate::diagnostic::found(&new.id));
        return Err(Failure::Argument(text!(
            "两个政策包不是同一措施：“{a}”和“{b}”",
            "the packs are of different measures: \"{a}\" and \"{b}\""
        )));
    }
    let comparison = compare(&old, &new);
    // Readings and averages that one edition does not know are the other's.
    let readings = |policy: &Policy| settings.readings(policy, &globals.reading);
    let benchmarks = |policy: &Policy| settings.benchmarks(policy, globals.benchmarks.as_deref());
    let (old_readings, new_readings) = (readings(&old)?, readings(&new)?);
    let (old_averages, new_averages) = (benchmarks(&old)?, benchmarks(&new)?);
    let saved = settings.data_dir.as_ref().map(|dir| dir.join("profiles"));
    let mut effects = Vec::new();
    let mut refused = false;
    if let Some(dir) = profiles.map(Path::to_path_buf).or(saved) {
        let io = |error| Failure::Read(dir.display().to_string(), error);
        if profiles.is_some() && !is_there(&dir)? {
            return Err(io(std::io::Error::from(std::io::ErrorKind::NotFound)));
        }
        let mut entries = Store::new(&dir).list()?;
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        for entry in entries {
            let result = source_from_path(&entry.path).and_then(|source| {
                let before = (&old, &old_readings, &old_averages);
                effect(&entry.name, &source, before, (&new, &new_readings, &new_averages))
            });
            match result {
                Ok(effect) => effects.push(effect),
                Err(faults) => {
                    refused = true;
                    complain(&faults.render(lang));
                    let name = printable(&entry.name).into_owned();
                    let left = text!("略过 {name}\n", "{name} is left out\n");
                    complain(left.get(lang));
                }
            }
        }
    }
    match format {
        DiffFormat::Text => {
            print(&printable_lines(&to_text(&old, &new, &comparison, &effects, lang)))?;
        }
        DiffFormat::Html => print(&to_html(&old, &new, &comparison, &effects, lang))?,
        DiffFormat::Json => {
            let json = to_json(&old, &new, &comparison, &effects);
            let json = serde_json::to_string_pretty(&json)?;
            print(&format!("{}\n", json_safe(&json)))?;
        }
    }
    Ok(if refused { Exit::DoesNotHold } else { Exit::Success })
}

/// A pack by its folder; `embedded` is the one in the program.
fn pack(name: &Path) -> Result<Policy, Failure> {
    let dir = Some(name).filter(|name| name.as_os_str() != "embedded");
    Ok(load(&super::files(dir)?)?)
}
