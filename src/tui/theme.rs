//! Styles and symbols by meaning, never by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Plain.
    Plain,
    /// Calm, beside the point.
    Muted,
    /// A heading.
    Heading,
    /// What the user stands on.
    Focus,
    /// Conditions are met.
    Eligible,
    /// Not decided yet.
    Open,
    /// Not met.
    Missing,
    /// A mistake.
    Fault,
}

/// Symbols, all one column wide.
pub struct Symbols {
    /// The row that is focused.
    pub focus: &'static str,
    /// Answered, ticked, met.
    pub yes: &'static str,
    /// Open.
    pub open: &'static str,
    /// Not known.
    pub unsure: &'static str,
    /// Not met.
    pub missing: &'static str,
    /// Not applicable.
    pub never: &'static str,
    /// Between parts of a heading.
    pub dot: &'static str,
    /// A ticked box.
    pub ticked: &'static str,
    /// An empty box.
    pub unticked: &'static str,
    /// A rule.
    pub rule: &'static str,
    /// A branch that can be closed.
    pub opened: &'static str,
    /// A branch that can be opened.
    pub closed: &'static str,
    /// Just changed.
    pub changed: &'static str,
    /// A part of a bar that is sure.
    pub sure: &'static str,
    /// A part that is possible.
    pub possible: &'static str,
    /// A part that is no longer possible.
    pub gone: &'static str,
}

const UNICODE: Symbols = Symbols {
    focus: "▸",
    yes: "✓",
    open: "○",
    unsure: "?",
    missing: "✗",
    never: "–",
    dot: "·",
    ticked: "[✓]",
    unticked: "[ ]",
    rule: "─",
    opened: "▾",
    closed: "▸",
    changed: "*",
    sure: "█",
    possible: "▒",
    gone: "·",
};

const ASCII: Symbols = Symbols {
    focus: ">",
    yes: "+",
    open: "o",
    unsure: "?",
    missing: "x",
    never: "-",
    dot: "-",
    ticked: "[x]",
    unticked: "[ ]",
    rule: "-",
    opened: "v",
    closed: ">",
    changed: "*",
    sure: "#",
    possible: "=",
    gone: ".",
};

/// How things look.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Whether colours may be set at all.
    pub color: bool,
    /// Whether only ASCII symbols and lines may be drawn.
    pub ascii: bool,
}

impl Theme {
    /// The symbols.
    pub fn symbols(self) -> &'static Symbols {
        if self.ascii { &ASCII } else { &UNICODE }
    }

    /// The style of a meaning.
    pub fn style(self, meaning: Meaning) -> Style {
        let plain = Style::new();
        let modified = match meaning {
            Meaning::Plain | Meaning::Open | Meaning::Eligible => plain,
            Meaning::Muted => plain.add_modifier(Modifier::DIM),
            Meaning::Heading | Meaning::Missing | Meaning::Fault => {
                plain.add_modifier(Modifier::BOLD)
            }
            Meaning::Focus => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
        };
        if !self.color {
            return modified;
        }
        match meaning {
            Meaning::Plain | Meaning::Heading | Meaning::Focus | Meaning::Muted => modified,
            Meaning::Eligible => plain.fg(Color::Green),
            Meaning::Open => plain.fg(Color::Yellow),
            Meaning::Missing => plain.fg(Color::Magenta),
            Meaning::Fault => modified.fg(Color::Red),
        }
    }
}
