//! Articles that the texts of a pack speak of: they exist, and both languages speak of the same.

use super::prose::{Said, mentioned};
use super::{Context, finding, longest_shared};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::numbering::article_range;
use crate::text;

/// Looks at the articles that every text names.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for said in super::prose::texts(context) {
        one(context, &said, out);
    }
}

fn one(context: &Context<'_>, said: &Said<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let text = said.zh.0;
    let mut numbers = mentioned(text);
    numbers.sort_unstable();
    numbers.dedup();
    // Another law has articles of its own.
    let foreign = text.match_indices('《').any(|(at, _)| {
        let rest = &text[at + '《'.len_utf8()..];
        let name = rest.split('》').next().unwrap_or(rest);
        longest_shared(name, &policy.title.zh) < 4
    });
    if numbers.is_empty() || foreign {
        return;
    }
    let key = said.path.last().copied().unwrap_or_default();
    let mark = || Mark::new(said.source, said.zh.1.clone(), text!("文字", "the words"));
    if let Some(number) =
        numbers.iter().find(|number| article_range(&policy.text, **number).is_none())
    {
        let mark = mark();
        out.push(finding(
            "lint/article-mention",
            mark,
            said.of,
            text!(
                "{key} 说到第 {number} 条，原文没有这一条",
                "{key} speaks of article {number}, which the text has not"
            ),
            text!("改成原文的条号。", "Write the number that the text has."),
        ));
        return;
    }
    let english = english(said.en.0);
    let lacks = numbers.iter().find(|number| !english.contains(number));
    let extra = english.iter().find(|number| !numbers.contains(number));
    // Ranges and lists are written in many ways; one number for another is not.
    if english.len() != numbers.len() || lacks.is_none() && extra.is_none() {
        return;
    }
    let shown = |number: Option<&u32>| number.map_or("—".to_owned(), u32::to_string);
    let (zh, en) = (shown(lacks), shown(extra));
    let mark = mark();
    out.push(finding(
        "lint/article-mention",
        mark,
        said.of,
        text!(
            "{key} 的中英文说的不是同一条：中文第 {zh} 条，英文 Article {en}",
            "the languages of {key} speak of different articles: Chinese {zh}, English {en}"
        ),
        text!("对照原文，两种语言写同一条。", "Check the text, and name the same article in both."),
    ));
}

/// The articles that an English text names: Article 6, Articles 5 and 7 to 9.
fn english(text: &str) -> Vec<u32> {
    let mut all = Vec::new();
    for word in ["Article", "Articles", "Art.", "Arts."] {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start();
            let end = rest
                .find(|c: char| !(c.is_ascii_digit() || " ,–-".contains(c) || "andto".contains(c)));
            let list = &rest[..end.unwrap_or(rest.len())];
            all.extend(
                list.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok()),
            );
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
