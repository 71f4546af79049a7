//! From a line to an answer.

use crate::policy::{Choice, Fact, FactKind};
use crate::profile::Value;
use crate::profile::typed::{self, ListError};
use crate::quantity::read::{AmountError, UNITS, Unit, folded};
use crate::text;
use crate::text::Text;

/// What a line was understood as.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// An answer.
    Value(Value),
    /// Amounts whose unit is not said.
    NeedsUnit,
    /// Why it is no answer, and what to type.
    Wrong(Text),
}

const YES: [&str; 9] = ["1", "是", "对", "有", "yes", "y", "true", "是的", "有的"];
const NO: [&str; 10] = ["2", "否", "不是", "没有", "无", "no", "n", "false", "不", "没"];
const NONE: [&str; 11] = [
    "0",
    "无",
    "没有",
    "都没有",
    "以上都没有",
    "都不是",
    "以上都不是",
    "none",
    "none of these",
    "no",
    "[]",
];

/// Reads a line as the answer to a fact; `unit` is the unit chosen for bare numbers.
pub fn read(fact: &Fact, line: &str, unit: Option<Unit>) -> Read {
    let line = line.trim();
    let lower = folded(unquoted(line));
    match &fact.kind {
        FactKind::Bool => match () {
            () if YES.contains(&&*lower) => Read::Value(Value::Bool(true)),
            () if NO.contains(&&*lower) => Read::Value(Value::Bool(false)),
            () => Read::Wrong(text!("请输入 1（是）或 2（否）。", "Type 1 for yes or 2 for no.")),
        },
        FactKind::Choice(options) => match option(options, line) {
            Some(at) => Read::Value(Value::Choice(at)),
            None => {
                let count = options.len();
                Read::Wrong(text!(
                    "请输入 1 至 {count} 中的一个号码。",
                    "Type one number from 1 to {count}."
                ))
            }
        },
        FactKind::Set(options) => set(options, line),
        FactKind::MoneyList => amounts(line, unit),
        FactKind::Items(_) if is_none(line) => Read::Value(Value::Items(Vec::new())),
        FactKind::Items(fields) => match typed::items(fields, line, unit) {
            Ok(items) => Read::Value(Value::Items(items)),
            Err(error) => Read::Wrong(error.what),
        },
        FactKind::Money { .. }
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year
        | FactKind::Day => of(typed::understand(&fact.kind, unquoted(line), unit)),
    }
}

fn of(understood: Result<Value, AmountError>) -> Read {
    match understood {
        Ok(value) => Read::Value(value),
        Err(AmountError::NoUnit) => Read::NeedsUnit,
        Err(AmountError::Nothing) => Read::Wrong(nothing()),
        Err(error) => Read::Wrong(error.text()),
    }
}

/// Whether a line says yes.
pub fn is_yes(line: &str) -> bool {
    YES.contains(&&*folded(unquoted(line)))
}

/// Whether a line says that a list is at its end.
pub fn is_done(line: &str) -> bool {
    const DONE: [&str; 6] = ["完", "完了", "完成", "done", "end", "."];
    DONE.contains(&&*folded(unquoted(line)))
}

/// Whether a line says that there is none.
fn is_none(line: &str) -> bool {
    NONE.contains(&folded(line).trim_end_matches('.'))
}

/// What to say where nothing was typed.
pub fn nothing() -> Text {
    text!("没有输入内容。请回答，或输入 不知道。", "Nothing was typed. Answer, or type unknown.")
}

/// The unit that a line names, by number or name.
pub fn unit(line: &str) -> Option<Unit> {
    const ENGLISH: [&str; 4] = ["yuan", "thousand", "ten thousand", "hundred million"];
    let line = folded(line);
    let by_number = line.parse::<usize>().ok().filter(|at| (1..=UNITS.len()).contains(at));
    let named = |name: &str| {
        line == name || (!line.is_empty() && name != "元" && line == name.trim_end_matches('元'))
    };
    by_number
        .map(|at| at - 1)
        .or_else(|| UNITS.iter().position(|(name, _)| named(name)))
        .or_else(|| ENGLISH.iter().position(|name| *name == line))
        .map(|at| UNITS[at].1)
}

/// Without the quotation marks of a TOML string.
fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”'])
}

