//! Whether an amount looks like a slip of the unit: ten times the year before, or a tenth of it.

use super::{Answers, Value};
use crate::policy::{Derivation, FactId, Policy};
use crate::quantity::Money;

/// Whether a figure and the one of the year before are ten times or more apart.
pub fn is_ten_times_off(policy: &Policy, answers: &Answers, fact: FactId, value: Money) -> bool {
    let money = |id: FactId| match answers.get(id) {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    };
    let pairs = policy.facts().filter_map(|(_, other)| match other.derived {
        Some(Derivation::Growth { current, prior } | Derivation::Increase { current, prior }) => {
            Some((current, prior))
        }
        _ => None,
    });
    let other = pairs
        .filter_map(|(current, prior)| match fact {
            _ if fact == current => money(prior),
            _ if fact == prior => money(current),
            _ => None,
        })
        .next();
    other.is_some_and(|other| {
        let (a, b) = (i128::from(value.fen()), i128::from(other.fen()));
        a > 0 && b > 0 && (a >= b * 10 || b >= a * 10)
    })
}
