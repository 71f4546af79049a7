//! Answers that are numbers, as people write them: which of the forms a fact takes.

use super::Value;
use crate::diagnostic::found;
use crate::policy::FactKind;
use crate::quantity::Money;
use crate::quantity::read::{self, AmountError, BarePercent, Unit};
use crate::text;
use crate::text::Text;

/// Reads what was written for a number, a year or one amount of a list; `bare` is the unit of an
/// amount that has none of its own.
///
/// # Errors
/// What is wrong and what to write instead; [`AmountError::NoUnit`] asks for the unit. Facts that
/// are no numbers give [`AmountError::Nothing`].
pub fn understand(kind: &FactKind, text: &str, bare: Option<Unit>) -> Result<Value, AmountError> {
    match kind {
        FactKind::Money { signed } => match read::money(text, bare)? {
            money if money < Money::ZERO && !signed => Err(AmountError::Negative),
            money => Ok(Value::Money(money)),
        },
        FactKind::MoneyList => understand(&FactKind::Money { signed: false }, text, bare),
        FactKind::Percent => read::percent(text, BarePercent::Percent).map(Value::Percent),
        FactKind::Count => read::count(text).map(Value::Count),
        FactKind::Year => read::year(text).map(Value::Year),
        FactKind::Day => read::day(text).map(Value::Day),
        FactKind::Bool | FactKind::Choice(_) | FactKind::Set(_) => Err(AmountError::Nothing),
    }
}

/// Reads amounts separated by `;`, `；`, `、`, `,` or line breaks.
///
/// # Errors
/// The part that is no amount, and why. A comma between digits is refused: whether it parts the
/// thousands of one amount or two amounts would be a guess.
pub fn amounts(text: &str, bare: Option<Unit>) -> Result<Vec<Money>, (String, ListError)> {
    let folded = read::folded(text);
    let mut list = Vec::new();
    for part in folded.split([';', '、', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if is_ambiguous(part) {
            return Err((part.to_owned(), ListError::Ambiguous));
        }
        for part in part.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let fault = |error| (part.to_owned(), ListError::Amount(error));
            let money = read::money(part, bare).map_err(fault)?;
            if money < Money::ZERO {
                return Err(fault(AmountError::Negative));
            }
            list.push(money);
        }
    }
    Ok(list)
}

/// Why a list of amounts is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListError {
    /// `1,200`: one amount or two.
    Ambiguous,
    /// One of its parts is no amount.
    Amount(AmountError),
}

/// What to write instead of an amount of a list that may be two.
pub fn ambiguous(part: &str) -> Text {
    let part = found(part);
    text!(
        "“{part}”是一笔还是几笔？几笔之间用分号隔开，一笔之内不写逗号。",
        "\"{part}\": one amount or several? Part amounts with semicolons, and write none with commas."
    )
}

/// Whether a comma stands between digits.
fn is_ambiguous(part: &str) -> bool {
    let bytes = part.as_bytes();
    let digits = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| bytes[at] == b',' && digits(at - 1) && digits(at + 1))
}
