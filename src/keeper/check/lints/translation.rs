//! Both languages of a text have the same figures and years.

use std::ops::Range;

use rust_decimal::Decimal;

use super::finding;
use super::prose::Said;
use crate::keeper::check::figure::{Figure, Kind, chinese, english};
use crate::keeper::check::finding::{Finding, Mark};
use crate::text;

/// Whether both languages have the same figures; tells of the first that differs.
pub fn languages(said: &Said<'_>, out: &mut Vec<Finding>) -> bool {
    let (zh, en) = (chinese(said.zh.0), english(said.en.0));
    if said.en.0.trim().is_empty() || said.zh.0.trim().is_empty() || said.zh.0 == said.en.0 {
        return false;
    }
    let weighs = |figure: &&Figure| {
        !figure.spelt && matches!(figure.kind, Kind::Money | Kind::Percent | Kind::Calendar)
    };
    let large =
        |figure: &&Figure| figure.kind == Kind::Number && figure.value >= Decimal::from(1_000);
    let lacks =
        |figure: &Figure, others: &[Figure]| !others.iter().any(|o| o.value == figure.value);
    let only_zh = zh.iter().filter(weighs).find(|figure| {
        lacks(figure, &en) && !(figure.kind == Kind::Money && figure.value < Decimal::TEN)
    });
    let only_en = en
        .iter()
        .filter(|figure| weighs(figure) || large(figure))
        .find(|figure| lacks(figure, &zh));
    // What one language says in words alone is no other figure.
    let heavy = |figures: &[Figure]| figures.iter().any(|figure| weighs(&figure) || large(&figure));
    match (only_zh, only_en) {
        (None, None) => return false,
        // A term explains what other rules say: there a figure stands in both languages.
        (Some(_), None)
            if !heavy(&en) && (said.path.first() != Some(&"term") || counts(said.en.0)) =>
        {
            return false;
        }
        (None, Some(_)) if !heavy(&zh) && zh.is_empty() && counts(said.zh.0) => return false,
        _ => {}
    }
    let zh_said = only_zh.map_or("—", |figure| &said.zh.0[figure.range.clone()]);
    let en_said = only_en.map_or("—", |figure| &said.en.0[figure.range.clone()]);
    let mark = |text: &(&str, Range<usize>), figure: Option<&Figure>, label| {
        let (source, value) = (said.source, &text.1);
        let span = match figure {
            Some(figure) => {
                let at = source.text.get(value.clone()).and_then(|raw| raw.find(text.0));
                match at {
                    Some(at) => {
                        value.start + at + figure.range.start..value.start + at + figure.range.end
                    }
                    None => value.clone(),
                }
            }
            None => value.clone(),
        };
        Mark::new(source, span, label)
    };
    let en_mark = mark(&said.en, only_en, text!("英文", "English"));
    let zh_mark = mark(&said.zh, only_zh, text!("中文", "Chinese"));
    let key = said.path.last().copied().unwrap_or_default();
    out.push(
        finding(
            "lint/translation",
            en_mark,
            said.of,
            text!(
                "{key} 的中英文数字不同：中文 {zh_said}，英文 {en_said}",
                "the figures of {key} differ: Chinese {zh_said}, English {en_said}"
            ),
            text!(
                "对照原文，把两种语言写成同一个数。",
                "Check the text, and write the same figure in both languages."
            ),
        )
        .marked(Some(zh_mark)),
    );
    true
}

/// Whether a text says a number in words.
fn counts(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "half", "hundred", "thousand", "million", "billion", "percent", "per cent", "one", "two",
        "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twice", "double",
        "whole", "full", "all", "fold",
    ];
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万半全倍".contains(c);
    let lower = text.to_ascii_lowercase();
    text.contains(number)
        || lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| WORDS.contains(&word))
}

/// `{Y}` in one language is `{Y}` in the other.
pub fn placeholders(said: &Said<'_>, out: &mut Vec<Finding>) {
    if said.en.0.is_empty() {
        return;
    }
    let all = |text: &str| {
        let mut found: Vec<String> = text
            .match_indices('{')
            .filter_map(|(at, _)| Some(text[at..=at + text[at..].find('}')?].to_owned()))
            .collect();
        found.sort();
        found.dedup();
        found
    };
    let (zh, en) = (all(said.zh.0), all(said.en.0));
    let known = |hole: &String| {
        let inner = hole.trim_matches(['{', '}']);
        inner == "Y"
            || inner.strip_prefix('Y').is_some_and(|offset| {
                offset.starts_with(['-', '+']) && offset[1..].parse::<u8>().is_ok()
            })
            || matches!(inner, "n" | "一")
    };
    let strange = zh.iter().chain(&en).find(|hole| !known(hole));
    let key = said.path.last().copied().unwrap_or_default();
    let differ = zh != en && said.path.first() != Some(&"wording");
    let (what, remedy) = match strange {
        Some(hole) => (
            text!("{key} 里的 {hole} 不是年份", "{hole} in {key} is no year"),
            text!(
                "只能写 {{Y}}、{{Y-1}}、{{Y+1}} 之类。",
                "Only {{Y}}, {{Y-1}}, {{Y+1}} and the like are."
            ),
        ),
        None if differ && !zh.is_empty() && !en.is_empty() => {
            let (zh, en) = (zh.join(" "), en.join(" "));
            (
                text!(
                    "{key} 的中英文年份不同：{zh} 与 {en}",
                    "the years of {key} differ: {zh} and {en}"
                ),
                text!("两种语言写同样的年份。", "Write the same years in both languages."),
            )
        }
        None => return,
    };
    let mark = Mark::new(said.source, said.en.1.clone(), text!("英文", "English"));
    let zh_mark = Mark::new(said.source, said.zh.1.clone(), text!("中文", "Chinese"));
    out.push(finding("lint/placeholder", mark, said.of, what, remedy).marked(Some(zh_mark)));
}
