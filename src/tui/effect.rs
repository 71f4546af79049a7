//! What `update` asks the loop to do: all that needs the disk or the terminal.

use std::path::PathBuf;

use crate::policy::FactId;

/// What the loop has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Write the profile at hand.
    Save,
    /// Read a saved profile.
    Load(String),
    /// A new profile was begun: what was typed for one before is shown again.
    New,
    /// Note what was said to the caller.
    Told(String),
    /// Write questions for somebody to answer.
    Hand {
        /// Who knows.
        who: String,
        /// The questions.
        facts: Vec<FactId>,
    },
    /// Look for filled sheets.
    Sheets,
    /// Read a filled sheet.
    TakeBack(PathBuf),
    /// Check and write settings.
    Configure(Configure),
    /// Do something with whole profiles.
    StoreCommand(StoreCommand),
    /// Write the page to print.
    Page {
        /// With the notes.
        notes: bool,
    },
    /// Read a saved profile and show it beside the one at hand.
    Beside(String),
    /// Open a file in the browser.
    Browse(String),
    /// Leave.
    Quit,
}

/// What the loop has to check and write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Configure {
    /// Write what is set.
    Save,
    /// Use another folder, if it can be.
    DataDir(Option<PathBuf>),
    /// Use another file of averages, if it is a good one.
    Averages(Option<PathBuf>),
}

/// What the loop does to whole profiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreCommand {
    /// Copy a profile.
    Copy(String),
    /// Read a profile and carry it over.
    Carry(String),
    /// Save the profile at hand as a new file.
    SaveAs(String),
    /// Give a profile another name.
    Rename {
        /// The present one.
        from: String,
        /// The new one.
        to: String,
    },
    /// Move a profile to the bin.
    Delete(String),
    /// Look into the bin, and into the history of a profile.
    Bin(Option<String>),
    /// Bring a deleted profile back.
    Restore(String),
    /// Bring an earlier state back.
    BringBack {
        /// The profile.
        name: String,
        /// The state.
        number: u32,
    },
    /// Remove a profile for good, its history and those of its name in the bin too.
    Purge(String),
    /// Look where else the profile at hand could be saved.
    Places,
    /// Save the profile at hand in a folder, and go on there.
    SaveIn(PathBuf),
    /// Save the profile at hand although another window has it open.
    TakeOver,
    /// Remove all deleted profiles for good.
    EmptyBin,
    /// Open a profile named by the time; the place of the one at hand is kept for later.
    NewCall {
        /// Under which number it was parked.
        parked: Option<u32>,
    },
    /// Go on with a parked profile.
    Resume(u32),
    /// Go on with a parked profile, the one at hand being parked.
    Switch {
        /// Under which number it was parked.
        parked: Option<u32>,
        /// The one to go on with.
        to: u32,
    },
    /// Close a parked profile.
    LetGo(u32),
}
