//! Running the examples that a pack carries.

use std::collections::BTreeSet;

use super::{Finding, Mark, Report};
use crate::assess::{Evaluator, Named, Program};
use crate::diagnostic::{Diagnostic, Place};
use crate::policy::source::PackFiles;
use crate::policy::{Benefit, BenefitId, Example, Policy, Readings};
use crate::profile::Answers;
use crate::profile::parse::{Raw, parse};
use crate::quantity::Money;
use crate::text;
use crate::text::Text;

/// Runs every example; those of a benefit that fail are told together.
pub fn run(policy: &Policy, files: &PackFiles, report: &mut Report) {
    if let Some(fault) = base(policy, files) {
        report.found.push(fault);
    }
    for (id, benefit) in policy.benefits() {
        let mut failing: Vec<(&Example, Text)> = Vec::new();
        for example in &benefit.examples {
            report.examples += 1;
            if let Err(what) = run_one(policy, id, benefit, example) {
                failing.push((example, what));
            }
        }
        report.failing += failing.len();
        let Some((first, what)) = failing.first() else { continue };
        let what = match failing.len() {
            1 => what.clone(),
            count => {
                let (zh, en, rest) = (&what.zh, &what.en, count - 1);
                text!("{zh}；另有 {rest} 个算例也不符", "{en}; {rest} more of its examples fail")
            }
        };
        let mut found = Finding::new(
            Diagnostic {
                code: "pack/example",
                place: place(files, first),
                what,
                remedy: text!(
                    "按条文重新手算；算例对则改规则，规则对则改算例。",
                    "Work it out from the text again: fix the rule or the example, whichever is wrong."
                ),
            },
            benefit.id.as_str(),
        );
        for (example, _) in failing.iter().take(MOST) {
            let source = files.sources().find(|source| source.name == example.file);
            found = found.marked(source.map(|source| {
                let line = source.line(example.span.start).len();
                Mark::new(source, example.span.start..example.span.start + line, Text::default())
            }));
        }
        report.found.push(found);
    }
}

/// Examples of one benefit that are shown.
const MOST: usize = 3;

/// An answer of the common start that cannot be given.
fn base(policy: &Policy, files: &PackFiles) -> Option<Finding> {
    let mut answers = Answers::new(policy);
    let given = &policy.example_base.given;
    let (key, what) = given
        .iter()
        .find_map(|(key, value)| Some((key, give(policy, &mut answers, key, value).err()?)))?;
    let source = &files.policy;
    let start = source.text.find("[example_base]").unwrap_or_default();
    let at = start + source.text[start..].find(key.as_str()).unwrap_or_default();
    let ids = policy.facts.iter().map(|fact| fact.id.as_str());
    let remedy = match crate::diagnostic::nearest(key, ids) {
        Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
        None => text!("改正 [example_base] 的 given。", "Mend given of [example_base]."),
    };
    let diagnostic = Diagnostic { code: "pack/example", place: source.place(at), what, remedy };
    let mark = Mark::new(source, at..at + key.len(), Text::default());
    Some(Finding::new(diagnostic, "example_base").marked(Some(mark)))
}

fn place(files: &PackFiles, example: &Example) -> Place {
    match files.sources().find(|source| source.name == example.file) {
        Some(source) => source.place(example.span.start),
        None => Place { file: example.file.clone(), line: 0, column: 0 },
    }
}

fn run_one(
    policy: &Policy,
    id: BenefitId,
    benefit: &Benefit,
    example: &Example,
) -> Result<(), Text> {
    let (answers, readings, year) = prepared(policy, example)?;
    let program = Program::compile(policy, &readings);
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, year);
    let outcome = evaluator.outcomes()[id.index()];
    let name = &benefit.id;

    compare(name, "status", Some(&example.expect.status), outcome.status.as_str())?;
    compare_money(name, "amount", example.expect.amount.as_deref(), Some(outcome.amount))?;
    compare_money(name, "at_most", example.expect.at_most.as_deref(), outcome.at_most)?;
    compare_money(name, "later", example.expect.later.as_deref(), Some(outcome.later))?;
    let (expect, totals) = (&example.expect, evaluator.totals());
    compare_money(name, "total", expect.total.as_deref(), Some(totals.amount))?;
    compare_money(name, "total_at_most", expect.total_at_most.as_deref(), Some(totals.at_most))?;
    compare_money(name, "total_later", expect.total_later.as_deref(), Some(totals.later))?;
    if let Some(expected) = &example.expect.missing {
        let missing = evaluator.missing(policy, &answers, id);
        let is: BTreeSet<&str> = missing
            .iter()
            .map(|missing| match missing.named {
                Named::Gate(gate) => policy.gates[gate.index()].id.as_str(),
                Named::Fact(fact) => policy.fact(fact).id.as_str(),
            })
            .collect();
        let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
        if is != expected {
            return Err(text!(
                "{name} 的 missing 应为 {expected:?}，得到 {is:?}",
                "{name}: missing should be {expected:?}, is {is:?}"
            ));
        }
    }
    Ok(())
}

/// The answers, readings and year of an example.
///
/// # Errors
/// What cannot be answered or chosen so.
pub fn prepared(policy: &Policy, example: &Example) -> Result<(Answers, Readings, i32), Text> {
    let base = &policy.example_base;
    let mut answers = Answers::new(policy);
    for (key, value) in base.given.iter().filter(|(key, _)| !example.without.contains(key)) {
        give(policy, &mut answers, key, value)?;
    }
    for (key, value) in &example.given {
        give(policy, &mut answers, key, value)?;
    }
    let mut readings = policy.default_readings();
    for (reading, option) in &example.readings {
        readings.choose(policy, reading, option)?;
    }
    Ok((answers, readings, example.year.unwrap_or(base.year)))
}

fn compare(name: &str, what: &str, expected: Option<&str>, is: &str) -> Result<(), Text> {
    match expected {
        Some(expected) if expected != is => Err(text!(
            "{name} 的 {what} 应为 {expected}，得到 {is}",
            "{name}: {what} should be {expected}, is {is}"
        )),
        _ => Ok(()),
    }
}

fn compare_money(
    name: &str,
    what: &str,
    expected: Option<&str>,
    is: Option<Money>,
) -> Result<(), Text> {
    let Some(expected) = expected else { return Ok(()) };
    let is = is.map_or_else(|| "unbounded".to_owned(), Money::to_profile);
    let expected =
        Money::parse(expected, false).map_or_else(|_| expected.to_owned(), Money::to_profile);
    compare(name, what, Some(&expected), &is)
}

fn give(
    policy: &Policy,
    answers: &mut Answers,
    key: &str,
    value: &toml::Value,
) -> Result<(), Text> {
    let fact = policy
        .fact_id(key)
        .ok_or_else(|| text!("没有名为“{key}”的事实", "there is no fact \"{key}\""))?;
    let value = parse(policy.fact(fact), &raw(value)).map_err(|error| error.what)?;
    answers.set(fact, Some(value));
    Ok(())
}

fn raw(value: &toml::Value) -> Raw<'_> {
    match value {
        toml::Value::String(text) => Raw::Str(text),
        toml::Value::Integer(number) => Raw::Integer((*number).into()),
        toml::Value::Boolean(yes) => Raw::Bool(*yes),
        toml::Value::Array(items) => Raw::List(items.iter().map(raw).collect()),
        toml::Value::Datetime(date) => Raw::Date(date.to_string()),
        toml::Value::Float(_) => Raw::Other("number"),
        toml::Value::Table(table) => {
            Raw::Table(table.iter().map(|(key, value)| (key.clone(), raw(value))).collect())
        }
    }
}
