//! A growth compared with an average: as the text says it (超过行业平均, 达到全区平均以上).

use std::ops::Range;

use super::{Context, finding};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{Benchmark, Benefit, Derivation, Fact, FactId, Policy};
use crate::text;

/// What a text says of an average.
struct Said {
    range: Range<usize>,
    strict: bool,
    of: Benchmark,
    /// What grows, as far as the clause says.
    subject: Range<usize>,
}

/// Compares the conditions of benefits, and the computed facts' own labels, with the words.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let mut wrong: Vec<FactId> = Vec::new();
    for (id, fact) in policy.facts() {
        if own_words(context, id, fact, out) {
            wrong.push(id);
        }
    }
    for benefit in &policy.benefits {
        conditions(context, benefit, &wrong, out);
    }
}

/// What a comparison of a growth is: strict or not, with which average.
fn compared(policy: &Policy, fact: &Fact) -> Option<(bool, Benchmark)> {
    match fact.derived? {
        Derivation::Compare { right, strict, .. } => Some((strict, policy.fact(right).benchmark?)),
        Derivation::Increase { .. }
        | Derivation::Growth { .. }
        | Derivation::Sum { .. }
        | Derivation::Product { .. }
        | Derivation::Quotient { .. }
        | Derivation::Elapsed { .. }
        | Derivation::OfItems { .. } => None,
    }
}

/// A computed comparison whose label or question says another.
fn own_words(context: &Context<'_>, _: FactId, fact: &Fact, out: &mut Vec<Finding>) -> bool {
    let policy = context.policy;
    let Some((strict, of)) = compared(policy, fact) else { return false };
    for (key, text) in [("label", &fact.label.zh), ("question", &fact.question.zh)] {
        let said = said(text);
        let Some(wrong) = said.iter().find(|said| said.strict != strict || said.of != of) else {
            continue;
        };
        if said.iter().any(|said| said.strict == strict && said.of == of) {
            continue;
        }
        let words = &text[wrong.range.clone()];
        let (is_zh, is_en) = operator(strict);
        let id = &fact.id;
        let mark = context.mark("fact", id, &["derived"], text!("计算", "computed so"));
        let other = context
            .locate
            .piece("fact", id, text, wrong.range.clone())
            .map(|(source, span)| Mark::new(source, span, text!("{key}", "{key}")));
        out.push(
            finding(
                "lint/average",
                mark,
                id,
                text!(
                    "事实“{id}”的 {key} 写“{words}”，计算用的是{is_zh}",
                    "the {key} of \"{id}\" says “{words}”, but it is computed as {is_en}"
                ),
                text!(
                    "达到、以上用 reaches（≥），超过、高于用 exceeds（>），平均数用同一个范围的；改计算或改文字。",
                    "Use reaches (≥) for 达到, 以上 and exceeds (>) for 超过, 高于, with the average that is named; fix the computation or the words."
                ))
            .marked(other),
        );
        return true;
    }
    false
}

fn operator(strict: bool) -> (&'static str, &'static str) {
    if strict { ("超过（>）", "more than (>)") } else { ("达到（≥）", "at least (≥)") }
}

fn conditions(context: &Context<'_>, benefit: &Benefit, wrong: &[FactId], out: &mut Vec<Finding>) {
    let policy = context.policy;
    let phrases: Vec<(&str, Said)> = benefit
        .quotes
        .iter()
        .flat_map(|quote| said(quote).into_iter().map(move |said| (quote.as_str(), said)))
        .collect();
    let mut met = vec![false; phrases.len()];
    for (at, condition) in benefit.when.iter().enumerate() {
        let Some(id) = condition.fact else { continue };
        let fact = policy.fact(id);
        let Some((strict, of)) = compared(policy, fact) else { continue };
        if wrong.contains(&id) {
            met.fill(true);
            continue;
        }
        let agrees = |said: &Said| said.strict == strict && said.of == of;
        let fitting: Vec<usize> = (0..phrases.len()).filter(|i| agrees(&phrases[*i].1)).collect();
        for index in &fitting {
            met[*index] = true;
        }
        let other = match fitting.first() {
            Some(index) => {
                let (quote, said) = &phrases[*index];
                let better = better_subject(policy, id, strict, of, &quote[said.subject.clone()]);
                if better.is_none() {
                    continue;
                }
                Some((*index, better))
            }
            None => phrases.first().map(|(quote, said)| {
                let fact = fitting_fact(policy, said, &quote[said.subject.clone()]);
                (0, fact)
            }),
        };
        // A text without averages is worded in another way.
        let Some((index, instead)) = other else { continue };
        met[index] = true;
        let (quote, said) = &phrases[index];
        let words = &quote[said.subject.start..said.range.end];
        let name = &fact.id;
        let label = &fact.label.zh;
        let at = at.to_string();
        let path = ["when", at.as_str()];
        let mark =
            context.mark("benefit", &benefit.id, &path, text!("条件：{label}", "the condition"));
        let other = context
            .locate
            .piece("benefit", &benefit.id, quote, said.subject.start..said.range.end)
            .map(|(source, span)| Mark::new(source, span, text!("引文", "the quote")));
        let remedy = match instead {
            Some(fact) => {
                let instead = &policy.fact(fact).id;
                text!("改用“{instead}”，或核对引文。", "Use \"{instead}\", or check the quote.")
            }
            None => text!(
                "按引文的说法建一个比较的事实（derived），在这里用它。",
                "Make a computed fact that compares as the quote says, and use it here."
            ),
        };
        let id = &benefit.id;
        out.push(
            finding(
                "lint/average",
                mark,
                id,
                text!(
                    "“{id}”的条件“{name}”与引文“{words}”不一致",
                    "the condition \"{name}\" of \"{id}\" does not say what the quote says: “{words}”"
                ),
                remedy,
            )
            .marked(other),
        );
    }
    for (index, (quote, said)) in phrases.iter().enumerate() {
        if met[index] {
            continue;
        }
        let Some(instead) = fitting_fact(policy, said, &quote[said.subject.clone()]) else {
            continue;
        };
        let fact = &policy.fact(instead).id;
        let words = &quote[said.range.clone()];
        let id = &benefit.id;
        let mark = context
            .locate
            .piece("benefit", id, quote, said.range.clone())
            .map(|(source, span)| Mark::new(source, span, text!("引文", "the quote")));
        out.push(finding(
            "lint/average",
            mark,
            id,
            text!(
                "“{id}”的引文写“{words}”，没有条件与它对应",
                "the quote of \"{id}\" says “{words}”, but no condition does"
            ),
            text!("在 when 里加“{fact}”。", "Add \"{fact}\" to when."),
        ));
    }
}

