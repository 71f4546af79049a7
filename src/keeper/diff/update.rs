//! A profile that was last saved with another edition: what changed since.

use super::compare;
use crate::policy::Policy;
use crate::profile::Loaded;
use crate::text;
use crate::text::{Lang, Text};

/// What to tell before a profile of another edition is saved with the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The edition it was saved with.
    pub from: String,
    /// The edition in use.
    pub to: String,
    /// What changed: the articles, as far as the old pack is at hand, then the answers that
    /// moved or were put aside.
    pub changes: Vec<Text>,
}

impl Update {
    /// `政策已更新：N 项变化`.
    pub fn headline(&self) -> Text {
        let (count, from, to) = (self.changes.len(), &self.from, &self.to);
        text!(
            "政策已更新：{count} 项变化（{from} → {to}）",
            "The policy was updated: {count} changes ({from} → {to})"
        )
    }
}

/// What changed for a profile since the edition it was saved with; none if it is the same, or
/// if the profile does not say.
pub fn update(old: Option<&Policy>, new: &Policy, loaded: &Loaded) -> Option<Update> {
    let from = loaded.edition.as_ref().filter(|edition| **edition != new.edition)?;
    let mut changes = Vec::new();
    if let Some(old) = old.filter(|old| old.id == new.id) {
        let comparison = compare(old, new);
        for article in &comparison.articles {
            if article.old.is_some()
                && article.new.is_some()
                && article.text.is_empty()
                && article.rules.is_empty()
            {
                continue;
            }
            let heading = |lang: Lang| super::report::heading(article, lang);
            let rules = |lang: Lang| {
                let lines = article.rules.iter().flat_map(|rule| {
                    let old = rule.old.iter().map(move |line| format!("− {}", line.get(lang)));
                    old.chain(rule.new.iter().map(move |line| format!("+ {}", line.get(lang))))
                });
                lines.map(|line| format!("; {line}")).collect::<String>()
            };
            let said = |lang| format!("{}{}", heading(lang), rules(lang));
            changes.push(Text::new(said(Lang::Zh), said(Lang::En)));
        }
        for part in comparison.parts.iter().filter(|part| part.part.pays()) {
            let name = part.part.name();
            let said = |lang| format!("{}: {}", name.get(lang), part.title.get(lang));
            changes.push(Text::new(said(Lang::Zh), said(Lang::En)));
        }
    }
    changes.extend(loaded.remarks.iter().cloned());
    Some(Update { from: from.clone(), to: new.edition.clone(), changes })
}
