//! What the interview says: plain sentences, one fact a line.

use crate::assess::{Outcome, Program, Status, Totals};
use crate::interview::{Impact, Route, State};
use crate::policy::{BenefitId, Certainty, FactId, FactKind, Policy};
use crate::profile::typed::names;
use crate::profile::{Answers, Profile, Value};
use crate::quantity::Truth;
use crate::quantity::read::UNITS;
use crate::report::{Assessment, article_text, label, notices, sources, stake_text};
use crate::text;
use crate::text::{Lang, dated};

/// The most benefits named one by one when many change at once.
const NAMED: usize = 3;
/// The most open benefits named one by one in a result.
const OPEN_NAMED: usize = 6;

/// Options of a question that are said at once.
const PAGE: usize = 10;

/// How many pages of options a question has.
pub fn pages(policy: &Policy, supportable: &[BenefitId], fact: FactId) -> usize {
    offered(policy, supportable, fact).len().div_ceil(PAGE).max(1)
}

/// The positions of the options that are offered: of the benefits only those that are still to be
/// had, which keep their numbers.
fn offered(policy: &Policy, supportable: &[BenefitId], fact: FactId) -> Vec<usize> {
    let asked = policy.fact(fact);
    let is_offered =
        |at: &usize| !asked.lists_benefits || supportable.iter().any(|id| id.index() == *at);
    (0..asked.kind.options().len()).filter(is_offered).collect()
}

/// The question with its options, numbered; of many options one page.
pub fn question(
    policy: &Policy,
    profile: &Profile,
    supportable: &[BenefitId],
    (fact, page): (FactId, usize),
    state: State,
    lang: Lang,
) -> Vec<String> {
    let asked = policy.fact(fact);
    let mut lines = vec![dated(asked.question.get(lang), profile.year)];
    let options = |lines: &mut Vec<String>| {
        let (offered, all) = (offered(policy, supportable, fact), asked.kind.options());
        for at in offered.iter().skip(page * PAGE).take(PAGE) {
            if let Some(option) = all.get(*at) {
                lines.push(format!("{} {}", at + 1, option.label.get(lang)));
            }
        }
        let (page, pages) = (page + 1, offered.len().div_ceil(PAGE));
        if pages > 1 {
            let said = text!(
                "第 {page} 页，共 {pages} 页。输入 + 看下一页，- 看上一页。",
                "Page {page} of {pages}. Type + for the next page, - for the one before."
            );
            lines.push(said.get(lang).to_owned());
        }
    };
    let hint = match &asked.kind {
        FactKind::Bool => {
            lines.push(format!("1 {}", text!("是", "yes").get(lang)));
            lines.push(format!("2 {}", text!("否", "no").get(lang)));
            None
        }
        FactKind::Choice(_) => {
            options(&mut lines);
            None
        }
        FactKind::Set(_) => {
            options(&mut lines);
            lines.push(format!("0 {}", text!("以上都没有", "none of these").get(lang)));
            Some(text!(
                "可选几项，号码用空格隔开。",
                "Several may be chosen, with spaces between the numbers."
            ))
        }
        FactKind::Money { .. } => Some(text!(
            "请输入金额和单位，例如 3500万元 或 1.2亿元。",
            "Type an amount with its unit, such as 35 million, 3500万元 or 800 yuan."
        )),
        FactKind::Items(fields) => {
            let (zh, en) = (names(fields, Lang::Zh), names(fields, Lang::En));
            Some(text!(
                "每行输入一项：{zh}。输完输入 完；没有输入 0。",
                "Type one item a line: {en}. Type done at the end, 0 for none."
            ))
        }
        FactKind::MoneyList => Some(text!(
            "请输入各项金额，用分号隔开，例如 300万元；1200万元。没有输入 0。",
            "Type the amounts with semicolons between, such as 3 million; 12 million. Type 0 for none."
        )),
        FactKind::Percent => {
            Some(text!("请输入百分比，例如 5.2%。", "Type a percentage, such as 5.2%."))
        }
        FactKind::Count => Some(text!("请输入整数。", "Type a whole number.")),
        FactKind::Day => {
            Some(text!("请输入年月日，例如 2026-02-07。", "Type a day, such as 2026-02-07."))
        }
        FactKind::Year => Some(text!("请输入四位年份。", "Type a year of four digits.")),
    };
    lines.extend(hint.map(|hint| hint.get(lang).to_owned()));
    match (profile.answers.get(fact), state) {
        (Some(value), _) => {
            let value = value.display(asked, lang);
            lines.push(
                text!(
                    "现在的回答：{value}。直接回车保留。",
                    "Answered so far: {value}. Press Enter to keep it."
                )
                .get(lang)
                .to_owned(),
            );
        }
        (None, State::Unsure) => lines.push(
            text!(
                "上次答的是不知道。直接回车保留。",
                "Last answered as unknown. Press Enter to keep it."
            )
            .get(lang)
            .to_owned(),
        ),
        _ => {}
    }
    lines
}

