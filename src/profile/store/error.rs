//! Why something could not be done on the disk, and what can be done about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::name::{NameFault, file_name};
use crate::diagnostic::found;
use crate::disk::{self, Kind};
use crate::text;
use crate::text::Text;

/// What could not be done, where, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text().en)]
pub struct StoreError {
    /// Why.
    pub why: Why,
    /// The file or folder.
    pub path: PathBuf,
    /// What was being done.
    pub step: Step,
}

/// What was being done when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Finding out whether something is there. Nothing has been changed.
    LookUp,
    /// Reading a file.
    Read,
    /// Reading a folder.
    List,
    /// Writing a file, which is not in its place yet.
    Write,
    /// Making sure that what is in its place stays there through a power cut.
    Settle,
    /// Giving something another name.
    Move,
    /// Removing something.
    Remove,
}

/// Why something could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The system names no folder for the user's data (no home).
    NoFolder,
    /// The disk is full.
    Full,
    /// The user's share of the disk is used up.
    Quota,
    /// The disk or folder can only be read.
    ReadOnlyDisk,
    /// No permission.
    Permission,
    /// On Windows: another program has the file open, or there is no permission.
    Held,
    /// The folder is gone.
    FolderGone,
    /// What should be a folder is none.
    NoSuchFolder,
    /// Something other than a file stands where the profile should.
    Stands(Kind),
    /// The system takes no such name.
    Name,
    /// Another window has the profile open; this one only reads.
    OpenElsewhere,
    /// There is no profile of this name.
    Missing,
    /// There is a profile, or a file, of this name already.
    Taken,
    /// A new profile cannot be called so.
    BadName(NameFault),
    /// There is no earlier state of this number.
    NoState(u32),
    /// Anything else, in the system's words.
    Other(String),
}

impl StoreError {
    /// An error that does not come from the system.
    pub fn new(why: Why, path: &Path) -> Self {
        Self { why, path: path.to_owned(), step: Step::LookUp }
    }

    /// What the system said of a file or folder.
    pub(super) fn io(error: &io::Error, path: &Path, step: Step) -> Self {
        let stands = || disk::look(path).ok().flatten().map(|seen| seen.kind);
        let why = match error.kind() {
            _ if disk::is_held(error) => Why::Held,
            ErrorKind::StorageFull => Why::Full,
            ErrorKind::QuotaExceeded => Why::Quota,
            ErrorKind::ReadOnlyFilesystem => Why::ReadOnlyDisk,
            ErrorKind::PermissionDenied => Why::Permission,
            ErrorKind::NotFound => Why::FolderGone,
            ErrorKind::NotADirectory => Why::NoSuchFolder,
            ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => Why::Stands(Kind::Folder),
            ErrorKind::InvalidInput => Why::Stands(stands().unwrap_or(Kind::Unknown)),
            ErrorKind::InvalidFilename => Why::Name,
            ErrorKind::AlreadyExists => Why::Taken,
            _ => Why::Other(found(&error.to_string())),
        };
        Self { why, path: path.to_owned(), step }
    }

    /// Whether the content is in its place all the same.
    pub fn is_in_place(&self) -> bool {
        self.step == Step::Settle
    }

    /// What is wrong, without where and without a full stop.
    pub fn what(&self) -> Text {
        let why = match &self.why {
            Why::NoFolder => text!(
                "系统没有给出用户的数据文件夹（没有主目录）",
                "the system names no folder for the user's data (no home folder)"
            ),
            Why::Full => text!("磁盘已满", "the disk is full"),
            Why::Quota => text!("磁盘配额已用完", "the disk quota is used up"),
            Why::ReadOnlyDisk => text!("磁盘是只读的", "the disk is read-only"),
            Why::Permission => match self.step {
                Step::LookUp | Step::Read | Step::List => {
                    text!("没有读取的权限", "there is no permission to read")
                }
                Step::Write | Step::Settle | Step::Move | Step::Remove => {
                    text!("没有写入的权限", "there is no permission to write")
                }
            },
            Why::Held => text!(
                "没有权限，或文件可能被 Excel、WPS、杀毒软件或 OneDrive 打开着",
                "there is no permission, or Excel, WPS, a virus scanner or OneDrive may have the file open"
            ),
            Why::FolderGone => text!("文件夹不在了", "the folder is gone"),
            Why::NoSuchFolder => {
                text!(
                    "文件夹不在了（那里不是文件夹）",
                    "the folder is gone: what stands there is none"
                )
            }
            Why::Stands(kind) => {
                let kind = kind.name();
                Text::new(
                    format!("档案的位置上是{}", kind.zh),
                    format!("{} stands where the profile should be", kind.en),
                )
            }
            Why::Name => text!("系统不接受这个文件名", "the system does not take this file name"),
            Why::OpenElsewhere => {
                text!("这份档案在另一个窗口里开着", "the profile is open in another window")
            }
            Why::Missing => text!("没有这份档案", "there is no such profile"),
            Why::Taken => text!("已有同名的档案或文件", "there is one of this name already"),
            Why::BadName(fault) => fault.text(),
            Why::NoState(number) => {
                text!("没有编号 {number} 的历史状态", "there is no earlier state number {number}")
            }
            Why::Other(why) => text!("系统报告：{why}", "the system says: {why}"),
        };
        if !self.is_the_systems() {
            return why;
        }
        let (zh, en) = match self.step {
            // Whoever saves says that it is not saved.
            Step::Write => return why,
            Step::LookUp => ("没法确定这里有没有档案", "cannot tell whether a profile is here"),
            Step::Read => ("读不出来", "it cannot be read"),
            Step::List => ("列不出文件夹里有什么", "the folder cannot be listed"),
            Step::Settle => (
                "已写入，但系统没有确认断电后仍在",
                "it is written, but the system does not confirm that it would last through a power cut",
            ),
            Step::Move => ("没有移动", "it was not moved"),
            Step::Remove => ("没有删除", "it was not removed"),
        };
        Text::new(format!("{zh}：{}", why.zh), format!("{en}: {}", why.en))
    }

