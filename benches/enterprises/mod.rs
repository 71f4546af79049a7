//! Random enterprises with every fact answered, the same ones in every run.
#![allow(dead_code, reason = "each bench uses its part")]

use std::fmt::Write as _;

use fengce::policy::{Fact, FactKind, Policy};
use fengce::profile::{Answers, Value};
use fengce::quantity::{Money, Percent};
use rust_decimal::Decimal;

/// The year of all of them.
pub const YEAR: i32 = 2026;

/// The facts that the hand-written program asks.
pub const HANDWRITTEN: [&str; 36] = [
    "operates_in_fengtai",
    "in_enterprise_library",
    "category",
    "exclusions",
    "above_scale",
    "above_scale_since",
    "industrial_output",
    "industrial_output_prior",
    "industrial_output_record",
    "revenue",
    "revenue_prior",
    "revenue_record",
    "district_output_growth",
    "industry_output_growth",
    "district_revenue_growth",
    "industry_revenue_growth",
    "qualifications",
    "hightech_since",
    "high_growth",
    "recognitions",
    "smart_factory_investment",
    "funding",
    "national_research_funding",
    "municipal_research_funding",
    "activities",
    "pilot_sector",
    "pilot_investment",
    "pilot_years_supported",
    "pilot_support_received",
    "keeps_core_in_fengtai",
    "transformation_route",
    "original_sector",
    "issuer_in_scope",
    "issuer_contract_signed",
    "issuer_solver_new_to_district",
    "issuer_contracts",
];

/// Numbers without pattern (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// From 100,000 to 3 billion yuan, every size as likely as another; mostly round.
    fn money(&mut self) -> Money {
        let size = 10i64.pow(5 + u32::try_from(self.below(5)).unwrap_or(0));
        let yuan = size + i64::try_from(self.below(2 * size.unsigned_abs())).unwrap_or(0);
        let fen = match self.below(4) {
            0 => i64::try_from(self.below(100)).unwrap_or(0) + yuan * 100,
            1 => yuan * 100,
            _ => yuan / 10_000 * 1_000_000,
        };
        Money::from_fen(fen)
    }
}

/// Values for the facts that are asked, derived ones left to be computed.
pub fn values(policy: &Policy, random: &mut Random) -> Vec<Option<Value>> {
    let mut values: Vec<Option<Value>> = policy
        .facts
        .iter()
        .map(|fact| {
            let left_out = fact.derived.is_some() || fact.id == "already_supported";
            (!left_out).then(|| value(fact, random))
        })
        .collect();
    // Two years' figures of one enterprise lie near each other.
    for current in ["industrial_output", "revenue", "rd_expense"] {
        let at = |name: &str| policy.facts.iter().position(|fact| fact.id == name);
        let Some(Some(Value::Money(figure))) = at(current).map(|at| values[at].clone()) else {
            continue;
        };
        for (suffix, from) in [("_prior", 60), ("_record", 50)] {
            let share = i64::try_from(from + random.below(60)).unwrap_or(0);
            if let Some(at) = at(&format!("{current}{suffix}")) {
                values[at] = Some(Value::Money(Money::from_fen(figure.fen() / 100 * share)));
            }
        }
    }
    values
}

fn value(fact: &Fact, random: &mut Random) -> Value {
    match (&fact.kind, fact.id.as_str()) {
        (FactKind::Bool, "operates_in_fengtai" | "in_enterprise_library") => {
            Value::Bool(random.percent(95))
        }
        (FactKind::Bool, _) => Value::Bool(random.percent(75)),
        // A library of makers and of those who serve them, a few that are neither.
        (FactKind::Choice(_), "category") => Value::Choice(match random.below(100) {
            0..40 => 0,
            40..80 => 1,
            80..92 => 2,
            _ => 3,
        }),
        (FactKind::Choice(options), _) => {
            Value::Choice(u8::try_from(random.below(options.len() as u64)).unwrap_or(0))
        }
        (FactKind::Set(_), "exclusions") if random.percent(95) => Value::Set(0),
        (FactKind::Set(options), _) => {
            let chosen = (0..options.len()).filter(|_| random.percent(30));
            Value::Set(chosen.map(|option| 1u128 << option).sum())
        }
        (FactKind::Money { .. }, _) => Value::Money(random.money()),
        (FactKind::Percent, _) => {
            let tenths = i64::try_from(random.below(250)).unwrap_or(0) - 50;
            let percent = Percent::from_decimal(Decimal::new(tenths, 1));
            Value::Percent(percent.unwrap_or_else(|| unreachable!("small")))
        }
        (FactKind::Count, _) => Value::Count(i64::try_from(random.below(6)).unwrap_or(0)),
        (FactKind::Day | FactKind::Items(_), _) => {
            unreachable!("the pack asks for neither days nor items")
        }
        (FactKind::Year, _) => Value::Year(YEAR - i32::try_from(random.below(5)).unwrap_or(0)),
        (FactKind::MoneyList, _) => {
            Value::MoneyList((0..random.below(4)).map(|_| random.money()).collect())
        }
    }
}

