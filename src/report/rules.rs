//! The rules of a measure in plain sentences, apart from any enterprise.

use crate::policy::{
    Amount, Anchor, Benefit, Beyond, Condition, Derivation, FactId, Later, Policy, Rounding, Take,
    Unit,
};
use crate::text;
use crate::text::{Lang, Text};

use super::phrase::{certainty_text, condition_text, operand_text};

/// What a fact is called when no year is meant: `{Y}` stays readable.
fn name(policy: &Policy, fact: FactId, lang: Lang) -> String {
    let this = if lang == Lang::Zh { "本年度" } else { "this year" };
    let last = if lang == Lang::Zh { "上一年度" } else { "last year" };
    let label = policy.fact(fact).label.get(lang);
    label
        .replace("{Y} 年", this)
        .replace("{Y-1} 年", last)
        .replace("{Y}", this)
        .replace("{Y-1}", last)
}

/// A condition as a sentence: what it is about, and what is needed.
pub fn condition_sentence(policy: &Policy, condition: &Condition, lang: Lang) -> String {
    let year = policy.example_base.year;
    let needed = condition_text(policy, condition, year, lang);
    if condition.test.is_combined() {
        return needed;
    }
    let subject = condition.fact.map_or_else(
        || text!("评估年度", "assessment year").get(lang).to_owned(),
        |fact| name(policy, fact, lang),
    );
    format!("{subject}{}{needed}", lang.colon())
}

