//! Reading what commands name.

use std::path::Path;

use super::Settings;
use super::args::Cli;
use super::exit::{Failure, complain};
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load, load_embedded};
use crate::profile::parse::YEARS;
use crate::profile::{self, Answers, Loaded, Store};
use crate::text;

/// The pack in a folder, or the embedded one.
pub fn policy(dir: Option<&Path>) -> Result<Policy, Failure> {
    Ok(match dir {
        Some(dir) => load(&PackFiles::from_dir(dir)?)?,
        None => load_embedded()?,
    })
}

/// A profile by path, `-`, or saved name.
pub fn profile(policy: &Policy, name: &str, data_dir: Option<&Path>) -> Result<Loaded, Failure> {
    if name == "-" {
        let source = profile::source_from_reader("<stdin>", std::io::stdin().lock())?;
        return Ok(profile::read(policy, &source)?);
    }
    if !is_path(name)
        && let Some(dir) = data_dir
    {
        return Ok(Store::new(dir.join("profiles")).load(policy, name)?);
    }
    Ok(profile::read_path(policy, Path::new(name))?)
}

/// Whether a profile is named by its path, not as a saved one.
pub fn is_path(name: &str) -> bool {
    name.contains(['/', std::path::MAIN_SEPARATOR])
        || name.ends_with(".toml")
        || Path::new(name).exists()
}

/// A profile with its answers, the averages filled in, and the assessment year.
pub fn answers(
    policy: &Policy,
    name: &str,
    year: Option<i32>,
    cli: &Cli,
    settings: &Settings,
) -> Result<(Loaded, Answers, i32), Failure> {
    let loaded = profile(policy, name, settings.data_dir.as_deref())?;
    for remark in &loaded.remarks {
        complain(&format!("{}\n", crate::text::printable(remark.get(settings.lang))));
    }
    let year = year.unwrap_or(loaded.profile.year);
    if !YEARS.contains(&year) {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    let benchmarks = settings.benchmarks(policy, cli.benchmarks.as_deref())?;
    let mut answers = loaded.profile.answers.clone();
    let industry = loaded.profile.enterprise.industry_code.as_deref();
    benchmarks.fill(policy, year, industry, &mut answers);
    Ok((loaded, answers, year))
}
