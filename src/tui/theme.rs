//! Styles and symbols by meaning, never by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::text::width::Drawing;

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
    opened: "−",
    closed: "+",
    changed: "*",
    sure: "█",
    possible: "▒",
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
    opened: "-",
    closed: "+",
    changed: "*",
    sure: "#",
    possible: "=",
};

/// The colours of a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// The sixteen colours of the terminal, whatever it makes of them.
    #[default]
    Plain,
    /// Soft colours for a dark terminal.
    Dark,
    /// Dark colours for a light terminal.
    Light,
    /// The terminal's own two colours at their strongest: bold, underlined, never dim.
    Contrast,
    /// No colours.
    None,
}

impl Palette {
    const ALL: [Self; 5] = [Self::Plain, Self::Dark, Self::Light, Self::Contrast, Self::None];

    /// A palette by its name in the settings; the first without one.
    pub fn named(name: Option<&str>) -> Self {
        let known = Self::ALL.into_iter().find(|palette| Some(palette.name()) == name);
        known.unwrap_or_default()
    }

    /// Its name in the settings, one of [`crate::config::THEMES`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::None => "none",
        }
    }
}

/// How things look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    /// Which colours.
    pub palette: Palette,
    /// Whether colours may be set at all.
    pub color: bool,
    /// Whether only ASCII symbols and lines may be drawn.
    pub ascii: bool,
    /// Whether the terminal draws characters of ambiguous width two cells wide.
    pub wide: bool,
}

impl Theme {
    /// The symbols.
    pub fn symbols(self) -> &'static Symbols {
        if self.drawing().plain_signs() { &ASCII } else { &UNICODE }
    }

    /// What the terminal is given.
    pub fn drawing(self) -> Drawing {
        Drawing { ascii: self.ascii, wide: self.wide }
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
        if self.palette == Palette::Contrast {
            return contrast(meaning);
        }
        if !self.color || self.palette == Palette::None {
            return modified;
        }
        // Plain, dark, light.
        let of = |colors: [Color; 3]| match self.palette {
            Palette::Dark => plain.fg(colors[1]),
            Palette::Light => plain.fg(colors[2]),
            Palette::Plain | Palette::Contrast | Palette::None => plain.fg(colors[0]),
        };
        let indexed = Color::Indexed;
        match meaning {
            Meaning::Plain | Meaning::Heading | Meaning::Focus => modified,
            // Dim text is hard to read on some terminals; a grey is not.
            Meaning::Muted if self.palette == Palette::Plain => modified,
            Meaning::Muted => of([Color::Reset, indexed(248), indexed(241)]),
            Meaning::Eligible => of([Color::Green, indexed(114), indexed(22)]),
            Meaning::Open => of([Color::Yellow, indexed(180), indexed(94)]),
            Meaning::Missing => of([Color::Magenta, indexed(176), indexed(90)]),
            Meaning::Fault => {
                of([Color::Red, indexed(210), indexed(124)]).add_modifier(Modifier::BOLD)
            }
        }
    }
}

fn contrast(meaning: Meaning) -> Style {
    let plain = Style::new();
    match meaning {
        Meaning::Plain | Meaning::Muted | Meaning::Open => plain,
        Meaning::Heading | Meaning::Eligible => plain.add_modifier(Modifier::BOLD),
        Meaning::Missing => plain.add_modifier(Modifier::UNDERLINED),
        Meaning::Fault => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Meaning::Focus => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_of_the_settings_is_there() {
        let names: Vec<&str> = Palette::ALL.into_iter().map(Palette::name).collect();
        assert_eq!(names, crate::config::THEMES);
        assert_eq!(Palette::named(Some("light")), Palette::Light);
        assert_eq!(Palette::named(None), Palette::Plain);
    }
}