/// The units of a bare number.
pub fn units(lang: Lang) -> Vec<String> {
    const ENGLISH: [&str; 4] =
        ["yuan", "thousand yuan", "ten thousand yuan", "hundred million yuan"];
    let mut lines = vec![text!("单位是什么？", "In which unit?").get(lang).to_owned()];
    for (at, ((unit, _), english)) in (1..).zip(UNITS.iter().zip(ENGLISH)) {
        lines.push(format!("{at} {}", if lang == Lang::Zh { *unit } else { english }));
    }
    lines
}

/// What was understood.
pub fn taken(policy: &Policy, year: i32, fact: FactId, value: &Value, lang: Lang) -> String {
    let name = label(policy, fact, year, lang);
    let mut said = value.display(policy.fact(fact), lang);
    if let (Value::Money(money), Lang::Zh) = (value, lang) {
        let whole = money.grouped();
        if format!("{whole}元") != said {
            said = format!("{said}，即 {whole} 元");
        }
    }
    text!("记下：{name}，{said}。", "Noted: {name}, {said}.").get(lang).to_owned()
}

/// Why a question is asked.
pub fn why(
    policy: &Policy,
    program: &Program,
    profile: &Profile,
    filled: &Answers,
    fact: FactId,
    lang: Lang,
) -> Vec<String> {
    let stake = Impact::of(policy, program, profile, filled, fact);
    let asked = policy.fact(fact);
    let mut lines = vec![stake_text(policy, filled, profile.year, &stake).get(lang).to_owned()];
    for source in sources(policy, fact, &stake.benefits).into_iter().take(NAMED) {
        let quote = source.quote;
        let article =
            source.article.map_or_else(String::new, |number| article_text(policy, number, lang));
        lines.push(
            text!("{article}原文：{quote}。", "{article}, in the measure: {quote}.")
                .get(lang)
                .to_owned(),
        );
    }
    lines.push(dated(asked.help.get(lang), profile.year));
    let who = dated(asked.who_knows.get(lang), profile.year);
    lines.push(text!("谁知道：{who}。", "Who knows: {who}.").get(lang).to_owned());
    lines
}

/// The results before an answer.
pub struct Before {
    /// Of each benefit.
    pub outcomes: Vec<Outcome>,
    /// The sums.
    pub totals: Totals,
    /// The sums once the gate conditions that can be met at once are met, where one is not.
    pub prospective: Option<Totals>,
}

/// The results that an answer changed.
pub fn changes(view: &Assessment<'_>, way: Route, before: &Before, lang: Lang) -> Vec<String> {
    let benefits = way.benefits(view.policy);
    let now = view.evaluator.outcomes();
    let turned = |status: Status| -> Vec<BenefitId> {
        let all = benefits.iter().copied();
        all.filter(|id| {
            now[id.index()].status == status && now[id.index()] != before.outcomes[id.index()]
        })
        .filter(|id| before.outcomes[id.index()].status != status || status == Status::Eligible)
        .collect()
    };
    let mut lines = Vec::new();
    for status in [Status::Eligible, Status::Duplicate, Status::Superseded, Status::Undetermined] {
        let turned = turned(status);
        // Open again after an answer was taken back: told by the totals where there are many.
        if turned.len() > NAMED {
            let count = turned.len();
            if status != Status::Undetermined {
                lines.push(
                    text!(
                        "另有变化的事项 {count} 项，输入 结果 可听。",
                        "{count} benefits changed; type result to hear them."
                    )
                    .get(lang)
                    .to_owned(),
                );
            }
            continue;
        }
        lines.extend(turned.into_iter().map(|id| view.verdict(Route::Benefit(id), lang)));
    }
    let gone = turned(Status::Ineligible);
    if gone.len() <= NAMED {
        lines.extend(gone.into_iter().map(|id| view.verdict(Route::Benefit(id), lang)));
    } else {
        let count = gone.len();
        lines.push(
            text!("有 {count} 项不符合。", "{count} benefits are not met.").get(lang).to_owned(),
        );
    }
    let totals = view.evaluator.totals();
    if !way.is_narrow() {
        let moved =
            (totals.amount, totals.at_most) != (before.totals.amount, before.totals.at_most);
        let then = view.prospective.as_ref().map(|(_, totals)| totals);
        let unmet = view.evaluator.assumable().any(|g| view.evaluator.gate(g) == Truth::False);
        // What can be had comes before the nothing there is until then.
        if unmet && (then != before.prospective.as_ref() || moved || !lines.is_empty()) {
            lines.extend(prospective(view, lang));
        }
        if moved {
            lines.push(sums(totals, lang));
        }
    } else if lines.is_empty()
        && benefits.iter().any(|id| now[id.index()] != before.outcomes[id.index()])
    {
        lines.push(view.verdict(way, lang));
    }
    lines
}

