//! Two assessments side by side, in words.

use std::fmt::Write as _;

use crate::advise::compare::{Comparison, Difference, Side, Why, compare};
use crate::document::{Block, Document, Item, Line, List, Mark, Section, Tone};
use crate::quantity::Truth;
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{article_text, condition_text, label, signed};
use super::readings::outcome_text;

/// Two views and what differs between them.
pub struct Compared<'v, 'a> {
    /// The first.
    pub first: &'v Assessment<'a>,
    /// The second.
    pub second: &'v Assessment<'a>,
    /// What differs.
    pub comparison: Comparison,
}

impl<'v, 'a> Compared<'v, 'a> {
    /// Compares two assessments by the same measure.
    pub fn new(first: &'v Assessment<'a>, second: &'v Assessment<'a>) -> Self {
        let side =
            |view: &'v Assessment<'a>| Side { evaluator: &view.evaluator, answers: &view.answers };
        let comparison = compare(first.policy, side(first), side(second));
        Self { first, second, comparison }
    }

    /// What one side is called: its name, its year, its readings where they differ.
    pub fn name(&self, view: &Assessment<'_>, lang: Lang) -> String {
        let name = match view.profile.enterprise.name.as_str() {
            "" => text!("（未填企业名称）", "(no name given)").get(lang).to_owned(),
            name => name.to_owned(),
        };
        let year = view.year;
        let mut said = text!("{name} {year} 年度", "{name}, {year}").get(lang).to_owned();
        for at in &self.comparison.readings {
            let reading = &view.policy.readings[*at];
            let option = &reading.options[view.evaluator.program().readings().0[*at]];
            let _ = write!(said, " {}={}", reading.id, option.id);
        }
        said
    }

    /// The sums of both, with the difference.
    pub fn totals(&self, lang: Lang) -> Vec<(String, String)> {
        let (a, b) = (self.first.evaluator.totals(), self.second.evaluator.totals());
        let rows = [
            (text!("估算上限", "Estimated ceiling"), a.amount, b.amount),
            (text!("最多可达", "At most"), a.at_most, b.at_most),
            (text!("后续年度还可达", "Later years"), a.later, b.later),
            (text!("另：综合评定上限", "Discretionary"), a.discretionary, b.discretionary),
        ];
        let shown = rows
            .into_iter()
            .enumerate()
            .filter(|(at, (_, a, b))| *at < 2 || a.fen() != 0 || b.fen() != 0);
        shown
            .map(|(_, (name, a, b))| {
                let step = signed(b.fen().saturating_sub(a.fen()), lang);
                let (a, b) = (a.display(lang), b.display(lang));
                let said = text!("{a} → {b}（{step}）", "{a} → {b} ({step})");
                (name.get(lang).to_owned(), said.get(lang).to_owned())
            })
            .collect()
    }

    /// A benefit that comes out otherwise: name, both results, by how much.
    pub fn headline(&self, difference: &Difference, lang: Lang) -> String {
        let policy = self.first.policy;
        let benefit = policy.benefit(difference.benefit);
        let (article, title) =
            (article_text(policy, benefit.article, lang), benefit.title.get(lang));
        let from = outcome_text(policy, difference.from, lang);
        let to = outcome_text(policy, difference.to, lang);
        let later = |money: crate::quantity::Money| {
            let amount = money.display(lang);
            match money.fen() {
                0 => String::new(),
                _ => text!("，以后 {amount}", ", later {amount}").get(lang).to_owned(),
            }
        };
        let (from_later, to_later) = match difference.from.later == difference.to.later {
            true => (String::new(), String::new()),
            false => (later(difference.from.later), later(difference.to.later)),
        };
        let step = difference.step();
        let step = match step.fen() {
            0 => String::new(),
            fen => {
                let step = signed(fen, lang);
                text!("（{step}）", " ({step})").get(lang).to_owned()
            }
        };
        format!("{article} {title} {from}{from_later} → {to}{to_later}{step}")
    }

    /// Why a benefit comes out otherwise, a line each.
    pub fn why_lines(&self, difference: &Difference, lang: Lang) -> Vec<String> {
        let mut lines: Vec<String> =
            difference.why.iter().map(|why| self.why_text(why, lang)).collect();
        let award = |view: &Assessment<'_>| view.award_line(difference.benefit, lang);
        match (award(self.first), award(self.second)) {
            (Some(a), Some(b)) if a != b => lines.push(format!("{a} → {b}")),
            (None, Some(line)) => lines.push(format!("B {line}")),
            (Some(line), None) => lines.push(format!("A {line}")),
            _ => {}
        }
        lines
    }

