//! How single facts of an assessment are said.

use crate::assess::{Conflict, Gap, Status};
use crate::policy::{
    Anchor, Certainty, Comparison, Condition, FactId, GateId, Operand, Policy, Readings, Test,
    Threshold,
};
use crate::profile::{Answers, bits_of};
use crate::quantity::{Money, Period};
use crate::text;
use crate::text::{Lang, Text, dated};

use super::Assessment;

/// An article by its number, as the measure calls its articles.
pub fn article_text(policy: &Policy, number: u32, lang: Lang) -> String {
    named_article(&policy.wording.article, number, lang)
}

/// An article by its number under a name: `{n}` is the number, `{一}` the number in Chinese.
pub fn named_article(name: &Text, number: u32, lang: Lang) -> String {
    let name = name.get(lang).replace("{n}", &number.to_string());
    name.replace("{一}", &crate::policy::numbering::chinese_numeral(number))
}

/// The status in words; an eligible benefit in the words of the pack.
pub fn status_text(policy: &Policy, status: Status) -> Text {
    match status {
        Status::Eligible => policy.wording.eligible.clone(),
        Status::Ineligible => text!("不符合", "not eligible"),
        Status::Undetermined => text!("待确认", "to be confirmed"),
        Status::Duplicate => text!("已享受同类政策", "supported elsewhere already"),
        Status::Superseded => text!("已由另一项替代", "superseded by another item"),
    }
}

/// The certainty of an amount in words.
pub fn certainty_text(certainty: Certainty) -> Text {
    match certainty {
        Certainty::Formula => text!("按公式", "by formula"),
        Certainty::RateCeiling => text!("比例上限", "at most a share"),
        Certainty::Ceiling => text!("评审定额", "ceiling, set by review"),
        Certainty::Competitive => text!("择优", "competitive"),
        Certainty::Discretionary => text!("综合评定", "discretionary"),
        Certainty::None => text!("非资金支持", "not monetary"),
    }
}

/// What a condition needs, for instance `≥ 500万元`.
pub fn condition_text(policy: &Policy, condition: &Condition, year: i32, lang: Lang) -> String {
    let say = |text: Text| text.get(lang).to_owned();
    let number = |(sign, threshold)| match threshold {
        Threshold::Money(money) => format!("{sign} {}", money.display(lang)),
        Threshold::Count(count) => format!("{sign} {count}"),
    };
    let options = || wanted_options(policy, condition, lang);
    match &condition.test {
        Test::Yes => say(text!("是", "yes")),
        Test::Answered => say(text!("须填写", "to be answered")),
        Test::OneOf(_) => options(),
        Test::HasAny(_) => {
            let list = options();
            say(text!("含 {list}", "includes {list}"))
        }
        Test::Empty => say(text!("无", "none")),
        Test::NotEmpty => say(text!("至少一项", "at least one")),
        Test::AtLeast(_) | Test::Above(_) | Test::Below(_) | Test::Equals(_) => {
            condition.test.threshold().map_or_else(String::new, number)
        }
        Test::YearIn(offsets) => {
            let years: Vec<String> =
                offsets.iter().map(|offset| year.saturating_add(*offset).to_string()).collect();
            years.join(lang.or())
        }
        Test::Not(test) => {
            let inner = Condition { test: test.as_ref().clone(), ..condition.clone() };
            let inner = condition_text(policy, &inner, year, lang);
            say(text!("不是“{inner}”", "not \"{inner}\""))
        }
        Test::Given { benefit, .. } => {
            let Text { zh, en } = &policy.benefit(*benefit).title;
            say(text!("符合“{zh}”的条件", "\"{en}\" is given"))
        }
        Test::AnyOf(all) => joined(policy, all, year, lang, text!(" 或 ", " or ").get(lang)),
        Test::AllOf(all) => joined(policy, all, year, lang, text!(" 且 ", " and ").get(lang)),
        Test::Compared(is, than) => {
            let sign = match is {
                Comparison::AtLeast => "≥",
                Comparison::Above => ">",
                Comparison::AtMost => "≤",
                Comparison::Below => "<",
            };
            format!("{sign} {}", operand_text(policy, *than, year, lang))
        }
        Test::ValidThrough(last) => format!("≤ {last}"),
        Test::FirstReaches(milestone) => {
            let tiers: Vec<String> =
                milestone.tiers.iter().map(|tier| tier.from.display(lang)).collect();
            let tiers = tiers.join(lang.list());
            say(text!("首次达到 {tiers} 之一", "first reaches one of {tiers}"))
        }
    }
}

