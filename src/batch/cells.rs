//! Cells as people fill them: amounts by the one grammar of [`crate::quantity::read`], options by
//! id or label, and the words for what is not known.

use super::cell_error::CellError;
use super::columns::ColumnUnit;
use crate::policy::{Choice, Fact, FactKind};
use crate::profile::{Value, typed};
use crate::quantity::Money;
use crate::quantity::read::{self, BarePercent, folded};

/// The words for an empty set or list, and for no money.
const NONE: [&str; 4] = ["none", "NONE", "无", "没有"];

/// The words for what is not known, in small letters but for Python's `None`.
const UNKNOWN: [&str; 26] = [
    "不知道",
    "不清楚",
    "未知",
    "不详",
    "待确认",
    "待定",
    "待核实",
    "待填",
    "待补",
    "暂无",
    "unknown",
    "not known",
    "n/a",
    "na",
    "nan",
    "<na>",
    "null",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\",
    "…",
    "……",
    "、",
];

/// Whether a cell says that its value is not known.
pub(super) fn is_unknown(cell: &str) -> bool {
    let cell = cell.trim();
    // No word begins with a digit.
    if cell.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    cell == "None" || {
        let folded = folded(cell);
        folded.is_empty() || UNKNOWN.contains(&folded.as_str())
    }
}

/// Whether a cell says that there is none; separators behind it part it from nothing.
pub(super) fn is_none(cell: &str) -> bool {
    NONE.contains(&cell.trim().trim_end_matches([';', '；', '、', ',', '，', '。']))
}

/// Reads a cell as an answer; `None` where it says that the answer is not known.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn read(
    fact: &Fact,
    cell: &str,
    unit: Option<ColumnUnit>,
) -> Result<Option<Value>, CellError> {
    // As most cells are written; whatever else one says is looked at below.
    if let Some(value) = plainly(fact, cell) {
        return Ok(Some(value));
    }
    if is_unknown(cell) {
        return Ok(None);
    }
    let none = is_none(cell);
    // Where neither the header nor the sheet says it, a bare number is in yuan.
    let money_unit = unit.and_then(ColumnUnit::money).unwrap_or(read::Unit::YUAN);
    let value = match &fact.kind {
        FactKind::Bool => Value::Bool(typed::yes_no(cell).ok_or(CellError::Bool)?),
        FactKind::Choice(options) => match option(options, cell) {
            Some(at) => Value::Choice(at),
            None => return Err(CellError::Option(cell.trim().to_owned())),
        },
        FactKind::Set(_) if none => Value::Set(0),
        FactKind::MoneyList if none => Value::MoneyList(Vec::new()),
        FactKind::Items(_) if none => Value::Items(Vec::new()),
        FactKind::Items(fields) => {
            let items = typed::items(fields, cell, Some(money_unit));
            Value::Items(items.map_err(|error| CellError::Items(error.what))?)
        }
        FactKind::Money { .. } if none => Value::Money(Money::ZERO),
        // No percentage, count or year says so.
        FactKind::Percent | FactKind::Count | FactKind::Year | FactKind::Day if none => {
            return Ok(None);
        }
        FactKind::Set(options) => Value::Set(set(options, cell)?),
        FactKind::MoneyList => {
            let list = typed::amounts(cell, Some(money_unit));
            let list = list.map_err(|(part, error)| CellError::Amounts(part, error))?;
            if list.is_empty() {
                return Err(CellError::Separators);
            }
            Value::MoneyList(list)
        }
        FactKind::Percent if unit == Some(ColumnUnit::Percent(BarePercent::Fraction)) => {
            Value::Percent(read::percent(cell, BarePercent::Fraction)?)
        }
        FactKind::Money { .. }
        | FactKind::Count
        | FactKind::Percent
        | FactKind::Year
        | FactKind::Day => typed::understand(&fact.kind, cell, Some(money_unit))?,
    };
    Ok(Some(value))
}

/// Reads a cell that is written exactly as a file writes the answer.
fn plainly(fact: &Fact, cell: &str) -> Option<Value> {
    match (&fact.kind, cell) {
        (FactKind::Bool, "true" | "是") => Some(Value::Bool(true)),
        (FactKind::Bool, "false" | "否") => Some(Value::Bool(false)),
        (FactKind::Choice(options), _) => exactly(options, cell).map(Value::Choice),
        // A whole label wins over its parts.
        (FactKind::Set(options), _) => match exactly(options, cell) {
            Some(at) => Some(Value::Set(1 << at)),
            None => {
                let mut parts = cell.split([';', '；']).map(|part| exactly(options, part));
                parts.try_fold(0, |bits, at| Some(bits | 1 << at?)).map(Value::Set)
            }
        },
        _ => None,
    }
}

fn exactly(options: &[Choice], said: &str) -> Option<u8> {
    let found = options.iter().position(|option| option.id == said || option.label.zh == said);
    found.and_then(|at| u8::try_from(at).ok())
}

/// Without spaces, in small letters, with brackets of one kind.
fn plain(text: &str) -> String {
    let mut text = folded(text);
    text.retain(|c| !c.is_whitespace());
    text
}

/// The option with that id or label.
fn option(options: &[Choice], said: &str) -> Option<u8> {
    let said = said.trim();
    let found = options.iter().position(|option| option.id == said).or_else(|| {
        let said = plain(said);
        options.iter().position(|option| {
            plain(&option.label.zh) == said
                || plain(&option.label.en) == said
                || plain(&option.id) == said
        })
    })?;
    u8::try_from(found).ok()
}

/// The options of a cell, a bit each. Labels may hold the very signs that separate them: the
/// longest label wins.
fn set(options: &[Choice], cell: &str) -> Result<u128, CellError> {
    let mut bits = 0;
    for part in cell.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let mut rest = part;
        while !rest.is_empty() {
            if let Some(at) = option(options, rest) {
                bits |= 1 << at;
                break;
            }
            let cut = rest
                .rmatch_indices(['、', '，', ',', '/'])
                .find_map(|(at, sign)| Some((option(options, &rest[..at])?, at + sign.len())));
            let Some((at, next)) = cut else {
                return Err(match is_none(rest) {
                    true => CellError::NoneWithOthers(rest.to_owned()),
                    false => CellError::Option(rest.to_owned()),
                });
            };
            bits |= 1 << at;
            rest = rest[next..].trim_start();
        }
    }
    if bits == 0 { Err(CellError::Separators) } else { Ok(bits) }
}
