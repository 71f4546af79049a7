//! Answers as files write them, in whatever format: one set of rules and messages for TOML,
//! JSON and CSV.

use crate::diagnostic::{found, nearest};
use crate::policy::{Fact, FactKind};
use crate::quantity::{Day, Money, MoneyError, Percent, PercentError};
use crate::text;
use crate::text::Text;

use super::{Item, Value};

/// A value of a file before its meaning is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number; clamped to the range of `i128`.
    Integer(i128),
    /// A number with a point or exponent, as written.
    Float(&'a str),
    /// Text.
    Str(&'a str),
    /// A date of TOML, as written.
    Date(String),
    /// A list.
    List(Vec<Raw<'a>>),
    /// A table, entry by entry.
    Table(Vec<(String, Raw<'a>)>),
    /// A number or null, by its name.
    Other(&'a str),
}

/// Why a value is no answer to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What was found and what is expected.
    pub what: Text,
    /// What to do.
    pub remedy: Text,
}

pub use crate::quantity::read::{MAX_COUNT, YEARS};

/// Reads a value as an answer to a fact.
///
/// # Errors
/// What was found, what is expected and what to do.
pub fn parse(fact: &Fact, raw: &Raw<'_>) -> Result<Value, ValueError> {
    match (&fact.kind, raw) {
        (FactKind::Bool, Raw::Bool(yes)) => Ok(Value::Bool(*yes)),
        (FactKind::Choice(_), Raw::Str(id)) => option(fact, id).map(Value::Choice),
        (FactKind::Set(_), Raw::List(items)) => items
            .iter()
            .try_fold(0u128, |bits, item| match item {
                Raw::Str(id) => option(fact, id).map(|option| bits | 1 << option),
                other => Err(mismatch(fact, other)),
            })
            .map(Value::Set),
        (FactKind::Money { signed }, raw) => money(fact, raw, *signed).map(Value::Money),
        (FactKind::MoneyList, Raw::List(items)) => items
            .iter()
            .map(|item| money(fact, item, false))
            .collect::<Result<_, _>>()
            .map(Value::MoneyList),
        (FactKind::Percent, Raw::Str(written)) => percent(fact, written).map(Value::Percent),
        (FactKind::Count, Raw::Integer(count)) => match i64::try_from(*count) {
            Ok(small) if (0..=MAX_COUNT).contains(count) => Ok(Value::Count(small)),
            _ => Err(range(fact, &count.to_string(), &text!("0 至 10 亿", "0 to 1,000,000,000"))),
        },
        (FactKind::Year, Raw::Integer(year)) => match i32::try_from(*year) {
            Ok(small) if YEARS.contains(&small) => Ok(Value::Year(small)),
            _ => Err(range(fact, &year.to_string(), &text!("1949 至 2100", "1949 to 2100"))),
        },
        (FactKind::Items(fields), Raw::List(items)) => (1..)
            .zip(items)
            .map(|(at, raw)| item(fact, fields, at, raw))
            .collect::<Result<_, _>>()
            .map(Value::Items),
        (FactKind::Day, Raw::Str(_) | Raw::Date(_)) => day(fact, raw).map(Value::Day),
        (_, raw) => Err(mismatch(fact, raw)),
    }
}

/// The fields of one item, counted from 1.
fn item(list: &Fact, fields: &[Fact], at: usize, raw: &Raw<'_>) -> Result<Item, ValueError> {
    let Raw::Table(entries) = raw else { return Err(mismatch(list, raw)) };
    let within = |error: ValueError| {
        let (id, ValueError { what, remedy }) = (&list.id, error);
        let (zh, en) = (what.zh, what.en);
        ValueError {
            what: text!("“{id}”第 {at} 项：{zh}", "\"{id}\", item {at}: {en}"), remedy
        }
    };
    let mut item: Item = vec![None; fields.len()];
    for (key, raw) in entries {
        let Some(field) = fields.iter().position(|field| field.id == *key) else {
            let shown = found(key);
            let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
            let (near, list) = (nearest(key, ids.iter().copied()), ids.join(", "));
            return Err(within(ValueError {
                what: text!("没有“{shown}”这一栏", "there is no field \"{shown}\""),
                remedy: match near {
                    Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
                    None => text!("各栏是：{list}。", "The fields are: {list}."),
                },
            }));
        };
        if item[field].is_some() {
            let key = found(key);
            return Err(within(ValueError {
                what: text!("“{key}”写了两次", "\"{key}\" is given twice"),
                remedy: text!("删去一个。", "Delete one of them."),
            }));
        }
        item[field] = Some(parse(&fields[field], raw).map_err(within)?);
    }
    Ok(item)
}

fn day(fact: &Fact, raw: &Raw<'_>) -> Result<Day, ValueError> {
    let written = match raw {
        Raw::Str(written) => written,
        Raw::Date(written) => written.as_str(),
        other => return Err(mismatch(fact, other)),
    };
    Day::parse(written).ok_or_else(|| {
        let (name, shown) = (&fact.id, raw.shown());
        ValueError {
            what: text!(
                "“{name}”的值 {shown} 不是 1949 至 2100 年间的日期",
                "\"{name}\": {shown} is no day from 1949 to 2100"
            ),
            remedy: expected(fact).1,
        }
    })
}

fn option(fact: &Fact, id: &str) -> Result<u8, ValueError> {
    fact.kind.option(id).ok_or_else(|| {
        let (name, shown) = (&fact.id, found(id));
        let ids: Vec<&str> = fact.kind.options().iter().map(|option| option.id.as_str()).collect();
        let near = nearest(id, ids.iter().copied());
        let list = ids.join(", ");
        ValueError {
            what: text!("“{name}”没有选项“{shown}”", "\"{name}\" has no option \"{shown}\""),
            remedy: match near {
                Some(near) => text!(
                    "改成“{near}”；可选：{list}。",
                    "Change it to \"{near}\"; there are: {list}."
                ),
                None => text!("从以下选项中选：{list}。", "Choose from: {list}."),
            },
        }
    })
}

fn money(fact: &Fact, raw: &Raw<'_>, signed: bool) -> Result<Money, ValueError> {
    let error = match raw {
        Raw::Integer(yuan) if *yuan < 0 && !signed => MoneyError::Negative,
        Raw::Integer(yuan) => match Money::from_yuan(*yuan) {
            Ok(money) => return Ok(money),
            Err(error) => error,
        },
        Raw::Str(written) => match Money::parse(written, signed) {
            Ok(money) => return Ok(money),
            Err(error) => error,
        },
        other => return Err(mismatch(fact, other)),
    };
    let (name, shown) = (&fact.id, raw.shown());
    let what = match error {
        MoneyError::Syntax => {
            text!("“{name}”的值 {shown} 不是金额", "\"{name}\": {shown} is no amount of money")
        }
        MoneyError::NoUnit => {
            text!("“{name}”的值 {shown} 没有单位", "\"{name}\": {shown} has no unit")
        }
        MoneyError::Unit => {
            text!("“{name}”的值 {shown} 的单位不认识", "\"{name}\": {shown} has an unknown unit")
        }
        MoneyError::Negative => text!(
            "“{name}”的值 {shown} 是负数，金额不能为负",
            "\"{name}\": {shown} is negative, an amount cannot be"
        ),
        MoneyError::TooFine => text!(
            "“{name}”的值 {shown} 比 0.01 元还细",
            "\"{name}\": {shown} is finer than 0.01 yuan"
        ),
        MoneyError::OutOfRange => text!(
            "“{name}”的值 {shown} 超过 10^15 元",
            "\"{name}\": {shown} is more than 10^15 yuan"
        ),
    };
    Err(ValueError { what, remedy: expected(fact).1 })
}

fn percent(fact: &Fact, written: &str) -> Result<Percent, ValueError> {
    Percent::parse(written).map_err(|error| {
        let (name, shown) = (&fact.id, Raw::Str(written).shown());
        let what = match error {
            PercentError::Syntax => {
                text!("“{name}”的值 {shown} 不是百分比", "\"{name}\": {shown} is no percentage")
            }
            PercentError::NoSign => {
                text!("“{name}”的值 {shown} 缺少 %", "\"{name}\": {shown} lacks the sign %")
            }
            PercentError::OutOfRange => text!(
                "“{name}”的值 {shown} 超过 1,000,000%",
                "\"{name}\": {shown} is beyond 1,000,000 %"
            ),
            PercentError::TooFine => text!(
                "“{name}”的值 {shown} 的小数超过 20 位",
                "\"{name}\": {shown} has more than 20 decimals"
            ),
        };
        ValueError { what, remedy: expected(fact).1 }
    })
}

fn range(fact: &Fact, shown: &str, limits: &Text) -> ValueError {
    let (name, shown) = (&fact.id, found(shown));
    let (zh, en) = (&limits.zh, &limits.en);
    ValueError {
        what: text!(
            "“{name}”的值 {shown} 超出范围，应为 {zh}",
            "\"{name}\": {shown} is out of range, expected {en}"
        ),
        remedy: expected(fact).1,
    }
}

/// The value is of another type than the fact.
fn mismatch(fact: &Fact, raw: &Raw<'_>) -> ValueError {
    let name = &fact.id;
    let (shown, kind) = (raw.shown(), raw.kind());
    let shown = if shown.is_empty() { shown } else { format!(" {shown}") };
    let (kind_zh, kind_en) = (kind.zh, kind.en);
    let (expected, remedy) = expected(fact);
    let (zh, en) = (expected.zh, expected.en);
    ValueError {
        what: text!(
            "“{name}”的值是{kind_zh}{shown}，应为{zh}",
            "\"{name}\" is {kind_en}{shown}, expected {en}"
        ),
        remedy,
    }
}

/// What a fact expects, and how to write it.
pub fn expected(fact: &Fact) -> (Text, Text) {
    let name = &fact.id;
    match &fact.kind {
        FactKind::Bool => (
            text!("true 或 false", "true or false"),
            text!(
                "写成 {name} = true 或 {name} = false。",
                "Write {name} = true or {name} = false."
            ),
        ),
        FactKind::Choice(options) => {
            let list =
                options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ");
            (
                text!("一个选项（加双引号）", "one option in double quotes"),
                text!("从以下选项中选一个：{list}。", "Choose one of: {list}."),
            )
        }
        FactKind::Set(_) => (
            text!("选项的列表", "a list of options"),
            text!(
                "写成列表，如 {name} = [\"…\", \"…\"]；都没有写 []。",
                "Write a list: {name} = [\"…\", \"…\"]; [] for none."
            ),
        ),
        FactKind::Money { .. } => (
            text!("金额", "an amount of money"),
            text!(
                "写成整数元，或带单位的文字，如 \"1.2亿元\"、\"3500万元\"、\"800元\"；只用半角数字。",
                "Write whole yuan, or text with a unit: \"1.2亿元\", \"3500万元\", \"800元\"; ASCII digits only."
            ),
        ),
        FactKind::Percent => (
            text!("带 % 的百分比（加双引号）", "a percentage with % in double quotes"),
            text!("写成如 \"5.2%\" 或 \"-3%\"。", "Write \"5.2%\" or \"-3%\", for instance."),
        ),
        FactKind::Count => (
            text!("整数", "a whole number"),
            text!(
                "写成不加引号、不带单位的整数，如 {name} = 3。",
                "Write a whole number without quotes or unit: {name} = 3."
            ),
        ),
        FactKind::Year => (
            text!("年份", "a year"),
            text!(
                "写成四位年份，如 {name} = 2025。",
                "Write a year of four digits: {name} = 2025."
            ),
        ),
        FactKind::Day => (
            text!("日期", "a day"),
            text!(
                "写成年-月-日，如 {name} = 2026-02-07。",
                "Write year, month and day: {name} = 2026-02-07."
            ),
        ),
        FactKind::Items(fields) => {
            let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
            let ids = ids.join(", ");
            (
                text!("各项的列表，每项一张表", "a list of tables, one for each item"),
                text!(
                    "写成 [[answers.{name}]]，每项写各栏：{ids}；没有写 {name} = []。",
                    "Write [[answers.{name}]] for each item, with the fields {ids}; {name} = [] for none."
                ),
            )
        }
        FactKind::MoneyList => (
            text!("金额的列表", "a list of amounts"),
            text!(
                "写成列表，如 {name} = [\"300万元\", \"1200万元\"]；没有写 []。",
                "Write a list: {name} = [\"300万元\", \"1200万元\"]; [] for none."
            ),
        ),
    }
}

impl Raw<'_> {
    /// As written, short and safe to print.
    pub fn shown(&self) -> String {
        match self {
            Self::Bool(yes) => yes.to_string(),
            Self::Integer(number) => found(&number.to_string()),
            Self::Float(written) => found(written),
            Self::Str(written) => format!("\"{}\"", found(written)),
            Self::Date(written) => found(written),
            Self::List(items) => {
                let shown: Vec<_> = items.iter().take(4).map(Self::shown).collect();
                let more = if items.len() > 4 { ", …" } else { "" };
                found(&format!("[{}{more}]", shown.join(", ")))
            }
            Self::Table(_) | Self::Other(_) => String::new(),
        }
    }

    fn kind(&self) -> Text {
        match self {
            Self::Bool(_) => text!("真假值", "a boolean"),
            Self::Integer(_) => text!("整数", "a whole number"),
            Self::Float(_) => {
                text!("浮点数（二进制浮点不精确）", "a floating-point number (not exact)")
            }
            Self::Str(_) => text!("文字", "text"),
            Self::Date(_) => text!("日期", "a date"),
            Self::List(_) => text!("列表", "a list"),
            Self::Table(_) => text!("表", "a table"),
            Self::Other(name) => match *name {
                "null" => text!("空值", "null"),
                _ => text!("数", "a number"),
            },
        }
    }
}
