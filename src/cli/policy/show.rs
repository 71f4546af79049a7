//! `fengce policy show`.

use std::fmt::Write as _;

use crate::cli::exit::{Exit, Failure, print};
use crate::diagnostic::{found, nearest};
use crate::policy::{Article, Benefit, Example, Fact, Policy};
use crate::report::{article_text, benefit_rules, condition_sentence, derivation_sentence};
use crate::text;
use crate::text::{Lang, printable_lines};

/// Prints an article, a benefit or a fact, or all of the measure; without an id what there is.
pub fn run(policy: &Policy, id: Option<&str>, lang: Lang) -> Result<Exit, Failure> {
    let out = match id {
        None => contents(policy, lang),
        Some("all" | "全部") => whole(policy, lang),
        Some(id) => {
            let number = id.trim_start_matches('第').trim_end_matches('条').parse().ok();
            let by_number = number.and_then(|number| policy.article(number));
            let benefit = policy.benefit_id(id).map(|id| policy.benefit(id));
            let fact = policy.fact_id(id).map(|id| policy.fact(id));
            match (by_number, benefit, fact) {
                (Some(found), _, _) => article(policy, found, lang),
                (_, Some(found), _) => one_benefit(policy, found, lang),
                (_, _, Some(found)) => one_fact(policy, found, lang),
                _ => return Err(unknown(policy, id)),
            }
        }
    };
    print(&printable_lines(&out))?;
    Ok(Exit::Success)
}

fn unknown(policy: &Policy, id: &str) -> Failure {
    let benefits = policy.benefits.iter().map(|benefit| benefit.id.as_str());
    let near = nearest(id, benefits.chain(policy.facts.iter().map(|fact| fact.id.as_str())));
    let (shown, near) = (found(id), near.unwrap_or("fengce policy show"));
    Failure::Argument(text!(
        "没有条款、事项或事实“{shown}”；试试 {near}",
        "there is no article, benefit or fact \"{shown}\"; try {near}"
    ))
}

fn contents(policy: &Policy, lang: Lang) -> String {
    let mut out = format!("{}（{}）\n", policy.title.get(lang), policy.edition);
    for article in &policy.articles {
        let name = article_text(policy, article.number, lang);
        let _ = writeln!(out, "{name} {}", article.title.get(lang));
        for benefit in policy.benefits.iter().filter(|b| b.article == article.number) {
            let _ = writeln!(out, "  {}  {}", benefit.id, benefit.title.get(lang));
        }
    }
    out
}

/// The measure as one page: each article's text, and under it what is made of each clause.
fn whole(policy: &Policy, lang: Lang) -> String {
    let mut out = contents(policy, lang);
    for gate in &policy.gates {
        let _ = write!(out, "\n{}  {}\n", gate.id, gate.title.get(lang));
        for quote in &gate.quotes {
            let _ = writeln!(out, "  “{quote}”");
        }
        let rule = condition_sentence(policy, &gate.when, lang);
        let _ = writeln!(out, "  · {rule}");
    }
    for reading in &policy.readings {
        let _ = write!(out, "\n{}  {}\n", reading.id, reading.title.get(lang));
        for option in &reading.options {
            let _ = writeln!(out, "  - {}  {}", option.id, option.label.get(lang));
        }
    }
    for one in &policy.articles {
        let _ = write!(out, "\n{}", article(policy, one, lang));
    }
    out
}

fn article(policy: &Policy, article: &Article, lang: Lang) -> String {
    let (name, title) = (article_text(policy, article.number, lang), article.title.get(lang));
    let mut out = format!("{name} {title}\n\n{}\n", article.gist.get(lang));
    if let Some(text) = policy.article_text(article.number) {
        let _ = write!(out, "\n{text}\n");
    }
    for (quote, note) in &article.notes {
        let _ = writeln!(out, "\n“{quote}”：{}", note.get(lang));
    }
    for benefit in policy.benefits.iter().filter(|b| b.article == article.number) {
        let _ = write!(out, "\n{}", one_benefit(policy, benefit, lang));
    }
    out
}

fn one_benefit(policy: &Policy, benefit: &Benefit, lang: Lang) -> String {
    let (name, title) = (article_text(policy, benefit.article, lang), benefit.title.get(lang));
    let mut out = format!("{}  {name} {title}\n", benefit.id);
    for quote in &benefit.quotes {
        let _ = writeln!(out, "  “{quote}”");
    }
    for rule in benefit_rules(policy, benefit, lang) {
        let _ = writeln!(out, "  · {rule}");
    }
    let (examples, count) = (text!("算例", "examples"), benefit.examples.len());
    let _ = writeln!(out, "  {} {count}", examples.get(lang));
    for example in &benefit.examples {
        let _ = writeln!(out, "    {}", example_line(example));
    }
    out
}

/// `a = 1, b = 2 → eligible 10万元`.
fn example_line(example: &Example) -> String {
    let mut parts: Vec<String> =
        example.given.iter().map(|(id, value)| format!("{id} = {value}")).collect();
    parts.extend(example.year.map(|year| format!("Y = {year}")));
    parts.extend(example.readings.iter().map(|(id, option)| format!("{id}={option}")));
    let expect = &example.expect;
    let mut result = expect.status.clone();
    if let Some(amount) = &expect.amount {
        let _ = write!(result, " {amount}");
    }
    if let Some(at_most) = &expect.at_most {
        let _ = write!(result, " ≤ {at_most}");
    }
    format!("{} → {result}", parts.join(", "))
}

fn one_fact(policy: &Policy, fact: &Fact, lang: Lang) -> String {
    let year = policy.example_base.year;
    let mut out = format!("{}  {}\n", fact.id, fact.label.dated(year).get(lang));
    for text in [&fact.question, &fact.help, &fact.who_knows, &fact.todo] {
        let _ = writeln!(out, "  {}", text.dated(year).get(lang));
    }
    for option in fact.kind.options() {
        let _ = writeln!(out, "  - {}  {}", option.id, option.label.get(lang));
    }
    if let Some(rule) = fact.derived {
        let _ = writeln!(out, "  = {}", derivation_sentence(policy, rule, lang));
    }
    let id = policy.fact_id(&fact.id);
    let used = policy.benefits.iter().filter(|benefit| {
        benefit.when.iter().any(|when| when.fact == id)
            || benefit.award.iter().flat_map(crate::policy::Amount::facts).any(|f| Some(f) == id)
    });
    let used: Vec<&str> = used.map(|benefit| benefit.id.as_str()).collect();
    if !used.is_empty() {
        let (list, name) = (used.join(", "), text!("用于", "used by"));
        let _ = writeln!(out, "  {}: {list}", name.get(lang));
    }
    out
}