/// An award as a sentence.
pub fn amount_sentence(policy: &Policy, amount: &Amount, lang: Lang) -> String {
    let fact = |fact: &FactId| name(policy, *fact, lang);
    let when =
        |when: &Option<Condition>| when.as_ref().map(|when| condition_sentence(policy, when, lang));
    let said = match amount {
        Amount::Fixed(money) => return money.display(lang),
        Amount::Share { rate, of, beyond } => {
            let mut base = fact(of);
            match beyond {
                Some(Beyond::Amount(from)) => base = format!("({base} − {})", from.display(lang)),
                Some(Beyond::Growth { percent, of }) => {
                    base = format!("({base} − {} × {})", fact(percent), fact(of));
                }
                None => {}
            }
            return format!("{base} × {}", rate.text());
        }
        Amount::Less { amount, less } => {
            return format!("{} − {}", amount_sentence(policy, amount, lang), fact(less));
        }
        Amount::Steps { each, of, step, from } => {
            let year = policy.example_base.year;
            let (of, each) = (fact(of), each.display(lang));
            let step = operand_text(policy, *step, year, lang);
            let from = from.map(|from| operand_text(policy, from, year, lang));
            match from {
                Some(from) => text!(
                    "{of}超过{from}的部分，每满{step}给{each}",
                    "{each} for every full {step} of {of} beyond {from}"
                ),
                None => text!("{of}每满{step}给{each}", "{each} for every full {step} of {of}"),
            }
        }
        Amount::PerUnit { each, of } => return format!("{} × {}", fact(of), each.display(lang)),
        Amount::Larger(all) => {
            let all: Vec<String> =
                all.iter().map(|one| amount_sentence(policy, one, lang)).collect();
            let all = all.join(lang.clause());
            text!("就高：{all}", "the largest of: {all}")
        }
        Amount::Difference { amount, less } => {
            let amount = amount_sentence(policy, amount, lang);
            let less = amount_sentence(policy, less, lang);
            text!("{amount}，减去（{less}），不低于 0", "{amount}, less ({less}), not below 0")
        }
        Amount::Rounded { amount, to, way } => {
            let amount = amount_sentence(policy, amount, lang);
            let to = to.display(lang);
            match way {
                Rounding::Down => text!("{amount}，舍去不足{to}的部分", "{amount}, cut to {to}"),
                Rounding::Nearest => {
                    text!("{amount}，四舍五入到{to}", "{amount}, rounded to {to}")
                }
                Rounding::Up => text!("{amount}，进到{to}", "{amount}, rounded up to {to}"),
            }
        }
        Amount::OfBenefit { benefit, .. } => {
            let Text { zh, en } = &policy.benefit(*benefit).title;
            text!("“{zh}”所给的金额", "what \"{en}\" gives")
        }
        Amount::Scaled { rate, amount } => {
            let amount = amount_sentence(policy, amount, lang);
            return format!("({amount}) × {}", rate.text());
        }
        Amount::ShareOfEach { rate, of, from, cap } => {
            let from = from.map(|from| {
                let from = from.display(lang);
                text!("（{from}以上的）", " (from {from})").get(lang).to_owned()
            });
            let from = from.unwrap_or_default();
            let (of, rate) = (fact(of), rate.text());
            let cap = cap.map(|cap| cap.display(lang));
            let cap = cap.unwrap_or_else(|| "∞".to_owned());
            text!(
                "{of}{from}：逐项 × {rate}，每项最高 {cap}",
                "{of}{from}: each × {rate}, at most {cap} each"
            )
        }
        Amount::EachItem { of, when, gives, most } => {
            let inner = policy.of_items(*of);
            let gives = amount_sentence(&inner, gives, lang);
            let when: Vec<String> =
                when.iter().map(|when| condition_sentence(&inner, when, lang)).collect();
            let when = match when.is_empty() {
                true => String::new(),
                false => format!("[{}] ", when.join(lang.clause())),
            };
            let list = fact(of);
            let list = most.map_or(list.clone(), |most| {
                let only = text!("{list}（最多 {most} 项）", "{list} ({most} at most)");
                only.get(lang).to_owned()
            });
            text!("{list}逐项：{when}{gives}", "of each item of {list}: {when}{gives}")
        }
        Amount::Sum(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| {
                    let amount = amount_sentence(policy, &part.amount, lang);
                    when(&part.when).map_or(amount.clone(), |when| format!("[{when}] {amount}"))
                })
                .collect();
            return parts.join(" + ");
        }
        Amount::FirstOf(cases) => {
            let cases: Vec<String> = cases
                .iter()
                .map(|case| {
                    let amount = amount_sentence(policy, &case.amount, lang);
                    let other = text!("其他", "otherwise");
                    let when = when(&case.when).unwrap_or_else(|| other.get(lang).to_owned());
                    format!("[{when}] {amount}")
                })
                .collect();
            return cases.join(lang.clause());
        }
        Amount::Capped { amount, cap } => {
            let amount = amount_sentence(policy, amount, lang);
            let cap = amount_sentence(policy, cap, lang);
            text!("{amount}，最高 {cap}", "{amount}, at most {cap}")
        }
        Amount::Milestone(milestone) => {
            let figure = fact(&milestone.figure);
            let tiers: Vec<String> = milestone
                .tiers
                .iter()
                .map(|tier| format!("{} → {}", tier.from.display(lang), tier.award.display(lang)))
                .collect();
            let tiers = tiers.join(lang.comma());
            let take = match milestone.take {
                Take::Highest => text!("按新达到的最高一档", "the highest newly reached"),
                Take::Each => text!("新达到的各档相加", "the sum of all newly reached"),
                Take::Difference => text!("补差", "less the one reached before"),
            };
            let (zh, en) = (take.zh, take.en);
            text!("{figure}首次达到：{tiers}（{zh}）", "{figure} first reaches: {tiers} ({en})")
        }
        Amount::Stages(stages) => {
            let since = fact(&stages.since);
            let awards: Vec<String> =
                stages.awards.iter().map(|award| award.display(lang)).collect();
            let awards = awards.join(lang.list());
            text!("从{since}起逐年 {awards}", "year by year from {since}: {awards}")
        }
    };
    said.get(lang).to_owned()
}

