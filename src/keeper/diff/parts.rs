//! What differs outside the articles: gates, readings and their defaults, what excludes what,
//! facts, options, computations, dates, terms and texts.

use crate::policy::{Benefit, BenefitId, Fact, FactId, Policy};
use crate::report::{condition_sentence, derivation_sentence};
use crate::text;
use crate::text::{Lang, Text};

/// What kind of part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A condition common to benefits, the term among them.
    Gate,
    /// A reading, its options or default.
    Reading,
    /// Benefits that exclude each other.
    Exclusive,
    /// A ceiling over several benefits.
    Ceiling,
    /// A fact with its options.
    Fact,
    /// How a fact is computed.
    Derived,
    /// Dates and standing of the measure.
    Date,
    /// A term explained.
    Term,
    /// What every result says.
    Text,
}

impl Part {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Reading => "reading",
            Self::Exclusive => "exclusive",
            Self::Ceiling => "ceiling",
            Self::Fact => "fact",
            Self::Derived => "derived",
            Self::Date => "date",
            Self::Term => "term",
            Self::Text => "text",
        }
    }

    /// The name for people.
    pub fn name(self) -> Text {
        match self {
            Self::Gate => text!("共同条件", "common condition"),
            Self::Reading => text!("读法", "reading"),
            Self::Exclusive => text!("不能并得", "not to be had together"),
            Self::Ceiling => text!("合计上限", "ceiling over several"),
            Self::Fact => text!("问题", "question"),
            Self::Derived => text!("计算", "computation"),
            Self::Date => text!("日期与状态", "dates and standing"),
            Self::Term => text!("词汇", "term"),
            Self::Text => text!("文字", "text"),
        }
    }

    /// Whether it can change what an enterprise gets.
    pub fn pays(self) -> bool {
        match self {
            Self::Gate
            | Self::Reading
            | Self::Exclusive
            | Self::Ceiling
            | Self::Fact
            | Self::Derived => true,
            Self::Date | Self::Term | Self::Text => false,
        }
    }
}

/// A part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// What it is.
    pub part: Part,
    /// Its id, in the new edition if it is there.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// The lines that only the old edition has.
    pub old: Vec<Text>,
    /// The lines that only the new edition has.
    pub new: Vec<Text>,
    /// Ids of the benefits it bears on, in the new edition where they are there.
    pub benefits: Vec<String>,
}

/// A part of one edition: id, name, lines, benefits.
struct Entry {
    id: String,
    title: Text,
    lines: Vec<Text>,
    benefits: Vec<String>,
}

/// Compares all parts; `renamed` are the facts that have another id now.
pub fn compare(old: &Policy, new: &Policy, renamed: &[(String, String)]) -> Vec<PartChange> {
    let mut changes = Vec::new();
    for (part, entries) in [
        (Part::Gate, gates as fn(&Policy) -> Vec<Entry>),
        (Part::Reading, readings),
        (Part::Exclusive, exclusives),
        (Part::Ceiling, ceilings),
        (Part::Derived, derived),
        (Part::Fact, facts),
        (Part::Date, dates),
        (Part::Term, terms),
        (Part::Text, texts),
    ] {
        let mut before = entries(old);
        for entry in &mut before {
            let now = renamed.iter().find(|(was, _)| *was == entry.id);
            if let Some((_, now)) = now.filter(|_| matches!(part, Part::Fact | Part::Derived)) {
                entry.id.clone_from(now);
            }
        }
        differences(part, before, entries(new), &mut changes);
    }
    changes
}

fn differences(part: Part, mut old: Vec<Entry>, new: Vec<Entry>, out: &mut Vec<PartChange>) {
    for entry in new {
        let at = old.iter().position(|known| known.id == entry.id);
        let before = at.map(|at| old.remove(at));
        let (was, mut benefits) =
            before.map_or_else(Default::default, |entry| (entry.lines, entry.benefits));
        let only = |a: &[Text], b: &[Text]| -> Vec<Text> {
            a.iter().filter(|line| !b.contains(line)).cloned().collect()
        };
        let (gone, added) = (only(&was, &entry.lines), only(&entry.lines, &was));
        let moved = gone.is_empty() && added.is_empty() && was != entry.lines;
        if gone.is_empty() && added.is_empty() && !moved {
            continue;
        }
        benefits.extend(entry.benefits);
        benefits.sort();
        benefits.dedup();
        // The same lines in another order: of options the first is the default.
        let (gone, added) = if moved { (was, entry.lines) } else { (gone, added) };
        out.push(PartChange {
            part,
            id: entry.id,
            title: entry.title,
            old: gone,
            new: added,
            benefits,
        });
    }
    for entry in old {
        let Entry { id, title, lines, benefits } = entry;
        out.push(PartChange { part, id, title, old: lines, new: Vec::new(), benefits });
    }
}

