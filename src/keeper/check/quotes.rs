//! Quotes are verbatim, and every clause that gives money or a condition is quoted.

use std::ops::Range;

use super::{Finding, Mark, Report};
use crate::diagnostic::Diagnostic;
use crate::policy::Policy;
use crate::policy::numbering::article_range;
use crate::policy::sentence::{clauses, counts, occurrences};
use crate::policy::source::PackFiles;
use crate::text;

/// Proves both directions and reports what is wrong.
pub fn check(policy: &Policy, files: &PackFiles, report: &mut Report) {
    let mut covered = vec![false; policy.text.len()];
    for quote in all_quotes(policy) {
        let mut found = false;
        for range in occurrences(&policy.text, quote) {
            found = true;
            covered[range].fill(true);
        }
        if found {
            report.quotes += 1;
        } else {
            report.found.push(lost(policy, files, quote));
        }
    }
    // An answer to a question quotes the text, but makes no rule of it.
    for quote in policy.faq.iter().flat_map(|question| &question.quotes) {
        if policy.text.contains(quote) {
            report.quotes += 1;
        } else {
            report.found.push(lost(policy, files, quote));
        }
    }
    let renderings = policy.articles.iter().flat_map(|article| &article.renderings);
    for (quote, _) in renderings.filter(|(quote, _)| !policy.text.contains(quote)) {
        report.found.push(lost(policy, files, quote));
    }
    for number in &policy.covered_articles {
        // Numbers that the text has not are told with the list that names them.
        let Some(range) = article_range(&policy.text, *number) else { continue };
        for clause in clauses(&policy.text, range) {
            report.clauses += 1;
            if let Some(open) = uncovered(&policy.text, clause, &covered) {
                report.found.push(unquoted(policy, files, *number, open));
            }
        }
    }
}

fn all_quotes(policy: &Policy) -> impl Iterator<Item = &str> {
    let benefits = policy.benefits.iter().flat_map(|benefit| &benefit.quotes);
    let words = policy.benefits.iter().flat_map(|benefit| &benefit.words).map(|(_, words)| words);
    let gates = policy.gates.iter().flat_map(|gate| &gate.quotes);
    let notes = policy.articles.iter().flat_map(|article| &article.notes).map(|(quote, _)| quote);
    let exceptions = policy.exceptions.iter().map(|exception| &exception.quote);
    let facts = policy.facts.iter().filter_map(|fact| fact.quote.as_ref());
    let ceilings = policy.ceilings.iter().flat_map(|ceiling| &ceiling.quotes);
    let options = policy.facts.iter().flat_map(|fact| fact.kind.options());
    let options = options.filter_map(|option| option.quote.as_ref());
    benefits
        .chain(words)
        .chain(gates)
        .chain(ceilings)
        .chain(facts)
        .chain(options)
        .chain(notes)
        .chain(exceptions)
        .map(String::as_str)
}

/// A quote that is not in the text, beside the nearest sentence: what differs is marked in both.
fn lost(policy: &Policy, files: &PackFiles, quote: &str) -> Finding {
    let found = files.sources().find_map(|source| Some((source, source.text.find(quote)?)));
    let nearest = nearest_sentence(&policy.text, quote);
    let (mine, theirs) = difference(quote, nearest);
    let mark = found.map(|(source, at)| {
        let label = text!("引文", "the quote");
        Mark::new(source, at + mine.start..at + mine.end, label)
    });
    let text = files.text_source();
    let other =
        policy.text.find(nearest).filter(|_| !nearest.is_empty()).map(|at| {
            Mark::new(&text, at + theirs.start..at + theirs.end, text!("原文", "the text"))
        });
    let place = mark.as_ref().map_or_else(|| files.policy.whole(), |mark| mark.place.clone());
    let (is, wanted) = (&quote[mine], &nearest[theirs]);
    Finding::new(
        Diagnostic {
            code: "pack/quote-lost",
            place,
            what: match (is.is_empty(), wanted.is_empty()) {
                (true, _) => text!(
                    "引文不在文本中：引文少了“{wanted}”",
                    "the quote is not in the text: it lacks \"{wanted}\""
                ),
                (_, true) => text!(
                    "引文不在文本中：引文多了“{is}”",
                    "the quote is not in the text: it has \"{is}\" too much"
                ),
                (false, false) => text!(
                    "引文不在文本中：引文写“{is}”，原文写“{wanted}”",
                    "the quote is not in the text: the quote has \"{is}\", the text \"{wanted}\""
                ),
            },
            remedy: text!(
                "最接近的句子：“{nearest}”。改引文，或核对规则。",
                "Nearest sentence: \"{nearest}\". Mend the quote, or check the rule."
            ),
        },
        "",
    )
    .marked(mark)
    .marked(other)
}

