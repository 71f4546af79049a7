//! A mapping file proposed for a sheet: for each column the nearest fact, and the words that are
//! not understood.

use std::fmt::Write as _;

use super::header::{INDUSTRY, NAMING, YEAR, is_naming};
use super::labels::{Label, fact, header_name, labels, likeness, plain, unit_in};
use super::names::Top;
use super::unit::ColumnUnit;
use crate::batch::cells;
use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::text;
use crate::text::{Lang, printable, printable_within};

/// From this on a name is like another.
const LIKE: f64 = 0.45;
/// Words of a column that are listed.
const WORDS: usize = 30;

/// What a mapping file says at its top.
fn preface(lang: Lang) -> String {
    let said = text!(
        "# 表里的列和事实的对应：name 是表头里的列名，fact 是事实的 id（也可以写 id、year、industry_code；\"\" 不是事实），\n# unit 是没有写单位的数字以什么计，words 把表里的词换成选项。写着“名称相近”的是按名称提出的，请逐条核对。\n# 核对后：fengce screen 名单 --map 这个文件\n",
        "# What the columns of a sheet are: name as in the header; fact is the id of a fact (or id, year, industry_code; \"\" for none);\n# unit is what bare numbers are counted in; words puts options for words of the sheet. What is marked \"similar\" is proposed by the\n# name: check each. Then: fengce screen LIST --map THIS_FILE\n"
    );
    said.get(lang).to_owned()
}

/// What a column may be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Guess {
    /// The column of ids, years or industry codes.
    Other(&'static str),
    /// A fact: the name is one of its own, or is like one so much.
    Fact(FactId, Option<f64>),
    Nothing,
}

/// A mapping file as it is proposed.
#[derive(Debug)]
pub struct Proposal {
    text: String,
    /// Columns that are known, that may be meant, and all others.
    pub known: usize,
    /// See `known`.
    pub like: usize,
    /// See `known`.
    pub others: usize,
}

impl Proposal {
    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Proposes a file for a header, looking at some rows below it.
    pub(in crate::batch) fn new(
        policy: &Policy,
        lang: Lang,
        top: &Top,
        rows: &[Vec<String>],
    ) -> Self {
        let guesses = guesses(policy, top, rows);
        let mut out = Self { text: preface(lang), known: 0, like: 0, others: 0 };
        for (at, (name, guess)) in top.names.iter().zip(&guesses).enumerate() {
            if name.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> =
                rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).collect();
            out.column(policy, lang, (name, *guess), (&cells, top.unit.is_some()));
        }
        out
    }

    fn column(
        &mut self,
        policy: &Policy,
        lang: Lang,
        (name, guess): (&str, Guess),
        (cells, titled): (&[&str], bool),
    ) {
        let name_text = quoted(&plain_name(name));
        let _ = write!(self.text, "\n[[column]]\nname = {name_text}\n");
        let (id, remark) = match guess {
            Guess::Other(other) => {
                self.known += 1;
                let _ = writeln!(self.text, "fact = \"{other}\"");
                return;
            }
            Guess::Nothing => {
                self.others += 1;
                self.text.push_str("fact = \"\"\n");
                return;
            }
            Guess::Fact(id, None) => {
                self.known += 1;
                (id, String::new())
            }
            Guess::Fact(id, Some(_)) => {
                self.like += 1;
                let said = text!("（名称相近，请核对）", " (similar: check it)");
                (id, said.get(lang).to_owned())
            }
        };
        let fact = policy.fact(id);
        let name_of_fact = header_name(fact, lang);
        let label = printable(&name_of_fact);
        let _ = writeln!(self.text, "fact = \"{}\"  # {label}{remark}", fact.id);
        let unit = unit_in(name).filter(|unit| unit.fits(&fact.kind));
        self.unit(lang, fact, unit, titled);
        self.words(lang, fact, unit, cells);
    }

    fn unit(&mut self, lang: Lang, fact: &Fact, unit: Option<ColumnUnit>, titled: bool) {
        let amounts = matches!(fact.kind, FactKind::Money { .. } | FactKind::MoneyList);
        match unit {
            Some(unit) => {
                let _ = writeln!(self.text, "unit = \"{}\"", unit.text().zh);
            }
            None if amounts && !titled => {
                let said = text!(
                    "# unit = \"万元\"  # 列名没有写单位：去掉 #，写明 元、千元、万元 或 亿元\n",
                    "# unit = \"万元\"  # the name has no unit: take the # away and write 元, 千元, 万元 or 亿元\n"
                );
                self.text.push_str(said.get(lang));
            }
            None => {}
        }
    }

    /// The words that are not understood, each with the option that is nearest.
    fn words(&mut self, lang: Lang, fact: &Fact, unit: Option<ColumnUnit>, found: &[&str]) {
        let mut odd: Vec<&str> = Vec::new();
        for cell in found.iter().filter(|cell| cells::read(fact, cell, unit).is_err()) {
            if odd.len() < WORDS && !odd.contains(cell) {
                odd.push(cell);
            }
        }
        if odd.is_empty() {
            return;
        }
        self.text.push_str("[column.words]\n");
        let options = fact.kind.options();
        let labels: Vec<&str> = options.iter().map(|option| option.label.get(lang)).collect();
        let there = match (&fact.kind, labels.is_empty()) {
            (FactKind::Bool, _) => text!("是、否", "是 (yes), 否 (no)").get(lang).to_owned(),
            (_, false) => printable_within(&labels.join(lang.list()), 200),
            (_, true) => {
                text!("能读的写法", "a way of writing that can be read").get(lang).to_owned()
            }
        };
        let said =
            text!("# 右边写：{there}；不知道写 \"\"", "# on the right: {there}; \"\" for unknown");
        let _ = writeln!(self.text, "{}", said.get(lang));
        for word in odd {
            let like = options.iter().map(|option| {
                let own = [&option.label.zh, &option.label.en, &option.id];
                let names = own.into_iter().chain(&option.aliases);
                let most = names.map(|name| likeness(&core(word).0, &core(name).0));
                (most.fold(0.0, f64::max), option)
            });
            let best = like.filter(|(like, _)| *like >= LIKE).max_by(|a, b| a.0.total_cmp(&b.0));
            let word = quoted(word);
            let _ = match best {
                Some((_, option)) => {
                    let label = printable(option.label.get(lang));
                    writeln!(self.text, "{word} = \"{}\"  # {label}", option.id)
                }
                None => writeln!(self.text, "# {word} = \"\""),
            };
        }
    }
}