/// The options of a condition that asks for one of several; empty for others.
pub fn wanted_options(policy: &Policy, condition: &Condition, lang: Lang) -> String {
    let Some(bits) = condition.test.options() else { return String::new() };
    let options = condition.fact.map_or(&[][..], |fact| policy.fact(fact).kind.options());
    let labels: Vec<&str> =
        bits_of(bits).filter_map(|at| Some(options.get(at)?.label.get(lang))).collect();
    labels.join(lang.or())
}

/// Conditions joined by a word, each with its fact.
fn joined(policy: &Policy, all: &[Condition], year: i32, lang: Lang, by: &str) -> String {
    let one = |condition: &Condition| {
        let needed = condition_text(policy, condition, year, lang);
        let name = condition.fact.filter(|_| !condition.test.is_combined());
        name.map_or_else(
            || format!("({needed})"),
            |fact| format!("{} {needed}", policy.fact(fact).label.dated(year).get(lang)),
        )
    };
    all.iter().map(one).collect::<Vec<_>>().join(by)
}

/// What a figure is compared with, in words.
pub(super) fn operand_text(policy: &Policy, than: Operand, year: i32, lang: Lang) -> String {
    match than {
        Operand::Money(money) => money.display(lang),
        Operand::Percent(percent) => percent.to_string(),
        Operand::Count(count) => count.to_string(),
        Operand::Year(offset) => year.saturating_add(offset).to_string(),
        Operand::Day { of, after } => {
            let day = match of {
                Anchor::Fact(fact) => policy.fact(fact).label.dated(year).get(lang).to_owned(),
                Anchor::On(_) | Anchor::InYear { .. } => {
                    of.day(year).map_or_else(String::new, |day| day.to_string())
                }
            };
            let (sign, period) =
                (if after.months < 0 || after.days < 0 { "−" } else { "+" }, after);
            match period_text(period, lang) {
                period if period.is_empty() => day,
                period => format!("{day} {sign} {period}"),
            }
        }
        Operand::Share { rate, of } => {
            let name = policy.fact(of).label.dated(year);
            let name = name.get(lang);
            if rate.num == rate.den {
                name.to_owned()
            } else {
                format!("{name} × {}", rate.text())
            }
        }
    }
}

/// A period in words, whatever its sign; nothing where it is none.
fn period_text(period: Period, lang: Lang) -> String {
    let (months, days) = (period.months.abs(), period.days.abs());
    let parts = [
        (months / 12, text!("年", " years")),
        (months % 12, text!("个月", " months")),
        (days, text!("天", " days")),
    ];
    let said = parts.iter().filter(|(number, _)| *number > 0);
    let said: Vec<String> = said.map(|(number, of)| format!("{number}{}", of.get(lang))).collect();
    said.join(if lang == Lang::Zh { "" } else { " " })
}

/// A distance in words.
pub fn gap_text(gap: Gap, lang: Lang) -> String {
    match gap {
        // A strict threshold that is just met is missed by the smallest amount there is.
        Gap::Money(Money::ZERO) | Gap::Points(0) => {
            text!("须再多一点（不含本数）", "just above it is needed").get(lang).to_owned()
        }
        Gap::Money(money) => money.display(lang),
        Gap::Points(_) => {
            let points = gap.to_plain();
            text!("{points} 个百分点", "{points} percentage points").get(lang).to_owned()
        }
        Gap::Count(count) => count.to_string(),
        Gap::Days(days) => text!("{days} 天", "{days} days").get(lang).to_owned(),
    }
}

/// A change of an amount: `+30万元`, `−5万元`, `不变`.
pub(super) fn signed(fen: i64, lang: Lang) -> String {
    let size = Money::from_fen(fen.saturating_abs()).display(lang);
    match fen.signum() {
        1 => format!("+{size}"),
        -1 => format!("−{size}"),
        _ => text!("不变", "unchanged").get(lang).to_owned(),
    }
}

/// The readings that are not the default, a line each.
pub fn readings_in_force(policy: &Policy, readings: &Readings, lang: Lang) -> Vec<String> {
    policy
        .readings
        .iter()
        .zip(&readings.0)
        .filter(|(_, option)| **option != 0)
        .map(|(reading, option)| {
            let option = &reading.options[*option];
            let (id, choice) = (&reading.id, &option.id);
            let (title, label) = (reading.title.get(lang), option.label.get(lang));
            text!(
                "所用读法 {id}={choice}：{title} {label}",
                "Reading in force {id}={choice}: {title} {label}"
            )
            .get(lang)
            .to_owned()
        })
        .collect()
}