/// Where a quote and a sentence begin to differ, and how far.
fn difference(quote: &str, sentence: &str) -> (Range<usize>, Range<usize>) {
    let diff = similar::TextDiff::from_chars(quote, sentence);
    let ops = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    // A quote is mostly a part of a sentence: what comes before and after it is no difference.
    let inner = ops.filter(|op| {
        !op.old_range().is_empty() || {
            let at = op.old_range().start;
            at > 0 && at < quote.chars().count()
        }
    });
    let bytes = |text: &str, chars: Range<usize>| {
        let at = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
        at(chars.start)..at(chars.end)
    };
    match inner.into_iter().next() {
        Some(op) => (bytes(quote, op.old_range()), bytes(sentence, op.new_range())),
        None => (0..quote.len(), 0..sentence.len()),
    }
}

/// The sentence that shares the most pairs of neighbouring characters with the quote.
fn nearest_sentence<'t>(text: &'t str, quote: &str) -> &'t str {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect::<std::collections::HashSet<_>>()
    };
    let wanted = pairs(quote);
    text.split(['。', '；', '\n'])
        .max_by_key(|sentence| {
            let has = pairs(sentence);
            let shared = wanted.intersection(&has).count();
            shared * 1_000 / (has.len().max(wanted.len()).max(1))
        })
        .map_or("", str::trim)
}

/// The first stretch of a clause that nothing quotes.
fn uncovered(text: &str, clause: Range<usize>, covered: &[bool]) -> Option<Range<usize>> {
    let mut open: Option<Range<usize>> = None;
    for (at, c) in text[clause.clone()].char_indices() {
        let at = clause.start + at;
        let bare = counts(c) && !covered[at];
        match &mut open {
            None if bare => open = Some(at..at + c.len_utf8()),
            Some(open) if bare || !counts(c) => open.end = at + c.len_utf8(),
            Some(_) => break,
            None => {}
        }
    }
    open
}

fn unquoted(policy: &Policy, files: &PackFiles, number: u32, open: Range<usize>) -> Finding {
    let clause = policy.text[open.clone()].trim();
    let mark = Mark::new(&files.text_source(), open.clone(), text!("没有引用", "not quoted"));
    Finding::new(
        Diagnostic {
            code: "pack/clause-unquoted",
            place: mark.place.clone(),
            what: text!(
                "第 {number} 条的这一句没有被任何规则引用：“{clause}”",
                "nothing quotes this clause of article {number}: \"{clause}\""
            ),
            remedy: text!(
                "由相应的 benefit、gate 或 note 引用，或列入 [[article.exception]] 并写明理由。",
                "Quote it in its benefit, gate or note, or list it as [[article.exception]] with the reason."
            ),
        },
        number.to_string(),
    )
    .marked(Some(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_rule_quotes_is_found() {
        let text = "第一条  甲乙；丙，丁。";
        let all = clauses(text, 0..text.len());
        let mut covered = vec![false; text.len()];
        let at = text.find('丙').expect("in the text");
        covered[at..at + 3].fill(true);
        let open = uncovered(text, all[1].clone(), &covered).expect("丁 is open");
        assert_eq!(&text[open], "丁");
    }

    #[test]
    fn the_nearest_sentence_is_the_changed_one() {
        let text = "给予最高10万元支持。按增量的2%给予支持，最高200万元。";
        assert_eq!(
            nearest_sentence(text, "按增量的1%给予支持，最高200万元"),
            "按增量的2%给予支持，最高200万元"
        );
    }
}