/// What each column may be: those that are known first, then the likest, no fact twice.
fn guesses(policy: &Policy, top: &Top, rows: &[Vec<String>]) -> Vec<Guess> {
    let labels = labels(policy, None);
    let place = |id: &&str| top.names.iter().position(|name| plain(name) == **id);
    let id = ["id"].iter().chain(&NAMING).find_map(place);
    let known = |(at, name): (usize, &String)| {
        let plain = plain(name);
        match () {
            () if Some(at) == id => Some(Guess::Other("id")),
            () if is_naming(&plain) => Some(Guess::Nothing),
            () if YEAR.contains(&&*plain) => Some(Guess::Other("year")),
            () if INDUSTRY.contains(&&*plain) => Some(Guess::Other("industry_code")),
            () => fact(policy, &labels, name).map(|(id, _)| Guess::Fact(id, None)),
        }
    };
    let mut guesses: Vec<Option<Guess>> = top.names.iter().enumerate().map(known).collect();
    let mut pairs: Vec<(usize, FactId, f64)> = Vec::new();
    for (at, name) in top.names.iter().enumerate().filter(|(at, _)| guesses[*at].is_none()) {
        let likes = alike(policy, &labels, name);
        let cells: Vec<&str> = rows.iter().filter_map(|row| Some(row.get(at)?.trim())).collect();
        pairs.extend(
            likes.filter(|(id, _)| fits(policy.fact(*id), &cells)).map(|(id, like)| (at, id, like)),
        );
    }
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2));
    for (at, id, like) in pairs {
        let taken = |guess: &Option<Guess>| matches!(guess, Some(Guess::Fact(of, _)) if *of == id);
        if guesses[at].is_none() && !guesses.iter().any(taken) {
            guesses[at] = Some(Guess::Fact(id, Some(like)));
        }
    }
    guesses.into_iter().map(|guess| guess.unwrap_or(Guess::Nothing)).collect()
}

/// Whether a fact that is a number may be what cells say: at least half of them are read as one.
fn fits(fact: &Fact, cells: &[&str]) -> bool {
    let number = match fact.kind {
        FactKind::Money { .. }
        | FactKind::MoneyList
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Year => true,
        FactKind::Day => true,
        FactKind::Bool | FactKind::Choice(_) | FactKind::Set(_) | FactKind::Items(_) => false,
    };
    let readable = cells.iter().filter(|cell| cells::read(fact, cell, None).is_ok()).count();
    !number || 2 * readable >= cells.len()
}

/// The facts whose names, other names among them, are like a name, and how much.
fn alike<'p>(
    policy: &'p Policy,
    labels: &'p [Label],
    name: &str,
) -> impl Iterator<Item = (FactId, f64)> + use<'p> {
    let name = core(name);
    let named = labels.iter().map(|label| (label.fact, core(&label.name)));
    let aliases = policy
        .facts()
        .flat_map(|(id, fact)| fact.aliases.iter().map(move |alias| (id, core(alias))));
    let like = named.chain(aliases).map(move |(id, known)| {
        // The same figure of another year is another fact.
        let weight = if name.1 == known.1 { 1.0 } else { 0.5 };
        (id, weight * likeness(&name.0, &known.0))
    });
    like.filter(|(_, like)| *like >= LIKE)
}

/// Whether a name is like one of a fact.
pub(super) fn is_like_a_fact(policy: &Policy, labels: &[Label], name: &str) -> bool {
    alike(policy, labels, name).next().is_some()
}

/// What names say beside what they name.
const FILLERS: [&str; 14] = [
    "是否",
    "企业",
    "情况",
    "本年度",
    "本年",
    "当年",
    "年度",
    "金额",
    "总额",
    "总",
    "的",
    "（",
    "）",
    "this year",
];
/// Words for the year before.
const PRIOR: [&str; 8] =
    ["上年度", "去年度", "上一年度", "上一年", "上年", "去年", "prioryear", "lastyear"];

/// What a name names, and whether of the year before.
fn core(name: &str) -> (String, bool) {
    let whole = plain(name);
    let bare = whole.split_once('（').map_or(whole.as_str(), |(bare, _)| bare);
    let prior = PRIOR.iter().any(|word| bare.contains(word));
    let cut = |text: String, word: &&str| text.replace(*word, "");
    let core = PRIOR.iter().chain(&FILLERS).fold(bare.to_owned(), cut);
    (if core.is_empty() { bare.to_owned() } else { core }, prior)
}

/// A name on one line.
fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
