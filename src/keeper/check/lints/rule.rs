//! The figures of a rule, with where they stand and what they do in it.

use rust_decimal::Decimal;

use crate::keeper::check::figure::{Compare, Kind};
use crate::policy::{Amount, Beyond, Condition, Later, Rate, Test, Threshold};
use crate::quantity::Money;

/// What a figure does in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something is compared with it; equality may have no words.
    Threshold(Option<Compare>),
    /// It is paid, or caps what is paid.
    Payment,
    /// A share.
    Rate,
}

/// A figure of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleFigure {
    /// What it does.
    pub role: Role,
    /// What it counts.
    pub kind: Kind,
    /// Yuan, per cent, or the number.
    pub value: Decimal,
    /// Where it stands under the benefit or gate.
    pub path: Vec<String>,
    /// Whether it answers for the figures of the text.
    pub default: bool,
}

/// The figures of a list of conditions.
pub fn of_conditions(when: &[Condition], path: &[&str]) -> Vec<RuleFigure> {
    let mut out = Vec::new();
    for (at, condition) in when.iter().enumerate() {
        let path: Vec<String> =
            path.iter().map(|step| (*step).to_owned()).chain([at.to_string()]).collect();
        of_condition(condition, &path, &mut out);
    }
    out
}

/// The figure of a condition.
pub fn of_condition(condition: &Condition, path: &[String], out: &mut Vec<RuleFigure>) {
    let mut add = |threshold: Threshold, compare: Option<Compare>, key: &str| {
        let (kind, value) = match threshold {
            Threshold::Money(money) => (Kind::Money, yuan(money)),
            Threshold::Count(count) => (Kind::Count, Decimal::from(count)),
        };
        let path = path.iter().cloned().chain([key.to_owned()]).collect();
        out.push(RuleFigure { role: Role::Threshold(compare), kind, value, path, default: true });
    };
    match &condition.test {
        Test::AtLeast(at) => add(*at, Some(Compare::AtLeast), "at_least"),
        Test::Above(at) => add(*at, Some(Compare::Above), "above"),
        Test::Below(at) => add(*at, Some(Compare::Below), "below"),
        Test::Equals(at) => add(*at, None, "equals"),
        Test::ValidThrough(year) => {
            let path = path.iter().cloned().chain(["valid_through".to_owned()]).collect();
            out.push(RuleFigure {
                role: Role::Threshold(Some(Compare::AtMost)),
                kind: Kind::Calendar,
                value: Decimal::from(*year),
                path,
                default: true,
            });
        }
        // The tiers of a milestone are read off the award.
        Test::FirstReaches(_)
        | Test::Yes
        | Test::Answered
        | Test::OneOf(_)
        | Test::HasAny(_)
        | Test::Empty
        | Test::NotEmpty
        | Test::Not(_)
        | Test::AnyOf(_)
        | Test::AllOf(_)
        | Test::Given { .. }
        | Test::Compared(..)
        | Test::YearIn(_) => {}
    }
}