    /// Whether the system refused a step, so that the step is worth telling.
    fn is_the_systems(&self) -> bool {
        match self.why {
            Why::Full
            | Why::Quota
            | Why::ReadOnlyDisk
            | Why::Permission
            | Why::Held
            | Why::FolderGone
            | Why::NoSuchFolder
            | Why::Name
            | Why::Other(_) => true,
            Why::NoFolder
            | Why::Stands(_)
            | Why::OpenElsewhere
            | Why::Missing
            | Why::Taken
            | Why::BadName(_)
            | Why::NoState(_) => false,
        }
    }

    /// What can be done, a whole sentence.
    pub fn remedy(&self) -> Text {
        if self.is_in_place() {
            return text!(
                "内容在这个文件里；再保存一次，或另存一份到别的磁盘。",
                "The content is in this file; save once more, or save a copy on another disk."
            );
        }
        let reads = matches!(self.step, Step::LookUp | Step::Read | Step::List);
        match &self.why {
            Why::NoFolder => text!(
                "用 --data-dir 或 FENGCE_DATA 指定一个文件夹，或另存到别处。",
                "Name a folder with --data-dir or FENGCE_DATA, or save it elsewhere."
            ),
            Why::OpenElsewhere => text!(
                "在那个窗口里改，或关闭它再试。",
                "Change it in that window, or close that one and try again."
            ),
            Why::Missing => text!(
                "用 fengce profiles list 看有哪些，fengce profiles list --bin 看已删除的。",
                "See fengce profiles list, or fengce profiles list --bin for deleted ones."
            ),
            Why::Name | Why::Taken => text!("换一个名称。", "Use another name."),
            Why::BadName(_) => {
                let other = file_name(&self.path.to_string_lossy());
                text!("可以用“{other}”。", "\"{other}\" would do.")
            }
            Why::NoState(_) => text!(
                "用 fengce profiles history 看有哪些。",
                "See fengce profiles history for those there are."
            ),
            Why::Stands(_) => text!(
                "把它移开后再试，或另存到别处。",
                "Move it away and try again, or save it elsewhere."
            ),
            Why::Held => text!("关闭后再试。", "Close it there and try again."),
            Why::Full
            | Why::Quota
            | Why::ReadOnlyDisk
            | Why::Permission
            | Why::FolderGone
            | Why::NoSuchFolder
            | Why::Other(_)
                if reads =>
            {
                text!(
                    "检查磁盘、网络连接和权限后再试；没有改动任何内容。",
                    "Check disk, network and permissions, then try again; nothing was changed."
                )
            }
            Why::Full | Why::Quota => text!(
                "腾出空间后再试，或另存到别处。",
                "Make room and try again, or save it elsewhere."
            ),
            Why::ReadOnlyDisk | Why::Permission | Why::FolderGone | Why::NoSuchFolder => text!(
                "恢复后再试，或另存到别处。",
                "Put that right and try again, or save it elsewhere."
            ),
            Why::Other(_) => text!("再试，或另存到别处。", "Try again, or save it elsewhere."),
        }
    }

    /// Where, what and what to do, for a person; to be made printable before it is shown.
    pub fn text(&self) -> Text {
        let (what, remedy) = (self.what(), self.remedy());
        let path = self.path.display();
        if self.path.as_os_str().is_empty() {
            return Text::new(
                format!("{}。{}", what.zh, remedy.zh),
                format!("{}. {}", what.en, remedy.en),
            );
        }
        Text::new(
            format!("{path}：{}。{}", what.zh, remedy.zh),
            format!("{path}: {}. {}", what.en, remedy.en),
        )
    }
}
