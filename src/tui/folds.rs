//! What does not concern an enterprise now is a line and a number in every list of benefits: it
//! opens where it is asked for.

use crate::advise::outlook::Outlook;

use super::model::Model;
use super::screens::result::state::Fold;
use super::session::Session;

/// A row of a list of benefits, by their places in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A benefit.
    Benefit(usize),
    /// A line that opens, and how many are behind it.
    Fold(Fold, usize),
}

/// The benefits of a profile in the order of how near they are, those of other articles last;
/// each with the fold it is behind.
pub fn sorted(model: &Model, work: &Session) -> Vec<(Option<Fold>, usize)> {
    let asked = work.route.is_narrow().then(|| work.route.benefits(&model.policy));
    let fold = |at: usize, outlook: Outlook| match (&asked, outlook) {
        (Some(asked), _) => asked.iter().all(|id| id.index() != at).then_some(Fold::Others),
        (None, Outlook::Granted | Outlook::Waiting | Outlook::Open | Outlook::Near) => None,
        (
            None,
            Outlook::Lacking
            | Outlook::Duplicate
            | Outlook::Superseded
            | Outlook::NotAsked
            | Outlook::RuledOut,
        ) => Some(Fold::Of(outlook)),
    };
    let standings = work.live.standings.iter().enumerate();
    let mut all: Vec<(Option<Fold>, Outlook, usize)> = standings
        .map(|(at, standing)| (fold(at, standing.outlook), standing.outlook, at))
        .collect();
    all.sort_by_key(|(fold, outlook, at)| (fold.is_some(), *outlook, *at));
    all.into_iter().map(|(fold, _, at)| (fold, at)).collect()
}

/// The rows with those behind the open folds.
pub fn rows(model: &Model, work: &Session, open: &[Fold]) -> Vec<Row> {
    let sorted = sorted(model, work);
    let mut rows = Vec::new();
    for of_fold in sorted.chunk_by(|one, other| one.0 == other.0) {
        let fold = of_fold.first().and_then(|(fold, _)| *fold);
        rows.extend(fold.map(|fold| Row::Fold(fold, of_fold.len())));
        if fold.is_none_or(|fold| open.contains(&fold)) {
            rows.extend(of_fold.iter().map(|(_, at)| Row::Benefit(*at)));
        }
    }
    rows
}

/// The rows of the result.
pub fn shown(model: &Model) -> Vec<Row> {
    model.work.as_ref().map(|work| rows(model, work, &model.result.open)).unwrap_or_default()
}

/// The row of the result in focus.
pub fn in_focus(model: &Model) -> Option<Row> {
    let rows = shown(model);
    rows.get(model.result.list.cursor().min(rows.len().saturating_sub(1))).copied()
}

/// What a fold is called.
pub fn title(model: &Model, fold: Fold) -> &'static str {
    let strings = model.strings();
    match fold {
        Fold::Others => strings.fold_others,
        Fold::Of(Outlook::Granted) => strings.state_eligible,
        Fold::Of(Outlook::Waiting | Outlook::Open) => strings.pending,
        Fold::Of(Outlook::Near) => strings.one_step_short,
        Fold::Of(Outlook::Lacking) => strings.fold_lacking,
        Fold::Of(Outlook::Duplicate) => strings.state_duplicate,
        Fold::Of(Outlook::Superseded) => strings.state_superseded,
        Fold::Of(Outlook::NotAsked) => strings.no_such,
        Fold::Of(Outlook::RuledOut) => strings.state_never,
    }
}
