//! Why something could not be done on the disk, and what can be done about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::diagnostic::found;
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
    /// The folder is gone.
    FolderGone,
    /// A folder stands where the file should.
    IsFolder,
    /// Something other than a file stands where it should: a device, a pipe.
    NotAFile,
    /// The system takes no such name.
    Name,
    /// Another window has the profile open; this one only reads.
    OpenElsewhere,
    /// There is no profile of this name.
    Missing,
    /// There is a profile, or a file, of this name already.
    Taken,
    /// The name cannot be a file's; this one could.
    BadName(String),
    /// There is no earlier state of this number.
    NoState(u32),
    /// Anything else, in the system's words.
    Other(String),
}

impl StoreError {
    pub(super) fn new(why: Why, path: &Path) -> Self {
        Self { why, path: path.to_owned() }
    }

    /// What the system said of a file or folder.
    pub(super) fn io(error: &io::Error, path: &Path) -> Self {
        let why = match error.kind() {
            ErrorKind::StorageFull => Why::Full,
            ErrorKind::QuotaExceeded => Why::Quota,
            ErrorKind::ReadOnlyFilesystem => Why::ReadOnlyDisk,
            ErrorKind::PermissionDenied => Why::Permission,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Why::FolderGone,
            ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => Why::IsFolder,
            ErrorKind::InvalidInput => Why::NotAFile,
            ErrorKind::InvalidFilename => Why::Name,
            ErrorKind::AlreadyExists => Why::Taken,
            _ => Why::Other(found(&error.to_string())),
        };
        Self::new(why, path)
    }

    /// What is wrong, without where and without a full stop.
    pub fn what(&self) -> Text {
        match &self.why {
            Why::NoFolder => text!(
                "系统没有给出用户的数据文件夹（没有主目录）",
                "the system names no folder for the user's data (no home folder)"
            ),
            Why::Full => text!("磁盘已满", "the disk is full"),
            Why::Quota => text!("磁盘配额已用完", "the disk quota is used up"),
            Why::ReadOnlyDisk => text!("磁盘是只读的", "the disk is read-only"),
            Why::Permission => text!("没有写入的权限", "there is no permission to write"),
            Why::FolderGone => text!("文件夹不在了", "the folder is gone"),
            Why::IsFolder => {
                text!("档案的位置上是一个文件夹", "a folder stands where the profile should be")
            }
            Why::NotAFile => {
                text!("档案的位置上不是普通文件", "what stands there is not a regular file")
            }
            Why::Name => text!("系统不接受这个文件名", "the system does not take this file name"),
            Why::OpenElsewhere => {
                text!("这份档案在另一个窗口里开着", "the profile is open in another window")
            }
            Why::Missing => text!("没有这份档案", "there is no such profile"),
            Why::Taken => text!("已有同名的档案或文件", "there is one of this name already"),
            Why::BadName(_) => text!("不能用作文件名", "this cannot be a file's name"),
            Why::NoState(number) => {
                text!("没有编号 {number} 的历史状态", "there is no earlier state number {number}")
            }
            Why::Other(why) => text!("系统报告：{why}", "the system says: {why}"),
        }
    }

    /// What can be done, a whole sentence.
    pub fn remedy(&self) -> Text {
        match &self.why {
            Why::NoFolder => text!(
                "用 --data-dir 或 FENGCE_DATA 指定一个文件夹，或另存到别处。",
                "Name a folder with --data-dir or FENGCE_DATA, or save it elsewhere."
            ),
            Why::Full | Why::Quota => text!(
                "腾出空间后再试，或另存到别处。",
                "Make room and try again, or save it elsewhere."
            ),
            Why::ReadOnlyDisk | Why::Permission | Why::FolderGone => text!(
                "恢复后再试，或另存到别处。",
                "Put that right and try again, or save it elsewhere."
            ),
            Why::IsFolder | Why::NotAFile => text!(
                "把它移开后再试，或另存到别处。",
                "Move it away and try again, or save it elsewhere."
            ),
            Why::Name => text!("换一个名称。", "Use another name."),
            Why::OpenElsewhere => text!(
                "在那个窗口里改，或关闭它再试。",
                "Change it in that window, or close that one and try again."
            ),
            Why::Missing => text!(
                "用 fengce profiles list 看有哪些，fengce profiles list --bin 看已删除的。",
                "See fengce profiles list, or fengce profiles list --bin for deleted ones."
            ),
            Why::Taken => text!("换一个名称。", "Use another name."),
            Why::BadName(other) => {
                text!("可以用“{other}”。", "\"{other}\" would do.")
            }
            Why::NoState(_) => text!(
                "用 fengce profiles history 看有哪些。",
                "See fengce profiles history for those there are."
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
