//! The figures that can be moved, and the chart of one.

use crate::advise::whatif::{Number, Sweep};
use crate::policy::FactId;
use crate::quantity::Money;
use crate::text::Lang;
use crate::tui::list::List;

/// What is moved.
#[derive(Clone, Debug, Default)]
pub struct WhatIfView {
    /// The figures that can be moved.
    pub facts: Vec<FactId>,
    /// The one that is.
    pub list: List,
    /// Where it was moved to; none where it stands.
    pub at: Option<Number>,
    /// The total there, worked out and not read off the chart.
    pub total: Option<Money>,
    /// The total against it, or why there is none.
    pub sweep: Option<Result<Sweep, String>>,
    /// The points worth knowing, a line each, led by their marks.
    pub points: Vec<String>,
    /// What the chart shows.
    pub heading: String,
    /// The language of the lines.
    pub lang: Lang,
}
