//! The texts of a pack repeat no other figure than the measure and the rules have, and both
//! languages say the same.

use std::ops::Range;

use rust_decimal::Decimal;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Context, finding};
use crate::diagnostic::Source;
use crate::keeper::check::figure::{Compare, Figure, Kind, chinese, english};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::source::{article_range, chinese_number};
use crate::text;

/// A text in both languages, with where it stands.
struct Said<'t> {
    source: &'t Source,
    zh: (&'t str, Range<usize>),
    en: (&'t str, Range<usize>),
    /// The keys above it.
    path: Vec<&'t str>,
    /// Number of the article whose file it stands in.
    article: Option<u32>,
    /// The entry it belongs to.
    of: &'t str,
    /// What the entry quotes.
    quotes: String,
}

/// Compares every text of the pack with the measure, and its languages with each other.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
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
    for said in &all {
        if !languages(context, said, out) {
            figures(context, said, out);
        }
        placeholders(said, out);
    }
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
        let outer = self.of;
        if let Some((id, _)) = text("id").filter(|_| self.path.len() == 1) {
            self.of = id;
            self.quotes = quotes(table);
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
        match value.get_ref() {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(items) => {
                items.iter().filter_map(|item| Some(item.get_ref().as_str()?.to_owned())).collect()
            }
            _ => Vec::new(),
        }
    };
    let keys = ["quote", "quotes"];
    keys.iter().filter_map(|key| table.get(*key)).flat_map(strings).collect::<Vec<_>>().join("；")
}

/// Whether a figure is one that texts must not make up.
fn counts(figure: &Figure) -> bool {
    match figure.kind {
        Kind::Money | Kind::Percent | Kind::Calendar => true,
        Kind::Count => !figure.spelt && figure.value > Decimal::ONE,
        Kind::Years | Kind::Number => false,
    }
}

/// Whether both languages have the same figures; tells of the first that differs.
fn languages(context: &Context<'_>, said: &Said<'_>, out: &mut Vec<Finding>) -> bool {
    let _ = context;
    let (zh, en) = (chinese(said.zh.0), english(said.en.0));
    if said.en.0.trim().is_empty() || said.zh.0.trim().is_empty() || said.zh.0 == said.en.0 {
        return false;
    }
    let weighs =
        |figure: &&Figure| matches!(figure.kind, Kind::Money | Kind::Percent | Kind::Calendar);
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
        (Some(_), None) if !heavy(&en) => return false,
        (None, Some(_)) if !heavy(&zh) => return false,
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
            en_mark.place.clone(),
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
        .marked(Some(en_mark))
        .marked(Some(zh_mark)),
    );
    true
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
    (chinese(&text), text)
}

/// The articles that a text names (第六条, 第十七、十八条).
fn mentioned(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (at, _) in text.match_indices('第') {
        let rest = &text[at + '第'.len_utf8()..];
        let Some(end) = rest.find('条') else { continue };
        let parts = rest[..end].split(['、', '，', '和', '至', '或']);
        let found: Option<Vec<u32>> = parts
            .map(|part| chinese_number(part.trim_start_matches('第').trim_end_matches('条')))
            .collect();
        numbers.extend(found.into_iter().flatten());
    }
    numbers
}

/// Whether every figure of the Chinese text is one that the measure has.
fn figures(context: &Context<'_>, said: &Said<'_>, out: &mut Vec<Finding>) {
    // Terms explain what other rules say, and examples of writing are no figures.
    if matches!(said.path.first(), Some(&("term" | "allow" | "faq" | "plausible" | "contact"))) {
        return;
    }
    let all = chinese(said.zh.0);
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
    out.push(
        finding(
            "lint/prose-comparison",
            mark.place.clone(),
            said.of,
            text!(
                "{key} 写“{words}”{written}，原文是“{theirs}”",
                "{key} says “{words}” {written}, the text says “{theirs}”"
            ),
            text!(
                "正好是这个数时结果不同：照原文改。",
                "At exactly this figure they differ: write what the text says."
            ),
        )
        .marked(Some(mark)),
    );
}

/// `{Y}` in one language is `{Y}` in the other.
fn placeholders(said: &Said<'_>, out: &mut Vec<Finding>) {
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
    out.push(
        finding("lint/placeholder", mark.place.clone(), said.of, what, remedy)
            .marked(Some(mark))
            .marked(Some(zh_mark)),
    );
}
