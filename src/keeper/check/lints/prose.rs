//! The texts of a pack repeat no other figure than the measure and the rules have, and both
//! languages say the same.

use std::ops::Range;

use rust_decimal::Decimal;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::translation::{languages, placeholders};
use super::{Context, finding};
use crate::diagnostic::Source;
use crate::keeper::check::figure::{Compare, Figure, Kind, figures as read};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::numbering::{Numbering, article_range};
use crate::text;

/// A text in both languages, with where it stands.
pub struct Said<'t> {
    /// The file.
    pub source: &'t Source,
    /// Chinese.
    pub zh: (&'t str, Range<usize>),
    /// English.
    pub en: (&'t str, Range<usize>),
    /// The keys above it.
    pub path: Vec<&'t str>,
    /// Number of the article whose file it stands in.
    article: Option<u32>,
    /// The entry it belongs to.
    pub of: &'t str,
    /// What the entry quotes.
    quotes: String,
}

/// Compares every text of the pack with the measure, and its languages with each other.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for said in &texts(context) {
        if !languages(said, out) {
            figures(context, said, out);
        }
        placeholders(said, out);
    }
}

/// Every text of the pack; of one in a single language the other is empty.
pub fn texts<'t>(context: &'t Context<'_>) -> Vec<Said<'t>> {
    let mut all = Vec::new();
    for (source, document) in context.locate.documents() {
        let article = number(document);
        let mut walk = Walk {
            source,
            article,
            of: "",
            quotes: String::new(),
            path: Vec::new(),
            all: &mut all,
        };
        walk.table(document);
    }
    all
}

fn number(document: &DeTable<'_>) -> Option<u32> {
    let DeValue::Table(article) = document.get("article")?.get_ref() else { return None };
    let DeValue::Integer(number) = article.get("number")?.get_ref() else { return None };
    number.as_str().parse().ok()
}

struct Walk<'t, 'o> {
    source: &'t Source,
    article: Option<u32>,
    of: &'t str,
    quotes: String,
    path: Vec<&'t str>,
    all: &'o mut Vec<Said<'t>>,
}

impl<'t> Walk<'t, '_> {
    fn table(&mut self, table: &'t DeTable<'_>) {
        let text = |key: &str| {
            let value = table.get(key)?;
            Some((value.get_ref().as_str()?, value.span()))
        };
        if let (Some(zh), Some(en)) = (text("zh"), text("en")) {
            let (source, article, of) = (self.source, self.article, self.of);
            let (path, quotes) = (self.path.clone(), self.quotes.clone());
            self.all.push(Said { source, zh, en, path, article, of, quotes });
        }
        // A pack in one language writes its texts as plain strings.
        const TEXTS: &[&str] = &[
            "title",
            "gist",
            "label",
            "question",
            "help",
            "who_knows",
            "todo",
            "text",
            "answer",
            "definition",
            "source",
            "notices",
            "duties",
            "hints",
            "evidence",
        ];
        let mut plain: Vec<(&'t str, &'t Spanned<DeValue<'_>>)> = Vec::new();
        for (key, value) in table.iter() {
            let key: &'t str = key.get_ref();
            if TEXTS.contains(&key) {
                match value.get_ref().as_array() {
                    Some(items) => plain.extend(items.iter().map(|item| (key, item))),
                    None => plain.push((key, value)),
                }
            }
        }
        plain.sort_by_key(|(_, value)| value.span().start);
        let outer = self.of;
        if let Some((id, _)) = text("id").filter(|_| self.path.len() == 1) {
            self.of = id;
            self.quotes = quotes(table);
        }
        for (key, value) in plain {
            let Some(text) = value.get_ref().as_str() else { continue };
            let (source, article, of) = (self.source, self.article, self.of);
            let path = self.path.iter().copied().chain([key]).collect();
            let (zh, en) = ((text, value.span()), ("", 0..0));
            self.all.push(Said { source, zh, en, path, article, of, quotes: self.quotes.clone() });
        }
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let key: &'t str = key.get_ref();
            if matches!(key, "example" | "given" | "expect") {
                continue;
            }
            self.path.push(key);
            self.value(value);
            self.path.pop();
        }
        if self.path.len() == 1 {
            self.of = outer;
            self.quotes.clear();
        }
    }

    fn value(&mut self, value: &'t Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(item)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {}
        }
    }
}

