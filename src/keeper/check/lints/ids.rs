//! Ids are unique and alive, articles are there and covered, quotes stand where they should.

use std::collections::HashMap;

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::{Context, finding};
use crate::diagnostic::Source;
use crate::keeper::check::finding::{Finding, Mark};
use crate::keeper::check::locate::Locator;
use crate::policy::{BenefitId, Exclusive};
use crate::text;

/// Looks at every id and number.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    doubled(&context.locate, out);
    repeated(context, out);
    terms(context, out);
    moved(context, out);
    groups(context, out);
}

/// Two entries, or two options of one entry, with one id.
pub fn doubled(locate: &Locator<'_>, out: &mut Vec<Finding>) {
    for kind in ["gate", "reading", "term", "fact", "benefit", "faq", "plausible"] {
        let mut seen: HashMap<String, Mark> = HashMap::new();
        for (source, table) in locate.entries(kind) {
            if let Some(id) = table.get("id") {
                one_id(source, id, &mut seen, out);
            }
            for key in ["option", "options"] {
                let Some(DeValue::Array(options)) = table.get(key).map(Spanned::get_ref) else {
                    continue;
                };
                let mut seen = HashMap::new();
                for option in options.iter() {
                    if let DeValue::Table(option) = option.get_ref()
                        && let Some(id) = option.get("id")
                    {
                        one_id(source, id, &mut seen, out);
                    }
                }
            }
        }
    }
    let mut seen = HashMap::new();
    for (source, document) in locate.documents() {
        if let Some(DeValue::Table(section)) = document.get("section").map(Spanned::get_ref)
            && let Some(id) = section.get("id")
        {
            one_id(source, id, &mut seen, out);
        }
    }
}

fn one_id(
    source: &Source,
    id: &Spanned<DeValue<'_>>,
    seen: &mut HashMap<String, Mark>,
    out: &mut Vec<Finding>,
) {
    let Some(name) = id.get_ref().as_str() else { return };
    let mark = Mark::new(source, id.span(), text!("又一次", "again"));
    match seen.get(name) {
        Some(first) => {
            let first = Mark { label: text!("第一次", "first"), ..first.clone() };
            let line = first.place.line;
            out.push(
                finding(
                    "pack/doubled-id",
                    mark,
                    name,
                    text!(
                        "编号“{name}”用了两次，第一次在第 {line} 行",
                        "the id \"{name}\" is used twice, first on line {line}"
                    ),
                    text!("给其中一个换个编号。", "Give one of them another id."),
                )
                .marked(Some(first)),
            );
        }
        None => {
            seen.insert(name.to_owned(), mark);
        }
    }
}

/// The same thing twice in a list.
fn repeated(context: &Context<'_>, out: &mut Vec<Finding>) {
    const LISTS: &[&str] = &[
        "one_of",
        "has_any",
        "gate",
        "quotes",
        "terms",
        "benefits",
        "covered_articles",
        "aliases",
        "evidence",
        "hints",
        "when",
        "year",
        "duties",
        "notices",
        "authorities",
        "missing",
        "words",
    ];
    for (source, document) in context.locate.documents() {
        for (key, value) in document.iter() {
            // What stands in [[…]] has ids of its own.
            let items = value.get_ref().as_array();
            let entries =
                items.is_some_and(|items| items.iter().any(|item| item.get_ref().is_table()));
            let key = if entries { "" } else { key.get_ref().as_ref() };
            lists(source, key, value, LISTS, out);
        }
    }
}

fn lists(
    source: &Source,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    known: &[&str],
    out: &mut Vec<Finding>,
) {
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table
                .iter()
                .filter(|(key, _)| !matches!(key.get_ref().as_ref(), "given" | "expect"))
            {
                lists(source, key.get_ref(), value, known, out);
            }
        }
        DeValue::Array(items) => {
            let written =
                |item: &Spanned<DeValue<'_>>| source.text.get(item.span()).map(str::to_owned);
            if known.contains(&key) {
                let blank = |item: &&Spanned<DeValue<'_>>| {
                    item.get_ref().as_str().is_some_and(|text| text.trim().is_empty())
                };
                if let Some(item) = items.iter().find(blank) {
                    let mark = Mark::new(source, item.span(), text!("空的", "empty"));
                    out.push(finding(
                        "lint/repeated",
                        mark,
                        "",
                        text!("{key} 里有一项是空的", "{key} has an empty entry"),
                        text!("写上内容，或删去。", "Write it, or delete it."),
                    ));
                }
                for (at, item) in items.iter().enumerate() {
                    let first = items.iter().take(at).find(|first| written(first) == written(item));
                    let Some(first) = first else { continue };
                    let mark = Mark::new(source, item.span(), text!("又一次", "again"));
                    let first = Mark::new(source, first.span(), text!("第一次", "first"));
                    out.push(
                        finding(
                            "lint/repeated",
                            mark,
                            "",
                            text!("{key} 里同一项写了两次", "{key} has the same entry twice"),
                            text!(
                                "删去一个；本意是另一项的，改成那一项。",
                                "Delete one; if another was meant, write that."
                            ),
                        )
                        .marked(Some(first)),
                    );
                }
            }
            items.iter().for_each(|item| lists(source, "", item, known, out));
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

