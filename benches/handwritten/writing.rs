//! Lines in, lines out.

use std::io::{self, BufRead, Write};

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::facts::Line;
use super::rules::{Benefit, IDS, Result, Status, evaluate};

/// Names of as many further benefits as the whole measure has, so that as much is printed.
const OTHERS: [&str; 21] = [
    "a03-major-project",
    "a05-software-first-listed",
    "a05-software-growth",
    "a08-rd-growth",
    "a09-platform",
    "a10-specialized-sme",
    "a10-little-giant",
    "a10-key-little-giant",
    "a11-factory-upgrade",
    "a12-old-factory",
    "a13-robot-first-use",
    "a14-first-set-catalogue",
    "a14-first-set-project",
    "a15-green-new-materials",
    "a16-ai-enabling",
    "a17-chain-leader",
    "a18-service-institution",
    "a19-challenge-solver",
    "a20-service-package",
    "a20-talent-programme",
    "a20-beijing-tianjin",
];

/// Screens lines of complete enterprises.
pub fn screen(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let parsed: Line<'_> = serde_json::from_str(&line)?;
        let result = evaluate(&parsed.answers, parsed.year);
        serde_json::to_writer(&mut output, &Out { id: parsed.id, result: &result })?;
        output.write_all(b"\n")?;
        line.clear();
    }
    output.flush()
}

struct Out<'a> {
    id: &'a str,
    result: &'a Result,
}

impl Serialize for Out<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("id", self.id)?;
        map.serialize_entry("total", &Total(self.result))?;
        map.serialize_entry("benefits", &Benefits(self.result))?;
        map.end()
    }
}

struct Total<'a>(&'a Result);

impl Serialize for Total<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("amount", &Money(self.0.amount))?;
        map.serialize_entry("at_most", &Money(self.0.amount))?;
        map.serialize_entry("later", &Money(self.0.later))?;
        map.serialize_entry("discretionary", &Money(Decimal::ZERO))?;
        map.serialize_entry("unbounded", &[""; 0])?;
        map.end()
    }
}

struct Benefits<'a>(&'a Result);

impl Serialize for Benefits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(IDS.len() + OTHERS.len()))?;
        for (id, benefit) in IDS.iter().zip(&self.0.benefits) {
            map.serialize_entry(id, benefit)?;
        }
        for id in OTHERS {
            map.serialize_entry(id, &Benefit::default())?;
        }
        map.end()
    }
}

impl Serialize for Benefit {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let status = match self.status {
            Status::Eligible => "eligible",
            Status::Ineligible => "ineligible",
            Status::Superseded => "superseded",
        };
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("status", status)?;
        map.serialize_entry("amount", &Money(self.amount))?;
        map.serialize_entry("at_most", &Money(self.amount))?;
        map.serialize_entry("later", &Money(self.later))?;
        map.end()
    }
}

/// Two decimals.
struct Money(Decimal);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.2}", self.0))
    }
}
