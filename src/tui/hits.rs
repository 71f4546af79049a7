//! Where things were drawn, so that a click finds what it means.

use ratatui::layout::{Position, Rect};

use super::editor::rows::Target;

/// What a click on a place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A key of the key bar, by its place in the table of keys.
    Key(usize),
    /// A question.
    Question(Target),
    /// A row of the focused editor.
    EditorRow(usize),
    /// A step.
    Step(usize),
    /// A benefit, by its place in the policy.
    Benefit(usize),
    /// A row of the list on screen or of the box on top.
    Row(usize),
}

/// The places, the topmost last.
#[derive(Clone, Debug, Default)]
pub struct Hits(Vec<(Rect, Hit)>);

impl Hits {
    /// Forgets what was drawn.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Remembers what was drawn in an area.
    pub fn push(&mut self, area: Rect, hit: Hit) {
        self.0.push((area, hit));
    }

    /// What was drawn last at a place.
    pub fn at(&self, x: u16, y: u16) -> Option<Hit> {
        let place = Position { x, y };
        self.0.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, hit)| *hit)
    }
}
