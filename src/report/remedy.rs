//! How what would change a result is said, to people and to programs.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::advise::remedy::{Change, Remedy};
use crate::policy::{Fact, FactKind, Policy, Possible};
use crate::profile::Value;
use crate::quantity::Money;
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{gap_text, label};

/// A remedy as JSON.
#[derive(Serialize)]
pub(super) struct RemedyJson<'a> {
    changes: Vec<ChangeJson<'a>>,
    gain: String,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    fact: &'a str,
    set: Json,
    when: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<String>,
}

impl<'a> RemedyJson<'a> {
    pub(super) fn new(policy: &'a Policy, remedy: &Remedy) -> Self {
        let change = |change: &Change| {
            let fact = policy.fact(change.fact);
            ChangeJson {
                fact: &fact.id,
                set: answer(fact, &change.set),
                when: match change.when {
                    Possible::Now => "now",
                    Possible::NextYear => "next_year",
                    Possible::Never => "never",
                },
                gap: change.gap.map(|gap| gap.to_plain()),
            }
        };
        Self { changes: remedy.changes.iter().map(change).collect(), gain: remedy.gain.to_plain() }
    }
}

/// A value as the answers of `screen` hold it.
fn answer(fact: &Fact, value: &Value) -> Json {
    let money = |money: &Money| {
        if money.fen() % 100 == 0 { json!(money.fen() / 100) } else { json!(money.to_profile()) }
    };
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Choice(_) => json!(value.option_ids(fact).first()),
        Value::Set(_) => json!(value.option_ids(fact)),
        Value::Money(amount) => money(amount),
        Value::Percent(percent) => json!(percent.to_string()),
        Value::Count(count) => json!(count),
        Value::Year(year) => json!(year),
        Value::Day(day) => json!(day.to_string()),
        Value::MoneyList(list) => list.iter().map(money).collect(),
        Value::Items(items) => {
            let item = |item: &crate::profile::Item| -> Json {
                let fields = fact.kind.fields().iter().zip(item);
                let known = fields.filter_map(|(field, value)| Some((field, value.as_ref()?)));
                let known = known.map(|(field, value)| (field.id.clone(), answer(field, value)));
                Json::Object(known.collect())
            };
            items.iter().map(item).collect()
        }
    }
}

/// When a change can be brought about, in words.
pub fn possible_text(when: Possible) -> Text {
    match when {
        Possible::Now => text!("现在可办", "now"),
        Possible::NextYear => text!("明年", "next year"),
        Possible::Never => text!("无法改变", "cannot be changed"),
    }
}

/// A remedy in one line: each change with when it can be made, and what all bring.
pub fn remedy_line(view: &Assessment<'_>, remedy: &Remedy, lang: Lang) -> String {
    let changes: Vec<String> =
        remedy.changes.iter().map(|change| change_text(view, change, lang)).collect();
    let changes = changes.join(lang.comma());
    let gain = remedy.gain;
    let amount = Money::from_fen(gain.fen().saturating_abs()).display(lang);
    let said = match gain.cmp(&Money::ZERO) {
        std::cmp::Ordering::Greater => {
            text!("{changes}，总额 +{amount}", "{changes}: total up {amount}")
        }
        std::cmp::Ordering::Equal => text!("{changes}，总额不变", "{changes}: total unchanged"),
        std::cmp::Ordering::Less => {
            text!("{changes}，总额 −{amount}", "{changes}: total down {amount}")
        }
    };
    said.get(lang).to_owned()
}

fn change_text(view: &Assessment<'_>, change: &Change, lang: Lang) -> String {
    let fact = view.policy.fact(change.fact);
    // What comes about next year is a figure of next year.
    let year = match change.when {
        Possible::NextYear => view.year.saturating_add(1),
        Possible::Now | Possible::Never => view.year,
    };
    let name = label(view.policy, change.fact, year, lang);
    let value = change.set.display(fact, lang);
    let when = possible_text(change.when);
    let when = when.get(lang);
    let held = view.answers.get(change.fact);
    let said = match (&fact.kind, change.gap) {
        (_, Some(gap)) => {
            let gap = gap_text(gap, lang);
            text!(
                "把 {name} 改为 {value}（{when}，相差 {gap}）",
                "set {name} to {value} ({when}, {gap} away)"
            )
        }
        // What is held already need not be read again.
        (FactKind::Set(_), None) => match (held, &change.set) {
            (Some(Value::Set(held)), Value::Set(to)) if to & held == held => {
                let more = Value::Set(to & !held).display(fact, lang);
                text!("在 {name} 中加上 {more}（{when}）", "add {more} to {name} ({when})")
            }
            _ => text!("把 {name} 改为 {value}（{when}）", "set {name} to {value} ({when})"),
        },
        _ => text!("把 {name} 改为 {value}（{when}）", "set {name} to {value} ({when})"),
    };
    said.get(lang).to_owned()
}
