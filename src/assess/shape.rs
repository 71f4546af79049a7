//! On which piece of its piecewise linear function an assessment lies.
//!
//! Every atom and every branch of an amount is monotone in each fact, so of two assessments
//! that differ in one number only and have the same shape, everything between them has it
//! too: there every amount is linear in the number, but for the cut to fen.

/// Which branches are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(Vec<i128>);

impl Shape {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn push(&mut self, branch: i128) {
        self.0.push(branch);
    }

    /// How two amounts compare.
    pub(crate) fn compare(&mut self, a: Option<i128>, b: Option<i128>) {
        self.push(match (a, b) {
            (Some(a), Some(b)) => a.cmp(&b) as i128,
            _ => 2,
        });
    }
}
