//! `fengce completions` and `fengce man`: from the arguments and the table of keys, never by hand.

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::Cli;
use super::exit::{Exit, Failure, print};
use crate::text::Lang;
use crate::tui::keys_described;

/// Prints the completions for a shell.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "fengce", &mut out);
    print(&String::from_utf8_lossy(&out))?;
    Ok(Exit::Success)
}

/// Prints the manual page: the commands and options, then the keys in both languages.
pub fn man() -> Result<Exit, Failure> {
    let failed = |error: std::io::Error| Failure::Write("stdout".to_owned(), error);
    let mut out = Vec::new();
    Man::new(Cli::command()).render(&mut out).map_err(failed)?;
    let mut keys = Roff::new();
    keys.control("SH", ["按键 / KEYS"]);
    let both = keys_described(Lang::Zh).into_iter().zip(keys_described(Lang::En));
    for ((key, zh), (_, en)) in both {
        keys.control("TP", []);
        keys.text([bold(key)]);
        keys.text([roman(format!("{zh} / {en}"))]);
    }
    keys.to_writer(&mut out).map_err(failed)?;
    print(&String::from_utf8_lossy(&out))?;
    Ok(Exit::Success)
}
