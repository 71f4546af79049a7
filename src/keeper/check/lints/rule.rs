//! The figures of a rule, read off its file: what each does, and where it stands. What packs write
//! in short (brackets, tables, instalments) is read as it is written.

use std::ops::Range;

use rust_decimal::Decimal;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Source;
use crate::keeper::check::figure::{Compare, Kind};
use crate::policy::Rate;
use crate::quantity::{Money, Percent};

/// What a figure does in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something is compared with it; equality may have no words.
    Threshold(Option<Compare>),
    /// It is paid, or caps what is paid.
    Payment,
    /// A share.
    Rate,
}

/// A figure of a rule.
#[derive(Clone, Debug)]
pub struct RuleFigure<'f> {
    /// What it does.
    pub role: Role,
    /// What it counts.
    pub kind: Kind,
    /// Yuan, per cent, or the number.
    pub value: Decimal,
    /// The key it stands under: `at_least`, `rate`, `tiers`…
    pub key: String,
    /// Its file.
    pub source: &'f Source,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether it answers for the figures of the text.
    pub default: bool,
}

/// The figures of a benefit or gate: of what holds by default, of later years, of readings.
pub fn figures<'f>(source: &'f Source, entry: &DeTable<'f>) -> Vec<RuleFigure<'f>> {
    let mut walk = Walk { source, default: true, negated: false, out: Vec::new() };
    for key in ["when", "award", "later"] {
        if let Some(value) = entry.get(key) {
            walk.value(key, value);
        }
    }
    // Tiers are the same under every reading; those of the default answer for the text.
    walk.default = !walk.out.iter().any(|figure| figure.key == "tiers");
    if let Some(DeValue::Table(readings)) = entry.get("under").map(Spanned::get_ref) {
        let options = readings.values().filter_map(|reading| reading.get_ref().as_table());
        let patches = options.flat_map(|options| options.values());
        for patch in patches.filter_map(|patch| patch.get_ref().as_table()) {
            for key in ["when", "award"] {
                if let Some(value) = patch.get(key) {
                    walk.value(key, value);
                }
            }
        }
    }
    walk.out
}

/// The figures of a part of a rule.
pub fn of_value<'f>(
    source: &'f Source,
    key: &str,
    value: &Spanned<DeValue<'f>>,
) -> Vec<RuleFigure<'f>> {
    let mut walk = Walk { source, default: true, negated: false, out: Vec::new() };
    walk.value(key, value);
    walk.out
}

struct Walk<'f> {
    source: &'f Source,
    default: bool,
    negated: bool,
    out: Vec<RuleFigure<'f>>,
}

impl<'f> Walk<'f> {
    fn value(&mut self, key: &str, value: &Spanned<DeValue<'f>>) {
        match value.get_ref() {
            DeValue::String(text) => self.text(key, text, value.span()),
            DeValue::Integer(number) => {
                if let Ok(number) = number.as_str().parse::<i64>() {
                    self.whole(key, number, value.span());
                }
            }
            DeValue::Array(items) => match key {
                // Pairs: where something begins, and what it brings.
                "tiers" | "brackets" => {
                    let pairs = items.iter().filter_map(|pair| pair.get_ref().as_array());
                    for pair in pairs {
                        for (at, part) in pair.iter().enumerate() {
                            let role = match (key, at) {
                                ("tiers", 0) => Role::Threshold(Some(Compare::AtLeast)),
                                ("tiers", _) => Role::Payment,
                                (_, 0) => Role::Threshold(None),
                                (_, _) => Role::Rate,
                            };
                            self.number(key, role, part);
                        }
                    }
                }
                "instalments" => items.iter().for_each(|item| self.number(key, Role::Rate, item)),
                _ => items.iter().for_each(|item| self.value(key, item)),
            },
            DeValue::Table(table) => self.table(key, table),
            DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    fn table(&mut self, key: &str, table: &DeTable<'f>) {
        // A figure compared with a share of another one.
        if let Some(compare) = self.compare(key) {
            if let Some(rate) = table.get("rate") {
                self.number(key, Role::Threshold(compare), rate);
            }
            return;
        }
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let key = key.get_ref().as_ref();
            let outer = self.negated;
            self.negated ^= key == "not";
            self.value(key, value);
            self.negated = outer;
        }
    }

    /// How a key compares, if it does.
    fn compare(&self, key: &str) -> Option<Option<Compare>> {
        let compare = match (key, self.negated) {
            ("at_least" | "each_from" | "floor", false) | ("below", true) => Compare::AtLeast,
            ("above", false) | ("at_most", true) => Compare::Above,
            ("at_most", false) | ("above", true) => Compare::AtMost,
            ("below", false) | ("at_least", true) => Compare::Below,
            ("equals" | "beyond", _) => return Some(None),
            _ => return None,
        };
        Some(Some(compare))
    }

    fn text(&mut self, key: &str, text: &str, span: Range<usize>) {
        /// What holds ids and words, not figures.
        const NAMES: &[&str] = &[
            "fact",
            "of",
            "of_each",
            "has",
            "has_any",
            "has_none",
            "is",
            "is_not",
            "one_of",
            "record",
            "prior",
            "first_reaches",
            "less",
            "take",
            "rows",
            "columns",
            "effort",
            "year",
            "when",
            "any",
            "all",
            "not",
            "todo",
            "who_knows",
            "zh",
            "en",
        ];
        let role = match (self.compare(key), key) {
            (Some(compare), _) => Role::Threshold(compare),
            (None, "rate") => Role::Rate,
            (None, key) if NAMES.contains(&key) => return,
            (None, _) => Role::Payment,
        };
        let Some((kind, value)) = read(text) else { return };
        self.add(key, role, kind, value, span);
    }

    fn number(&mut self, key: &str, role: Role, value: &Spanned<DeValue<'f>>) {
        if let Some((kind, number)) = value.get_ref().as_str().and_then(read) {
            self.add(key, role, kind, number, value.span());
        }
    }

    fn whole(&mut self, key: &str, number: i64, span: Range<usize>) {
        let (role, kind) = match (self.compare(key), key) {
            (Some(compare), _) => (Role::Threshold(compare), Kind::Count),
            (None, "valid_through") => (Role::Threshold(Some(Compare::AtMost)), Kind::Calendar),
            (None, _) => return,
        };
        self.add(key, role, kind, Decimal::from(number), span);
    }

    fn add(&mut self, key: &str, role: Role, kind: Kind, value: Decimal, span: Range<usize>) {
        let (source, default, key) = (self.source, self.default, key.to_owned());
        self.out.push(RuleFigure { role, kind, value, key, source, span, default });
    }
}

/// An amount, a rate, or how many years ago (`Y-3`).
fn read(text: &str) -> Option<(Kind, Decimal)> {
    if let Some(years) = text.strip_prefix("Y-") {
        return Some((Kind::Years, years.parse().ok()?));
    }
    if let Ok(money) = Money::parse(text, true) {
        return Some((Kind::Money, yuan(money)));
    }
    let percent = Percent::parse(text).ok()?;
    Some((Kind::Percent, percent.to_decimal().normalize()))
}

/// Money in yuan.
pub fn yuan(money: Money) -> Decimal {
    money.to_decimal().normalize()
}

/// A rate in per cent.
pub fn percent(rate: Rate) -> Decimal {
    (Decimal::from(rate.num) * Decimal::ONE_HUNDRED / Decimal::from(rate.den)).normalize()
}
