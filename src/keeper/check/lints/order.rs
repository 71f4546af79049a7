//! A fact used before it is asked. Circles do not load at all.

use super::{Context, finding};
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk::{all, children};
use crate::policy::{Amount, Condition, FactId, Limit};
use crate::text;

/// Compares the order of the questions with what rests on what.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (id, fact) in policy.facts() {
        let name = &fact.id;
        let mut before: Vec<(FactId, &str)> = Vec::new();
        before.extend(fact.derived.iter().flat_map(|rule| rule.inputs()).map(|id| (id, "derived")));
        before.extend(fact.assumed.iter().filter_map(|a| Some((a.when.fact?, "assumed"))));
        let other = |limit: Option<Limit>| match limit {
            Some(Limit::Fact(id)) => Some(id),
            Some(Limit::Number(_)) | None => None,
        };
        before.extend(other(fact.at_least).map(|id| (id, "at_least")));
        for (needs, key) in before.into_iter().filter(|(needs, _)| *needs > id) {
            late(
                context,
                name,
                policy.fact(needs).id.as_str(),
                context.locate.find("fact", name, &[key]),
                out,
            );
        }
    }
    for benefit in &policy.benefits {
        let patches = benefit.overlays.iter().map(|overlay| &overlay.patch);
        let awards = patches.clone().filter_map(|patch| patch.award.as_ref());
        // What a condition tests is asked for that in any case.
        let own = benefit.when.iter().chain(patches.flat_map(|patch| patch.when.iter().flatten()));
        let free: Vec<FactId> = own.flat_map(Condition::facts).collect();
        for award in benefit.award.iter().chain(awards) {
            for part in all(award) {
                if let Some((first, guard)) = guarded(part, &free) {
                    let place = context.place(benefit, &["award"]);
                    late(context, &policy.fact(first).id, &policy.fact(guard).id, place, out);
                }
            }
        }
    }
}

/// A fact that only some cases or parts use, and that is asked before what decides them.
fn guarded(amount: &Amount, free: &[FactId]) -> Option<(FactId, FactId)> {
    let parts = children(amount);
    let open = parts.iter().filter(|(_, when, _)| when.is_none());
    let mut always: Vec<FactId> = open.flat_map(|(_, _, amount)| amount.facts()).collect();
    // What every case uses is asked whichever applies.
    if let Amount::FirstOf(cases) = amount {
        let first = cases.first().map(|case| case.amount.facts()).unwrap_or_default();
        let all = |fact: &FactId| cases.iter().all(|case| case.amount.facts().contains(fact));
        always.extend(first.into_iter().filter(all));
    }
    parts.iter().find_map(|(_, when, amount)| {
        let guard = when.as_ref()?.fact?;
        let mut facts = amount.facts().into_iter();
        let early =
            facts.find(|fact| *fact < guard && !always.contains(fact) && !free.contains(fact))?;
        Some((early, guard))
    })
}

fn late(
    context: &Context<'_>,
    name: &str,
    needs: &str,
    place: crate::diagnostic::Place,
    out: &mut Vec<Finding>,
) {
    let _ = context;
    out.push(finding(
        "lint/asked-late",
        place,
        name,
        text!(
            "“{name}”用到“{needs}”，可是“{needs}”问在它后面",
            "\"{name}\" rests on \"{needs}\", which is asked after it"
        ),
        text!("把“{needs}”移到“{name}”前面。", "Move \"{needs}\" before \"{name}\"."),
    ));
}