fn both(line: impl Fn(Lang) -> String) -> Text {
    Text::new(line(Lang::Zh), line(Lang::En))
}

fn ids<'p>(benefits: impl Iterator<Item = &'p Benefit>) -> Vec<String> {
    benefits.map(|benefit| benefit.id.clone()).collect()
}

fn gates(policy: &Policy) -> Vec<Entry> {
    let gates = policy.gates.iter().enumerate();
    gates
        .map(|(at, gate)| {
            let mut lines = vec![both(|lang| condition_sentence(policy, &gate.when, lang))];
            lines.extend(gate.quotes.iter().map(|quote| text!("原文：{quote}", "text: {quote}")));
            let uses = policy.benefits.iter().filter(|benefit| {
                let patched = benefit.overlays.iter().flat_map(|overlay| &overlay.patch.gate);
                benefit.gate.iter().chain(patched.flatten()).any(|gate| gate.index() == at)
            });
            Entry { id: gate.id.clone(), title: gate.title.clone(), lines, benefits: ids(uses) }
        })
        .collect()
}

fn readings(policy: &Policy) -> Vec<Entry> {
    let readings = policy.readings.iter().enumerate();
    readings
        .map(|(at, reading)| {
            let options = reading.options.iter().enumerate();
            let lines = options.map(|(index, option)| {
                let (zh, en, id) = (&option.label.zh, &option.label.en, &option.id);
                if index == 0 {
                    text!("默认 {id}：{zh}", "default {id}: {en}")
                } else {
                    text!("选项 {id}：{zh}", "option {id}: {en}")
                }
            });
            let overlaid = policy
                .benefits
                .iter()
                .filter(|benefit| benefit.overlays.iter().any(|overlay| overlay.reading == at));
            let mut benefits = ids(overlaid);
            for group in &policy.exclusives {
                if group.under.is_some_and(|(reading, _)| reading == at) {
                    benefits.extend(members(policy, &group.members));
                }
            }
            let lines = lines.collect();
            Entry { id: reading.id.clone(), title: reading.title.clone(), lines, benefits }
        })
        .collect()
}

fn members(policy: &Policy, members: &[BenefitId]) -> Vec<String> {
    members.iter().map(|id| policy.benefit(*id).id.clone()).collect()
}

fn exclusives(policy: &Policy) -> Vec<Entry> {
    let groups = policy.exclusives.iter();
    groups
        .map(|group| {
            let benefits = members(policy, &group.members);
            let names = |lang: Lang| -> String {
                let titles = group.members.iter().map(|id| policy.benefit(*id).title.get(lang));
                titles.collect::<Vec<_>>().join(lang.list())
            };
            let under = group.under.map_or_else(Text::default, |(reading, option)| {
                let reading = &policy.readings[reading];
                let (id, option) = (&reading.id, &reading.options[option].id);
                text!("（读法 {id}={option} 时）", " (under the reading {id}={option})")
            });
            let line = |lang: Lang| format!("{}{}", names(lang), under.get(lang));
            let only = both(line);
            let said = text!("只取较高的一项", "only the largest counts");
            let (zh, en) = (&only.zh, &only.en);
            Entry {
                id: benefits.join(" + "),
                title: said,
                lines: vec![text!("{zh}", "{en}")],
                benefits,
            }
        })
        .collect()
}

