//! The screens by name.

use super::keys::Place;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Profiles to choose from.
    Start,
    /// The questions.
    Form,
    /// The result.
    Result,
    /// The text of the measure.
    Law,
    /// The settings.
    Settings,
    /// What if a figure were another.
    WhatIf,
}

impl Screen {
    /// Which keys work in it.
    pub fn place(self) -> Place {
        match self {
            Self::Start => Place::Start,
            Self::Form => Place::Form,
            Self::Result => Place::Result,
            Self::Law => Place::Law,
            Self::Settings => Place::Settings,
            Self::WhatIf => Place::WhatIf,
        }
    }
}

/// What becomes of what was typed before the screen that the program went on to was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypedAhead {
    /// It is acted on as always.
    #[default]
    GoesOn,
    /// Characters stay in the field; nothing confirms them.
    StaysInField,
    /// It is dropped, and that is said.
    Dropped,
}
