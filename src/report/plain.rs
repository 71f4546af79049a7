//! An assessment as text for a terminal or a file.

use std::fmt::Write as _;

use crate::advise::readings::ReadingsEffect;
use crate::assess::{Status, Totals};
use crate::policy::{BenefitId, Certainty};
use crate::text;
use crate::text::wrap::wrap;
use crate::text::{Lang, Text, columns, printable_lines, printable_within};

use super::Assessment;
use super::phrase::{
    article_text, certainty_text, label, missing_line, readings_in_force, status_text,
};
use super::readings::{option_lines, range_line};
use super::reasons::reason_lines;
use super::remedy::remedy_line;
use super::years::years;

/// Columns that lines are wrapped to.
const WIDTH: usize = 96;
/// How many pieces of advice are given.
const ADVICE: usize = 5;

/// The assessment as lines of text, safe to print.
pub fn to_text(view: &Assessment<'_>, lang: Lang, explain: bool) -> String {
    let mut out = String::new();
    heading(view, lang, &mut out);
    totals(view, lang, &mut out);
    let effect = view.readings_effect();
    benefits(view, lang, explain.then_some(&effect), &mut out);
    conflicts(view, lang, &mut out);
    if explain {
        time_line(view, lang, &mut out);
    }
    readings(view, &effect, lang, explain, &mut out);
    advice(view, lang, &mut out);
    line(&mut out, "");
    for notice in view.notices() {
        wrapped(&mut out, "  * ", notice.get(lang));
    }
    // The pack may be anybody's.
    printable_lines(&out)
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}

/// Wraps by the line-breaking rules of Unicode, the rest indented below `first`.
fn wrapped(out: &mut String, first: &str, text: &str) {
    for piece in wrap(text, WIDTH, first) {
        line(out, &piece);
    }
}

fn heading(view: &Assessment<'_>, lang: Lang, out: &mut String) {
    line(out, view.policy.title.get(lang));
    let year = view.year;
    let name = match view.profile.enterprise.name.as_str() {
        "" => text!("（未填企业名称）", "(no name given)").get(lang).to_owned(),
        name => printable_within(name, 80),
    };
    line(
        out,
        text!("企业：{name}    评估年度：{year}", "Enterprise: {name}    Year: {year}").get(lang),
    );
    line(out, "");
}

fn totals(view: &Assessment<'_>, lang: Lang, out: &mut String) {
    let totals = view.evaluator.totals();
    if let Some((assuming, prospective)) = &view.prospective {
        let (now, then) = (totals.amount.display(lang), prospective.amount.display(lang));
        let gates: Vec<&str> =
            assuming.iter().map(|gate| view.policy.gates[gate.index()].title.get(lang)).collect();
        let gates = gates.join(if lang == Lang::Zh { "、" } else { ", " });
        wrapped(
            out,
            "",
            text!(
                "现在：{now}；{gates}后：{then}",
                "Now: {now}; once this is met ({gates}): {then}"
            )
            .get(lang),
        );
    }
    for (name, amount) in total_lines(totals, lang) {
        line(out, &format!("{}  {amount}", padded(&name, 18)));
    }
    let split: Vec<String> = [Certainty::Formula, Certainty::Ceiling, Certainty::Competitive]
        .into_iter()
        .filter_map(|certainty| {
            let sum = view
                .policy
                .benefits()
                .filter(|(_, benefit)| benefit.certainty == certainty)
                .map(|(id, _)| view.outcome(id).amount.fen())
                .fold(0i64, i64::saturating_add);
            let amount = crate::quantity::Money::from_fen(sum).display(lang);
            (sum > 0).then(|| format!("{} {amount}", certainty_text(certainty).get(lang)))
        })
        .collect();
    if !split.is_empty() {
        wrapped(out, "  ", &split.join(if lang == Lang::Zh { "；" } else { "; " }));
    }
    if !totals.unbounded.is_empty() {
        let titles: Vec<&str> = totals
            .unbounded
            .iter()
            .map(|benefit| view.policy.benefit(*benefit).title.get(lang))
            .collect();
        let titles = titles.join(if lang == Lang::Zh { "、" } else { ", " });
        wrapped(
            out,
            "  ",
            text!(
                "未计入最多可达（草案未设上限，待填合同等）：{titles}",
                "Not in the upper bound (no ceiling in the text): {titles}"
            )
            .get(lang),
        );
    }
}

