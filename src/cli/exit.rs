//! How the program ends.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::diagnostic::Diagnostics;
use crate::screen::ScreenError;
use crate::text::{Lang, Text, printable, printable_lines};

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0.
    Success,
    /// 1: something does not hold, an example fails, a line was bad.
    DoesNotHold,
    /// 2: bad input or unwritable output.
    BadInput,
    /// 128 + n: signal n came.
    Signal(u8),
}

impl Exit {
    /// Whether something went wrong.
    pub fn is_failure(self) -> bool {
        self != Self::Success
    }

    /// The status as the process returns it.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Success => 0,
            Self::DoesNotHold => 1,
            Self::BadInput => 2,
            Self::Signal(number) => 128u8.saturating_add(number),
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The input was refused.
    Refused(Diagnostics),
    /// An argument or setting is wrong.
    Argument(Text),
    /// Reading or writing failed.
    Io(String, io::Error),
    /// Anything else.
    Other(String),
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Refused(diagnostics)
    }
}

impl From<Text> for Failure {
    fn from(text: Text) -> Self {
        Self::Argument(text)
    }
}

impl From<Failure> for Exit {
    fn from(failure: Failure) -> Self {
        failure.report(Lang::Zh)
    }
}

impl Failure {
    /// A failure of the screening.
    pub fn screening(input: &str, output: &str, error: ScreenError) -> Self {
        match error {
            ScreenError::Input(text) => Self::Argument(text.map(|text| format!("{input}: {text}"))),
            ScreenError::Read(error) => Self::Io(input.to_owned(), error),
            ScreenError::Write(error) => Self::Io(output.to_owned(), error),
        }
    }

    /// Tells the user, in one or a few lines. A closed pipe ends quietly.
    pub fn report(self, lang: Lang) -> Exit {
        match self {
            Self::Refused(diagnostics) => complain(&diagnostics.render(lang)),
            Self::Argument(text) => {
                let error = if lang == Lang::Zh { "错误" } else { "error" };
                complain(&format!("{error}: {}\n", printable(text.get(lang))));
            }
            Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe => {
                return Exit::Success;
            }
            Self::Io(name, error) => {
                let what = if lang == Lang::Zh { "读写失败" } else { "cannot read or write" };
                complain(&format!("{}: {what}: {error}\n", printable(&name)));
            }
            Self::Other(why) => complain(&format!("{}\n", printable_lines(&why))),
        }
        Exit::BadInput
    }
}

/// Prints to standard output.
///
/// # Errors
/// When it cannot be written.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Io("stdout".to_owned(), error))
}

/// Prints to standard error; if that is gone there is nobody left to tell.
pub fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A window opened by a double click would close with the error: wait for Enter.
pub fn hold_window() {
    if cfg!(windows) && io::stdin().is_terminal() && io::stderr().is_terminal() {
        complain("\n按 Enter 关闭 / press Enter to close\n");
        let _ = io::stdin().read_line(&mut String::new());
    }
}