/// What every result of a measure must say, and what this one must say besides.
pub fn notices(policy: &Policy, answers: &Answers) -> Vec<Text> {
    let unchecked = policy.already_supported.is_some_and(|fact| !answers.is_answered(fact));
    let open = unchecked.then(|| policy.unchecked_duplicates.clone());
    open.into_iter().chain(always(policy)).collect()
}

/// The same of many results, of which so many do not say what other support there was.
pub fn notices_for_many(policy: &Policy, unchecked: u64) -> Vec<Text> {
    let open = (unchecked > 0).then(|| {
        let Text { zh, en } = &policy.unchecked_duplicates;
        text!("其中 {unchecked} 家：{zh}", "of {unchecked} of them: {en}")
    });
    let held = policy.ceilings.iter().map(|ceiling| {
        let (zh, en) = (&ceiling.title.zh, &ceiling.title.en);
        text!("各家的合计已按“{zh}”封顶", "the total of each is held to \"{en}\"")
    });
    open.into_iter().chain(held).chain(always(policy)).collect()
}

fn always(policy: &Policy) -> impl Iterator<Item = Text> {
    let undated = policy.effective_from.is_none().then(|| policy.undated.clone());
    undated.into_iter().chain(policy.notices.iter().cloned())
}

/// The short name of a fact in the assessment year.
pub fn label(policy: &Policy, fact: FactId, year: i32, lang: Lang) -> String {
    dated(policy.fact(fact).label.get(lang), year)
}

/// The titles of some gate conditions.
pub fn gate_names(policy: &Policy, gates: &[GateId], lang: Lang) -> String {
    let titles: Vec<&str> =
        gates.iter().map(|gate| policy.gates[gate.index()].title.get(lang)).collect();
    titles.join(lang.list())
}

impl Assessment<'_> {
    /// What every result of this measure must say, and what this one must say besides.
    pub fn notices(&self) -> Vec<Text> {
        let mut all = self.ceilings();
        all.extend(notices(self.policy, &self.answers));
        all
    }

    /// What the ceilings over several benefits do to the totals.
    pub fn ceilings(&self) -> Vec<Text> {
        let held = self.expected_totals().ceilings.iter();
        held.map(|held| {
            let ceiling = &self.policy.ceilings[held.ceiling];
            let (zh, en) = (&ceiling.title.zh, &ceiling.title.en);
            let limit = held.limit.map(|limit| (limit.display(Lang::Zh), limit.display(Lang::En)));
            let cut = (held.cut.display(Lang::Zh), held.cut.display(Lang::En));
            match (limit, held.cut > Money::ZERO) {
                (Some((limit, limit_en)), true) => Text::new(
                    format!("合计按“{zh}”封顶 {limit}，已减去 {}", cut.0),
                    format!("the total is held to {limit_en} by \"{en}\": {} taken off", cut.1),
                ),
                (Some((limit, limit_en)), false) => Text::new(
                    format!("合计未超过“{zh}”的上限 {limit}"),
                    format!("the total is within {limit_en}, the limit of \"{en}\""),
                ),
                (None, _) => {
                    let mut facts = ceiling.limit.facts();
                    facts.retain(|fact| !self.evaluator.is_known(*fact));
                    let names = |lang: Lang| -> String {
                        let names =
                            facts.iter().map(|fact| label(self.policy, *fact, self.year, lang));
                        names.collect::<Vec<_>>().join(lang.list())
                    };
                    Text::new(
                        format!("合计还要受“{zh}”限制：{}未填，暂未封顶", names(Lang::Zh)),
                        format!(
                            "\"{en}\" limits the total besides: {} is not given yet",
                            names(Lang::En)
                        ),
                    )
                }
            }
        })
        .collect()
    }
}

/// What a conflict says, and which of the two counts.
pub(super) fn conflict_text(view: &Assessment<'_>, conflict: &Conflict) -> Text {
    let said = |lang| {
        let answer = view.answers.get(conflict.fact);
        let answered = answer
            .map_or_else(String::new, |value| value.display(view.policy.fact(conflict.fact), lang));
        (answered, conflict.computed(view.policy, lang))
    };
    let ((answered, computed), (answered_en, computed_en)) = (said(Lang::Zh), said(Lang::En));
    if conflict.answer_counts() {
        return Text::new(
            format!("填写 {answered}，按已填的数应为{computed}；以填写为准"),
            format!(
                "answered {answered_en}, by the other figures {computed_en}; the answer counts"
            ),
        );
    }
    Text::new(
        format!("填写 {answered}，计算得 {computed}"),
        format!("answered {answered_en}, computed {computed_en}"),
    )
}
