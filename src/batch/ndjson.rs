//! NDJSON in: one JSON object a line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::chunk::{Chunk, Scan};
use super::fast::Lookup;
use super::{BadRecord, Cause, Each, Job, LINE_LIMIT, Record, too_long, year_missing};
use crate::diagnostic::{found, nearest};
use crate::policy::Policy;
use crate::profile::parse::{Raw, YEARS, parse};
use crate::text;
use crate::text::Text;

/// Reads every line of a piece; empty ones are skipped.
pub(super) fn read(
    job: &Job<'_>,
    lookup: &Lookup,
    chunk: &Chunk,
    record: &mut Record,
    each: &mut Each<'_>,
) {
    let mut scan = Scan::new(None);
    let mut start = 0;
    let mut number = chunk.line;
    while start < chunk.bytes.len() {
        let end = scan.record_end(&chunk.bytes, true).unwrap_or(chunk.bytes.len());
        let line = &chunk.bytes[start..end];
        start = end;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        if line.len() > LINE_LIMIT {
            each(Err(too_long(number)));
        } else if !line.trim_ascii().is_empty() {
            record.clear();
            match read_line(job, lookup, line, record) {
                Ok(()) => each(Ok(record)),
                Err((id, error, cause)) => {
                    each(Err(BadRecord { line: number, id, error, cause, carried: Vec::new() }));
                }
            }
        }
        number += 1;
    }
}

fn read_line(
    job: &Job<'_>,
    lookup: &Lookup,
    line: &[u8],
    record: &mut Record,
) -> Result<(), Fault> {
    let year = job.options.year;
    let good = std::str::from_utf8(line).ok().and_then(|line| lookup.line(line, year, record));
    if good.is_some() {
        return Ok(());
    }
    record.clear();
    parse_line(job.policy, year, line, record)
}

type Fault = (Option<String>, Text, Cause);

fn parse_line(
    policy: &Policy,
    default_year: Option<i32>,
    line: &[u8],
    record: &mut Record,
) -> Result<(), Fault> {
    let document: Json<'_> = serde_json::from_slice(line)
        .map_err(|error| (None, not_json(line, &error), Cause::Json))?;
    let Json::Object(entries) = document else {
        return Err((
            None,
            text!("应为一个 JSON 对象 {{…}}", "expected a JSON object {{…}}"),
            Cause::Json,
        ));
    };
    let id = entries.iter().find(|(key, _)| key == "id").and_then(|(_, value)| match value {
        Json::Str(id) => Some(id.to_string()),
        _ => None,
    });
    let fault = |error: Text| (id.clone(), error, Cause::Answers);
    doubled(&entries).map_err(fault)?;
    record.id = id
        .clone()
        .ok_or_else(|| fault(text!("缺少文字型的 id", "the string \"id\" is missing")))?;
    let mut year = None;
    for (key, value) in &entries {
        match (key.as_ref(), value) {
            ("id", _) => {}
            ("year", Json::Integer(number)) => {
                let valid = i32::try_from(*number).ok().filter(|year| YEARS.contains(year));
                year = Some(valid.ok_or_else(|| {
                    fault(text!(
                        "year 为 {number}，应为 1949 至 2100",
                        "year is {number}, expected 1949 to 2100"
                    ))
                })?);
            }
            ("year", _) => {
                return Err(fault(text!("year 应为整数", "year must be a whole number")));
            }
            ("industry_code", Json::Str(code)) => record.industry_code = Some(code.to_string()),
            ("industry_code", _) => {
                return Err(fault(text!("industry_code 应为文字", "industry_code must be text")));
            }
            ("answers", Json::Object(answers)) => {
                doubled(answers).map_err(fault)?;
                for (key, value) in answers {
                    answer(policy, key, value, record).map_err(fault)?;
                }
            }
            ("answers", _) => {
                return Err(fault(text!(
                    "answers 应为对象 {{…}}",
                    "answers must be an object {{…}}"
                )));
            }
            (other, _) => {
                let shown = found(other);
                return Err(fault(text!(
                    "不认识的键“{shown}”，应为 id、year、industry_code、answers",
                    "unknown key \"{shown}\", expected id, year, industry_code, answers"
                )));
            }
        }
    }
    record.year = year.or(default_year).ok_or_else(|| fault(year_missing()))?;
    Ok(())
}

