//! What is said about a question: what depends on it, where it comes from, why it is not asked.

use crate::interview::{Idle, Impact};
use crate::policy::{BenefitId, FactId, Policy};
use crate::profile::Answers;
use crate::quantity::Money;
use crate::text;
use crate::text::{Lang, Text};

use super::phrase::{article_text, label};

/// The most articles named one by one.
const NAMED: usize = 6;

/// A sentence of the measure that a question comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'p> {
    /// The article it stands in.
    pub article: Option<u32>,
    /// The sentence, verbatim.
    pub quote: &'p str,
}

/// The sentences that a question comes from: its own, else those of its gate, else those of the
/// benefits on which it bears.
pub fn sources<'p>(policy: &'p Policy, fact: FactId, benefits: &[BenefitId]) -> Vec<Source<'p>> {
    let source = |quote: &'p String| Source { article: policy.article_of(quote), quote };
    let own = policy.fact(fact).quote.iter();
    let gates = policy.gates.iter().filter(|gate| gate.when.fact == Some(fact));
    let first: Vec<Source<'p>> =
        own.chain(gates.flat_map(|gate| &gate.quotes)).map(source).collect();
    if !first.is_empty() {
        return first;
    }
    let mut found: Vec<Source<'p>> = Vec::new();
    for benefit in benefits.iter().map(|id| policy.benefit(*id)) {
        for quote in &benefit.quotes {
            if found.iter().all(|known| known.quote != quote) {
                found.push(Source { article: Some(benefit.article), quote });
            }
        }
    }
    found
}

/// Which articles an answer decides and how much money depends on it; why nothing does otherwise.
pub fn stake_text(policy: &Policy, answers: &Answers, year: i32, stake: &Impact) -> Text {
    let idle = stake.idle.as_ref().map(|idle| idle_text(policy, answers, year, idle));
    if stake.benefits.is_empty() {
        return idle.unwrap_or_default();
    }
    let decides = decides(policy, &stake.benefits);
    let money = Text::new(money(stake, Lang::Zh), money(stake, Lang::En));
    match idle {
        Some(idle) => Text::new(
            format!("{}{}{}", idle.zh, decides.zh, money.zh),
            format!("{} {}{}", idle.en, decides.en, money.en),
        ),
        None => {
            Text::new(format!("{}{}", decides.zh, money.zh), format!("{}{}", decides.en, money.en))
        }
    }
}

fn decides(policy: &Policy, benefits: &[BenefitId]) -> Text {
    let mut articles: Vec<u32> = benefits.iter().map(|id| policy.benefit(*id).article).collect();
    articles.dedup();
    let named = |lang: Lang| {
        let names: Vec<String> =
            articles.iter().map(|number| article_text(policy, *number, lang)).collect();
        names.join(lang.list())
    };
    if articles.len() > NAMED {
        let (count, articles) = (benefits.len(), articles.len());
        return text!(
            "关系到 {articles} 条中的 {count} 项",
            "Bears on {count} benefits of {articles} articles"
        );
    }
    let (zh, en) = (named(Lang::Zh), named(Lang::En));
    text!("关系到{zh}", "Bears on {en}")
}

fn money(stake: &Impact, lang: Lang) -> String {
    let bounded = stake.money.display(lang);
    let apart = stake.discretionary.display(lang);
    let mut said = match (stake.money > Money::ZERO, stake.is_unbounded()) {
        (true, false) => text!("，最多 {bounded}", ", at most {bounded}"),
        (true, true) => {
            text!(
                "，{bounded}以上，其中有不封顶的",
                ", {bounded} and more, part of it without a ceiling"
            )
        }
        (false, true) => text!("，金额不封顶", ", without a ceiling"),
        (false, false) => text!("，不改变本年金额", ", no money in this year"),
    };
    if stake.discretionary > Money::ZERO {
        said = if stake.money > Money::ZERO || stake.is_unbounded() {
            let (zh, en) = (said.zh, said.en);
            text!("{zh}，另有综合评定最高 {apart}", "{en}; besides at most {apart}, discretionary")
        } else {
            text!("，综合评定最高 {apart}", ", at most {apart}, discretionary")
        };
    }
    let end = if lang == Lang::Zh { "。" } else { "." };
    format!("{}{end}", said.get(lang))
}

/// Why a question is not asked.
pub fn idle_text(policy: &Policy, answers: &Answers, year: i32, idle: &Idle) -> Text {
    let names = |facts: &[FactId], lang: Lang| {
        let names: Vec<String> = facts.iter().map(|f| label(policy, *f, year, lang)).collect();
        names.join(lang.list())
    };
    let both = |facts: &[FactId]| (names(facts, Lang::Zh), names(facts, Lang::En));
    match idle {
        Idle::Computed(inputs) => {
            let (zh, en) = both(inputs);
            text!("不必再问：由{zh}算出。", "Not asked: it is computed from {en}.")
        }
        Idle::Waits(inputs) => {
            let (zh, en) = both(inputs);
            text!("先问{zh}，答不上时再问这一题。", "Asked only if {en} is not known.")
        }
        Idle::Settled { year: true, .. } => text!(
            "不再影响结果：{year} 年不在本措施的有效期内。",
            "It can change nothing: the measure is not valid in {year}."
        ),
        Idle::Settled { by, .. } if by.is_empty() => text!(
            "不再影响结果：有关事项的金额已经确定。",
            "It can change nothing: the amounts concerned are settled."
        ),
        Idle::Settled { by, .. } => {
            let said = |lang: Lang| {
                let each: Vec<String> =
                    by.iter().map(|fact| decider(policy, answers, year, *fact, lang)).collect();
                each.join(lang.list())
            };
            let (zh, en) = (said(Lang::Zh), said(Lang::En));
            text!("不再影响结果：已由{zh}决定。", "It can change nothing: decided by {en}.")
        }
        Idle::Unused => text!(
            "按现用读法，没有事项用到这一题。",
            "Under the readings in force nothing uses it."
        ),
    }
}

/// A deciding answer: `企业类别（软件企业）`.
fn decider(policy: &Policy, answers: &Answers, year: i32, fact: FactId, lang: Lang) -> String {
    let name = label(policy, fact, year, lang);
    match (answers.get(fact), lang) {
        (Some(value), Lang::Zh) => {
            format!("“{name}”（{}）", value.display(policy.fact(fact), lang))
        }
        (Some(value), Lang::En) => {
            format!("\"{name}\" ({})", value.display(policy.fact(fact), lang))
        }
        (None, Lang::Zh) => format!("“{name}”"),
        (None, Lang::En) => format!("\"{name}\""),
    }
}
