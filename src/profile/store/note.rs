//! What is to be said about a save that succeeded.

use std::path::PathBuf;

use super::error::StoreError;
use super::files::named;
use crate::text;
use crate::text::Text;

/// A profile is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its file.
    pub path: PathBuf,
    /// What the user should know.
    pub note: Option<Note>,
}

/// What the user should know about a save that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Another program changed the file meanwhile: its version stays, ours is beside it now.
    Conflict {
        /// The file as the other program left it.
        theirs: PathBuf,
        /// Ours, which this session goes on with.
        ours: PathBuf,
    },
    /// The file had been removed meanwhile and was written again.
    WrittenAgain,
    /// The state before this session could not be kept in the history.
    NoHistory(StoreError),
    /// It is in its place, and the system does not confirm that it lasts: the next save tries
    /// again.
    NotConfirmed(StoreError),
}

impl Note {
    /// The note for a person; to be made printable before it is shown.
    pub fn text(&self) -> Text {
        match self {
            Self::Conflict { theirs, ours } => {
                let (theirs, ours) = (named(theirs), named(ours));
                text!(
                    "“{theirs}”被别的程序改过。两份都在：那一份没有动，这里的存为“{ours}”",
                    "\"{theirs}\" was changed by another program. Both are kept: that one is untouched, this one is saved as \"{ours}\""
                )
            }
            Self::WrittenAgain => text!(
                "档案的文件被删除或移走过，已重新写出",
                "the profile's file had been removed; it was written again"
            ),
            Self::NotConfirmed(error) => error.text(),
            Self::NoHistory(error) => {
                let why = error.what();
                Text::new(
                    format!("已保存，但先前的状态没能留存：{}", why.zh),
                    format!("saved, but the state before was not kept: {}", why.en),
                )
            }
        }
    }
}
