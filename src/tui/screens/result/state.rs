//! Which benefit is looked at.

use crate::tui::folds::{self, Fold, Row};
use crate::tui::list::List;
use crate::tui::model::Model;

/// Where one is in the result.
#[derive(Clone, Debug, Default)]
pub struct ResultView {
    /// The benefits; the cursor on the one looked at.
    pub list: List,
    /// First line shown of its text.
    pub scroll: usize,
    /// Focused step of the reasons, where they have the focus.
    pub reason: Option<usize>,
    /// The folds that are open.
    pub open: Vec<Fold>,
}

/// The rows of the list.
pub fn rows(model: &Model) -> Vec<Row> {
    let rows = |work| folds::rows(model, work, &model.result.open);
    model.work.as_ref().map(rows).unwrap_or_default()
}

/// The row in focus.
pub fn row(model: &Model) -> Option<Row> {
    let rows = rows(model);
    rows.get(model.result.list.cursor().min(rows.len().saturating_sub(1))).copied()
}

impl ResultView {
    /// Opens a fold, or closes it.
    pub fn flip(&mut self, fold: Fold) {
        match self.open.iter().position(|open| *open == fold) {
            Some(at) => drop(self.open.remove(at)),
            None => self.open.push(fold),
        }
    }
}
