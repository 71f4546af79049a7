//! A comparison as text, and as JSON.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::{ArticleChange, Comparison, Effect, ItemEffect};
use crate::assess::Status;
use crate::policy::Policy;
use crate::quantity::Money;
use crate::report::{article_text, status_text};
use crate::text;
use crate::text::{Lang, Text};

/// The heading of an article: both numbers where they differ.
pub(super) fn heading(article: &ArticleChange, lang: Lang) -> String {
    let title = article.title.get(lang);
    let name = |number| article_text(number, lang);
    let said = match (article.old, article.new) {
        (Some(old), Some(new)) if old == new => return format!("{} {title}", name(new)),
        (Some(old), Some(new)) => {
            let (old, new) = (name(old), name(new));
            text!("{new} {title}（原{old}）", "{new} {title} (was {old})")
        }
        (None, Some(new)) => {
            let new = name(new);
            text!("{new} {title}（新增）", "{new} {title} (new)")
        }
        (Some(old), None) => {
            let old = name(old);
            text!("原{old} {title}（删去）", "{old} {title} (removed)")
        }
        (None, None) => Text::default(),
    };
    said.get(lang).to_owned()
}

/// Money with a sign.
pub(super) fn signed(money: Money, lang: Lang) -> String {
    if money > Money::ZERO { format!("+{}", money.display(lang)) } else { money.display(lang) }
}

/// One side of an item: status, and amount if there is one.
pub(super) fn side(policy: &Policy, side: Option<(Status, Money)>, lang: Lang) -> String {
    match side {
        None => text!("没有此项", "no such item").get(lang).to_owned(),
        Some((Status::Eligible, amount)) => amount.display(lang),
        Some((status, _)) => status_text(policy, status).get(lang).to_owned(),
    }
}

/// Why an item comes out differently: the changed sentences of its rules.
pub(super) fn because(comparison: &Comparison, item: &ItemEffect, lang: Lang) -> String {
    let Some((_, rule)) = comparison.of(&item.benefit) else {
        return text!("因其他事项或共同条件", "because of another item or the common conditions")
            .get(lang)
            .to_owned();
    };
    let join = |lines: &[Text]| {
        let lines: Vec<&str> = lines.iter().map(|line| line.get(lang)).collect();
        lines.join(" / ")
    };
    let (old, new) = (join(&rule.old), join(&rule.new));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => text!("新增：{new}", "new: {new}"),
        (_, true) => text!("删去：{old}", "removed: {old}"),
        _ => text!("{old} → {new}", "{old} → {new}"),
    }
    .get(lang)
    .to_owned()
}

/// As lines for a person.
pub fn to_text(
    old: &Policy,
    new: &Policy,
    comparison: &Comparison,
    effects: &[Effect],
    lang: Lang,
) -> String {
    let mut out = String::new();
    let say = |text: Text| text.get(lang).to_owned();
    let (was, is, count) = (&old.edition, &new.edition, comparison.count());
    let title = new.title.get(lang);
    out.push_str(&say(text!(
        "{title}\n{was} → {is}：{count} 项变化\n",
        "{title}\n{was} → {is}: {count} changes\n"
    )));
    for article in &comparison.articles {
        let _ = writeln!(out, "\n{}", heading(article, lang));
        for piece in article.text.iter().filter(|piece| piece.tag != '=') {
            let _ = writeln!(out, "  {} {}", piece.tag, piece.text);
        }
        for rule in &article.rules {
            let _ = writeln!(out, "  {} {}", rule.benefit, rule.title.get(lang));
            for (tag, lines) in [('-', &rule.old), ('+', &rule.new)] {
                for line in lines {
                    let _ = writeln!(out, "    {tag} {}", line.get(lang));
                }
            }
        }
    }
    for (list, name) in [
        (&comparison.facts_new, text!("新增的事实", "New facts")),
        (&comparison.facts_gone, text!("删去的事实", "Facts removed")),
    ] {
        if !list.is_empty() {
            let _ = writeln!(out, "\n{}: {}", name.get(lang), list.join(", "));
        }
    }
    if effects.is_empty() {
        return out;
    }
    let touched = effects.iter().filter(|effect| !effect.items.is_empty()).count();
    let all = effects.len();
    out.push_str(&say(text!(
        "\n对档案的影响：{all} 份中 {touched} 份有变化\n",
        "\nEffect on the profiles: {touched} of {all} change\n"
    )));
    for effect in effects {
        let gain = signed(effect.gain(), lang);
        let (was, is) = (effect.old.amount.display(lang), effect.new.amount.display(lang));
        let (file, name) = (&effect.profile, &effect.enterprise);
        let unchanged = effect.items.is_empty();
        out.push_str(&say(if unchanged {
            text!("{file} {name}：不变\n", "{file} {name}: unchanged\n")
        } else {
            text!(
                "{file} {name}：{was} → {is}（{gain}）\n",
                "{file} {name}: {was} → {is} ({gain})\n"
            )
        }));
        for item in &effect.items {
            let (was, is) = (side(old, item.old, lang), side(new, item.new, lang));
            let (article, title) = (article_text(item.article, lang), item.title.get(lang));
            let why = because(comparison, item, lang);
            let _ = writeln!(out, "  {article} {title}: {was} → {is}\n    {why}");
        }
        for remark in &effect.remarks {
            let _ = writeln!(out, "  {}", remark.get(lang));
        }
    }
    out
}

/// For programs.
pub fn to_json(old: &Policy, new: &Policy, comparison: &Comparison, effects: &[Effect]) -> Json {
    let text = |text: &Text| json!({ "zh": text.zh, "en": text.en });
    let texts = |list: &[Text]| list.iter().map(text).collect::<Vec<_>>();
    let articles: Vec<Json> = comparison
        .articles
        .iter()
        .map(|article| {
            let pieces: Vec<Json> = article
                .text
                .iter()
                .map(|piece| json!({ "tag": piece.tag.to_string(), "text": piece.text }))
                .collect();
            let rules: Vec<Json> = article
                .rules
                .iter()
                .map(|rule| {
                    json!({ "benefit": rule.benefit, "old": texts(&rule.old), "new": texts(&rule.new) })
                })
                .collect();
            json!({
                "old": article.old, "new": article.new, "title": text(&article.title),
                "text": pieces, "rules": rules,
            })
        })
        .collect();
    let item = |item: &ItemEffect| {
        let side = |side: Option<(Status, Money)>| {
            side.map(|(status, amount)| {
                json!({ "status": status.as_str(), "amount": amount.to_plain() })
            })
        };
        json!({
            "id": item.benefit, "article": item.article, "old": side(item.old), "new": side(item.new),
            "because": { "zh": because(comparison, item, Lang::Zh), "en": because(comparison, item, Lang::En) },
        })
    };
    let profiles: Vec<Json> = effects
        .iter()
        .map(|effect| {
            json!({
                "profile": effect.profile, "enterprise": effect.enterprise,
                "old": effect.old.amount.to_plain(), "new": effect.new.amount.to_plain(),
                "gain": effect.gain().to_plain(),
                "old_at_most": effect.old.at_most.to_plain(), "new_at_most": effect.new.at_most.to_plain(),
                "items": effect.items.iter().map(item).collect::<Vec<_>>(),
                "remarks": texts(&effect.remarks),
            })
        })
        .collect();
    json!({
        "policy": new.id, "old": old.edition, "new": new.edition, "changes": comparison.count(),
        "articles": articles, "facts": { "new": comparison.facts_new, "gone": comparison.facts_gone },
        "profiles": profiles,
    })
}