    fn why_text(&self, why: &Why, lang: Lang) -> String {
        let policy = self.first.policy;
        match why {
            Why::Condition { condition, from, to } => {
                let name = condition.fact.map_or_else(
                    || text!("评估年度", "assessment year").get(lang).to_owned(),
                    |fact| self.label(fact, lang),
                );
                let needed =
                    |view: &Assessment<'_>| condition_text(policy, condition, view.year, lang);
                let needed = match (needed(self.first), needed(self.second)) {
                    (a, b) if a == b => a,
                    (a, b) => format!("{a} → {b}"),
                };
                let actual = match condition.fact {
                    Some(fact) => self.values(fact, lang),
                    None => format!("{} → {}", self.first.year, self.second.year),
                };
                let (from, to) = (truth_text(*from, lang), truth_text(*to, lang));
                text!(
                    "{name}：{actual}，须 {needed}：{from} → {to}",
                    "{name}: {actual}, needed {needed}: {from} → {to}"
                )
                .get(lang)
                .to_owned()
            }
            Why::Figure(fact) => {
                let colon = lang.colon();
                let (name, values) = (self.label(*fact, lang), self.values(*fact, lang));
                if self.first.answers.get(*fact) == self.second.answers.get(*fact) {
                    let (a, b) = (self.first.year, self.second.year);
                    let said = text!("，评估年度 {a} → {b}", ", assessment year {a} → {b}");
                    return format!("{name}{colon}{values}{}", said.get(lang));
                }
                format!("{name}{colon}{values}")
            }
            Why::Reading(at) => {
                let reading = &policy.readings[*at];
                let option = |view: &Assessment<'_>| {
                    let option = view.evaluator.program().readings().0[*at];
                    reading.options[option].label.get(lang).to_owned()
                };
                let (id, title) = (&reading.id, reading.title.get(lang));
                let (a, b) = (option(self.first), option(self.second));
                text!("读法 {id}（{title}）：{a} → {b}", "Reading {id} ({title}): {a} → {b}")
                    .get(lang)
                    .to_owned()
            }
            Why::Supported => {
                let (zh, en) = (&policy.wording.similar.zh, &policy.wording.similar.en);
                text!("只有一边已享受{zh}", "Supported by {en} on one side only")
                    .get(lang)
                    .to_owned()
            }
            Why::Exclusive(benefit) => {
                let title = policy.benefit(*benefit).title.get(lang);
                text!(
                    "不能与“{title}”并得，只取较高的一项",
                    "Excluded by \"{title}\": only the larger one counts"
                )
                .get(lang)
                .to_owned()
            }
        }
    }

    /// A fact by the years of both sides where its name holds one.
    pub fn label(&self, fact: crate::policy::FactId, lang: Lang) -> String {
        let name = |view: &Assessment<'_>| label(view.policy, fact, view.year, lang);
        let (a, b) = (name(self.first), name(self.second));
        if a == b { a } else { format!("{a} → {b}") }
    }

    /// The values of a fact on both sides.
    pub fn values(&self, fact: crate::policy::FactId, lang: Lang) -> String {
        let value = |view: &Assessment<'_>| {
            view.evaluator
                .effective(view.policy, &view.answers, fact, lang)
                .unwrap_or_else(|| text!("未填写", "not given").get(lang).to_owned())
        };
        let (a, b) = (value(self.first), value(self.second));
        if a == b { a } else { format!("{a} → {b}") }
    }
}

/// The comparison as a document, differences first.
pub fn comparison(compared: &Compared<'_, '_>, lang: Lang) -> Document {
    let say = |text: Text| text.get(lang).to_owned();
    let mut document = Document::new(lang, say(text!("两次评估对照", "Two assessments compared")));
    let side = |name: &str, view| (Line::from(name), Line::from(compared.name(view, lang)));
    let sides = vec![side("A", compared.first), side("B", compared.second)];
    document.add(Block::Pairs(sides));
    let totals = compared.totals(lang).into_iter();
    document.add(Block::Pairs(
        totals.map(|(name, said)| (Line::from(name), Line::toned(said, Tone::Figure))).collect(),
    ));
    let (count, same) = (compared.comparison.benefits.len(), compared.comparison.same);
    let differences = compared.comparison.benefits.iter().map(|difference| {
        Item::from(Line::strong(compared.headline(difference, lang)))
            .over(compared.why_lines(difference, lang))
    });
    let list = List { mark: Mark::Point, items: differences.collect() };
    let title = say(text!(
        "不同的 {count} 项，其余 {same} 项相同",
        "{count} items differ, {same} are the same"
    ));
    match count {
        0 => document.add(Line::from(title)),
        _ => document.add(Section::new(title).with(list)),
    }
    let facts = compared.comparison.facts.iter().map(|fact| {
        let (name, values) = (compared.label(*fact, lang), compared.values(*fact, lang));
        (Line::from(name), Line::from(values))
    });
    document.add(
        Section::new(say(text!("回答不同", "Answers that differ")))
            .with(Block::Pairs(facts.collect())),
    );
    let notices = compared.second.notices();
    let notices = notices.iter().map(|notice| Line::toned(notice.get(lang), Tone::Quiet));
    document.add(Section::new(say(text!("说明", "Notes"))).with(List::new(Mark::Point, notices)));
    document
}

fn truth_text(truth: Option<Truth>, lang: Lang) -> String {
    let said: Text = match truth {
        Some(Truth::True) => text!("符合", "met"),
        Some(Truth::False) => text!("不符", "not met"),
        Some(Truth::Unknown) => text!("待确认", "open"),
        None => text!("不要求", "not asked"),
    };
    said.get(lang).to_owned()
}
