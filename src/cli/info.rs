//! `fengce info`: what somebody who helps needs to know, and no answers.

use std::io::IsTerminal;
use std::path::Path;

use super::exit::{Exit, Failure, print};
use super::settings::{Settings, config_dir};
use crate::cli::globals::Globals;
use crate::policy::source::PackFiles;
use crate::text::{Lang, printable_lines};

/// Version and hash of what runs here, for `info` and for the report of a fault.
pub fn versions(pack: Option<&Path>) -> String {
    let files = match pack {
        Some(dir) => PackFiles::from_dir(dir).ok(),
        None => Some(PackFiles::embedded()),
    };
    let hash = files.map_or_else(|| "?".to_owned(), |files| files.digest());
    let place = pack.map_or_else(|| "embedded".to_owned(), |dir| dir.display().to_string());
    let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    format!(
        "fengce      {version} ({system} {})\npack        {hash} ({place})\n",
        std::env::consts::ARCH
    )
}

/// Prints it.
pub fn run(globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let policy = super::input::policy(globals.policy.as_deref(), settings)?;
    let shown = |path: Option<&Path>| match (path, settings.lang) {
        (Some(path), _) => path.display().to_string(),
        (None, Lang::Zh) => "（没有）".to_owned(),
        (None, Lang::En) => "(none)".to_owned(),
    };
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| "-".to_owned());
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let profiles = settings.data_dir.as_ref().map(|dir| dir.join("profiles"));
    let text = format!(
        "{}policy      {} {}\nprofiles    {}\nconfig      {}\nlang        {} (LANG={})\nterminal    {} TERM={} NO_COLOR={}\n",
        versions(globals.policy.as_deref()),
        policy.id,
        policy.edition,
        shown(profiles.as_deref()),
        shown(config_dir().as_deref()),
        settings.lang.code(),
        variable("LANG"),
        if terminal { "yes" } else { "no" },
        variable("TERM"),
        variable("NO_COLOR"),
    );
    print(&printable_lines(&text))?;
    Ok(Exit::Success)
}