/// Why a line is no JSON, and where.
fn not_json(line: &[u8], error: &serde_json::Error) -> Text {
    if let Err(error) = std::str::from_utf8(line) {
        let at = error.valid_up_to() + 1;
        return text!(
            "第 {at} 个字节起不是 UTF-8 编码，NDJSON 应为 UTF-8",
            "not UTF-8 from byte {at} on, and NDJSON must be"
        );
    }
    let column = error.column();
    let before = line.get(..column).unwrap_or(line);
    // Counted in characters, as editors do.
    let at = String::from_utf8_lossy(before).chars().count();
    let said = error.to_string();
    // The library tells these apart in its words only.
    let is = |words: &str| said.starts_with(words);
    match () {
        () if error.is_eof() => text!(
            "JSON 在第 {at} 个字符处中断，后面缺了",
            "the JSON is cut short after character {at}"
        ),
        () if is("recursion limit") => text!(
            "JSON 到第 {at} 个字符处套得太深",
            "the JSON is nested too deeply at character {at}"
        ),
        () if is("trailing characters") => text!(
            "第 {at} 个字符起是多余的：一行只能写一个 JSON 对象",
            "too much from character {at} on: one line holds one JSON object"
        ),
        () if is("number out of range") => {
            text!("第 {at} 个字符处的数字太大", "the number at character {at} is too large")
        }
        () => text!("不是 JSON：第 {at} 个字符处不合写法", "not JSON: wrong at character {at}"),
    }
}

fn doubled(entries: &[(Cow<'_, str>, Json<'_>)]) -> Result<(), Text> {
    for (at, (key, _)) in entries.iter().enumerate() {
        if entries[..at].iter().any(|(earlier, _)| earlier == key) {
            let shown = found(key);
            return Err(text!("键“{shown}”重复", "the key \"{shown}\" stands twice"));
        }
    }
    Ok(())
}

fn answer(policy: &Policy, key: &str, value: &Json<'_>, record: &mut Record) -> Result<(), Text> {
    let fact = policy.fact_id(key).ok_or_else(|| unknown_fact(policy, key))?;
    let value = parse(policy.fact(fact), &value.raw()).map_err(|error| error.what)?;
    record.answers.set(fact, Some(value));
    Ok(())
}

/// The message for a fact that the policy does not have.
pub(super) fn unknown_fact(policy: &Policy, key: &str) -> Text {
    let shown = found(key);
    match nearest(key, policy.facts.iter().map(|fact| fact.id.as_str())) {
        Some(near) => {
            text!(
                "没有名为“{shown}”的事实，是否为“{near}”",
                "there is no fact \"{shown}\"; \"{near}\"?"
            )
        }
        None => text!("没有名为“{shown}”的事实", "there is no fact \"{shown}\""),
    }
}

/// A JSON value with its keys in order and doubled ones kept, numbers never turned to floats.
enum Json<'a> {
    Null,
    Bool(bool),
    Integer(i128),
    Float(String),
    Str(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    fn raw(&self) -> Raw<'_> {
        match self {
            Self::Null => Raw::Other("null"),
            Self::Bool(yes) => Raw::Bool(*yes),
            Self::Integer(number) => Raw::Integer(*number),
            Self::Float(written) => Raw::Float(written),
            Self::Str(text) => Raw::Str(text),
            Self::List(items) => Raw::List(items.iter().map(Json::raw).collect()),
            Self::Object(entries) => Raw::Table(
                entries.iter().map(|(key, value)| (key.to_string(), value.raw())).collect(),
            ),
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(Json::Integer(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(Json::Integer(number.into()))
    }

    // Only shown in the message that refuses it.
    fn visit_f64<E>(self, number: f64) -> Result<Json<'de>, E> {
        Ok(Json::Float(number.to_string()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Str(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Str(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Json::Object(entries))
    }
}

/// A key, borrowed from the line where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(JsonVisitor)? {
            Json::Str(key) => Ok(Self(key)),
            _ => Ok(Self(Cow::Borrowed(""))),
        }
    }
}