/// An option by number, id or label.
fn option(options: &[Choice], said: &str) -> Option<u8> {
    let said = unquoted(said);
    let number = folded(said).parse::<usize>().ok();
    let by_number = number.filter(|at| (1..=options.len()).contains(at)).map(|at| at - 1);
    let at =
        by_number.or_else(|| options.iter().position(|option| option.id == said)).or_else(|| {
            let is = |option: &Choice| {
                option.label.zh == said || option.label.en.eq_ignore_ascii_case(said)
            };
            options.iter().position(is)
        });
    at.and_then(|at| u8::try_from(at).ok())
}

fn set(options: &[Choice], line: &str) -> Read {
    if is_none(line) {
        return Read::Value(Value::Set(0));
    }
    // A label may hold what separates options.
    if let Some(at) = option(options, line) {
        return Read::Value(Value::Set(1 << at));
    }
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    let mut bits = 0u128;
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    for said in inner.split(separators).filter(|said| !said.is_empty()) {
        match option(options, said) {
            Some(at) => bits |= 1 << at,
            None => {
                let (said, count) = (crate::diagnostic::found(said), options.len());
                return Read::Wrong(text!(
                    "没有选项“{said}”。请输入 1 至 {count} 中的号码，几个号码用空格隔开；都没有输入 0。",
                    "There is no option \"{said}\". Type numbers from 1 to {count}, with spaces between; 0 for none."
                ));
            }
        }
    }
    if bits == 0 {
        return Read::Wrong(nothing());
    }
    Read::Value(Value::Set(bits))
}

fn amounts(line: &str, unit: Option<Unit>) -> Read {
    if is_none(line) {
        return Read::Value(Value::MoneyList(Vec::new()));
    }
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    match typed::amounts(&inner.replace(['"', '\'', '“', '”'], " "), unit) {
        Ok(list) if list.is_empty() => Read::Wrong(nothing()),
        Ok(list) => Read::Value(Value::MoneyList(list)),
        Err((_, ListError::Amount(error))) => of(Err(error)),
        Err((part, ListError::Ambiguous)) => Read::Wrong(typed::ambiguous(&part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;
    use crate::quantity::Money;

    fn answer(id: &str, line: &str, unit: Option<Unit>) -> Read {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        read(policy.fact(policy.fact_id(id).expect(id)), line, unit)
    }

    #[test]
    fn options_by_number_id_and_label() {
        for line in
            ["1", "１", "manufacturer", "\"manufacturer\"", "Manufacturer using smart technologies"]
        {
            assert_eq!(answer("category", line, None), Read::Value(Value::Choice(0)), "{line}");
        }
        assert!(matches!(answer("category", "9", None), Read::Wrong(_)));
        for line in [
            "1 3",
            "1、3",
            "1，3",
            "restricted_catalogue, accident",
            "[\"restricted_catalogue\",\"accident\"]",
        ] {
            assert_eq!(answer("exclusions", line, None), Read::Value(Value::Set(0b101)), "{line}");
        }
        for line in ["0", "０", "无", "以上都没有", "none", "[]"] {
            assert_eq!(answer("exclusions", line, None), Read::Value(Value::Set(0)), "{line}");
        }
        assert!(matches!(answer("exclusions", "1 7", None), Read::Wrong(_)));
        assert!(matches!(answer("exclusions", "", None), Read::Wrong(_)));
    }

    #[test]
    fn lists_and_units() {
        let wan = |n: i64| Money::from_fen(n * 1_000_000);
        let two = Read::Value(Value::MoneyList(vec![wan(300), wan(1_200)]));
        for line in [
            "300万元；1200万元",
            "300万元, 1200万元",
            "300万 、 1200万",
            "[\"300万元\",\"1200万元\"]",
            "[\"300万元\", \"1200万元\"]",
        ] {
            assert_eq!(answer("issuer_contracts", line, None), two, "{line}");
        }
        // Two amounts or the thousands of one: not guessed.
        assert!(matches!(answer("issuer_contracts", "300万元；1,200万元", None), Read::Wrong(_)));
        assert_eq!(answer("issuer_contracts", "300; 1200", None), Read::NeedsUnit);
        assert_eq!(answer("issuer_contracts", "300; 1200", Some(Unit::yuan(4))), two);
        for (line, at) in [("1", 0), ("万元", 2), ("万", 2), ("yuan", 0), ("thousand", 1), ("4", 3)]
        {
            assert_eq!(unit(line), Some(UNITS[at].1), "{line}");
        }
        assert_eq!(unit("5"), None);
        assert_eq!(unit(""), None);
    }
}
