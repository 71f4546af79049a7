//! An answer that needs no typing: the highest of the earlier years is often just the last one.

use crate::policy::{FactId, Limit, Policy};
use crate::profile::{Answers, Value};
use crate::text::{Lang, Text};

/// The answer that can be offered for a fact, with what to call it: for a record the figure of
/// the year before, which it cannot be below, once that is known.
pub fn quick_answer(policy: &Policy, answers: &Answers, fact: FactId) -> Option<(Value, Text)> {
    let Limit::Fact(prior) = policy.fact(fact).at_least? else { return None };
    let value @ Value::Money(_) = answers.get(prior)? else { return None };
    let said = |lang| value.display(policy.fact(prior), lang);
    let (zh, en) = (said(Lang::Zh), said(Lang::En));
    let name = Text::new(format!("上一年就是最高，{zh}"), format!("{en}, as in the year before"));
    Some((value.clone(), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;
    use crate::quantity::Money;

    #[test]
    fn a_record_can_be_the_year_before() {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let id = |name: &str| policy.fact_id(name).expect("a fact");
        let (record, prior) = (id("industrial_output_record"), id("industrial_output_prior"));
        let mut answers = Answers::new(&policy);
        assert_eq!(quick_answer(&policy, &answers, record), None);
        let money = Value::Money(Money::from_fen(8_000_000_000));
        answers.set(prior, Some(money.clone()));
        let (value, name) = quick_answer(&policy, &answers, record).expect("known");
        assert_eq!(value, money);
        assert_eq!(name.zh, "上一年就是最高，8000万元");
        // The amount comes first: a narrow screen cuts the end.
        assert_eq!(name.en, "¥80,000,000, as in the year before");
        assert_eq!(quick_answer(&policy, &answers, prior), None);
    }
}
