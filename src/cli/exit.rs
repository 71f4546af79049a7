//! How the program ends.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use crate::diagnostic::{Diagnostics, found};
use crate::screen::ScreenError;
use crate::text;
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
                complain(&format!("{}\n", printable(unusable(&name, &error).get(lang))));
            }
            Self::Other(why) => complain(&format!("{}\n", printable_lines(&why))),
        }
        Exit::BadInput
    }
}

/// What the system said of a file, where, and what to do.
fn unusable(name: &str, error: &io::Error) -> Text {
    let (zh, en) = match name {
        "stdout" => ("标准输出（stdout）", "standard output (stdout)"),
        name => (name, name),
    };
    let (what, remedy) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            text!("磁盘已满，或配额已用完", "the disk is full, or the quota used up"),
            text!("腾出空间，或写到别处。", "Make room, or write to another place."),
        ),
        ErrorKind::ReadOnlyFilesystem => (
            text!("磁盘是只读的", "the disk is read-only"),
            text!("写到别处。", "Write to another place."),
        ),
        ErrorKind::PermissionDenied => (
            text!("没有权限", "there is no permission"),
            text!(
                "换一个文件，或请所有者允许。",
                "Use another file, or ask its owner for permission."
            ),
        ),
        ErrorKind::NotFound | ErrorKind::NotADirectory => (
            text!("没有这个文件或文件夹", "there is no such file or folder"),
            text!("检查路径。", "Check the path."),
        ),
        ErrorKind::IsADirectory => (
            text!("这是一个文件夹", "it is a folder"),
            text!("给出一个文件名。", "Give a file name."),
        ),
        _ => {
            let error = found(&error.to_string());
            let what = text!("系统报告：{error}", "the system says: {error}");
            (what, text!("再试，或用别的文件。", "Try again, or use another file."))
        }
    };
    Text::new(
        format!("{zh}：读写失败：{}。{}", what.zh, remedy.zh),
        format!("{en}: cannot read or write: {}. {}", what.en, remedy.en),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_has_its_place_and_a_remedy() {
        for (kind, zh, en) in [
            (ErrorKind::StorageFull, "磁盘已满", "Make room"),
            (ErrorKind::QuotaExceeded, "配额已用完", "the quota used up"),
            (ErrorKind::ReadOnlyFilesystem, "写到别处", "the disk is read-only"),
            (ErrorKind::PermissionDenied, "请所有者允许", "there is no permission"),
            (ErrorKind::NotFound, "检查路径", "there is no such file or folder"),
            (ErrorKind::NotADirectory, "检查路径", "Check the path"),
            (ErrorKind::IsADirectory, "给出一个文件名", "it is a folder"),
            (ErrorKind::TimedOut, "再试", "Try again"),
        ] {
            let text = unusable("a.csv", &io::Error::from(kind));
            assert!(text.zh.starts_with("a.csv：读写失败：") && text.zh.contains(zh), "{text:?}");
            assert!(text.en.starts_with("a.csv: cannot read or write: "), "{text:?}");
            assert!(text.en.contains(en), "{text:?}");
        }
        // What the system says in its own words is told, but steers nothing.
        let odd = unusable("stdout", &io::Error::other("odd\u{1b}[2J"));
        assert!(odd.zh.starts_with("标准输出（stdout）：") && odd.zh.contains("系统报告：odd"));
        assert!(odd.en.contains("the system says: odd") && !odd.en.contains('\u{1b}'), "{odd:?}");
    }

    #[test]
    fn a_fault_of_the_screening_names_the_file_it_is_of() {
        let gone = || io::Error::from(ErrorKind::NotFound);
        let named = |error| match Failure::screening("in.csv", "out.csv", error) {
            Failure::Io(name, _) => name,
            Failure::Argument(text) => text.en,
            other => format!("{other:?}"),
        };
        assert_eq!(named(ScreenError::Read(gone())), "in.csv");
        assert_eq!(named(ScreenError::Write(gone())), "out.csv");
        let input = ScreenError::Input(Text::new("无", "no header"));
        assert_eq!(named(input), "in.csv: no header");
    }

    #[test]
    fn the_status_is_the_contracts() {
        let exits = [Exit::Success, Exit::DoesNotHold, Exit::BadInput, Exit::Signal(2)];
        assert_eq!(exits.map(Exit::is_failure), [false, true, true, true]);
        for (exit, code) in exits.into_iter().zip([0, 1, 2, 130]) {
            assert_eq!(format!("{:?}", exit.code()), format!("{:?}", ExitCode::from(code)));
        }
        let closed = Failure::Io("stdout".to_owned(), io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!(closed.report(Lang::En), Exit::Success, "a closed pipe ends quietly");
    }
}
