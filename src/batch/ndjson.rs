//! NDJSON in: one JSON object a line, read as it goes by.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::job::{Each, Job, too_long, year_missing};
use super::record::{BadRecord, Cause, Record};
use super::rows::{Flaw, Rows};
use crate::diagnostic::{found, nearest};
use crate::policy::{FactId, Policy};
use crate::profile::parse::{Raw, YEARS, parse};
use crate::text;
use crate::text::Text;

/// Reads every line of a piece.
pub(super) fn read(job: &Job<'_>, rows: &Rows, record: &mut Record, each: &mut Each<'_>) {
    let mut order = Vec::new();
    for row in rows.iter() {
        if row.flaw == Some(Flaw::TooLong) {
            each(Err(too_long(row.line)));
            continue;
        }
        record.clear();
        record.line = row.line;
        match read_line(job, row.bytes, &mut order, record) {
            Ok(()) => each(Ok(record)),
            Err((id, error, cause)) => {
                each(Err(BadRecord { line: row.line, id, error, cause, carried: Vec::new() }));
            }
        }
    }
}

fn read_line(
    job: &Job<'_>,
    bytes: &[u8],
    order: &mut Vec<FactId>,
    record: &mut Record,
) -> Result<(), (Option<String>, Text, Cause)> {
    let text = std::str::from_utf8(bytes).map_err(|error| (None, not_utf8(error), Cause::Json))?;
    let mut line = Line {
        policy: job.policy,
        record,
        order,
        at: 0,
        id: None,
        year: None,
        answers: false,
        fault: None,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json.deserialize_map(&mut line).and_then(|()| json.end());
    let Line { id, year, answers, fault, .. } = line;
    // Both visitors take nothing but objects, and fail with data for nothing else; what is no JSON
    // at all is told as that.
    let read = read.map_err(|error| match error.is_data() {
        true => serde_json::from_str::<serde_json::Value>(text).err().unwrap_or(error),
        false => error,
    });
    match read {
        Err(error) if error.is_data() && answers => {
            let fault = text!("answers 应为对象 {{…}}", "answers must be an object {{…}}");
            return Err((id.map(Cow::into_owned), fault, Cause::Answers));
        }
        Err(error) if error.is_data() => {
            let fault = text!("应为一个 JSON 对象 {{…}}", "expected a JSON object {{…}}");
            return Err((None, fault, Cause::Json));
        }
        Err(error) => return Err((None, not_json(text, &error), Cause::Json)),
        Ok(()) => {}
    }
    let missing = || text!("缺少文字型的 id", "the string \"id\" is missing");
    let fault = fault
        .or_else(|| id.is_none().then(missing))
        .or_else(|| year.or(job.options.year).is_none().then(year_missing));
    match fault {
        Some(fault) => Err((id.map(Cow::into_owned), fault, Cause::Answers)),
        None => {
            record.id.push_str(&id.unwrap_or_default());
            record.year = year.or(job.options.year).unwrap_or_default();
            Ok(())
        }
    }
}

fn not_utf8(error: std::str::Utf8Error) -> Text {
    let at = error.valid_up_to() + 1;
    text!(
        "第 {at} 个字节起不是 UTF-8 编码，NDJSON 应为 UTF-8",
        "not UTF-8 from byte {at} on, and NDJSON must be"
    )
}

/// Why a line is no JSON, and where.
fn not_json(line: &str, error: &serde_json::Error) -> Text {
    let column = error.column();
    let before = line.as_bytes().get(..column).unwrap_or(line.as_bytes());
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

/// The message for a fact that the policy does not have.
fn unknown_fact(policy: &Policy, key: &str) -> Text {
    let shown = found(key);
    match nearest(key, policy.facts.iter().map(|fact| fact.id.as_str())) {
        Some(near) => text!(
            "没有名为“{shown}”的事实，是否为“{near}”",
            "there is no fact \"{shown}\"; \"{near}\"?"
        ),
        None => text!("没有名为“{shown}”的事实", "there is no fact \"{shown}\""),
    }
}

fn doubled(key: &str) -> Text {
    let shown = found(key);
    text!("键“{shown}”重复", "the key \"{shown}\" stands twice")
}

/// A line under way. The first fault is kept while the rest is read: the id may come after it.
struct Line<'a, 'de> {
    policy: &'a Policy,
    record: &'a mut Record,
    /// The facts of the line before: most lines have the same in the same order.
    order: &'a mut Vec<FactId>,
    /// How many answers were read.
    at: usize,
    id: Option<Cow<'de, str>>,
    year: Option<i32>,
    answers: bool,
    fault: Option<Text>,
}

impl<'de> Line<'_, 'de> {
    fn fault(&mut self, fault: Text) {
        self.fault.get_or_insert(fault);
    }

    fn entry(&mut self, key: &str, value: Json<'de>) {
        match (key, value) {
            ("id", _) if self.id.is_some() => self.fault(doubled(key)),
            ("id", Json::Str(id)) => self.id = Some(id),
            ("id", _) => {}
            ("year", _) if self.year.is_some() => self.fault(doubled(key)),
            ("year", Json::Integer(number)) => {
                self.year = i32::try_from(number).ok().filter(|year| YEARS.contains(year));
                if self.year.is_none() {
                    self.fault(text!(
                        "year 为 {number}，应为 1949 至 2100",
                        "year is {number}, expected 1949 to 2100"
                    ));
                }
            }
            ("year", _) => self.fault(text!("year 应为整数", "year must be a whole number")),
            ("industry_code", _) if self.record.industry_code.is_some() => {
                self.fault(doubled(key));
            }
            ("industry_code", Json::Str(code)) => {
                self.record.industry_code = Some(code.into_owned());
            }
            ("industry_code", _) => {
                self.fault(text!("industry_code 应为文字", "industry_code must be text"));
            }
            (other, _) => {
                let shown = found(other);
                self.fault(text!(
                    "不认识的键“{shown}”，应为 id、year、industry_code、answers",
                    "unknown key \"{shown}\", expected id, year, industry_code, answers"
                ));
            }
        }
    }

    fn fact(&mut self, key: &str) -> Option<FactId> {
        let before = self.order.get(self.at).copied();
        let fact = match before.filter(|fact| self.policy.fact(*fact).id == key) {
            Some(fact) => fact,
            None => {
                let fact = self.policy.fact_named(key)?;
                self.order.truncate(self.at);
                self.order.push(fact);
                fact
            }
        };
        self.at += 1;
        Some(fact)
    }

    fn answer(&mut self, key: &str, value: &Json<'de>) {
        let Some(fact) = self.fact(key) else {
            // What is no longer asked is put aside.
            if self.policy.retired.iter().any(|(old, _)| old == key) {
                return;
            }
            return self.fault(unknown_fact(self.policy, key));
        };
        if self.record.answers.is_answered(fact) {
            return self.fault(doubled(key));
        }
        match parse(self.policy.fact(fact), &value.raw()) {
            Ok(value) => self.record.answers.set(fact, Some(value)),
            Err(error) => self.fault(error.what),
        }
    }
}

impl<'de> Visitor<'de> for &mut Line<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if key != "answers" {
                let value = map.next_value()?;
                self.entry(&key, value);
                continue;
            }
            if std::mem::replace(&mut self.answers, true) {
                self.fault(doubled(&key));
            }
            map.next_value_seed(Answers(self))?;
        }
        Ok(())
    }
}

/// The answers of a line.
struct Answers<'l, 'a, 'de>(&'l mut Line<'a, 'de>);

impl<'de> DeserializeSeed<'de> for Answers<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((Key(key), value)) = map.next_entry::<Key<'de>, Json<'de>>()? {
            self.0.answer(&key, &value);
        }
        Ok(())
    }
}

/// A key, borrowed from the line where it holds no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A value; numbers are never turned to floats.
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
        while let Some((Key(key), value)) = map.next_entry::<Key<'de>, Json<'de>>()? {
            entries.push((key, value));
        }
        Ok(Json::Object(entries))
    }
}
