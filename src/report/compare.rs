//! Two assessments side by side, differences first: as text, Markdown and JSON.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::compare::{Comparison, Difference, Side, Why, compare};
use crate::quantity::Truth;
use crate::text;
use crate::text::{Lang, Text, json_safe, printable, printable_lines};
use crate::wrap::wrap;

use super::View;
use super::phrase::{article_text, condition_text, label, signed};
use super::readings::outcome_text;

/// Columns that lines are wrapped to.
const WIDTH: usize = 96;

/// Two views and what differs between them.
pub struct Compared<'v, 'a> {
    /// The first.
    pub first: &'v View<'a>,
    /// The second.
    pub second: &'v View<'a>,
    /// What differs.
    pub comparison: Comparison,
}

impl<'v, 'a> Compared<'v, 'a> {
    /// Compares two assessments by the same measure.
    pub fn new(first: &'v View<'a>, second: &'v View<'a>) -> Self {
        let side = |view: &'v View<'a>| Side { evaluator: &view.evaluator, answers: &view.answers };
        let comparison = compare(first.policy, side(first), side(second));
        Self { first, second, comparison }
    }

    /// What one side is called: its name, its year, its readings where they differ.
    pub fn name(&self, view: &View<'_>, lang: Lang) -> String {
        let name = match view.profile.enterprise.name.as_str() {
            "" => text!("（未填企业名称）", "(no name given)").get(lang).to_owned(),
            name => printable(name).into_owned(),
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
        let (article, title) = (article_text(benefit.article, lang), benefit.title.get(lang));
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
        let award = |view: &View<'_>| view.award_line(difference.benefit, lang);
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
                let needed = |view: &View<'_>| condition_text(policy, condition, view.year, lang);
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
                let colon = if lang == Lang::Zh { "：" } else { ": " };
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
                let option = |view: &View<'_>| {
                    let option = view.evaluator.program().readings().0[*at];
                    reading.options[option].label.get(lang).to_owned()
                };
                let (id, title) = (&reading.id, reading.title.get(lang));
                let (a, b) = (option(self.first), option(self.second));
                text!("读法 {id}（{title}）：{a} → {b}", "Reading {id} ({title}): {a} → {b}")
                    .get(lang)
                    .to_owned()
            }
            Why::Supported => text!(
                "只有一边已享受丰台区同类政策",
                "Supported by a similar policy of Fengtai on one side only"
            )
            .get(lang)
            .to_owned(),
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
        let name = |view: &View<'_>| label(view.policy, fact, view.year, lang);
        let (a, b) = (name(self.first), name(self.second));
        if a == b { a } else { format!("{a} → {b}") }
    }

    /// The values of a fact on both sides.
    pub fn values(&self, fact: crate::policy::FactId, lang: Lang) -> String {
        let value = |view: &View<'_>| {
            view.evaluator
                .effective(view.policy, &view.answers, fact, lang)
                .unwrap_or_else(|| text!("未填写", "not given").get(lang).to_owned())
        };
        let (a, b) = (value(self.first), value(self.second));
        if a == b { a } else { format!("{a} → {b}") }
    }
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

/// The comparison as text, safe to print.
pub fn compare_text(compared: &Compared<'_, '_>, lang: Lang) -> String {
    let mut lines = Vec::new();
    let name = |view| compared.name(view, lang);
    lines.push(format!("A  {}", name(compared.first)));
    lines.push(format!("B  {}", name(compared.second)));
    lines.push(String::new());
    for (name, said) in compared.totals(lang) {
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        lines.push(format!("{name}{colon}{said}"));
    }
    let (count, same) = (compared.comparison.benefits.len(), compared.comparison.same);
    lines.push(String::new());
    let head = text!(
        "【不同】{count} 项，其余 {same} 项相同",
        "[Different] {count} items, the other {same} are the same"
    );
    lines.push(head.get(lang).to_owned());
    for difference in &compared.comparison.benefits {
        lines.extend(wrap(&compared.headline(difference, lang), WIDTH, "  "));
        for why in compared.why_lines(difference, lang) {
            lines.extend(wrap(&why, WIDTH, "      - "));
        }
    }
    if !compared.comparison.facts.is_empty() {
        lines.push(String::new());
        lines.push(text!("【回答不同】", "[Answers that differ]").get(lang).to_owned());
        for fact in &compared.comparison.facts {
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            let (name, values) = (compared.label(*fact, lang), compared.values(*fact, lang));
            lines.extend(wrap(&format!("{name}{colon}{values}"), WIDTH, "  - "));
        }
    }
    lines.push(String::new());
    for notice in compared.second.notices() {
        lines.extend(wrap(notice.get(lang), WIDTH, "  * "));
    }
    printable_lines(&format!("{}\n", lines.join("\n")))
}