/// What an entry quotes, as one text.
fn quotes(table: &DeTable<'_>) -> String {
    let strings = |value: &Spanned<DeValue<'_>>| -> Vec<String> {
        let items = value.get_ref().as_array().into_iter().flat_map(|items| items.iter());
        let texts = std::iter::once(value).chain(items);
        texts.filter_map(|item| Some(item.get_ref().as_str()?.to_owned())).collect()
    };
    let keys = ["quote", "quotes"];
    keys.iter().filter_map(|key| table.get(*key)).flat_map(strings).collect::<Vec<_>>().join("；")
}

/// Whether a figure is one that texts must not make up.
fn counts(figure: &Figure) -> bool {
    match figure.kind {
        Kind::Money | Kind::Percent | Kind::Calendar => !figure.spelt,
        // 二十人起 is a figure, 一家 or 两项 need not be.
        Kind::Count if figure.spelt => figure.compare.is_some() && figure.value >= Decimal::TEN,
        Kind::Count => figure.value > Decimal::ONE,
        Kind::Years | Kind::Number => false,
    }
}

/// What the measure says where the text may take its figures from.
fn sources(context: &Context<'_>, said: &Said<'_>) -> (Vec<Figure>, String) {
    let policy = context.policy;
    let named = mentioned(said.zh.0);
    let own: Vec<u32> = said.article.into_iter().collect();
    let numbers: Vec<u32> = if named.is_empty() { own } else { [named, own].concat() };
    let mut text = String::new();
    for number in &numbers {
        if let Some(range) = article_range(&policy.text, *number) {
            text.push_str(&policy.text[range]);
            text.push('\n');
        }
    }
    if numbers.is_empty() {
        text.clone_from(&policy.text);
    }
    // What a benefit says of itself rests on what it quotes.
    if said.path.first() == Some(&"benefit") && !said.quotes.is_empty() {
        let other = numbers.iter().filter(|number| said.article != Some(**number));
        text = said.quotes.clone();
        for number in other {
            if let Some(range) = article_range(&policy.text, *number) {
                text.push_str(&policy.text[range]);
            }
        }
    }
    for gate in &policy.gates {
        text.push_str(&gate.quotes.join("；"));
        text.push('；');
    }
    (read(&text), text)
}

/// The articles that a text names (第六条, 第十七、十八条).
pub fn mentioned(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let number = |part: &str| {
        let numeral = part.trim_start_matches('第').trim_end_matches('条');
        Numbering::Article.split(&format!("第{numeral}条")).map(|(number, _)| number)
    };
    for (at, _) in text.match_indices('第') {
        let rest = &text[at + '第'.len_utf8()..];
        let Some(end) = rest.find('条') else { continue };
        let parts = rest[..end].split(['、', '，', '和', '至', '或']);
        let found: Option<Vec<u32>> = parts.map(number).collect();
        numbers.extend(found.into_iter().flatten());
    }
    numbers
}

