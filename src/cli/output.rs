//! `-o FILE` of the commands that print: on Windows the shell's own `>` writes another encoding.

use std::io::Write as _;
use std::path::Path;

use super::args::Command;
use super::exit::{Exit, Failure, complain, printed};
use super::globals::Globals;
use super::input;
use super::interrupt::Interrupt;
use super::settings::Settings;
use super::target::{Target, refuse_input};
use crate::text;
use crate::text::printable;

/// Runs a command; what it prints goes into the file, all of it or nothing.
///
/// # Errors
/// Those of the command; a file that it reads; one that cannot be written.
pub fn into_file(
    path: &Path,
    command: &Command,
    globals: &Globals,
    settings: &Settings,
    run: impl FnOnce() -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    refuse_input(Some(path), None, globals, settings)?;
    for read in command.reads() {
        let file = input::file(&read, settings.data_dir.as_deref())?;
        refuse_input(Some(path), Some(&file), globals, settings)?;
    }
    let (exit, text) = printed(run);
    let exit = exit?;
    let name = path.display().to_string();
    let fault = |error| Failure::Write(name.clone(), error);
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let mut target = Target::open(path, &interrupt).map_err(fault)?;
    target.file().write_all(text.as_bytes()).map_err(fault)?;
    target.keep().map_err(fault)?;
    let name = printable(&name).into_owned();
    let said = text!("已写入 {name}\n", "written to {name}\n");
    complain(said.get(settings.lang));
    Ok(exit)
}
