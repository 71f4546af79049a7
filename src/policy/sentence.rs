//! The sentences of the measure, and what the pack makes of each: found by its quotes, which are
//! verbatim.

use std::ops::Range;

use super::numbering::{Numbering, article_range};
use super::{BenefitId, FactId, GateId, Policy};
use crate::text::Text;

/// One sentence, or clause up to a semicolon, of an article.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands in [`Policy::text`], its closing punctuation included.
    pub range: Range<usize>,
    /// The number of its article.
    pub article: u32,
    /// The gate conditions that quote it.
    pub gates: Vec<GateId>,
    /// The options of facts that quote it.
    pub options: Vec<(FactId, usize)>,
    /// The benefits that quote it.
    pub benefits: Vec<BenefitId>,
    /// Remarks on it, where it sets no condition.
    pub remarks: Vec<Text>,
}

/// Where a quote stands in a text.
pub fn occurrences(text: &str, quote: &str) -> impl Iterator<Item = Range<usize>> {
    let size = quote.len();
    text.match_indices(quote).map(move |(at, _)| at..at + size)
}

/// The clauses of an article, split at 。；. ;, without its number and closing punctuation.
pub fn clauses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let opening = text[range.clone()].lines().next().unwrap_or_default();
    let heading =
        Numbering::of(text).split(opening).map_or(0, |(_, rest)| opening.len() - rest.len());
    let body = range.start + heading..range.end;
    let mut clauses = Vec::new();
    let mut start = body.start;
    for (at, c) in text[body.clone()].char_indices() {
        let after = body.start + at + c.len_utf8();
        let ends = match c {
            '。' | '；' => true,
            '.' | ';' => is_end(&text[start..after], &text[after..body.end]),
            _ => false,
        };
        if ends {
            clauses.push(start..body.start + at);
            start = after;
        }
    }
    clauses.push(start..body.end);
    clauses.retain(|clause| text[clause.clone()].chars().any(counts));
    clauses
}

/// Whether a point or semicolon ends a clause: not within a number, nor after Art. or No.
fn is_end(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches('.').rsplit(|c: char| !c.is_alphabetic()).next();
    let short = matches!(word, Some("Art" | "Sec" | "No" | "e" | "i" | "g" | "cf" | "p"));
    after.chars().next().is_none_or(char::is_whitespace) && !(before.ends_with('.') && short)
}

/// Whether a character of a clause says something: no space, no punctuation.
pub fn counts(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation() && !"，、。；：（）“”‘’《》–—".contains(c)
}

impl Policy {
    /// The sentences of every article, in the order of the measure.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut sentences: Vec<Sentence> = Vec::new();
        for article in &self.articles {
            let Some(range) = article_range(&self.text, article.number) else { continue };
            let end = range.end;
            for clause in clauses(&self.text, range) {
                sentences.push(Sentence {
                    range: whole(&self.text, clause, end),
                    article: article.number,
                    gates: Vec::new(),
                    options: Vec::new(),
                    benefits: Vec::new(),
                    remarks: Vec::new(),
                });
            }
        }
        sentences.sort_by_key(|sentence| sentence.range.start);
        let mut mark = |quote: &str, note: &dyn Fn(&mut Sentence)| {
            for found in occurrences(&self.text, quote) {
                let meets =
                    |s: &&mut Sentence| s.range.start < found.end && found.start < s.range.end;
                sentences.iter_mut().filter(meets).for_each(note);
            }
        };
        for (id, gate) in (0u16..).map(GateId).zip(&self.gates) {
            for quote in &gate.quotes {
                mark(quote, &|sentence| once(&mut sentence.gates, id));
            }
        }
        for (id, fact) in self.facts() {
            for (at, option) in fact.kind.options().iter().enumerate() {
                if let Some(quote) = &option.quote {
                    mark(quote, &|sentence| once(&mut sentence.options, (id, at)));
                }
            }
        }
        for (id, benefit) in self.benefits() {
            for quote in &benefit.quotes {
                mark(quote, &|sentence| once(&mut sentence.benefits, id));
            }
        }
        for (quote, text) in self.articles.iter().flat_map(|article| &article.notes) {
            mark(quote, &|sentence| sentence.remarks.push(text.clone()));
        }
        for exception in &self.exceptions {
            mark(&exception.quote, &|sentence| sentence.remarks.push(exception.reason.clone()));
        }
        sentences
    }
}

