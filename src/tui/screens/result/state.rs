//! Which benefit is looked at.

use crate::tui::list::List;
use crate::tui::session::Session;

/// Where one is in the result.
#[derive(Clone, Debug, Default)]
pub struct ResultView {
    /// The benefits; the cursor on the one looked at.
    pub list: List,
    /// First line shown of its text.
    pub scroll: usize,
    /// Focused step of the reasons, where they have the focus.
    pub reason: Option<usize>,
}

/// Benefits by heading, in the order of the measure within one.
pub fn order(work: &Session) -> Vec<usize> {
    let mut order: Vec<usize> = (0..work.live.standings.len()).collect();
    order.sort_by_key(|at| (work.live.standings[*at].group, *at));
    order
}

/// The benefit in a row, by its place in the policy.
pub fn focused_of(work: &Session, row: usize) -> Option<usize> {
    let order = order(work);
    order.get(row.min(order.len().saturating_sub(1))).copied()
}
