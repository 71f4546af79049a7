//! What the search looks through, and in which order it finds.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use crate::policy::FactId;
use crate::report::article_text;
use crate::text::{Lang, Text};

use crate::tui::editor::own::Own;
use crate::tui::model::Model;
use crate::tui::screens::start::shelf::said_of;
use crate::tui::strings::strings;

/// Something that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A question.
    Question(FactId),
    /// An option of a question, by its place there.
    Choice(FactId, usize),
    /// A question about the profile itself.
    Own(Own),
    /// A benefit, by its place in the policy.
    Benefit(usize),
    /// An article, by its number.
    Article(u32),
    /// A term, by its place in the policy.
    Term(usize),
    /// A question that is asked often, by its place in the policy.
    Asked(usize),
    /// A step of the questions.
    Step(usize),
    /// A saved profile, by its place in the list.
    Profile(usize),
}

/// How well something matches; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Its name, or its id.
    Exact,
    /// The beginning of its name.
    Prefix,
    /// The beginning of its name by sound.
    SoundPrefix,
    /// A part of its name.
    Part,
    /// A word that people use for it.
    Alias,
    /// A part of its name by sound.
    Sound,
    /// A word for it by sound.
    AliasSound,
    /// In what is said of it.
    Body,
    /// Its name, in a whole sentence that was typed.
    Within,
    /// Its name but for one wrong character.
    Near,
}

struct Entry {
    goal: Goal,
    names: Vec<String>,
    aliases: Vec<String>,
    body: Vec<String>,
}

/// Everything that can be found.
pub struct Index {
    entries: Vec<Entry>,
    pinyin: PinyinMatchConfig<'static>,
}

impl Index {
    /// Everything that can be found from here.
    pub fn new(model: &Model) -> Self {
        let policy = &model.policy;
        let year = model.work.as_ref().map_or(model.current_year - 1, |work| work.profile.year);
        let mut entries = Vec::new();
        let fold = |texts: &[String]| texts.iter().map(|text| folded(text)).collect();
        let mut called = |goal: Goal, names: Vec<String>, aliases: &[String], body: Vec<String>| {
            let (names, body) = (fold(&names), fold(&body));
            entries.push(Entry { goal, names, aliases: fold(aliases), body });
        };
        let both = |text: &Text| {
            let text = text.dated(year);
            vec![text.zh, text.en]
        };
        for (at, benefit) in policy.benefits.iter().enumerate() {
            let mut names = both(&benefit.title);
            names.push(benefit.id.clone());
            called(Goal::Benefit(at), names, &benefit.aliases, benefit.quotes.clone());
        }
        for (id, fact) in policy.facts() {
            let mut names = both(&fact.label);
            names.push(fact.id.clone());
            called(Goal::Question(id), names, &fact.aliases, both(&fact.question));
            let options = fact.kind.options().iter().enumerate();
            for (at, option) in options.filter(|_| !fact.lists_benefits) {
                let mut names = both(&option.label);
                names.push(option.id.clone());
                called(Goal::Choice(id, at), names, &option.aliases, Vec::new());
            }
        }
        for (at, asked) in policy.faq.iter().enumerate() {
            called(Goal::Asked(at), both(&asked.question), &asked.words, both(&asked.answer));
        }
        let mut add = |goal: Goal, names: Vec<String>, body: Vec<String>| {
            called(goal, names, &[], body);
        };
        for article in &policy.articles {
            let number = article.number;
            let mut names = both(&article.title);
            names.extend([
                article_text(policy, number, Lang::Zh),
                format!("第{number}条"),
                format!("Article {number}"),
                article_text(policy, number, Lang::En),
                number.to_string(),
            ]);
            let mut body = both(&article.gist);
            body.extend(policy.article_text(number).map(str::to_owned));
            add(Goal::Article(number), names, body);
        }
        for (at, term) in policy.terms.iter().enumerate() {
            let mut names = both(&term.name);
            names.push(term.id.clone());
            names.extend(term.aliases.iter().cloned());
            add(Goal::Term(at), names, both(&term.definition));
        }
        if model.work.is_some() {
            for (at, (title, _, _)) in model.steps().into_iter().enumerate() {
                let kept = model.work.as_ref().and_then(|work| {
                    let step = work.interview.steps.get(at.checked_sub(1)?)?;
                    Some(both(&step.title))
                });
                add(Goal::Step(at), kept.unwrap_or_else(|| vec![title]), Vec::new());
            }
            let (zh, en) = (strings(Lang::Zh), strings(Lang::En));
            for own in Own::ALL {
                let names = [own.words(zh)[0], own.words(en)[0]].map(str::to_owned);
                add(Goal::Own(own), names.to_vec(), Vec::new());
            }
        }
        for (at, entry) in model.shelf.entries.iter().enumerate() {
            let (names, notes) = said_of(entry);
            add(Goal::Profile(at), names, notes);
        }
        Self { entries, pinyin: PinyinMatchConfig::default() }
    }