/// The rules of a benefit, a line each.
pub fn benefit_rules(policy: &Policy, benefit: &Benefit, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let say = |text: text::Text| text.get(lang).to_owned();
    for gate in &benefit.gate {
        let title = policy.gates[gate.index()].title.get(lang);
        lines.push(say(text!("共同条件：{title}", "common condition: {title}")));
    }
    for condition in &benefit.when {
        let condition = condition_sentence(policy, condition, lang);
        lines.push(say(text!("条件：{condition}", "condition: {condition}")));
    }
    let certainty = certainty_text(benefit.certainty).get(lang).to_owned();
    match &benefit.award {
        Some(award) => {
            let award = amount_sentence(policy, award, lang);
            lines.push(say(text!("金额（{certainty}）：{award}", "amount ({certainty}): {award}")));
        }
        None => lines.push(certainty),
    }
    for overlay in &benefit.overlays {
        let reading = &policy.readings[overlay.reading];
        let (id, option) = (&reading.id, &reading.options[overlay.option].id);
        if let Some(award) = &overlay.patch.award {
            let award = amount_sentence(policy, award, lang);
            lines.push(say(text!(
                "读法 {id}={option} 时，金额：{award}",
                "under the reading {id}={option}, amount: {award}"
            )));
        }
        for condition in overlay.patch.when.iter().flatten() {
            let condition = condition_sentence(policy, condition, lang);
            lines.push(say(text!(
                "读法 {id}={option} 时，条件：{condition}",
                "under the reading {id}={option}, condition: {condition}"
            )));
        }
        for gate in overlay.patch.gate.iter().flatten() {
            let title = policy.gates[gate.index()].title.get(lang);
            lines.push(say(text!(
                "读法 {id}={option} 时，共同条件：{title}",
                "under the reading {id}={option}, common condition: {title}"
            )));
        }
    }
    match &benefit.later {
        Some(Later::Fixed { amount, when }) => {
            let amount = amount.display(lang);
            let when: Vec<String> =
                when.iter().map(|when| condition_sentence(policy, when, lang)).collect();
            let when = when.join(lang.comma());
            lines
                .push(say(text!("以后年度：{amount}（{when}）", "later years: {amount} ({when})")));
        }
        Some(Later::Stages { .. }) => {
            lines.push(say(text!("以后年度：其余各年", "later years: the stages left")));
        }
        Some(Later::Again(again)) => {
            let times = again.times;
            lines.push(say(text!("以后年度：再 {times} 次", "later years: {times} more times")));
        }
        None => {}
    }
    lines
}

/// How a fact is computed, if it is.
pub fn derivation_sentence(policy: &Policy, derivation: Derivation, lang: Lang) -> String {
    let fact = |fact: FactId| name(policy, fact, lang);
    match derivation {
        Derivation::Increase { current, prior } => format!("{} − {}", fact(current), fact(prior)),
        Derivation::Sum { parts } => parts.iter().map(fact).collect::<Vec<_>>().join(" + "),
        Derivation::Product { factors, per } => {
            let product = factors.iter().map(fact).collect::<Vec<_>>().join(" × ");
            if per == 1 { product } else { format!("{product} / {per}") }
        }
        Derivation::Quotient { over, under } => format!("{} / {}", fact(over), fact(under)),
        Derivation::OfItems { of } => fact(of),
        Derivation::Elapsed { from, until, unit } => {
            let day = |anchor: Anchor| match anchor {
                Anchor::Fact(of) => fact(of),
                Anchor::On(_) | Anchor::InYear { .. } => anchor
                    .day(policy.example_base.year)
                    .map_or_else(String::new, |day| day.to_string()),
            };
            let (from, until) = (day(from), day(until));
            let said = match unit {
                Unit::Days => text!("{from}至{until}的天数", "days from {from} to {until}"),
                Unit::Months => text!("{from}至{until}满几个月", "months from {from} to {until}"),
                Unit::Years => text!("{from}至{until}满几年", "years from {from} to {until}"),
            };
            said.get(lang).to_owned()
        }
        Derivation::Growth { current, prior } => {
            format!("({} − {}) / {}", fact(current), fact(prior), fact(prior))
        }
        Derivation::Compare { left, right, strict } => {
            format!("{} {} {}", fact(left), if strict { ">" } else { "≥" }, fact(right))
        }
    }
}