/// The sums with their names.
pub(super) fn total_lines(totals: &Totals, lang: Lang) -> Vec<(String, String)> {
    let say = |text: Text| text.get(lang).to_owned();
    let mut lines = vec![
        (say(text!("估算上限", "Estimated ceiling")), totals.amount.display(lang)),
        (say(text!("最多可达", "At most")), totals.at_most.display(lang)),
    ];
    if totals.later.fen() > 0 {
        lines.push((say(text!("后续年度还可达", "Later years")), totals.later.display(lang)));
    }
    if totals.discretionary.fen() > 0 {
        lines.push((
            say(text!("另：综合评定上限", "Discretionary")),
            totals.discretionary.display(lang),
        ));
    }
    lines
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The groups in which benefits are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Of(Status),
    /// Not eligible, but what is missing can be had.
    Lacking,
    /// Not eligible, and something can never be met.
    NotApplicable,
}

const GROUPS: [Group; 6] = [
    Group::Of(Status::Eligible),
    Group::Of(Status::Undetermined),
    Group::Lacking,
    Group::Of(Status::Duplicate),
    Group::Of(Status::Superseded),
    Group::NotApplicable,
];

fn group_of(view: &Assessment<'_>, id: BenefitId) -> Group {
    match view.outcome(id).status {
        Status::Ineligible if view.never(id) => Group::NotApplicable,
        Status::Ineligible => Group::Lacking,
        status => Group::Of(status),
    }
}

fn benefits(view: &Assessment<'_>, lang: Lang, effect: Option<&ReadingsEffect>, out: &mut String) {
    for group in GROUPS {
        let members: Vec<BenefitId> = view
            .policy
            .benefits()
            .map(|(id, _)| id)
            .filter(|id| group_of(view, *id) == group)
            .collect();
        if members.is_empty() {
            continue;
        }
        let title = match group {
            Group::Of(status) => status_text(view.policy, status),
            Group::Lacking => text!("还缺条件", "conditions missing"),
            Group::NotApplicable => text!("不适用", "not applicable"),
        };
        line(out, "");
        let count = members.len();
        let title = title.get(lang);
        line(out, text!("【{title}】{count} 项", "[{title}] {count}").get(lang));
        for id in members {
            benefit(view, id, lang, out);
            if let Some(effect) = effect {
                for piece in reason_lines(view, &view.reasons(id, effect, lang), lang, WIDTH) {
                    line(out, &piece);
                }
            }
        }
    }
}

fn benefit(view: &Assessment<'_>, id: BenefitId, lang: Lang, out: &mut String) {
    let benefit = view.policy.benefit(id);
    let outcome = view.outcome(id);
    let number = article_text(benefit.article, lang);
    let title = benefit.title.get(lang);
    let amount = match outcome.status {
        _ if benefit.certainty == Certainty::None => {
            text!("可咨询（非资金支持）", "ask for it (not monetary)").get(lang).to_owned()
        }
        Status::Eligible => {
            let amount = outcome.amount.display(lang);
            let certainty = certainty_text(benefit.certainty);
            let certainty = certainty.get(lang);
            text!("估算上限 {amount}（{certainty}）", "ceiling {amount} ({certainty})")
                .get(lang)
                .to_owned()
        }
        Status::Undetermined => match outcome.at_most {
            Some(at_most) => {
                let at_most = at_most.display(lang);
                text!("至多 {at_most}", "at most {at_most}").get(lang).to_owned()
            }
            None => text!("无上限数", "no upper bound").get(lang).to_owned(),
        },
        _ => String::new(),
    };
    line(out, &format!("  {} {}  {amount}", padded(&number, 10), padded(title, 36)));
    if outcome.later.fen() > 0 {
        let later = outcome.later.display(lang);
        wrapped(out, "      ", text!("后续年度还可达 {later}", "later years: {later}").get(lang));
    }
    for missing in view.missing(id) {
        wrapped(out, "      - ", &missing_line(view, &missing, lang));
    }
    if outcome.status != Status::Ineligible {
        for hint in view.hints(id) {
            wrapped(out, "      ! ", hint.text.get(lang));
        }
    }
}