fn ceilings(policy: &Policy) -> Vec<Entry> {
    let entry = |ceiling: &crate::policy::Ceiling| {
        let under = ceiling.under.map(|(reading, option)| {
            let reading = &policy.readings[reading];
            let (id, option) = (&reading.id, &reading.options[option].id);
            text!("读法 {id}={option} 时", "under the reading {id}={option}")
        });
        let limit = both(|lang| crate::report::amount_sentence(policy, &ceiling.limit, lang));
        let span = crate::policy::vocabulary::SPAN.word(&ceiling.span);
        let benefits = members(policy, &ceiling.members);
        let mut lines = vec![limit, Text::same(span), Text::same(benefits.join(", "))];
        lines.extend(under);
        Entry { id: ceiling.id.clone(), title: ceiling.title.clone(), lines, benefits }
    };
    policy.ceilings.iter().map(entry).collect()
}

/// The benefits that depend on a fact, directly or through what is computed from it.
fn using(policy: &Policy, fact: FactId) -> Vec<String> {
    let all = policy.dependents(fact);
    let uses = policy.benefits.iter().filter(|benefit| {
        let conditions = benefit
            .when
            .iter()
            .chain(benefit.gate.iter().map(|gate| &policy.gates[gate.index()].when));
        conditions.filter_map(|condition| condition.fact).any(|id| all.contains(&id))
            || benefit.award.iter().flat_map(|award| award.facts()).any(|id| all.contains(&id))
    });
    ids(uses)
}

fn derived(policy: &Policy) -> Vec<Entry> {
    let facts = policy.facts().filter_map(|(id, fact)| Some((id, fact, fact.derived?)));
    facts
        .map(|(id, fact, rule)| Entry {
            id: fact.id.clone(),
            title: fact.label.clone(),
            lines: vec![both(|lang| derivation_sentence(policy, rule, lang))],
            benefits: using(policy, id),
        })
        .collect()
}

fn facts(policy: &Policy) -> Vec<Entry> {
    policy
        .facts()
        .filter(|(_, fact)| !fact.lists_benefits)
        .map(|(id, fact)| Entry {
            id: fact.id.clone(),
            title: fact.label.clone(),
            lines: fact_lines(fact),
            benefits: using(policy, id),
        })
        .collect()
}

fn fact_lines(fact: &Fact) -> Vec<Text> {
    let pair = |name: (&str, &str), text: &Text| {
        let (zh_name, en_name) = name;
        let (zh, en) = (&text.zh, &text.en);
        text!("{zh_name}：{zh}", "{en_name}: {en}")
    };
    let mut lines = vec![
        pair(("名称", "label"), &fact.label),
        pair(("问题", "question"), &fact.question),
        pair(("说明", "help"), &fact.help),
        pair(("待办", "to do"), &fact.todo),
    ];
    for option in fact.kind.options() {
        let (id, zh, en) = (&option.id, &option.label.zh, &option.label.en);
        lines.push(text!("选项 {id}：{zh}", "option {id}: {en}"));
    }
    lines
}

fn dates(policy: &Policy) -> Vec<Entry> {
    let status = policy.status.as_str();
    let effective = policy.effective_from.as_deref().unwrap_or("—");
    let line = |zh: &str, en: &str, value: &str| text!("{zh}：{value}", "{en}: {value}");
    let title = text!("措施", "the measure");
    vec![Entry {
        id: "dates".to_owned(),
        title,
        lines: vec![line("状态", "status", status), line("施行日", "effective from", effective)],
        benefits: Vec::new(),
    }]
}

fn terms(policy: &Policy) -> Vec<Entry> {
    let terms = policy.terms.iter();
    terms
        .map(|term| Entry {
            id: term.id.clone(),
            title: term.name.clone(),
            lines: vec![term.name.clone(), term.definition.clone(), term.source.clone()],
            benefits: Vec::new(),
        })
        .collect()
}

fn texts(policy: &Policy) -> Vec<Entry> {
    let mut lines =
        vec![policy.title.clone(), policy.unchecked_duplicates.clone(), policy.undated.clone()];
    lines.extend(policy.notices.iter().chain(&policy.duties).chain(&policy.authorities).cloned());
    lines.extend(policy.short_notice.clone());
    let title = text!("结果所附的文字", "what every result says");
    vec![Entry { id: "texts".to_owned(), title, lines, benefits: Vec::new() }]
}
