//! The command line. Every command reads its input, calls the library and prints a view.

mod args;
mod ask;
mod assess;
mod compare;
mod crash;
mod dossier;
mod exit;
mod info;
mod input;
mod interrupt;
mod manual;
mod policy;
mod profiles;
mod progress;
mod screen;
mod settings;
mod target;
mod template;
mod usage;
mod whatif;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

pub use args::{Cli, Command};

use exit::{Exit, Failure};
use settings::Settings;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let started_bare = std::env::args_os().len() <= 1;
    let exit = run(std::env::args_os());
    if started_bare && exit.is_failure() {
        exit::hold_window();
    }
    exit.code()
}

/// Runs the program with the given arguments.
fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let shown = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            let lang = settings::language_of_arguments(&arguments);
            if shown {
                let said = exit::print(&error.render().to_string());
                return said.map_or_else(|failure| failure.report(lang), |()| Exit::Success);
            }
            usage::report(&error, &arguments, lang);
            return Exit::BadInput;
        }
    };
    let lang = settings::language(&cli);
    let settings = match Settings::load(&cli, lang) {
        Ok(settings) => settings,
        Err(failure) => return failure.report(lang),
    };
    let lang = settings.lang;
    settings.warn_of_unknown();
    crash::report_to(settings.data_dir.as_deref(), lang);
    let outcome: Result<Exit, Failure> = match &cli.command {
        None => wizard(&cli, &settings),
        Some(Command::Wizard(_)) => wizard(&cli, &settings),
        Some(Command::Ask(args)) => ask::run(args, &cli, &settings),
        Some(Command::Assess(args)) => assess::run(args, &cli, &settings),
        Some(Command::Screen(args)) => screen::run(args, &cli, &settings),
        Some(Command::Export(args)) => dossier::export(args, &cli, &settings),
        Some(Command::Verify(args)) => dossier::verify(args, &cli, &settings),
        Some(Command::Compare(args)) => compare::run(args, &cli, &settings),
        Some(Command::Whatif(args)) => whatif::run(args, &cli, &settings),
        Some(Command::Profiles(args)) => profiles::run(args, &cli, &settings),
        Some(Command::Info) => info::run(&cli, &settings),
        Some(Command::Template(args)) => template::run(args, &cli, &settings),
        Some(Command::Completions { shell }) => manual::completions(*shell),
        Some(Command::Man) => manual::man(),
        Some(Command::Policy(args)) => policy::run(args, &cli, &settings),
    };
    outcome.unwrap_or_else(|failure| failure.report(lang))
}

/// The terminal wizard.
fn wizard(cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(cli.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &cli.reading)?;
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    let open = match &cli.command {
        Some(Command::Wizard(args)) => args.profile.clone(),
        _ => None,
    };
    // Refused here, a faulty profile is told in the user's language, on the normal screen.
    if let Some(path) = &open {
        crate::profile::read_path(&policy, path)?;
    }
    if ask::is_needed() || (settings.ask && cli.command.is_none()) {
        return ask::instead(open.as_deref(), cli, settings);
    }
    let keymap = crate::tui::Keymap::rebound(&settings.config.keys)?;
    let options = crate::tui::Options {
        lang: settings.lang,
        data_dir: settings.data_dir.as_ref().map(|dir| dir.join("profiles")),
        policy,
        readings,
        benchmarks,
        ascii: cli.ascii || settings.ascii,
        keymap,
        open,
        config: settings.config.clone(),
        config_path: settings.config_path.clone(),
        unknown: settings.unknown_keys(),
        folder_is_given: settings.folder_is_given,
    };
    let end = crate::tui::run(options).map_err(|error| Failure::Other(error.to_string()))?;
    if let Some(message) = &end.message {
        exit::complain(&format!("{}\n", crate::text::printable(message.get(settings.lang))));
    }
    Ok(end.signal.map_or(Exit::Success, Exit::Signal))
}