/// Terms that a fact names and the glossary has not.
fn terms(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for fact in &policy.facts {
        for (at, term) in fact.terms.iter().enumerate() {
            if policy.term(term).is_some() {
                continue;
            }
            let at = at.to_string();
            let mark = context.mark(
                "fact",
                &fact.id,
                &["terms", &at],
                text!("没有这个词", "no such term"),
            );
            let id = &fact.id;
            let near =
                crate::diagnostic::nearest(term, policy.terms.iter().map(|term| term.id.as_str()));
            let remedy = match near {
                Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
                None => text!(
                    "在 glossary.toml 里写 [[term]]，或删去。",
                    "Write a [[term]] in glossary.toml, or delete it."
                ),
            };
            out.push(finding(
                "pack/unknown-id",
                mark,
                id,
                text!(
                    "事实“{id}”引用的词“{term}”不在词汇表里",
                    "the fact \"{id}\" names the term \"{term}\", which the glossary has not"
                ),
                remedy,
            ));
        }
    }
}

/// Renamed and retired ids are gone; what they were renamed to is there.
fn moved(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let alive = |id: &str| policy.fact_id(id).is_some() || policy.benefit_id(id).is_some();
    let mut tell = |table: &str, id: &str, what, remedy| {
        let found = context.locate.documents().find_map(|(source, document)| {
            let DeValue::Table(entries) = document.get(table)?.get_ref() else { return None };
            let (key, _) = entries.get_key_value(id)?;
            Some(Mark::new(source, key.span(), text!("这里", "here")))
        });
        out.push(finding("lint/moved", found, id, what, remedy));
    };
    // Only facts are renamed here; a benefit may bear the same id.
    for (old, now) in &policy.renamed {
        if policy.fact_id(old).is_some() {
            tell(
                "renamed",
                old,
                text!(
                    "[renamed] 说“{old}”改名为“{now}”，但“{old}”还在用",
                    "[renamed] says \"{old}\" is now \"{now}\", but \"{old}\" is still there"
                ),
                text!(
                    "删去这一条改名，或把还在用的那个改名。",
                    "Delete the entry, or rename the one still in use."
                ),
            );
        }
        if policy.retired.iter().any(|(retired, _)| retired == old) {
            tell(
                "retired",
                old,
                text!(
                    "“{old}”既在 [renamed] 又在 [retired]",
                    "\"{old}\" is both renamed and retired"
                ),
                text!("只留一处。", "Keep one of them."),
            );
        }
    }
    for (old, _) in &policy.retired {
        if alive(old) {
            tell(
                "retired",
                old,
                text!(
                    "[retired] 说“{old}”已取消，但它还在用",
                    "[retired] says \"{old}\" is gone, but it is still there"
                ),
                text!(
                    "删去 [retired] 里的这一条，或删去这个编号。",
                    "Delete the entry in [retired], or the id itself."
                ),
            );
        }
    }
}

/// An exclusive group needs two members.
fn groups(context: &Context<'_>, out: &mut Vec<Finding>) {
    let groups = &context.policy.exclusives;
    for (at, group) in groups.iter().enumerate() {
        let sorted = |members: &[BenefitId]| {
            let mut members = members.to_vec();
            members.sort_unstable();
            members
        };
        let same = |other: &Exclusive| {
            other.under == group.under && sorted(&other.members) == sorted(&group.members)
        };
        if groups[..at].iter().any(same) {
            let found = context.locate.entries("exclusive").nth(at);
            let mark = found.and_then(|(source, table)| {
                Some(Mark::new(source, table.get("benefits")?.span(), text!("又一次", "again")))
            });
            out.push(finding(
                "lint/exclusive",
                mark,
                "",
                text!("同样的 [[exclusive]] 写了两次", "the same [[exclusive]] stands twice"),
                text!(
                    "删去一个；本意是另几项的，改成那几项。",
                    "Delete one; if others were meant, name them."
                ),
            ));
        }
        let mut members = group.members.clone();
        members.dedup();
        if members.len() >= 2 {
            continue;
        }
        let only =
            members.first().map(|id| context.policy.benefit(*id).id.as_str()).unwrap_or_default();
        let mark = context.locate.entries("exclusive").find_map(|(source, table)| {
            let value = table.get("benefits")?;
            let DeValue::Array(items) = value.get_ref() else { return None };
            let mut ids: Vec<_> = items.iter().filter_map(|item| item.get_ref().as_str()).collect();
            ids.dedup();
            (ids.len() < 2).then(|| Mark::new(source, value.span(), text!("只有一个", "only one")))
        });
        out.push(finding(
            "lint/exclusive",
            mark,
            only,
            text!(
                "[[exclusive]] 只有“{only}”一个事项，没有与它互斥的",
                "[[exclusive]] has only \"{only}\": nothing excludes it"
            ),
            text!(
                "写上与它不能并得的事项，或删去。",
                "Name what it cannot be had with, or delete it."
            ),
        ));
    }
}
