//! Article by article: the text's clauses and the rules' sentences that differ.

use similar::{ChangeTag, TextDiff};

use super::PartChange;
use crate::policy::{Article, Benefit, Policy};
use crate::report::benefit_rules;
use crate::text;
use crate::text::{Lang, Text};

/// How alike two articles must be to be the same one under another number.
const ALIKE: f32 = 0.5;

/// A piece of text on one side, or on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `=`, `-` or `+`.
    pub tag: char,
    /// The piece.
    pub text: String,
}

/// What differs in the rules of one benefit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The benefit's id, in the new edition if it is there.
    pub benefit: String,
    /// Its title.
    pub title: Text,
    /// The sentences that only the old rules have, in both languages.
    pub old: Vec<Text>,
    /// The sentences that only the new rules have.
    pub new: Vec<Text>,
}

/// What differs in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleChange {
    /// Its number in the old edition; none if it is new.
    pub old: Option<u32>,
    /// Its number in the new edition; none if it is gone.
    pub new: Option<u32>,
    /// Its title.
    pub title: Text,
    /// Its clauses, side by side; empty where the text is the same.
    pub text: Vec<Piece>,
    /// The benefits that differ.
    pub rules: Vec<RuleChange>,
}

/// All that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The articles that differ, in the order of the new edition, then those that are gone.
    pub articles: Vec<ArticleChange>,
    /// Ids of facts that only the new edition has.
    pub facts_new: Vec<String>,
    /// Ids of facts that only the old edition has.
    pub facts_gone: Vec<String>,
    /// What differs outside the articles.
    pub parts: Vec<PartChange>,
    /// Facts and benefits that have another id now: the old one and the new one.
    pub renamed: Vec<(String, String)>,
}

impl Comparison {
    /// How many changes there are to tell of: articles whose text or rules differ, renumbering
    /// apart, what differs outside them, and renamed ids.
    pub fn count(&self) -> usize {
        let told = self.articles.iter().filter(|article| {
            article.old.is_none()
                || article.new.is_none()
                || !article.text.is_empty()
                || !article.rules.is_empty()
        });
        told.count() + self.parts.len() + self.renamed.len()
    }

    /// The old id of what has this one in the new edition.
    pub fn was<'i>(&'i self, id: &'i str) -> &'i str {
        self.renamed.iter().find(|(_, new)| new == id).map_or(id, |(old, _)| old)
    }

    /// The new id of what had this one in the old edition.
    pub fn is<'i>(&'i self, id: &'i str) -> &'i str {
        self.renamed.iter().find(|(old, _)| old == id).map_or(id, |(_, new)| new)
    }

    /// The change of one benefit's rules.
    pub fn of(&self, benefit: &str) -> Option<(&ArticleChange, &RuleChange)> {
        self.articles.iter().find_map(|article| {
            Some((article, article.rules.iter().find(|rule| rule.benefit == benefit)?))
        })
    }
}

/// Compares two editions.
pub fn compare(old: &Policy, new: &Policy) -> Comparison {
    let renamed = renamed(old, new);
    let mut unmatched: Vec<&Article> = old.articles.iter().collect();
    let mut pairs: Vec<(Option<&Article>, &Article)> = Vec::new();
    for article in &new.articles {
        let at = matching(old, new, &unmatched, article);
        pairs.push((at.map(|at| unmatched.remove(at)), article));
    }
    let mut articles: Vec<ArticleChange> = pairs
        .into_iter()
        .filter_map(|(before, after)| change(old, new, &renamed, before, Some(after)))
        .collect();
    articles.extend(
        unmatched.into_iter().filter_map(|gone| change(old, new, &renamed, Some(gone), None)),
    );
    let only = |a: &Policy, b: &Policy| -> Vec<String> {
        let facts = a.facts.iter().filter(|fact| b.fact_id(&fact.id).is_none());
        facts.map(|fact| fact.id.clone()).collect()
    };
    let (mut facts_new, mut facts_gone) = (only(new, old), only(old, new));
    facts_new.retain(|id| !renamed.iter().any(|(_, new)| new == id));
    facts_gone.retain(|id| !renamed.iter().any(|(old, _)| old == id));
    let parts = super::parts::compare(old, new, &renamed);
    Comparison { articles, facts_new, facts_gone, parts, renamed }
}

/// Facts and benefits under another id: as the new edition says, or with the same name and rules.
fn renamed(old: &Policy, new: &Policy) -> Vec<(String, String)> {
    let mut renamed: Vec<(String, String)> = new
        .renamed
        .iter()
        .filter(|(was, _)| old.fact_id(was).is_some() && new.fact_id(was).is_none())
        .cloned()
        .collect();
    for fact in old.facts.iter().filter(|fact| new.fact_id(&fact.id).is_none()) {
        let same = new.facts.iter().find(|now| {
            old.fact_id(&now.id).is_none()
                && now.label == fact.label
                && now.question == fact.question
        });
        if let Some(now) = same.filter(|_| !renamed.iter().any(|(was, _)| *was == fact.id)) {
            renamed.push((fact.id.clone(), now.id.clone()));
        }
    }
    for benefit in old.benefits.iter().filter(|benefit| new.benefit_id(&benefit.id).is_none()) {
        let same = new.benefits.iter().find(|now| {
            old.benefit_id(&now.id).is_none()
                && (now.title == benefit.title || now.quotes == benefit.quotes)
                && !renamed.iter().any(|(_, taken)| *taken == now.id)
        });
        if let Some(now) = same {
            renamed.push((benefit.id.clone(), now.id.clone()));
        }
    }
    renamed
}

