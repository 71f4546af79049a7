//! What is known of a fact, as a person reads it.

use crate::policy::{FactId, FactKind, Policy};
use crate::profile::{Answers, Slot, Value};
use crate::quantity::{Day, Interval, Money, Ratio};
use crate::text;
use crate::text::Lang;

use super::evaluate::Evaluator;

impl Evaluator<'_> {
    /// The value of a fact as evaluated: answered, computed or assumed.
    pub fn effective(
        &self,
        policy: &Policy,
        answers: &Answers,
        fact: FactId,
        lang: Lang,
    ) -> Option<String> {
        match self.known().slot(fact) {
            Slot::Absent => None,
            slot @ (Slot::Money(_) | Slot::Fen(_)) => {
                slot.money().map(|fen| Money::from_fen(fen).display(lang))
            }
            Slot::Ratio(ratio) => match answers.get(fact) {
                Some(value) if policy.fact(fact).derived.is_none() => {
                    Some(value.display(policy.fact(fact), lang))
                }
                Some(_) | None => Some(percent_text(ratio)),
            },
            Slot::Bool(yes) => Some(Value::Bool(yes).display(policy.fact(fact), lang)),
            Slot::Count(count) => Some(count.to_string()),
            Slot::Day(day) => Some(day.to_string()),
            Slot::Choice(_) | Slot::Set(_) | Slot::Year(_) | Slot::List { .. } | Slot::Items(_) => {
                answers.get(fact).map(|value| value.display(policy.fact(fact), lang))
            }
        }
    }

    /// The bounds of a number that is not known, as a person reads them; none where nothing
    /// narrows it.
    pub fn bounds_text(&self, policy: &Policy, fact: FactId, lang: Lang) -> Option<String> {
        interval_text(policy, fact, self.known().narrowed(fact)?, lang)
    }
}

/// An interval of a fact in words: at most, at least, or from and to.
pub(super) fn interval_text(
    policy: &Policy,
    fact: FactId,
    interval: Interval,
    lang: Lang,
) -> Option<String> {
    let said = |number: i128| {
        let number = i64::try_from(number).ok()?;
        Some(match policy.fact(fact).kind {
            FactKind::Money { .. } => Money::from_fen(number).display(lang),
            FactKind::Bool
            | FactKind::Choice(_)
            | FactKind::Set(_)
            | FactKind::Percent
            | FactKind::Count
            | FactKind::Year
            | FactKind::MoneyList
            | FactKind::Items(_) => number.to_string(),
            FactKind::Day => Day::from_days(i32::try_from(number).ok()?).to_string(),
        })
    };
    let (lo, hi) = (interval.lo().and_then(said), interval.hi().and_then(said));
    let text = match (lo, hi) {
        (None, None) => return None,
        (None, Some(hi)) => text!("至多{hi}", "at most {hi}"),
        (Some(lo), None) => text!("至少{lo}", "at least {lo}"),
        (Some(lo), Some(hi)) => text!("{lo}至{hi}", "{lo} to {hi}"),
    };
    Some(text.get(lang).to_owned())
}

/// A percentage with at most two decimals, the nearest, with `≈` where it is not exact.
pub(crate) fn percent_text(ratio: Ratio) -> String {
    let nearest = ratio.hundredths();
    let exact = Ratio::new(nearest, 100) == Some(ratio);
    let (sign, size) = (if nearest < 0 { "-" } else { "" }, nearest.unsigned_abs());
    let text = format!("{sign}{}.{:02}", size / 100, size % 100);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}{text}%", if exact { "" } else { "≈" })
}