/// Whether every figure of the Chinese text is one that the measure has.
fn figures(context: &Context<'_>, said: &Said<'_>, out: &mut Vec<Finding>) {
    // Terms explain what other rules say, and examples of writing are no figures.
    if matches!(said.path.first(), Some(&("term" | "allow" | "plausible" | "contact" | "wording")))
    {
        return;
    }
    // A question may ask of any figure.
    if said.path == ["faq", "question"] {
        return;
    }
    let all = read(said.zh.0);
    if !all.iter().any(counts) {
        return;
    }
    let (known, text) = sources(context, said);
    let raw = said.source.text.get(said.zh.1.clone()).and_then(|raw| raw.find(said.zh.0));
    let mark = |range: &Range<usize>| {
        let start = said.zh.1.start + raw.unwrap_or(0);
        Mark::new(said.source, start + range.start..start + range.end, text!("文字", "the words"))
    };
    let key = said.path.last().copied().unwrap_or_default();
    let of = said.of;
    for figure in all.iter().filter(|figure| counts(figure)) {
        let written = &said.zh.0[figure.range.clone()];
        let head = &said.zh.0[..figure.range.start];
        let sample =
            ["如", "例如", "比如", "填", "写", "写成", "写作", "即", "=", "＝", "近", "为"];
        if known.iter().any(|k| k.is(figure.kind, figure.value)) {
            compared(context, said, figure, &known, &text, out);
            continue;
        }
        if sample.iter().any(|word| head.ends_with(word)) || said.zh.0.contains("惯例") {
            continue;
        }
        let nearest = known
            .iter()
            .filter(|k| k.kind == figure.kind)
            .min_by_key(|k| (k.value - figure.value).abs());
        let near = nearest.map_or("—", |near| &text[near.range.clone()]);
        let mark = mark(&figure.range);
        out.push(
            finding(
                "lint/prose-figure",
                mark.place.clone(),
                of,
                text!(
                    "{key} 写 {written}，它所说的原文没有这个数（最接近的是 {near}）",
                    "{key} says {written}, which the text it speaks of has not (the nearest is {near})"
                ),
                text!(
                    "改成原文的数；另有来源的，写 [[allow]] 并说明理由。",
                    "Write the figure of the text; if it comes from elsewhere, write [[allow]] with the reason."
                ),
            )
            .about(figure.kind, figure.value)
            .marked(Some(mark)),
        );
        return;
    }
}

/// 超过 in a hint where the text says 达到.
fn compared(
    context: &Context<'_>,
    said: &Said<'_>,
    figure: &Figure,
    known: &[Figure],
    text: &str,
    out: &mut Vec<Finding>,
) {
    let _ = context;
    let Some(is @ (Compare::AtLeast | Compare::Above)) = figure.compare else { return };
    // What is beyond a figure is no comparison with it.
    if figure.sign.clone().is_some_and(|sign| said.zh.0[sign].starts_with("超出")) {
        return;
    }
    let all: Vec<&Figure> =
        known.iter().filter(|k| k.is(figure.kind, figure.value) && k.compare.is_some()).collect();
    let opposite = |k: &&Figure| {
        matches!(
            (k.compare, is),
            (Some(Compare::AtLeast), Compare::Above) | (Some(Compare::Above), Compare::AtLeast)
        )
    };
    let Some(first) = all.first().filter(|_| all.iter().all(opposite)) else { return };
    let sign = figure.sign.clone().unwrap_or(figure.range.clone());
    let (words, theirs) =
        (&said.zh.0[sign.clone()], first.sign.clone().map_or("", |sign| &text[sign]));
    let raw = said.source.text.get(said.zh.1.clone()).and_then(|raw| raw.find(said.zh.0));
    let start = said.zh.1.start + raw.unwrap_or(0);
    let mark =
        Mark::new(said.source, start + sign.start..start + sign.end, text!("文字", "the words"));
    let key = said.path.last().copied().unwrap_or_default();
    let written = &said.zh.0[figure.range.clone()];
    out.push(finding(
        "lint/prose-comparison",
        mark,
        said.of,
        text!(
            "{key} 写“{words}”{written}，原文是“{theirs}”",
            "{key} says “{words}” {written}, the text says “{theirs}”"
        ),
        text!(
            "正好是这个数时结果不同：照原文改。",
            "At exactly this figure they differ: write what the text says."
        ),
    ));
}
