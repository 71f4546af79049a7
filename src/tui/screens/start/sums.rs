//! A saved profile in short.

use crate::assess::Evaluator;
use crate::interview::{Interview, Route};
use crate::profile::Profile;
use crate::quantity::Truth;
use crate::tui::model::Model;
use crate::tui::screens::start::shelf::Sums;

/// Sums a profile up.
pub fn sums(model: &Model, profile: &Profile) -> Sums {
    let mut filled = profile.answers.clone();
    (model.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
    let mut evaluator = Evaluator::new(&model.program);
    evaluator.run(&filled, profile.year);
    let unmet = evaluator.assumable().any(|gate| evaluator.gate(gate) == Truth::False);
    let mut totals = evaluator.totals().clone();
    // As on every screen: what it comes to once the conditions are met that can be met at once.
    if unmet && evaluator.run_prospective(&filled, profile.year) {
        totals = evaluator.totals().clone();
    }
    let way = Route::default();
    let interview = Interview::along(&model.policy, &model.program, profile, &filled, way);
    Sums {
        year: profile.year,
        enterprise: profile.enterprise.name.clone(),
        amount: totals.amount,
        at_most: totals.unbounded.is_empty().then_some(totals.at_most),
        progress: interview.progress(&model.policy, &model.program, profile.year, way),
        caller: [profile.caller.name.clone(), profile.caller.phone.clone()],
        notes: profile.notes.values().cloned().collect(),
    }
}
