//! Answers that are numbers, as people write them: which of the forms a fact takes.

use super::{Item, Value};
use crate::diagnostic::found;
use crate::policy::{Choice, Fact, FactKind};
use crate::quantity::Money;
use crate::quantity::read::{self, AmountError, BarePercent, Unit, folded};
use crate::text;
use crate::text::{Lang, Text};

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
        FactKind::Items(_) if read::folded(text).is_empty() => Err(AmountError::Nothing),
        FactKind::Items(fields) => {
            items(fields, text, bare).map(Value::Items).map_err(|_| AmountError::Item)
        }
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

const YES: [&str; 12] = ["true", "是", "是的", "有", "对", "√", "✓", "✔", "yes", "y", "1", "1.0"];
const NO: [&str; 13] =
    ["false", "否", "无", "没有", "不是", "×", "✗", "✘", "x", "no", "n", "0", "0.0"];

/// What a word says to a question for yes or no.
pub fn yes_no(text: &str) -> Option<bool> {
    let word = folded(text);
    let is = |words: &[&str]| words.contains(&word.as_str());
    is(&YES).then_some(true).or_else(|| is(&NO).then_some(false))
}

/// The words for a field that is not known.
const UNKNOWN: [&str; 8] = ["", "不知道", "未知", "不详", "unknown", "-", "—", "?"];

/// Why a text is no item of a list: the field, as written and as it is called, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemError {
    /// What was found and what is expected.
    pub what: Text,
}

/// Reads items with `|` or a line break between them, the fields of each in order with `;`
/// between; `bare` is the unit of an amount that has none of its own.
///
/// # Errors
/// The field that is not understood.
pub fn items(fields: &[Fact], text: &str, bare: Option<Unit>) -> Result<Vec<Item>, ItemError> {
    let parts = text.split(['|', '｜', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| item(fields, part, bare)).collect()
}

fn item(fields: &[Fact], line: &str, bare: Option<Unit>) -> Result<Item, ItemError> {
    let parts: Vec<&str> = line.split([';', '；']).map(str::trim).collect();
    // A semicolon behind the last field parts nothing.
    let parts = match parts.split_last() {
        Some((last, rest)) if last.is_empty() && rest.len() >= fields.len() => rest,
        _ => &parts[..],
    };
    if parts.len() > fields.len() {
        let (count, most) = (parts.len(), fields.len());
        let (zh, en) = (names(fields, Lang::Zh), names(fields, Lang::En));
        return Err(ItemError {
            what: text!(
                "写了 {count} 栏，只有 {most} 栏：{zh}",
                "{count} fields are written, there are {most}: {en}"
            ),
        });
    }
    let mut item: Item = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        let part = parts.get(at).copied().unwrap_or_default();
        item.push(match UNKNOWN.contains(&folded(part).as_str()) {
            true => None,
            false => Some(single(field, part, bare)?),
        });
    }
    Ok(item)
}

/// The names of fields, as they are filled in.
pub fn names(fields: &[Fact], lang: Lang) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.label.get(lang)).collect();
    names.join(if lang == Lang::Zh { "；" } else { "; " })
}

fn single(field: &Fact, part: &str, bare: Option<Unit>) -> Result<Value, ItemError> {
    let fault = |why: Text| {
        let (zh, en) = (&field.label.zh, &field.label.en);
        let (part, why_zh, why_en) = (found(part), why.zh, why.en);
        ItemError {
            what: text!(
                "“{zh}”一栏写的是“{part}”：{why_zh}",
                "the field \"{en}\" is \"{part}\": {why_en}"
            ),
        }
    };
    match &field.kind {
        FactKind::Bool => yes_no(part)
            .map(Value::Bool)
            .ok_or_else(|| fault(text!("请写是或否。", "Write yes or no."))),
        FactKind::Choice(options) => named(options, part).map(Value::Choice).ok_or_else(|| {
            let labels = |lang: Lang| -> String {
                let labels = options.iter().map(|option| option.label.get(lang));
                labels.collect::<Vec<_>>().join(lang.list())
            };
            let (zh, en) = (labels(Lang::Zh), labels(Lang::En));
            fault(text!("请写其中之一：{zh}。", "Write one of: {en}."))
        }),
        kind => understand(kind, part, bare).map_err(|error| fault(error.text())),
    }
}

/// The option with that id, label or number.
fn named(options: &[Choice], said: &str) -> Option<u8> {
    let plain = folded(said);
    let is = |option: &Choice| {
        option.id == said || folded(&option.label.zh) == plain || folded(&option.label.en) == plain
    };
    let number = || plain.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < options.len());
    u8::try_from(options.iter().position(is).or_else(number)?).ok()
}
