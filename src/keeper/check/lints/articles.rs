//! Articles are there and covered, quotes stand where they should, exceptions hide no money.

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::{Context, finding};
use crate::keeper::check::figure::{Kind, chinese};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::numbering::{article_number, article_range};
use crate::text;

/// Looks at the numbers of articles, and at what quotes them.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    articles(context, out);
    quotes(context, out);
    exceptions(context, out);
}

/// Every article of the text has its file, and what is quoted is covered.
fn articles(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let mut files: Vec<(u32, Mark)> = Vec::new();
    for (source, document) in context.locate.documents() {
        let Some(DeValue::Table(article)) = document.get("article").map(Spanned::get_ref) else {
            continue;
        };
        let Some(value) = article.get("number") else { continue };
        let DeValue::Integer(integer) = value.get_ref() else { continue };
        let Ok(number) = integer.as_str().parse::<u32>() else { continue };
        let mark = Mark::new(source, value.span(), text!("条号", "the number"));
        let id = number.to_string();
        if let Some((_, first)) = files.iter().find(|(known, _)| *known == number) {
            let file = first.place.file.clone();
            out.push(
                finding(
                    "lint/article-number",
                    mark.clone(),
                    &id,
                    text!(
                        "第 {number} 条有两个文件，另一个是 {file}",
                        "article {number} has two files, the other is {file}"
                    ),
                    text!("改正其中一个的 number。", "Mend the number of one."),
                )
                .marked(Some(first.clone())),
            );
        } else if article_range(&policy.text, number).is_none() {
            out.push(finding(
                "lint/article-number",
                mark.clone(),
                &id,
                text!("原文没有第 {number} 条", "the text has no article {number}"),
                text!("核对 number 与 source.txt。", "Check number against source.txt."),
            ));
        } else if let Some(named) = named(&source.name).filter(|named| *named != number) {
            out.push(finding(
                "lint/article-file",
                mark.clone(),
                &id,
                text!(
                    "文件名是第 {named} 条，number 写 {number}",
                    "the file is named after article {named}, its number is {number}"
                ),
                text!(
                    "改文件名或 number，使两者一致。",
                    "Rename the file or change number, so that they agree."
                ),
            ));
        }
        files.push((number, mark));
    }
    let in_text: Vec<(u32, usize)> = lines(&policy.text)
        .filter_map(|(at, line)| Some((article_number(&policy.text, line)?, at)))
        .collect();
    for (at, pair) in in_text.windows(2).enumerate() {
        if pair[1].0 != pair[0].0 + 1 && at + 1 < in_text.len() {
            let (before, number) = (pair[0].0, pair[1].0);
            out.push(finding(
                "lint/article-number",
                context.text_place(pair[1].1),
                &number.to_string(),
                text!(
                    "原文第 {before} 条之后是第 {number} 条",
                    "article {before} of the text is followed by {number}"
                ),
                text!(
                    "核对 source.txt 的条号：有没有漏条、重号。",
                    "Check the numbers in source.txt: one is missing or stands twice."
                ),
            ));
        }
    }
    for (number, at) in &in_text {
        if files.iter().any(|(known, _)| known == number) {
            continue;
        }
        out.push(finding(
            "lint/article-missing",
            context.text_place(*at),
            &number.to_string(),
            text!("第 {number} 条没有文件", "article {number} has no file"),
            text!("在 articles/ 下为它建一个文件；没有钱的条也写 [article]，语句列入 exception 或 note。", "Make a file for it in articles/; an article without money has an [article] too, with exceptions or notes."),
        ));
    }
    uncovered(context, out);
}

