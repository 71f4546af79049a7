//! The measure broken into lines of a width, each knowing what it is part of.

use std::ops::Range;

use crate::policy::numbering::Numbering;
use crate::policy::{Policy, Sentence};
use crate::text::Lang;

use crate::tui::lines::wrap;

/// One line of the text.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line, without the marks at its left.
    pub text: String,
    /// What it is part of.
    pub part: Part,
}

/// What a line is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing: air.
    Blank,
    /// The title, or the heading of a chapter or part.
    Heading,
    /// The heading of an article.
    Article(u32),
    /// What the article says in short.
    Gist,
    /// A sentence.
    Sentence {
        /// Which.
        at: usize,
        /// Whether this is its first line.
        first: bool,
        /// Where terms of the glossary stand in the line, in bytes.
        terms: Vec<Range<usize>>,
    },
}

/// The measure in lines of at most `width` columns.
pub fn rows(policy: &Policy, sentences: &[Sentence], lang: Lang, width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |text: String, part: Part| rows.push(Row { text, part });
    let numbering = Numbering::of(&policy.text);
    let mut offset = 0;
    let mut next = 0;
    let mut in_title = true;
    for line in policy.text.split_inclusive('\n') {
        let end = offset + line.len();
        offset = end;
        if line.trim().is_empty() {
            in_title = false;
            continue;
        }
        let begins = |at: usize| sentences.get(at).is_some_and(|s| s.range.start < end);
        match numbering.split(line).map(|(number, _)| number) {
            Some(number) => {
                add(String::new(), Part::Blank);
                article_heading(policy, lang, number, line, width, &mut add);
            }
            None if !begins(next) => {
                if !in_title {
                    add(String::new(), Part::Blank);
                }
                for text in wrap(line.trim(), width) {
                    add(text, Part::Heading);
                }
            }
            None => {}
        }
        while begins(next) {
            sentence(policy, &sentences[next], next, width, &mut add);
            next += 1;
        }
    }
    rows
}

fn article_heading(
    policy: &Policy,
    lang: Lang,
    number: u32,
    line: &str,
    width: usize,
    add: &mut dyn FnMut(String, Part),
) {
    // The heading as the measure writes it.
    let line = line.trim();
    let rest = Numbering::of(&policy.text).split(line).map_or("", |(_, rest)| rest);
    let heading = line.strip_suffix(rest).unwrap_or(line).trim_end();
    let article = policy.article(number);
    match (lang, article) {
        (Lang::En, Some(article)) => {
            let text = format!("{heading} Article {number}: {}", article.title.en);
            for text in wrap(&text, width) {
                add(text, Part::Article(number));
            }
            for text in wrap(&article.gist.en, width) {
                add(text, Part::Gist);
            }
        }
        _ => add(heading.to_owned(), Part::Article(number)),
    }
}

fn sentence(
    policy: &Policy,
    sentence: &Sentence,
    at: usize,
    width: usize,
    add: &mut dyn FnMut(String, Part),
) {
    let text = &policy.text[sentence.range.clone()];
    let found = terms(policy, text);
    let mut passed = 0;
    for (line_at, line) in wrap(text, width).into_iter().enumerate() {
        let mut terms: Vec<Range<usize>> = Vec::new();
        // Breaking lines drops spaces and nothing else: the characters follow each other.
        for (column, c) in line.char_indices() {
            let Some(skipped) = text[passed..].find(c) else { break };
            let here = passed + skipped;
            passed = here + c.len_utf8();
            if found.iter().any(|(range, _)| range.contains(&here)) {
                let end = column + c.len_utf8();
                match terms.last_mut() {
                    Some(last) if last.end == column => last.end = end,
                    _ => terms.push(column..end),
                }
            }
        }
        add(line, Part::Sentence { at, first: line_at == 0, terms });
    }
}

/// The terms of the glossary in a text: where, and which by its place in the policy; of those
/// that begin at one place the longest.
pub fn terms(policy: &Policy, text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, term) in policy.terms.iter().enumerate() {
        for name in std::iter::once(&term.name.zh).chain(&term.aliases) {
            if !name.is_empty() {
                let places = text.match_indices(name.as_str());
                found.extend(places.map(|(start, name)| (start..start + name.len(), at)));
            }
        }
    }
    found.sort_by_key(|(range, at)| (range.start, usize::MAX - range.end, *at));
    let mut end = 0;
    found.retain(|(range, _)| {
        let keep = range.start >= end;
        if keep {
            end = range.end;
        }
        keep
    });
    found
}
