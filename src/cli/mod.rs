//! The command line. Every command reads its input, calls the library and prints a view.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod args;
mod ask;
mod assess;
mod backup;
mod compare;
mod confirm;
mod crash;
mod dossier;
mod enterprises;
mod exit;
mod globals;
mod import;
mod info;
mod input;
mod interrupt;
mod manual;
mod output;
mod pages;
mod policy;
mod profiles;
mod progress;
mod purge;
mod replaced;
mod restore;
mod row;
mod screen;
mod settings;
mod target;
mod template;
mod usage;
mod whatif;
mod whole;
mod wizard;

use std::ffi::OsString;
use std::panic::{catch_unwind, resume_unwind};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

pub use args::{Cli, Command};
use exit::{Exit, Failure};
use settings::Settings;

use crate::text;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let started_bare = std::env::args_os().len() <= 1;
    // A fault of the program ends it as elsewhere, but not before it can be read.
    let exit = catch_unwind(|| run(std::env::args_os()));
    if started_bare && !matches!(exit, Ok(Exit::Success)) {
        exit::hold_window();
    }
    exit.map_or_else(|fault| resume_unwind(fault), Exit::code)
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
    let lang = settings::language(&cli.globals);
    let settings = match Settings::load(&cli.globals, lang) {
        Ok(settings) => settings,
        Err(failure) => return failure.report(lang),
    };
    let lang = settings.lang;
    crate::text::width::draw_as(settings.drawing);
    settings.warn_of_unknown();
    crash::report_to(settings.data_dir.as_deref(), lang);
    let outcome = match (&cli.globals.output, &cli.command) {
        (Some(path), Some(command)) if command.prints() => {
            output::into_file(path, command, &cli.globals, &settings, || done(&cli, &settings))
        }
        (Some(_), None | Some(Command::Wizard(_))) => Err(Failure::Argument(text!(
            "向导不写文件，-o 不起作用；要把结果写成文件，用 fengce assess 档案 -o 文件",
            "the wizard writes no such file, -o has no effect; fengce assess PROFILE -o FILE writes a result"
        ))),
        (_, _) => done(&cli, &settings),
    };
    outcome.unwrap_or_else(|failure| failure.report(lang))
}

/// Does what the command says.
fn done(cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    match &cli.command {
        None => wizard::run(None, wizard::Started::Bare, &cli.globals, settings),
        Some(Command::Wizard(args)) => {
            wizard::run(args.profile.as_deref(), wizard::Started::ByName, &cli.globals, settings)
        }
        Some(Command::Ask(args)) => ask::run(args, &cli.globals, settings),
        Some(Command::Assess(args)) => assess::run(args, &cli.globals, settings),
        Some(Command::Screen(args)) => screen::run(args, &cli.globals, settings),
        Some(Command::Export(args)) => dossier::export(args, &cli.globals, settings),
        Some(Command::Verify(args)) => dossier::verify(args, &cli.globals, settings),
        Some(Command::Compare(args)) => compare::run(args, &cli.globals, settings),
        Some(Command::Whatif(args)) => whatif::run(args, &cli.globals, settings),
        Some(Command::Profiles(args)) => profiles::run(args, &cli.globals, settings),
        Some(Command::Pages(args)) => pages::run(args, &cli.globals, settings),
        Some(Command::Backup(args)) => backup::run(args, &cli.globals, settings),
        Some(Command::Restore(args)) => restore::run(args, settings),
        Some(Command::Info) => info::run(&cli.globals, settings),
        Some(Command::Template(args)) => template::run(args, &cli.globals, settings),
        Some(Command::Completions { shell }) => manual::completions(*shell),
        Some(Command::Man) => manual::man(),
        Some(Command::Policy(args)) => policy::run(args, &cli.globals, settings),
    }
}
