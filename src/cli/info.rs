//! `fengce info`: what somebody who helps needs to know, and no answers.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Failure, print};
use super::settings::{Settings, config_dir};
use super::target;
use crate::cli::globals::Globals;
use crate::policy::source::PackFiles;
use crate::text;
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
    let is_portable =
        crate::config::portable_dir().is_some_and(|dir| Some(dir) == settings.data_dir);
    let portable = match is_portable {
        true => text!(
            "（便携：程序旁的 data 文件夹）",
            " (portable: the folder data beside the program)"
        ),
        false => text!("", ""),
    };
    let text = format!(
        "{}policy      {} {}\nprofiles    {}{}\nconfig      {}\nlang        {} (LANG={})\nterminal    {} TERM={} NO_COLOR={}\n",
        versions(globals.policy.as_deref()),
        policy.id,
        policy.edition,
        shown(profiles.as_deref()),
        portable.get(settings.lang),
        shown(config_dir().as_deref()),
        settings.lang.code(),
        variable("LANG"),
        if terminal { "yes" } else { "no" },
        variable("TERM"),
        variable("NO_COLOR"),
    );
    print(&printable_lines(&text))?;
    let gone = clear(settings)?;
    if !gone.is_empty() {
        let count = gone.len();
        let head = text!(
            "清理了被强行结束的程序留下的 {count} 个文件：",
            "cleared {count} files that a killed program had left:"
        );
        let lines = gone.iter().map(|path| format!("  {}\n", path.display()));
        let lines = lines.collect::<String>();
        print(&printable_lines(&format!("{}\n{lines}", head.get(settings.lang))))?;
    }
    Ok(Exit::Success)
}

/// Removes what killed programs left: in the store, beside the settings and reports, and beside
/// the outputs in the folder that this runs in. No running program uses any of it.
fn clear(settings: &Settings) -> Result<Vec<PathBuf>, Failure> {
    let mut gone = match settings.store() {
        Some(store) => store.clear_leftovers()?,
        None => Vec::new(),
    };
    let own = settings.data_dir.clone().into_iter().chain(config_dir());
    for dir in own.chain([PathBuf::from(".")]) {
        // A folder that cannot be read has nothing that could be cleared.
        gone.extend(target::sweep(&dir, ".").unwrap_or_default());
    }
    Ok(gone)
}
