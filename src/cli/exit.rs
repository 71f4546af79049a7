//! How the program ends.

use std::cell::RefCell;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::target::folder;
use crate::batch::ScreenError;
use crate::diagnostic::{Diagnostics, found};
use crate::profile::StoreError;
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
    /// A file cannot be read.
    Read(String, io::Error),
    /// A file cannot be written.
    Write(String, io::Error),
    /// A saved profile, or the folder of them, cannot be used.
    Store(StoreError),
    /// A result cannot be written as JSON.
    Json(serde_json::Error),
    /// The system does not let signals be watched.
    Signals(io::Error),
    /// The wizard cannot go on.
    Wizard(anyhow::Error),
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Refused(diagnostics)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
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
            ScreenError::Input(text) => {
                let input = stream(input);
                Self::Argument(Text::new(
                    format!("{}：{}", input.zh, text.zh),
                    format!("{}: {}", input.en, text.en),
                ))
            }
            ScreenError::Read(error) => Self::Read(input.to_owned(), error),
            ScreenError::Write(error) => Self::Write(output.to_owned(), error),
        }
    }

    /// Tells the user, in one or a few lines. A closed pipe ends quietly.
    pub fn report(self, lang: Lang) -> Exit {
        match &self {
            Self::Read(_, why) | Self::Write(_, why) if why.kind() == ErrorKind::BrokenPipe => {
                return Exit::Success;
            }
            Self::Refused(diagnostics) => complain(&diagnostics.render(lang)),
            Self::Wizard(why) => complain(&format!("{}\n", printable_lines(&why.to_string()))),
            Self::Argument(_)
            | Self::Read(..)
            | Self::Write(..)
            | Self::Store(_)
            | Self::Json(_)
            | Self::Signals(_) => error(lang, self.text().get(lang)),
        }
        Exit::BadInput
    }

    /// What it says.
    pub fn text(&self) -> Text {
        match self {
            Self::Refused(faults) => Text::new(faults.render(Lang::Zh), faults.render(Lang::En)),
            Self::Argument(text) => text.clone(),
            Self::Read(name, why) => unusable(name, why, false),
            Self::Write(name, why) => unusable(name, why, true),
            Self::Store(why) => why.text(),
            Self::Json(why) => {
                text!("结果写不成 JSON：{why}", "the result cannot be written as JSON: {why}")
            }
            Self::Signals(why) => {
                text!("系统不让监听信号：{why}", "signals cannot be watched: {why}")
            }
            Self::Wizard(why) => Text::same(why.to_string()),
        }
    }
}

/// Tells of an error, after the word for it.
pub fn error(lang: Lang, said: &str) {
    let error = text!("错误", "error");
    complain(&format!("{}: {}\n", error.get(lang), printable(said)));
}

/// The streams have no names of their own.
pub fn stream(name: &str) -> Text {
    match name {
        "stdout" => text!("标准输出（stdout）", "standard output (stdout)"),
        "-" | "stdin" => text!("标准输入（stdin）", "standard input (stdin)"),
        name => Text::same(name),
    }
}

/// What the system said of a file, where, and what to do.
#[expect(clippy::wildcard_enum_match_arm, reason = "the system may report anything")]
fn unusable(name: &str, error: &io::Error, written: bool) -> Text {
    let file = stream(name);
    // Of a file to write only the folder must be there; of one to read it may be what is missing.
    let folder = folder(Path::new(name));
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
        ErrorKind::NotFound | ErrorKind::NotADirectory if !folder.is_dir() => {
            let folder = folder.display();
            (
                text!("没有文件夹 {folder}", "there is no folder {folder}"),
                match written {
                    true => text!(
                        "先建好文件夹，或写到别处。",
                        "Make the folder first, or write to another place."
                    ),
                    false => text!("检查路径。", "Check the path."),
                },
            )
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => (
            text!("没有这个文件", "there is no such file"),
            text!("检查文件名。", "Check the file's name."),
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
    let act = if written {
        text!("写不了", "cannot write")
    } else {
        text!("读不了", "cannot read")
    };
    Text::new(
        format!("{} {}：{}。{}", act.zh, file.zh, what.zh, remedy.zh),
        format!("{} {}: {}. {}", act.en, file.en, what.en, remedy.en),
    )
}

thread_local! {
    /// What a command printed, where that goes into a file.
    static KEPT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does something and returns what it printed, of which nothing went to standard output.
pub fn printed<T>(act: impl FnOnce() -> T) -> (T, String) {
    KEPT.set(Some(String::new()));
    let done = act();
    (done, KEPT.take().unwrap_or_default())
}

/// Whether what is printed shows on a terminal.
pub fn shows() -> bool {
    KEPT.with_borrow(Option::is_none) && io::stdout().is_terminal()
}

/// Prints to standard output, or into the file that takes its place.
///
/// # Errors
/// When it cannot be written.
pub fn print(text: &str) -> Result<(), Failure> {
    let is_kept =
        KEPT.with_borrow_mut(|kept| kept.as_mut().map(|kept| kept.push_str(text)).is_some());
    if is_kept {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Write("stdout".to_owned(), error))
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
            (ErrorKind::NotFound, "检查文件名", "there is no such file"),
            (ErrorKind::NotADirectory, "检查文件名", "Check the file's name"),
            (ErrorKind::IsADirectory, "给出一个文件名", "it is a folder"),
            (ErrorKind::TimedOut, "再试", "Try again"),
        ] {
            let error = io::Error::from(kind);
            let [read, written] = [false, true].map(|written| unusable("a.csv", &error, written));
            assert!(read.zh.starts_with("读不了 a.csv：") && read.zh.contains(zh), "{read:?}");
            assert!(read.en.starts_with("cannot read a.csv: ") && read.en.contains(en), "{read:?}");
            assert!(written.zh.starts_with("写不了 a.csv："), "{written:?}");
            assert!(written.en.starts_with("cannot write a.csv: "), "{written:?}");
        }
        let gone = io::Error::from(ErrorKind::NotFound);
        let away = unusable("no-such-folder/a.csv", &gone, true);
        assert!(away.en.contains("there is no folder no-such-folder. Make the folder"), "{away:?}");
        // What the system says in its own words is told, but steers nothing.
        let odd = unusable("stdout", &io::Error::other("odd\u{1b}[2J"), true);
        assert!(odd.zh.starts_with("写不了 标准输出（stdout）：系统报告：odd"), "{odd:?}");
        assert!(odd.en.contains("the system says: odd") && !odd.en.contains('\u{1b}'), "{odd:?}");
    }

    #[test]
    fn a_fault_of_the_screening_names_the_file_it_is_of() {
        let gone = || io::Error::from(ErrorKind::NotFound);
        let named = |error| match Failure::screening("in.csv", "out.csv", error) {
            Failure::Read(name, _) | Failure::Write(name, _) => name,
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
        for (exit, code) in exits.into_iter().zip([0, 1, 2, 130]) {
            assert_eq!(format!("{:?}", exit.code()), format!("{:?}", ExitCode::from(code)));
        }
        let closed = Failure::Write("stdout".to_owned(), io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!(closed.report(Lang::En), Exit::Success, "a closed pipe ends quietly");
    }
}
