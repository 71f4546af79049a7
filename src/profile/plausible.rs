//! Whether figures look like slips: ten times the year before, or what the pack says.

use super::{Answers, Value};
use crate::policy::{Derivation, FactId, Operand, Plausible, Policy, Relation};
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

/// What the pack holds to be a slip among the answers given.
pub fn improbable<'p>(policy: &'p Policy, answers: &Answers, year: i32) -> Vec<&'p Plausible> {
    let all_hold = |plausible: &&Plausible| {
        !plausible.when.is_empty()
            && plausible.when.iter().all(|relation| holds(answers, year, relation))
    };
    policy.plausible.iter().filter(all_hold).collect()
}

/// Whether a relation is known to hold.
fn holds(answers: &Answers, year: i32, relation: &Relation) -> bool {
    let Some(figure) = answers.get(relation.fact) else { return false };
    let order = match (relation.than, figure) {
        (Operand::Money(than), Value::Money(figure)) => Some(figure.cmp(&than)),
        (Operand::Percent(than), Value::Percent(figure)) => {
            Some(figure.to_decimal().cmp(&than.to_decimal()))
        }
        (Operand::Count(than), Value::Count(figure)) => Some(figure.cmp(&than)),
        (Operand::Year(offset), Value::Year(figure)) => {
            Some(figure.cmp(&year.saturating_add(offset)))
        }
        (Operand::Day { of, after }, Value::Day(figure)) => {
            let than = match of.fact() {
                Some(fact) => match answers.get(fact) {
                    Some(Value::Day(day)) => Some(day),
                    _ => None,
                },
                None => of.day(year),
            };
            than.map(|than| figure.cmp(&than.after(after)))
        }
        (Operand::Share { rate, of }, figure) => match (figure, answers.get(of)) {
            (Value::Money(figure), Some(Value::Money(other))) => {
                let (num, den) = (i128::from(rate.num), i128::from(rate.den));
                Some((i128::from(figure.fen()) * den).cmp(&(i128::from(other.fen()) * num)))
            }
            (Value::Count(figure), Some(Value::Count(other))) => {
                let (num, den) = (i128::from(rate.num), i128::from(rate.den));
                Some((i128::from(figure) * den).cmp(&(i128::from(other) * num)))
            }
            (Value::Year(figure), Some(Value::Year(other))) => Some(figure.cmp(&other)),
            _ => None,
        },
        _ => None,
    };
    order.is_some_and(|order| relation.is.holds(order))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;
    use crate::profile::parse::{Raw, parse};

    /// The ids of what is improbable about some answers, in 2026.
    fn told(given: &[(&str, Raw<'_>)]) -> Vec<String> {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let mut answers = Answers::new(&policy);
        for (id, raw) in given {
            let fact = policy.fact_id(id).expect("a fact");
            let value = parse(policy.fact(fact), raw).unwrap_or_else(|_| panic!("{id}"));
            answers.set(fact, Some(value));
        }
        improbable(&policy, &answers, 2026).iter().map(|slip| slip.id.clone()).collect()
    }

    #[test]
    fn what_is_probably_a_slip_is_told() {
        let revenue = |yuan| ("revenue", Raw::Str(yuan));
        let output = ("industrial_output", Raw::Str("1万元"));
        // 1万元 × 1000 = 1000万元: not more, then more.
        assert!(told(&[revenue("1000万元"), output.clone()]).is_empty());
        assert_eq!(told(&[revenue("1001万元"), output]), ["revenue-far-above-industrial-output"]);
        assert!(told(&[revenue("1亿元")]).is_empty());
        assert!(told(&[("above_scale_since", Raw::Integer(2026))]).is_empty());
        assert_eq!(told(&[("above_scale_since", Raw::Integer(2027))]), ["listed-in-the-future"]);
        let average = |percent| told(&[("district_output_growth", Raw::Str(percent))]);
        assert_eq!(average("0.12%"), ["district-output-growth-as-decimal"]);
        assert!(average("0%").is_empty() && average("1%").is_empty() && average("-2%").is_empty());
    }
}
