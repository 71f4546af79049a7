//! The settings as they are edited.

use std::path::PathBuf;

use crate::config::Config;
use crate::text::Text;
use crate::tui::field::Field;
use crate::tui::list::List;
use crate::tui::model::Screen;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language.
    Language,
    /// The theme.
    Theme,
    /// Only ASCII symbols.
    Ascii,
    /// How wide the terminal draws characters of ambiguous width.
    Width,
    /// The mouse.
    Mouse,
    /// Wizard or plain questions.
    Interface,
    /// Whether enterprises come by telephone.
    HelpDesk,
    /// The assessment year of a new profile.
    Year,
    /// The folder of the profiles.
    DataDir,
    /// The file of averages.
    Averages,
    /// A reading, by its place in the policy.
    Reading(usize),
}

/// The settings as they are edited.
#[derive(Clone, Debug, Default)]
pub struct SettingsView {
    /// What is set.
    pub config: Config,
    /// The file, where there is a place for it.
    pub path: Option<PathBuf>,
    /// The keys of the file that are not known, each with what to do.
    pub unknown: Vec<Text>,
    /// Whether the folder was named for this run, so that another one waits for the next.
    pub folder_is_given: bool,
    /// The focused row.
    pub list: List,
    /// The text being typed.
    pub input: Option<Field>,
    /// What is wrong with the focused setting.
    pub fault: Option<String>,
    /// Where Esc leads back to.
    pub back: Option<Screen>,
}

impl SettingsView {
    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        self.input.is_some()
    }

    /// Whether the mouse is listened to.
    pub fn mouse(&self) -> bool {
        self.config.mouse.unwrap_or(true)
    }
}
