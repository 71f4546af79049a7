//! A comparison for programs.

use serde_json::{Value as Json, json};

use super::cause::{because, causes};
use super::{Comparison, Effect, ItemEffect, Price, Side, Sums};
use crate::policy::Policy;
use crate::quantity::Money;
use crate::text::Text;

fn text(text: &Text) -> Json {
    json!({ "zh": text.zh, "en": text.en })
}

fn texts(list: &[Text]) -> Vec<Json> {
    list.iter().map(text).collect()
}

/// The comparison, and what it does to the enterprises.
pub fn to_json(old: &Policy, new: &Policy, comparison: &Comparison, effects: &[Effect]) -> Json {
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
    let parts: Vec<Json> = comparison
        .parts
        .iter()
        .map(|part| {
            json!({
                "part": part.part.as_str(), "id": part.id, "title": text(&part.title),
                "old": texts(&part.old), "new": texts(&part.new), "benefits": part.benefits,
            })
        })
        .collect();
    let renamed: Vec<Json> =
        comparison.renamed.iter().map(|(old, new)| json!({ "old": old, "new": new })).collect();
    let profiles: Vec<Json> = effects.iter().map(|effect| profile(comparison, effect)).collect();
    json!({
        "policy": new.id, "old": old.edition, "new": new.edition, "changes": comparison.count(),
        "articles": articles, "parts": parts, "renamed": renamed,
        "facts": { "new": comparison.facts_new, "gone": comparison.facts_gone },
        "price": price(&Price::of(effects), effects),
        "profiles": profiles,
    })
}

fn profile(comparison: &Comparison, effect: &Effect) -> Json {
    let item = |item: &ItemEffect| {
        let side = |side: &Option<Side>| {
            side.as_ref().map(|side| {
                json!({
                    "status": side.status, "amount": side.amount.to_plain(),
                    "at_most": side.at_most.map(Money::to_plain), "later": side.later.to_plain(),
                })
            })
        };
        json!({
            "id": item.benefit, "article": item.article, "old": side(&item.old),
            "new": side(&item.new), "gain": item.gain().to_plain(),
            "because": text(&because(comparison, item)),
            "causes": texts(&causes(comparison, item)),
        })
    };
    json!({
        "profile": effect.profile, "enterprise": effect.enterprise,
        "old": effect.old.amount.to_plain(), "new": effect.new.amount.to_plain(),
        "gain": effect.gain().to_plain(), "changed": effect.is_changed(),
        "old_at_most": effect.old.at_most.to_plain(), "new_at_most": effect.new.at_most.to_plain(),
        "old_later": effect.old.later.to_plain(), "new_later": effect.new.later.to_plain(),
        "items": effect.items.iter().map(item).collect::<Vec<_>>(),
        "remarks": texts(&effect.remarks),
    })
}

fn price(price: &Price, effects: &[Effect]) -> Json {
    let sums = |sums: Sums| {
        json!({
            "amount": sums.amount.to_plain(), "at_most": sums.at_most.to_plain(),
            "later": sums.later.to_plain(),
        })
    };
    let one = |at: Option<usize>| {
        at.map(
            |at| json!({ "profile": effects[at].profile, "gain": effects[at].gain().to_plain() }),
        )
    };
    let items: Vec<Json> = price
        .items
        .iter()
        .map(|item| {
            let gain = Money::from_fen(item.new.fen() - item.old.fen());
            json!({
                "id": item.benefit, "old": item.old.to_plain(), "new": item.new.to_plain(),
                "gain": gain.to_plain(), "gainers": item.gainers, "losers": item.losers,
            })
        })
        .collect();
    let spread: Vec<Json> = price
        .spread
        .iter()
        .map(|(from, gainers, losers)| {
            json!({ "from": from.to_plain(), "gainers": gainers, "losers": losers })
        })
        .collect();
    json!({
        "enterprises": price.enterprises, "changed": price.changed(), "gainers": price.gainers,
        "losers": price.losers, "old": sums(price.old), "new": sums(price.new),
        "gain": price.gain().to_plain(), "items": items, "largest_gain": one(price.most),
        "largest_loss": one(price.least), "distribution": spread,
    })
}