fn benefits(policy: &Policy, number: u32) -> impl Iterator<Item = &Benefit> {
    policy.benefits.iter().filter(move |benefit| benefit.article == number)
}

/// The old article that a new one continues: one of its benefits, or most of its words.
fn matching(old: &Policy, new: &Policy, left: &[&Article], article: &Article) -> Option<usize> {
    let shares = |candidate: &&Article| {
        benefits(old, candidate.number)
            .any(|before| benefits(new, article.number).any(|after| after.id == before.id))
    };
    if let Some(at) = left.iter().position(shares) {
        return Some(at);
    }
    let words = body(new, article.number);
    let alike =
        |candidate: &Article| TextDiff::from_chars(body(old, candidate.number), words).ratio();
    let rated = left.iter().enumerate().map(|(at, candidate)| (at, alike(candidate)));
    let best = rated.max_by(|(_, a), (_, b)| a.total_cmp(b));
    best.filter(|(_, ratio)| *ratio >= ALIKE).map(|(at, _)| at)
}

/// An article's text without its heading.
fn body(policy: &Policy, number: u32) -> &str {
    let text = policy.article_text(number).unwrap_or_default();
    text.split_once('条').map_or(text, |(_, body)| body).trim()
}

fn change(
    old: &Policy,
    new: &Policy,
    renamed: &[(String, String)],
    before: Option<&Article>,
    after: Option<&Article>,
) -> Option<ArticleChange> {
    let title = after.or(before)?.title.clone();
    let text_of = |policy, article: Option<&Article>| {
        article.map(|article| body(policy, article.number)).unwrap_or_default().to_owned()
    };
    let (was, is) = (text_of(old, before), text_of(new, after));
    let text = if was == is { Vec::new() } else { pieces(&was, &is) };
    let mut ids: Vec<&str> = Vec::new();
    let both = [(new, after), (old, before)];
    for (policy, article) in both {
        for benefit in article.iter().flat_map(|article| benefits(policy, article.number)) {
            let now = renamed.iter().find(|(was, _)| *was == benefit.id);
            let id = now.map_or(benefit.id.as_str(), |(_, now)| now.as_str());
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let rules: Vec<RuleChange> =
        ids.iter().filter_map(|id| rule_change(old, new, renamed, id)).collect();
    let (before, after) = (before.map(|a| a.number), after.map(|a| a.number));
    if text.is_empty() && rules.is_empty() && before == after {
        return None;
    }
    Some(ArticleChange { old: before, new: after, title, text, rules })
}

/// The clauses of both texts, each marked with the side it is on.
fn pieces(old: &str, new: &str) -> Vec<Piece> {
    fn clauses(text: &str) -> Vec<&str> {
        text.split_inclusive(['。', '；', '，', '\n']).collect()
    }
    let (old, new) = (clauses(old), clauses(new));
    let diff = TextDiff::from_slices(&old, &new);
    diff.iter_all_changes()
        .map(|change| Piece {
            tag: match change.tag() {
                ChangeTag::Equal => '=',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            },
            text: change.value().trim().to_owned(),
        })
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// Leaves out the common conditions that only one of the editions has.
fn without(lines: &mut Vec<Text>, own: &Policy, other: &Policy) {
    let there = |id: &str| other.gates.iter().any(|gate| gate.id == id);
    for gate in own.gates.iter().filter(|gate| !there(&gate.id)) {
        let title = &gate.title.zh;
        lines.retain(|line| !line.zh.contains(&format!("共同条件：{title}")));
    }
}

fn rule_change(
    old: &Policy,
    new: &Policy,
    renamed: &[(String, String)],
    id: &str,
) -> Option<RuleChange> {
    let was_id = renamed.iter().find(|(_, now)| now == id).map_or(id, |(was, _)| was);
    let lines = |policy: &Policy, id: &str| -> Vec<Text> {
        let Some(benefit) = policy.benefit_id(id).map(|id| policy.benefit(id)) else {
            return Vec::new();
        };
        let zh = benefit_rules(policy, benefit, Lang::Zh);
        let en = benefit_rules(policy, benefit, Lang::En);
        let mut lines: Vec<Text> =
            zh.into_iter().zip(en).map(|(zh, en)| Text::new(zh, en)).collect();
        for hint in &benefit.hints {
            let (zh, en) = (&hint.text.zh, &hint.text.en);
            lines.push(text!("提示：{zh}", "hint: {en}"));
        }
        for Text { zh, en } in &benefit.evidence {
            lines.push(text!("材料：{zh}", "document: {en}"));
        }
        lines
    };
    let (mut was, mut is) = (lines(old, was_id), lines(new, id));
    // A common condition that is new or gone is told once, not for every benefit.
    without(&mut was, old, new);
    without(&mut is, new, old);
    let only =
        |a: &[Text], b: &[Text]| a.iter().filter(|line| !b.contains(line)).cloned().collect();
    let (gone, added): (Vec<Text>, Vec<Text>) = (only(&was, &is), only(&is, &was));
    let known = new.benefit_id(id).map(|id| new.benefit(id));
    let title = known.or_else(|| old.benefit_id(was_id).map(|id| old.benefit(id)))?.title.clone();
    (!gone.is_empty() || !added.is_empty()).then(|| RuleChange {
        benefit: id.to_owned(),
        title,
        old: gone,
        new: added,
    })
}
