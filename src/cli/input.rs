//! Reading what commands name.

use std::path::Path;

use super::Settings;
use super::exit::Failure;
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load, load_embedded, packs};
use crate::profile::{self, Loaded, Store};

/// The pack in a folder, the edition that the settings name, or the embedded one.
pub fn policy(dir: Option<&Path>, settings: &Settings) -> Result<Policy, Failure> {
    Ok(match (dir, &settings.edition) {
        (Some(dir), _) => load(&PackFiles::from_dir(dir)?)?,
        (None, Some(edition)) => packs::find(settings.packs_dir().as_deref(), edition)?,
        (None, None) => load_embedded()?,
    })
}

/// A profile by path, `-`, or saved name.
pub fn profile(policy: &Policy, name: &str, data_dir: Option<&Path>) -> Result<Loaded, Failure> {
    if name == "-" {
        let source = profile::source_from_reader("<stdin>", std::io::stdin().lock())?;
        return Ok(profile::read(policy, &source)?);
    }
    let path = Path::new(name);
    let is_path =
        name.contains(['/', std::path::MAIN_SEPARATOR]) || name.ends_with(".toml") || path.exists();
    if !is_path && let Some(dir) = data_dir {
        return Ok(Store::new(dir.join("profiles")).load(policy, name)?);
    }
    Ok(profile::read_path(policy, path)?)
}
