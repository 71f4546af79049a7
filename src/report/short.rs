//! A few lines for a message: what may apply and what it may give, and nothing that the
//! enterprise told.

use crate::advise::outlook::Outlook;
use crate::assess::Totals;
use crate::interview::Route;
use crate::policy::BenefitId;
use crate::text;
use crate::text::{Lang, Text, printable};

use super::Assessment;
use super::parts::Parts;
use super::phrase::gate_names;

/// The most characters that the message has.
pub const SHORT: usize = 500;

/// More items than these are counted where none is to be had.
const NAMED: usize = 3;

/// The result as plain text of at most [`SHORT`] characters, of the article or item asked about
/// only, where there was one: no name, no answer, no distance that tells one. What does not fit
/// is counted, never the notice.
pub fn short(view: &Assessment<'_>, route: Route, lang: Lang) -> String {
    let parts = Parts { view, route, lang };
    let open = [Outlook::Waiting, Outlook::Open].into_iter();
    let open: Vec<BenefitId> = open.flat_map(|outlook| parts.items(outlook)).collect();
    let lists = [parts.items(Outlook::Granted), open].map(|ids| entries(&parts, ids));
    // Fewer and fewer items until it fits.
    let most = lists.iter().map(Vec::len).max().unwrap_or(0);
    let fitting = (0..=most).rev().map(|shown| written(&parts, &lists, shown));
    let fits = |text: &String| text.chars().count() <= SHORT;
    fitting.into_iter().find(fits).unwrap_or_else(|| written(&parts, &[Vec::new(), Vec::new()], 0))
}

fn written(parts: &Parts<'_, '_>, lists: &[Vec<String>; 2], shown: usize) -> String {
    let (view, lang) = (parts.view, parts.lang);
    let (policy, year) = (view.policy, view.year);
    let title = policy.short_title.get(lang);
    let mut lines = vec![parts.say(&text!("{title} · {year} 年度", "{title}, {year}"))];
    if !parts.route.is_narrow() {
        let totals = sums(view.expected_totals(), lang);
        let gap = text!("", " ");
        let totals: Vec<String> = totals
            .iter()
            .map(|(name, amount)| format!("{}{}{amount}", parts.say(name), gap.get(lang)))
            .collect();
        lines.push(totals.join(text!("，", ", ").get(lang)));
    }
    let gates: Vec<_> = view.waits_for().collect();
    if !gates.is_empty() {
        let gates = gate_names(policy, &gates, lang);
        lines.push(parts.say(&text!(
            "以上须先办好：{gates}；现在为 0 元",
            "All this once this is met: {gates}; nothing until then"
        )));
    }
    // Why nothing can be had, without what was answered.
    for part in view.failing_gates() {
        let gate = view.missing_name(&part, lang);
        lines.push(parts.say(&text!("不符合共同条件：{gate}", "A common condition fails: {gate}")));
    }
    let heads = [text!("可能适用", "May apply"), text!("待确认", "To be confirmed")];
    for (head, entries) in heads.iter().zip(lists) {
        if entries.is_empty() {
            continue;
        }
        let (head, count) = (head.get(lang), entries.len());
        let listed = entries[..shown.min(count)].join(lang.clause());
        lines.push(parts.say(&match (shown, shown < count) {
            (0, _) => text!("{head}：{count} 项", "{head}: {count} items"),
            (_, true) => {
                text!("{head}：{listed}；等 {count} 项", "{head}: {listed}; {count} in all")
            }
            (_, false) => text!("{head}：{listed}", "{head}: {listed}"),
        }));
    }
    if lists.iter().all(Vec::is_empty) {
        lines.push(none(parts));
    }
    let notice = policy.short_notice.as_ref().or(policy.notices.first());
    lines.extend(notice.map(|notice| notice.get(lang).to_owned()));
    let lines: Vec<String> = lines.iter().map(|line| printable(line).into_owned()).collect();
    lines.join("\n")
}

/// That nothing is to be had, of what was asked with what it lacks by name.
fn none(parts: &Parts<'_, '_>) -> String {
    let (view, lang) = (parts.view, parts.lang);
    let ids = parts.route.benefits(view.policy);
    if !parts.route.is_narrow() {
        return parts.say(&text!("按现有回答，还没有。", "Nothing yet by the answers given."));
    }
    let failing = !view.failing_gates().is_empty();
    if failing || ids.len() > NAMED {
        let count = ids.len();
        return parts
            .say(&text!("所问的 {count} 项都不符合。", "None of the {count} items asked about."));
    }
    let lines = ids.iter().map(|id| {
        let lacks: Vec<String> =
            view.lacks(*id).iter().map(|part| view.missing_name(part, lang)).collect();
        let (name, lacks) = (parts.name(*id), lacks.join(lang.list()));
        parts.say(&text!("{name}：不符合（{lacks}）", "{name}: not met ({lacks})"))
    });
    lines.collect::<Vec<_>>().join(lang.clause())
}

/// The sums with their names.
fn sums(totals: &Totals, lang: Lang) -> Vec<(Text, String)> {
    let mut sums = vec![
        (text!("估算上限", "Estimated ceiling"), totals.amount.display(lang)),
        (text!("最多可达", "At most"), totals.at_most.display(lang)),
    ];
    if totals.later.fen() > 0 {
        sums.push((text!("后续年度还可达", "Later years"), totals.later.display(lang)));
    }
    if totals.discretionary.fen() > 0 {
        let apart = totals.discretionary.display(lang);
        sums.push((text!("另：综合评定上限", "Discretionary"), apart));
    }
    sums
}

/// The items, the largest first: article, title, amount, and what is open.
fn entries(parts: &Parts<'_, '_>, mut ids: Vec<BenefitId>) -> Vec<String> {
    let worth = |id: &BenefitId| parts.view.expected(*id).at_most.unwrap_or_default();
    ids.sort_by_key(|id| std::cmp::Reverse(worth(id)));
    ids.into_iter().map(|id| entry(parts, id)).collect()
}

fn entry(parts: &Parts<'_, '_>, id: BenefitId) -> String {
    let lacks = parts.view.lacks(id);
    let first = lacks.first().map(|part| parts.view.missing_name(part, parts.lang));
    let open = match (first, lacks.len()) {
        (None, _) => String::new(),
        (Some(first), 1) => parts.say(&text!("（待核实{first}）", " (open: {first})")),
        (Some(first), _) => parts.say(&text!("（待核实{first}等）", " (open: {first} and more)")),
    };
    format!("{} {}{open}", parts.name(id), parts.amount(id))
}
