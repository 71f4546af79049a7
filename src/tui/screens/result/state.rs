//! Which benefit is looked at.

use crate::advise::outlook::Outlook;
use crate::tui::list::List;

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

/// Benefits behind one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Those that stand alike.
    Of(Outlook),
    /// Those of other articles than the one asked for.
    Others,
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
