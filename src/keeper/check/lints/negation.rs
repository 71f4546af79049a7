//! 未、非、不予支持: what the quote rules out is what the rule rules out; 或者 and 就高 join as the
//! rule does.

use super::Context;
use crate::keeper::check::finding::Finding;
use crate::policy::{Condition, FactKind, Test};
use crate::profile::bits_of;
use crate::text;

/// Words that rule out what follows them.
const NOT: &[&str] = &["未曾", "未", "没有", "非", "不属于", "不是", "无", "不含", "除"];

/// Looks at every condition of gates and benefits, and at what joins amounts.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for gate in &policy.gates {
        let of = ("gate", gate.id.as_str());
        condition(context, of, &["when"], &gate.when, &gate.quotes, out);
    }
    for benefit in &policy.benefits {
        let of = ("benefit", benefit.id.as_str());
        for (at, when) in benefit.when.iter().enumerate() {
            condition(context, of, &["when", &at.to_string()], when, &benefit.quotes, out);
        }
        joined(context, of, &benefit.quotes, out);
    }
}

fn condition(
    context: &Context<'_>,
    of: (&str, &str),
    path: &[&str],
    condition: &Condition,
    quotes: &[String],
    out: &mut Vec<Finding>,
) {
    either(context, of, path, condition, quotes, out);
    let policy = context.policy;
    let not = if let Test::Not(test) = &condition.test { Some(test.as_ref()) } else { None };
    let (test, negated) = (not.unwrap_or(&condition.test), not.is_some());
    let Some(fact) = condition.fact.map(|fact| policy.fact(fact)) else { return };
    let options = fact.kind.options();
    if *test == Test::NotEmpty
        && let Some(quote) = quotes.iter().find(|quote| quote.contains("不予支持"))
    {
        return tell(context, of, path, quote, "不予支持", true, out);
    }
    let names: Vec<&str> = if let Test::OneOf(bits) | Test::HasAny(bits) = test {
        // One out of two may be said either way round.
        let choice = matches!(fact.kind, FactKind::Choice(_));
        if choice && bits.count_ones() as usize * 2 > options.len() {
            return;
        }
        bits_of(*bits).filter_map(|at| Some(options.get(at)?.label.zh.as_str())).collect()
    } else if *test == Test::Yes {
        vec![&fact.label.zh]
    } else {
        return;
    };
    for quote in quotes {
        let ruled = names.iter().find_map(|name| ruled_out(quote, name));
        match (ruled, negated) {
            (Some(words), false) => return tell(context, of, path, quote, words, true, out),
            (Some(_), true) => return,
            (None, _) => {}
        }
    }
    let said = |name: &&str| quotes.iter().find(|quote| quote.contains(*name));
    if negated && let Some(name) = names.iter().find(|name| said(name).is_some()) {
        let quote = said(name).cloned().unwrap_or_default();
        let any = NOT.iter().any(|word| quote.contains(word)) || quote.contains('不');
        if !any {
            tell(context, of, path, &quote, name, false, out);
        }
    }
}

/// The words of a quote that rule a thing out: 未享受过…, 非房地产.
pub fn ruled_out<'q>(quote: &'q str, name: &str) -> Option<&'q str> {
    let name = name.trim_end_matches("企业");
    let at = quote.find(name)?;
    let from = quote[..at]
        .rfind(['，', '；', '。', '、', '且'])
        .map_or(0, |from| from + quote[from..].chars().next().map_or(0, char::len_utf8));
    let head = &quote[from..at];
    let end = at + name.len();
    let close = |word: &&str| {
        head.rfind(*word).filter(|found| head[found + word.len()..].chars().count() <= 4)
    };
    let start = NOT.iter().filter_map(close).min()?;
    Some(&quote[from + start..end])
}

fn tell(
    context: &Context<'_>,
    of: (&str, &str),
    path: &[&str],
    quote: &str,
    words: &str,
    wants_not: bool,
    out: &mut Vec<Finding>,
) {
    let id = of.1;
    let (what, remedy) = if wants_not {
        (
            text!(
                "“{id}”的引文写“{words}”，条件要求的却正好相反",
                "the quote of \"{id}\" says “{words}”, but the condition asks for the opposite"
            ),
            text!(
                "用 {{ not = … }}、is_not、has_none 或 empty = true。",
                "Use {{ not = … }}, is_not, has_none or empty = true."
            ),
        )
    } else {
        (
            text!(
                "“{id}”的条件排除“{words}”，引文没有说不",
                "a condition of \"{id}\" rules out “{words}”, but the quote says no such thing"
            ),
            text!("去掉 not，或核对引文。", "Drop not, or check the quote."),
        )
    };
    let found = context.at("lint/negation", of, path, what, remedy);
    let at = quote.find(words).unwrap_or_default();
    out.push(context.beside(found, of, quote, at..at + words.len()));
}

