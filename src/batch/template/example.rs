//! The example row: a value of each kind, written as it is to be filled in.

use super::wording;
use crate::policy::{Derivation, FactId, FactKind, Policy};
use crate::text::Lang;

/// What stands in a cell of the example row.
pub(super) enum Example {
    Text(String),
    /// A number, and the format that shows it.
    Number(f64, &'static str),
}

/// An amount of no year in particular, and the first prior year's figure, in the header's unit.
const AMOUNT: u32 = 1_200;
const PRIOR: u32 = 10_000;

/// The example of a fact; none for what is computed from the others.
pub(super) fn of(policy: &Policy, id: FactId, year: i32, lang: Lang) -> Option<Example> {
    let fact = policy.fact(id);
    let label = |at: usize| Some(fact.kind.options().get(at)?.label.get(lang));
    let semicolon = wording::semicolon(lang);
    Some(match &fact.kind {
        _ if fact.derived.is_some() => return None,
        FactKind::Bool => Example::Text(wording::yes_no(lang)[0].to_owned()),
        FactKind::Choice(_) => Example::Text(label(0)?.to_owned()),
        FactKind::Set(options) if options.len() > 4 && !fact.lists_benefits => {
            Example::Text(format!("{}{semicolon}{}", label(0)?, label(1)?))
        }
        FactKind::Set(_) => Example::Text(wording::none(lang).to_owned()),
        FactKind::Money { .. } => Example::Number(amount(policy, id).into(), "#,##0"),
        FactKind::Items(_) => Example::Text(wording::none(lang).to_owned()),
        FactKind::MoneyList => Example::Text(format!("300{semicolon}1200")),
        // A percent typed over a number with a format of its own would become a hundredth of it.
        FactKind::Percent => Example::Number(5.2, "General"),
        FactKind::Count => Example::Number(1.0, "0"),
        FactKind::Year => Example::Number(year.into(), "0"),
        FactKind::Day => Example::Text(format!("{year}-03-15")),
    })
}

/// An amount; of the figures that are compared over the years a larger one in this year than in
/// the record, and in the record than in the prior year.
fn amount(policy: &Policy, id: FactId) -> u32 {
    let mut base = PRIOR;
    let mut last = None;
    for (_, fact) in policy.facts() {
        let (current, prior) = match fact.derived {
            Some(
                Derivation::Increase { current, prior } | Derivation::Growth { current, prior },
            ) => (current, prior),
            _ => continue,
        };
        if last.replace(prior).is_some_and(|last| last != prior) {
            base += PRIOR / 4;
        }
        if id == current {
            return base / 5 * 6;
        }
        if id == prior {
            return base;
        }
        if policy.fact(id).at_least == Some(crate::policy::Limit::Fact(prior)) {
            return base / 10 * 11;
        }
    }
    AMOUNT
}
