//! A few lines for a message: what may apply and what it may give, and nothing that the
//! enterprise told.

use crate::assess::{Named, Status};
use crate::policy::{BenefitId, Certainty};
use crate::text;
use crate::text::{Lang, printable};

use super::Assessment;
use super::phrase::{article_text, label};
use super::plain::total_lines;

/// The most characters that the message has.
pub const SHORT: usize = 500;

/// The result as plain text of at most [`SHORT`] characters: no name, no answer, no distance
/// that tells one. What does not fit is counted, never the notice.
pub fn short(view: &Assessment<'_>, lang: Lang) -> String {
    let lists = [Status::Eligible, Status::Undetermined].map(|status| entries(view, status, lang));
    // Fewer and fewer items until it fits.
    let most = lists.iter().map(Vec::len).max().unwrap_or(0);
    let fitting = (0..=most).rev().map(|shown| written(view, &lists, shown, lang));
    let fits = |text: &String| text.chars().count() <= SHORT;
    fitting
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| written(view, &lists, 0, lang).chars().take(SHORT).collect())
}

fn written(view: &Assessment<'_>, lists: &[Vec<String>; 2], shown: usize, lang: Lang) -> String {
    let (policy, year) = (view.policy, view.year);
    let title = policy.short_title.get(lang);
    let mut lines = vec![text!("{title} · {year} 年度", "{title}, {year}").get(lang).to_owned()];
    let colon = if lang == Lang::Zh { "" } else { " " };
    let totals: Vec<String> = total_lines(view.evaluator.totals(), lang)
        .into_iter()
        .map(|(name, amount)| format!("{name}{colon}{amount}"))
        .collect();
    lines.push(totals.join(if lang == Lang::Zh { "，" } else { ", " }));
    if let Some((assuming, totals)) = &view.prospective {
        let gates: Vec<&str> =
            assuming.iter().map(|gate| policy.gates[gate.index()].title.get(lang)).collect();
        let gates = gates.join(if lang == Lang::Zh { "、" } else { ", " });
        let amount = totals.amount.display(lang);
        let said = text!("{gates}后：{amount}", "Once this is met ({gates}): {amount}");
        lines.push(said.get(lang).to_owned());
    }
    let heads = [text!("可能适用", "May apply"), text!("待确认", "To be confirmed")];
    for (head, entries) in heads.iter().zip(lists) {
        if entries.is_empty() {
            continue;
        }
        let (head, count) = (head.get(lang), entries.len());
        let listed = entries[..shown.min(count)].join(if lang == Lang::Zh { "；" } else { "; " });
        let line = match (shown, shown < count) {
            (0, _) => text!("{head}：{count} 项", "{head}: {count} items"),
            (_, true) => {
                text!("{head}：{listed}；等 {count} 项", "{head}: {listed}; {count} in all")
            }
            (_, false) => text!("{head}：{listed}", "{head}: {listed}"),
        };
        lines.push(line.get(lang).to_owned());
    }
    if lists.iter().all(Vec::is_empty) {
        lines.push(
            text!("按现有回答，还没有。", "Nothing yet by the answers given.").get(lang).into(),
        );
    }
    let notice = policy.short_notice.as_ref().or(policy.notices.first());
    lines.extend(notice.map(|notice| notice.get(lang).to_owned()));
    let lines: Vec<String> = lines.iter().map(|line| printable(line).into_owned()).collect();
    lines.join("\n")
}

/// The benefits of a status, the largest first: article, title, amount, and what is open.
fn entries(view: &Assessment<'_>, status: Status, lang: Lang) -> Vec<String> {
    let mut ids: Vec<BenefitId> = view.policy.benefits().map(|(id, _)| id).collect();
    ids.retain(|id| view.outcome(*id).status == status);
    let worth = |id: &BenefitId| {
        let outcome = view.outcome(*id);
        if status == Status::Eligible {
            outcome.amount
        } else {
            outcome.at_most.unwrap_or_default()
        }
    };
    ids.sort_by_key(|id| std::cmp::Reverse(worth(id)));
    ids.into_iter().map(|id| entry(view, id, lang)).collect()
}

fn entry(view: &Assessment<'_>, id: BenefitId, lang: Lang) -> String {
    let benefit = view.policy.benefit(id);
    let outcome = view.outcome(id);
    let (article, title) = (article_text(benefit.article, lang), benefit.title.get(lang));
    let amount = match (outcome.status, outcome.at_most) {
        _ if benefit.certainty == Certainty::None => {
            text!("可咨询", "ask for it").get(lang).to_owned()
        }
        (Status::Eligible, _) => outcome.amount.display(lang),
        (_, Some(at_most)) => {
            let at_most = at_most.display(lang);
            text!("至多{at_most}", "up to {at_most}").get(lang).to_owned()
        }
        (_, None) => String::new(),
    };
    let open: Vec<String> = view
        .missing(id)
        .iter()
        .map(|missing| match missing.named {
            Named::Gate(gate) => view.policy.gates[gate.index()].title.get(lang).to_owned(),
            Named::Fact(fact) => label(view.policy, fact, view.year, lang),
        })
        .collect();
    let first = open.first().map_or_else(String::new, |first| {
        let more = open.len() > 1;
        match more {
            true => text!("（待核实{first}等）", " (open: {first} and more)"),
            false => text!("（待核实{first}）", " (open: {first})"),
        }
        .get(lang)
        .to_owned()
    });
    format!("{article} {title}{}{amount}{first}", if amount.is_empty() { "" } else { " " })
}