/// What brings most for least, over the whole measure.
fn advice(view: &Assessment<'_>, lang: Lang, out: &mut String) {
    let advice = view.advice();
    let mut paying = advice.iter().filter(|(_, remedy)| remedy.gain.fen() > 0).peekable();
    if paying.peek().is_none() {
        return;
    }
    line(out, "");
    line(
        out,
        text!("【建议】改动最少、最容易的在前", "[Advice] the fewest and easiest changes first")
            .get(lang),
    );
    for (id, remedy) in paying.take(ADVICE) {
        let title = view.policy.benefit(*id).title.get(lang);
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        wrapped(out, "  - ", &format!("{title}{colon}{}", remedy_line(view, remedy, lang)));
    }
}

fn conflicts(view: &Assessment<'_>, lang: Lang, out: &mut String) {
    if view.conflicts.is_empty() {
        return;
    }
    line(out, "");
    line(
        out,
        text!("【数据不一致】以计算值为准", "[Figures that disagree] the computed one counts")
            .get(lang),
    );
    for conflict in &view.conflicts {
        let name = label(view.policy, conflict.fact, view.year, lang);
        let answered = view
            .answers
            .get(conflict.fact)
            .map_or_else(String::new, |value| value.display(view.policy.fact(conflict.fact), lang));
        let computed = conflict.computed(lang);
        wrapped(
            out,
            "  - ",
            text!(
                "{name}：填写 {answered}，计算得 {computed}",
                "{name}: answered {answered}, computed {computed}"
            )
            .get(lang),
        );
    }
}

/// What each year brings, and what has to be kept up.
fn time_line(view: &Assessment<'_>, lang: Lang, out: &mut String) {
    let years = years(view, lang);
    if years.is_empty() {
        return;
    }
    line(out, "");
    line(
        out,
        text!("【时间线】同一事由逐年的金额", "[Years] what the same event brings").get(lang),
    );
    for year in years {
        let number = year.year;
        line(out, text!("  {number} 年", "  {number}").get(lang));
        for entry in year.entries {
            let benefit = view.policy.benefit(entry.benefit);
            let (article, title) = (article_text(benefit.article, lang), benefit.title.get(lang));
            let said = &entry.text;
            let said = text!("{article} {title}：{said}", "{article} {title}: {said}");
            wrapped(out, "    - ", said.get(lang));
        }
    }
}

/// The readings in force, and what others would give.
fn readings(
    view: &Assessment<'_>,
    effect: &ReadingsEffect,
    lang: Lang,
    explain: bool,
    out: &mut String,
) {
    let others = readings_in_force(view.policy, view.evaluator.program().readings(), lang);
    let range = range_line(effect, lang);
    if !others.is_empty() || range.is_some() {
        line(out, "");
    }
    for other in others {
        wrapped(out, "  - ", &other);
    }
    if let Some(range) = range {
        line(out, text!("【口径】", "[Readings]").get(lang));
        wrapped(out, "  ", &range);
        if explain {
            for option in option_lines(view, effect, lang) {
                wrapped(out, "  ~ ", &option);
            }
        }
    }
}