    /// What matches every word of a query, the best first.
    pub fn search(&self, query: &str) -> Vec<Goal> {
        let query = folded(query);
        let words: Vec<Word<'_>> = query
            .split_whitespace()
            .map(|plain| Word {
                plain,
                sound: IbMatcher::builder(plain).pinyin(self.pinyin.shallow_clone()).build(),
            })
            .collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Rank, bool, usize, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let whole = entry.names.contains(&query).then_some((Rank::Exact, 0));
            let of_words = || {
                let ranks: Option<Vec<_>> = words.iter().map(|word| word.rank(entry)).collect();
                ranks.and_then(|ranks| ranks.into_iter().max())
            };
            if let Some((rank, length)) = whole.or_else(of_words) {
                // What can be answered stands before what a word of it means.
                let term = matches!(entry.goal, Goal::Term(_)) && rank != Rank::Exact;
                let rank = if term { rank.max(Rank::Sound) } else { rank };
                found.push((rank, term, length, at));
            }
        }
        if found.is_empty() {
            let loosely = |(at, entry): (usize, &Entry)| {
                let (rank, length) = loosely(&query, entry)?;
                Some((rank, matches!(entry.goal, Goal::Term(_)), length, at))
            };
            found.extend(self.entries.iter().enumerate().filter_map(loosely));
        }
        // Of those that match as well the shortest name is nearest to what was typed.
        found.sort_unstable();
        found.into_iter().map(|(_, _, _, at)| self.entries[at].goal).collect()
    }
}

struct Word<'q> {
    plain: &'q str,
    sound: IbMatcher<'q>,
}

impl Word<'_> {
    /// How well an entry matches, with the length of the name that does.
    fn rank(&self, entry: &Entry) -> Option<(Rank, usize)> {
        let of_alias = |alias: &String| {
            let rank = match alias.contains(self.plain) {
                true => Rank::Alias,
                false if self.sound.is_match(alias.as_str()) => Rank::AliasSound,
                false => return None,
            };
            Some((rank, alias.len()))
        };
        let of_name = |name: &String| {
            let rank = match name.find(self.plain) {
                Some(0) if name.len() == self.plain.len() => Rank::Exact,
                Some(0) => Rank::Prefix,
                Some(_) => Rank::Part,
                None => match self.sound.find(name.as_str()) {
                    Some(found) if found.start() == 0 => Rank::SoundPrefix,
                    Some(_) => Rank::Sound,
                    None => return None,
                },
            };
            Some((rank, name.len()))
        };
        let in_body = || {
            let says = entry.body.iter().any(|text| text.contains(self.plain));
            says.then_some((Rank::Body, 0))
        };
        let names = entry.names.iter().filter_map(of_name);
        names.chain(entry.aliases.iter().filter_map(of_alias)).min().or_else(in_body)
    }
}

/// How well an entry matches a query that nothing matches word by word: a sentence with its name
/// in it, the longest name first, or its name with one wrong character.
fn loosely(query: &str, entry: &Entry) -> Option<(Rank, usize)> {
    let sentence: String = query.split_whitespace().collect();
    let wrong: Vec<char> = sentence.chars().collect();
    let of_name = |name: &String| {
        let name: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
        let has = |part: &[char], whole: &[char]| whole.windows(part.len()).any(|at| at == part);
        if name.len() >= 2 && name.len() < wrong.len() && has(&name, &wrong) {
            return Some((Rank::Within, usize::MAX - name.len()));
        }
        // In two characters one wrong one leaves too little to go by.
        let differ = |at: &[char]| at.iter().zip(&wrong).filter(|(a, b)| a != b).count();
        let near = wrong.len() >= 3 && name.windows(wrong.len()).any(|at| differ(at) <= 1);
        near.then_some((Rank::Near, name.len()))
    };
    entry.names.iter().chain(&entry.aliases).filter_map(of_name).min()
}

/// Small letters, half-width, without the marks that people do not type.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !"“”‘’《》（）()\"".contains(*c))
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