/// The fact that compares as the words say, of what the words speak of.
fn fitting_fact(policy: &Policy, said: &Said, subject: &str) -> Option<FactId> {
    let of = |fact: &Fact| compared(policy, fact) == Some((said.strict, said.of));
    let fitting = policy.facts().filter(|(_, fact)| of(fact));
    fitting.max_by_key(|(id, _)| shared(policy, *id, subject)).map(|(id, _)| id)
}

/// Another fact that compares alike and speaks more of what grows.
fn better_subject(
    policy: &Policy,
    id: FactId,
    strict: bool,
    of: Benchmark,
    subject: &str,
) -> Option<FactId> {
    let own = shared(policy, id, subject);
    policy
        .facts()
        .filter(|(other, fact)| *other != id && compared(policy, fact) == Some((strict, of)))
        .filter(|(other, _)| shared(policy, *other, subject) > own.max(1))
        .map(|(other, _)| other)
        .next()
}

/// How many characters in a row the subject shares with the figure that grows.
fn shared(policy: &Policy, id: FactId, subject: &str) -> usize {
    let inputs = policy.inputs(id);
    let labels = inputs.iter().filter_map(|id| {
        let fact = policy.fact(*id);
        (fact.benchmark.is_none() && fact.derived.is_none()).then_some(fact.label.zh.as_str())
    });
    labels.map(|label| super::longest_shared(label, subject)).max().unwrap_or(0)
}

/// Every comparison with an average in a text.
fn said(text: &str) -> Vec<Said> {
    let mut all = Vec::new();
    for (at, word) in text.match_indices("平均").chain(text.match_indices("均值")) {
        let start = text[..at]
            .rfind(['，', '。', '；', '：', '、'])
            .map_or(0, |found| found + text[found..].chars().next().map_or(0, char::len_utf8));
        let head = &text[start..at];
        let strict = [
            ("不低于", false),
            ("不少于", false),
            ("不高于", false),
            ("达到", false),
            ("超过", true),
            ("高于", true),
            ("超出", true),
            ("大于", true),
        ]
        .into_iter()
        .filter_map(|(word, strict)| Some((head.rfind(word)?, word, strict)))
        // 不低于 ends with 低于, which is no word here.
        .max_by_key(|(found, _, _)| *found);
        let mut end = at + word.len();
        let after = &text[end..];
        for more in ["水平及以上", "水平以上", "水平", "增速以上", "增速", "值", "及以上", "以上"]
        {
            if after.starts_with(more) {
                end += more.len();
                break;
            }
        }
        let above = text[..end].ends_with("以上");
        let Some((found, _, strict)) = strict else { continue };
        let of = if head[found..].contains("行业") {
            Benchmark::Industry
        } else {
            Benchmark::District
        };
        let sign = start + found;
        all.push(Said { range: sign..end, strict: strict && !above, of, subject: start..sign });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_averages() {
        let text =
            "年度产值增速达到全区平均水平以上且正增长，次年营业收入增速超过行业平均水平再给予支持";
        let all = said(text);
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].strict, all[0].of), (false, Benchmark::District));
        assert_eq!(&text[all[0].subject.clone()], "年度产值增速");
        assert_eq!((all[1].strict, all[1].of), (true, Benchmark::Industry));
        assert_eq!(&text[all[1].range.clone()], "超过行业平均水平");
    }
}
