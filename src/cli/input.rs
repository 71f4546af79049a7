//! Reading what commands name.

use std::path::Path;

use super::exit::Failure;
use crate::policy::source::PackFiles;
use crate::policy::{Policy, load, load_embedded};
use crate::profile::{self, Loaded, Store};

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
