//! The totals under the other options of the readings.

use crate::assess::{Evaluator, Program, Totals};
use crate::batch::Record;
use crate::policy::{Policy, Readings};

/// The totals under another option of a reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Other {
    pub amount: i128,
    pub at_most: i128,
    /// Of each benefit.
    pub benefits: Vec<i128>,
    /// Enterprises whose total is another.
    pub more: u64,
    pub less: u64,
}

impl Other {
    /// Evaluates an enterprise under the other option; `now` are its totals as read now.
    pub(super) fn count(&mut self, evaluator: &mut Evaluator<'_>, record: &Record, now: &Totals) {
        evaluator.run(&record.answers, record.year);
        let found = evaluator.totals();
        self.amount += i128::from(found.amount.fen());
        self.at_most += i128::from(found.at_most.fen());
        self.benefits.resize(evaluator.outcomes().len(), 0);
        for (sum, outcome) in self.benefits.iter_mut().zip(evaluator.outcomes()) {
            *sum += i128::from(outcome.amount.fen());
        }
        self.more += u64::from(found.amount > now.amount);
        self.less += u64::from(found.amount < now.amount);
    }

    pub(super) fn add(&mut self, more: Self) {
        self.amount += more.amount;
        self.at_most += more.at_most;
        self.benefits.resize(self.benefits.len().max(more.benefits.len()), 0);
        for (sum, more) in self.benefits.iter_mut().zip(more.benefits) {
            *sum += more;
        }
        self.more += more.more;
        self.less += more.less;
    }
}

/// The options of readings that are not in force, by position, and the policy compiled for each.
pub fn other_programs(policy: &Policy, readings: &Readings) -> Vec<Program> {
    other_readings(policy, readings)
        .into_iter()
        .map(|(reading, option)| {
            let mut other = readings.clone();
            if let Some(place) = other.0.get_mut(reading) {
                *place = option;
            }
            Program::compile(policy, &other)
        })
        .collect()
}

/// Readings with each option that is not in force.
pub(super) fn other_readings(policy: &Policy, readings: &Readings) -> Vec<(usize, usize)> {
    let mut others = Vec::new();
    for (at, reading) in policy.readings.iter().enumerate() {
        let in_force = readings.0.get(at).copied().unwrap_or(0);
        others.extend((0..reading.options.len()).filter(|o| *o != in_force).map(|o| (at, o)));
    }
    others
}
