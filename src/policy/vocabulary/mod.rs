//! The grammar of a pack, in one place: every table, key, type and allowed word with what it
//! means. The loader checks files against it, and the JSON schemas and the reference tables of
//! the guide are read off it. A new key is one line here and the line that reads it.

mod amounts;
mod articles;
mod conditions;
mod days;
mod facts;
mod grammar;
mod policy_file;
mod reference;
mod words;

pub use amounts::AMOUNT;
pub use articles::{ARTICLE_FILE, EXAMPLE_FILE};
pub use conditions::{CONDITION, RELATION};
pub use facts::FACTS_FILE;
pub use policy_file::{FAQ_FILE, GLOSSARY_FILE, POLICY_FILE};
pub use reference::reference;
pub use words::{
    BENCHMARK, CARRY, CERTAINTY, COMPARE, EFFORT, KNOWN_BY, LANGUAGE, OPTIONS_FROM, OUTCOME, PLACE,
    POSSIBLE, ROUNDING, SPAN, STATUS, TAKE, TYPE, Words,
};

pub(super) use grammar::check;

/// What a word, key or table means, in Chinese and in English.
#[derive(Clone, Copy, Debug)]
pub struct Says(pub &'static str, pub &'static str);

/// A table of a file: its keys, and no others.
#[derive(Debug)]
pub struct Shape {
    /// The name in schemas and in the guide.
    pub name: &'static str,
    /// What it is for.
    pub says: Says,
    /// Its own keys.
    pub keys: &'static [Key],
    /// The shape whose keys it has as well.
    pub also: Option<&'static Shape>,
}

impl Shape {
    /// All its keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().chain(self.also.map(|also| also.keys).unwrap_or_default())
    }
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub needed: bool,
    /// What its value is.
    pub kind: Kind,
    /// What it means.
    pub says: Says,
}

/// A key that must be there.
const fn need(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Key {
    Key { name, needed: true, kind, says: Says(zh, en) }
}

/// A key that may be there.
const fn may(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Key {
    Key { name, needed: false, kind, says: Says(zh, en) }
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string; what of.
    Str(Says),
    /// A text in the languages of the pack.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number within a range.
    Whole(i64, i64),
    /// An amount such as `"500万元"`.
    Money,
    /// A rate such as `"1.5%"` or `"2/3"`.
    Percent,
    /// A day such as `2026-02-07`.
    Day,
    /// One of a few words.
    OneOf(&'static dyn words::Listed),
    /// Several of one kind.
    List(&'static Kind),
    /// So many in this order.
    Tuple(&'static [Kind]),
    /// A table.
    Table(&'static Shape),
    /// A table with keys of the author's choosing: what they are, and the kind of the values.
    Map(Says, &'static Kind),
    /// One of several kinds.
    Either(&'static [Kind]),
    /// Answers as in a profile.
    Answers,
}

/// The id of a fact.
const FACT: Kind = Kind::Str(Says("事实编号", "fact id"));
/// An id of its own.
const ID: Kind = Kind::Str(Says("编号", "id"));
/// Words of the measure.
const QUOTE: Kind = Kind::Str(Says("原文", "words of the measure"));
/// Any string.
const STR: Kind = Kind::Str(Says("文字", "string"));
/// Several strings.
const STRINGS: Kind = Kind::List(&STR);
/// Several texts.
const TEXTS: Kind = Kind::List(&Kind::Text);
/// Everyday words.
const ALIASES: Key = may(
    "aliases",
    STRINGS,
    "人们平时怎么叫，供查找用",
    "What people call it; found by these words as well",
);
/// The clauses quoted.
const QUOTES: [Key; 2] = [
    may("quote", QUOTE, "原文，一字不差", "The words of the measure, verbatim"),
    may("quotes", Kind::List(&QUOTE), "原文不止一处时", "Several of them"),
];
/// A year of the calendar, or a number beyond it that some later check refuses.
const YEAR: Kind = Kind::Whole(0, 9999);