/// The comparison as Markdown.
pub fn compare_markdown(compared: &Compared<'_, '_>, lang: Lang) -> String {
    use super::markdown::escape;
    let say = |text: &str| escape(&printable(text));
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let title = text!("两次评估对照", "Two assessments compared");
    let mut out = format!("# {}\n\n", say(title.get(lang)));
    let _ = writeln!(out, "- A{colon}{}", say(&compared.name(compared.first, lang)));
    let _ = writeln!(out, "- B{colon}{}", say(&compared.name(compared.second, lang)));
    for (name, said) in compared.totals(lang) {
        let _ = writeln!(out, "- {}{colon}{}", say(&name), say(&said));
    }
    let (count, same) = (compared.comparison.benefits.len(), compared.comparison.same);
    let head =
        text!("不同的 {count} 项，其余 {same} 项相同", "{count} items differ, {same} are the same");
    let _ = writeln!(out, "\n## {}\n", say(head.get(lang)));
    for difference in &compared.comparison.benefits {
        let _ = writeln!(out, "- {}", say(&compared.headline(difference, lang)));
        for why in compared.why_lines(difference, lang) {
            let _ = writeln!(out, "  - {}", say(&why));
        }
    }
    let _ = writeln!(out, "\n## {}\n", say(text!("声明", "Disclaimer").get(lang)));
    for notice in compared.second.notices() {
        let _ = writeln!(out, "- {}", say(notice.get(lang)));
    }
    out
}

/// The comparison as JSON.
///
/// # Errors
/// Never in practice: all of it is plain data.
pub fn compare_json(compared: &Compared<'_, '_>, lang: Lang) -> Result<String, serde_json::Error> {
    let policy = compared.first.policy;
    let side = |view: &View<'_>| {
        let readings: serde_json::Map<String, Json> = policy
            .readings
            .iter()
            .zip(&view.evaluator.program().readings().0)
            .map(|(reading, option)| {
                (reading.id.clone(), Json::from(reading.options[*option].id.as_str()))
            })
            .collect();
        json!({
            "name": view.profile.enterprise.name,
            "year": view.year,
            "readings": readings,
            "total": super::json::TotalJson::new(policy, view.evaluator.totals()),
        })
    };
    let outcome = |outcome: crate::assess::Outcome| {
        json!({
            "status": outcome.status.as_str(),
            "amount": outcome.amount.to_plain(),
            "at_most": outcome.at_most.map(|at_most| at_most.to_plain()),
            "later": outcome.later.to_plain(),
        })
    };
    let benefits: Vec<Json> = compared
        .comparison
        .benefits
        .iter()
        .map(|difference| {
            let benefit = policy.benefit(difference.benefit);
            json!({
                "id": benefit.id,
                "title": benefit.title.get(lang),
                "a": outcome(difference.from),
                "b": outcome(difference.to),
                "difference": difference.step().to_plain(),
                "why": compared.why_lines(difference, lang),
            })
        })
        .collect();
    let facts: Vec<Json> = compared
        .comparison
        .facts
        .iter()
        .map(|fact| {
            let value =
                |view: &View<'_>| view.evaluator.effective(policy, &view.answers, *fact, lang);
            json!({
                "id": policy.fact(*fact).id,
                "a": value(compared.first),
                "b": value(compared.second),
            })
        })
        .collect();
    let notices = compared.second.notices();
    let notice: Vec<&str> = notices.iter().map(|notice| notice.get(lang)).collect();
    let json = json!({
        "policy": policy.id,
        "notice": notice,
        "a": side(compared.first),
        "b": side(compared.second),
        "benefits": benefits,
        "same": compared.comparison.same,
        "facts": facts,
    });
    Ok(json_safe(&serde_json::to_string_pretty(&json)?).into_owned())
}