/// The number that a file name begins with.
fn named(path: &str) -> Option<u32> {
    let name = path.rsplit(['/', '\\']).next()?;
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    let rest = &name[digits.len()..];
    rest.starts_with('.').then(|| digits.parse().ok()).flatten()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// Articles that rules quote and `covered_articles` does not name, or that it names in vain.
fn uncovered(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for number in &policy.covered_articles {
        if article_range(&policy.text, *number).is_some() {
            continue;
        }
        let mark = context.key("covered_articles");
        out.push(finding(
            "pack/no-article",
            mark,
            &number.to_string(),
            text!("文本中没有第 {number} 条", "the text has no article {number}"),
            text!(
                "核对 covered_articles 与 source.txt。",
                "Check covered_articles against source.txt."
            ),
        ));
    }
    let benefits = policy.benefits.iter().flat_map(|benefit| &benefit.quotes);
    let gates = policy.gates.iter().flat_map(|gate| &gate.quotes);
    let exceptions = policy.exceptions.iter().map(|exception| &exception.quote);
    let mut told = Vec::new();
    for quote in benefits.chain(gates).chain(exceptions) {
        let Some(number) = policy.article_of(quote) else { continue };
        if policy.covered_articles.contains(&number) || told.contains(&number) {
            continue;
        }
        told.push(number);
        let mark = context.key("covered_articles");
        out.push(
            finding(
                "lint/article-uncovered",
                mark,
                &number.to_string(),
                text!("规则引用第 {number} 条，covered_articles 却没有它：漏引的语句查不出来", "rules quote article {number}, but covered_articles has it not: clauses left out go unseen"),
                text!("把 {number} 加进 covered_articles。", "Add {number} to covered_articles.")),
        );
    }
}

/// A benefit quotes its own article, and its words its own quotes.
fn quotes(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        let Some(range) = article_range(&policy.text, benefit.article) else { continue };
        let article = &policy.text[range];
        let id = &benefit.id;
        for quote in &benefit.quotes {
            if article.contains(quote.as_str()) {
                continue;
            }
            let Some(other) = policy.article_of(quote) else { continue };
            let number = benefit.article;
            let mark =
                context.locate.piece("benefit", id, quote, 0..quote.len()).map(|(source, span)| {
                    Mark::new(source, span, text!("在第 {other} 条", "of article {other}"))
                });
            out.push(finding(
                "lint/quote-elsewhere",
                mark,
                id,
                text!(
                    "第 {number} 条的事项“{id}”引用的是第 {other} 条的句子",
                    "\"{id}\" of article {number} quotes a sentence of article {other}"
                ),
                text!(
                    "引用本条的句子，或把事项移到第 {other} 条的文件。",
                    "Quote its own article, or move it to the file of article {other}."
                ),
            ));
        }
        for (fact, words) in &benefit.words {
            if article.contains(words.as_str()) || !policy.text.contains(words.as_str()) {
                continue;
            }
            let fact = &policy.fact(*fact).id;
            let mark = context.mark(
                "benefit",
                id,
                &["words", fact],
                text!("不在本条", "not of this article"),
            );
            out.push(finding(
                "lint/words",
                mark,
                id,
                text!(
                    "“{id}”的 words.{fact} 不在本条里",
                    "words.{fact} of \"{id}\" are not of its article"
                ),
                text!("从本条的原文里取。", "Take them from its own article."),
            ));
        }
    }
}

/// An exception that hides money.
fn exceptions(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let notes =
        policy.articles.iter().flat_map(|article| article.notes.iter().map(|(quote, _)| quote));
    let exceptions = policy.exceptions.iter().map(|exception| &exception.quote);
    for (quote, exception) in
        exceptions.map(|quote| (quote, true)).chain(notes.map(|quote| (quote, false)))
    {
        let Some(figure) =
            chinese(quote).into_iter().find(|f| matches!(f.kind, Kind::Money | Kind::Percent))
        else {
            continue;
        };
        // What a benefit quotes as well is not hidden by a note.
        let said = &quote[figure.range.clone()];
        if !exception
            && policy
                .benefits
                .iter()
                .flat_map(|b| &b.quotes)
                .any(|known| known.contains(quote.as_str()))
        {
            continue;
        }
        let mark = context.locate.documents().find_map(|(source, _)| {
            let at = source.text.find(quote.as_str())?;
            let (start, end) = (at + figure.range.start, at + figure.range.end);
            Some(Mark::new(source, start..end, text!("这里有钱", "money")))
        });
        out.push(
            finding(
                "lint/exception-money",
                mark,
                "",
                text!("列为例外或说明的语句里有 {said}：例外不应有钱", "the clause listed as an exception or note has {said}: exceptions give no money"),
                text!("给它写一个 [[benefit]]（已有的就删去例外）；确实不给企业的，写 [[allow]] 并说明理由。", "Write a [[benefit]] for it (if there is one, delete the exception); if it is really not for enterprises, write [[allow]] with the reason.")),
        );
    }
}