/// The answers that pass a filter.
pub fn answers(
    policy: &Policy,
    values: &[Option<Value>],
    mut keep: impl FnMut(&Fact) -> bool,
) -> Answers {
    let mut answers = Answers::new(policy);
    for ((id, fact), value) in policy.facts().zip(values) {
        if keep(fact) {
            answers.set(id, value.clone());
        }
    }
    answers
}

/// A line of NDJSON.
pub fn line(
    policy: &Policy,
    number: u64,
    values: &[Option<Value>],
    mut keep: impl FnMut(&Fact) -> bool,
) -> String {
    let mut out = format!(r#"{{"id":"e{number}","year":{YEAR},"answers":{{"#);
    let mut first = true;
    for (fact, value) in policy.facts.iter().zip(values) {
        let Some(value) = value.as_ref().filter(|_| keep(fact)) else { continue };
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        let _ = write!(out, r#""{}":{}"#, fact.id, json(fact, value));
    }
    out.push_str("}}\n");
    out
}

fn json(fact: &Fact, value: &Value) -> String {
    let money = |money: &Money| match money.fen() {
        // Some write figures, some units.
        fen if fen % 300 == 0 => (fen / 100).to_string(),
        _ => format!("\"{}\"", money.to_profile()),
    };
    match value {
        Value::Bool(yes) => yes.to_string(),
        Value::Choice(_) => format!("\"{}\"", value.option_ids(fact)[0]),
        Value::Set(_) => {
            let ids = value.option_ids(fact);
            let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            format!("[{}]", quoted.join(","))
        }
        Value::Money(amount) => money(amount),
        Value::Percent(percent) => format!("\"{percent}\""),
        Value::Count(count) => count.to_string(),
        Value::Year(year) => year.to_string(),
        Value::Day(day) => format!("\"{day}\""),
        Value::Items(_) => unreachable!("the pack asks for no items"),
        Value::MoneyList(list) => {
            format!("[{}]", list.iter().map(money).collect::<Vec<_>>().join(","))
        }
    }
}

/// The header of the same enterprises as a sheet.
pub fn header(policy: &Policy, mut keep: impl FnMut(&Fact) -> bool) -> String {
    let asked = policy.facts.iter().filter(|fact| fact.derived.is_none() && keep(fact));
    let ids: Vec<&str> = asked.map(|fact| fact.id.as_str()).collect();
    format!("id,year,{}\n", ids.join(","))
}

/// A row of CSV.
pub fn row(
    policy: &Policy,
    number: u64,
    values: &[Option<Value>],
    mut keep: impl FnMut(&Fact) -> bool,
) -> String {
    let mut out = format!("e{number},{YEAR}");
    for (fact, value) in policy.facts.iter().zip(values) {
        if fact.derived.is_some() || !keep(fact) {
            continue;
        }
        out.push(',');
        match value {
            None => {}
            Some(Value::Set(0)) => out.push_str("none"),
            Some(Value::MoneyList(list)) if list.is_empty() => out.push_str("none"),
            Some(value @ Value::Set(_)) => out.push_str(&value.option_ids(fact).join(";")),
            Some(value) => {
                let text = json(fact, value);
                let text = text.trim_matches(['[', ']']).replace('"', "").replace(',', ";");
                out.push_str(&text);
            }
        }
    }
    out.push('\n');
    out
}
