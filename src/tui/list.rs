//! The list of saved profiles: what is known of each, their order, the filter.

use std::collections::HashMap;
use std::time::SystemTime;

use crate::assess::Evaluator;
use crate::interview::{Interview, Route};
use crate::profile::{Carried, Deleted, Profile, State};
use crate::quantity::Money;
use crate::quantity::calendar::stamp;
use crate::text::{Lang, Text};

use super::model::Model;

/// A saved profile to choose.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its file.
    pub name: String,
    /// When it was last changed.
    pub modified: SystemTime,
    /// What is in it.
    pub about: About,
}

/// What is known of a profile in the list.
#[derive(Clone, Debug)]
pub enum About {
    /// Not read yet.
    Pending,
    /// Read and evaluated.
    Read(Box<Sums>),
    /// It cannot be read, and why.
    Faulty(Text),
}

/// A profile in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The assessment year.
    pub year: i32,
    /// The enterprise.
    pub enterprise: String,
    /// The estimated ceiling.
    pub amount: Money,
    /// The upper bound; none where there is none.
    pub at_most: Option<Money>,
    /// Questions answered or no longer needed, and all.
    pub progress: (usize, usize),
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last change, the newest first.
    #[default]
    Changed,
    /// The name.
    Name,
    /// The estimated ceiling, the largest first.
    Total,
    /// The progress, the least first.
    Progress,
}

impl Sort {
    fn next(self) -> Self {
        match self {
            Self::Changed => Self::Name,
            Self::Name => Self::Total,
            Self::Total => Self::Progress,
            Self::Progress => Self::Changed,
        }
    }
}

/// A row of the box with the bin and the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// An earlier state of a profile.
    State {
        /// The profile.
        name: String,
        /// The state.
        state: State,
    },
    /// A deleted profile.
    Deleted(Deleted),
    /// The row that removes all deleted ones for good.
    Empty,
}

/// A name being typed.
#[derive(Clone, Debug, Default)]
pub struct Rename {
    /// The present name.
    pub from: String,
    /// The new one as typed.
    pub input: tui_input::Input,
    /// Why it was not taken.
    pub fault: Option<String>,
}

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What was typed to narrow the list.
    pub filter: String,
    /// The order.
    pub sort: Sort,
    /// The profiles that pass the filter, in order, by their place among the entries.
    pub order: Vec<usize>,
    /// Today, as `2026-01-31`.
    pub today: String,
    /// A new name being typed.
    pub rename: Rename,
    /// A profile of the next year, to be looked at before it is saved, with its old name and year.
    pub carried: Option<(String, i32, Carried)>,
    /// What is in the bin, and the history of the focused profile.
    pub kept: Vec<Kept>,
    /// The profile that is to go for good, while that is asked.
    pub purge: String,
    /// Whether the folder changed since it was listed.
    pub stale: bool,
}

/// Sums a profile up.
pub fn sums(model: &Model, profile: &Profile) -> Sums {
    let mut filled = profile.answers.clone();
    (model.fill)(profile.year, profile.enterprise.industry_code.as_deref(), &mut filled);
    let mut evaluator = Evaluator::new(&model.program);
    evaluator.run(&filled, profile.year);
    let unmet =
        evaluator.assumable().any(|gate| evaluator.gate(gate) == crate::quantity::Truth::False);
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
    }
}

/// What a profile is called in the list.
pub fn title(entry: &Entry) -> String {
    match &entry.about {
        About::Read(sums) if !sums.enterprise.is_empty() => {
            let file = crate::profile::file_name(&sums.enterprise);
            if file == entry.name {
                sums.enterprise.clone()
            } else if entry.name.starts_with(&file) {
                entry.name.clone()
            } else {
                format!("{} ({})", entry.name, sums.enterprise)
            }
        }
        _ => entry.name.clone(),
    }
}

/// A moment for a list: the time if it was today, the day if this year.
pub fn moment(moment: SystemTime, today: &str, lang: Lang) -> String {
    let changed = stamp(moment);
    let (Some((day, time)), Some(year)) = (changed.split_once(' '), today.get(..5)) else {
        return changed;
    };
    match (day == today, lang) {
        (true, Lang::Zh) => format!("今天 {time}"),
        (true, Lang::En) => format!("today {time}"),
        (false, _) => day.strip_prefix(year).unwrap_or(day).to_owned(),
    }
}

/// Takes the profiles of the folder in; what is known of those that did not change stays.
pub fn listed(model: &mut Model, entries: Vec<(String, SystemTime)>, today: String) {
    let mut known: HashMap<String, Entry> =
        std::mem::take(&mut model.entries).into_iter().map(|e| (e.name.clone(), e)).collect();
    model.entries = entries
        .into_iter()
        .map(|(name, modified)| match known.remove(&name) {
            Some(entry) if entry.modified == modified => entry,
            _ => Entry { name, modified, about: About::Pending },
        })
        .collect();
    model.list.stale = false;
    model.list.today = today;
    arrange(model);
}

/// The next profile to be read: those in sight first.
pub fn next_pending(model: &Model) -> Option<usize> {
    let is_pending = |at: &usize| {
        model.entries.get(*at).is_some_and(|entry| matches!(entry.about, About::Pending))
    };
    let shown = model.list.order.iter().copied().find(|at| is_pending(at));
    shown.or_else(|| (0..model.entries.len()).find(|at| is_pending(at)))
}

/// Another order.
pub fn sort(model: &mut Model) {
    model.list.sort = model.list.sort.next();
    arrange(model);
    let strings = model.strings();
    let by = match model.list.sort {
        Sort::Changed => strings.sort_changed,
        Sort::Name => strings.sort_name,
        Sort::Total => strings.sort_total,
        Sort::Progress => strings.sort_progress,
    };
    model.message = Some(by.to_owned());
}

/// Orders and filters anew; the focus stays with its profile.
pub fn arrange(model: &mut Model) {
    let focused = super::start::focused(model).map(|entry| entry.name.clone());
    let needle = model.list.filter.to_lowercase();
    let passes = |at: &usize| {
        needle.is_empty()
            || model.entries.get(*at).is_some_and(|e| title(e).to_lowercase().contains(&needle))
    };
    let mut order: Vec<usize> = (0..model.entries.len()).filter(passes).collect();
    let sums = |at: usize| match model.entries.get(at).map(|entry| &entry.about) {
        Some(About::Read(sums)) => Some(sums),
        _ => None,
    };
    match model.list.sort {
        // The folder is listed in this order.
        Sort::Changed => {}
        Sort::Name => order.sort_by_cached_key(|at| model.entries.get(*at).map(title)),
        Sort::Total => order.sort_by_key(|at| std::cmp::Reverse(sums(*at).map(|s| s.amount))),
        Sort::Progress => order.sort_by_key(|at| {
            sums(*at).map_or((1, 0), |s| (0, s.progress.0 * 1000 / s.progress.1.max(1)))
        }),
    }
    model.list.order = order;
    let rows = model.start_rows();
    let same = |row: &super::model::StartRow| match row {
        super::model::StartRow::Saved(at) => {
            model.entries.get(*at).is_some_and(|entry| Some(&entry.name) == focused.as_ref())
        }
        _ => false,
    };
    if let Some(at) = focused.as_ref().and_then(|_| rows.iter().position(same)) {
        model.start_row = at;
    }
    model.start_row = model.start_row.min(rows.len().saturating_sub(1));
}