/// 或者 joins with any, 且 with all.
fn either(
    context: &Context<'_>,
    of: (&str, &str),
    path: &[&str],
    condition: &Condition,
    quotes: &[String],
    out: &mut Vec<Finding>,
) {
    let words = |words: &[&'static str]| {
        let found = |quote: &String| words.iter().copied().find(|word| quote.contains(word));
        quotes.iter().find_map(found)
    };
    let id = of.1;
    let either = words(&["或者", "或", "任一", "之一", "其中一", " or ", "either", "any of"]);
    let both = words(&["同时", "并且", "且", "和", "以及", " and ", "both"]);
    let (what, key) = match (&condition.test, either, both) {
        (Test::AllOf(_), Some(word), None) => (
            text!(
                "“{id}”的引文写“{word}”，条件却要求全都成立（all）",
                "the quote of \"{id}\" says “{word}”, but all of the conditions are asked for"
            ),
            "any",
        ),
        (Test::AllOf(all), Some(word), Some(_)) if between(context, all, quotes, word) => (
            text!(
                "“{id}”的引文写“{word}”，条件却要求全都成立（all）",
                "the quote of \"{id}\" says “{word}”, but all of the conditions are asked for"
            ),
            "any",
        ),
        (Test::AnyOf(_), None, Some(word)) => (
            text!(
                "“{id}”的引文写“{word}”，条件却只要求一个成立（any）",
                "the quote of \"{id}\" says “{word}”, but any one of the conditions will do"
            ),
            "all",
        ),
        _ => return,
    };
    let remedy = text!("改用 {key}，或核对引文。", "Use {key}, or check the quote.");
    out.push(context.at("lint/joined", of, path, what, remedy));
}

/// Whether a word stands between the figures or names of conditions.
fn between(context: &Context<'_>, all: &[Condition], quotes: &[String], word: &str) -> bool {
    let label = |condition: &Condition| {
        let fact = context.policy.fact(condition.fact?);
        let label = fact.label.zh.as_str();
        quotes.iter().find_map(|quote| {
            let chars: Vec<char> = label.chars().collect();
            chars.windows(2).find_map(|pair| quote.find(&pair.iter().collect::<String>()))
        })
    };
    let places: Vec<usize> = all.iter().filter_map(label).collect();
    let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else {
        return false;
    };
    quotes.iter().any(|quote| quote.get(*first..*last).is_some_and(|inner| inner.contains(word)))
}

/// 就高 takes the larger, 就低 the smaller.
fn joined(context: &Context<'_>, of: (&str, &str), quotes: &[String], out: &mut Vec<Finding>) {
    const HIGH: &[&str] = &["就高", "较高", "孰高", "取高", "从高", "larger", "greater", "higher"];
    const LOW: &[&str] = &["就低", "较低", "孰低", "取低", "从低", "smaller", "lesser", "lower of"];
    let id = of.1;
    for (key, own, other, instead) in
        [("larger", HIGH, LOW, "smaller"), ("smaller", LOW, HIGH, "larger")]
    {
        let path = ["award", key];
        if context.locate.exact(of.0, id, &path).is_none() {
            continue;
        }
        let said = |words: &[&'static str]| {
            let found = |quote: &String| words.iter().copied().find(|word| quote.contains(word));
            quotes.iter().find_map(found)
        };
        let (None, Some(word)) = (said(own), said(other)) else { continue };
        let what = text!(
            "“{id}”的引文写“{word}”，award 用的是 {key}",
            "the quote of \"{id}\" says “{word}”, but the award uses {key}"
        );
        let remedy = text!("改用 {instead}。", "Use {instead}.");
        let found = context.at("lint/joined", of, &path, what, remedy);
        let quote = quotes.iter().find(|quote| quote.contains(word)).cloned().unwrap_or_default();
        let at = quote.find(word).unwrap_or_default();
        out.push(context.beside(found, of, &quote, at..at + word.len()));
    }
}
