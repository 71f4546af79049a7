//! A question before what cannot be undone.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::exit::{Failure, complain};
use crate::text::{Lang, Text, printable_lines};

/// Asks on the terminal; without one, `--yes` is needed.
///
/// # Errors
/// There is no terminal, or it cannot be read.
pub fn confirmed(what: &Text, lang: Lang) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Argument(Text::new(
            format!("{}：加 --yes 确认", what.zh),
            format!("{}: add --yes to confirm", what.en),
        )));
    }
    let ask = match lang {
        Lang::Zh => "？输入 y 确认：",
        Lang::En => "? Type y to confirm: ",
    };
    complain(&format!("{}{ask}", printable_lines(what.get(lang))));
    let _ = io::stderr().flush();
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|e| Failure::Read("stdin".to_owned(), e))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes" | "是"))
}