fn once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// A clause without the space around it, with the punctuation that closes it.
fn whole(text: &str, clause: Range<usize>, end: usize) -> Range<usize> {
    let body = &text[clause.clone()];
    let start = clause.end - body.trim_start().len();
    let closing = |c: &char| "。；”）》.;\"')".contains(*c);
    let after: usize = text[clause.end..end].chars().take_while(closing).map(char::len_utf8).sum();
    start..clause.end + after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;

    #[test]
    fn clauses_are_split_without_their_heading() {
        let text = "第一条  甲乙；丙，丁。";
        let all = clauses(text, 0..text.len());
        let shown: Vec<&str> = all.iter().map(|clause| text[clause.clone()].trim()).collect();
        assert_eq!(shown, ["甲乙", "丙，丁"]);
        assert_eq!(&text[whole(text, all[1].clone(), text.len())], "丙，丁。");
        // Without a heading the whole is taken; what only closes belongs to what it closes.
        let text = "（说）“甲。”） 乙。； 、";
        let all = clauses(text, 0..text.len());
        let shown: Vec<&str> =
            all.iter().map(|clause| &text[whole(text, clause.clone(), text.len())]).collect();
        assert_eq!(shown, ["（说）“甲。”）", "”） 乙。；"]);
        assert!(!counts('，') && !counts(' ') && !counts('》') && counts('甲') && counts('1'));
        let twice: Vec<_> = occurrences("甲乙甲", "甲").collect();
        assert_eq!(twice, [0..3, 6..9]);
    }

    #[test]
    fn sentences_hold_all_articles_and_know_who_quotes_them() {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let sentences = policy.sentences();
        let articles: Vec<u32> = sentences.iter().map(|sentence| sentence.article).collect();
        assert!(articles.is_sorted() && (1..=28).all(|number| articles.contains(&number)));
        for pair in sentences.windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start);
        }
        let of = |start: &str| {
            let found = sentences.iter().find(|s| policy.text[s.range.clone()].starts_with(start));
            found.unwrap_or_else(|| panic!("{start}"))
        };
        let ids = |sentence: &Sentence| -> Vec<String> {
            let benefits = sentence.benefits.iter().map(|id| policy.benefit(*id).id.clone());
            let gates = sentence.gates.iter().map(|id| policy.gates[id.index()].id.clone());
            benefits.chain(gates).collect()
        };
        assert_eq!(ids(of("对工业产值首次达到")), ["a06-output-milestone"]);
        assert_eq!(ids(of("被纳入不良信用记录名单")), ["gate-exclusions"]);
        let accident = of("发生一般生产安全事故");
        let named = accident.options.first().map(|(fact, at)| {
            let fact = policy.fact(*fact);
            (fact.id.as_str(), fact.kind.options()[*at].id.as_str())
        });
        assert_eq!(named, Some(("exclusions", "accident")));
        let scope = ids(of("本措施适用于"));
        assert_eq!(scope, ["gate-location", "gate-library", "gate-category"]);
        let purpose = of("支持智能制造企业做强做大。");
        assert!(ids(purpose).is_empty() && purpose.remarks.len() == 1);
    }
    #[test]
    fn a_quote_with_its_closing_mark_is_of_its_own_sentence() {
        let mut policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let quote = "支持智能制造企业做强做大。";
        policy.benefits[0].quotes = vec![quote.to_owned()];
        let sentences = policy.sentences();
        let marked: Vec<&str> = sentences
            .iter()
            .filter(|sentence| sentence.benefits.contains(&BenefitId(0)))
            .map(|sentence| &policy.text[sentence.range.clone()])
            .collect();
        assert_eq!(marked, [quote]);
        let at = sentences.iter().position(|s| &policy.text[s.range.clone()] == quote);
        let at = at.expect("the sentence");
        assert_eq!(sentences[at + 1].range.start, sentences[at].range.end);
    }
}
