//! `fengce policy`: a command a file.

mod check;
mod diff;
mod new;
mod show;
mod watch;

use std::path::Path;

use super::Settings;
use super::args::{Cli, PolicyArgs, PolicyCommand};
use super::exit::{Exit, Failure};
use crate::policy::load;
use crate::policy::source::PackFiles;

/// Runs a command on a pack.
pub fn run(args: &PolicyArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let named = |dir: &Option<std::path::PathBuf>| files(dir.as_deref().or(cli.policy.as_deref()));
    match &args.command {
        PolicyCommand::Check { dir, json } => check::run(named(dir), *json, settings.lang),
        PolicyCommand::Show { id } => {
            let policy = match (&cli.policy, &settings.edition) {
                // The program itself reads the pack in the binary without its examples.
                (None, None) => load(&PackFiles::embedded())?,
                (dir, _) => super::input::policy(dir.as_deref(), settings)?,
            };
            show::run(&policy, id.as_deref(), settings.lang)
        }
        PolicyCommand::New { dir } => new::run(dir, settings.lang),
        PolicyCommand::Watch { dir } => watch::run(dir, settings.lang),
        PolicyCommand::Diff { old, new, profiles, format } => {
            diff::run(old, new, profiles.as_deref(), *format, cli, settings)
        }
        PolicyCommand::Schema { which } => {
            let policy = super::input::policy(cli.policy.as_deref(), settings)?;
            super::exit::print(&crate::policy::schema::text(&policy, which)?)?;
            Ok(Exit::Success)
        }
    }
}

/// The pack in a folder, or the embedded one.
fn files(dir: Option<&Path>) -> Result<PackFiles, crate::diagnostic::Diagnostics> {
    match dir {
        Some(dir) => PackFiles::from_dir(dir),
        None => Ok(PackFiles::embedded()),
    }
}
