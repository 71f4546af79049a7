//! Two assessments side by side as text, Markdown and JSON, differences first.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::text;
use crate::text::wrap::wrap;
use crate::text::{Lang, json_safe, printable, printable_lines};

use super::Assessment;
use super::compare::Compared;
use super::markdown::escape;

/// Columns that lines are wrapped to.
const WIDTH: usize = 96;

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
    let side = |view: &Assessment<'_>| {
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
            let value = |view: &Assessment<'_>| {
                view.evaluator.effective(policy, &view.answers, *fact, lang)
            };
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