/// The figures of an amount.
pub fn of_amount(amount: &Amount, path: &mut Vec<String>, out: &mut Vec<RuleFigure>) {
    let at = |path: &[String], steps: &[&str]| -> Vec<String> {
        path.iter().cloned().chain(steps.iter().map(|step| (*step).to_owned())).collect()
    };
    let paid = |money: Money, path: Vec<String>| RuleFigure {
        role: Role::Payment,
        kind: Kind::Money,
        value: yuan(money),
        path,
        default: true,
    };
    let share = |rate: Rate, path: Vec<String>| RuleFigure {
        role: Role::Rate,
        kind: Kind::Percent,
        value: percent(rate),
        path,
        default: true,
    };
    match amount {
        Amount::Fixed(money) => out.push(paid(*money, at(path, &["fixed"]))),
        Amount::Share { rate, beyond, .. } => {
            out.push(share(*rate, at(path, &["rate"])));
            if let Some(Beyond::Amount(beyond)) = beyond {
                out.push(RuleFigure {
                    role: Role::Threshold(None),
                    kind: Kind::Money,
                    value: yuan(*beyond),
                    path: at(path, &["beyond"]),
                    default: true,
                });
            }
        }
        Amount::PerUnit { each, .. } | Amount::Steps { each, .. } => {
            out.push(paid(*each, at(path, &["each"])));
        }
        Amount::ShareOfEach { rate, cap, .. } => {
            out.push(share(*rate, at(path, &["rate"])));
            out.extend(cap.map(|cap| paid(cap, at(path, &["cap_each"]))));
        }
        Amount::EachItem { when, gives, .. } => {
            for (index, when) in when.iter().enumerate() {
                of_condition(when, &at(path, &["where", &index.to_string()]), out);
            }
            path.push("gives".to_owned());
            of_amount(gives, path, out);
            path.pop();
        }
        Amount::Sum(parts) => {
            for (index, part) in parts.iter().enumerate() {
                path.extend(["sum".to_owned(), index.to_string()]);
                if let Some(when) = &part.when {
                    of_condition(when, &at(path, &["when"]), out);
                }
                of_amount(&part.amount, path, out);
                path.truncate(path.len() - 2);
            }
        }
        Amount::FirstOf(cases) => {
            for (index, case) in cases.iter().enumerate() {
                path.extend(["first".to_owned(), index.to_string()]);
                if let Some(when) = &case.when {
                    of_condition(when, &at(path, &["when"]), out);
                }
                of_amount(&case.amount, path, out);
                path.truncate(path.len() - 2);
            }
        }
        Amount::Capped { amount, cap } => {
            of_amount(amount, path, out);
            path.push("cap".to_owned());
            of_amount(cap, path, out);
            path.pop();
        }
        // The figures of another benefit are its own.
        Amount::OfBenefit { .. } => {}
        Amount::Difference { amount, less } => {
            of_amount(amount, path, out);
            of_amount(less, path, out);
        }
        Amount::Less { amount, .. }
        | Amount::Scaled { amount, .. }
        | Amount::Rounded { amount, .. } => {
            of_amount(amount, path, out);
        }
        Amount::Larger(all) => all.iter().for_each(|amount| of_amount(amount, path, out)),
        Amount::Milestone(milestone) => {
            for (index, tier) in milestone.tiers.iter().enumerate() {
                let index = index.to_string();
                out.push(RuleFigure {
                    role: Role::Threshold(Some(Compare::AtLeast)),
                    kind: Kind::Money,
                    value: yuan(tier.from),
                    path: at(path, &["tiers", &index, "0"]),
                    default: true,
                });
                out.push(paid(tier.award, at(path, &["tiers", &index, "1"])));
            }
        }
        Amount::Stages(stages) => {
            for (index, award) in stages.awards.iter().enumerate() {
                out.push(paid(*award, at(path, &["stages", &index.to_string()])));
            }
        }
    }
}

/// The figures of what later years bring.
pub fn of_later(later: &Later) -> Vec<RuleFigure> {
    let (when, mut out) = match later {
        Later::Fixed { amount, when } => {
            let path = vec!["later".to_owned(), "fixed".to_owned()];
            let value = yuan(*amount);
            (
                when,
                vec![RuleFigure {
                    role: Role::Payment,
                    kind: Kind::Money,
                    value,
                    path,
                    default: true,
                }],
            )
        }
        Later::Stages { when } => (when, Vec::new()),
        Later::Again(again) => (&again.when, Vec::new()),
    };
    out.extend(of_conditions(when, &["later", "when"]));
    out
}

/// Money in yuan.
pub fn yuan(money: Money) -> Decimal {
    money.to_decimal().normalize()
}

/// A rate in per cent.
pub fn percent(rate: Rate) -> Decimal {
    (Decimal::from(rate.num) * Decimal::ONE_HUNDRED / Decimal::from(rate.den)).normalize()
}
