//! Ids of earlier editions: where they went.

use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::text;
use crate::text::Text;

use super::parse::Raw;

/// What the pack knows of an id.
pub(super) enum Known<'p> {
    /// A fact of today.
    Fact(FactId),
    /// The old id of a fact.
    Renamed(FactId),
    /// An id without a successor, with the reason.
    Retired(&'p Text),
    /// Never heard of.
    Nothing,
}

/// Looks an id up among today's facts, then among the old ids.
pub(super) fn known<'p>(policy: &'p Policy, id: &str) -> Known<'p> {
    if let Some(fact) = policy.fact_id(id) {
        return Known::Fact(fact);
    }
    let renamed = policy.renamed.iter().find(|(old, _)| old == id);
    if let Some(fact) = renamed.and_then(|(_, new)| policy.fact_id(new)) {
        return Known::Renamed(fact);
    }
    match policy.retired.iter().find(|(old, _)| old == id) {
        Some((_, reason)) => Known::Retired(reason),
        None => Known::Nothing,
    }
}

/// The value with old option ids replaced and retired ones left out, and what to say of it;
/// no value where a choice is left without one.
pub(super) fn with_new_options<'r>(
    policy: &'r Policy,
    fact: &Fact,
    raw: Raw<'r>,
) -> (Option<Raw<'r>>, Vec<Text>) {
    let mut remarks = Vec::new();
    let mut renew = |raw: Raw<'r>| -> Option<Raw<'r>> {
        let Raw::Str(id) = raw else { return Some(raw) };
        if fact.kind.option(id).is_some() {
            return Some(raw);
        }
        let (name, renamed) = (&fact.id, policy.renamed.iter().find(|(old, _)| old == id));
        if let Some((_, new)) = renamed.filter(|(_, new)| fact.kind.option(new).is_some()) {
            remarks.push(text!(
                "“{name}”的选项“{id}”现名“{new}”，已照新名读入。",
                "the option \"{id}\" of \"{name}\" is now \"{new}\" and was read as such."
            ));
            return Some(Raw::Str(new));
        }
        let Some((_, reason)) = policy.retired.iter().find(|(old, _)| old == id) else {
            return Some(raw);
        };
        let (zh, en) = (&reason.zh, &reason.en);
        remarks.push(text!(
            "“{name}”的选项“{id}”已停用，原值另存于 [aside]：{zh}",
            "the option \"{id}\" of \"{name}\" is retired, the value is kept in [aside]: {en}"
        ));
        None
    };
    let value = match (&fact.kind, raw) {
        (FactKind::Choice(_), raw) => renew(raw),
        (FactKind::Set(_), Raw::List(items)) => {
            Some(Raw::List(items.into_iter().filter_map(&mut renew).collect()))
        }
        (_, raw) => Some(raw),
    };
    (value, remarks)
}
