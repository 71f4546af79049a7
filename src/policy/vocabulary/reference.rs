//! The reference tables of the guide.

use std::fmt::Write as _;

use super::{
    ARTICLE_FILE, EXAMPLE_FILE, FACTS_FILE, FAQ_FILE, GLOSSARY_FILE, Kind, POLICY_FILE, Says, Shape,
};
use crate::text::{Lang, Text};

impl Says {
    /// What it says in a language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

/// Every table that a pack may hold, as Markdown.
pub fn reference(lang: Lang) -> String {
    let mut shapes: Vec<&'static Shape> =
        vec![&POLICY_FILE, &FACTS_FILE, &ARTICLE_FILE, &EXAMPLE_FILE, &GLOSSARY_FILE, &FAQ_FILE];
    let mut at = 0;
    let mut out = String::new();
    while let Some(shape) = shapes.get(at).copied() {
        at += 1;
        one(shape, lang, &mut out);
        for key in shape.keys {
            tables_of(&key.kind, &mut |inner| {
                if !shapes.iter().any(|known| known.name == inner.name) {
                    shapes.push(inner);
                }
            });
        }
    }
    out
}

fn one(shape: &Shape, lang: Lang, out: &mut String) {
    let (says, (key, needed, value, what)) = (
        shape.says.get(lang),
        match lang {
            Lang::Zh => ("键", "必填", "值", "意思"),
            Lang::En => ("key", "needed", "value", "meaning"),
        },
    );
    let _ = writeln!(
        out,
        "### {}\n\n{says}\n\n| {key} | {needed} | {value} | {what} |\n| --- | --- | --- | --- |",
        shape.name
    );
    for key in shape.keys {
        let needed = if key.needed { "✓" } else { "" };
        let Text { zh, en } = key.kind.expected();
        let value = if lang == Lang::Zh { zh } else { en }.replace('|', "\\|");
        let mut what = key.says.get(lang).to_owned();
        words_of(&key.kind, lang, &mut what);
        let _ = writeln!(out, "| `{}` | {needed} | {value} | {what} |", key.name);
    }
    if let Some(also) = shape.also {
        let name = also.name;
        let _ = match lang {
            Lang::Zh => writeln!(out, "\n另有 {name} 的各键。"),
            Lang::En => writeln!(out, "\nAnd the keys of {name}."),
        };
    }
    out.push('\n');
}

/// The words that a value may be, with their meanings.
fn words_of(kind: &Kind, lang: Lang, out: &mut String) {
    match kind {
        Kind::OneOf(words) => {
            for (word, says) in words.listed() {
                let _ = write!(out, "<br>`{word}` {}", says.get(lang));
            }
        }
        Kind::List(of) | Kind::Map(_, of) => words_of(of, lang, out),
        Kind::Either(kinds) | Kind::Tuple(kinds) => {
            kinds.iter().for_each(|kind| words_of(kind, lang, out));
        }
        Kind::Str(_)
        | Kind::Text
        | Kind::Flag
        | Kind::Whole(..)
        | Kind::Money
        | Kind::Percent
        | Kind::Day
        | Kind::Table(_)
        | Kind::Answers => {}
    }
}

/// Every table within a kind.
pub(super) fn tables_of(kind: &Kind, found: &mut impl FnMut(&'static Shape)) {
    match kind {
        Kind::Table(shape) => found(shape),
        Kind::List(of) | Kind::Map(_, of) => tables_of(of, found),
        Kind::Either(kinds) | Kind::Tuple(kinds) => {
            kinds.iter().for_each(|kind| tables_of(kind, found));
        }
        Kind::Str(_)
        | Kind::Text
        | Kind::Flag
        | Kind::Whole(..)
        | Kind::Money
        | Kind::Percent
        | Kind::Day
        | Kind::OneOf(_)
        | Kind::Answers => {}
    }
}