/// The sums once the gate conditions that can be met at once are met.
fn prospective(view: &Assessment<'_>, lang: Lang) -> Option<String> {
    let (assuming, then) = view.prospective.as_ref()?;
    let gates: Vec<&str> =
        assuming.iter().map(|gate| view.policy.gates[gate.index()].title.get(lang)).collect();
    let gates = gates.join(lang.list());
    let (amount, at_most) = (then.amount.display(lang), then.at_most.display(lang));
    let said = text!(
        "若{gates}，合计估算上限 {amount}，最多可达 {at_most}。",
        "Once this is met ({gates}): estimated ceiling {amount} in total, at most {at_most}."
    );
    Some(said.get(lang).to_owned())
}

fn sums(totals: &Totals, lang: Lang) -> String {
    let (amount, at_most) = (totals.amount.display(lang), totals.at_most.display(lang));
    text!(
        "合计估算上限 {amount}，最多可达 {at_most}。",
        "In total: estimated ceiling {amount}, at most {at_most}."
    )
    .get(lang)
    .to_owned()
}

/// The result so far: the verdict, each benefit that is not out, the sums.
pub fn result(view: &Assessment<'_>, way: Route, lang: Lang) -> Vec<String> {
    let benefits = way.benefits(view.policy);
    let mut lines = Vec::new();
    if way.is_narrow() {
        lines.push(view.verdict(way, lang));
    }
    let with = |open: bool| -> Vec<BenefitId> {
        let all = benefits.iter().copied();
        all.filter(|id| match view.outcome(*id).status {
            Status::Ineligible => false,
            Status::Undetermined => open == view.turning_points(*id).is_empty(),
            Status::Eligible | Status::Duplicate | Status::Superseded => !open,
        })
        .collect()
    };
    let (mut shown, open) = (with(false), with(true));
    let out = benefits.len() - shown.len() - open.len();
    // Many open ones are counted: what they lack is most of the questions.
    let counted = if open.len() > OPEN_NAMED { open.len() } else { 0 };
    if counted == 0 {
        shown.extend(open);
    }
    if !way.is_narrow() || shown.len() > 1 {
        lines.extend(shown.iter().map(|id| view.verdict(Route::Benefit(*id), lang)));
    }
    if counted > 0 {
        lines.push(
            text!("还不能定的有 {counted} 项。", "{counted} benefits are not decided yet.")
                .get(lang)
                .to_owned(),
        );
    }
    if !way.is_narrow() {
        if out > 0 {
            lines.push(
                text!(
                    "另有 {out} 项不符合或不适用。",
                    "{out} other benefits are not met or do not apply."
                )
                .get(lang)
                .to_owned(),
            );
        }
        lines.extend(prospective(view, lang));
        let totals = view.evaluator.totals();
        lines.push(sums(totals, lang));
        if totals.later.fen() > 0 {
            let later = totals.later.display(lang);
            lines.push(
                text!("后续年度还可达 {later}。", "Later years can bring {later}.")
                    .get(lang)
                    .to_owned(),
            );
        }
        if totals.discretionary.fen() > 0 {
            let amount = totals.discretionary.display(lang);
            let name = crate::report::certainty_text(Certainty::Discretionary);
            let name = name.get(lang);
            lines.push(
                text!("另有{name}，最高 {amount}。", "Besides, {name}: at most {amount}.")
                    .get(lang)
                    .to_owned(),
            );
        }
    }
    lines.extend(
        notices(view.policy, &view.answers).iter().map(|notice| notice.get(lang).to_owned()),
    );
    lines
}
