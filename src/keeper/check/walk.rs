//! Every part of an award and of a condition, with where it stands.

use crate::policy::{Amount, Condition, FactId, Test};

/// What a part of an award is to the one that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What it gives before a ceiling or deduction; it has no key of its own.
    Inner,
    /// Its ceiling.
    Cap,
    /// A part of a sum.
    Sum(usize),
    /// A case.
    First(usize),
    /// One of several of which the largest counts.
    Larger(usize),
}

impl Step {
    /// Adds the keys of the step to a path, as a pack writes them.
    pub fn extend(self, path: &mut Vec<String>) {
        let mut at = |key: &str, at: usize| path.extend([key.to_owned(), at.to_string()]);
        match self {
            Self::Inner => {}
            Self::Cap => path.push("cap".to_owned()),
            Self::Sum(index) => at("sum", index),
            Self::First(index) => at("first", index),
            Self::Larger(index) => at("larger", index),
        }
    }
}

/// The amounts that an amount is directly made of, each with the condition under which it counts.
pub fn children(amount: &Amount) -> Vec<(Step, Option<&Condition>, &Amount)> {
    match amount {
        Amount::Sum(parts) => parts
            .iter()
            .enumerate()
            .map(|(at, part)| (Step::Sum(at), part.when.as_ref(), &part.amount))
            .collect(),
        Amount::FirstOf(cases) => cases
            .iter()
            .enumerate()
            .map(|(at, case)| (Step::First(at), case.when.as_ref(), &case.amount))
            .collect(),
        Amount::Larger(all) => {
            all.iter().enumerate().map(|(at, one)| (Step::Larger(at), None, one)).collect()
        }
        Amount::Capped { amount, cap } => {
            vec![(Step::Inner, None, amount), (Step::Cap, None, cap)]
        }
        Amount::Less { amount, .. }
        | Amount::Scaled { amount, .. }
        | Amount::Rounded { amount, .. }
        | Amount::Difference { amount, .. } => {
            vec![(Step::Inner, None, amount)]
        }
        Amount::Fixed(_)
        | Amount::Share { .. }
        | Amount::PerUnit { .. }
        | Amount::Steps { .. }
        | Amount::EachItem { .. }
        | Amount::OfBenefit { .. }
        | Amount::ShareOfEach { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => Vec::new(),
    }
}

/// Visits an amount and all it is made of, from the outside in, each with its path.
pub fn amounts<'a>(
    amount: &'a Amount,
    path: &mut Vec<String>,
    visit: &mut dyn FnMut(&'a Amount, &[String]),
) {
    visit(amount, path);
    for (step, _, inner) in children(amount) {
        let length = path.len();
        step.extend(path);
        amounts(inner, path, visit);
        path.truncate(length);
    }
}

/// Every amount within an amount, itself first.
pub fn all(amount: &Amount) -> Vec<&Amount> {
    let mut found = Vec::new();
    amounts(amount, &mut Vec::new(), &mut |amount, _| found.push(amount));
    found
}

/// Every condition within an amount.
pub fn conditions(amount: &Amount) -> Vec<&Condition> {
    let inner = children(amount);
    inner
        .into_iter()
        .flat_map(|(_, when, amount)| when.into_iter().chain(conditions(amount)))
        .collect()
}

/// The tests of single facts that a condition is made of, whatever combines or negates them.
pub fn tests(condition: &Condition) -> Vec<(Option<FactId>, &Test)> {
    let mut out = Vec::new();
    condition.test.visit(condition.fact, &mut |fact, test| {
        let combines =
            matches!(test, Test::AnyOf(_) | Test::AllOf(_) | Test::Given { .. } | Test::Not(_));
        if !combines {
            out.push((fact, test));
        }
    });
    out
}
